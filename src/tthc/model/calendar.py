"""Days off of one year, as the Prime Minister's decision of that year sets them."""

from __future__ import annotations

from tthc.model.base import Count, Date, Record, Text
from tthc.model.source import Source


class DayOff(Record):
    """A working weekday on which offices are closed."""

    on: Date
    name: Text


class MakeUpDay(Record):
    """A weekend day on which offices work in place of a weekday."""

    on: Date
    instead_of: Date


class CalendarYear(Record):
    """`procedures/calendar/<year>.yml`."""

    year: Count
    days_off: tuple[DayOff, ...]
    make_up_days: tuple[MakeUpDay, ...] = ()
    decision: Text | None = None
    """Number of the decision. Absent means that no source gave it."""
    source: Source
