"""Words that often stand together become one entry of the dictionary: names get shorter by a third.

A pair may be of pairs, so that `giấy chứng nhận đăng ký đầu tư` is one entry where it is frequent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from heapq import nlargest
from itertools import chain
from operator import add, itemgetter

Unit = str | tuple["Unit", "Unit"]
Text = tuple[Unit, ...]

ROUNDS, PAIRS, LEAST = 10, 50, 24
"""In each round so many of the most frequent pairs are made, of those that stand this often."""
FIRST, END = 0x10000, "\n"
"""The letter of the first unit, beyond all that mean something in a pattern, and that between
texts."""


def join(texts: Sequence[Text]) -> list[Text]:
    """`texts` with their frequent pairs as one unit each."""
    # Each unit is a letter here, so that strings do the work.
    letters = {unit: chr(FIRST + at) for at, unit in enumerate(dict.fromkeys(chain(*texts)))}
    units = {letter: unit for unit, letter in letters.items()}
    found = END.join("".join(map(letters.__getitem__, text)) for text in texts)
    for _ in range(ROUNDS):
        counted = Counter(map(add, found, found[1:]))
        frequent = (
            (pair, times) for pair, times in counted.items() if times >= LEAST and END not in pair
        )
        best = [pair for pair, _ in nlargest(PAIRS, frequent, key=itemgetter(1))]
        if not best:
            break
        joined = {pair: chr(FIRST + len(units) + at) for at, pair in enumerate(best)}
        units |= {letter: (units[pair[0]], units[pair[1]]) for pair, letter in joined.items()}
        found = re.sub("|".join(best), lambda match: joined[match[0]], found)  # noqa: B023
    return [tuple(map(units.__getitem__, text)) for text in found.split(END)] if texts else []


def parts(units: Iterable[Unit]) -> set[Unit]:
    """`units` and all that they are made of."""
    found: set[Unit] = set()
    waiting = list(units)
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting += unit if isinstance(unit, tuple) else ()
    return found
