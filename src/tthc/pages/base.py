"""What a page is, and the words and links that its template may use."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache, cached_property, lru_cache, partial
from pathlib import PurePath
from typing import Any

from markupsafe import Markup

from tthc import addresses, html, terms, wording
from tthc.catalogue import Catalogue, Update
from tthc.due import Due, due
from tthc.law import LawStatus
from tthc.model.law import LegalDocument
from tthc.model.procedure import Procedure
from tthc.model.registers import Event, Field
from tthc.model.source import Gap, Part
from tthc.pages.paging import LIMITS, Limits, Sheet, sheets
from tthc.provinces import Province, province
from tthc.rules.law import is_unchecked_import
from tthc.site import NOWHERE, Site
from tthc.supports import Support
from tthc.terms import Language

LAW_LOOKS = {
    LawStatus.NOT_YET: "warn",
    LawStatus.IN_FORCE: "ok",
    LawStatus.PARTLY_EXPIRED: "warn",
    LawStatus.EXPIRED: "bad",
    LawStatus.SUSPENDED: "bad",
    LawStatus.PARTLY_SUSPENDED: "warn",
    LawStatus.UNKNOWN: "muted",
}
"""The look of the badge of each status."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page. The body and the contents list are made from the same sections."""

    id: str
    """The anchor: ASCII, stable, the same in both languages."""
    title: str
    part: str
    """Value of `data-part`."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site, complete but for the theme's frame."""

    address: str
    """Below the root of its language."""
    title: str
    """Plain text."""
    description: str
    make: Callable[[], Markup]
    """Renders the body. Of many pages, each is made when it is written, and then forgotten."""
    sections: tuple[Section, ...] = ()
    trail: tuple[tuple[str, str], ...] = ()
    """Address and title of the pages above this one, from below the home page."""
    file: PurePath | None = None
    """The data file to edit."""
    updated_on: date | None = None
    is_translated: bool = True
    """Whether the same page exists in the other language with the same content."""
    is_notice: bool = False
    """Only says that the page is not there in this language; not for search engines."""
    is_record: bool = False
    """One of many of its kind, which may share a frame; it stands in no navigation."""
    is_for_staff: bool = False
    """In Vietnamese only; not for search engines."""
    is_indexed: bool = True
    """Whether its content is worth finding."""
    script: str = ""
    """The file of a script that only this page needs."""
    feed_title: str = ""
    """Of the feeds that stand beside it; empty where there are none."""
    about: frozenset[str] | None = None
    """Codes of the procedures of which it may show more than what all pages may show of all (see
    `tthc.press.inputs`). None: of any."""

    @property
    def body(self) -> Markup:
        return self.make()

    @property
    def is_findable(self) -> bool:
        """Whether search engines may list it."""
        return self.is_indexed and not self.is_notice and not self.is_for_staff


@dataclass(frozen=True, slots=True)
class Usage:
    """A procedure that rests on a law, and the articles by which it does."""

    procedure: Procedure
    articles: tuple[str, ...]


