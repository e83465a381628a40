"""The procedure catalogue: reading, checking and presenting administrative procedures.

Data flows one way: `reading` and `shape` turn files into frozen `model` objects, `rules` check
them, `catalogue` links them, `pages` presents them. Nothing here knows MkDocs; `hooks/` does.
"""
