"""MkDocs hook: the same page in the other language, for the switch and for search engines.

Each language is a build of its own (`mkdocs.yml`, `mkdocs.en.yml`) below one root. The switch
stays on the page where the other language has it, and leads to its home page where it has not.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

try:
    from tthc import addresses
    from tthc.terms import Language
except ModuleNotFoundError as error:
    raise ConfigurationError("Chưa cài gói «tthc». Hãy chạy: make site") from error

NAMES = {"vi": "Tiếng Việt", "en": "English"}
DOCS = {"vi": "docs", "en": "docs/en"}
DEFAULT = "vi"


class _Command:
    """`serve` shows one language only, so there is no other side to lead to."""

    is_serve = False


def on_startup(command: str, dirty: bool) -> None:
    _Command.is_serve = command == "serve"


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    if _Command.is_serve:
        return context
    own, other = _pair(config)
    root = Path(config.config_file_path).parent
    is_generated = page.meta.get("is_generated", False) and not page.meta.get("is_for_staff")
    exists = is_generated or (root / DOCS[other] / page.file.src_uri).is_file()
    here = addresses.ROOTS[own] + page.url
    there = addresses.ROOTS[other] + (page.url if exists else "")
    context["alternates"] = _switch(
        {own: get_relative_url(here, here), other: get_relative_url(there, here)}, own
    )
    base = _site_root(config, own)
    if base and exists and page.meta.get("is_translated", True) and not page.meta.get("robots"):
        urls: dict[str, str] = {own: urljoin(base, here), other: urljoin(base, there)}
        context["hreflang"] = [
            *({"lang": language, "url": urls[language]} for language in sorted(urls)),
            {"lang": "x-default", "url": urls[DEFAULT]},
        ]
    return context


def on_template_context(
    context: dict[str, Any], template_name: str, config: MkDocsConfig
) -> dict[str, Any]:
    """For the page that says that a page is not found: it is served at any address."""
    own, _ = _pair(config)
    path = urlsplit(_site_root(config, own)).path or "/"
    context["alternates"] = _switch(
        {language: urljoin(path, root) for language, root in addresses.ROOTS.items()}, own
    )
    return context


def _pair(config: MkDocsConfig) -> tuple[Language, Language]:
    own: Language = config.theme["language"]
    return own, "en" if own == "vi" else "vi"


def _switch(urls: dict[str, str], own: str) -> list[dict[str, Any]]:
    return [
        {"lang": language, "name": NAMES[language], "url": url, "current": language == own}
        for language, url in urls.items()
    ]


def _site_root(config: MkDocsConfig, language: Language) -> str:
    """The address of the whole site, of which `site_url` is the part of one language."""
    return (config.site_url or "").removesuffix(addresses.ROOTS[language])
