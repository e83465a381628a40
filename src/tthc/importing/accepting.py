"""Taking over what the national record says now, for procedures that stand already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tthc import terms
from tthc.importing.building import ORDER
from tthc.importing.difference import COMPARED, Difference
from tthc.importing.registers import Registers
from tthc.importing.yaml_text import changed
from tthc.model.source import Part

Plain = dict[str, Any]

ALL = "all"
_PARTS = {part.value for part in Part}
_BESIDE = {
    "cases": ("evidences", "forms"),
    "channels": ("online",),
}
"""Parts whose gaps come with a field of another name."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be taken over."""

    everything: bool = False
    codes: frozenset[str] = frozenset()
    fields: frozenset[tuple[str, str]] = frozenset()

    def takes(self, code: str, field: str) -> bool:
        return self.everything or code in self.codes or (code, field) in self.fields


def wish(words: Iterable[str]) -> Wish:
    """The wish written as `all`, `CODE` or `CODE:FIELD`. Raises `ValueError` that says what is
    wrong."""
    codes, pairs, everything = set(), set(), False
    for word in words:
        code, colon, name = word.partition(":")
        if word == ALL:
            everything = True
        elif not colon:
            codes.add(code)
        elif name in COMPARED:
            pairs.add((code, name))
        else:
            raise ValueError(
                f"không nhận riêng được mục «{name}»; chọn một trong: {', '.join(COMPARED)}"
            )
    return Wish(everything, frozenset(codes), frozenset(pairs))


def accepted(
    ours: Plain, content: bytes, national: Plain, taken: list[Difference], registers: Registers
) -> bytes:
    """The file `content`, which holds `ours`, with the fields of `taken` as in `national`, their
    gaps, and the note of a change that rule P12 asks for."""
    names = [each.field for each in taken]
    values = {name: national.get(name) for name in names}
    values["source"] = _source(ours.get("source") or {}, national["source"], names, registers)
    note = {
        "on": registers.today.isoformat(),
        "kind": "major",
        "note": note_of(taken, registers)[0],
    }
    values["changes"] = [*(ours.get("changes") or []), note]
    return changed(content, values, ORDER)


def note_of(taken: list[Difference], registers: Registers) -> tuple[str, str]:
    """The note on the change that taking over `taken` is, in Vietnamese and English."""
    fields = ", ".join(dict.fromkeys(terms.field(each.field) for each in taken))
    day = registers.read_on
    return (
        f"Theo Cơ sở dữ liệu quốc gia, bản đọc ngày {day:%d/%m/%Y}: {fields}.",
        f"Brought into line with the national database as read on {day.day} {day:%B %Y}.",
    )


def orphans(ours: Plain, national: Plain, names: Iterable[str]) -> list[str]:
    """Fields of ours, not among `names`, that speak of cases which go when `names` are taken over,
    each with the names of those cases."""
    if "cases" not in names:
        return []
    kept = {case["id"] for case in national.get("cases", [])}
    gone = {case["id"]: case["name"] for case in ours.get("cases") or [] if case["id"] not in kept}
    found = []
    for key, value in ours.items():
        if key not in {"cases", *names}:
            lost = [name for own, name in gone.items() if own in _referred(value)]
            found += [f"{terms.field(key)} ({key}): {'; '.join(lost)}"] if lost else []
    return found


def _referred(value: Any) -> set[str]:
    """Ids of the cases to which `value` refers."""
    if isinstance(value, list):
        return set().union(*map(_referred, value))
    if not isinstance(value, dict):
        return set()
    own = value.get("cases")
    return set(own if isinstance(own, list) else ()).union(*map(_referred, value.values()))


def _speaks_of_it(gap: Plain) -> bool:
    note = str(gap.get("note")).lower()
    return "bản ghi quốc gia" in note or "danh sách của cổng" in note


def _source(ours: Plain, national: Plain, names: list[str], registers: Registers) -> Plain:
    """Our source with the gaps of what is taken over. In what was imported, gaps that speak of the
    national record and the same parts are replaced; those that people wrote stay for them to
    judge."""
    parts = {each for name in names for each in (name, *_BESIDE.get(name, ()))} & _PARTS
    new = [gap for gap in national["gaps"] if gap["part"] in parts]
    is_imported = "imported_on" in ours
    kept = [
        gap
        for gap in ours.get("gaps") or []
        if not (is_imported and gap.get("part") in parts and _speaks_of_it(gap)) and gap not in new
    ]
    origin = {
        "name": national["origins"][0]["name"],
        "read_on": registers.read_on.isoformat(),
        "facts": ", ".join(dict.fromkeys(terms.field(name) for name in names)),
    }
    origins = [each for each in ours.get("origins") or [] if each != origin]
    made = {**ours, "origins": [*origins, origin], "gaps": [*kept, *new]}
    return {key: value for key, value in made.items() if value}
