"""Everything that the catalogue gives to the site in one language, yet to be made and written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePath

from tthc import addresses
from tthc.catalogue import Catalogue
from tthc.due.calendar import calendar
from tthc.feeds import files as feeds
from tthc.pages import Page, Presenter, frames, pages_of
from tthc.press.shell import Plan
from tthc.site import Site
from tthc.terms import Language
from tthc.text_file import TextFile


@dataclass(frozen=True)
class Output:
    presenter: Presenter
    has_frames: bool = True
    """Whether pages share frames; otherwise each is its own model."""

    @classmethod
    def of(cls, catalogue: Catalogue, today: date, language: Language, site: Site) -> Output:
        return cls(Presenter(catalogue, today, language, site))

    @cached_property
    def pages(self) -> dict[str, Page]:
        """By address."""
        return {page.address: page for page in pages_of(self.presenter)}

    @cached_property
    def models(self) -> dict[str, Page]:
        """Address → the model of the page."""
        return frames.models(self.pages.values()) if self.has_frames else self.pages

    @cached_property
    def texts(self) -> dict[str, TextFile]:
        """Feeds and calendars, by path."""
        p = self.presenter
        found = list(feeds.files(p.catalogue, p.today, p.language, p.site))
        if p.language == "vi" and (staff := self._staff_calendar()):
            found.append(TextFile(addresses.DUE_CALENDAR, lambda: staff))
        return {each.path: each for each in found}

    def _staff_calendar(self) -> str:
        """What staff have to do; empty when that is nothing."""
        p = self.presenter
        return calendar(p.due, lambda address: p.site.link("vi", address), p.site.authority)

    @property
    def attachments(self) -> list[PurePath]:
        """Files below the folder of documents that updates offer."""
        return self.presenter.catalogue.attachments

    @property
    def plan(self) -> Plan:
        """What the theme must know of it."""
        return Plan(
            tuple(dict.fromkeys(self.models.values())),
            tuple(self.attachments),
            self.presenter.agency(self.presenter.site.board),
        )
