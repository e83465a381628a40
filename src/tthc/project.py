"""The way in for commands and hooks: a data folder with its clock, git history and forms."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from tthc import catalogue, clock, store
from tthc.catalogue import Catalogue
from tthc.git_history import GitHistory
from tthc.memory import Memory, Pickled
from tthc.problems import Problem
from tthc.store import Store

CACHE = "TTHC_CACHE"


def load(folder: Path, memory: Memory | None = None) -> tuple[Catalogue, list[Problem], date]:
    """The catalogue in `folder`, what is wrong with it, and the day as of which both hold.

    Files that the data names are looked for in `docs/` beside the folder. What is in `memory` is
    not worked out again; without one, what earlier runs left in the folder of caches is used.
    Raises `clock.ClockError` when `TTHC_TODAY` is not a day.
    """
    folder = folder.resolve()
    today = clock.today()
    with _without_collecting(), _remembering(folder.parent, memory) as known:
        found, problems = catalogue.load(
            folder,
            today,
            documents=folder.parent / "docs",
            history=GitHistory.of(folder.parent),
            latest=clock.latest(),
            memory=known,
        )
    return found, problems, today


@contextmanager
def _remembering(root: Path, memory: Memory | None) -> Iterator[Memory | None]:
    caches = cache_folder(root)
    if memory is not None or caches is None:
        yield memory
    else:
        with Store.open(caches / "records.sqlite", store.version()) as kept:
            yield Pickled(kept)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Records hold no cycles, so nothing is found by looking at all of them again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def cache_folder(root: Path) -> Path | None:
    """Where what can be made again is kept: the folder that `TTHC_CACHE` names, else `.cache/` in
    `root`; None when it is empty, for nothing is to be kept then."""
    named = os.environ.get(CACHE)
    return root / ".cache" if named is None else Path(named) if named else None
