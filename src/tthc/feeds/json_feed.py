"""Feeds in the format of JSON Feed, version 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from typing import Any

from tthc.feeds.feed import Entry, Feed, body, moment
from tthc.feeds.plain import address, plain

VERSION = "https://jsonfeed.org/version/1.1"
TYPE = "application/feed+json"


def json_feed(feed: Feed, url: str) -> str:
    """`feed` as a JSON document that stands at `url`."""
    found = {
        "version": VERSION,
        "title": plain(feed.title),
        "home_page_url": address(feed.page),
        "feed_url": address(url),
        "language": feed.language,
        "authors": [{"name": plain(feed.author)}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _item(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": address(entry.url),
        "title": plain(entry.title),
        "content_html": body(entry),
        "content_text": plain("\n".join(entry.paragraphs)),
        "date_published": moment(entry.published_on),
        "date_modified": moment(entry.updated_on),
        "tags": [plain(each.label) for each in entry.categories],
    }
