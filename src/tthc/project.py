"""The way in for commands and hooks: a data folder with its clock, git history and forms."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tthc import catalogue, clock
from tthc.catalogue import Catalogue
from tthc.git_history import GitHistory
from tthc.problems import Problem


def load(folder: Path) -> tuple[Catalogue, list[Problem], date]:
    """The catalogue in `folder`, what is wrong with it, and the day as of which both hold.

    Files that the data names are looked for in `docs/` beside the folder.
    Raises `clock.ClockError` when `TTHC_TODAY` is not a day.
    """
    folder = folder.resolve()
    today = clock.today()
    found, problems = catalogue.load(
        folder,
        today,
        documents=folder.parent / "docs",
        history=GitHistory.of(folder.parent),
        latest=clock.latest(),
    )
    return found, problems, today
