"""What one can follow: the whole site, a field, a procedure, a kind of policy update.

A major change of a procedure is in exactly three feeds: of the site, of its field, its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from tthc import addresses, terms, wording
from tthc.catalogue import Catalogue
from tthc.model.update import UpdateKind
from tthc.news import NewsItem
from tthc.provinces import province
from tthc.terms import Language


class Scope(StrEnum):
    SITE = "site"
    FIELD = "field"
    PROCEDURE = "procedure"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Topic:
    scope: Scope
    id: str
    """Of the field, procedure or kind; empty for the site."""
    title: str
    address: str
    """The folder of its feeds, below the root of the language."""
    page: str
    """Address of the page that it is about."""
    procedures: frozenset[str] = frozenset()
    """Codes. The dates of law on which these rest are in the calendar."""

    def has(self, item: NewsItem) -> bool:
        """Whether those who follow this should hear of `item`. Who follows a field hears of all
        that concerns any of its procedures, and of what concerns every field."""
        match self.scope:
            case Scope.SITE:
                return True
            case Scope.FIELD:
                is_named = not self.procedures.isdisjoint(item.procedures)
                return is_named or not item.fields or self.id in item.fields
            case Scope.PROCEDURE:
                return self.id in item.procedures
            case Scope.KIND:
                return item.kind is not None and item.kind.value == self.id

    @property
    def has_calendar(self) -> bool:
        return self.scope is not Scope.KIND

    @property
    def keeps_all(self) -> bool:
        """Whether its feeds hold also what is old."""
        return self.scope is Scope.PROCEDURE


SITE: dict[Language, str] = {
    "vi": "Tin chính sách và thay đổi thủ tục",
    "en": "Policy updates and changes of procedures",
}
"""Title of the topic of the whole site."""


def topics(catalogue: Catalogue, language: Language) -> Iterator[Topic]:
    """Everything that one can follow in `language`: procedures only where they have its words."""
    codes = frozenset(catalogue.procedures)
    yield Topic(Scope.SITE, "", SITE[language], "", addresses.HOME, codes)
    members: dict[str, list[str]] = defaultdict(list)
    for code, procedure in catalogue.procedures.items():
        members[procedure.field].append(code)
    for identity, field in catalogue.fields.items():
        own = frozenset(members[identity])
        title = wording.name(field, language)
        address = addresses.field(identity)
        yield Topic(Scope.FIELD, identity, title, address, address, own)
    sides = catalogue.procedures if language == "vi" else catalogue.english
    for code, each in sorted(sides.items()):
        address = addresses.procedure(code)
        title = each.short_title or each.title
        if where := province(each.province or ""):
            title += f" ({where.english if language == 'en' else where})"
        yield Topic(Scope.PROCEDURE, code, title, address, address, frozenset({code}))
    for kind in UpdateKind:
        title = terms.label(kind, language)
        address = addresses.update_kind(kind)
        yield Topic(Scope.KIND, kind.value, title, address, addresses.UPDATES)


def followed(found: Iterable[Topic], items: Iterable[NewsItem]) -> dict[str, list[NewsItem]]:
    """What each of the topics `found` has of `items`, in their order, by the topic's address.
    Only topics that an item may be for are asked."""
    general = []
    by_field: dict[str, list[Topic]] = defaultdict(list)
    by_code: dict[str, list[Topic]] = defaultdict(list)
    for topic in found:
        if topic.scope in (Scope.SITE, Scope.KIND):
            general.append(topic)
            continue
        if topic.scope is Scope.FIELD:
            by_field[topic.id].append(topic)
        for code in topic.procedures:
            by_code[code].append(topic)
    had: dict[str, list[NewsItem]] = defaultdict(list)
    for item in items:
        asked = [*general]
        for identity in item.fields or tuple(by_field):
            asked += by_field[identity]
        for code in item.procedures:
            asked += by_code[code]
        for address in dict.fromkeys(each.address for each in asked if each.has(item)):
            had[address].append(item)
    return had
