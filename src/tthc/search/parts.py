"""The terms of all pages, cut into parts that begin alike. None rests on another, so that only
those are worked out again in which a page has changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from tthc.memory import digest
from tthc.search import fulltext
from tthc.search.fulltext import PageTerms
from tthc.search.weights import BOOSTS, once, steady, stored

PART = 50_000
"""Characters of the pages' terms, at most, while a part has several bands: some shards."""
Names = dict[str, tuple[int, dict[int, int]]]
"""Term of keys and titles → in how many it is, and number of a document → what it says."""


class Searched(NamedTuple):
    """A page whose words are searched."""

    key: str
    title: str
    terms: PageTerms


class Scale(NamedTuple):
    """What weights rest on besides a page, in round numbers (see `steady`)."""

    total: float
    """Pages."""
    mean: float
    """The length of a text."""


@dataclass(frozen=True, slots=True)
class Part:
    """Terms that begin alike, and all that their shards rest on."""

    scale: Scale
    pages: str
    """Lines: number of a document, round length of its text, and a band of `fulltext`. The bands
    one after the other, each in the order of the numbers."""
    names: Names
    once: dict[int, int]
    """Number of a document of `names` → what a term says about it that stands once in the text."""

    @property
    def key(self) -> bytes:
        return digest("shards", repr(self.scale), self.pages, repr(self.names), repr(self.once))


def parts(searched: Mapping[int, Searched]) -> Iterator[Part]:
    """All terms of `searched`, documents by their numbers, in order. A part has several bands only
    while it is small."""
    if not searched:
        return
    scale = Scale(steady(len(searched)), _mean(searched))
    once_says = own(searched)
    names = _names(searched)
    pages = _bands(searched)
    lines: list[list[str]] = []
    named: list[Names] = []
    size = 0
    for band in sorted(names.keys() | pages.keys()):
        # What is in a part is gone from here: it takes much memory.
        rows, row = pages.pop(band, []), names.pop(band, {})
        more = sum(map(len, rows))
        if size and size + more > PART:
            yield _part(scale, lines, named, once_says)
            lines, named, size = [], [], 0
        lines.append(rows)
        named.append(row)
        size += more
    yield _part(scale, lines, named, once_says)


def _part(
    scale: Scale, lines: Iterable[list[str]], names: Iterable[Names], once_says: Mapping[int, int]
) -> Part:
    named = {term: row for each in names for term, row in sorted(each.items())}
    documents = {number for _, says in named.values() for number in says}
    needed = {number: once_says[number] for number in sorted(documents)}
    return Part(scale, "\n".join(chain.from_iterable(lines)), named, needed)


def own(searched: Mapping[int, Searched]) -> dict[int, int]:
    """What a term says about each document if it stands once in the text, as it is stored."""
    mean = _mean(searched)
    return {
        number: once(steady(fulltext.length(each.terms)), mean) for number, each in searched.items()
    }


def _bands(searched: Mapping[int, Searched]) -> dict[str, list[str]]:
    """Band → lines as in `Part.pages`."""
    found: dict[str, list[str]] = defaultdict(list)
    for number, each in searched.items():
        head = f"{number} {steady(fulltext.length(each.terms))!r} "
        for band, row in fulltext.bands(each.terms):
            found[band].append(head + row)
    return found


def _names(
    searched: Mapping[int, Searched],
) -> dict[str, Names]:
    """Band → terms of keys and titles, as in `Part.names`."""
    says: dict[str, Counter[int]] = defaultdict(Counter)
    spread: Counter[str] = Counter()
    for boost, column in zip(BOOSTS, ("key", "title"), strict=False):
        counted = {n: fulltext.terms(getattr(each, column)) for n, each in searched.items()}
        mean = steady(sum(each.total() for each in counted.values()) / len(searched))
        for number, found in counted.items():
            spread.update(found.keys())
            length = found.total()
            for term, times in found.items():
                says[term][number] += stored(boost, times, length, mean)
    bands: dict[str, Names] = defaultdict(dict)
    for term, row in says.items():
        bands[f"{term[: fulltext.BAND]:{fulltext.BAND}}"][term] = spread[term], dict(row)
    return bands


def _mean(searched: Mapping[int, Searched]) -> float:
    """The mean length of texts."""
    lengths = [fulltext.length(each.terms) for each in searched.values()]
    return steady(sum(lengths) / len(lengths)) if lengths else 1
