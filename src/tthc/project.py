"""The way in for commands and hooks: a data folder with its clock, git history and forms."""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from tthc import catalogue, clock, store
from tthc.catalogue import Catalogue
from tthc.english import EnglishRecord
from tthc.git_history import GitHistory
from tthc.memory import Memory, Pickled
from tthc.problems import Problem
from tthc.store import Store

CACHE = "TTHC_CACHE"
CHECKED = "TTHC_CHECKED"
"""Names the file by which one command hands on to its own processes what it has read."""

Loaded = tuple[Catalogue, list[Problem], date]


def hand_on(file: Path, folder: Path, loaded: Loaded) -> dict[str, str]:
    """Writes what was `loaded` from `folder` to `file`; the environment in which `load` takes it
    from there. Only for processes that are started at once: nothing looks at the folder again.
    English files as they were written are left out; their words stand beside the Vietnamese."""
    found, problems, today = loaded
    entries = (each for each in found.entries if not isinstance(each.record, EnglishRecord))
    handed = replace(found, entries=tuple(entries)), problems, today
    file.write_bytes(pickle.dumps((folder.resolve(), handed), pickle.HIGHEST_PROTOCOL))
    return {CHECKED: str(file)}


def load(folder: Path, memory: Memory | None = None) -> Loaded:
    """The catalogue in `folder`, what is wrong with it, and the day as of which both hold.

    Files that the data names are looked for in `docs/` beside the folder. What is in `memory` is
    not worked out again; without one, what earlier runs left in the folder of caches is used.
    Raises `clock.ClockError` when `TTHC_TODAY` is not a day.
    """
    folder = folder.resolve()
    if checked := os.environ.get(CHECKED):
        of, loaded = pickle.loads(Path(checked).read_bytes())
        if of == folder:
            return loaded  # type: ignore[no-any-return]
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
