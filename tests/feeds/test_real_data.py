"""The feeds and calendars of the site's own data, read by somebody else's parsers."""

from __future__ import annotations

import functools
import json
from datetime import date
from pathlib import Path

import feedparser
import icalendar
import pytest

from tests.feeds.conformance import atom_faults, calendar_faults, json_faults
from tthc import addresses, catalogue
from tthc.catalogue import Catalogue
from tthc.feeds import events
from tthc.feeds.files import LIMIT, files
from tthc.feeds.topics import followed, topics
from tthc.news import news
from tthc.site import Site
from tthc.terms import Language

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2027, 1, 15)
"""Later than every day on which anything was written down."""
SITE = Site("https://example.gov.vn/", "ban-quan-ly", "example.gov.vn")
LANGUAGES: tuple[Language, ...] = ("vi", "en")


@functools.cache
def loaded() -> Catalogue:
    return catalogue.load(ROOT / "procedures", DAY, documents=ROOT / "docs")[0]


@functools.cache
def made(language: Language) -> dict[str, str]:
    return {each.path: each.make() for each in files(loaded(), DAY, language, SITE)}


def of_type(language: Language, suffix: str) -> dict[str, str]:
    found = {name: text for name, text in made(language).items() if name.endswith(suffix)}
    assert len(found) > len(loaded().fields)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_feed_keeps_to_its_format(language: Language) -> None:
    for name, text in of_type(language, addresses.FEED).items():
        assert atom_faults(text) == [], name
    for name, text in of_type(language, addresses.JSON_FEED).items():
        assert json_faults(text) == [], name
    for name, text in of_type(language, addresses.CALENDAR).items():
        assert calendar_faults(text) == [], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_feedparser_finds_no_fault_and_the_same_entries(language: Language) -> None:
    items = {item.key: item for item in news(loaded(), language)}
    for name, text in of_type(language, addresses.FEED).items():
        found = feedparser.parse(text.encode())
        assert not found.bozo, name
        assert found.feed.links[0].href == f"{SITE.root}{addresses.ROOTS[language]}{name}"
        other = json.loads(made(language)[name.replace(addresses.FEED, addresses.JSON_FEED)])
        assert [each.id for each in found.entries] == [each["id"] for each in other["items"]]
        for entry in found.entries:
            item = items[entry.id.split(":", 2)[2].removeprefix(addresses.ROOTS[language])]
            assert entry.title == item.title
            assert entry.published == f"{item.published_on}T00:00:00+07:00"
            assert entry.updated == f"{item.updated_on}T00:00:00+07:00"


@pytest.mark.parametrize("language", LANGUAGES)
def test_icalendar_gives_every_title_back(language: Language) -> None:
    catalogue = loaded()
    laws = events.of_laws(catalogue, language, SITE).values()
    expected = list({event.key: event for days in laws for event in days}.values())
    for item in news(catalogue, language):
        expected += events.of_item(item, language, SITE)
    titles = {f"{event.key}@{SITE.authority}": event.title for event in expected}
    whole = icalendar.Calendar.from_ical(made(language)[addresses.CALENDAR].encode())
    found = {str(each["UID"]): str(each["SUMMARY"]) for each in whole.walk("VEVENT")}
    assert found == titles != {}
    for name, text in of_type(language, addresses.CALENDAR).items():
        for each in icalendar.Calendar.from_ical(text.encode()).walk("VEVENT"):
            assert titles[str(each["UID"])] == str(each["SUMMARY"]), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_asking_few_topics_gives_what_asking_all_gives(language: Language) -> None:
    found, items = list(topics(loaded(), language)), news(loaded(), language)
    had = followed(found, items)
    assert any(had.values())
    for topic in found:
        assert had.get(topic.address, []) == [item for item in items if topic.has(item)]


def test_each_change_of_a_procedure_is_in_its_feed_its_fields_and_when_new_the_sites() -> None:
    holders: dict[str, list[str]] = {}
    for name, text in of_type("vi", addresses.JSON_FEED).items():
        for item in json.loads(text)["items"]:
            holders.setdefault(item["id"], []).append(name)
    changes = [item for item in news(loaded(), "vi") if item.kind is None]
    assert changes
    for item in changes:
        found = holders[f"tag:{SITE.authority},{item.published_on.year}:{item.key}"]
        own = {item.address, addresses.field(item.fields[0])}
        assert {name.removesuffix(addresses.JSON_FEED) for name in found} - {""} == own
        assert len(found) <= len(own) + 1
    whole = json.loads(made("vi")[addresses.JSON_FEED])["items"]
    assert len(whole) == min(LIMIT, len(news(loaded(), "vi")))


def test_policy_updates_come_before_changes_of_the_same_day() -> None:
    whole = json.loads(made("vi")[addresses.JSON_FEED])["items"]
    order = [(each["date_modified"], "tin-chinh-sach/" in each["id"]) for each in whole]
    assert order == sorted(order, reverse=True)
    assert {is_update for _, is_update in order} == {True, False}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_day_on_which_they_are_made_is_in_none(language: Language) -> None:
    text = "".join(made(language).values())
    assert DAY.isoformat() not in text and "20270115" not in text
