"""What has been sent to whom: on disk, so that nobody gets a digest twice, whatever happens.

A delivery becomes `sending` before a byte of the letter leaves, and that is on disk. If the command
dies then, nobody can know whether the server took the letter: it is `uncertain` for ever, until a
person decides.
"""

from __future__ import annotations

import hashlib
import hmac
import random
import secrets
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from tthc.mail.selection import Period

_VERSION = 1
_SCHEMA = """
BEGIN IMMEDIATE;
CREATE TABLE secret (key BLOB NOT NULL) STRICT;
CREATE TABLE delivery (
  number INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  subscriber TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'uncertain')),
  attempts INTEGER NOT NULL DEFAULT 0,
  not_before TEXT NOT NULL DEFAULT '',
  words TEXT NOT NULL DEFAULT '',
  changed_at TEXT NOT NULL,
  UNIQUE (digest, subscriber)
) STRICT;
INSERT INTO secret VALUES (x'{key}');
PRAGMA user_version = {version};
COMMIT;
"""


class State(StrEnum):
    """What is known of a delivery."""

    PENDING = "pending"
    """The letter has not left; it is tried again."""
    SENDING = "sending"
    """The letter is leaving, in this very moment."""
    SENT = "sent"
    """The server has taken it."""
    FAILED = "failed"
    """The server refuses it for good; the letter was not taken."""
    UNCERTAIN = "uncertain"
    """Nobody knows whether the server took it. Never sent again unless a person says so."""


class JournalError(Exception):
    """The journal cannot be used; the message is for the person who runs the command."""


@dataclass(frozen=True, slots=True)
class DigestId:
    """What makes two runs send the same digest, whatever has been edited between them."""

    period: Period
    topic: str

    def __str__(self) -> str:
        return f"{self.period}/{self.topic}"

    @classmethod
    def of(cls, text: str) -> DigestId:
        since, until, topic = text.split("/", 2)
        return cls(Period(date.fromisoformat(since), date.fromisoformat(until)), topic)

    def overlaps(self, other: DigestId) -> bool:
        """Whether some news would be in both, though they are not the same."""
        return (
            self != other
            and self.topic == other.topic
            and self.period.since <= other.period.until
            and other.period.since <= self.period.until
        )


@dataclass(frozen=True, slots=True)
class Delivery:
    number: int
    """By which people name it."""
    digest: str
    subscriber: str
    state: State
    attempts: int = 0
    not_before: datetime | None = None
    """When it may be tried again."""
    words: str = ""
    """What the server said last, sanitised."""
    changed_at: str = ""


