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
- Terms are worked on in parts that begin alike; no part knows of another, so that a build works
  out only those again in which a page has changed.

A term of very many pages keeps those in which it is heaviest, so that no shard grows with the
number of pages; only the number of shards does, and the table by some eight compressed bytes each.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from heapq import nlargest
from itertools import accumulate, chain, count, pairwise
from operator import sub
from typing import NamedTuple
from zlib import crc32

from tthc.memory import Memory, all_recalled
from tthc.memory import digest as memory_key
from tthc.search import fulltext
from tthc.search.documents import Document
from tthc.search.fulltext import PageTerms
from tthc.search.parts import Part, Searched, own, parts
from tthc.search.weights import BOOSTS, STEPS, once, rarity, stored

LEAST = 1.0
"""Lighter terms of a page are left out, but for numbers of law."""
MOST_DOCUMENTS = 500
"""So many documents of one term are kept, the heaviest."""
SHARD = 9_000
"""Characters at most, about 3 KB compressed, unless one term alone has more."""
IDS = 1 << 26
"""Documents have numbers below this."""

_BITS = 10
"""For the greatest number that is stored of a term and a page."""
_SAYS = (1 << _BITS) - 1


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


class Shard(NamedTuple):
    first: str
    last: str
    """Terms."""
    name: str
    text: str


def table_and_shards(
    documents: Sequence[Document],
    terms: Mapping[str, PageTerms],
    memory: Memory | None = None,
    processes: int = 1,
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

    What `memory` has is not worked out again, the rest in as many `processes`.
    """
    base = base_of(documents)
    numbered = {
        identity(each, base): Searched(each.key, each.title, terms[each.url])
        for each in documents
        if each.has_text and each.url in terms
    }
    searched = {number: numbered[number] for number in sorted(numbered)}
    shards = _shards(searched, memory, processes) or [_shard([], {})]
    starts = [_beginning(before.last, shard.first) for before, shard in pairwise(shards)]
    once_says = own(searched)
    table = {
        "starts": ["", *starts],
        "names": [shard.name for shard in shards],
        "own": [once_says.get(identity(each, base), 0) for each in documents],
        "base": base,
        "total": len(searched),
        **fulltext.PATTERNS,
    }
    texts = {shard.name: shard.text for shard in shards}
    return json.dumps(table, separators=(",", ":")), texts


def _shards(searched: Mapping[int, Searched], memory: Memory | None, processes: int) -> list[Shard]:
    """Of `searched`, documents by their numbers, in order."""
    rows = ((str(number), *each) for number, each in searched.items())
    whole = memory_key("keys of shards", *(value for row in rows for value in row))
    if memory and (keys := memory.get(whole)) is not None:
        found = [memory.get(key) for key in keys]
        if None not in found:
            return [*chain.from_iterable(found)]
    made = {part.key: part for part in parts(searched)}
    if memory:
        memory.put(whole, tuple(made))
    jobs = [(key, partial(_of_part, part)) for key, part in made.items()]
    return [*chain.from_iterable(all_recalled(memory, jobs, processes))]


def _of_part(part: Part) -> list[Shard]:
    texts: dict[str, list[int]] = defaultdict(list)
    least = dict(part.once)
    for line in part.pages.splitlines():
        first, measured, band = line.split(" ", 2)
        number, length = int(first), float(measured)
        least[number] = once(length, part.scale.mean)
        for times, terms in fulltext.rows(band):
            entry = (number << _BITS) + stored(BOOSTS[2], times, length, part.scale.mean)
            for term in terms:
                texts[term].append(entry)
    return [_shard(postings, least) for postings in _cut([*_postings(part, texts)])]


def digest(*texts: str) -> str:
    """Different for different `texts`."""
    return sha256("\0".join(texts).encode("utf-8")).hexdigest()[:10]


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


def _postings(part: Part, texts: Mapping[str, list[int]]) -> Iterator[Posting]:
    """The terms that are kept, in order; `texts` has those of texts, as in `Posting.found`."""
    for term in sorted(texts.keys() | part.names.keys()):
        found = texts.get(term, [])
        spread, says = part.names.get(term, (0, {}))
        often = len(found) + spread
        rare = rarity(often, part.scale.total)
        if rare <= 0 or (rare < LEAST and not says and "/" not in term):
            continue  # even in a text of nothing else
        if says:
            more = Counter(says)
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


def _cut(postings: Sequence[Posting]) -> Iterator[Sequence[Posting]]:
    """Shards of at most about `SHARD` characters and at least two fifths of it, unless there are
    fewer in all."""
    sizes = [0, *accumulate(each.size for each in postings)]
    begin = 0
    while sizes[-1] - sizes[begin] > SHARD:
        place = _place(postings, sizes, begin)
        yield postings[begin:place]
        begin = place
    if begin < len(postings):
        yield postings[begin:]


def _place(postings: Sequence[Posting], sizes: Sequence[int], begin: int) -> int:
    """Where to cut what begins at `begin`: best where a first syllable begins, and at the same term
    again when others have come or gone. `sizes` are those of all before each."""
    least = 0.4 * SHARD
    last = bisect_right(sizes, sizes[begin] + SHARD) - 1
    places = range(bisect_left(sizes, sizes[begin] + least), last + 1)
    inner = [at for at in places if begin < at < len(postings)]
    good = [at for at in inner if sizes[-1] - sizes[at] >= least] or inner

    def rank(at: int) -> tuple[bool, int]:
        first = postings[at].first
        return first == postings[at - 1].first, crc32(postings[at].term.encode("ascii"))

    return min(good, key=rank, default=max(begin + 1, last))


def _beginning(before: str, term: str) -> str:
    """The least of the letters of `term` by which it comes after `before`."""
    places = enumerate(zip(before, term, strict=False))
    same = next((place for place, (one, other) in places if one != other), len(before))
    return term[: same + 1]


def _shard(postings: Sequence[Posting], least: Mapping[int, int]) -> Shard:
    text = _written(postings, least)
    ends = (postings[0].term, postings[-1].term) if postings else ("", "")
    return Shard(*ends, digest(text), text)


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
