"""Rules on what a procedure must say."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping
from pathlib import PurePath
from typing import Any

from pydantic import BaseModel

from tthc import terms
from tthc.memory import alive
from tthc.model.calendar import CalendarYear
from tthc.model.dossier import StatutoryForm
from tthc.model.law import LegalDocument
from tthc.model.procedure import (
    Cost,
    OnlineLevel,
    Procedure,
)
from tthc.model.registers import Form, NationalRecord
from tthc.model.source import Part
from tthc.model.walk import records, references
from tthc.problems import Level, shown
from tthc.reading import Place
from tthc.rules.base import Context, Entry, Finding, Findings, own_rule, rule
from tthc.shape import CODE_ADVICE
from tthc.text import slug

CONSTITUENTS: Mapping[Part, Callable[[Procedure], Any]] = {
    Part.DECISIONS: lambda each: each.decisions,
    Part.AUDIENCE: lambda each: each.audience,
    Part.CONTACT_POINT: lambda each: each.contact_point,
    Part.COMPETENT_AUTHORITY: lambda each: each.competent_authority,
    Part.STEPS: lambda each: each.steps,
    Part.EVIDENCES: lambda each: any(case.evidences for case in each.cases),
    Part.CHANNELS: lambda each: each.channels,
    Part.ONLINE: lambda each: each.online,
    Part.PROCESSING_TIME: lambda each: each.processing_time,
    Part.COSTS: lambda each: each.costs or any(channel.costs for channel in each.channels),
    Part.REQUIREMENTS: lambda each: each.requirements,
    Part.OUTPUTS: lambda each: each.outputs,
    Part.LEGAL_BASIS: lambda each: each.legal_basis,
}
"""What a procedure consists of (Nghị định 63/2010/NĐ-CP, điều 8, as amended)."""


def _declared_gaps(procedure: Procedure) -> set[Part]:
    return {gap.part for gap in procedure.source.gaps}


def _gap_places(procedure: Procedure) -> tuple[Place, ...]:
    size = len(procedure.source.gaps)
    return ("source", "gaps"), *(("source", "gaps", index, "part") for index in range(size))


@own_rule("P01", "Đủ các bộ phận của thủ tục", Procedure)
def constituents_are_complete(entry: Entry[Procedure]) -> Findings:
    for part, given in CONSTITUENTS.items():
        if not given(entry.record) and part not in _declared_gaps(entry.record):
            key = "cases" if part is Part.EVIDENCES else part.value
            cases = range(len(entry.record.cases) if part is Part.EVIDENCES else 0)
            yield Finding(
                (key,),
                f"thiếu phần «{terms.label(part)}» ({key}) và cũng chưa khai là điều còn thiếu",
                f"Điền mục «{key}», hoặc nếu nguồn không có thì thêm vào source.gaps: "
                f"part: {part.value}, note: chưa có thông tin.",
                rests_on=(
                    *_gap_places(entry.record),
                    *(("cases", index, "evidences") for index in cases),
                ),
            )


_P02 = ("P02", "Mã đúng dạng, không trùng, trùng với tên tệp", BaseModel)


@own_rule(*_P02)
def code_equals_file_name(entry: Entry[BaseModel]) -> Findings:
    record, stem = entry.record, PurePath(entry.file.name).stem
    if isinstance(record, Procedure) and record.code and record.code != stem:
        yield Finding(
            ("code",),
            f"mã thủ tục {shown(record.code)} khác tên tệp {shown(entry.file.name)}",
            f"Đổi tên tệp thành {record.code}.yml, hoặc sửa mã. {CODE_ADVICE}",
        )
    if isinstance(record, LegalDocument) and record.id and record.number:
        if record.id != (expected := slug(record.number)):
            yield Finding(
                ("id",),
                f"mã định danh {shown(record.id)} không khớp với số, ký hiệu "
                f"{shown(record.number)}",
                f"Ghi id: {expected}",
            )
        elif record.id != stem:
            yield Finding(
                ("id",),
                f"mã định danh {shown(record.id)} khác tên tệp {shown(entry.file.name)}",
                f"Đổi tên tệp thành {record.id}.yml.",
            )
    if isinstance(record, CalendarYear) and record.year and str(record.year) != stem:
        yield Finding(
            ("year",),
            f"năm {shown(record.year)} khác tên tệp {shown(entry.file.name)}",
            f"Đổi tên tệp thành {record.year}.yml, hoặc sửa năm.",
        )


@rule(*_P02)
def code_is_used_once(entry: Entry[BaseModel], context: Context) -> Findings:
    record = entry.record
    key = "code" if isinstance(record, Procedure | NationalRecord) else "id"
    identity = getattr(record, key, None)
    first = context.catalogue.first_of(type(record), identity) if identity else None
    if first and (first.file, first.place) != (entry.file, entry.place):
        yield Finding(
            (key,),
            f"{terms.field(key)} {shown(identity)} đã dùng ở {first.file}:"
            f"{first.source.line((*first.place, key))}",
            "Mỗi mã chỉ dùng một lần: bỏ bản trùng hoặc sửa mã.",
        )


_P03 = ("P03", "Mọi tham chiếu đều có thật", BaseModel)


@own_rule(*_P03)
def inner_references_resolve(entry: Entry[BaseModel]) -> Findings:
    record = entry.record
    if isinstance(record, Procedure):
        known = {case.id for case in record.cases if case.id}
        size = len(record.cases)
        case_places = (("cases",), *(("cases", index, "id") for index in range(size)))
        for place, register, identity in references(record):
            if register == "cases" and identity not in known:
                unresolved = _unresolved(register, identity, known)
                yield Finding(place, *unresolved, rests_on=case_places)
    if isinstance(record, LegalDocument) and record.id:
        for index, relation in enumerate(record.relations):
            if relation.target == record.id:
                yield Finding(
                    ("relations", index, "target"),
                    f"văn bản {shown(record.id)} tác động lên chính nó",
                    "Ghi mã của văn bản bị tác động; văn bản tự hết hiệu lực thì dùng expires_on.",
                )


@rule(*_P03)
def references_resolve(entry: Entry[BaseModel], context: Context) -> Findings:
    key = entry.source.key and ("references", entry.source.key, entry.place)
    for place, register, identity in alive(context.memory, key, lambda: references(entry.record)):
        if register == "cases":
            continue
        known = context.catalogue.register(register)
        if identity not in known and not context.catalogue.may_have(register, identity):
            yield Finding(place, *_unresolved(register, identity, known))


def _unresolved(register: str, identity: str, known: Collection[str]) -> tuple[str, str]:
    what, where = {
        "agencies": ("cơ quan", "registers/agencies.yml"),
        "cases": ("trường hợp", "mục cases của thủ tục này"),
        "events": ("sự kiện kinh doanh", "registers/events.yml"),
        "evidence_types": ("loại giấy tờ", "registers/evidence-types.yml"),
        "fields": ("lĩnh vực", "registers/fields.yml"),
        "forms": ("mẫu đơn", "registers/forms.yml"),
        "laws": ("văn bản", "thư mục law/"),
        "procedures": ("thủ tục", "các thư mục lĩnh vực"),
        "updates": ("tin", "docs/tin-chinh-sach/"),
    }[register]
    return (
        f"không tìm thấy {what} {shown(identity)} trong {where}",
        f"Sửa lại mã{_nearest(identity, known)}, hoặc thêm {what} này vào {where} trước.",
    )


def _nearest(identity: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(identity, list(known), 1, 0.6)
    return f" (gần giống: {near[0]})" if near else ""


@own_rule("P06", "Dịch vụ trực tuyến một phần phải nêu lý do", Procedure)
def partial_service_has_a_reason(entry: Entry[Procedure]) -> Findings:
    online = entry.record.online
    if (
        online
        and online.level is OnlineLevel.PARTIAL
        and not online.reason
        and Part.ONLINE not in _declared_gaps(entry.record)
    ):
        yield Finding(
            ("online", "reason"),
            "dịch vụ trực tuyến là «partial» (một phần) nhưng không nêu lý do",
            "Thêm reason, ví dụ reason: Phải đối chiếu bản vẽ giấy khi kiểm tra thực địa.",
            rests_on=_gap_places(entry.record),
        )


@own_rule("P07", "Không đòi bản sao chứng thực khi luật chỉ cần bản sao", Procedure, Level.WARNING)
def no_certified_copy_where_a_copy_will_do(entry: Entry[Procedure]) -> Findings:
    for i, case in enumerate(entry.record.cases):
        for j, evidence in enumerate(case.evidences):
            if evidence.statutory_form is not StatutoryForm.COPY:
                continue
            for key, what in _HEAVIER_THAN_A_COPY.items():
                if count := getattr(evidence, key):
                    yield Finding(
                        ("cases", i, "evidences", j, key),
                        f"hồ sơ đòi {count} {what}, trong khi luật chỉ ghi «bản sao»",
                        f"Đổi {key} thành copies, trừ khi có văn bản khác đòi {what}.",
                    )


_HEAVIER_THAN_A_COPY = {"originals": "bản chính", "certified_copies": "bản sao chứng thực"}


@own_rule("P08", "Mỗi giấy tờ, khoản thu, điều kiện đều có căn cứ", Procedure)
def everything_asked_cites_a_law(entry: Entry[Procedure]) -> Findings:
    record, gaps = entry.record, _declared_gaps(entry.record)
    if Part.EVIDENCES not in gaps:
        for i, case in enumerate(record.cases):
            for j, evidence in enumerate(case.evidences):
                if not case.law and not evidence.law:
                    place: Place = ("cases", i, "evidences", j, "law")
                    what = f"giấy tờ {shown(evidence.name or evidence.type)}"
                    yield _no_law(record, place, what, ("cases", i, "law"))
    if Part.COSTS not in gaps:
        for place, cost in records(record, wanted=_is_cost):
            if isinstance(cost, Cost) and not cost.law:
                yield _no_law(record, (*place, "law"), f"khoản thu {shown(cost.name)}")
    if Part.REQUIREMENTS not in gaps:
        for i, requirement in enumerate(record.requirements):
            if not requirement.law:
                what = f"điều kiện {shown(requirement.text)}"
                yield _no_law(record, ("requirements", i, "law"), what)


def _is_cost(model: type[BaseModel]) -> bool:
    return issubclass(model, Cost)


def _no_law(procedure: Procedure, place: Place, what: str, *others: Place) -> Finding:
    return Finding(
        place,
        f"{what} không dẫn căn cứ pháp lý",
        "Thêm law, ví dụ law: [{document: 96-2026-nd-cp, articles: [Điều 39]}]; nguồn không nêu "
        "thì khai trong source.gaps.",
        rests_on=(*others, *_gap_places(procedure)),
    )


@rule("P16", "Tệp mẫu đơn có thật", Form)
def form_files_exist(entry: Entry[Form], context: Context) -> Findings:
    if entry.record.file and not context.catalogue.has_document(entry.record.file):
        yield Finding(
            ("file",),
            f"không có tệp {shown(entry.record.file)} trong thư mục docs/",
            "Chép tệp mẫu vào docs/bieu-mau/ và ghi đúng tên, ví dụ file: bieu-mau/mau-1.docx; "
            "chưa có tệp thì xóa dòng file.",
        )
