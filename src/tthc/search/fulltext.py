"""The search of full texts: weights of terms, in small files that a browser fetches as needed.

A term is a syllable without accents, two consecutive syllables, or the number of a legal document
in one spelling. There is neither a stemmer nor a list of stop words: pairs find the words of
Vietnamese, and weights tell what is common. The weights are those of lunr (BM25); light ones are
left out.

Terms are sorted and cut into shards of about equal size; the manifest names the first term of
each. A syllable stands with its pairs, so that a query fetches one or two shards for each of its
syllables. Time and size grow with the words of all documents. A term of very many documents
keeps those in which it is heaviest, so that no shard grows with the number of documents; only
the number of shards does, and the manifest by some three compressed bytes for each. In a trial,
5,665 documents of 800 words made 1,600 shards and a manifest of 5 KB.
"""

from __future__ import annotations

import json
import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from itertools import pairwise
from operator import itemgetter
from sys import intern
from typing import TypeVar

from tthc.search.documents import Document
from tthc.text import fold

Weighed = TypeVar("Weighed", bound=tuple[object, float])

KINDS = ("procedure", "law", "update", "page")
"""Kinds of documents whose text is searched."""
K1, B = 1.2, 0.75
"""As lunr has them."""
BOOSTS = (5, 1, 1)
"""Of the fields. By its key a legal document goes before all that name it."""
LEAST = 1.0
"""Lighter terms of a document are left out, but for numbers of law."""
MOST_TERMS = 1500
"""So many terms of one document are kept, the heaviest."""
MOST_DOCUMENTS = 500
"""So many documents of one term are kept, the heaviest."""
STEPS = 4
"""Weights are stored in quarters, as whole numbers."""
SHARD = 8_000
"""Characters, about 3 KB compressed."""
MANIFEST = "texts.json"

_ABBREVIATIONS = {
    kind: short
    for short, kinds in {
        "qh": ("luat", "law"),
        "nd": ("nghi dinh", "decree"),
        "tt": ("thong tu", "circular"),
        "nq": ("nghi quyet", "resolution"),
        "qd": ("quyet dinh", "decision"),
    }.items()
    for kind in kinds
}
"""Kinds of legal documents → as their numbers abbreviate them."""
_LAW = re.compile(
    r"(^|[^a-z0-9/.-])"
    rf"(?:({'|'.join(_ABBREVIATIONS)}|nd|tt|nq|qd)\s*(?:so\s+|no\.?\s+)?)?"
    r"0*([0-9]{1,4}(?:\.[0-9]{1,2})?)(?!\.?[0-9])"
    r"(?:(\s*[/-]\s*|\s+nam\s+|\s+)((?:19|20)[0-9]{2})(?![0-9]))?"
    r"(?:[\s/-]+(qh|nd|tt|nq|qd)[a-z0-9-]*)?"
)
"""What stands before; kind, number, what joins the year, year, kind."""
_FINAL_Y = re.compile(r"([bcdghklmnpqrstvx]|qu)y(?![^\W\d_])")
_BREAK = re.compile(r"[^a-z0-9\s/–.-]+|\n|\.(?![0-9])")
_SYLLABLE = re.compile(r"[a-z0-9]+(?:\.[0-9]+)*")
_PATTERNS = {
    "law": _LAW.pattern,
    "kinds": _ABBREVIATIONS,
    "gap": _BREAK.pattern,
    "syllable": _SYLLABLE.pattern,
}
"""For the browser: they mean the same there."""


def terms(text: str) -> list[str]:
    """The terms of `text`, each as often as it stands there. The same as in `texts.js`, which
    reads the patterns from the manifest."""
    found: list[str] = []

    def law(match: re.Match[str]) -> str:
        before, word, number, joint, year, suffix = match.groups()
        kind = suffix or word
        if not kind and (not year or "nam" in joint):
            return match[0]
        if year:
            found.append(f"{number}/{year}")
        if kind:
            found.append(f"{number}/{_ABBREVIATIONS.get(kind, kind)}")
        return f"{before}\n"

    plain = _LAW.sub(law, _FINAL_Y.sub(r"\1i", fold(text)))
    for clause in _BREAK.split(plain):
        syllables = _SYLLABLE.findall(clause)
        found += syllables
        found += map(" ".join, pairwise(syllables))
    return found


