"""Rules on the law on which procedures rest."""

from __future__ import annotations

from datetime import date, timedelta

from tthc.law import LawGraph, LawStatus
from tthc.model.law import RelationType
from tthc.model.procedure import DecisionAction, Procedure
from tthc.problems import Level, shown
from tthc.rules.base import Context, Entry, Finding, Findings, rule
from tthc.wording import short_date

SOON = timedelta(days=90)
DEAD = (LawStatus.EXPIRED, LawStatus.NOT_YET, LawStatus.SUSPENDED)


def repealed_from(procedure: Procedure) -> date | None:
    """The day from which a decision repeals `procedure`; that of its signing if it names none."""
    days = [
        decision.effective_from or decision.signed_on
        for decision in procedure.decisions
        if decision.action is DecisionAction.REPEALED
    ]
    return min((day for day in days if day), default=None)


def is_repealed(procedure: Procedure, day: date) -> bool:
    ends = repealed_from(procedure)
    return ends is not None and ends <= day


@rule("P09", "Thủ tục còn hiệu lực phải có văn bản chính còn hiệu lực", Procedure)
def main_law_is_in_force(entry: Entry[Procedure], context: Context) -> Findings:
    procedure, laws, day = entry.record, context.catalogue.laws, context.today
    if is_repealed(procedure, context.today):
        return
    known = [
        (index, basis, laws.status(basis.document, day))
        for index, basis in enumerate(procedure.legal_basis)
        if basis.document in laws
    ]
    main = [(index, basis, status) for index, basis, status in known if basis.is_main]
    if known and not any(basis.is_main for basis in procedure.legal_basis):
        every = range(len(procedure.legal_basis))
        yield Finding(
            ("legal_basis",),
            "chưa đánh dấu văn bản chính trong căn cứ pháp lý",
            "Thêm is_main: true vào luật hoặc nghị định đặt ra thủ tục này.",
            rests_on=tuple(("legal_basis", index, "is_main") for index in every),
        )
    is_dead = bool(main) and all(status in DEAD for _, _, status in main)
    if is_dead:
        numbers = ", ".join(laws[basis.document].number for _, basis, _ in main)
        yield Finding(
            ("legal_basis", main[0][0]),
            f"thủ tục còn hiệu lực nhưng văn bản chính {shown(numbers)} "
            f"không có hiệu lực ngày {short_date(day)}",
            "Thay bằng văn bản mới, hoặc ghi quyết định bãi bỏ thủ tục (action: repealed).",
        )
    for index, basis, status in known:
        if status is LawStatus.EXPIRED and not (is_dead and basis.is_main):
            yield Finding(
                ("legal_basis", index),
                f"căn cứ {shown(laws[basis.document].number)} đã hết hiệu lực"
                f"{_replaced_by(laws, basis.document)}",
                "Đối chiếu với văn bản thay thế rồi sửa căn cứ và nội dung dựa trên nó.",
                Level.WARNING,
            )


def _replaced_by(laws: LawGraph, document: str) -> str:
    newer = replacement(laws, document)
    return f", được thay bằng {newer}" if newer else ""


def replacement(laws: LawGraph, document: str) -> str:
    """The number of what replaces the whole of `document`; empty when nothing known does."""
    newer = [
        act.actor.number
        for act in laws.acts_upon(document)
        if act.relation.type is RelationType.REPLACES and act.is_whole
    ]
    return newer[-1] if newer else ""


def ends_within(laws: LawGraph, document: str, today: date, span: timedelta) -> date | None:
    """The day on which `document` as a whole ends, when that is after `today` and not later than
    `span` from it."""
    ends = laws.ends_on(document) if document in laws else None
    return ends if ends and today < ends <= today + span else None


@rule("P10", "Văn bản sắp hết hiệu lực", Procedure, Level.WARNING)
def law_does_not_end_soon(entry: Entry[Procedure], context: Context) -> Findings:
    laws, today = context.catalogue.laws, context.today
    for index, basis in enumerate(entry.record.legal_basis):
        if ends := ends_within(laws, basis.document, today, SOON):
            yield Finding(
                ("legal_basis", index),
                f"căn cứ {shown(laws[basis.document].number)} hết hiệu lực từ ngày "
                f"{short_date(ends)}, còn {(ends - today).days} ngày"
                f"{_replaced_by(laws, basis.document)}",
                "Chuẩn bị nội dung theo văn bản mới trước ngày đó.",
            )
