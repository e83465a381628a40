"""The scripts of the search: sources that people read, joined into the two that a browser loads.

The sources of one script share one scope, in the order given here.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

FOLDER = "overrides/assets/javascripts/search"
"""Of the sources, below the folder of the project."""
ENGINE = ("words", "names", "rewriting", "engine")
"""What answers queries from a file of names, without page and network."""
SERVED = {
    "search-worker.js": (*ENGINE, "texts", "worker"),
    "search-box.js": ("show", "box", "page"),
}
"""Script as served, beside the folder of the sources → its sources."""


def joined(root: Path, names: Iterable[str], end: str = "") -> str:
    """One script; `end` is code that may use all of it."""
    sources = [(root / FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in names]
    return "\n".join(["(() => {", '"use strict"', *sources, end, "})()", ""])
