"""Names, dates, durations, amounts and articles of law in words, Vietnamese and English."""

from __future__ import annotations

import re
from datetime import date
from typing import Protocol

from tthc.law import LawStatus
from tthc.model.law import LegalDocument
from tthc.model.procedure import Cost, TimeUnit
from tthc.terms import Language, label

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class HasDuration(Protocol):
    @property
    def value(self) -> int: ...
    @property
    def unit(self) -> TimeUnit: ...


class HasName(Protocol):
    """An agency, field, event, kind of paper or form."""

    @property
    def name(self) -> str: ...
    @property
    def name_en(self) -> str | None: ...


def name(record: HasName, language: Language = "vi") -> str:
    """What `record` is called; in Vietnamese also where it has no English name."""
    return (language == "en" and record.name_en) or record.name


def short_date(day: date, language: Language = "vi") -> str:
    """`17/07/2026`, in English `17 July 2026`."""
    if language == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day:%d/%m/%Y}"


def duration(limit: HasDuration, language: Language = "vi") -> str:
    """`10 ngày làm việc`, `10 working days`. Calendar days are named, lest they be mistaken."""
    plural = "s" if language == "en" and limit.value != 1 else ""
    return f"{limit.value} {label(limit.unit, language)}{plural}"


def count(number: int, language: Language = "vi") -> str:
    """`5.665`, `5,665`."""
    return f"{number:,}" if language == "en" else f"{number:,}".replace(",", ".")


def money(amount: int, language: Language = "vi") -> str:
    """`1.500.000 đồng`, `VND 1,500,000`."""
    number = count(amount, language)
    return f"VND {number}" if language == "en" else f"{number} đồng"


def cost(cost: Cost, language: Language = "vi") -> str:
    """What one cost comes to. Zero is said, unknown is said."""
    is_english = language == "en"
    if cost.amount == 0:
        return "nothing is charged" if is_english else "không thu"
    unit = f"/{cost.per}" if cost.per else ""
    if cost.amount is not None:
        return money(cost.amount, language) + unit
    if cost.table:
        return "; ".join(f"{row.item}: {money(row.amount, language)}{unit}" for row in cost.table)
    if is_english:
        unknown = f"amount per {cost.per} not known" if cost.per else "amount not known"
    else:
        unknown = f"chưa rõ mức thu mỗi {cost.per}" if cost.per else "chưa rõ mức thu"
    return f"{unknown}. {cost.set_by}"


_ARTICLE_WORDS = {
    "chương": "Chapter",
    "mục": "Section",
    "điều": "Article",
    "khoản": "Clause",
    "điểm": "Point",
    "phụ lục": "Appendix",
    "phần": "Part",
    "mẫu số": "Form No.",
    "mẫu": "Form",
}
_ARTICLE_PART = re.compile(
    rf"({'|'.join(_ARTICLE_WORDS)}) ([0-9]+[a-zđ]?|[a-zđ]|[IVX]+(?:\.[0-9.]+)?)(?![^\s,;])",
    re.IGNORECASE,
)


def article(text: str, language: Language = "vi") -> str:
    """`khoản 1 Điều 39` → `Clause 1, Article 39`; unchanged when any of it has no English."""
    if language == "vi":
        return text
    parts = [
        f"{_ARTICLE_WORDS[match[1].lower()]} {match[2]}" for match in _ARTICLE_PART.finditer(text)
    ]
    rest = re.sub(r"[\s,;]|số", "", _ARTICLE_PART.sub("", text))
    return text if rest or not parts else ", ".join(parts)


_LAW_STATUS = {
    LawStatus.NOT_YET: ("Chưa có hiệu lực", "Not yet in force"),
    LawStatus.IN_FORCE: ("Còn hiệu lực", "In force"),
    LawStatus.PARTLY_EXPIRED: ("Hết hiệu lực một phần", "Partly expired"),
    LawStatus.EXPIRED: ("Hết hiệu lực toàn bộ", "Expired"),
    LawStatus.SUSPENDED: ("Ngưng hiệu lực", "Suspended"),
    LawStatus.PARTLY_SUSPENDED: ("Ngưng hiệu lực một phần", "Partly suspended"),
    LawStatus.UNKNOWN: ("Chưa rõ hiệu lực", "Validity not known"),
}


def law_status(status: LawStatus, language: Language = "vi") -> str:
    """The status of a legal document."""
    return _LAW_STATUS[status][language == "en"]


def article_status(status: LawStatus, language: Language = "vi") -> str:
    """The status of one article."""
    if status is LawStatus.EXPIRED and language == "vi":
        return "Hết hiệu lực"
    return law_status(status, language)


def law_name(document: LegalDocument, language: Language = "vi") -> str:
    """`Nghị định 96/2026/NĐ-CP`."""
    return f"{label(document.type, language)} {document.number}"
