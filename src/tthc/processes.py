"""Work in several processes that share what this one holds."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")


class BrokenProcessError(Exception):
    """A process ended before its work was done; what was wrong is on its error output."""


def can_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods()


def in_processes(tasks: Sequence[Callable[[], T]], processes: int) -> list[T]:
    """What each of `tasks` gives, in their order: the first is worked out in this process, each of
    the others in one of its own. With one of `processes`, or where the system cannot fork, all in
    this one, one after the other. Raises `BrokenProcessError`, and what a task raises, of those in
    other processes only an `OSError`, such as a full disk."""
    if min(len(tasks), processes) <= 1 or not can_fork():
        return [task() for task in tasks]
    with _frozen():
        context = multiprocessing.get_context("fork")
        ends, workers = [], []
        try:
            for task in tasks[1:]:
                receiving, sending = context.Pipe(duplex=False)
                ends.append(receiving)
                worker = context.Process(target=_work, args=(task, sending, ends))
                worker.start()
                sending.close()
                workers.append(worker)
            return [tasks[0](), *(_given(end.recv()) for end in ends)]
        except EOFError:
            raise BrokenProcessError from None
        finally:
            for end in ends:  # nobody waits for the others, should one have failed
                end.close()
            for worker in workers:
                worker.join()


@contextlib.contextmanager
def _frozen() -> Iterator[None]:
    """What is there is out of reach of the collector: it would touch, and so copy, what processes
    share. Work leaves cycles behind, so that it has to run meanwhile."""
    was_enabled = gc.isenabled()
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        if not was_enabled:
            gc.disable()


def _given(result: T | OSError) -> T:
    if isinstance(result, OSError):
        raise result
    return result


def _work(task: Callable[[], T], end: Connection, others: Sequence[Connection]) -> None:
    for other in others:  # of who waits: while one is open, nobody hears that they are gone
        other.close()
    try:
        result: T | OSError = task()
    except OSError as error:
        result = error
    except KeyboardInterrupt:  # which whoever waits has heard too
        return
    with contextlib.suppress(BrokenPipeError):
        end.send(result)
    end.close()
