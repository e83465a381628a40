"""Records of the national database of procedures (Cơ sở dữ liệu quốc gia về thủ tục hành chính),
read from JSON as far as `tthc.comparison` needs them.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path, PurePath
from typing import Any

from tthc.clock import VIET_NAM
from tthc.importing import decoding
from tthc.importing.report import FaultError
from tthc.importing.sources import MAX_FILE, MEBIBYTE, Document
from tthc.model.base import MAX_TEXT, YEARS
from tthc.model.registers import NationalPart, NationalRecord
from tthc.model.source import Part
from tthc.problems import Problem, shown

RULE = "N01"
_CODE = re.compile(r"\d\.\d{6}", re.ASCII)
_AGAIN = "Tải lại bản ghi này từ Cơ sở dữ liệu quốc gia, lưu nguyên vẹn dưới dạng JSON (UTF-8)."

_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
"""For digests: a run of digits would look like the number of a person (rule P15)."""

Detail = Mapping[str, Any]


class _UnreadableError(ValueError):
    """Says what is wrong with a file, for staff."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def read(path: Path, day: date) -> tuple[dict[str, NationalRecord], list[Problem]]:
    """The records in the JSON file `path`, or in those right below the folder `path`, by code, as
    fetched on `day`; and what is wrong with files that are left out. Codes that ours cannot have,
    such as `1.014955-Xoa`, are left out silently.

    Never raises for bad data.
    """
    found: dict[str, NationalRecord] = {}
    problems = []
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        problems.append(_problem(path, "thư mục không có tệp .json nào"))
    for file in files:
        try:
            record = _record(file, day)
            if record and record.code in found:
                raise _UnreadableError(f"thủ tục {record.code} đã có ở một tệp khác trong thư mục")
        except _UnreadableError as error:
            problems.append(_problem(file, str(error), error.line))
        else:
            if record:
                found[record.code] = record
    return found, problems


def _problem(file: Path, message: str, line: int = 1) -> Problem:
    return Problem(PurePath(file), line, RULE, message, _AGAIN)


def _record(file: Path, day: date) -> NationalRecord | None:
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_FILE + 1)
    except FileNotFoundError:
        raise _UnreadableError("không có tệp hay thư mục này") from None
    except OSError:
        raise _UnreadableError("không mở được tệp") from None
    if len(content) > MAX_FILE:
        raise _UnreadableError(f"tệp lớn quá {MAX_FILE // MEBIBYTE} MB")
    try:
        (_, data), *others = decoding.records(Document(file.name, ".json", content))
    except FaultError as error:
        fault = error.faults[0]
        raise _UnreadableError(fault.message, fault.line) from None
    if others:
        raise _UnreadableError("tệp có nhiều hơn một bản ghi")
    return _shaped(data, day)


def _shaped(data: Any, day: date) -> NationalRecord | None:
    detail = data.get("detail", data) if isinstance(data, dict) else None
    if not isinstance(detail, dict) or not isinstance(detail.get("code"), str):
        raise _UnreadableError("không phải một bản ghi thủ tục: thiếu «detail» có «code»")
    if not _CODE.fullmatch(detail["code"]):
        return None
    proposal = detail.get("procedureProposal") or {}
    if not isinstance(proposal, dict):
        raise _UnreadableError(f"«procedureProposal» là {shown(proposal)}, không phải nhóm mục")
    return NationalRecord(
        code=detail["code"],
        title=_words(detail, "name"),
        decision=_words(proposal, "proposalNumber"),
        signed_on=_day(proposal, "decisionDate"),
        updated_on=_day(detail, "updatedAt"),
        compared_on=day,
        parts=parts(detail),
    )


def parts(detail: Detail) -> tuple[NationalPart, ...]:
    """The parts of the record with `detail`, each with the digest of its words."""
    return tuple(
        NationalPart(part=part, digest=_digest(words(detail))) for part, words in _PARTS.items()
    )


