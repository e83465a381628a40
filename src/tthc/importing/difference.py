"""What the national record says otherwise than before, and than the procedure that stands.

What it said before is remembered beside the data, in `national/<code>.json`: only what matters to
rule P12, without words that may be polished freely.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from tthc import terms
from tthc.fields import FormField, Kind, fields
from tthc.importing.words import cut
from tthc.model.procedure import Procedure
from tthc.model.registers import NationalPart, NationalRecord
from tthc.model.source import Part
from tthc.substance import FUNCTIONAL, substance

Plain = dict[str, Any]
Name = Callable[[str, str], str]
"""Register and id → what people call it."""

FOLDER = "national"
"""Below the data folder."""
COMPARED = (*FUNCTIONAL, "decisions", "province")
_KEYS = {
    "id": "cases",
    "type": "evidence_types",
    "document": "laws",
    "kind": "",
    "agency": "agencies",
    "number": "",
}
"""What tells the items of a list apart, in this order, and the register that has its name."""
_MANY = 12
"""Lines on one field of one procedure; beyond them only their number is told."""


def snapshot(procedure: Plain) -> Plain:
    """What is remembered of a procedure: by field its substance, and where there are words beside
    it, a digest of everything."""
    return {key: _kept(procedure[key]) for key in COMPARED if procedure.get(key)}


def _kept(value: Any) -> Plain:
    plain = substance(value)
    if plain == value:
        return {"is": plain}
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return {"is": plain, "words": hashlib.sha256(text.encode()).hexdigest()[:16]}


def snapshot_text(code: str, made: Plain) -> bytes:
    """The file that remembers `made`, the snapshot of `code`; one line for each field."""
    rows = [f'"code": "{code}"']
    rows += [
        f'"{key}": {json.dumps(value, ensure_ascii=False, separators=(",", ":"))}'
        for key, value in made.items()
    ]
    return ("{\n" + ",\n".join(rows) + "\n}\n").encode()


def remembered(folder: Path, code: str) -> Plain | None:
    """The snapshot of `code` in the data folder; None when there is none that can be read."""
    try:
        found = json.loads((folder / FOLDER / f"{code}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    return {key: found[key] for key in COMPARED if isinstance(found.get(key), dict)}


@dataclass(frozen=True, slots=True)
class Difference:
    """Of one field of one procedure. Absent values are None."""

    field: str
    then: Any
    now: Any
    ours: Any
    is_remembered: bool
    """Whether `then` is known."""
    is_known_to_change: bool = False
    """Whether the register of compared records tells that it changed, though not from what."""

    @property
    def is_in_words(self) -> bool:
        """Whether only words changed that may be polished freely."""
        return self.is_remembered and bool(self.then == self.now)

    @property
    def is_ours_too(self) -> bool:
        """Whether what stands here was changed as well, so that taking over loses something."""
        return bool(self.ours != self.then)


def differences(then: Plain | None, now: Plain, ours: Plain) -> list[Difference]:
    """Fields in which the record has changed, or of a record that nobody remembers, fields in which
    it differs from what stands; but none in which both agree. `then` and `now` are snapshots,
    `ours` the procedure that stands."""
    found = []
    here = snapshot(ours)
    for key in COMPARED:
        before, national, own = (side.get(key, {}) for side in (then or {}, now, here))
        if national == own or (then is not None and national == before):
            continue
        if then is None and national.get("is") == own.get("is"):
            continue
        plain = [side.get("is") for side in (before, national, own)]
        found.append(Difference(key, plain[0], plain[1], plain[2], then is not None))
    return found


PARTS = {
    Part.AUDIENCE: ("audience",),
    Part.CONTACT_POINT: ("contact_point",),
    Part.COMPETENT_AUTHORITY: ("competent_authority", "executing_agencies", "participants"),
    Part.STEPS: ("steps",),
    Part.EVIDENCES: ("cases",),
    Part.FORMS: ("cases",),
    Part.CHANNELS: ("channels", "online"),
    Part.PROCESSING_TIME: ("processing_time", "channels"),
    Part.COSTS: ("costs", "channels"),
    Part.REQUIREMENTS: ("requirements",),
    Part.OUTPUTS: ("outputs",),
    Part.LEGAL_BASIS: ("legal_basis",),
}
"""Part of a national record → our fields that follow from it."""


def since(
    found: list[Difference], before: NationalRecord, now: Iterable[NationalPart]
) -> list[Difference]:
    """Those of `found` that follow from parts of a record which have changed since it was compared
    as `before`."""
    digests = {each.part: each.digest for each in before.parts}
    fields = {
        name
        for each in now
        if digests.get(each.part, each.digest) != each.digest
        for name in PARTS.get(each.part, ())
    }
    return [replace(each, is_known_to_change=True) for each in found if each.field in fields]


def told(
    code: str, title: str, found: list[Difference], name: Name, on_page: Callable[[str], list[str]]
) -> str:
    """A paragraph on the differences of one procedure. `on_page` says of a field what taking it
    over changes for readers."""
    lines = [f"  {code} {title}"]
    if not found[0].is_remembered:
        names = ", ".join(f"{terms.field(each.field)} ({each.field})" for each in found)
        if found[0].is_known_to_change:
            lines.append(f"    bản ghi quốc gia đã đổi từ lần đối chiếu trước ở: {names}")
        else:
            lines.append(f"    chưa nhớ bản ghi lần trước, không biết bên nào đổi; khác ở: {names}")
            lines.append("    nhớ bản ghi hiện nay làm mốc: thêm --remember")
            return "\n".join(lines)
    for each in found:
        kind = "cả hai bên cùng đổi" if each.is_ours_too else "trang này chưa sửa từ lần trước"
        if not each.is_remembered:
            kind = "quốc gia nay ghi khác trang này"
        kind += "; chỉ đổi lời văn" if each.is_in_words else ""
        lines.append(f"    {terms.field(each.field)} ({each.field}): {kind}")
        words = on_page(each.field)
        if each.is_remembered and (each.is_ours_too or not words):
            lines += _indented([f"quốc gia: {row}" for row in _rows(each, name)])
        lines += _indented([f"nhận vào thì trang này: {row}" for row in words])
    return "\n".join(lines)


def _indented(rows: list[str]) -> list[str]:
    more = [f"… và {len(rows) - _MANY} chỗ nữa"] if len(rows) > _MANY else []
    return [f"      {row}" for row in [*rows[:_MANY], *more]]


def _rows(difference: Difference, name: Name) -> Iterator[str]:
    model: type[BaseModel] = Procedure
    key = difference.field
    sides = [
        dict(_leaves({key: side}, model, name)) if side else {}
        for side in (
            difference.then if difference.is_remembered else difference.ours,
            difference.now,
            difference.ours,
        )
    ]
    then, now, ours = sides
    for place in dict.fromkeys([*then, *now]):
        if then.get(place) != now.get(place):
            own = ours.get(place)
            here = "" if own == then.get(place) else f"; trang này: {own or 'không có'}"
            yield (
                f"{place or terms.field(key)}: {then.get(place) or 'không có'} → "
                f"{now.get(place) or 'không có'}{here}"
            )


def _leaves(
    data: Mapping[str, Any], model: type[BaseModel], name: Name, place: str = ""
) -> Iterator[tuple[str, str]]:
    """Every value in words, with where it stands in words."""
    for field in fields(model):
        value = data.get(field.key)
        if value is None:
            continue
        label = terms.field(field.key)
        items = value if isinstance(value, list) else [value]
        seen: dict[str, int] = {}
        for item in items:
            if field.kind is Kind.RECORD and isinstance(item, dict):
                mark = _mark(item, field.type, name)
                seen[mark] = seen.get(mark, 0) + 1
                number = f" {seen[mark]}" if seen[mark] > 1 or not mark else ""
                here = f"{place}{label}{f' «{mark}»' if mark else ''}{number}"
                inner = dict(_leaves(item, field.type, name, f"{here} › "))
                yield from inner.items() if inner else [(here, "có")]
                if mark:
                    yield here, "có"
        if field.kind is not Kind.RECORD:
            yield f"{place}{label}", ", ".join(_words(field, item, name) for item in items)


def _mark(item: Mapping[str, Any], model: type[BaseModel], name: Name) -> str:
    """What tells `item` from others of its list, in words; empty when nothing does."""
    for field in fields(model):
        if field.key in _KEYS and isinstance(item.get(field.key), str):
            register = _KEYS[field.key]
            value = item[field.key]
            return cut(name(register, value) if register else _words(field, value, name), 90)
    return ""


def _words(field: FormField, value: Any, name: Name) -> str:
    if field.kind is Kind.CHOICE:
        try:
            return terms.label(field.type(value)) or str(value)
        except ValueError:
            return str(value)
    return name(field.register, value) if field.register else str(value)