@dataclass(frozen=True)
class Presenter:
    """Everything a page is made from: the catalogue, the day and the language."""

    catalogue: Catalogue
    today: date
    language: Language = "vi"
    site: Site = NOWHERE
    limits: Limits = LIMITS
    other: Language = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "other", "vi" if self.language == "en" else "en")

    def say(self, vietnamese: str, english: str) -> str:
        """The one of two texts that is in the language of the page."""
        return english if self.language == "en" else vietnamese

    def label(self, value: StrEnum) -> str:
        return terms.label(value, self.language)

    def name(self, record: wording.HasName) -> str:
        return wording.name(record, self.language)

    def summary(self, record: Any) -> str:
        english: str | None = record.summary_en
        text: str = record.summary
        return english if self.language == "en" and english else text

    def agency(self, identity: str) -> str:
        return self.name(self.catalogue.agencies[identity])

    def procedure(self, code: str) -> Procedure:
        """With words in the language of the page where there are any."""
        if self.language == "en" and code in self.catalogue.english:
            return self.catalogue.english[code]
        return self.catalogue.procedures[code]

    @property
    def is_large(self) -> bool:
        """Whether there are more procedures than one list can hold."""
        return len(self.catalogue.procedures) > self.limits.whole

    def numbered(self, text: str, sheet: Sheet[Any]) -> str:
        """`text`, with the number of the page where the list has several."""
        if sheet.number == 1:
            return text
        words = self.say("trang {} trên {}", "page {} of {}").format(sheet.number, sheet.count)
        return f"{text} ({words})"

    def procedures(self) -> list[Procedure]:
        return [self.procedure(code) for code in self.catalogue.procedures]

    @cached_property
    def by_field(self) -> dict[str, list[Procedure]]:
        """The fields that have procedures, in the order of their register."""
        members: dict[str, list[Procedure]] = {each: [] for each in self.catalogue.fields}
        for procedure in self.procedures():
            members[procedure.field].append(procedure)
        return {identity: own for identity, own in members.items() if own}

    @cached_property
    def by_event(self) -> dict[str, list[Procedure]]:
        """The events that have procedures, in the order of their register."""
        members: dict[str, list[Procedure]] = {each: [] for each in self.catalogue.events}
        for procedure in self.procedures():
            for event in dict.fromkeys(procedure.events):
                members[event].append(procedure)
        return {identity: own for identity, own in members.items() if own}

    def fields(self) -> list[tuple[Field, list[Procedure]]]:
        """Fields with their procedures."""
        return [(self.catalogue.fields[each], own) for each, own in self.by_field.items()]

    def events(self) -> list[tuple[Event, list[Procedure]]]:
        """Events with their procedures."""
        return [(self.catalogue.events[each], own) for each, own in self.by_event.items()]

    @cached_property
    def at(self) -> Callable[[date], Presenter]:
        """The same as of another day. Versions of many procedures end on one day."""

        @lru_cache(maxsize=8)  # each holds a catalogue
        def found(day: date) -> Presenter:
            return replace(self, catalogue=self.catalogue.as_published(day), today=day)

        return found

    def gaps_address(self, code: str, *, is_former: bool) -> str:
        """Of the list in which the gaps of a procedure stand."""
        anchor = f"thieu-{code.replace('.', '-')}"
        if not self.is_large:
            return f"{addresses.GAPS}#{anchor}"
        if is_former:  # it may have been in another field
            return addresses.GAPS
        return f"{self._gap_lists[code]}#{anchor}"

    @cached_property
    def _gap_lists(self) -> dict[str, str]:
        """Code → address of the list of its field in which its gaps are counted."""
        lists = (
            sheet
            for field, members in self.by_field.items()
            for sheet in sheets(addresses.gaps(field), members, self.limits.sheet)
        )
        return {each.code: sheet.address for sheet in lists for each in sheet.members}

    @cached_property
    def updates(self) -> dict[str, dict[str, list[Update]]]:
        """Register → id → the updates that concern it, newest first."""
        found: dict[str, dict[str, list[Update]]] = {
            register: defaultdict(list) for register in ("procedures", "laws", "fields")
        }
        for update in self.catalogue.updates.values():
            record = update.record
            for code in dict.fromkeys(each.code for each in record.procedures):
                found["procedures"][code].append(update)
            for register in ("laws", "fields"):
                for identity in dict.fromkeys(getattr(record, register)):
                    found[register][identity].append(update)
        return found

    @cached_property
    def supports_of(self) -> dict[str, list[Support]]:
        """Code → everything in the procedure that rests on a law."""
        found: dict[str, list[Support]] = defaultdict(list)
        for supports in self.catalogue.supports.values():
            for support in supports:
                if support.code:
                    found[support.code].append(support)
        return dict(found)

    @cached_property
    def due(self) -> tuple[Due, ...]:
        """What staff have to do."""
        return due(self.catalogue, self.today)

    @cached_property
    def usage(self) -> dict[str, list[Usage]]:
        """Law → procedures that cite it anywhere, with all articles cited."""
        return {
            law: [Usage(self.procedure(code), articles) for code, articles in users.items()]
            for law, users in self.catalogue.usage.items()
        }

    @cached_property
    def replacements(self) -> dict[str, list[str]]:
        """Code → the procedures that stand in its place."""
        found: dict[str, list[str]] = defaultdict(list)
        for code, procedure in self.catalogue.procedures.items():
            for replaced in procedure.replaces:
                found[replaced].append(code)
        return dict(found)

    def is_foreign(self, code: str) -> bool:
        """Whether the words of the procedure are not in the language of the page."""
        return self.language == "en" and code not in self.catalogue.english

    def date(self, day: date) -> str:
        return wording.short_date(day, self.language)

    def duration(self, limit: wording.HasDuration) -> str:
        return wording.duration(limit, self.language)

    def count(self, number: int) -> str:
        return wording.count(number, self.language)

    def money(self, amount: int) -> str:
        return wording.money(amount, self.language)

    def article(self, text: str) -> str:
        return wording.article(text, self.language)

    def short_title(self, procedure: Procedure) -> str:
        return procedure.short_title or procedure.title

    @cached_property
    def status(self) -> Callable[..., LawStatus]:
        """The status on the day of a law, or of an article of it."""
        laws = self.catalogue.laws

        @cache
        def found(law: str, article: str = "") -> LawStatus:
            if article:
                return laws.article_status(law, article, self.today)
            return laws.status(law, self.today)

        return found

    def law_status(self, identity: str) -> tuple[str, str]:
        """Label and look of the status of a law on the day."""
        status = self.status(identity)
        return wording.law_status(status, self.language), LAW_LOOKS[status]

    def is_without_title(self, document: LegalDocument) -> bool:
        """Whether what stands as the title of `document` is nothing but its number, with or without
        its type, as national records give it."""
        kind = terms.label(document.type, "vi")
        rest = document.title.removeprefix(f"{kind} ").removeprefix("số ")
        return rest == document.number

    def article_status(self, law: str, article: str) -> tuple[str, str]:
        """Label and look of the status of `article` on the day."""
        status = self.status(law, article)
        return wording.article_status(status, self.language), LAW_LOOKS[status]

    @cached_property
    def province(self) -> Province | None:
        """That of the Board."""
        board = self.catalogue.agencies.get(self.site.board)
        return province((board and board.province) or "")

    def other_province(self, procedure: Procedure) -> Province | None:
        """The province that announced `procedure`, unless it is that of the Board."""
        if procedure.province is None:
            return None
        announced, own = province(procedure.province), self.province
        return None if announced and own and announced.is_same(own) else announced

    def belonging(self, procedure: Procedure) -> str:
        """To whom `procedure` belongs, if to another province; else empty."""
        where = self.other_province(procedure)
        return self.say(f"Của {where}", f"Of {where.english}") if where else ""

    def unchecked(self, procedure: Procedure) -> str:
        """The mark beside facts that nobody has checked since a program took them over; else
        empty."""
        return self.say("chưa kiểm tra", "not checked") if is_unchecked_import(procedure) else ""

    def gaps(self, procedure: Procedure, *parts: Part | str) -> list[Gap]:
        """What the sources leave open about `parts`."""
        return [gap for gap in procedure.source.gaps if gap.part in parts]

    def gap_numbers(self, procedure: Procedure) -> list[tuple[Part, int]]:
        """How many gaps there are in which parts."""
        return sorted(Counter(gap.part for gap in procedure.source.gaps).items())

    def later(self, template: str, address: str, **names: object) -> Callable[[], Markup]:
        """What renders the body of the page at `address`."""
        return partial(self.render, template, address, **names)

    def render(self, template: str, address: str, **names: object) -> Markup:
        """The body of the page at `address`."""
        here = addresses.ROOTS[self.language] + address

        def link(target: str, language: Language | None = None) -> str:
            root = addresses.ROOTS[language or self.language]
            return addresses.relative(here, root + target)

        def asset(path: str) -> str:
            return addresses.asset(here, path)

        return html.render(
            template,
            self.language,
            p=self,
            link=link,
            asset=asset,
            at=addresses,
            **names,
        )


def case_names(procedure: Procedure, cases: Iterable[str]) -> list[str]:
    """The names of `cases`, in the order of the procedure."""
    wanted = set(cases)
    return [case.name for case in procedure.cases if case.id in wanted]
