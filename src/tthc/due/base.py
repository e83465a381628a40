"""One thing that staff have to do by a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import PurePath

from tthc import addresses
from tthc.model.procedure import Procedure

HORIZON = timedelta(days=180)
"""How far ahead to look when nobody says."""
REVIEW = "Đối chiếu với quyết định công bố mới nhất rồi ghi verified_by và verified_on."


class Kind(StrEnum):
    PUBLICATION = "publication"
    REVIEW = "review"
    LAW_ENDS = "law_ends"
    LAW_BEGINS = "law_begins"
    EFFECT = "effect"
    DEADLINE = "deadline"
    NATIONAL = "national"

    @property
    def label(self) -> str:
        return {
            Kind.PUBLICATION: "công khai quyết định",
            Kind.REVIEW: "rà soát",
            Kind.LAW_ENDS: "văn bản hết hiệu lực",
            Kind.LAW_BEGINS: "văn bản bắt đầu có hiệu lực",
            Kind.EFFECT: "thay đổi có hiệu lực",
            Kind.DEADLINE: "hạn của người thực hiện",
            Kind.NATIONAL: "bản ghi quốc gia đã đổi",
        }[self]


@dataclass(frozen=True, slots=True)
class Due:
    """One thing for one unit."""

    kind: Kind
    day: date
    """The last day, or the one on which it happens; of a national record the day on which it was
    compared, since nothing sets a last day for it."""
    days_left: int
    """From today to `day`, negative when it is past: working days for a publication, otherwise
    calendar days."""
    identity: str
    """Stable, and different for each thing of one kind and one owner."""
    owner: str
    """Id of an agency; empty where nobody in particular is in charge."""
    subject: str
    text: str
    """In sentences that stay true: with days, without "in three days"."""
    file: PurePath
    """Where to mend or note it."""
    address: str
    """Of the page that it is about, below the root of its language."""
    procedures: tuple[str, ...] = ()
    """Codes."""
    is_overdue: bool = False
    is_certain: bool = True
    """Whether the calendars of all years that are counted over are known. Where one is not, every
    weekday of it counts as a working day; a `day` that was found so makes nothing overdue."""

    @property
    def remaining(self) -> str:
        """How long there is still, in words that go stale; empty where there is no last day."""
        if self.kind is Kind.NATIONAL:
            return ""
        unit = "ngày làm việc" if self.kind is Kind.PUBLICATION else "ngày"
        about = "" if self.is_certain else "khoảng "
        if self.is_overdue:
            return f"quá {about}{-self.days_left} {unit}" if self.days_left else "vừa quá hạn"
        if self.days_left < 0:
            return "chưa rõ có quá hạn không"
        return f"còn {about}{self.days_left} {unit}" if self.days_left else "hôm nay"


def merged(found: Iterable[Due]) -> list[Due]:
    """`found` with the reviews of one owner that fall on one day as one thing."""
    kept: dict[tuple[str, str, str], Due] = {}
    for each in found:
        name = each.day.isoformat() if each.kind is Kind.REVIEW else each.identity
        key = (each.kind, each.owner, name)
        if key in kept:
            codes = kept[key].procedures + each.procedures
            kept[key] = replace(
                kept[key],
                subject=f"{len(codes)} thủ tục",
                text=REVIEW,
                address=addresses.DUE,
                procedures=codes,
            )
        else:
            kept[key] = replace(each, identity=name)
    return list(kept.values())


def dated(found: Iterable[Due]) -> list[Due]:
    """Those that belong in a calendar: something sets their day."""
    return [each for each in found if each.kind is not Kind.NATIONAL]


def by_owner(procedures: Iterable[Procedure]) -> dict[str, list[Procedure]]:
    """Owner → those that it keeps true."""
    owners: dict[str, list[Procedure]] = defaultdict(list)
    for procedure in procedures:
        owners[procedure.review.owner].append(procedure)
    return dict(sorted(owners.items()))


def codes(procedures: Iterable[Procedure]) -> tuple[str, ...]:
    return tuple(sorted(each.code for each in procedures))
