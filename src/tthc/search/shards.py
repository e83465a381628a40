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

_SAYS = 1 << 10
"""More than the greatest number that is stored of a term and a page."""


@dataclass(frozen=True, slots=True)
class Posting:
    """The documents of a term."""

    first: str
    second: str
    """Empty for a syllable by itself, and for a number of law."""
    found: list[int]
    """Number of a document × `_SAYS` + what the term says about it; in order."""
    spread: int
    """In how many keys, titles and texts the term stands."""

    @property
    def term(self) -> str:
        return f"{self.first} {self.second}" if self.second else self.first

    @property
    def size(self) -> int:
        """Characters, about."""
        return len(self.second) + 5 + 8 * len(self.found)


def table_and_shards(
    documents: Sequence[Document], terms: Mapping[str, PageTerms]
) -> tuple[str, dict[str, str]]:
    """The table, and name → text of the shards, all as JSON.

    The table has the patterns of terms, what makes numbers of documents, how many pages there
    are, the names of the shards, and for each the letters by which its first term comes after the
    last of the shard before.

    A shard is first syllable → second syllable, or nothing → places of documents, as many
    hundredths, and, unless it is the number of documents, in how many texts the term stands.
    Without a first syllable stand the numbers of the documents, each as the difference from the
    one before.
    """
    base = base_of(documents)
    numbered = {
        identity(each, base): (each, terms[each.url])
        for each in documents
        if each.has_text and each.url in terms
    }
    searched = {number: numbered[number] for number in sorted(numbered)}
    shards = list(_cut(_postings(searched))) if searched else []
    texts = {digest(text): text for text in map(_written, shards or [[]])}
    lasts = ["", *(shard[-1].term for shard in shards)]
    table = {
        "starts": [
            "",
            *(_beginning(lasts[at], shards[at][0].term) for at in range(1, len(shards))),
        ],
        "names": list(texts),
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
    pages. The same as in `texts.js`."""
    return math.log(1 + abs((total - spread + 0.5) / (spread + 0.5))) * (K1 + 1)


def says(number: int, length: int, mean: float) -> float:
    """How much a term says that stands in a text so often: lunr's weight without rarity."""
    return number / (K1 * (1 - B + B * length / mean) + number)


def steady(value: float) -> float:
    """`value`, within nine hundredths: another page more changes it seldom."""
    return 2.0 ** (round(4 * math.log2(value)) / 4) if value else 1.0


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


def _postings(searched: Mapping[int, tuple[Document, PageTerms]]) -> Iterator[Posting]:
    """The terms that are kept, in order; `searched` are documents by their numbers, in order."""
    total = len(searched)
    names, spread = _names(searched)
    texts = _texts(searched)
    for term in sorted(texts.keys() | names.keys()):
        found = texts.get(term, [])
        often = len(found) + spread[term]
        if more := names.get(term):
            for entry in found:
                number, own = divmod(entry, _SAYS)
                more[number] += own
            found = [number * _SAYS + own for number, own in sorted(more.items())]
        if "/" not in term:
            least = LEAST * STEPS / rarity(often, steady(total))
            found = [entry for entry in found if entry % _SAYS >= least]
        if len(found) > MOST_DOCUMENTS:
            found = sorted(nlargest(MOST_DOCUMENTS, found, key=lambda entry: entry % _SAYS))
        if found:
            first, _, second = term.partition(" ")
            yield Posting(first, second, found, often)


def _names(
    searched: Mapping[int, tuple[Document, PageTerms]],
) -> tuple[dict[str, Counter[int]], Counter[str]]:
    """Term of keys and titles → number of a document → what it says; and in how many it is."""
    says: dict[str, Counter[int]] = defaultdict(Counter)
    spread: Counter[str] = Counter()
    for boost, column in (
        (BOOSTS[0], {number: each.key for number, (each, _) in searched.items()}),
        (BOOSTS[1], {number: each.title for number, (each, _) in searched.items()}),
    ):
        counted = {number: fulltext.terms(text) for number, text in column.items()}
        mean = steady(sum(each.total() for each in counted.values()) / len(searched))
        for number, found in counted.items():
            spread.update(found.keys())
            length = found.total()
            for term, times in found.items():
                says[term][number] += _stored(boost, times, length, mean)
    return says, spread


def _texts(searched: Mapping[int, tuple[Document, PageTerms]]) -> dict[str, list[int]]:
    """Term of texts → the documents, as in `Posting.found`."""
    found: dict[str, list[int]] = defaultdict(list)
    lengths = {number: fulltext.length(packed) for number, (_, packed) in searched.items()}
    mean = steady(sum(lengths.values()) / len(searched))
    for number, (_, packed) in searched.items():
        for times, terms in fulltext.rows(packed):
            entry = number * _SAYS + _stored(BOOSTS[2], times, lengths[number], mean)
            for term in terms:
                found[term].append(entry)
    return found


def _stored(boost: float, times: int, length: int, mean: float) -> int:
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


def _written(shard: Sequence[Posting]) -> str:
    numbers = sorted({entry // _SAYS for posting in shard for entry in posting.found})
    places = {number: place for place, number in enumerate(numbers)}
    gaps = [after - before for before, after in pairwise([0, *numbers])]
    entries: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for posting in shard:
        own = posting.found
        row = [places[entry // _SAYS] for entry in own] + [entry % _SAYS for entry in own]
        if posting.spread != len(own):
            row.append(posting.spread)
        entries[posting.first][posting.second] = row
    return json.dumps({"": gaps, **entries}, separators=(",", ":"))
