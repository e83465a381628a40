"""MkDocs hook: links to feeds in the head of pages."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

try:
    from tthc import addresses
    from tthc.feeds import atom, json_feed
    from tthc.feeds.topics import SITE
except ModuleNotFoundError as error:
    raise ConfigurationError("Chưa cài gói «tthc». Hãy chạy: make site") from error


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    context["feeds"] = _links(SITE[config.theme["language"]], "")
    own = config.extra["models"].get(page.url)
    if own and own.feed_title:
        context["feeds"] += _links(own.feed_title, own.address)
    return context


def on_template_context(
    context: dict[str, Any], template_name: str, config: MkDocsConfig
) -> dict[str, Any]:
    """For the page that says that a page is not found."""
    context["feeds"] = _links(SITE[config.theme["language"]], "")
    return context


def _links(title: str, address: str) -> list[dict[str, str]]:
    return [
        {"type": kind, "title": title, "url": address + name}
        for kind, name in ((atom.TYPE, addresses.FEED), (json_feed.TYPE, addresses.JSON_FEED))
    ]
