"""From the catalogue to pages: pure functions, no clock, no disk, no network."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tthc.catalogue import Catalogue
from tthc.pages import (
    guidance,
    impact,
    indexes,
    search,
    staff,
    subscribe,
    updates,
    versions,
)
from tthc.pages.base import Page, Presenter
from tthc.site import NOWHERE, Site
from tthc.terms import Language


def all_pages(
    catalogue: Catalogue, today: date, language: Language, site: Site = NOWHERE
) -> Iterator[Page]:
    """Every generated page of the site in `language`, as of `today`."""
    presenter = Presenter(catalogue, today, language, site)
    yield indexes.home(presenter)
    yield indexes.procedures(presenter)
    yield indexes.purposes(presenter)
    yield indexes.fields(presenter)
    yield indexes.laws(presenter)
    yield impact.page(presenter)
    yield indexes.glossary(presenter)
    yield indexes.gaps(presenter)
    yield updates.index(presenter)
    yield search.page(presenter)
    yield subscribe.page(presenter)
    if language == "vi":
        yield staff.due(presenter)
    for identity in catalogue.fields:
        yield indexes.field(presenter, identity)
    for document in catalogue.laws:
        yield indexes.law(presenter, document.id)
    for slug in catalogue.updates:
        yield updates.page(presenter, slug)
    for code in catalogue.procedures:
        yield guidance.page(presenter, code)
        yield from versions.pages(presenter, code)


__all__ = ["Page", "Presenter", "all_pages"]
