"""Writing the files of the site, in several processes, and keeping those that are there already."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tthc.processes import in_processes
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


def known(items: Iterable[Item], store: Store | None) -> dict[str, Written]:
    """By path, what earlier builds have made from the same inputs."""
    found = ((item.path, store.get(item.inputs) if store else None) for item in items)
    return {path: Written(kept[:_SEAL], kept[_SEAL:]) for path, kept in found if kept}


def write(
    items: Sequence[Item],
    folder: Path,
    before: Path | None = None,
    store: Store | None = None,
    processes: int = 1,
) -> dict[str, Written]:
    """Makes `items` and writes them into `folder`; by path. Raises `BrokenProcessError`."""
    shares = [partial(_share, share, folder, before) for share in shared(items, processes)]
    found: dict[str, Written] = {}
    for share in in_processes(shares, processes):
        found |= share
    for item in items if store else ():
        assert store
        store.put(item.inputs, found[item.path].seal + found[item.path].terms)
    return found


def shared(items: Sequence[Item], processes: int) -> list[Sequence[Item]]:
    """`items` in as many parts as `processes`, of about the same work."""
    parts = processes if len(items) >= ENOUGH else 1
    return [items[number::parts] for number in range(parts)]


def _share(items: Iterable[Item], folder: Path, before: Path | None) -> dict[str, Written]:
    return {item.path: _write(item, folder, before) for item in items}


def _write(item: Item, folder: Path, before: Path | None) -> Written:
    text, terms = item.make()
    content = text.encode("utf-8")
    put(content, item.path, folder, before)
    return Written(_seal(content), terms)


def take(
    items: Iterable[Item], known: Mapping[str, Written], folder: Path, before: Path | None
) -> None:
    """Takes the files of `items` from the site `before`, where they still are as they are `known`.
    The others are made again."""
    for item in items:
        content = _content(_at(before, item.path)) if before else None
        is_known = content is not None and _seal(content) == known[item.path].seal
        if not (before and is_known and _linked(item.path, folder, before)):
            _write(item, folder, before)


def make_folders(folder: Path, paths: Iterable[str]) -> None:
    """Makes the folders in which the files at `paths` stand."""
    for name in {path.rpartition("/")[0] for path in paths}:
        os.makedirs(_at(folder, name), exist_ok=True)  # noqa: PTH103


def put(content: bytes, path: str, folder: Path, before: Path | None) -> None:
    """Writes a file, or takes that of the site `before` if it has the same `content`: it keeps its
    time, and whoever copies the site onwards sees what has changed."""
    if before and _content(_at(before, path)) == content and _linked(path, folder, before):
        return
    with open(_at(folder, path), "wb") as file:  # noqa: PTH123
        file.write(content)


def keep(paths: Iterable[str], folder: Path, before: Path) -> None:
    """As `put`, for files that stand in `folder` already."""
    for path in paths:
        content = (folder / path).read_bytes()
        if content == _content(_at(before, path)) and not _linked(path, folder, before):
            (folder / path).write_bytes(content)


def _at(folder: Path, path: str) -> str:
    """Joined without `pathlib`, which takes longer than the file system does."""
    return f"{folder}/{path}"


def _content(file: str) -> bytes | None:
    try:
        with open(file, "rb") as stream:  # noqa: PTH123
            return stream.read()
    except OSError:
        return None


def _linked(path: str, folder: Path, before: Path) -> bool:
    """Whether the file of the site `before` could be made that of `folder` too."""
    old, new = _at(before, path), _at(folder, path)
    try:
        try:
            os.link(old, new)
        except FileExistsError:  # of the shell
            os.unlink(new)  # noqa: PTH108
            os.link(old, new)
    except OSError:  # a file system without links
        return False
    return True


def _seal(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_SEAL).digest()
