"""Long lists on several pages. How long is long is said here, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from tthc import addresses

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Limits:
    whole: int = 300
    """With more procedures than this, no page has a list of them all."""
    sheet: int = 100
    """Entries on one page of a long list."""
    named: int = 3
    """So many are named where the others are only counted."""


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Sheet(Generic[T]):
    """One page of a list."""

    base: str
    """Address of the first page."""
    number: int
    """From 1."""
    count: int
    """How many pages the list has."""
    members: Sequence[T]

    @property
    def address(self) -> str:
        return self.at(self.number)

    def at(self, number: int) -> str:
        """Address of another page of the list."""
        return addresses.sheet(self.base, number)


def sheets(base: str, members: Sequence[T], size: int) -> list[Sheet[T]]:
    """`members` on pages of `size` entries; one page when there are none."""
    parts = [members[start : start + size] for start in range(0, len(members), size)] or [members]
    return [Sheet(base, number, len(parts), part) for number, part in enumerate(parts, start=1)]