def _words(data: Detail, key: str) -> str | None:
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise _UnreadableError(f"«{key}» là {shown(value)}, không phải chữ")
    return one_line(value or "").strip()[:MAX_TEXT] or None


def _day(data: Detail, key: str) -> date | None:
    """A day in Việt Nam, from milliseconds since 1970."""
    value = data.get(key)
    if value is None:
        return None
    try:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError
        day = datetime.fromtimestamp(value / 1000, UTC).astimezone(VIET_NAM).date()
        if day.year not in YEARS:
            raise ValueError
    except (ValueError, OverflowError, OSError):
        raise _UnreadableError(
            f"«{key}» là {shown(value)}, không phải thời điểm tính bằng mili giây, "
            "ví dụ 1778778000000"
        ) from None
    return day


def one_line(text: str) -> str:
    """`text` on one line in composed Unicode, with nothing invisible in it."""
    words = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(char for char in words if char.isprintable())


def _digest(value: Any) -> str:
    """Sixteen letters. Spacing, the form of Unicode, absent or empty do not matter."""
    text = json.dumps(_plain(value), ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16].translate(_LETTERS)


def _plain(value: Any) -> Any:
    match value:
        case str():
            return one_line(value)
        case None:
            return ""
        case list():
            return [_plain(each) for each in value]
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case _:
            return value


def _rows(value: Any, *keys: str | Callable[[Detail], Any]) -> list[Any]:
    """Of each item of the list `value` what stands at `keys`, in an order of its own: the
    database promises none. What is no list of groups is taken as it is."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        return [value]
    rows = [[key(each) if callable(key) else each.get(key) for key in keys] for each in value]
    return sorted(rows, key=lambda row: json.dumps(_plain(row), sort_keys=True))


def _steps(detail: Detail) -> Any:
    steps = detail.get("executionSteps")
    if not isinstance(steps, list):
        return steps
    return [_rows([each], "name", "description") for each in steps]


def _fees(method: Detail) -> Any:
    return _rows(method.get("fees"), "type", "value", "currencyName", "description")


def _papers(case: Detail) -> Any:
    return _rows(case.get("profileComponents"), "name", "originalQty", "copyQty")


def _forms(case: Detail) -> Any:
    return _rows(
        case.get("profileComponents"),
        "name",
        lambda each: _rows(each.get("attachments"), "fileName"),
    )


_PARTS: dict[Part, Callable[[Detail], Any]] = {
    Part.STATUS: lambda each: each.get("state"),
    Part.AUDIENCE: lambda each: _rows(each.get("subjectTypesDetails"), "name"),
    Part.CONTACT_POINT: lambda each: each.get("dossierReceivingAddresses"),
    Part.COMPETENT_AUTHORITY: lambda each: [
        _rows(each.get(f"{kind}{role}"), "name")
        for kind in ("departments", "unitGroups")
        for role in ("Executing", "Authority", "Authorized", "Coordinating")
    ],
    Part.STEPS: _steps,
    Part.EVIDENCES: lambda each: _rows(each.get("executionCases"), "name", _papers),
    Part.FORMS: lambda each: _rows(each.get("executionCases"), "name", _forms),
    Part.CHANNELS: lambda each: _rows(each.get("executionMethods"), "submissionMethod"),
    Part.PROCESSING_TIME: lambda each: _rows(
        each.get("executionMethods"),
        "submissionMethod",
        "processingTime",
        "processingTimeUnit",
        "description",
    ),
    Part.COSTS: lambda each: _rows(each.get("executionMethods"), "submissionMethod", _fees),
    Part.REQUIREMENTS: lambda each: each.get("requirementsAndConditions"),
    Part.OUTPUTS: lambda each: _rows(each.get("resultsDetails"), "name"),
    Part.LEGAL_BASIS: lambda each: _rows(each.get("legalBasisesDetails"), "code", "name"),
}
"""Part → what a national record says of it; only what is compared, without ids and file paths."""
