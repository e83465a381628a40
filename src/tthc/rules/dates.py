"""Rules on time limits, dates and calendars."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import MAXYEAR, date, timedelta
from functools import cache

from pydantic import BaseModel

from tthc import terms
from tthc.model.dossier import Waiver
from tthc.model.law import LegalDocument, Relation
from tthc.model.procedure import (
    Cost,
    Decision,
    Duration,
    Procedure,
    ProcessingTime,
    TimeUnit,
)
from tthc.model.registers import Agency
from tthc.model.walk import Place, records
from tthc.problems import Level, shown
from tthc.rules.base import Context, Entry, Finding, Findings, own_rule, rule
from tthc.wording import duration, short_date
from tthc.working_days import WorkingDays

PUBLICATION_DAYS = 5
"""Working days from signing a decision to making it public: a working rule of the board, not yet
held against the article of law."""
REVIEW_GRACE = timedelta(days=90)
"""How long a review may be overdue before it is an error."""
NEXT_CALENDAR_MONTH = 12
"""From this month on, next year's calendar should be there."""

_CALENDAR_DAYS = {
    TimeUnit.HOUR: 1 / 24,
    TimeUnit.DAY: 1.0,
    TimeUnit.WORKING_DAY: 7 / 5,
    TimeUnit.MONTH: 30.0,
}


def calendar_days(value: int, unit: TimeUnit) -> float:
    """About how long it takes, for comparing limits in different units."""
    return value * _CALENDAR_DAYS[unit]


def _limits(procedure: Procedure) -> Iterator[tuple[Place, ProcessingTime]]:
    for place, record in records(procedure, wanted=_is_limit):
        if isinstance(record, ProcessingTime) and record.value and record.unit:
            yield place, record


def _is_limit(model: type[BaseModel]) -> bool:
    return issubclass(model, ProcessingTime)


@own_rule("P04", "Thời hạn cam kết không dài hơn luật định", Procedure)
def promise_keeps_within_the_law(entry: Entry[Procedure]) -> Findings:
    for place, limit in _limits(entry.record):
        promise = limit.promise
        if (
            promise
            and promise.value
            and promise.unit
            and calendar_days(promise.value, promise.unit) > calendar_days(limit.value, limit.unit)
        ):
            yield Finding(
                (*place, "promise"),
                f"thời hạn cam kết «{duration(promise)}» dài hơn thời hạn luật định "
                f"«{duration(limit)}»",
                "Cam kết chỉ được bằng hoặc ngắn hơn luật; sửa promise hoặc value.",
            )


@own_rule("P05", "Thời hạn của từng cơ quan cộng lại bằng thời hạn chung", Procedure)
def shares_add_up(entry: Entry[Procedure]) -> Findings:
    for place, limit in _limits(entry.record):
        if not limit.shares:
            continue
        whole: Duration | ProcessingTime = limit.promise or limit
        parts = [share.duration for share in limit.shares]
        if any(part.value is None or not part.unit for part in (whole, *parts)):
            continue
        if any(part.unit is not whole.unit for part in parts):
            yield Finding(
                (*place, "shares"),
                f"thời hạn chung tính theo «{duration(whole)}» nhưng có phần tính theo đơn vị khác",
                f"Ghi mọi phần theo cùng đơn vị, ví dụ unit: {whole.unit}.",
                rests_on=((*place, "promise"),),
            )
        elif (total := sum(part.value for part in parts)) != whole.value:
            yield Finding(
                (*place, "shares"),
                f"thời hạn của các cơ quan cộng lại là {total}, thời hạn chung là {whole.value}",
                "Sửa lại từng phần để cộng lại đúng bằng thời hạn chung.",
                rests_on=((*place, "promise"),),
            )


@rule("P11", "Công khai đúng hạn", Procedure, Level.WARNING)
def decisions_are_published_in_time(entry: Entry[Procedure], context: Context) -> Findings:
    for index, decision in enumerate(entry.record.decisions):
        signed, published = decision.signed_on, decision.published_on
        if not signed or not published:
            continue
        days = context.catalogue.working_days
        due = publication_due(signed, days)
        if days.covers(signed, due) and published > due:
            yield Finding(
                ("decisions", index, "published_on"),
                f"quyết định {shown(decision.number)} ký ngày {short_date(signed)}, "
                f"phải công khai chậm nhất ngày {short_date(due)} "
                f"nhưng công khai ngày {short_date(published)}",
                "Không sửa được nữa; ghi nhận để rút kinh nghiệm.",
            )
        if decision.effective_from and published > decision.effective_from:
            yield Finding(
                ("decisions", index, "published_on"),
                f"quyết định {shown(decision.number)} công khai ngày {short_date(published)}, sau "
                f"ngày có hiệu lực {short_date(decision.effective_from)}",
                "Kiểm tra lại hai ngày này; đúng thì ghi nhận để rút kinh nghiệm.",
            )


