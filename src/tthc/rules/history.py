"""Rules that compare a procedure with what was published before, or with its English side."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import PurePath
from typing import Any

from tthc import former, prose, reading, terms
from tthc.memory import recalled
from tthc.model.procedure import ChangeKind, Procedure
from tthc.model.update import FOLDER, slug_of
from tthc.problems import Level
from tthc.rules.base import Context, Entry, Finding, Findings, own_rule, rule
from tthc.substance import FUNCTIONAL, differs
from tthc.versions import applies_from, major_changes, noted_days
from tthc.wording import short_date


@rule("P12", "Thay đổi nội dung phải có ghi chú", Procedure)
def functional_change_has_a_note(entry: Entry[Procedure], context: Context) -> Findings:
    old = _before_the_last_note(entry, context)
    if old is None:
        return

    def compare() -> list[str]:
        before, now = reading.parse(old, entry.file).data, entry.source.data
        return [key for key in FUNCTIONAL if differs(key, before.get(key), now.get(key))]

    key = entry.source.key
    changed = recalled(context.memory, ("changed", key, old), compare) if key else compare()
    if changed:
        names = ", ".join(f"{terms.field(key)} ({key})" for key in changed)
        yield Finding(
            (changed[0],),
            f"nội dung đã đổi ở {names} mà không có ghi chú thay đổi",
            "Thêm vào changes: - on: (hôm nay), kind: major, note: nói ngắn gọn đã đổi gì, "
            "ví dụ «Thời hạn giảm từ 15 còn 10 ngày làm việc».",
        )


def _before_the_last_note(entry: Entry[Procedure], context: Context) -> bytes | None:
    """The oldest version with the same major notes as now: since then nothing may have changed
    that one must do. Looking back to it, and not only at the last version, finds a change without
    a note also after later edits."""
    oldest, notes = None, None
    for content in context.history.versions(entry.file) if context.history else ():
        notes = _noted_now(entry) if notes is None else notes
        if notes is None or _noted(content, entry.file, context) != notes:
            break
        oldest = content
    return oldest


def _noted_now(entry: Entry[Procedure]) -> list[str] | None:
    """As `noted_days` of the file; None when it holds no mapping."""
    if not entry.broken:
        majors = (each for each in entry.record.changes if each.kind is ChangeKind.MAJOR)
        return sorted(each.on.isoformat() for each in majors)
    data = entry.source.data
    return noted_days(data) if isinstance(data, dict) else None


def _noted(content: bytes, file: PurePath, context: Context) -> list[str] | None:
    """As `_noted_now`, of what was published as `file`."""

    def look() -> list[str] | None:
        data = reading.parse(content, file).data
        return noted_days(data) if isinstance(data, dict) else None

    return recalled(context.memory, ("noted", content), look)


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


@rule("P27", "Có bản áp dụng vào ngày dựng trang", Procedure, Level.WARNING)
def version_of_the_day_is_kept(entry: Entry[Procedure], context: Context) -> Findings:
    code = entry.record.code
    if context.catalogue.procedures.get(code) is not entry.record:
        return  # a second file with its code
    kept = [each.id for each in context.catalogue.versions.get(code, ())]
    missing = former.missing_on(entry.record, kept, context.today) if kept else None
    if missing:
        yield Finding(
            ("changes",),
            f"không có bản {missing}, là bản áp dụng vào ngày {short_date(context.today)}; trang "
            "phải dùng bản mới nhất",
            "Chạy python scripts/record_versions.py ở máy có đủ lịch sử git, rồi gửi lên tệp "
            f"procedures/{former.FOLDER}/{code}/{missing}.yml.",
        )


@own_rule("P28", "Bản sau không áp dụng trước bản trước", Procedure)
def versions_follow_each_other(entry: Entry[Procedure]) -> Findings:
    majors = major_changes(entry.record.changes)
    for (_, earlier), (_, later) in pairwise(majors):
        if applies_from(later) < applies_from(earlier):
            index = next(i for i, each in enumerate(entry.record.changes) if each is later)
            yield Finding(
                ("changes", index, "effective_from"),
                f"thay đổi đăng ngày {short_date(later.on)} áp dụng từ "
                f"{short_date(applies_from(later))}, trước thay đổi đăng ngày "
                f"{short_date(earlier.on)} (áp dụng từ {short_date(applies_from(earlier))})",
                "Tệp lúc đó đã gồm cả thay đổi trước, nên bản sau không thể áp dụng sớm hơn. Sửa "
                "effective_from; nếu đúng là sớm hơn thì tạm bỏ thay đổi trước khỏi tệp, đăng thay "
                "đổi này, rồi ghi lại thay đổi trước với ngày on mới.",
            )


@rule("P29", "Ghi chú đã đăng giữ nguyên ngày", Procedure, Level.WARNING)
def published_notes_keep_their_days(entry: Entry[Procedure], context: Context) -> Findings:
    before = next(context.history.versions(entry.file), None) if context.history else None
    if before is None:
        return
    noted = Counter(_noted(before, entry.file, context) or ())
    gone = noted - Counter(_noted_now(entry) or ())
    for day in sorted(gone):
        if _is_past(day, context.latest):
            yield Finding(
                ("changes",),
                f"ghi chú major ngày {short_date(date.fromisoformat(day))} đã đăng nay không còn, "
                "nên địa chỉ của bản ấy mất và chương trình đọc tin báo lại như tin mới",
                f"Ghi lại ghi chú với on: {day}. Lời của ghi chú thì sửa được; ngày áp dụng khác "
                "thì ghi ở effective_from.",
            )


def _is_past(day: str, latest: date) -> bool:
    try:
        return date.fromisoformat(day) <= latest
    except ValueError:  # reported when it was written
        return False


@rule("P30", "Địa chỉ đã đăng thì giữ mãi", None, Level.WARNING)
def published_files_are_kept(whole: Entry[Any], context: Context) -> Findings:
    for file in sorted(context.history.lately()) if context.history else ():
        register, name = _named(file, whole.file.parts[0])
        if not register or name in context.catalogue.register(register):
            continue
        if context.catalogue.may_have(register, name):
            continue
        if register != "updates" or _was_public(file, context):
            message = "tệp đã đăng bị xóa hoặc đổi tên, nên địa chỉ của trang mất"
            yield Finding((), message, _KEEP[register], file=file)


_KEEP = {
    "procedures": "Khôi phục tệp; thủ tục hết hiệu lực thì ghi quyết định bãi bỏ (action: repealed)"
    ", trang vẫn mở được và nói rõ điều đó.",
    "laws": "Khôi phục tệp; văn bản hết hiệu lực thì ghi expires_on, trang vẫn mở được.",
    "updates": "Khôi phục tệp, giữ nguyên tên sau ngày; tin sai thì thêm withdrawn: on, why, "
    "replaced_by, địa chỉ cũ vẫn mở được.",
}


def _named(file: PurePath, folder: str) -> tuple[str, str]:
    """The register and the identity of what stands in `file`; empty for what has no page."""
    match file.parts:
        case (top, "law", _) if top == folder and file.suffix == ".yml":
            return "laws", file.stem
        case (top, _, _) if top == folder and re.fullmatch(r"\d\.\d{6}\.yml", file.name):
            return "procedures", file.stem
        case ("docs", update, name) if update == FOLDER and not name.endswith(".en.md"):
            return ("updates", slug_of(file)) if slug_of(file) else ("", "")
    return "", ""


def _was_public(file: PurePath, context: Context) -> bool:
    """Whether the update that last stood in `file` could be seen."""
    assert context.history
    _, content = next(context.history.contents(file), (0, b""))
    data = prose.parse(content, file).data
    if not isinstance(data, dict) or data.get("is_draft") == "true":
        return False
    return _is_past(str(data.get("date")), context.latest)
