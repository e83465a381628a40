"""Rules on the law on which procedures rest."""

from __future__ import annotations

from datetime import date, timedelta

from pydantic import BaseModel

from tthc import terms
from tthc.law import TAKING, Act, LawGraph, LawStatus
from tthc.model.law import Citation, RelationType
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


def is_unchecked_import(procedure: Procedure) -> bool:
    """Whether a program wrote `procedure` and nobody has looked at it since."""
    source, verified_on = procedure.source, procedure.review.verified_on
    if not source or source.imported_on is None or source.confirmed_on:
        return False
    return verified_on is None or verified_on < source.imported_on


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
            Level.NOTICE if is_unchecked_import(procedure) else None,
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


_GONE = {
    LawStatus.EXPIRED: "đã hết hiệu lực",
    LawStatus.PARTLY_EXPIRED: "đã hết hiệu lực một phần",
    LawStatus.SUSPENDED: "đang ngưng hiệu lực",
    LawStatus.PARTLY_SUSPENDED: "đang ngưng hiệu lực một phần",
}
_HISTORY = ("changes", "simplifications")
"""What these tell was true when it happened."""


@rule("P25", "Căn cứ dẫn điều khoản đã hết hiệu lực", BaseModel, Level.WARNING)
def cited_articles_are_in_force(entry: Entry[BaseModel], context: Context) -> Findings:
    record, laws, day = entry.record, context.catalogue.laws, context.today
    if isinstance(record, Procedure) and is_repealed(record, day):
        return
    for place, citation in entry.citing:
        if not isinstance(citation, Citation) or citation.document not in laws:
            continue
        if place[0] in _HISTORY:
            continue
        whole = laws.status(citation.document, day)
        if whole in (LawStatus.EXPIRED, LawStatus.SUSPENDED):
            if place[0] != "legal_basis":  # P09 speaks of it
                acts = [act for act in laws.acts_upon(citation.document) if act.is_whole]
                number = shown(laws[citation.document].number)
                message = f"dẫn văn bản {number} {_GONE[whole]}{_by(acts, day)}"
                yield Finding(place, message, _LOOK_AGAIN)
            continue
        for index, article in enumerate(citation.articles):
            if article is None:  # could not be read
                continue
            status = laws.article_status(citation.document, article, day)
            if status in _GONE:
                acts = list(laws.acts_upon_article(citation.document, article))
                number = shown(laws[citation.document].number)
                message = f"dẫn {shown(article)} của {number} {_GONE[status]}{_by(acts, day)}"
                yield Finding((*place, "articles", index), message, _LOOK_AGAIN)


_LOOK_AGAIN = "Đối chiếu với quy định đang có hiệu lực rồi sửa căn cứ và nội dung dựa trên nó."


def _by(acts: list[Act], day: date) -> str:
    """Who ended or suspended it, such as `, bị bãi bỏ bởi 224/2026/NĐ-CP từ ngày 01/07/2026`."""
    deeds = [
        f", {terms.INVERSE_RELATIONS[act.relation.type][0]} {act.actor.number} "
        f"từ ngày {short_date(act.starts)}"
        for act in acts
        if act.relation.type in TAKING and act.starts and act.applies(day)
    ]
    return "".join(deeds)
