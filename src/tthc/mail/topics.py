"""What a subscriber may ask for: what one can follow by feeds, and changes of procedures alone."""

from __future__ import annotations

from tthc.catalogue import Catalogue
from tthc.feeds.topics import Scope, Topic, topics
from tthc.news import NewsItem
from tthc.terms import Language

ALL = "all"
CHANGES = "changes"
"""Changes of procedures, without policy updates."""


class Topics:
    """All topics by the names that subscribers write: `all`, `changes`, ids and codes."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._topics: dict[Language, dict[str, Topic]] = {
            language: {each.id or ALL: each for each in topics(catalogue, language)}
            for language in ("vi", "en")
        }

    def __contains__(self, name: str) -> bool:
        return name == CHANGES or name in self._topics["vi"]

    @property
    def general(self) -> list[str]:
        """All but single procedures."""
        found = self._topics["vi"].items()
        return [*(name for name, each in found if each.scope is not Scope.PROCEDURE), CHANGES]

    def covers(self, name: str, item: NewsItem) -> bool:
        """Whether who asked for topic `name` should hear of `item`."""
        return item.kind is None if name == CHANGES else self._topics["vi"][name].has(item)

    def title(self, name: str, language: Language) -> str:
        """In Vietnamese where there are no words in `language`."""
        if name == CHANGES:
            return "Thay đổi thủ tục" if language == "vi" else "Changes of procedures"
        return self._topics[language].get(name, self._topics["vi"][name]).title
