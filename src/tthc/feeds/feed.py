"""A feed before it is written in one of the formats: the same words in all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import escape

from tthc.feeds.plain import plain
from tthc.terms import Language


@dataclass(frozen=True, slots=True)
class Category:
    term: str
    """Id, the same in both languages."""
    label: str


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    """A tag URI (RFC 4151)."""
    url: str
    title: str
    paragraphs: tuple[str, ...]
    """Plain text."""
    published_on: date
    updated_on: date
    categories: tuple[Category, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    id: str
    """A tag URI (RFC 4151)."""
    title: str
    author: str
    language: Language
    page: str
    """The page that the feed is about. All addresses are absolute."""
    entries: tuple[Entry, ...]
    empty_since: date
    """What an empty feed gives as its last change: Atom asks for one."""

    @property
    def updated_on(self) -> date:
        return max((entry.updated_on for entry in self.entries), default=self.empty_since)


def moment(day: date) -> str:
    """The beginning of `day` in Việt Nam (RFC 3339)."""
    return f"{day.isoformat()}T00:00:00+07:00"


def body(entry: Entry) -> str:
    """The paragraphs of `entry` as HTML."""
    return "\n".join([f"<p>{escape(plain(each))}</p>" for each in entry.paragraphs])
