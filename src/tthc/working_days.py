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

    def covers(self, first: date, last: date) -> bool:
        """Whether the calendars of all years from `first` to `last` are known. Where one is not,
        its holidays count as working days."""
        return all(year in self.years for year in range(first.year, last.year + 1))

    def between(self, start: date, end: date) -> int:
        """How many working days come after `start`, up to and with `end`; zero when `end` is not
        later."""
        days = (start + timedelta(days=offset + 1) for offset in range((end - start).days))
        return sum(self.is_working_day(day) for day in days)

    def after(self, start: date, count: int) -> date:
        """The `count`-th working day after `start`; the day itself is not counted
        (Bộ luật Dân sự 2015, điều 147)."""
        day = start
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_working_day(day)
        return day
