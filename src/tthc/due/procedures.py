"""Clocks of procedures: reviews, decisions, and their records in the national database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from tthc import addresses, comparison
from tthc.catalogue import Catalogue
from tthc.due.base import REVIEW, Due, Kind, by_owner, codes
from tthc.model.procedure import ChangeKind, Decision, Procedure
from tthc.model.registers import NationalRecord
from tthc.rules.dates import publication_due, review_due
from tthc.terms import label
from tthc.text import slug
from tthc.wording import short_date


def reviews(catalogue: Catalogue, today: date) -> Iterator[Due]:
    """The next review of each procedure, overdue or not."""
    for code, procedure in catalogue.procedures.items():
        if (day := review_due(procedure)) is None:
            continue
        verified = procedure.review.verified_on
        last = f"Lần gần nhất ngày {short_date(verified)}." if verified else "Chưa rà soát lần nào."
        yield Due(
            Kind.REVIEW,
            day,
            (day - today).days,
            code,
            procedure.review.owner,
            procedure.short_title or procedure.title,
            f"{last} {REVIEW}",
            catalogue.file_of(procedure),
            addresses.procedure(code),
            (code,),
            is_overdue=today > day,
        )


def _announced(
    catalogue: Catalogue, seen: Callable[[Decision], Decision]
) -> Iterator[tuple[Decision, str, list[Procedure]]]:
    """Every decision as `seen`, its owners, and the procedures of each that it announces."""
    found: dict[Decision, dict[str, Procedure]] = defaultdict(dict)
    for code, procedure in catalogue.procedures.items():
        for decision in procedure.decisions:
            found[seen(decision)][code] = procedure
    for decision, announced in found.items():
        for owner, procedures in by_owner(announced.values()).items():
            yield decision, owner, procedures


def _as_signed(decision: Decision) -> Decision:
    """Without what may differ between the procedures that it announces."""
    return decision.model_copy(update={"action": None, "effective_from": None})


def _as_applied(decision: Decision) -> Decision:
    return decision.model_copy(update={"published_on": None})


def _name(decision: Decision) -> str:
    return f"{decision.issuer}/{slug(decision.number)}/{decision.signed_on}"


def _is_told_of(procedure: Procedure, decision: Decision, today: date) -> bool:
    """Whether this site has told of `procedure` since the decision was signed, by publishing its
    page or a major change of it: then the public knows, recorded or not."""
    majors = (change.on for change in procedure.changes if change.kind is ChangeKind.MAJOR)
    return any(decision.signed_on < day <= today for day in majors)


def publications(catalogue: Catalogue, today: date) -> Iterator[Due]:
    """Decisions that are signed and, for all that is known, not public yet; once for each owner."""
    days = catalogue.working_days
    for decision, owner, announced in _announced(catalogue, _as_signed):
        signed, published = decision.signed_on, decision.published_on
        procedures = [each for each in announced if not _is_told_of(each, decision, today)]
        if signed > today or (published and published <= today) or not procedures:
            continue
        day = publication_due(signed, days)
        is_known = days.covers(signed, day)
        text = f"{catalogue.agencies[decision.issuer].name} ký ngày {short_date(signed)}; " + (
            f"dự kiến công khai ngày {short_date(published)}."
            if published
            else "chưa ghi ngày công khai. Công khai rồi thì ghi published_on."
        )
        if not is_known:
            missing = sorted({signed.year, day.year} - days.years)
            files = " và ".join(f"calendar/{year}.yml" for year in missing)
            text += f" Hạn này chưa trừ ngày nghỉ vì chưa có {files}; chưa kết luận được."
        yield Due(
            Kind.PUBLICATION,
            day,
            -days.between(day, today) if today > day else days.between(today, day),
            _name(decision),
            owner,
            f"Quyết định {decision.number}",
            text,
            catalogue.file_of(procedures[0]),
            addresses.procedure(procedures[0].code),
            codes(procedures),
            is_overdue=is_known and today > day,
            is_certain=days.covers(signed, max(day, today)),
        )


def decisions(catalogue: Catalogue, today: date) -> Iterator[Due]:
    """Decisions that take effect today or later."""
    for decision, owner, procedures in _announced(catalogue, _as_applied):
        if (day := decision.effective_from) and day >= today:
            action = f" ({label(decision.action)})" if decision.action else ""
            yield Due(
                Kind.EFFECT,
                day,
                (day - today).days,
                f"{_name(decision)}/{decision.action}/{day}",
                owner,
                f"Quyết định {decision.number}{action}",
                f"Có hiệu lực từ ngày {short_date(day)}.",
                catalogue.file_of(procedures[0]),
                addresses.procedure(procedures[0].code),
                codes(procedures),
            )


def national(
    catalogue: Catalogue, today: date, records: Mapping[str, NationalRecord]
) -> Iterator[Due]:
    """National `records`, by code, that have moved away from ours."""
    for code, record in records.items():
        procedure = catalogue.procedures[code]
        if found := comparison.differences(record, procedure):
            yield Due(
                Kind.NATIONAL,
                record.compared_on,
                (record.compared_on - today).days,
                code,
                procedure.review.owner,
                procedure.short_title or procedure.title,
                f"Đối chiếu ngày {short_date(record.compared_on)}, bản ghi quốc gia khác trang "
                f"này: {'; '.join(found)}. Đọc lại bản ghi, sửa trang rồi ghi read_on.",
                catalogue.file_of(procedure),
                addresses.procedure(code),
                (code,),
            )
