"""One record of the national database with clean words and no wrong types.

What a record lacks is None or empty, whether its key is missing or null. A value of another type
than the database gives is damage: nobody knows what it was meant to say.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from tthc.clock import VIET_NAM
from tthc.importing.phrases import is_name
from tthc.importing.report import Fault, FaultError
from tthc.importing.words import Cleaner
from tthc.model.base import YEARS
from tthc.problems import shown

INTERNAL = "STANDARD_INTERNAL"
"""The type of procedures between State bodies."""
LEVELS = ("isMinistry", "isProvince", "isWard", "isOtherAgency")
_AGAIN = "Tải lại bản ghi này từ Cổng Dịch vụ công quốc gia, lưu nguyên vẹn, không sửa tay."
_TYPES = {
    str: "chữ",
    bool: "đúng/sai",
    int: "số",
    float: "số",
    list: "danh sách",
    dict: "nhóm mục",
}

Number = int | float


@dataclass(frozen=True, slots=True)
class Fee:
    value: Number | str | None
    currency: str
    words: str


@dataclass(frozen=True, slots=True)
class Method:
    """One row of `executionMethods`; a channel may have several."""

    channel: str
    """`ONLINE`, `DIRECT` or `POSTAL`."""
    time: Number | str | None
    unit: str
    words: str
    fees: tuple[Fee, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    name: str
    originals: Number | None
    copies: Number | None
    files: tuple[str, ...]
    """Names of the forms attached."""


@dataclass(frozen=True, slots=True)
class Dossier:
    name: str
    """Empty when the record names no case."""
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class NationalRecord:
    """A record; of a row of a list only code, title, field and agencies."""

    code: str
    """As written, with spaces around it if there are any."""
    title: str
    origin: str
    is_row: bool = False
    """Whether it is a row of a list, which says nothing of all the rest."""
    identity: str = ""
    """The id that the database gave it; two procedures may share a code."""
    state: str = ""
    kind: str = ""
    levels: tuple[str, ...] = ()
    """Those of `LEVELS` that are true."""
    is_fully_online: bool | None = None
    is_offline_only: bool | None = None
    updated_on: date | None = None
    steps: tuple[tuple[str, str], ...] = ()
    """Name and words."""
    methods: tuple[Method, ...] = ()
    dossiers: tuple[Dossier, ...] = ()
    laws: tuple[tuple[str, str], ...] = ()
    """Number and name, as loosely as they are written."""
    results: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    field: tuple[str, str] = ("", "")
    """National code and name."""
    executing: tuple[str, ...] = ()
    deciding: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    authorized: tuple[str, ...] = ()
    """Who decides or carries out in the place of others (cơ quan được ủy quyền)."""
    promulgator: str = ""
    promulgator_code: str = ""
    """Begins with G for central bodies, with H for those of provinces."""
    decision: str = ""
    decided_on: date | None = None
    requirements: str = ""
    addresses: str = ""
    keywords: str = ""
    note: str = ""
    tidied: tuple[str, ...] = ()
    """What its words needed, in words."""
    detail: Mapping[str, Any] = dataclasses.field(default_factory=dict, repr=False)
    """As it was read, for the digests of `registers/national-records.yml`."""


@dataclass
class _Reader:
    """Reads values by key, noting those of a wrong type, all of one record before it gives up."""

    origin: str
    cleaner: Cleaner = field(default_factory=Cleaner)
    faults: list[Fault] = field(default_factory=list)

    def _wrong(self, key: str, wanted: str, value: Any) -> None:
        kind = _TYPES.get(type(value), "giá trị lạ")
        written = "" if isinstance(value, dict | list) else f" {shown(value)}"
        self.faults.append(
            Fault(self.origin, f"mục «{key}» phải là {wanted}, không phải {kind}{written}", _AGAIN)
        )

    def raw(self, data: Mapping[str, Any], key: str) -> str:
        value = data.get(key)
        if value is None or isinstance(value, str):
            return value or ""
        self._wrong(key, "chữ", value)
        return ""

    def line(self, data: Mapping[str, Any], key: str) -> str:
        return self.cleaner.line(self.raw(data, key))

    def name(self, data: Mapping[str, Any], key: str) -> str:
        return self.cleaner.name(self.raw(data, key))

    def prose(self, data: Mapping[str, Any], key: str) -> str:
        return self.cleaner.prose(self.raw(data, key))

    def flag(self, data: Mapping[str, Any], key: str) -> bool | None:
        value = data.get(key)
        if value is None or isinstance(value, bool):
            return value
        self._wrong(key, "đúng hoặc sai (true, false)", value)
        return None

    def number(self, data: Mapping[str, Any], key: str) -> Number | None:
        value = data.get(key)
        if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
            return value
        self._wrong(key, "con số", value)
        return None

    def loose(self, data: Mapping[str, Any], key: str) -> Number | str | None:
        """A number, or words where a number should be."""
        value = data.get(key)
        if isinstance(value, str):
            return self.cleaner.prose(value) or None
        return self.number(data, key)

    def group(self, data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        value = data.get(key)
        if value is None or isinstance(value, dict):
            return value or {}
        self._wrong(key, "nhóm mục", value)
        return {}

    def groups(self, data: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
        """The groups in a list; the database itself has nulls among them."""
        value = data.get(key)
        if value is None:
            return
        if not isinstance(value, list):
            self._wrong(key, "danh sách", value)
            return
        for item in value:
            if isinstance(item, dict):
                yield item
            elif item is not None:
                self._wrong(key, "danh sách nhóm mục", item)

    def names(self, data: Mapping[str, Any], *keys: str) -> tuple[str, ...]:
        found = [self.name(each, "name") for key in keys for each in self.groups(data, key)]
        return tuple(dict.fromkeys(name for name in found if name))

    def agencies(self, data: Mapping[str, Any], role: str) -> tuple[str, ...]:
        """Those with a `role`, of both kinds; words that name none are no agencies."""
        found = self.names(data, f"departments{role}", f"unitGroups{role}")
        return tuple(filter(is_name, found))

    def day(self, data: Mapping[str, Any], key: str) -> date | None:
        """A day in Việt Nam, from milliseconds since 1970."""
        value = self.number(data, key)
        if value is None:
            return None
        try:
            found = datetime.fromtimestamp(value / 1000, UTC).astimezone(VIET_NAM).date()
        except (ValueError, OverflowError, OSError):
            found = date.min
        if found.year in YEARS:
            return found
        self._wrong(key, "thời điểm tính bằng mili giây, ví dụ 1778778000000", value)
        return None


def read(data: Mapping[str, Any], origin: str) -> NationalRecord:
    """The record in `data`: the whole answer of the database, or only its `detail`. Raises
    `FaultError` with everything that is wrong."""
    reader = _Reader(origin)
    detail = reader.group(data, "detail") if "detail" in data else data
    code = _code(reader, data, detail)
    proposal = reader.group(detail, "procedureProposal")
    fields = [
        (reader.line(each, "code"), reader.name(each, "name"))
        for each in reader.groups(detail, "categoriesDetails")
    ]
    found = NationalRecord(
        code=code,
        title=reader.name(detail, "name") or reader.name(data, "name"),
        origin=origin,
        identity=reader.raw(detail, "id") or reader.raw(data, "id"),
        state=reader.line(detail, "state"),
        kind=_kind(reader, detail, proposal),
        levels=tuple(key for key in LEVELS if reader.flag(detail, key)),
        is_fully_online=reader.flag(detail, "isFullProcess"),
        is_offline_only=reader.flag(detail, "isOfflineOnly"),
        updated_on=reader.day(detail, "updatedAt"),
        steps=tuple(
            (reader.line(each, "name"), reader.prose(each, "description"))
            for each in reader.groups(detail, "executionSteps")
        ),
        methods=tuple(_method(reader, each) for each in reader.groups(detail, "executionMethods")),
        dossiers=tuple(_dossier(reader, each) for each in reader.groups(detail, "executionCases")),
        laws=tuple(
            (reader.line(each, "code"), reader.name(each, "name"))
            for each in reader.groups(detail, "legalBasisesDetails")
        ),
        results=reader.names(detail, "resultsDetails"),
        subjects=reader.names(detail, "subjectTypesDetails"),
        field=next((each for each in fields if each[1]), ("", "")),
        executing=reader.agencies(detail, "Executing"),
        deciding=reader.agencies(detail, "Authority"),
        coordinating=reader.agencies(detail, "Coordinating"),
        authorized=reader.agencies(detail, "Authorized"),
        promulgator=reader.name(detail, "departmentPromulgateName"),
        promulgator_code=reader.line(detail, "departmentPromulgateCode"),
        decision=reader.line(proposal, "proposalNumber"),
        decided_on=reader.day(proposal, "decisionDate"),
        requirements=reader.prose(detail, "requirementsAndConditions"),
        addresses=reader.prose(detail, "dossierReceivingAddresses"),
        keywords=reader.line(detail, "keywords"),
        note=reader.prose(detail, "note"),
    )
    if not found.title:
        reader.faults.append(Fault(origin, "bản ghi không có tên thủ tục («name»)", _AGAIN))
    if reader.faults:
        raise FaultError(*dict.fromkeys(reader.faults))
    return replace(found, tidied=tuple(sorted(+reader.cleaner.done)), detail=detail)


def _kind(reader: _Reader, detail: Mapping[str, Any], proposal: Mapping[str, Any]) -> str:
    """`type`, or that of procedures between State bodies when any of three marks says so."""
    kind = reader.line(detail, "type")
    is_internal = reader.flag(detail, "isInternal")
    if is_internal or reader.line(proposal, "proposalType") == "INTERNAL":
        return INTERNAL
    return kind


def _code(reader: _Reader, data: Mapping[str, Any], detail: Mapping[str, Any]) -> str:
    value = detail.get("code", data.get("code"))
    if isinstance(value, str) and value.strip():
        if isinstance(other := data.get("code"), str) and other != value:
            reader.faults.append(
                Fault(
                    reader.origin,
                    f"bản ghi mang hai mã khác nhau: {shown(other)} và {shown(value)}",
                    _AGAIN,
                )
            )
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        reader.faults.append(_code_as_number(reader.origin, value))
    else:
        reader.faults.append(Fault(reader.origin, "bản ghi không có mã thủ tục («code»)", _AGAIN))
    return ""


def _code_as_number(origin: str, value: Number) -> Fault:
    return Fault(
        origin,
        f"mã thủ tục đã thành con số {shown(value)}, có thể mất số 0 ở cuối (1.009660 thành "
        "1.00966); không đoán mã",
        "Ghi mã dạng chữ, đủ sáu chữ số sau dấu chấm; trong Excel đặt cột mã là Text rồi gõ lại.",
    )


def _method(reader: _Reader, data: Mapping[str, Any]) -> Method:
    return Method(
        channel=reader.line(data, "submissionMethod"),
        time=reader.loose(data, "processingTime"),
        unit=reader.line(data, "processingTimeUnit"),
        words=reader.prose(data, "description"),
        fees=tuple(
            Fee(
                reader.loose(each, "value"),
                reader.line(each, "currencyName"),
                reader.prose(each, "description"),
            )
            for each in reader.groups(data, "fees")
        ),
    )


def _dossier(reader: _Reader, data: Mapping[str, Any]) -> Dossier:
    return Dossier(
        reader.name(data, "name"),
        tuple(
            Paper(
                reader.prose(each, "name"),
                reader.number(each, "originalQty"),
                reader.number(each, "copyQty"),
                tuple(
                    name
                    for one in reader.groups(each, "attachments")
                    if (name := reader.line(one, "fileName"))
                ),
            )
            for each in reader.groups(data, "profileComponents")
        ),
    )


def row(cells: list[Any], origin: str) -> NationalRecord:
    """The record that a row of a list is: code, title, who announced it, who carries it out, and
    the field. Raises `FaultError`."""
    faults = []
    code = cells[0]
    if isinstance(code, int | float) and not isinstance(code, bool):
        faults.append(_code_as_number(origin, code))
    for cell, what in zip(cells, ("mã", "tên", "cơ quan", "cơ quan", "lĩnh vực"), strict=False):
        if not isinstance(cell, str | int | float):
            faults.append(
                Fault(origin, f"ô {what} là {shown(cell)}, không phải chữ", "Đặt cột là Text.")
            )
    texts = [str(cell) for cell in cells]
    cleaner = Cleaner()
    title = cleaner.name(texts[1])
    if not faults and not (texts[0].strip() and title):
        faults.append(Fault(origin, "dòng thiếu mã số hoặc tên thủ tục", "Điền đủ, hoặc xóa dòng."))
    if faults:
        raise FaultError(*faults)
    return NationalRecord(
        code=texts[0],
        title=title,
        origin=origin,
        is_row=True,
        promulgator=cleaner.name(texts[2]),
        executing=_lines(cleaner, texts[3]),
        field=("", cleaner.name(texts[4])),
        tidied=tuple(sorted(+cleaner.done)),
    )


def _lines(cleaner: Cleaner, text: str) -> tuple[str, ...]:
    names = (cleaner.name(line) for line in re.split(r"[\r\n]+", text))
    return tuple(dict.fromkeys(name for name in names if is_name(name)))