class Journal:
    """An open journal; while it is open no other command can open it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection
        self._key: bytes = connection.execute("SELECT key FROM secret").fetchone()[0]

    def subscriber(self, identity: str) -> str:
        """The name of a subscriber in this journal: keyed, so that it tells nothing to who does
        not have the journal, in which the key is."""
        return hmac.new(self._key, identity.encode(), hashlib.sha256).hexdigest()

    def deliveries(self, *states: State, digest: str | None = None) -> list[Delivery]:
        """Those in any of `states`, by number."""
        found = self._sql.execute("SELECT * FROM delivery ORDER BY number").fetchall()
        return [
            each
            for each in map(_delivery, found)
            if each.state in states and digest in (None, each.digest)
        ]

    def delivery(self, digest: DigestId, subscriber: str) -> Delivery | None:
        row = self._sql.execute(
            "SELECT * FROM delivery WHERE digest = ? AND subscriber = ?", (str(digest), subscriber)
        ).fetchone()
        return _delivery(row) if row else None

    def digests(self) -> list[DigestId]:
        rows = self._sql.execute("SELECT DISTINCT digest FROM delivery ORDER BY digest")
        return [DigestId.of(row[0]) for row in rows]

    def start(self, digest: DigestId, subscriber: str, at: datetime) -> None:
        """Writes down that the letter is about to leave. Only after this may it.

        Raises `JournalError` when the letter may not leave: it has, or nobody knows.
        """
        changed = self._sql.execute(
            "INSERT INTO delivery (digest, subscriber, state, attempts, changed_at)"
            " VALUES (?, ?, 'sending', 1, ?) ON CONFLICT (digest, subscriber)"
            " DO UPDATE SET state = 'sending', attempts = attempts + 1, not_before = '',"
            " changed_at = excluded.changed_at WHERE state = 'pending'",
            (str(digest), subscriber, _text(at)),
        )
        if changed.rowcount != 1:
            raise JournalError("Thư này đã gửi hoặc chưa rõ đã gửi chưa: không gửi nữa.")

    def finish(
        self, digest: DigestId, subscriber: str, state: State, words: str, at: datetime
    ) -> None:
        """Writes down what became of the letter that was leaving."""
        self._sql.execute(
            "UPDATE delivery SET state = ?, words = ?, changed_at = ?"
            " WHERE digest = ? AND subscriber = ? AND state = 'sending'",
            (state, words, _text(at), str(digest), subscriber),
        )

    def postpone(
        self, digest: DigestId, subscriber: str, words: str, at: datetime, until: datetime
    ) -> None:
        """The letter did not leave, or the server gave it back; it is tried again after `until`."""
        self._refuse(digest, subscriber, State.PENDING, words, at=at, not_before=_text(until))

    def fail(self, digest: DigestId, subscriber: str, words: str, at: datetime) -> None:
        """The letter did not leave and will not."""
        self._refuse(digest, subscriber, State.FAILED, words, at=at)

    def _refuse(
        self,
        digest: DigestId,
        subscriber: str,
        state: State,
        words: str,
        *,
        at: datetime,
        not_before: str = "",
    ) -> None:
        self._sql.execute(
            "INSERT INTO delivery"
            " (digest, subscriber, state, attempts, not_before, words, changed_at)"
            " VALUES (?, ?, ?, 1, ?, ?, ?) ON CONFLICT (digest, subscriber)"
            " DO UPDATE SET attempts = attempts + (state = 'pending'), state = excluded.state,"
            " not_before = excluded.not_before, words = excluded.words,"
            " changed_at = excluded.changed_at WHERE state IN ('pending', 'sending')",
            (str(digest), subscriber, state, not_before, words, _text(at)),
        )

    def resolve(self, number: int, state: State, words: str, at: datetime) -> bool:
        """What a person decided about a delivery that is uncertain or failed; `PENDING` sends it
        again. False when there is no such delivery."""
        changed = self._sql.execute(
            "UPDATE delivery SET state = ?, words = ?, attempts = 0, not_before = '',"
            " changed_at = ? WHERE number = ? AND state IN ('uncertain', 'failed')",
            (state, words, _text(at), number),
        )
        return changed.rowcount == 1


PATIENCE = 2
"""Seconds to wait for a journal that another command has open, lest two that start at the same
moment refuse each other."""


@contextmanager
def opened(path: Path, at: datetime) -> Iterator[Journal]:
    """The journal at `path`, made when it is not there. What a command that died left in
    `sending` is uncertain from now on.

    Raises `JournalError`, also while another command has it open.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        raise JournalError(_explained(path, error)) from error
    try:
        with closing(_locked(path)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            _prepare(connection)
            connection.execute(
                "UPDATE delivery SET state = 'uncertain', words = ?, changed_at = ?"
                " WHERE state = 'sending'",
                ("lệnh dừng giữa lúc gửi", _text(at)),
            )
            yield Journal(connection)
    except sqlite3.Error as error:
        raise JournalError(_explained(path, error)) from error


def _locked(path: Path) -> sqlite3.Connection:
    """A connection that nobody else has until it is closed.

    Two that open at once may each hold a shared lock that the other one waits for, and SQLite does
    not give a lock back in this mode. So who does not get it lets go of all, and tries again at a
    moment of its own.
    """
    until = time.monotonic() + PATIENCE
    while True:
        connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.executescript("BEGIN EXCLUSIVE; COMMIT")
        except sqlite3.Error as error:
            connection.close()
            if not _is_taken(error) or time.monotonic() > until:
                raise
            time.sleep(random.uniform(0.01, 0.2))
        else:
            return connection


@contextmanager
def copied(path: Path, at: datetime) -> Iterator[Journal]:
    """As `opened`, but a copy that is thrown away: nothing is written beside `path`."""
    with tempfile.TemporaryDirectory() as folder:
        for suffix in ("", "-wal"):
            part = path.with_name(path.name + suffix)
            if part.is_file():
                shutil.copy(part, Path(folder, f"journal{suffix}"))
        with opened(Path(folder, "journal"), at) as journal:
            yield journal


def _prepare(connection: sqlite3.Connection) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == 0:
        connection.executescript(_SCHEMA.format(key=secrets.token_hex(32), version=_VERSION))
    elif version != _VERSION:
        raise JournalError("Sổ gửi thư này do phiên bản khác của lệnh ghi: hãy dùng đúng lệnh đó.")


def _explained(path: Path, error: Exception) -> str:
    if _is_taken(error):
        return f"Một lệnh gửi thư khác đang chạy với {path}. Chờ lệnh đó xong rồi chạy lại."
    return (
        f"Không đọc hoặc ghi được sổ gửi thư {path} ({error}). "
        "Kiểm tra đường dẫn, quyền ghi và chỗ trống trên đĩa; đừng xóa sổ."
    )


def _is_taken(error: Exception) -> bool:
    return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)


def _delivery(row: tuple[int, str, str, str, int, str, str, str]) -> Delivery:
    number, digest, subscriber, state, attempts, not_before, words, changed_at = row
    again = datetime.fromisoformat(not_before) if not_before else None
    return Delivery(number, digest, subscriber, State(state), attempts, again, words, changed_at)


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
