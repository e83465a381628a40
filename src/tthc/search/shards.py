"""The search of full texts: weights of terms, in small files that a browser fetches as needed.

Terms are sorted and cut into shards; the table names the shards and the first term of each. A
syllable stands with its pairs, so that a query fetches one or two shards for each of its
syllables.

A shard is called by its content, and rests on nothing but the pages that have its terms, so that
one edit renames few of them. Hence:

- Weights are those of lunr (BM25) in two factors. How much a term says about its page is in the
  shard; how rare it is, the browser tells from the shard and the number of pages in the table.
- What rests on all pages, mean lengths and what is too light to be kept, takes round numbers.
- A document has the number that its key makes, whatever other documents there are.
- Shards are cut at terms that are chosen by the term itself, not by counting from the first.

A term of very many pages keeps those in which it is heaviest, so that no shard grows with the
number of pages; only the number of shards does, and the table by some eight compressed bytes each.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from heapq import nlargest
from itertools import accumulate, count, pairwise
from operator import sub
from typing import NamedTuple
from zlib import crc32

from tthc.search import fulltext
from tthc.search.documents import Document
from tthc.search.fulltext import PageTerms

K1, B = 1.2, 0.75
"""As lunr has them."""
BOOSTS = (5, 1, 1)
"""Of key, title and text. By its key a legal document goes before all that name it."""
LEAST = 1.0
"""Lighter terms of a page are left out, but for numbers of law."""
MOST_DOCUMENTS = 500
"""So many documents of one term are kept, the heaviest."""
STEPS = 100
"""What a term says about its page is stored in hundredths, as a whole number."""
SHARD = 9_000
"""Characters at most, about 3 KB compressed, unless one term alone has more."""
IDS = 1 << 26
"""Documents have numbers below this."""

_BITS = 10
"""For the greatest number that is stored of a term and a page."""
_SAYS = (1 << _BITS) - 1


class Searched(NamedTuple):
    """A page whose words are searched."""

    key: str
    title: str
    terms: PageTerms


@dataclass(frozen=True, slots=True)
class Posting:
    """The documents of a term."""

    first: str
    second: str
    """Empty for a syllable by itself, and for a number of law."""
    found: list[int]
    """What the term says about a document, and before these `_BITS` its number; in order."""
    spread: int
    """In how many keys, titles and texts the term stands."""

    @property
    def term(self) -> str:
        return f"{self.first} {self.second}" if self.second else self.first

    @property
    def size(self) -> int:
        """Characters, about."""
        return len(self.second) + 6 + 6 * len(self.found)


def table_and_shards(
    documents: Sequence[Document], terms: Mapping[str, PageTerms]
) -> tuple[str, dict[str, str]]:
    """The table, and name → text of the shards, all as JSON.

    The table has the patterns of terms, what makes numbers of documents, how many pages there
    are, for each document the hundredths of a term that stands there once, the names of the
    shards, and for each the letters by which its first term comes after the last of the shard
    before.

    A shard is first syllable → second syllable, or nothing → in how many texts the term stands,
    and for each document its place, as the difference from the one before, and the hundredths
    above its own. Without a first syllable stand the numbers of the documents, each as
    the difference from the one before.
    """
    base = base_of(documents)
    numbered = {
        identity(each, base): Searched(each.key, each.title, terms[each.url])
        for each in documents
        if each.has_text and each.url in terms
    }
    searched = {number: numbered[number] for number in sorted(numbered)}
    least = _least(searched)
    shards = list(_cut(_postings(searched))) if searched else []
    texts = {digest(text): text for text in (_written(shard, least) for shard in shards or [[]])}
    starts = [_beginning(last[-1].term, shard[0].term) for last, shard in pairwise(shards)]
    table = {
        "starts": ["", *starts],
        "names": list(texts),
        "own": [least.get(identity(each, base), 0) for each in documents],
        "base": base,
        "total": len(searched),
        **fulltext.PATTERNS,
    }
    return json.dumps(table, separators=(",", ":")), texts


def digest(*texts: str) -> str:
    """Different for different `texts`."""
    return sha256("\0".join(texts).encode("utf-8")).hexdigest()[:10]


def rarity(spread: int, total: float) -> float:
    """How much a term weighs that stands in `spread` of the keys, titles and texts of `total`
    pages: nothing, or less, where that are more than pages. The same as in `texts.js`."""
    return math.log((total + 1) / (spread + 0.5)) * (K1 + 1)


def says(number: int, length: float, mean: float) -> float:
    """How much a term says that stands in a text so often: lunr's weight without rarity."""
    return number / (K1 * (1 - B + B * length / mean) + number)


def steady(value: float) -> float:
    """`value`, within five hundredths: another page more changes it seldom."""
    return 2.0 ** (round(8 * math.log2(value)) / 8) if value else 1.0


def identity(document: Document, base: int) -> int:
    """The number of a document, read from its key to the `base`: the codes of procedures make
    numbers next to each other. The same as in `texts.js`."""
    value = 0
    for letter in document.kind + document.key:
        value = (value * base + ord(letter)) % IDS
    return value


def base_of(documents: Iterable[Document]) -> int:
    """The least from ten on with which no two documents have the same number."""
    different = list({(each.kind, each.key): each for each in documents}.values())
    return next(
        base
        for base in count(10)
        if len({identity(each, base) for each in different}) == len(different)
    )


