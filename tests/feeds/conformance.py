"""What the formats ask of feeds and calendars, as far as a program can tell. Each function lists
what is wrong."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from urllib.parse import urlsplit

import icalendar

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML_ATTRIBUTE = "{http://www.w3.org/XML/1998/namespace}"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
_TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}:[A-Za-z0-9._~!$&'()*+,;=:@/?%-]+")
_FEED = {"id", "title", "updated", "author", "link", "entry"}
_ENTRY = {"id", "title", "updated", "published", "link", "category", "content"}
_ONCE = ("id", "title", "updated")
_LONGEST = 75


def atom_faults(text: str) -> list[str]:
    """RFC 4287, sections 4.1 and 4.2; ids by RFC 4151."""
    return list(_atom(ET.fromstring(text.encode())))


def _atom(feed: ET.Element) -> Iterator[str]:
    if feed.tag != f"{ATOM}feed" or not feed.get(f"{XHTML_ATTRIBUTE}lang"):
        yield "no feed with a language"
    yield from _container(feed, _FEED)
    if not feed.findtext(f"{ATOM}author/{ATOM}name"):
        yield "no author"
    if len([each for each in feed.iter(f"{ATOM}link") if each.get("rel") == "self"]) != 1:
        yield "not one link to itself"
    for entry in feed.iter(f"{ATOM}entry"):
        yield from _container(entry, _ENTRY)
        published = entry.findtext(f"{ATOM}published", "")
        if not _MOMENT.fullmatch(published) or published > entry.findtext(f"{ATOM}updated", ""):
            yield f"published: {published}"
        contents = entry.findall(f"{ATOM}content")
        if [(each.get("type"), len(each)) for each in contents] != [("html", 0)]:
            yield "not one content of type html"
        if not all(each.get("term") for each in entry.iter(f"{ATOM}category")):
            yield "category without a term"
    ids = [each.text for each in feed.iter(f"{ATOM}id")]
    if len(ids) != len(set(ids)):
        yield "an id twice"
    moments = [each.text or "" for each in feed.iterfind(f"{ATOM}entry/{ATOM}updated")]
    if moments and max(moments) != feed.findtext(f"{ATOM}updated"):
        yield "the feed is not as new as its newest entry"


def _container(element: ET.Element, allowed: set[str]) -> Iterator[str]:
    names = [child.tag.removeprefix(ATOM) for child in element]
    if unknown := set(names) - allowed:
        yield f"unknown: {sorted(unknown)}"
    for name in _ONCE:
        if names.count(name) != 1 or not element.findtext(f"{ATOM}{name}"):
            yield f"not one {name}"
    if not _TAG.fullmatch(element.findtext(f"{ATOM}id", "")):
        yield f"id: {element.findtext(f'{ATOM}id')}"
    if not _MOMENT.fullmatch(element.findtext(f"{ATOM}updated", "")):
        yield f"updated: {element.findtext(f'{ATOM}updated')}"
    links = element.findall(f"{ATOM}link")
    if [each.get("rel") for each in links].count("alternate") != 1:
        yield "not one page"
    yield from (f"link: {each.get('href')}" for each in links if not _absolute(each.get("href")))


def json_faults(text: str) -> list[str]:
    """jsonfeed.org, version 1.1."""
    return list(_json(text))


def _json(text: str) -> Iterator[str]:
    feed = json.loads(text)
    if feed["version"] != "https://jsonfeed.org/version/1.1" or not feed["title"]:
        yield "no version or title"
    yield from (f"{key}" for key in ("home_page_url", "feed_url") if not _absolute(feed[key]))
    ids = [item["id"] for item in feed["items"]]
    if len(ids) != len(set(ids)):
        yield "an id twice"
    for item in feed["items"]:
        if not isinstance(item["id"], str) or not _absolute(item["url"]):
            yield f"id or url: {item['id']}"
        if not item["content_html"] or not item["content_text"]:
            yield "no content"
        moments = (item["date_published"], item["date_modified"])
        if not all(_MOMENT.fullmatch(each) for each in moments):
            yield f"dates: {moments}"


def calendar_faults(text: str) -> list[str]:
    """RFC 5545, sections 3.1, 3.4, 3.6 and 3.6.1."""
    return list(_calendar(text))


def _calendar(text: str) -> Iterator[str]:
    lines = text.split("\r\n")
    if lines.pop() or any("\n" in line or "\r" in line for line in lines):
        yield "lines do not all end in CRLF"
    if any(len(line.encode()) > _LONGEST for line in lines):
        yield "a long line"
    calendar = icalendar.Calendar.from_ical(text.encode())
    if any(name not in calendar for name in ("PRODID", "VERSION", "METHOD")):
        yield "calendar without what it must say"
    if not calendar.subcomponents:
        yield "an empty calendar"
    uids = [str(each.get("UID")) for each in calendar.walk("VEVENT")]
    if len(uids) != len(set(uids)):
        yield "a UID twice"
    for event in calendar.walk("VEVENT"):
        if event.errors or any(name not in event for name in ("UID", "DTSTAMP", "DTSTART")):
            yield f"event: {event.errors}"
        if event["DTSTART"].params.get("VALUE") != "DATE" or not _absolute(str(event["URL"])):
            yield f"start or address: {event['UID']}"


def _absolute(url: str | None) -> bool:
    parts = urlsplit(url or "")
    return parts.scheme in ("http", "https") and bool(parts.netloc) and (url or "").isascii()
