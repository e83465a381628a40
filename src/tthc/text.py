"""Folding without accents, and slugs: one definition for addresses, anchors and search."""

from __future__ import annotations

import re
import unicodedata

_NO_DECOMPOSITION = str.maketrans({"đ": "d", "ð": "d", "ƣ": "u", "Đ": "d", "Ð": "d", "Ƣ": "u"})
"""Letters that Unicode does not decompose. Old converters write ð for đ and ƣ for ư."""
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries."""


def fold(text: str) -> str:
    """Lower case without accents: `Đầu tư` → `dau tu`."""
    decomposed = unicodedata.normalize("NFD", text.translate(_NO_DECOMPOSITION).casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def slug(text: str) -> str:
    """ASCII words joined by hyphens: `96/2026/NĐ-CP` → `96-2026-nd-cp`."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))


def sort_key(text: str) -> tuple[str, str]:
    """Vietnamese alphabetical order: a ă â b … d đ …, and by tones among equals."""
    letters, tones = "", ""
    for char in unicodedata.normalize("NFC", text.casefold()):
        parts = unicodedata.normalize("NFD", char)
        letter = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
        index = _ALPHABET.find(letter)
        letters += chr(ord("a") + index) if index >= 0 else letter
        tones += str(max((_TONES.find(c) + 1 for c in parts), default=0))
    return letters, tones
