"""Words that often stand together become one entry of the dictionary: names get shorter by a third.

A pair may be of pairs, so that `giấy chứng nhận đăng ký đầu tư` is one entry where it is frequent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

Unit = str | tuple["Unit", "Unit"]
Text = tuple[Unit, ...]

ROUNDS, PAIRS, LEAST = 10, 50, 24
"""In each round so many of the most frequent pairs are made, of those that stand this often."""


def join(texts: Sequence[Text]) -> list[Text]:
    """`texts` with their frequent pairs as one unit each."""
    found = list(texts)
    for _ in range(ROUNDS):
        counted = Counter(pair for text in found for pair in pairwise(text))
        best = {pair for pair, times in counted.most_common(PAIRS) if times >= LEAST}
        if not best:
            break
        found = [_joined(text, best) for text in found]
    return found


def _joined(text: Text, best: set[tuple[Unit, Unit]]) -> Text:
    units: list[Unit] = []
    at = 0
    while at < len(text):
        pair = text[at : at + 2]
        is_pair = len(pair) == 2 and pair in best  # noqa: PLR2004
        units.append((pair[0], pair[1]) if is_pair else text[at])
        at += 1 + is_pair
    return tuple(units)


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
