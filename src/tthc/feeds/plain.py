"""Text and addresses that every format of feeds can hold."""

from __future__ import annotations

import re
from urllib.parse import quote

_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
_NOT_ALLOWED = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2, production Char) leaves out, and the control characters U+007F to
U+009F, which it advises against. Halves of a surrogate pair are among them: they have no UTF-8."""
_IN_ADDRESSES = "!#$%&'()*+,/:;=?@[]~"
"""The characters of RFC 3986 that `quote` would not leave as they are."""


def plain(text: str) -> str:
    """`text` with one kind of line break and without characters that XML forbids."""
    if text.isprintable():  # most of it, and cheap to know
        return text
    return _NOT_ALLOWED.sub("", _BREAKS.sub("\n", text))


def address(url: str) -> str:
    """`url` in ASCII, with nothing that could end it early."""
    return quote(plain(url), safe=_IN_ADDRESSES)