def _postings(searched: Mapping[int, Searched]) -> Iterator[Posting]:
    """The terms that are kept, in order; `searched` are documents by their numbers, in order."""
    total = steady(len(searched))
    names, spread = _names(searched)
    texts = _texts(searched)
    for term in sorted(texts.keys() | names.keys()):
        found = texts.get(term, [])
        often = len(found) + spread[term]
        rare = rarity(often, total)
        if rare <= 0 or (rare < LEAST and term not in names and "/" not in term):
            continue  # even in a text of nothing else
        if more := names.get(term):
            for entry in found:
                more[entry >> _BITS] += entry & _SAYS
            found = [(number << _BITS) + own for number, own in sorted(more.items())]
        if "/" not in term:
            least = math.ceil(LEAST * STEPS / rare)
            found = [entry for entry in found if entry & _SAYS >= least]
        if len(found) > MOST_DOCUMENTS:
            found = sorted(nlargest(MOST_DOCUMENTS, found, key=lambda entry: entry & _SAYS))
        if found:
            first, _, second = term.partition(" ")
            yield Posting(first, second, found, often)


def _names(
    searched: Mapping[int, Searched],
) -> tuple[dict[str, Counter[int]], Counter[str]]:
    """Term of keys and titles → number of a document → what it says; and in how many it is."""
    says: dict[str, Counter[int]] = defaultdict(Counter)
    spread: Counter[str] = Counter()
    for boost, column in zip(BOOSTS, ("key", "title"), strict=False):
        counted = {n: fulltext.terms(getattr(each, column)) for n, each in searched.items()}
        mean = steady(sum(each.total() for each in counted.values()) / len(searched))
        for number, found in counted.items():
            spread.update(found.keys())
            length = found.total()
            for term, times in found.items():
                says[term][number] += _stored(boost, times, length, mean)
    return says, spread


def _texts(searched: Mapping[int, Searched]) -> dict[str, list[int]]:
    """Term of texts → the documents, as in `Posting.found`."""
    found: dict[str, list[int]] = defaultdict(list)
    mean = _mean(searched)
    for number, (_, _, packed) in searched.items():
        length = steady(fulltext.length(packed))
        for times, terms in fulltext.rows(packed):
            entry = (number << _BITS) + _stored(BOOSTS[2], times, length, mean)
            for term in terms:
                found[term].append(entry)
    return found


def _least(searched: Mapping[int, Searched]) -> dict[int, int]:
    """What a term says about each document if it stands once in the text, as it is stored."""
    mean = _mean(searched)
    return {
        number: _stored(BOOSTS[2], 1, steady(fulltext.length(each.terms)), mean)
        for number, each in searched.items()
    }


def _mean(searched: Mapping[int, Searched]) -> float:
    """The mean length of texts."""
    lengths = [fulltext.length(each.terms) for each in searched.values()]
    return steady(sum(lengths) / len(lengths)) if lengths else 1


def _stored(boost: float, times: int, length: float, mean: float) -> int:
    return round(STEPS * boost * says(times, length, mean))


def _cut(postings: Iterable[Posting]) -> Iterator[list[Posting]]:
    """Shards of at most about `SHARD` characters and at least two fifths of it."""
    waiting: list[Posting] = []
    size = 0
    for posting in postings:
        if waiting and size + posting.size > SHARD:
            place = _place(waiting)
            yield waiting[:place]
            waiting = waiting[place:]
            size = sum(each.size for each in waiting)
        waiting.append(posting)
        size += posting.size
    if waiting:
        yield waiting


def _place(waiting: list[Posting]) -> int:
    """Where to cut: best where a first syllable begins, and at the same term again when others
    have come or gone."""
    sizes = list(accumulate(each.size for each in waiting))
    places = [at for at, size in enumerate(sizes) if at and sizes[at - 1] >= 0.4 * SHARD]

    def rank(at: int) -> tuple[bool, int]:
        first = waiting[at].first
        return first == waiting[at - 1].first, crc32(waiting[at].term.encode("ascii"))

    return min(places, key=rank, default=len(waiting))


def _beginning(before: str, term: str) -> str:
    """The least of the letters of `term` by which it comes after `before`."""
    places = enumerate(zip(before, term, strict=False))
    same = next((place for place, (one, other) in places if one != other), len(before))
    return term[: same + 1]


def _written(shard: Sequence[Posting], least: Mapping[int, int]) -> str:
    numbers = sorted({entry >> _BITS for posting in shard for entry in posting.found})
    places = {number: place for place, number in enumerate(numbers)}
    # What a term says that stands once: subtracting it subtracts the document too.
    once = [(number << _BITS) + least[number] for number in numbers]
    entries: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for posting in shard:
        own = [places[entry >> _BITS] for entry in posting.found]
        row = [posting.spread] * (2 * len(own) + 1)
        row[1::2] = map(sub, own, [0, *own])
        row[2::2] = map(sub, posting.found, [once[place] for place in own])
        entries[posting.first][posting.second] = row
    gaps = list(map(sub, numbers, [0, *numbers]))
    return json.dumps({"": gaps, **entries}, separators=(",", ":"))
