"""The shape of all data, written once.

Checks, the English side, the JSON Schema and the tables of the staff handbook derive from these
models; see `tthc.shape`, `tthc.english` and `scripts/`.
"""
