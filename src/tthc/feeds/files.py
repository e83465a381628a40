"""All feeds and calendars of the site as files."""

from __future__ import annotations

from datetime import date

from tthc import addresses
from tthc.catalogue import Catalogue
from tthc.feeds import entries, events, ics
from tthc.feeds.atom import atom
from tthc.feeds.feed import Feed
from tthc.feeds.json_feed import json_feed
from tthc.feeds.topics import followed, topics
from tthc.model.update import Severity
from tthc.news import NewsItem, news
from tthc.site import Site
from tthc.terms import Language

LIMIT = 100
"""Entries of a feed, except those of one procedure."""

BEGINNING = 2026
"""The year in which the feeds got their ids (RFC 4151 wants one in which the authority had its
name)."""

NEVER = date(1970, 1, 1)
"""The last change of a site that has published nothing."""


def files(catalogue: Catalogue, today: date, language: Language, site: Site) -> dict[str, str]:
    """Path below the root of `language` → text. Nothing in them is of a later day than `today`
    but what they announce, and nothing tells on which day they were made."""
    found: dict[str, str] = {}
    items = _published(catalogue, today, language)
    written = {item.key: entries.entry(item, catalogue, language, site) for item in items}
    dates = {item.key: list(events.of_item(item, language, site)) for item in items}
    of_laws = events.of_laws(catalogue, language, site)
    empty_since = min((item.published_on for item in items), default=NEVER)
    board = catalogue.agencies[site.board]
    owner = (language == "en" and board.name_en) or board.name
    followable = list(topics(catalogue, language))
    had = followed(followable, items)
    for topic in followable:
        own = had.get(topic.address, [])
        shown = own if topic.keeps_all else own[:LIMIT]
        path = addresses.ROOTS[language] + topic.address
        title = f"{topic.title} – {owner}"
        feed = Feed(
            id=f"tag:{site.authority},{BEGINNING}:{path}feed",
            title=title,
            author=owner,
            language=language,
            page=site.link(language, topic.page),
            entries=tuple(written[item.key] for item in shown),
            empty_since=empty_since,
        )
        for name, write in ((addresses.FEED, atom), (addresses.JSON_FEED, json_feed)):
            here = topic.address + name
            found[here] = write(feed, site.link(language, here))
        if topic.has_calendar:
            days = [event for item in own for event in dates[item.key]]
            laws = (event for code in topic.procedures for event in of_laws.get(code, ()))
            days += {event.key: event for event in laws}.values()
            found[topic.address + addresses.CALENDAR] = ics.calendar(title, days, site.authority)
    return found


def _published(catalogue: Catalogue, today: date, language: Language) -> list[NewsItem]:
    """The news up to `today`, that with the newest words first; of one day policy updates before
    changes of procedures, the weightiest first."""
    found = [item for item in news(catalogue, language) if item.published_on <= today]
    return sorted(found, key=_weight, reverse=True)


def _weight(item: NewsItem) -> tuple[date, date, bool, int]:
    severity = list(Severity).index(item.severity)
    return item.updated_on, item.published_on, item.kind is not None, severity
