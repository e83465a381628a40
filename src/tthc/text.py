"""Folding without accents, and slugs: one definition for addresses, anchors and search."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"ð": "đ", "ƣ": "ư", "Ð": "đ", "Ƣ": "ư"})
"""What old converters write for Vietnamese letters."""
_NO_DECOMPOSITION = str.maketrans({"đ": "d", "Đ": "d"})
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries."""
_TONE = re.compile(f"[{_TONES}]")
_HORNLESS = re.compile("ưo")
"""No syllable has ư before a bare o: a slip for ươ."""
_FINAL_Y = re.compile(r"(?<=[bcdđghklmnpqrstvx])y\Z|(?<=qu)y\Z")
"""Where i and y are both in use: kĩ and kỹ, qui and quy, but never hai and hay."""


def fold(text: str) -> str:
    """Lower case without accents: `Đầu tư` → `dau tu`."""
    return " ".join([_folded(word) for word in text.split(" ")])


@lru_cache(maxsize=1 << 15)  # a language has few words, and a site says them often
def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    lowered = word.translate(_LETTERS).lower().translate(_NO_DECOMPOSITION)
    decomposed = unicodedata.normalize("NFD", lowered)
    return "".join(char for char in decomposed if unicodedata.category(char)[0] != "M")


def spelling(word: str) -> str:
    """One way to write a word that people write in several, for comparing in search: lower case,
    the tone as a digit at the end (`hoà` and `hòa` → `hoa1`), i for a final y (`kỹ` → `ki3`)."""
    lowered = unicodedata.normalize("NFD", word.translate(_LETTERS).lower())
    letters = unicodedata.normalize("NFC", _TONE.sub("", lowered))
    letters = _FINAL_Y.sub("i", _HORNLESS.sub("ươ", letters))
    tone = _TONE.search(lowered)
    return letters + (str(_TONES.index(tone[0]) + 1) if tone else "")


def slug(text: str) -> str:
    """ASCII words joined by hyphens: `96/2026/NĐ-CP` → `96-2026-nd-cp`."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))


def sort_key(text: str) -> tuple[str, str]:
    """Vietnamese alphabetical order: a ă â b … d đ …, and by tones among equals."""
    places = [_place(char) for char in unicodedata.normalize("NFC", text.casefold())]
    return "".join([letter for letter, _ in places]), "".join([tone for _, tone in places])


@lru_cache(maxsize=1 << 10)
def _place(char: str) -> tuple[str, str]:
    """What to sort a letter by, and its tone."""
    parts = unicodedata.normalize("NFD", char)
    letter = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
    index = _ALPHABET.find(letter)
    tone = max((_TONES.find(c) + 1 for c in parts), default=0)
    return chr(ord("a") + index) if index >= 0 else letter, str(tone)
