"""Rules on policy updates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tthc import addresses, markdown
from tthc.model.source import Part
from tthc.model.update import FOLDER, PolicyUpdate, Severity, UpdateKind, slug_of
from tthc.problems import Level, shown
from tthc.reading import Place
from tthc.rules.base import Context, Entry, Finding, Findings, rule
from tthc.wording import short_date

WITH_A_DAY = (UpdateKind.NEW_POLICY, UpdateKind.AMENDED, UpdateKind.REPEALED)
"""Kinds that mean nothing without the day from which they hold."""

_FILE = re.compile(r"tep/[A-Za-z0-9][A-Za-z0-9._-]*\.(pdf|docx?|xlsx?|odt|ods|csv|txt)")
_ELEMENT = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_IMAGE = re.compile(r"!\[[^\]]*\]\(")
_END = r"/?(?:[#?].*)?"
_REGISTERS = tuple(
    (f"/{folder}({name}){_END}", register)
    for folder, name, register in (
        (addresses.PROCEDURES, r"\d[\d.]*", "procedures"),
        (addresses.LAWS, "[^/#?]+", "laws"),
        (addresses.UPDATES, "[^/#?]+", "updates"),
        (addresses.FIELDS, "[^/#?]+", "fields"),
    )
)
_OTHER_PAGES = (f"/{addresses.IMPACT}",)
_ALLOWED = re.compile(r"https?://[^/]+.*|mailto:.+|tel:.+", re.IGNORECASE | re.DOTALL)


@rule("P21", "Tên tệp của tin khớp với ngày và chỉ dùng một lần", PolicyUpdate)
def name_fits(entry: Entry[PolicyUpdate], context: Context) -> Findings:
    slug, day = slug_of(entry.file), entry.record.date
    if day and not entry.file.name.startswith(f"{day:%Y-%m-%d}-"):
        yield Finding(
            ("date",),
            f"ngày đăng {short_date(day)} khác ngày trong tên tệp {shown(entry.file.name)}",
            f"Đổi tên tệp thành {day:%Y-%m-%d}-{slug}.md, hoặc sửa date.",
        )
    first = context.catalogue.updates[slug]
    if first.file != entry.file:
        yield Finding(
            (),
            f"tên {shown(slug)} đã dùng ở {first.file}; hai tin không thể chung một địa chỉ",
            "Đổi phần tên sau ngày của một trong hai tệp.",
        )


@rule("P22", "Ngày tháng của tin đúng thứ tự", PolicyUpdate)
def days_are_in_order(entry: Entry[PolicyUpdate], context: Context) -> Findings:
    update = entry.record
    action, withdrawn = update.action_needed, update.withdrawn
    pairs: tuple[tuple[Place, date | None, date | None, str], ...] = (
        (
            ("effective_until",),
            update.effective_from,
            update.effective_until,
            "ngày hết hiệu lực trước ngày có hiệu lực",
        ),
        (("expires",), update.date, update.expires, "ngày hết thời sự trước ngày đăng"),
        (
            ("action_needed", "by"),
            update.date,
            action.by if action else None,
            "hạn cuối phải làm trước ngày đăng",
        ),
        (
            ("withdrawn", "on"),
            update.date,
            withdrawn.on if withdrawn else None,
            "ngày rút tin trước ngày đăng",
        ),
    )
    for place, first, second, what in pairs:
        if first and second and second < first:
            yield Finding(
                place,
                f"{what}: {short_date(second)} trước {short_date(first)}",
                "Kiểm tra lại hai ngày này trong văn bản gốc.",
            )
    if withdrawn and withdrawn.on and withdrawn.on > context.latest:
        yield Finding(
            ("withdrawn", "on"),
            f"ngày rút tin {short_date(withdrawn.on)} ở tương lai",
            f"Ghi ngày đã qua, chậm nhất là hôm nay {short_date(context.latest)}.",
        )
    for index, change in enumerate(update.changes):
        if change.on and update.date and change.on < update.date:
            yield Finding(
                ("changes", index, "on"),
                f"lần sửa ngày {short_date(change.on)} trước ngày đăng {short_date(update.date)}",
                "Ghi ngày sửa tin sau khi đã đăng.",
            )


@rule("P23", "Tin nói đủ điều người đọc cần", PolicyUpdate)
def says_what_readers_need(entry: Entry[PolicyUpdate], context: Context) -> Findings:
    update = entry.record
    declared = {gap.part for gap in update.source.gaps} if update.source else set()
    if update.kind in WITH_A_DAY and not update.effective_from and Part.STATUS not in declared:
        yield Finding(
            ("kind",),
            "tin không nói có hiệu lực từ ngày nào",
            "Thêm effective_from; nguồn không nói thì thêm vào source.gaps: part: status, "
            "note: Chưa rõ ngày có hiệu lực.",
            rests_on=(("effective_from",), ("source",)),
        )
    if update.severity is Severity.URGENT and not update.action_needed:
        yield Finding(
            ("severity",),
            "tin khẩn mà không nói ai phải làm gì",
            "Thêm action_needed: who, what, by; hoặc để severity: important.",
            rests_on=(("action_needed",),),
        )
    if update.kind is UpdateKind.CONSULTATION and not (
        update.action_needed and update.action_needed.by
    ):
        yield Finding(
            ("kind",),
            "tin lấy ý kiến mà không có hạn góp ý",
            "Thêm action_needed với by, ví dụ by: 2026-12-31.",
            rests_on=(("action_needed",),),
        )
    replaced_by = update.withdrawn.replaced_by if update.withdrawn else None
    if replaced_by and replaced_by == slug_of(entry.file):
        yield Finding(
            ("withdrawn", "replaced_by"),
            "tin được thay bằng chính nó",
            "Ghi tên của tin khác, hoặc bỏ dòng này.",
        )
    yield from _faults_of_attachments(update, context)


def _faults_of_attachments(update: PolicyUpdate, context: Context) -> Findings:
    for index, attachment in enumerate(update.attachments):
        if attachment.file and not _FILE.fullmatch(attachment.file):
            yield Finding(
                ("attachments", index, "file"),
                f"tệp đính kèm là {shown(attachment.file)}, không đúng chỗ hoặc không đúng loại",
                f"Đặt tệp vào docs/{FOLDER}/tep/, tên không dấu, loại pdf, docx, xlsx, odt, ods, "
                "csv hoặc txt, rồi ghi, ví dụ file: tep/mau-01.docx.",
            )
        elif attachment.file and not context.catalogue.has_document(f"{FOLDER}/{attachment.file}"):
            yield Finding(
                ("attachments", index, "file"),
                f"không có tệp docs/{FOLDER}/{attachment.file}",
                f"Đặt tệp vào docs/{FOLDER}/tep/ rồi ghi, ví dụ file: tep/mau-01.docx.",
            )


@rule("P24", "Nội dung tin chỉ dùng Markdown thường", PolicyUpdate)
def body_is_plain_markdown(entry: Entry[PolicyUpdate], context: Context) -> Findings:
    body = entry.record.body or ""
    rows = body.split("\n")
    for index, row in enumerate(rows):
        if found := _ELEMENT.search(row):
            yield Finding(
                ("body", index),
                f"{shown(found[0])} là HTML, trang sẽ hiện nguyên văn",
                "Dùng Markdown: **đậm**, *nghiêng*, «- » đầu dòng cho danh sách.",
                Level.WARNING,
            )
        if _IMAGE.search(row):
            yield Finding(
                ("body", index),
                "có hình trong nội dung; tin không đăng hình",
                "Viết thành chữ, hoặc đính kèm tệp ở mục attachments.",
            )
    for href in dict.fromkeys(markdown.links(body)):
        for message, advice in _faults(href, entry, context):
            index = next((at for at, row in enumerate(rows) if href in row), 0)
            yield Finding(("body", index), message, advice)


def _faults(href: str, entry: Entry[PolicyUpdate], context: Context) -> Iterator[tuple[str, str]]:
    if not markdown.is_of_this_site(href):
        if not _ALLOWED.fullmatch(href) and "@" not in href:
            yield (
                f"liên kết {shown(href)} không dùng được",
                "Trang khác thì ghi đủ https://…; trang này thì ghi từ gốc, ví dụ "
                "/thu-tuc/1.009664/.",
            )
        return
    for pattern, register in _REGISTERS:
        found = re.fullmatch(pattern, href)
        if found is None or href.partition("#")[0] in _OTHER_PAGES:
            continue
        target = context.catalogue.register(register).get(found[1])
        if register == "updates" and target and _appears_later(target.record, entry.record):
            yield (
                f"liên kết {shown(href)} dẫn đến tin chưa đăng vào ngày đăng tin này",
                "Bỏ liên kết, hoặc đăng tin kia trước.",
            )
        elif target is None and not context.catalogue.may_have(register, found[1]):
            yield (
                f"liên kết {shown(href)} dẫn đến trang không có",
                "Sửa lại mã trong liên kết, hoặc thêm dữ liệu của trang ấy trước.",
            )


def _appears_later(target: PolicyUpdate, update: PolicyUpdate) -> bool:
    if target.is_draft and not update.is_draft:
        return True
    return bool(target.date and update.date and target.date > update.date)
