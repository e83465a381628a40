"""The terms of texts: what the search of full texts looks for.

A term is a syllable without accents, two consecutive syllables, or the number of a legal document
in one spelling. There is neither a stemmer nor a list of stop words: pairs find the words of
Vietnamese, and weights (see `shards`) tell what is common.

All that the search needs of a page is `page_terms`, some 3 KB; they rest on nothing but its HTML.
No pair and no number of law reaches from one block of it, such as a paragraph or a cell, into the
next. Thousands of pages have labels, titles of laws and clauses in common, so what a block and a
clause give is remembered for a while.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from heapq import nlargest
from html import unescape
from itertools import pairwise
from typing import NewType

from tthc.text import fold

PageTerms = NewType("PageTerms", bytes)
"""The terms of a page and how often each stands there, packed. Equal for equal words."""

MOST_TERMS = 4000
"""So many terms of one page are kept: the frequent ones, and of equals numbers of law first."""

BAND = 2
"""So many letters the terms of a band have in common."""

_LENGTH = 4
"""Bytes in front of packed terms: how many there were, each as often as it stood there."""
_ABBREVIATIONS = {
    kind: short
    for short, kinds in {
        "qh": ("luat", "law", "qh"),
        "nd": ("nghi dinh", "decree", "nd"),
        "tt": ("thong tu", "circular", "tt"),
        "nq": ("nghi quyet", "resolution", "nq"),
        "qd": ("quyet dinh", "decision", "qd"),
    }.items()
    for kind in kinds
}
"""Kinds of legal documents → as their numbers abbreviate them."""
_LAW = re.compile(
    r"(^|[^a-z0-9/.-])"
    rf"(?:({'|'.join(sorted(_ABBREVIATIONS.keys() - {'qh'}))})\s*(?:so\s+|no\.?\s+)?)?"
    r"0*([0-9]{1,4}(?:\.[0-9]{1,2})?)(?!\.?[0-9])"
    r"(?:(\s*[/-]\s*|\s+nam\s+|\s+)((?:19|20)[0-9]{2})(?![0-9]))?"
    r"(?:[\s/-]+(qh|nd|tt|nq|qd)[a-z0-9-]*)?"
)
"""What stands before; kind, number, what joins the year, year, kind."""
_FINAL_Y = re.compile(r"([bcdghklmnpqrstvx]|qu)y(?![^\W\d_])")
_SIGNS = re.compile(r"[^a-z0-9\s/–.-]+")
_BREAK = rf"{_SIGNS.pattern}|\n|\.(?![0-9])"
_SYLLABLE = r"[a-z0-9]+(?:\.[0-9]+)*"
_DIGIT = re.compile(r"[0-9]")
_PART = re.compile(rf"{_SYLLABLE}|[,\n]|\.(?![0-9])")
PATTERNS = {
    "law": _LAW.pattern,
    "kinds": _ABBREVIATIONS,
    "gap": _BREAK,
    "syllable": _SYLLABLE,
}
"""For the browser: they mean the same there."""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BLOCKS = re.compile(
    r"</?(?:address|article|aside|blockquote|br|button|caption|d[dlt]|details|div|fieldset|"
    r"figcaption|figure|footer|form|h[1-6r]|header|input|label|legend|li|main|nav|ol|option|p|pre|"
    r"section|select|summary|t[dhr]|table|tbody|textarea|tfoot|thead|ul)\b[^>]*>"
)
"""Tags between which no sentence goes on."""
_CLAUSE = re.compile(r"[,;:()\"“”]+")
"""Of the signs that part clauses, those that stand in most texts."""
_TAG = re.compile(r"<[^>]*>")
_BLOCKS_KEPT, _CLAUSES_KEPT = 1 << 13, 1 << 14
"""So many are remembered: those that most pages have, in about 15 MB. Twice as many are hardly
found more often."""


def page_terms(html: str) -> PageTerms:
    """The terms of the words of `html`."""
    blocks = ",".join(filter(None, map(_block_terms, _blocks(html))))
    found = Counter(blocks.split(",") if blocks else ())
    rows: dict[tuple[str, int], list[str]] = defaultdict(list)
    for term, number in _heaviest(found) if len(found) > MOST_TERMS else found.items():
        rows[term[:BAND], number].append(term)
    lines: dict[str, list[str]] = defaultdict(list)
    for (band, number), row in sorted(rows.items()):
        lines[band].append(f"{number},{','.join(row)}")
    text = "\n".join([f"{band:{BAND}}{';'.join(line)}" for band, line in lines.items()])
    return PageTerms(found.total().to_bytes(_LENGTH) + zlib.compress(text.encode("ascii"), 4))


def length(packed: PageTerms) -> int:
    """How many terms the page has, each as often as it stands there."""
    return int.from_bytes(packed[:_LENGTH])


def bands(packed: PageTerms) -> Iterator[tuple[str, str]]:
    """The first letters of terms, and the terms that begin with them (see `rows`)."""
    for line in zlib.decompress(packed[_LENGTH:]).decode("ascii").splitlines():
        yield line[:BAND], line[BAND:]


def rows(band: str) -> Iterator[tuple[int, list[str]]]:
    """How often → the terms of a band that stand in the page so often."""
    for row in band.split(";"):
        number, *found = row.split(",")
        yield int(number), found


def terms(text: str) -> Counter[str]:
    """The terms of `text`, and how often each stands there. The same as in `texts.js`, which has
    the patterns from `PATTERNS`."""
    return Counter(_terms(text))


def plain(html: str) -> str:
    """The words of `html`, with single spaces, and a comma between blocks."""
    return " , ".join(filter(None, map(_words, _blocks(html))))


def _blocks(html: str) -> list[str]:
    return _BLOCKS.split(_COMMENT.sub(" ", html))


def _words(block: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", block)).split())


@lru_cache(_BLOCKS_KEPT)
def _block_terms(block: str) -> str:
    """Joined by commas, which take less memory than terms do."""
    return ",".join(filter(None, map(_clause_terms, _CLAUSE.split(_words(block)))))


@lru_cache(_CLAUSES_KEPT)
def _clause_terms(clause: str) -> str:
    return ",".join(_terms(clause))


def _heaviest(found: Counter[str]) -> list[tuple[str, int]]:
    return nlargest(MOST_TERMS, found.items(), key=lambda each: (each[1], "/" in each[0]))


def _terms(text: str) -> list[str]:
    """Each as often as it stands in `text`."""
    found = " ".join(map(_plain, text.split(" ")))
    if found.replace(" ", "").isalpha():
        parts = found.split()
        return [*parts, *map(" ".join, pairwise(parts))]
    laws, rest = _without_laws(found) if _DIGIT.search(found) else ([], found)
    # What parts clauses is a part as well, and comes before all digits and letters.
    parts = _PART.findall(rest)
    syllables = [part for part in parts if part >= "0"]
    pairs = [f"{one} {two}" for one, two in pairwise(parts) if one >= "0" and two >= "0"]
    return [*laws, *syllables, *pairs]


@cache
def _plain(word: str) -> str:
    """The word without accents, y as i, and signs that part clauses as a comma."""
    found = _SIGNS.sub(",", _FINAL_Y.sub(r"\1i", fold(word)))
    is_end = found.endswith(".") and found[:-1].isalpha() and found != "no."
    return f"{found[:-1]}," if is_end else found


def _without_laws(clauses: str) -> tuple[list[str], str]:
    """Numbers of law in one spelling, and the rest of `clauses`."""
    found: list[str] = []

    def law(match: re.Match[str]) -> str:
        before, word, number, joint, year, suffix = match.groups()
        kind = suffix or word
        if not kind and (not year or "nam" in joint):
            return match[0]
        if year:
            found.append(f"{number}/{year}")
        if kind:
            found.append(f"{number}/{_ABBREVIATIONS[kind]}")
        return f"{before}\n"

    rest = _LAW.sub(law, clauses)
    return found, rest
