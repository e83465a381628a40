"""The journal: nobody gets a digest twice, whatever happens."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest

from tests.mail.conftest import WEEK
from tthc import clock
from tthc.mail import journal
from tthc.mail.journal import DigestId, JournalError, State
from tthc.mail.selection import Period

AT = datetime(2026, 7, 15, 8, 0, tzinfo=clock.VIET_NAM)
DIGEST = DigestId(WEEK, "all")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "so/gui-thu.sqlite"


def state(path: Path, subscriber: str = "an") -> State | None:
    with journal.opened(path, AT) as book:
        found = book.delivery(DIGEST, subscriber)
        return found.state if found else None


def test_what_was_leaving_when_the_command_died_is_uncertain_for_ever(path: Path) -> None:
    with journal.opened(path, AT) as book:
        book.start(DIGEST, "an", AT)
    for _ in range(2):
        with journal.opened(path, AT) as book:
            with pytest.raises(JournalError, match="không gửi nữa"):
                book.start(DIGEST, "an", AT)
            book.finish(DIGEST, "an", State.SENT, "", AT)  # an answer that comes too late
            book.postpone(DIGEST, "an", "", AT, AT)
            book.fail(DIGEST, "an", "", AT)
        assert state(path) is State.UNCERTAIN


@pytest.mark.parametrize("end", [State.SENT, State.UNCERTAIN])
def test_what_has_left_does_not_leave_again(path: Path, end: State) -> None:
    with journal.opened(path, AT) as book:
        book.start(DIGEST, "an", AT)
        book.finish(DIGEST, "an", end, "250 ok", AT)
        with pytest.raises(JournalError):
            book.start(DIGEST, "an", AT)
    assert state(path) is end


def test_leaving_is_on_disk_before_the_command_goes_on(path: Path) -> None:
    with journal.opened(path, AT) as book:
        book.start(DIGEST, "an", AT)
        with journal.copied(path, AT) as copy:  # what a power cut now would leave
            found = copy.delivery(DIGEST, "an")
            assert found and found.state is State.UNCERTAIN


def test_it_is_flushed_at_each_commit(path: Path) -> None:
    with journal.opened(path, AT) as book:
        full = 2
        assert book._sql.execute("PRAGMA synchronous").fetchone() == (full,)
        assert book._sql.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_attempts_are_counted_until_a_person_starts_anew(path: Path) -> None:
    with journal.opened(path, AT) as book:
        book.postpone(DIGEST, "an", "450 đợi", AT, AT + timedelta(minutes=5))
        book.start(DIGEST, "an", AT)
        book.postpone(DIGEST, "an", "451 đợi", AT, AT + timedelta(minutes=20))
        found = book.delivery(DIGEST, "an")
        assert found and (found.attempts, found.words) == (2, "451 đợi")
        assert found.not_before == AT + timedelta(minutes=20)
        book.fail(DIGEST, "an", "550 không có", AT)
        assert book.resolve(found.number, State.PENDING, "", AT)
        again = book.delivery(DIGEST, "an")
        assert again and (again.state, again.attempts, again.not_before) == (
            State.PENDING, 0, None,
        )  # fmt: skip


def test_a_person_decides_only_what_is_open(path: Path) -> None:
    with journal.opened(path, AT) as book:
        book.start(DIGEST, "an", AT)
        book.finish(DIGEST, "an", State.SENT, "", AT)
        assert not book.resolve(1, State.PENDING, "", AT)
        assert not book.resolve(99, State.SENT, "", AT)
    assert state(path) is State.SENT


def test_two_commands_cannot_have_it_at_once(path: Path) -> None:
    with (
        journal.opened(path, AT),
        pytest.raises(JournalError, match="khác đang chạy"),
        journal.opened(path, AT),
    ):
        pass
    assert state(path) is None


def test_it_holds_no_address_and_its_names_tell_nothing_elsewhere(
    path: Path, tmp_path: Path
) -> None:
    with journal.opened(path, AT) as book:
        name = book.subscriber("nguyen.an@example.com")
        assert name == book.subscriber("nguyen.an@example.com")
        book.start(DIGEST, name, AT)
    with journal.opened(tmp_path / "other", AT) as other:
        assert other.subscriber("nguyen.an@example.com") != name
    assert b"nguyen" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0


def test_a_file_that_is_no_journal_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "thu.txt"
    file.write_text("Không phải sổ. " * 50, encoding="utf-8")
    before = file.read_bytes()
    with pytest.raises(JournalError, match="đừng xóa sổ"), journal.opened(file, AT):
        pass
    assert file.read_bytes() == before


def test_a_journal_of_another_version_is_refused(path: Path) -> None:
    assert state(path) is None
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 9")
    connection.close()
    with pytest.raises(JournalError, match="phiên bản khác"), journal.opened(path, AT):
        pass


@pytest.mark.parametrize(
    ("since", "until", "topic", "expected"),
    [
        ("2026-07-09", "2026-07-15", "all", False),
        ("2026-07-15", "2026-07-15", "all", True),
        ("2026-07-10", "2026-07-16", "all", True),
        ("2026-07-16", "2026-07-22", "all", False),
        ("2026-07-10", "2026-07-16", "outage", False),
    ],
)
def test_digests_that_share_days_overlap(
    since: str, until: str, topic: str, expected: bool
) -> None:
    other = DigestId(Period(date.fromisoformat(since), date.fromisoformat(until)), topic)
    assert DigestId.of(str(other)) == other
    assert DIGEST.overlaps(other) is expected
    assert other.overlaps(DIGEST) is expected


def test_who_opens_it_at_the_same_moment_has_it_in_turn(path: Path) -> None:
    """Each of two may hold a lock that the other one waits for: neither has to give up."""
    at_once = 4
    with ThreadPoolExecutor(at_once) as people:
        for _ in range(5):
            start = Barrier(at_once)

            def opens(start: Barrier = start) -> None:
                start.wait()
                with journal.opened(path, AT):
                    pass

            for one in [people.submit(opens) for _ in range(at_once)]:
                one.result()
