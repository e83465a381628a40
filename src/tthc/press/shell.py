"""What MkDocs and its theme make of the site: pages written by hand, files that are copied, and
the frames of all other pages."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

from tthc.pages.base import Page
from tthc.pages.frames import Frame

PLAN = "TTHC_PLAN"
"""Names the file by which a build asks MkDocs for the shell alone, and gets it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the shell depends on besides the files that MkDocs reads."""

    models: tuple[Page, ...]
    """One for each frame."""
    attachments: tuple[PurePath, ...]
    """Files below the folder of documents that are part of the site."""
    board: str
    """The name of the agency whose site it is."""


@dataclass(frozen=True, slots=True)
class Authored:
    """A page that was written by hand."""

    address: str
    title: str
    html: str
    updated_on: date | None
    is_found: bool
    """Whether the search looks in it."""
    is_listed: bool
    """Whether search engines may list it."""


@dataclass(frozen=True, slots=True)
class Shell:
    frames: Mapping[str, Frame]
    """By address of the model."""
    authored: tuple[Authored, ...]
    index: Mapping[str, Any]
    """The index of the theme's search, empty, with its settings."""
    files: Mapping[str, bytes]
    """What MkDocs has written or copied, by path."""

    def to_bytes(self) -> bytes:
        return pickle.dumps(self)

    @classmethod
    def from_bytes(cls, content: bytes) -> Shell:
        """From what `to_bytes` gave in this build, or what is known to be whole."""
        shell = pickle.loads(content)
        assert isinstance(shell, cls)
        return shell
