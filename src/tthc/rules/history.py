"""Rules that compare a procedure with what was published before, or with its English side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from tthc import reading, terms
from tthc.model.procedure import ChangeKind, Procedure
from tthc.problems import Level
from tthc.rules.base import Context, Entry, Finding, Findings, rule
from tthc.wording import short_date

FUNCTIONAL = (
    "audience",
    "contact_point",
    "competent_authority",
    "participants",
    "steps",
    "channels",
    "online",
    "cases",
    "processing_time",
    "costs",
    "outputs",
    "requirements",
    "legal_basis",
    "requires",
)
"""Fields that change what somebody must do, bring, pay or wait."""
_WORDS = {"note", "text", "name", "description", "role", "reason", "medium"}
"""Below these keys a change of words alone changes nothing that one must do."""


@rule("P12", "Thay đổi nội dung phải có ghi chú", Procedure)
def functional_change_has_a_note(entry: Entry[Procedure], context: Context) -> Findings:
    before = context.history.previous(entry.file) if context.history else None
    if before is None:
        return
    old = reading.parse(before, entry.file).data
    new = entry.source.data
    if not isinstance(old, dict) or not isinstance(new, dict):
        return
    changed = [key for key in FUNCTIONAL if _substance(old.get(key)) != _substance(new.get(key))]
    if changed and not list(_new_major_notes(old, new)):
        names = ", ".join(f"{terms.field(key)} ({key})" for key in changed)
        yield Finding(
            (changed[0],),
            f"nội dung đã đổi ở {names} mà không có ghi chú thay đổi",
            "Thêm vào changes: - on: (hôm nay), kind: major, note: nói ngắn gọn đã đổi gì, "
            "ví dụ «Thời hạn giảm từ 15 còn 10 ngày làm việc».",
        )


def _substance(value: Any) -> Any:
    """`value` without words that may be polished freely."""
    if isinstance(value, dict):
        return {key: _substance(item) for key, item in value.items() if key not in _WORDS}
    if isinstance(value, list):
        return [_substance(item) for item in value]
    return value


def _new_major_notes(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Any]:
    known = list(old.get("changes") or [])
    for change in new.get("changes") or []:
        is_major = isinstance(change, dict) and change.get("kind") == ChangeKind.MAJOR
        if is_major and change not in known:
            yield change


@rule("P14", "Bản tiếng Anh không cũ hơn bản tiếng Việt", Procedure, Level.NOTICE)
def english_is_not_older(entry: Entry[Procedure], context: Context) -> Findings:
    code = PurePath(entry.file).stem
    translated = context.catalogue.translated_on.get(code)
    majors = [
        change.on
        for change in entry.record.changes
        if change.kind is ChangeKind.MAJOR and change.on
    ]
    if translated and majors and max(majors) > translated:
        yield Finding(
            ("changes",),
            f"bản tiếng Anh dịch ngày {short_date(translated)}, trước lần đổi nội dung ngày "
            f"{short_date(max(majors))}",
            f"Xem lại {code}.en.yml rồi sửa translated_on.",
        )
