"""Work in several processes."""

from __future__ import annotations

import errno
import gc
import os

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


@pytest.mark.skipif(not can_fork(), reason="all is done in one process")
def test_this_process_does_its_part() -> None:
    found = in_processes([os.getpid] * 3, 2)
    assert found[0] == os.getpid()
    assert len(set(found)) == 3


@pytest.mark.parametrize("is_enabled", [True, False])
def test_the_collector_is_left_as_it_was(is_enabled: bool) -> None:
    was_enabled = gc.isenabled()
    try:
        (gc.enable if is_enabled else gc.disable)()
        in_processes([list, list], 2)
        assert gc.isenabled() == is_enabled
        assert gc.get_freeze_count() == 0
    finally:
        (gc.enable if was_enabled else gc.disable)()


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
