"""Importing records of the national database of procedures.

Data flows one way: `sources` finds the files, `decoding` makes plain data of them, `record` a
`NationalRecord` with clean words, `building` the YAML of a procedure with what its record leaves in
doubt, `difference` compares with what stands, `storing` puts everything in place at once.

A value that may mislead never becomes a fact: it becomes a gap with the words of the record. The
thirteen kinds of such values (`report.Trap`) are those met in the database.
"""
