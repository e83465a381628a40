"""Rules that compare a procedure with what was published before, or with its English side."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from tthc import reading, terms
from tthc.model.procedure import ChangeKind, Procedure
from tthc.problems import Level
from tthc.rules.base import Context, Entry, Finding, Findings, rule
from tthc.substance import FUNCTIONAL, differs
from tthc.wording import short_date


@rule("P12", "Thay đổi nội dung phải có ghi chú", Procedure)
def functional_change_has_a_note(entry: Entry[Procedure], context: Context) -> Findings:
    new = entry.source.data
    old = _before_the_last_note(entry, context)
    if old is None or not isinstance(new, dict):
        return
    changed = [key for key in FUNCTIONAL if differs(key, old.get(key), new.get(key))]
    if changed:
        names = ", ".join(f"{terms.field(key)} ({key})" for key in changed)
        yield Finding(
            (changed[0],),
            f"nội dung đã đổi ở {names} mà không có ghi chú thay đổi",
            "Thêm vào changes: - on: (hôm nay), kind: major, note: nói ngắn gọn đã đổi gì, "
            "ví dụ «Thời hạn giảm từ 15 còn 10 ngày làm việc».",
        )


def _before_the_last_note(entry: Entry[Procedure], context: Context) -> dict[str, Any] | None:
    """The oldest version with the same major notes as now: since then nothing may have changed
    that one must do. Looking back to it, and not only at the last version, finds a change without
    a note also after later edits."""
    oldest = None
    notes = _days_of_major_notes(entry.source.data)
    for content in context.history.versions(entry.file) if context.history else ():
        old = reading.parse(content, entry.file).data
        if not isinstance(old, dict) or _days_of_major_notes(old) != notes:
            break
        oldest = old
    return oldest


def _days_of_major_notes(data: Any) -> list[Any]:
    """Days and not words: a note may be worded better later."""
    changes = data.get("changes") if isinstance(data, dict) else None
    return [
        change.get("on")
        for change in (changes if isinstance(changes, list) else ())
        if isinstance(change, dict) and change.get("kind") == ChangeKind.MAJOR
    ]


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