def is_searched(document: Document) -> bool:
    """Whether the document has a page of its own, with words that are not elsewhere too."""
    return document.kind in KINDS and bool(document.html)


def fields(document: Document) -> tuple[str, str, str]:
    """The texts that are weighed each by itself."""
    return document.key, document.title, document.text


def weights(documents: Sequence[Document]) -> Iterator[list[tuple[str, float]]]:
    """For each document its terms with their weights: for each field what lunr makes of the same
    terms with these boosts and its own settings, three decimals included. A document that is
    not searched has none."""
    counts: list[list[tuple[tuple[str, ...], array[int]]]] = []
    spread: Counter[str] = Counter()
    for document in documents:
        counts.append([])
        for text in fields(document) if is_searched(document) else ():
            counted = Counter(terms(text))
            names = tuple(map(intern, counted))
            spread.update(names)
            counts[-1].append((names, array("I", counted.values())))
    total = sum(map(bool, counts))
    rarity = {
        term: math.log(1 + abs((total - number + 0.5) / (number + 0.5))) * (K1 + 1)
        for term, number in spread.items()
    }
    means = [
        sum(sum(numbers) for _, numbers in column) / total
        for column in zip(*filter(None, counts), strict=True)
    ]
    counts.reverse()
    while counts:  # what has been weighed is not kept: it would double what a build needs
        found = counts.pop()
        weighed: list[tuple[str, float]] = []
        for (names, numbers), mean, boost in zip(found, means, BOOSTS, strict=False):
            length = K1 * (1 - B + B * sum(numbers) / mean)
            weighed += (
                (name, round(boost * rarity[name] * number / (length + number), 3))
                for name, number in zip(names, numbers, strict=True)
            )
        yield weighed


def shards(documents: Sequence[Document]) -> dict[str, str]:
    """Name → text of the manifest and of the shards.

    The manifest has the patterns of terms, and lists for each shard the letters by which its
    first term comes after the last of the shard before. A shard is first syllable → second
    syllable, or nothing → the numbers of the documents, each as the difference from the one
    before, and then as many weights.
    """
    cut: list[list[tuple[str, list[int]]]] = [[]]
    starts = [""]
    last, size = "", 0
    for term, posting in _postings(documents):
        own = len(str(posting)) - len(posting) + len(term)
        if size and size + own > SHARD:
            cut.append([])
            starts.append(_beginning(last, term))
            size = 0
        cut[-1].append((term, posting))
        last, size = term, size + own
    texts = {MANIFEST: json.dumps({"starts": starts, **_PATTERNS}, separators=(",", ":"))}
    for number, shard in enumerate(cut):
        entries: dict[str, dict[str, list[int]]] = defaultdict(dict)
        for term, posting in shard:
            first, _, rest = term.partition(" ")
            entries[first][rest] = posting
        texts[f"texts-{number}.json"] = json.dumps(entries, separators=(",", ":"))
    return texts


def _beginning(before: str, term: str) -> str:
    """The least of the letters of `term` by which it comes after `before`."""
    places = enumerate(zip(before, term, strict=False))
    same = next((place for place, (one, other) in places if one != other), len(before))
    return term[: same + 1]


def _postings(documents: Sequence[Document]) -> Iterable[tuple[str, list[int]]]:
    """The terms that are kept, in order."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, weighed in enumerate(weights(documents)):
        added: dict[str, float] = defaultdict(float)
        for term, weight in weighed:
            added[term] += weight
        heavy = [item for item in added.items() if item[1] >= LEAST or "/" in item[0]]
        for term, weight in _heaviest(heavy, MOST_TERMS):
            found[term] += (number, round(weight * STEPS))
    for term in sorted(found):
        pairs = list(zip(found[term][::2], found[term][1::2], strict=True))
        best = sorted(_heaviest(pairs, MOST_DOCUMENTS))
        gaps = (after - before for (before, _), (after, _) in pairwise([(0, 0), *best]))
        yield term, [*gaps, *(weight for _, weight in best)]


def _heaviest(weighed: list[Weighed], most: int) -> list[Weighed]:
    """At most so many, in no particular order."""
    return weighed if len(weighed) <= most else nlargest(most, weighed, key=itemgetter(1))
