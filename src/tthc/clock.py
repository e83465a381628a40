"""The one clock. Nothing else asks for the date."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, timedelta, timezone

VIET_NAM = timezone(timedelta(hours=7))
VARIABLE = "TTHC_TODAY"


class ClockError(ValueError):
    """What was given is not a day; the message is for the person who gave it."""


def today() -> date:
    """The day in `TTHC_TODAY` (YYYY-MM-DD) when it is set, else today in Việt Nam."""
    given = os.environ.get(VARIABLE, "")
    return day(given) if given else _real()


def day(text: str) -> date:
    """The day that a person wrote as YYYY-MM-DD. Raises `ClockError`."""
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise ClockError(
            f"Ngày «{text}» không đúng. Ghi năm-tháng-ngày, ví dụ 2026-07-01."
        ) from None


def latest() -> date:
    """The last day that can have been written down: today, or the real one when `TTHC_TODAY` asks
    for the site as it was before."""
    return max(today(), _real())


def now() -> datetime:
    """The moment in Việt Nam, whatever `TTHC_TODAY` says: only for when something was done, such
    as the sending of a letter, never for what the site says."""
    return datetime.now(UTC).astimezone(VIET_NAM)


def _real() -> date:
    return now().date()
