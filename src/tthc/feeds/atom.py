"""Feeds in the Atom format (RFC 4287)."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from tthc.feeds.feed import Entry, Feed, body, moment
from tthc.feeds.plain import address, plain

NAMESPACE = "http://www.w3.org/2005/Atom"
TYPE = "application/atom+xml"


def atom(feed: Feed, url: str) -> str:
    """`feed` as an XML document that stands at `url`."""
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": feed.language})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "updated", moment(feed.updated_on))
    _text(ET.SubElement(root, "author"), "name", feed.author)
    ET.SubElement(root, "link", {"rel": "self", "type": TYPE, "href": address(url)})
    _page(root, feed.page)
    for entry in feed.entries:
        _entry(ET.SubElement(root, "entry"), entry)
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _entry(element: ET.Element, entry: Entry) -> None:
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _page(element, entry.url)
    _text(element, "published", moment(entry.published_on))
    _text(element, "updated", moment(entry.updated_on))
    for each in entry.categories:
        ET.SubElement(element, "category", {"term": each.term, "label": plain(each.label)})
    _text(element, "content", body(entry), {"type": "html"})


def _text(
    parent: ET.Element, name: str, text: str, attributes: dict[str, str] | None = None
) -> None:
    ET.SubElement(parent, name, attributes or {}).text = plain(text)


def _page(parent: ET.Element, url: str) -> None:
    ET.SubElement(parent, "link", {"rel": "alternate", "type": "text/html", "href": address(url)})
