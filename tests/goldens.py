"""What pages looked like when somebody approved of them, below `tests/golden`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tthc.pages import Page

GOLDEN = Path(__file__).parent / "golden"


def assert_approved(made: Mapping[str, Page], folder: Path, config: pytest.Config) -> None:
    """The bodies of the pages `made`, by address, are those in `folder`; `--update-golden` writes
    them there first."""
    bodies = {
        f"{address.strip('/').replace('/', '_') or 'home'}.html": f"{page.body}\n"
        for address, page in made.items()
    }
    if config.getoption("--update-golden"):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.html"):
            old.unlink()
        for name, body in bodies.items():
            (folder / name).write_text(body, encoding="utf-8")
    assert sorted(bodies) == sorted(path.name for path in folder.iterdir())
    for name, body in bodies.items():
        assert body == (folder / name).read_text(encoding="utf-8"), name