def publication_due(signed: date, days: WorkingDays) -> date:
    """The last day on which a decision signed on `signed` may be made public."""
    return days.after(signed, PUBLICATION_DAYS)


@rule("P13", "Rà soát đúng kỳ", Procedure, Level.WARNING)
def reviews_are_not_overdue(entry: Entry[Procedure], context: Context) -> Findings:
    due = review_due(entry.record)
    if due and context.today > due:
        late = (context.today - due).days
        origins = range(len(entry.record.source.origins))
        yield Finding(
            ("review", "verified_on"),
            f"phải rà soát trước ngày {short_date(due)}, đã quá {late} ngày",
            "Đối chiếu với quyết định công bố mới nhất rồi ghi verified_by và verified_on.",
            Level.ERROR if context.today - due > REVIEW_GRACE else None,
            rests_on=(
                ("source", "origins"),
                *(("source", "origins", index, "read_on") for index in origins),
            ),
        )


def review_due(procedure: Procedure) -> date | None:
    """The day by which `procedure` must be looked at again; counted from the day on which its
    source was read as long as nobody has verified it."""
    review, source = procedure.review, procedure.source
    if not review.every_months:
        return None
    days = [origin.read_on for origin in source.origins if origin.read_on]
    start = review.verified_on or max(days, default=None)
    return add_months(start, review.every_months) if start else None


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of a shorter month (Bộ luật Dân sự 2015,
    điều 148)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    for candidate in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, candidate)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


_P19 = ("P19", "Ngày tháng đúng thứ tự", BaseModel)


@own_rule(*_P19)
def dates_are_in_order(entry: Entry[BaseModel]) -> Findings:
    for place, record in records(entry.record, wanted=_is_ordered):
        for earlier, later in _ORDERED.get(type(record), ()):
            first, second = getattr(record, earlier), getattr(record, later)
            if first and second and first > second:
                yield Finding(
                    (*place, later),
                    f"{terms.field(later)} {short_date(second)} lại trước "
                    f"{terms.field(earlier)} {short_date(first)}",
                    f"Kiểm tra lại {earlier} và {later}.",
                )


@rule(*_P19)
def what_is_done_is_past(entry: Entry[BaseModel], context: Context) -> Findings:
    for place, record in records(entry.record, wanted=_has_past):
        model: type[BaseModel] = type(record)
        for name in _past(model):
            day = getattr(record, name)
            if isinstance(day, date) and day > context.latest:
                yield Finding(
                    (*place, name),
                    f"{terms.field(name)} {short_date(day)} ở tương lai",
                    f"Ghi ngày đã qua, chậm nhất là hôm nay {short_date(context.latest)}.",
                )


_ORDERED: dict[type[BaseModel], tuple[tuple[str, str], ...]] = {
    Decision: (("signed_on", "effective_from"), ("signed_on", "published_on")),
    LegalDocument: (("signed_on", "effective_from"), ("effective_from", "expires_on")),
    Relation: (("effective_from", "effective_until"),),
    Cost: (("effective_from", "effective_until"),),
    Waiver: (("effective_from", "effective_until"),),
    Agency: (("effective_from", "effective_until"),),
}
_PAST = ("read_on", "confirmed_on", "verified_on", "translated_on", "compared_on")


@cache
def _past(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of `model` whose days cannot lie ahead."""
    return tuple(name for name in _PAST if name in model.model_fields)


def _has_past(model: type[BaseModel]) -> bool:
    return bool(_past(model))


def _is_ordered(model: type[BaseModel]) -> bool:
    return model in _ORDERED


@rule("P20", "Có lịch làm việc của năm", None, Level.WARNING)
def calendar_of_the_year_is_there(entry: Entry[BaseModel], context: Context) -> Findings:
    years = [context.today.year]
    if context.today.month >= NEXT_CALENDAR_MONTH:
        years.append(context.today.year + 1)
    for year in years:
        if not context.catalogue.has_calendar(year):
            yield Finding(
                (),
                f"chưa có lịch làm việc năm {year}: hạn trả kết quả có thể tính sai ngày",
                f"Thêm tệp calendar/{year}.yml theo quyết định về ngày nghỉ của năm đó.",
            )
