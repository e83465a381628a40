"""From the catalogue to the files of the site: what there is to write, what each file rests on,
and the writing of those that are not there already.

MkDocs makes the shell (`shell.Shell`): the pages that are written by hand, and a frame for each
kind of page that the data gives. All else is made here.
"""
