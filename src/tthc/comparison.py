"""Telling which records of the national database have moved away from ours, and the register that
keeps what was found, so that pages can say so without the national files.

Only what both sides say alike is held against ours: title, announcing decision, dates. The rest is
worded or counted differently there (units of time that contradict their text, fees of 0 that mean
"set by the province", cases split in other ways), so it is only held against what the same record
said the last time, part by part.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date

from tthc import terms
from tthc.model.procedure import Procedure
from tthc.model.registers import NationalRecord
from tthc.model.source import Part
from tthc.national import one_line
from tthc.problems import shown
from tthc.text import fold
from tthc.wording import short_date

_SOURCE = "co so du lieu quoc gia"
"""In the folded name of an origin: what was read there is the national record."""


def read_on(procedure: Procedure) -> date | None:
    """The day on which `procedure` was last read from its national record; None when never."""
    origins = (each for each in procedure.source.origins if _SOURCE in fold(each.name))
    return max((each.read_on for each in origins), default=None)


def compared(
    fresh: Iterable[NationalRecord],
    known: Mapping[str, NationalRecord],
    procedures: Mapping[str, Procedure],
) -> dict[str, NationalRecord]:
    """`fresh` records of `procedures` by code, held against the `known` ones of the last time:
    with the parts that have changed since ours was read, and the title only where it differs.
    Those of the last time that are not in `fresh` stay as they are."""
    found = {code: each for code, each in known.items() if code in procedures}
    for record in fresh:
        if (procedure := procedures.get(record.code)) is not None:
            is_same_title = one_line(record.title or "") == one_line(procedure.title)
            found[record.code] = record.model_copy(
                update={
                    "title": None if is_same_title else record.title,
                    "changed": _changed(record, known.get(record.code), procedure),
                }
            )
    return dict(sorted(found.items()))


def _changed(
    record: NationalRecord, last: NationalRecord | None, procedure: Procedure
) -> tuple[Part, ...]:
    if last is None:
        return ()
    before = {each.part: each.digest for each in last.parts}
    kept = last.changed if _is_unread(last, procedure) else ()
    return tuple(
        each.part
        for each in record.parts
        if each.part in kept or before.get(each.part, each.digest) != each.digest
    )


def _is_unread(record: NationalRecord, procedure: Procedure) -> bool:
    """Whether nobody has read the national record since it was compared."""
    day = read_on(procedure)
    return day is None or day < record.compared_on


def differences(record: NationalRecord, procedure: Procedure) -> tuple[str, ...]:
    """In what `record` has moved away from `procedure`, in words for staff; empty when it has
    not, as far as can be told."""
    found = []
    if record.title:
        found.append(f"tên là {shown(record.title, 200)}")
    if record.decision and not _has_decision(record, procedure):
        signed = f" ký ngày {short_date(record.signed_on)}" if record.signed_on else ""
        found.append(f"quyết định công bố là {shown(record.decision)}{signed}")
    day = read_on(procedure)
    if day and record.updated_on and record.updated_on > day:
        found.append(
            f"cập nhật ngày {short_date(record.updated_on)}, ta đọc ngày {short_date(day)}"
        )
    if record.changed and _is_unread(record, procedure):
        parts = ", ".join(terms.label(part).lower() for part in record.changed)
        found.append(f"đã đổi ở phần: {parts}")
    return tuple(found)


def _has_decision(record: NationalRecord, procedure: Procedure) -> bool:
    return any(
        fold(one_line(each.number)) == fold(record.decision or "")
        and record.signed_on in (None, each.signed_on)
        for each in procedure.decisions
    )


_HEAD = """\
# Do lệnh viết ra, đừng sửa tay: python scripts/due.py --national THƯ_MỤC --record
# Bản ghi của Cơ sở dữ liệu quốc gia khi được đối chiếu lần gần nhất. Dấu (digest) cho biết phần
# nào đã đổi so với lần trước.
"""


def register(records: Iterable[NationalRecord]) -> str:
    """`registers/national-records.yml` as a text. JSON strings are YAML, and nothing in them can
    end them early."""
    lines = [_HEAD]
    for record in records:
        lines.append(f"- code: {record.code}\n")
        for key in ("title", "decision"):
            if text := getattr(record, key):
                lines.append(f"  {key}: {json.dumps(text, ensure_ascii=False)}\n")
        for key in ("signed_on", "updated_on", "compared_on"):
            if day := getattr(record, key):
                lines.append(f"  {key}: {day.isoformat()}\n")
        lines.append("  parts:\n")
        lines += [f"    - {{part: {each.part}, digest: {each.digest}}}\n" for each in record.parts]
        if record.changed:
            lines.append(f"  changed: [{', '.join(record.changed)}]\n")
    return "".join(lines)
