"""Which news a letter holds: of which days, about what, in which languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tthc import news, wording
from tthc.catalogue import Catalogue
from tthc.mail.topics import ALL, Topics
from tthc.model.update import Severity
from tthc.news import NewsItem
from tthc.site import Site
from tthc.terms import Language

Languages = tuple[Language, ...]
LANGUAGES: dict[str, Languages] = {"vi": ("vi",), "en": ("en",), "vi+en": ("vi", "en")}
"""What a reader may ask for → the parts of the letter, in this order."""

_URGENCY = [Severity.URGENT, Severity.IMPORTANT, Severity.INFO]


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both ends included."""

    since: date
    until: date

    def __contains__(self, day: date) -> bool:
        return self.since <= day <= self.until

    def __str__(self) -> str:
        """ISO 8601, such as `2026-11-16/2026-11-22`."""
        return f"{self.since}/{self.until}"


@dataclass(frozen=True, slots=True)
class Selection:
    """What one letter is to hold."""

    period: Period
    topics: tuple[str, ...] = (ALL,)
    """News of any of them."""
    languages: Languages = ("vi", "en")
    only: str = ALL
    """Of that, news of this topic alone."""


@dataclass(frozen=True)
class Newsroom:
    """What all digests are made from."""

    catalogue: Catalogue
    site: Site

    @cached_property
    def news(self) -> dict[Language, tuple[NewsItem, ...]]:
        return {"vi": news.news(self.catalogue, "vi"), "en": news.news(self.catalogue, "en")}

    @cached_property
    def topics(self) -> Topics:
        return Topics(self.catalogue)

    def board(self, language: Language) -> str:
        return wording.name(self.catalogue.agencies[self.site.board], language)

    def items(self, selection: Selection, language: Language) -> list[NewsItem]:
        """The most urgent first, then the newest."""
        found = [item for item in self.news[language] if self._holds(selection, item)]
        return sorted(found, key=lambda item: _URGENCY.index(item.severity))

    def told(self, selection: Selection) -> list[NewsItem]:
        """All that the letter tells, each once."""
        found = self.items(selection, selection.languages[0])
        return found + (self.untranslated(selection) if selection.languages == ("en",) else [])

    def untranslated(self, selection: Selection) -> list[NewsItem]:
        """What a reader of English alone must be told of though it has no English words."""
        english = {item.key for item in self.news["en"]}
        return [item for item in self.items(selection, "vi") if item.key not in english]

    def _holds(self, selection: Selection, item: NewsItem) -> bool:
        covers = self.topics.covers
        return (
            (item.published_on in selection.period or item.updated_on in selection.period)
            and covers(selection.only, item)
            and any(covers(topic, item) for topic in selection.topics)
        )
