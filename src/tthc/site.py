"""Where the site stands and whose it is, for everything that is read away from its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import yaml
from yaml_env_tag import construct_env_tag

from tthc import addresses
from tthc.terms import Language


@dataclass(frozen=True, slots=True)
class Site:
    """The site as others see it."""

    root: str
    """The absolute address of the whole site; ends with a slash. Empty when nobody knows it."""
    board: str
    """Id of the agency whose site it is."""
    authority: str = ""
    """Name of a host of the Board's, in the ids of news and events. It never changes, also when
    `root` does."""
    list_address: str = ""
    """Where one asks for the news by e-mail. Empty when there is no such address yet."""

    @classmethod
    def of(cls, url: str, language: Language, settings: Mapping[str, Any]) -> Site:
        """The site of which the part in `language` stands at `url`, with the settings in `extra`
        of `mkdocs.yml`."""
        authority = settings["feed_authority"]
        root = url.removesuffix(addresses.ROOTS[language]) or f"https://{authority}/"
        return cls(root, settings["board"], authority, settings["list_address"])

    def link(self, language: Language, address: str) -> str:
        """The absolute form of `address`, which is below the root of `language`."""
        return urljoin(self.root, addresses.ROOTS[language] + address)


NOWHERE = Site("", "")
"""A site of which nothing is known, such as that of a test of one page."""


class SiteError(ValueError):
    """The address of the site cannot be used; the message is for the person who set it."""


class _Loader(yaml.SafeLoader):
    """Reads `!ENV` as MkDocs does."""


_Loader.add_constructor("!ENV", construct_env_tag)


def configured(configuration: Path) -> Site:
    """The site of the `mkdocs.yml` at `configuration`; `SITE_URL` in the environment wins."""
    settings = _settings(configuration)
    return Site.of(_url(settings), "vi", settings["extra"])


def read(configuration: Path, *, may_be_empty: bool = False) -> Site:
    """As `configured`. Raises `SiteError` when its address is not one that can be linked to from
    elsewhere; an empty one can with `may_be_empty`, for what is not linked to."""
    settings = _settings(configuration)
    root = str(settings["site_url"] or "")
    if not (_is_whole(root) or (may_be_empty and not root)):
        raise SiteError(
            f"Địa chỉ của trang (SITE_URL) là «{root}», không phải địa chỉ web đầy đủ. "
            "Ghi như https://thutuc.example.vn/."
        )
    return Site.of(_url(settings), "vi", settings["extra"])


def _is_whole(url: str) -> bool:
    """Whether addresses of pages can be put behind `url`."""
    try:
        parts = urlsplit(url)
        is_ours = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # no number where the port stands, or half of an IPv6 address
        return False
    return is_ours and not any(char.isspace() or char in "?#" for char in url)


def _settings(configuration: Path) -> dict[str, Any]:
    with configuration.open(encoding="utf-8") as stream:
        settings: dict[str, Any] = yaml.load(stream, _Loader)
    return settings


def _url(settings: Mapping[str, Any]) -> str:
    """As MkDocs has it: with a slash at its end, or empty."""
    url = str(settings["site_url"] or "")
    return url.rstrip("/") + "/" if url else ""
