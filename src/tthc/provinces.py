"""Provinces (tỉnh, thành phố trực thuộc trung ương), as the names of agencies tell them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tthc.text import slug

CITY = "thành phố"
_NAMED = re.compile(
    r"(?<!\w)(?P<kind>tỉnh |thành phố |thủ đô |tp\.?)\s*"
    r"(?P<name>[^\W\d_]\w*(?:(?: ?[-–] ?| )\w+){0,3}?)"
    r"(?=\s*(?:[,;.()/]|$|[-–—] ?(?:Bộ|Sở|Ban|Cục|UBND|Ủy ban)))",
    re.IGNORECASE,
)
_SHORT = {"HCM": "Hồ Chí Minh"}
"""What agencies shorten."""


@dataclass(frozen=True, slots=True)
class Province:
    kind: str
    """`tỉnh` or `thành phố`."""
    name: str

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"

    @property
    def english(self) -> str:
        return f"{self.name} {'city' if self.kind == CITY else 'province'}"

    def is_same(self, other: Province) -> bool:
        """By name only: what kind it is and where its tone marks stand has changed over time."""
        return slug(self.name) == slug(other.name)


def province(words: str) -> Province | None:
    """The province that the name of an agency tells: of «UBND thành phố A, tỉnh B» B. None where
    it tells none, as in «Công an cấp tỉnh»."""
    found = [
        Province("tỉnh" if each["kind"].lower().startswith("tỉnh") else CITY, _name(each["name"]))
        for each in _NAMED.finditer(words)
        if each["name"][0].isupper()
    ]
    return max(found, key=lambda each: each.kind != CITY, default=None)


def _name(written: str) -> str:
    """As it is written in running text: `THỪA THIÊN–HUẾ` is «Thừa Thiên - Huế»."""
    name = re.sub(r" ?[-–] ?", " - ", _SHORT.get(written, written))
    return name.title() if name.isupper() else name
