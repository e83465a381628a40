from __future__ import annotations

from datetime import date, timedelta

import pytest

from tthc.model.calendar import CalendarYear
from tthc.working_days import WorkingDays

SOURCE = {"origins": [{"name": "Dữ liệu thử", "read_on": "2026-06-01"}]}
CALENDAR = CalendarYear.model_validate(
    {
        "year": "2026",
        "days_off": [{"on": f"2026-02-{day}", "name": "Tết thử"} for day in range(16, 21)],
        "make_up_days": [{"on": "2026-02-28", "instead_of": "2026-02-16"}],
        "source": SOURCE,
    }
)
DAYS = WorkingDays([CALENDAR])


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-02-13", True),  # a Friday
        ("2026-02-14", False),  # a Saturday
        ("2026-02-15", False),  # a Sunday
        ("2026-02-16", False),  # off
        ("2026-02-20", False),  # off
        ("2026-02-28", True),  # a Saturday on which offices work
        ("2027-02-16", True),  # no calendar: a Tuesday like any other
    ],
)
def test_working_days_are_those_of_the_calendar(day: str, expected: bool) -> None:
    assert DAYS.is_working_day(date.fromisoformat(day)) is expected


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        ("2026-03-02", 0, "2026-03-02"),
        ("2026-03-02", 1, "2026-03-03"),
        ("2026-03-02", 5, "2026-03-09"),
        ("2026-03-07", 1, "2026-03-09"),  # handed in on a Saturday
        ("2026-02-13", 1, "2026-02-23"),  # over the holiday
        ("2026-02-27", 1, "2026-02-28"),  # the make-up day counts
        ("2026-12-31", 1, "2027-01-01"),  # no calendar for the next year
    ],
)
def test_the_day_itself_is_not_counted(start: str, count: int, expected: str) -> None:
    assert DAYS.after(date.fromisoformat(start), count) == date.fromisoformat(expected)


def test_adding_days_one_by_one_is_adding_them_at_once() -> None:
    for offset in range(60):
        start = day = date(2026, 1, 30) + timedelta(days=offset)
        for count in range(1, 15):
            day = DAYS.after(day, 1)
            assert DAYS.after(start, count) == day


def test_years_are_those_that_have_a_calendar() -> None:
    assert DAYS.years == {2026}
    assert WorkingDays([]).years == frozenset()
