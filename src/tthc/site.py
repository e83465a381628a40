"""Where the site stands and whose it is, for everything that is read away from its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

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
