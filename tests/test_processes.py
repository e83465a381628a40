"""Work in several processes."""

from __future__ import annotations

import errno

import pytest

from tthc.processes import BrokenProcessError, can_fork, in_processes


def fills_the_disk() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def breaks() -> None:
    raise SystemExit(3)


@pytest.mark.parametrize("processes", [1, 2])
def test_what_the_system_refuses_is_known_to_who_asked(processes: int) -> None:
    with pytest.raises(OSError, match="No space left") as caught:
        in_processes([lambda: None, fills_the_disk], processes)
    assert caught.value.errno == errno.ENOSPC


def is_stopped() -> None:
    raise KeyboardInterrupt


@pytest.mark.skipif(not can_fork(), reason="all is done in one process")
def test_a_process_that_ends_early_is_told() -> None:
    with pytest.raises(BrokenProcessError):
        in_processes([lambda: None, breaks], 2)


@pytest.mark.skipif(not can_fork(), reason="all is done in one process")
def test_a_process_that_is_stopped_by_hand_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BrokenProcessError):
        in_processes([lambda: None, is_stopped], 2)
    assert capfd.readouterr().err == ""


def test_one_that_fails_leaves_nobody_waiting() -> None:
    """The other has more to say than fits into a pipe."""
    with pytest.raises(OSError, match="No space left"):
        in_processes([fills_the_disk, lambda: b"x" * 10_000_000], 2)
