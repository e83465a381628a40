"""Time limits in words: `trong thời hạn 17 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tthc.model.procedure import TimeUnit

_DATES = re.compile(
    r"ngày\s+\d{1,2}\s*(?:[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|tháng\s+\d{1,2}(?:\s*,?\s*năm\s+\d{4})?)"
    r"|tháng\s+\d{1,2}(?:\s*/\s*\d{4}|\s+năm\s+\d{4})?"
    r"|năm\s+\d{4}"
    r"|\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4}",
    re.IGNORECASE,
)
_UNITS = {
    "ngày làm việc": TimeUnit.WORKING_DAY,
    "ngày": TimeUnit.DAY,
    "tháng": TimeUnit.MONTH,
    "giờ": TimeUnit.HOUR,
}
_LIMIT = re.compile(
    r"(?P<before>[\d½¼¾][\d.,]*\s*(?:-|–|—|/|đến|tới|hoặc)\s*|½\s*|[\d]+[.,])?"
    r"(?<![\d.,/])(?P<value>\d{1,4})(?![\d.,]*\d)"
    r"\s*\)?\s*(?:\([^()\d]{1,30}\)\s*)?"
    r"(?P<unit>ngày\s*\(?\s*làm\s+việc\)?|giờ\s+làm\s+việc|ngày|giờ|tháng|tuần|năm|phút)(?!\w)",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(
    r"(?<!\d)(\d{1,4})\s*(?:ngày\s+làm\s+việc|ngày|tháng)\s*"
    r"(?:\(\s*(?:đối với|với|trường hợp|nếu|khi)|đối với\s)",
    re.IGNORECASE,
)
_WORKING_DAYS = re.compile(r"ngày\s*\(?\s*làm\s+việc", re.IGNORECASE)
_WORKING_HOURS = re.compile(r"(?<!trong )(?<!vào )giờ\s*\(?\s*làm\s+việc", re.IGNORECASE)
_LIKE_A_LIMIT = re.compile(
    r"(?:[\d½¼¾]\s*\)?\s*(?:\([^()\d]{1,30}\)\s*)?"
    r"|(?<!\w)(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|mốt|lăm)\s+)"
    r"(?:ngày|giờ|tháng|tuần|năm|phút)(?!\w)",
    re.IGNORECASE,
)
_ANY_UNIT = re.compile(r"(?<!\w)(?:ngày\s+làm\s+việc|giờ\s+làm\s+việc)(?!\w)", re.IGNORECASE)
_OFFICE_HOURS = re.compile(
    r"(?<!\w)(?:(?:các|những|mọi)\s+ngày\s+làm\s+việc|ngày\s+làm\s+việc\s+(?:từ\s+thứ|trong\s+tuần)"
    r"|(?:trong|vào)\s+giờ\s+làm\s+việc)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, order=True)
class Limit:
    value: int
    unit: TimeUnit

    def __str__(self) -> str:
        return f"{self.value} {next(word for word, unit in _UNITS.items() if unit is self.unit)}"


@dataclass(frozen=True, slots=True)
class Spoken:
    """The limits that words name."""

    limits: tuple[Limit, ...]
    """Once each, in the order of the words."""
    is_clear: bool
    """Whether there is nothing else like a limit: a range, a fraction, working hours, weeks, or
    `ngày làm việc` with its number in letters."""

    @property
    def only(self) -> Limit | None:
        """The one limit that the words name, if they name one and nothing else like it."""
        return self.limits[0] if self.is_clear and len(self.limits) == 1 else None


def spoken(words: str) -> Spoken:
    """The limits in `words`; dates are none."""
    plain = _OFFICE_HOURS.sub(" ", _DATES.sub(" ", words))
    found: dict[Limit, None] = {}
    matches = list(_LIMIT.finditer(plain))
    is_clear = len(_LIKE_A_LIMIT.findall(plain)) <= len(matches)
    for match in matches:
        unit = re.sub(r"[\s()]+", " ", match["unit"].lower()).strip()
        if match["before"] or unit not in _UNITS or int(match["value"]) == 0:
            is_clear = False
        else:
            found[Limit(int(match["value"]), _UNITS[unit])] = None
    named = len(_ANY_UNIT.findall(plain))
    counted = sum(bool(_ANY_UNIT.search(match["unit"])) for match in matches)
    return Spoken(tuple(found), is_clear and named <= counted)


def conditional(words: str) -> set[int]:
    """The numbers of limits that hold for one case only: `35 ngày (đối với dự án nhóm A)`."""
    return {int(match[1]) for match in _CONDITIONAL.finditer(words)}


def says_working_hours(words: str) -> bool:
    return bool(_WORKING_HOURS.search(words))


def says_working_days(words: str) -> bool:
    return bool(_WORKING_DAYS.search(words))
