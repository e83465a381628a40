"""The site on the machine of who edits it: what is saved is on screen at once."""
