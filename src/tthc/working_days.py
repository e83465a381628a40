"""Counting working days by the calendars of the years."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tthc.model.calendar import CalendarYear

SATURDAY = 5


class WorkingDays:
    """Monday to Friday, less the days off and with the make-up days of the known years."""

    def __init__(self, calendars: Iterable[CalendarYear]) -> None:
        years = list(calendars)
        self.years = frozenset(calendar.year for calendar in years)
        self._off = {day.on for calendar in years for day in calendar.days_off}
        self._on = {day.on for calendar in years for day in calendar.make_up_days}

    def is_working_day(self, day: date) -> bool:
        return day in self._on or (day.weekday() < SATURDAY and day not in self._off)

    def after(self, start: date, count: int) -> date:
        """The `count`-th working day after `start`; the day itself is not counted
        (Bộ luật Dân sự 2015, điều 147)."""
        day = start
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_working_day(day)
        return day
