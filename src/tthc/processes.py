"""Work in several processes that share what this one holds."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")


class BrokenProcessError(Exception):
    """A process ended before its work was done; what was wrong is on its error output."""


def can_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods()


def in_processes(tasks: Sequence[Callable[[], T]], processes: int) -> list[T]:
    """What each of `tasks` gives, in their order, each worked out in a process of its own. With
    one of `processes`, or where the system cannot fork, one after the other in this one. Raises
    `BrokenProcessError`, and the `OSError` of a task, such as a full disk."""
    if min(len(tasks), processes) == 1 or not can_fork():
        return [task() for task in tasks]
    gc.freeze()  # the collector would touch, and so copy, what the processes share
    context = multiprocessing.get_context("fork")
    ends, workers = [], []
    for task in tasks:
        receiving, sending = context.Pipe(duplex=False)
        ends.append(receiving)
        worker = context.Process(target=_work, args=(task, sending, ends))
        worker.start()
        sending.close()
        workers.append(worker)
    try:
        return [_given(end.recv()) for end in ends]
    except EOFError:
        raise BrokenProcessError from None
    finally:
        for end in ends:  # nobody waits for the others, should one have failed
            end.close()
        for worker in workers:
            worker.join()
        gc.unfreeze()


def _given(result: T | OSError) -> T:
    if isinstance(result, OSError):
        raise result
    return result


def _work(task: Callable[[], T], end: Connection, others: Sequence[Connection]) -> None:
    for other in others:  # of who waits: while one is open, nobody hears that they are gone
        other.close()
    gc.enable()  # what was there before is frozen, so that it looks at little
    try:
        result: T | OSError = task()
    except OSError as error:
        result = error
    except KeyboardInterrupt:  # which whoever waits has heard too
        return
    with contextlib.suppress(BrokenPipeError):
        end.send(result)
    end.close()
