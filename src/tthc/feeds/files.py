"""All feeds and calendars of the site as files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

from tthc import addresses, wording
from tthc.catalogue import Catalogue
from tthc.feeds import entries, events, ics
from tthc.feeds.atom import atom
from tthc.feeds.feed import Entry, Feed
from tthc.feeds.json_feed import json_feed
from tthc.feeds.topics import Scope, Topic, followed, topics
from tthc.model.update import Severity
from tthc.news import NewsItem, news
from tthc.site import Site
from tthc.terms import Language
from tthc.text_file import TextFile

LIMIT = 100
"""Entries of a feed, except those of one procedure."""

BEGINNING = 2026
"""The year in which the feeds got their ids (RFC 4151 wants one in which the authority had its
name)."""

NEVER = date(1970, 1, 1)
"""The last change of a site that has published nothing."""


def files(catalogue: Catalogue, today: date, language: Language, site: Site) -> Iterator[TextFile]:
    """Nothing in them is of a later day than `today` but what they announce, and nothing tells on
    which day they were made."""
    feeds = _Feeds(catalogue, today, language, site)
    for topic in feeds.topics:
        for name, write in ((addresses.FEED, atom), (addresses.JSON_FEED, json_feed)):
            path = topic.address + name
            yield TextFile(path, partial(feeds.feed, topic, path, write), _about(topic))
        if topic.has_calendar:
            path = topic.address + addresses.CALENDAR
            yield TextFile(path, partial(feeds.calendar, topic), _about(topic))


def _about(topic: Topic) -> frozenset[str] | None:
    """News that names no procedure is of updates, which every file may tell of."""
    return None if topic.scope is Scope.SITE else topic.procedures


@dataclass(frozen=True)
class _Feeds:
    """What several feeds have in common is made once, and only when one of them is made."""

    catalogue: Catalogue
    today: date
    language: Language
    site: Site

    @cached_property
    def topics(self) -> list[Topic]:
        return list(topics(self.catalogue, self.language))

    def feed(self, topic: Topic, path: str, write: Callable[[Feed, str], str]) -> str:
        had = self._had.get(topic.address, [])
        address = addresses.ROOTS[self.language] + topic.address
        feed = Feed(
            id=f"tag:{self.site.authority},{BEGINNING}:{address}feed",
            title=self._title(topic),
            author=self._owner,
            language=self.language,
            page=self.site.link(self.language, topic.page),
            entries=tuple(
                self._entries[item.key] for item in (had if topic.keeps_all else had[:LIMIT])
            ),
            empty_since=self._beginning,
        )
        return write(feed, self.site.link(self.language, path))

    def calendar(self, topic: Topic) -> str:
        days = [event for item in self._had.get(topic.address, []) for event in self._of(item)]
        laws = (event for code in topic.procedures for event in self._of_laws.get(code, ()))
        days += {event.key: event for event in laws}.values()
        return ics.calendar(self._title(topic), days, self.site.authority)

    def _of(self, item: NewsItem) -> Iterator[ics.Event]:
        return events.of_item(item, self.language, self.site)

    def _title(self, topic: Topic) -> str:
        return f"{topic.title} – {self._owner}"

    @cached_property
    def _owner(self) -> str:
        return wording.name(self.catalogue.agencies[self.site.board], self.language)

    @cached_property
    def _items(self) -> list[NewsItem]:
        return _published(self.catalogue, self.today, self.language)

    @cached_property
    def _beginning(self) -> date:
        return min((item.published_on for item in self._items), default=NEVER)

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        return {
            item.key: entries.entry(item, self.catalogue, self.language, self.site)
            for item in self._items
        }

    @cached_property
    def _had(self) -> dict[str, list[NewsItem]]:
        return followed(self.topics, self._items)

    @cached_property
    def _of_laws(self) -> dict[str, list[ics.Event]]:
        return events.of_laws(self.catalogue, self.language, self.site)


def _published(catalogue: Catalogue, today: date, language: Language) -> list[NewsItem]:
    """The news up to `today`, that with the newest words first; of one day policy updates before
    changes of procedures, the weightiest first."""
    found = [item for item in news(catalogue, language) if item.published_on <= today]
    return sorted(found, key=_weight, reverse=True)


def _weight(item: NewsItem) -> tuple[date, date, bool, int]:
    severity = list(Severity).index(item.severity)
    return item.updated_on, item.published_on, item.kind is not None, severity
