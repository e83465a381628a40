"""Files of the site other than pages: feeds and calendars."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file that is made when it is written."""

    path: str
    """Below the root of its language."""
    make: Callable[[], str]
    about: frozenset[str] | None = None
    """As in `pages.Page`."""
