"""From the catalogue to pages: pure functions, no clock, no disk, no network."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tthc.catalogue import Catalogue
from tthc.pages import (
    gaps,
    guidance,
    impact,
    indexes,
    laws,
    search,
    staff,
    subscribe,
    updates,
    versions,
)
from tthc.pages.base import Page, Presenter
from tthc.pages.paging import LIMITS, Limits
from tthc.site import NOWHERE, Site
from tthc.terms import Language


def all_pages(
    catalogue: Catalogue,
    today: date,
    language: Language,
    site: Site = NOWHERE,
    limits: Limits = LIMITS,
) -> Iterator[Page]:
    """Every generated page of the site in `language`, as of `today`."""
    return pages_of(Presenter(catalogue, today, language, site, limits))


def pages_of(presenter: Presenter) -> Iterator[Page]:
    """As `all_pages`, of what `presenter` has."""
    catalogue = presenter.catalogue
    yield from leading_pages(presenter)
    for slug in catalogue.updates:
        yield updates.page(presenter, slug)
    for code in catalogue.procedures:
        yield guidance.page(presenter, code)
        yield from versions.pages(presenter, code)


def leading_pages(presenter: Presenter) -> Iterator[Page]:
    """Every page that leads to others, and those of laws."""
    catalogue = presenter.catalogue
    yield indexes.home(presenter)
    yield indexes.procedures(presenter)
    yield indexes.purposes(presenter)
    yield indexes.fields(presenter)
    yield from laws.laws(presenter)
    yield impact.page(presenter)
    yield indexes.glossary(presenter)
    yield gaps.gaps(presenter)
    yield updates.index(presenter)
    yield search.page(presenter)
    yield from search.letters(presenter)
    yield subscribe.page(presenter)
    if presenter.language == "vi":
        yield staff.due(presenter)
    for identity in catalogue.events:
        yield from indexes.purpose(presenter, identity)
    for identity in catalogue.fields:
        yield from indexes.field(presenter, identity)
        yield from gaps.of_field(presenter, identity)
    for document in catalogue.laws:
        yield laws.law(presenter, document.id)
        yield from laws.usage(presenter, document.id)


__all__ = ["Page", "Presenter", "all_pages", "leading_pages", "pages_of"]
