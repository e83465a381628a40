"""The e-mail digest: what it says, to whom it goes, and its sending at most once.

`digest` and `message` are pure; `journal` remembers on disk; `delivery` speaks to the server.
"""
