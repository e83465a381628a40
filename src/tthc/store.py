"""What was worked out in earlier runs, kept in one file by what it was worked out from.

A cache only: whatever is wrong with its file or folder, it then holds nothing, is replaced where
that can be done, and neither stops a run nor changes what comes of it.

Every value bears a digest of itself and of its key. That guards against accidents, not against
attackers: who may write the file can seal what they like, and values may be pickles, which are
code. So the folder must be as trusted as the program beside it.
"""

from __future__ import annotations

import contextlib
import sqlite3
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import Self

_APPLICATION = 0x74746863
_LAYOUT = 1
_VERSION_SIZE, _KEY_SIZE, _SEAL_SIZE = 8, 24, 16
_WAIT = 5.0
"""Seconds for which another process that writes is waited for."""
_NO_DAMAGE = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
)
"""Errors after which the file is as good as before."""
_DECIDING = ("pydantic", "pydantic-core", "pyyaml", "jinja2", "markupsafe", "nh3", "markdown")


class Store:
    """Bytes by key. Not to be used in a process forked after it was opened."""

    def __init__(self, file: Path, version: bytes, *, keep_unused: bool) -> None:
        self._file = file
        self._version = _digest(version, _VERSION_SIZE)
        self._keep_unused = keep_unused
        self._asked: set[bytes] = set()
        self._new = _New()
        self._is_damaged = False
        self._kept = self._reading()

    @classmethod
    def open(cls, file: Path, version: bytes, *, keep_unused: bool = False) -> Self:
        """What `file` holds for `version`; on leaving, what was put is added in one transaction.

        What was not asked for in between is dropped then, unless `keep_unused`: for runs that look
        at a part only. What belongs to other versions is dropped in any case.
        """
        return cls(file, version, keep_unused=keep_unused)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """A run that was broken off drops nothing: nobody knows what it would have asked for."""
        self.close(keep_unused=self._keep_unused or kind is not None)

    def get(self, key: bytes) -> bytes | None:
        """What was put as `key`, in this run or an earlier one."""
        name = self._name(key)
        self._asked.add(name)
        sealed = self._new.get(name) or self._found(name)
        if not isinstance(sealed, bytes) or sealed[:_SEAL_SIZE] != _seal(name, sealed[_SEAL_SIZE:]):
            return None
        return sealed[_SEAL_SIZE:]

    def put(self, key: bytes, value: bytes) -> None:
        name = self._name(key)
        self._asked.add(name)
        self._new.put(name, _seal(name, value) + value)

    def close(self, *, keep_unused: bool) -> None:
        """Writes what is new. A second try is for a file that was removed or replaced meanwhile,
        or turns out to be damaged."""
        for _ in range(2):
            with contextlib.suppress(OSError):
                if self._written(keep_unused):
                    break
            self._let_go()
        self._let_go()
        self._new.close()

    def _name(self, key: bytes) -> bytes:
        return self._version + _digest(key, _KEY_SIZE)

    def _found(self, name: bytes) -> object:
        if self._kept is None:
            return None
        try:
            row = self._kept.execute("SELECT value FROM kept WHERE key = ?", (name,)).fetchone()
        except sqlite3.Error as error:
            self._note(error)
            self._let_go()
            return None
        return row[0] if row else None

    def _reading(self) -> sqlite3.Connection | None:
        """A connection to the file; None when there is none, or none that can be used."""
        try:
            return _connected(self._file) if self._file.is_file() else None
        except (sqlite3.Error, OSError) as error:
            self._note(error)
            return None

    def _note(self, error: Exception) -> None:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
        if isinstance(error, sqlite3.Error) and code & 0xFF not in _NO_DAMAGE:
            self._is_damaged = True

    def _let_go(self) -> None:
        if self._kept is not None:
            with contextlib.suppress(sqlite3.Error):
                self._kept.close()
        self._kept = None

    def _written(self, keep_unused: bool) -> bool:
        """Whether the file has everything now, or cannot be written at all."""
        if self._is_damaged:
            self._let_go()
            for suffix in ("", "-journal", "-wal", "-shm"):
                self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)
            self._is_damaged = False
        try:
            if self._kept is None:
                if not self._new.size:
                    return True
                self._file.parent.mkdir(parents=True, exist_ok=True)
                self._kept = _connected(self._file)
            gone = self._unused(keep_unused)
            if gone or self._new.size:
                self._write(gone)
        except sqlite3.Error as error:
            self._note(error)
            return False
        return True

    def _unused(self, keep_unused: bool) -> list[tuple[bytes]]:
        assert self._kept
        names = (row[0] for row in self._kept.execute("SELECT key FROM kept"))
        return [
            (name,)
            for name in names
            if name not in self._asked and not (keep_unused and self._is_ours(name))
        ]

    def _is_ours(self, name: object) -> bool:
        return isinstance(name, bytes) and name.startswith(self._version)

    def _write(self, gone: list[tuple[bytes]]) -> None:
        assert self._kept
        self._kept.execute("BEGIN IMMEDIATE")
        self._kept.executemany("DELETE FROM kept WHERE key = ?", gone)
        self._kept.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", self._new.all())
        self._kept.execute("COMMIT")


