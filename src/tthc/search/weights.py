"""How much a term says about a text: the weights of lunr (BM25) in two factors."""

from __future__ import annotations

import math
from functools import lru_cache

K1, B = 1.2, 0.75
"""As lunr has them."""
BOOSTS = (5, 1, 1)
"""Of key, title and text. By its key a legal document goes before all that name it."""
STEPS = 100
"""What a term says about its page is stored in hundredths, as a whole number."""


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


@lru_cache(1 << 14)
def stored(boost: float, times: int, length: float, mean: float) -> int:
    return round(STEPS * boost * says(times, length, mean))


def once(length: float, mean: float) -> int:
    return stored(BOOSTS[2], 1, length, mean)
