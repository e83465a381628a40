"""What is written is what the formats ask for, whatever the texts are."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import date
from html.parser import HTMLParser

import feedparser
import pytest

from tests.feeds.conformance import ATOM, atom_faults, json_faults
from tthc.feeds.atom import atom
from tthc.feeds.feed import Category, Entry, Feed
from tthc.feeds.json_feed import json_feed

HERE = "https://example.gov.vn/feed.xml"
HOSTILE = {
    "markup": "\"><script>alert(1)</script><img src=x onerror=alert(1)>'",
    "end of CDATA": "]]><x/>&amp;&lt;b&gt;",
    "address": "javascript:alert(1) [x](javascript:alert(1)) <a href='javascript:alert(1)'>x</a>",
    "long": "Xây dựng " * 1111,
    "emoji": "🏭👩‍🏭 Đầu tư",
}


def entry(text: str = "Điều chỉnh dự án", number: int = 1) -> Entry:
    return Entry(
        id=f"tag:example.gov.vn,2026:thu-tuc/1.009770/{number}",
        url="https://example.gov.vn/thu-tuc/1.009770/",
        title=text,
        paragraphs=(text, "Câu thứ hai."),
        published_on=date(2026, 5, 2),
        updated_on=date(2026, 7, 1),
        categories=(Category("dau-tu", text),),
    )


def feed(*entries: Entry, text: str = "Tin") -> Feed:
    return Feed(
        id="tag:example.gov.vn,2026:feed",
        title=text,
        author=text,
        language="vi",
        page="https://example.gov.vn/",
        entries=entries,
        empty_since=date(2026, 1, 2),
    )


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, int]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add((tag, len(attrs)))


def tags(html: str) -> set[tuple[str, int]]:
    parser = _Tags()
    parser.feed(html)
    return parser.found


def test_a_feed_is_read_back_whole() -> None:
    found = feedparser.parse(atom(feed(entry()), HERE).encode())
    assert not found.bozo
    assert (found.feed.id, found.feed.title, found.feed.author) == (
        "tag:example.gov.vn,2026:feed",
        "Tin",
        "Tin",
    )
    assert found.feed.language == "vi"
    assert found.feed.updated == "2026-07-01T00:00:00+07:00"
    (each,) = found.entries
    assert each.id == "tag:example.gov.vn,2026:thu-tuc/1.009770/1"
    assert each.title == "Điều chỉnh dự án"
    assert each.link == "https://example.gov.vn/thu-tuc/1.009770/"
    assert each.published == "2026-05-02T00:00:00+07:00"
    assert each.updated == "2026-07-01T00:00:00+07:00"
    assert each.content[0].value == "<p>Điều chỉnh dự án</p>\n<p>Câu thứ hai.</p>"
    assert [(tag.term, tag.label) for tag in each.tags] == [("dau-tu", "Điều chỉnh dự án")]


def test_both_formats_say_the_same() -> None:
    read = feedparser.parse(atom(feed(entry()), HERE).encode())
    found = json.loads(json_feed(feed(entry()), HERE))
    (item,), (each,) = found["items"], read.entries
    assert (item["id"], item["title"], item["url"]) == (each.id, each.title, each.link)
    assert (item["date_published"], item["date_modified"]) == (each.published, each.updated)
    assert item["content_html"] == each.content[0].value
    assert item["content_text"] == "Điều chỉnh dự án\nCâu thứ hai."
    assert found["authors"] == [{"name": "Tin"}] and found["language"] == "vi"


def test_an_empty_feed_has_a_day_too() -> None:
    text = atom(feed(), HERE)
    assert atom_faults(text) == []
    assert feedparser.parse(text.encode()).feed.updated == "2026-01-02T00:00:00+07:00"
    assert json_faults(json_feed(feed(), HERE)) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_data_never_becomes_markup(text: str) -> None:
    written = atom(feed(entry(text), text=text), HERE)
    assert atom_faults(written) == []
    root = ET.fromstring(written.encode())
    assert root.findtext(f"{ATOM}title") == root.findtext(f"{ATOM}entry/{ATOM}title") == text
    content = root.findtext(f"{ATOM}entry/{ATOM}content", "")
    assert tags(content) == {("p", 0)}
    found = json.loads(json_feed(feed(entry(text), text=text), HERE))
    assert found["items"][0]["title"] == text
    assert found["items"][0]["content_html"] == content
    assert not feedparser.parse(written.encode()).bozo


def test_the_look_for_markup_sees_some() -> None:
    assert tags("<p>&lt;b&gt;</p><b onclick=x>") == {("p", 0), ("b", 1)}


def test_what_no_feed_can_hold_is_left_out() -> None:
    text = "a\0b\x1bc\ud800d\ufffee\x9ff\r\ng\u2028h"
    written = atom(feed(entry(text), text=text), HERE)
    assert atom_faults(written) == []
    expected = "abcdef\ng\nh"
    assert ET.fromstring(written.encode()).findtext(f"{ATOM}title") == expected
    assert json.loads(json_feed(feed(text=text), HERE).encode())["title"] == expected


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("<id>tag:example.gov.vn,2026:feed</id>", "", "not one id"),
        ("2026:thu-tuc/1.009770/2", "2026:thu-tuc/1.009770/1", "an id twice"),
        ("<published>2026-05-02", "<published>02/05/2026", "published"),
        ("<title>Tin</title>", "<title>Tin</title><title>Tin</title>", "not one title"),
        ('href="https://example.gov.vn/thu-tuc/', 'href="/thu-tuc/', "link"),
        ("<name>Tin</name>", "", "no author"),
        ('rel="self"', 'rel="alternate"', "not one link to itself"),
        ('type="html"', 'type="text"', "content"),
        ("<updated>2026-07-01", "<updated>2026-07-02", "not as new"),
    ],
)
def test_the_check_of_feeds_sees_faults(old: str, new: str, fault: str) -> None:
    good = atom(feed(entry(), entry(number=2)), HERE)
    assert atom_faults(good) == []
    assert old in good
    assert any(fault in each for each in atom_faults(good.replace(old, new, 1)))
