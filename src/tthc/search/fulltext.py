"""The terms of texts: what the search of full texts looks for.

A term is a syllable without accents, two consecutive syllables, or the number of a legal document
in one spelling. There is neither a stemmer nor a list of stop words: pairs find the words of
Vietnamese, and weights (see `shards`) tell what is common.

All that the search needs of a page is `page_terms`, some 3 KB; they rest on nothing but its HTML.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from html import unescape
from itertools import chain
from operator import add
from typing import NewType

from tthc.text import fold

PageTerms = NewType("PageTerms", bytes)
"""The terms of a page and how often each stands there, packed. Equal for equal words."""

MOST_TERMS = 4000
"""So many terms of one page are kept: the frequent ones, and of equals numbers of law first."""

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
_TAG = re.compile(r"<[^>]*>")


def page_terms(html: str) -> PageTerms:
    """The terms of the words of `html`."""
    found = terms(plain(html))
    rows: dict[int, list[str]] = defaultdict(list)
    for term, number in found.most_common(MOST_TERMS) if len(found) > MOST_TERMS else found.items():
        rows[number].append(term)
    text = "\n".join([f"{number},{','.join(row)}" for number, row in rows.items()])
    return PageTerms(found.total().to_bytes(_LENGTH) + zlib.compress(text.encode("ascii"), 4))


def length(packed: PageTerms) -> int:
    """How many terms the page has, each as often as it stands there."""
    return int.from_bytes(packed[:_LENGTH])


def rows(packed: PageTerms) -> Iterator[tuple[int, list[str]]]:
    """How often → the terms that stand in the page so often."""
    text = zlib.decompress(packed[_LENGTH:]).decode("ascii")
    for line in text.splitlines():
        number, *found = line.split(",")
        yield int(number), found


def terms(text: str) -> Counter[str]:
    """The terms of `text`, and how often each stands there. The same as in `texts.js`, which has
    the patterns from `PATTERNS`."""
    easy: list[str] = []
    hard: list[str] = []
    numbered: list[str] = []
    for clause in " ".join(map(_plain, text.split(" "))).split(","):
        dense = clause.replace(" ", "")
        if dense.isalpha():
            easy.append(clause)
        elif _DIGIT.search(dense):
            numbered.append(clause)
        elif dense:
            hard.append(clause)
    laws, rest = _without_laws(",".join(numbered))
    # What parts clauses is a part as well, and comes before all digits and letters.
    parts = [*" , ".join(easy).split(), ",", *_PART.findall(f"{','.join(hard)},{rest}")]
    seconds = "\t ".join(parts).split("\t")[1:]
    found = Counter(chain(laws, parts, map(add, parts, seconds)))
    for term in [term for term in found if term[0] < "0" or term[-1] < "0"]:
        del found[term]
    return found


def plain(html: str) -> str:
    """The words of `html`, with single spaces."""
    return " ".join(unescape(_TAG.sub(" ", _COMMENT.sub(" ", html))).split())


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
