"""What a visit weighs and how soon it is seen, from what the browser reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

GAP, WINDOW = 1000, 5000
"""Shifts less than a second apart, within five seconds, count together (web.dev/articles/cls)."""
LONG = 50
"""What a task takes over this many milliseconds keeps a reader waiting (web.dev/articles/tbt)."""


@dataclass(frozen=True, slots=True)
class Shift:
    """One shift of the layout that no input has caused; `at` in milliseconds."""

    at: float
    value: float


@dataclass(frozen=True, slots=True)
class Task:
    """One long task of the main thread, in milliseconds."""

    at: float
    duration: float


@dataclass(frozen=True, slots=True)
class Visit:
    """Bytes as received, headers and icon included; times in milliseconds from the start."""

    size: int
    requests: int
    fcp: float
    lcp: float
    cls: float
    tbt: float


def cls(shifts: Iterable[Shift]) -> float:
    """The sum of the worst window of shifts."""
    worst = total = 0.0
    first = last = float("-inf")
    for shift in sorted(shifts, key=lambda each: each.at):
        if shift.at - last >= GAP or shift.at - first >= WINDOW:
            first, total = shift.at, 0.0
        last = shift.at
        total += shift.value
        worst = max(worst, total)
    return worst


def tbt(tasks: Iterable[Task], fcp: float) -> float:
    """The time after the first paint for which tasks were longer than `LONG`."""
    total = 0.0
    for task in tasks:
        end = task.at + task.duration
        total += max(0.0, end - max(task.at, fcp) - LONG)
    return total


def middle(visits: Sequence[Visit]) -> Visit:
    """The median of each figure by itself. There is at least one visit."""
    return Visit(
        size=round(median(each.size for each in visits)),
        requests=round(median(each.requests for each in visits)),
        fcp=median(each.fcp for each in visits),
        lcp=median(each.lcp for each in visits),
        cls=median(each.cls for each in visits),
        tbt=median(each.tbt for each in visits),
    )
