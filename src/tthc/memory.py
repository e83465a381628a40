"""Remembering what was worked out, by a digest of what it was worked out from."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Hashable, Sequence
from functools import partial
from hashlib import blake2b
from typing import Any, Protocol, TypeVar

from tthc.processes import in_processes
from tthc.store import Store

T = TypeVar("T")


class Memory(Protocol):
    """What was worked out before, by a digest of what it was worked out from."""

    def get(self, key: bytes) -> Any:
        """None for what is not known."""

    def put(self, key: bytes, value: Any) -> Any:
        """`value`, as `get` gives it from now on."""


class Pickled:
    """A memory in a file (see `tthc.store` for what that rests on)."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, key: bytes) -> Any:
        content = self._store.get(key)
        if content is None:
            return None
        try:
            return pickle.loads(content)
        except Exception:  # a pickle can fail in any way
            return None

    def put(self, key: bytes, value: Any) -> Any:
        content = pickled(value)
        self.put_pickled(key, content)
        return pickle.loads(content)

    def has(self, key: bytes) -> bool:
        return self._store.get(key) is not None

    def put_pickled(self, key: bytes, content: bytes) -> None:
        """A value as `pickled` gave it, perhaps in another process."""
        self._store.put(key, content)


def pickled(value: Any) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


class Live:
    """A memory of a process that loads one folder again and again. What two loads have not asked
    for is forgotten."""

    def __init__(self) -> None:
        self._now: dict[Hashable, Any] = {}
        self._before: dict[Hashable, Any] = {}

    def get(self, key: Hashable) -> Any:
        found = self._now.get(key)
        if found is None and (found := self._before.get(key)) is not None:
            self._now[key] = found
        return found

    def put(self, key: Hashable, value: Any) -> Any:
        self._now[key] = value
        return value

    def turn(self) -> None:
        """To be called before each load."""
        self._now, self._before = {}, self._now


def digest(*parts: str | bytes) -> bytes:
    found = blake2b(digest_size=32)
    for part in parts:
        content = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        found.update(b"%d\0" % len(content))
        found.update(content)
    return found.digest()


def recalled(memory: Memory | None, parts: tuple[str | bytes, ...], make: Callable[[], T]) -> T:
    """What `make` gives, which follows from `parts` alone."""
    if memory is None:
        return make()
    key = digest(*parts)
    found: tuple[T] | None = memory.get(key)
    if found is None:
        found = memory.put(key, (make(),))
    assert found
    return found[0]


def all_recalled(
    memory: Memory | None, jobs: Sequence[tuple[bytes, Callable[[], T]]], processes: int = 1
) -> list[T]:
    """What each of `jobs` gives, which follows from its key alone and is not None. What is not
    known is worked out in as many `processes`. Raises `BrokenProcessError`."""
    found: dict[bytes, T] = {}
    for key, _ in jobs:
        if memory and (value := memory.get(key)) is not None:
            found[key] = value
    new = [job for job in jobs if job[0] not in found]
    count = max(1, min(processes, len(new)))
    shares = [new[number::count] for number in range(count)]
    made = in_processes([partial(_made, [make for _, make in share]) for share in shares], count)
    for share, values in zip(shares, made, strict=True):
        for (key, _), value in zip(share, values, strict=True):
            found[key] = memory.put(key, value) if memory else value
    return [found[key] for key, _ in jobs]


def _made(makes: Sequence[Callable[[], T]]) -> list[T]:
    return [make() for make in makes]


def alive(memory: Memory | None, key: Hashable, make: Callable[[], T]) -> T:
    """As `recalled`, for what is not worth a place in a file: only `Live` memories keep it, and
    give the very same object again. `key` is empty where nothing is known of the parts."""
    if not key or not isinstance(memory, Live):
        return make()
    found: tuple[T] | None = memory.get(key)
    return (found or memory.put(key, (make(),)))[0]
