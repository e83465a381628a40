"""Feeds in the whole built site: they are there, and pages lead to them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.feeds.conformance import ATOM, atom_faults
from tests.site.parts import Parts

TYPES = ("application/atom+xml", "application/feed+json")


def feeds(page: Path) -> list[Path]:
    """The files that the head of `page` names as its feeds."""
    links = [attributes for tag, attributes in Parts(page).tags if tag == "link"]
    return [
        page.parent.joinpath(each["href"] or "").resolve()
        for each in links
        if each.get("rel") == "alternate" and each.get("type") in TYPES
    ]


def test_every_page_leads_to_the_feed_of_the_site_in_its_language(site: Path) -> None:
    pages = list(site.rglob("index.html"))
    assert len(pages) > 200
    for page in pages:
        root = site / "en" if page.is_relative_to(site / "en") else site
        found = feeds(page)
        assert found[:2] == [root.resolve() / "feed.xml", root.resolve() / "feed.json"], page
        assert all(each.is_file() for each in found), page


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("", 2),
        ("thu-tuc/1.009664/", 4),
        ("en/thu-tuc/1.009664/", 4),
        ("en/thu-tuc/1.009736/", 2),
        ("linh-vuc/dau-tu/", 4),
        ("van-ban/96-2026-nd-cp/", 2),
    ],
)
def test_pages_of_fields_and_procedures_lead_to_their_own(
    site: Path, address: str, count: int
) -> None:
    found = feeds(site / address / "index.html")
    assert len(found) == count
    own = (site / address).resolve()
    assert [each.parent == own for each in found[2:]] == [True] * (count - 2)


@pytest.mark.parametrize("language", ["", "en/"])
def test_feeds_name_their_own_address(site: Path, language: str) -> None:
    text = (site / language / "linh-vuc/dau-tu/feed.xml").read_text(encoding="utf-8")
    assert atom_faults(text) == []
    links = [each.get("href") for each in ET.fromstring(text).findall(f"{ATOM}link")]
    here = f"https://bqlkktkcn.khanhhoa.gov.vn/{language}linh-vuc/dau-tu/feed.xml"
    assert here in links


@pytest.mark.parametrize("language", ["", "en/"])
def test_every_page_leads_to_the_one_on_following(site: Path, language: str) -> None:
    page = site / language / "van-ban/index.html"
    links = [attributes.get("href") for tag, attributes in Parts(page).tags if tag == "a"]
    assert "../dang-ky/" in links
