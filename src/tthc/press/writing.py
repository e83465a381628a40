"""Writing the files of the site, in several processes, and keeping those that are there already."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tthc.press.processes import in_processes
from tthc.store import Store

ENOUGH = 50
"""Files that are worth another process."""
_SEAL = 20
"""Bytes of the digest of a file."""


class PressError(Exception):
    """The site cannot be written; the message is for the person who builds it."""


class Made(NamedTuple):
    text: str
    terms: bytes
    """What the search needs of it; empty for a file in which it does not look."""


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the site that can be made, and the digest of all that it is made from."""

    path: str
    """Below the root of the site."""
    inputs: bytes
    make: Callable[[], Made]


@dataclass(frozen=True, slots=True)
class Written:
    """What is known of a file once it stands in the site."""

    seal: bytes
    terms: bytes
    is_kept: bool = False
    """Whether it is the file of the site before, as it was."""


def write(
    items: Sequence[Item],
    folder: Path,
    before: Path | None = None,
    store: Store | None = None,
    processes: int = 1,
) -> dict[str, Written]:
    """Writes `items` into `folder`, by path. What was made from the same inputs before, and still
    stands in the site `before` as it was made, is taken from there. Raises
    `BrokenProcessError`."""
    found: dict[str, Written] = {}
    for folder_of in {os.path.dirname(item.path) for item in items}:  # noqa: PTH120
        (folder / folder_of).mkdir(parents=True, exist_ok=True)
    for item in items:
        known = store.get(item.inputs) if store else None
        if before and known and (kept := _kept(before / item.path, folder / item.path, known)):
            found[item.path] = kept
    left = [item for item in items if item.path not in found]
    for item, each in zip(left, _written(left, folder, processes), strict=True):
        if store:
            store.put(item.inputs, each.seal + each.terms)
        found[item.path] = each
    return found


def _kept(old: Path, new: Path, known: bytes) -> Written | None:
    """The file `old` in the place of `new`, if it is the one that is `known`."""
    seal, terms = known[:_SEAL], known[_SEAL:]
    try:
        if _seal(old.read_bytes()) != seal:
            return None
        link(old, new)
    except OSError:
        return None
    return Written(seal, terms, is_kept=True)


def link(old: Path, new: Path) -> None:
    """Lets `new` be the same file as `old`, or where the file system has no links, a copy with
    its time."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


def _seal(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_SEAL).digest()


def _written(items: Sequence[Item], folder: Path, processes: int) -> Iterable[Written]:
    processes = processes if len(items) >= ENOUGH else 1
    found: list[Written] = [Written(b"", b"")] * len(items)
    shares = [partial(_share, items[number::processes], folder) for number in range(processes)]
    for number, share in enumerate(in_processes(shares, processes)):
        found[number::processes] = share
    return found


def _share(items: Sequence[Item], folder: Path) -> list[Written]:
    return [_write(item, folder) for item in items]


def _write(item: Item, folder: Path) -> Written:
    text, terms = item.make()
    content = text.encode("utf-8")
    (folder / item.path).write_bytes(content)
    return Written(_seal(content), terms)
