"""Long lists on several pages, and the site of very many procedures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from tests.conftest import CASES, TODAY
from tests.goldens import GOLDEN, assert_approved
from tthc import addresses, catalogue, pages
from tthc.catalogue import Catalogue
from tthc.model.law import LegalDocument
from tthc.model.procedure import Procedure
from tthc.model.registers import Field
from tthc.pages import Page, Presenter
from tthc.pages.paging import Limits, sheets
from tthc.rules.base import Entry
from tthc.terms import Language
from tthc.versions import ORIGINAL, Version

ROOT = Path(__file__).resolve().parents[1]
SMALL = Limits(whole=1, sheet=1, named=1)
NATIONAL = 5665
FIELDS = 400
LAWS = 2000
HEAVIEST = 150_000 - 20_000
"""Bytes of a body, without those of the frame."""


@pytest.mark.parametrize(
    ("length", "size", "parts"),
    [(0, 2, [0]), (1, 2, [1]), (2, 2, [2]), (3, 2, [2, 1]), (4, 2, [2, 2]), (5, 2, [2, 2, 1])],
)
def test_no_entry_is_lost_between_pages(length: int, size: int, parts: list[int]) -> None:
    found = sheets("linh-vuc/a/", range(length), size)
    assert [len(each.members) for each in found] == parts
    assert [entry for each in found for entry in each.members] == list(range(length))


def test_the_first_page_keeps_the_address_of_the_list() -> None:
    found = sheets("linh-vuc/a/", "abc", 1)
    own = ["linh-vuc/a/", "linh-vuc/a/trang-2/", "linh-vuc/a/trang-3/"]
    assert [each.address for each in found] == own
    assert [found[0].at(each.number) for each in found] == own


@cache
def made(language: Language, limits: Limits) -> dict[str, Page]:
    found, _ = catalogue.load(CASES / "base", TODAY, documents=CASES / "docs")
    every = list(pages.all_pages(found, TODAY, language, limits=limits))
    assert len({page.address for page in every}) == len(every)
    return {page.address: page for page in every}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_bodies_of_long_lists_are_as_approved(
    language: Language, request: pytest.FixtureRequest
) -> None:
    usual = made(language, Limits())
    changed = {
        address: page
        for address, page in made(language, SMALL).items()
        if address not in usual or page.body != usual[address].body
    }
    assert_approved(changed, GOLDEN / "large" / language, request.config)


def links(page: Page, language: Language) -> Iterator[str]:
    """Addresses, with anchors, of pages of the site that the page leads to."""
    here = f"https://x/{addresses.ROOTS[language]}{page.address}"
    for href in re.findall(r'<a [^>]*?href="([^"]*)"', page.body):
        target = urljoin(here, unescape(href))
        if target.startswith("https://x/") and re.search(r"/(#.*)?$", target):
            yield target.removeprefix("https://x/")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_link_of_or_to_a_long_list_is_broken(language: Language) -> None:
    found = {
        addresses.ROOTS[side] + address: page
        for side in ("vi", "en")
        for address, page in made(side, SMALL).items()
    }
    seen = set()
    for page in made(language, SMALL).values():
        for target in links(page, language):
            address, _, anchor = target.partition("#")
            if address.startswith("bao-tri/"):  # written by hand
                continue
            assert address in found, (page.address, target)
            assert not anchor or f' id="{anchor}"' in found[address].body, (page.address, target)
            seen.add(address)
    further = set(made(language, SMALL)) - set(made(language, Limits()))
    assert {addresses.ROOTS[language] + each for each in further} - seen == set()


def test_both_languages_have_the_same_pages() -> None:
    assert set(made("vi", SMALL)) - set(made("en", SMALL)) == {addresses.DUE}
    assert set(made("en", SMALL)) <= set(made("vi", SMALL))


def test_pages_of_a_list_lead_to_each_other() -> None:
    first, second = addresses.field("thu-nghiem"), f"{addresses.field('thu-nghiem')}trang-2/"
    found = made("vi", SMALL)
    assert 'rel="next" href="trang-2/"' in found[first].body
    assert 'rel="prev"' not in found[first].body
    assert 'rel="prev" href="../"' in found[second].body
    assert 'rel="next"' not in found[second].body
    assert found[second].title == f"{found[first].title} (trang 2 trên 2)"


def test_a_procedure_leads_to_where_its_gaps_are_counted() -> None:
    page = made("vi", SMALL)["thu-tuc/9.000001/"]
    assert f'href="../../{addresses.gaps("thu-nghiem")}#thieu-9-000001"' in page.body


@cache
def national() -> Catalogue:
    """As many procedures as the country has, with the longest of names."""
    found, _ = catalogue.load(ROOT / "procedures", TODAY, documents=ROOT / "docs")
    procedure = max(found.procedures.values(), key=lambda each: len(each.title + each.summary))
    grown = tuple(_grown(found, procedure))
    texts = (each.record for each in grown if isinstance(each.record, Procedure))
    versions = {
        code: tuple(replace(each, english_words=None) for each in own)
        for code, own in found.versions.items()
    }
    versions |= {each.code: (Version(ORIGINAL, None, each),) for each in texts}
    return replace(found, entries=(*found.entries, *grown), versions=versions)


def _grown(found: Catalogue, procedure: Procedure) -> Iterator[Entry[Any]]:
    own = found.first_of(Procedure, procedure.code)
    field = found.first_of(Field, procedure.field)
    law = found.first_of(LegalDocument, procedure.legal_basis[0].document)
    assert own and field and law

    def copy(entry: Entry[Any], **changed: object) -> Entry[Any]:
        return replace(entry, record=entry.record.model_copy(update=changed))

    for number in range(FIELDS):
        yield copy(field, id=f"f-{number}", name=f"{field.record.name} {number}")
    for number in range(LAWS):
        yield copy(law, id=f"law-{number}", relations=())
    for number in range(NATIONAL):
        yield copy(
            own,
            code=f"9.{number:06}",
            field=f"f-{number % 7 if number % 2 else number % FIELDS}",
            short_title=f"{chr(ord('A') + number % 26)} {procedure.title} {number}",
        )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_page_of_the_national_list_is_heavy(language: Language) -> None:
    presenter = Presenter(national(), TODAY, language)
    sizes = {page.address: len(page.body.encode()) for page in pages.leading_pages(presenter)}
    law = max(presenter.usage, key=lambda each: len(presenter.usage[each]))
    assert {addresses.field("f-399"), addresses.sheet(addresses.law_usage(law), 57)} < set(sizes)
    assert {address: size for address, size in sizes.items() if size > HEAVIEST} == {}