class _New:
    """What was put in this run: in a file without a name, since it may be more than fits into
    memory and nobody else is to wait for it."""

    def __init__(self) -> None:
        self.size = 0
        self._rows: sqlite3.Connection | None = None

    def put(self, name: bytes, sealed: bytes) -> None:
        try:
            if self._rows is None:
                self._rows = sqlite3.connect("", isolation_level=None, check_same_thread=False)
                self._rows.execute("CREATE TABLE kept (key BLOB PRIMARY KEY, value BLOB)")
                self._rows.execute("BEGIN")
            self._rows.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (name, sealed))
            self.size += 1
        except sqlite3.Error:  # such as a full disk
            self.close()

    def get(self, name: bytes) -> bytes | None:
        if self._rows is None:
            return None
        try:
            found = self._rows.execute("SELECT value FROM kept WHERE key = ?", (name,)).fetchone()
        except sqlite3.Error:
            self.close()
            return None
        return found[0] if found else None

    def all(self) -> Iterator[tuple[bytes, bytes]]:
        if self._rows is not None:
            yield from self._rows.execute("SELECT key, value FROM kept")

    def close(self) -> None:
        self.size = 0
        if self._rows is not None:
            with contextlib.suppress(sqlite3.Error):
                self._rows.close()
        self._rows = None


def _connected(file: Path) -> sqlite3.Connection:
    """Raises `sqlite3.Error` when `file` is not one that `Store` has written, or is in use."""
    found = sqlite3.connect(file, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    try:
        found.execute("PRAGMA synchronous = OFF")  # what is lost with the power is made again
        found.execute("PRAGMA mmap_size = 0")  # a file cut short meanwhile must not kill us
        found.execute("BEGIN")
        (layout,) = found.execute("PRAGMA user_version").fetchone()
        (application,) = found.execute("PRAGMA application_id").fetchone()
        (objects,) = found.execute("SELECT count(*) FROM sqlite_master").fetchone()
        found.execute("COMMIT")
        if not objects and not layout and not application:
            found.execute("BEGIN IMMEDIATE")
            found.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB)")
            found.execute(f"PRAGMA application_id = {_APPLICATION}")
            found.execute(f"PRAGMA user_version = {_LAYOUT}")
            found.execute("COMMIT")
        elif (application, layout) != (_APPLICATION, _LAYOUT):
            raise sqlite3.DatabaseError("another program's file, or one of another layout")
    except BaseException:
        found.close()
        raise
    return found


def _digest(data: bytes, size: int) -> bytes:
    return blake2b(data, digest_size=size).digest()


def _seal(name: bytes, value: bytes) -> bytes:
    return blake2b(value, digest_size=_SEAL_SIZE, key=name).digest()


@cache
def version() -> bytes:
    """A digest of all that decides how data becomes results: this package with its templates and
    texts, Python, and the libraries that read, check and present."""
    folder = Path(__file__).parent
    found = blake2b(sys.version.encode(), digest_size=32)
    for name in _DECIDING:
        found.update(f"\0{name} {_installed(name)}".encode())
    for file in sorted(folder.rglob("*")):
        if "__pycache__" not in file.parts and file.is_file():
            content = file.read_bytes()
            found.update(f"\0{file.relative_to(folder).as_posix()} {len(content)}\0".encode())
            found.update(content)
    return found.digest()


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
