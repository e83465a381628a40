"""Writing the files of the site, in several processes, and keeping those that are there already."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import NamedTuple

from tthc.press.tree import Tree
from tthc.processes import in_processes
from tthc.store import Store

ENOUGH = 50
"""Files that are worth another process."""
_BLOCK = 60
"""Files that go to one process together: those of one procedure stand side by side, and memory
that only one process looks into is not copied."""
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

    def is_of(self, content: bytes) -> bool:
        return _seal(content) == self.seal


def known(items: Iterable[Item], store: Store | None) -> dict[str, Written]:
    """By path, what earlier builds have made from the same inputs."""
    found = ((item.path, store.get(item.inputs) if store else None) for item in items)
    return {path: Written(kept[:_SEAL], kept[_SEAL:]) for path, kept in found if kept}


def write(
    items: Sequence[Item], tree: Tree, store: Store | None = None, processes: int = 1
) -> dict[str, Written]:
    """Makes `items` and writes them into `tree`; by path. Raises `BrokenProcessError`."""
    shares = [partial(_share, share, tree) for share in shared(items, processes)]
    found: dict[str, Written] = {}
    for share in in_processes(shares, processes):
        found |= share
    for item in items if store else ():
        assert store
        store.put(item.inputs, found[item.path].seal + found[item.path].terms)
    return found


def shared(items: Sequence[Item], processes: int) -> list[Sequence[Item]]:
    """`items` in as many parts as `processes`, of about the same work."""
    if len(items) < ENOUGH:
        return [items]
    size = min(_BLOCK, -(-len(items) // processes))
    blocks = [items[place : place + size] for place in range(0, len(items), size)]
    return [[*chain.from_iterable(blocks[number::processes])] for number in range(processes)]


def _share(items: Iterable[Item], tree: Tree) -> dict[str, Written]:
    return {item.path: _write(item, tree) for item in items}


def _write(item: Item, tree: Tree) -> Written:
    text, terms = item.make()
    content = text.encode("utf-8")
    tree.put(content, item.path)
    return Written(_seal(content), terms)


def take(items: Iterable[Item], known: Mapping[str, Written], tree: Tree) -> None:
    """Takes the files of `items` from the site before, where they still are as they are `known`.
    The others are made again."""
    for item in items:
        if not tree.take(item.path, known[item.path].is_of):
            _write(item, tree)


def put(texts: Mapping[str, str], tree: Tree) -> None:
    """Writes `texts`, by path, where `tree` has room for them."""
    for path, text in texts.items():
        tree.put(text.encode("utf-8"), path)


def _seal(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_SEAL).digest()
