"""Policy updates: the list, a page for each, and what other pages say of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from markupsafe import Markup

from tthc import addresses, markdown, terms
from tthc.catalogue import Update
from tthc.model.procedure import Audience
from tthc.model.update import PolicyUpdate, ProcedureEffect, Severity, UpdateKind
from tthc.pages.base import Page, Presenter, Section
from tthc.text import fold
from tthc.versions import major_changes

REMEMBERED = timedelta(days=365)
"""How long a procedure's page says that it has changed."""

PARTS = (
    ("thay-doi", "content", "Nội dung", "What it says"),
    ("ap-dung", "audience", "Áp dụng cho ai", "Who it concerns"),
    ("thoi-gian", "dates", "Từ khi nào", "From when"),
    ("viec-can-lam", "action", "Bạn cần làm gì", "What you need to do"),
    ("thu-tuc", "procedures", "Thủ tục bị tác động", "Procedures concerned"),
    ("van-ban", "laws", "Văn bản", "Legal documents"),
    ("tep", "attachments", "Tệp đính kèm", "Attachments"),
    ("lich-su", "changes", "Các lần sửa tin này", "Changes of this update"),
    ("nguon", "source", "Nguồn và điều chưa xác nhận", "Sources and what is not confirmed"),
)
"""Anchor, value of `data-part`, headings."""


def index(presenter: Presenter) -> Page:
    """All updates, newest first; filters are added by a script."""
    say = presenter.say
    entries = [Entry(presenter, each) for each in presenter.catalogue.updates.values()]
    years = [
        (year, list(members))
        for year, members in groupby(entries, key=lambda each: each.record.date.year)
    ]
    kinds = [kind for kind in UpdateKind if any(each.record.kind is kind for each in entries)]
    named = {field for each in entries for field in each.record.fields}
    audiences = {who for each in entries for who in each.record.audience}
    return Page(
        addresses.UPDATES,
        say("Tin chính sách", "Policy updates"),
        say(
            "Điều gì đã đổi hoặc sắp đổi, cho ai, từ khi nào, phải làm gì.",
            "What has changed or will change, for whom, from when, and what to do.",
        ),
        presenter.later(
            "updates.html.j2",
            addresses.UPDATES,
            years=years,
            kinds=kinds,
            fields=[each for each in presenter.catalogue.fields.values() if each.id in named],
            audiences=[each for each in Audience if each in audiences],
            total=len(entries),
        ),
        tuple(Section(f"nam-{year}", str(year), "year") for year, _ in years),
        is_translated=all("en" in each.words for each in presenter.catalogue.updates.values()),
    )


def page(presenter: Presenter, slug: str) -> Page:
    """The page of one update, or in a language that it has no words in, a notice."""
    update = presenter.catalogue.updates[slug]
    entry = Entry(presenter, update)
    address = addresses.update(slug)
    trail = ((addresses.UPDATES, presenter.say("Tin chính sách", "Policy updates")),)
    if entry.is_foreign:
        return Page(
            address,
            f"Policy update of {presenter.date(update.record.date)}",
            "This update is not available in English yet.",
            presenter.later("update-notice.html.j2", address, each=entry),
            trail=trail,
            file=update.file,
            is_translated=False,
            is_notice=True,
            is_record=True,
            about=frozenset(),
        )
    majors = (change.on for _, change in major_changes(update.record.changes))
    sections = tuple(
        Section(anchor, presenter.say(vietnamese, english), part)
        for anchor, part, vietnamese, english in PARTS
        if part != "attachments" or entry.record.attachments
    )
    return Page(
        address,
        entry.record.title,
        entry.record.summary,
        presenter.later("update.html.j2", address, each=entry, sections=sections),
        sections,
        trail,
        update.file,
        max([update.record.date, *majors]),
        is_translated="en" in update.words,
        is_record=True,
        about=frozenset(),
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """One update as a page or a list shows it."""

    presenter: Presenter
    update: Update

    @property
    def record(self) -> PolicyUpdate:
        """In the words of the page's language where there are any."""
        return self.update.words.get(self.presenter.language, self.update.record)

    @property
    def is_foreign(self) -> bool:
        return self.presenter.language not in self.update.words

    @property
    def address(self) -> str:
        return addresses.update(self.update.slug)

    @property
    def standing(self) -> tuple[str, str]:
        """Label and look of the badge."""
        say, today, record = self.presenter.say, self.presenter.today, self.record
        if record.withdrawn:
            return say("Đã rút", "Withdrawn"), "bad"
        if record.effective_until and record.effective_until < today:
            return say("Đã hết hiệu lực", "No longer in effect"), "muted"
        if record.expires and record.expires <= today:
            return say("Tin cũ", "Past news"), "muted"
        if record.effective_from:
            return self._start(is_coming=record.effective_from > today)
        return say("Đã đăng", "Published"), "muted"

    def _start(self, *, is_coming: bool) -> tuple[str, str]:
        """Of what the update tells of: a repeal is no news that is in force."""
        say, ends = self.presenter.say, self.record.kind is UpdateKind.REPEALED
        if is_coming and ends:
            return say("Sắp hết hiệu lực", "To end"), "warn"
        if is_coming:
            return say("Sắp có hiệu lực", "Coming into effect"), "warn"
        if ends:
            return say("Đã hết hiệu lực", "No longer in force"), "muted"
        return say("Đang có hiệu lực", "In effect"), "ok"

    @property
    def begins(self) -> str:
        """What stands before the day from which it holds."""
        return terms.begins(self.record.kind, self.presenter.language)

    @property
    def is_current(self) -> bool:
        """Whether it is still news."""
        record, today = self.record, self.presenter.today
        return not record.withdrawn and not (record.expires and record.expires <= today)

    @property
    def replacement(self) -> Entry | None:
        """The update that stands in place of a withdrawn one, once it is published."""
        withdrawn = self.record.withdrawn
        found = self.presenter.catalogue.updates.get((withdrawn and withdrawn.replaced_by) or "")
        return Entry(self.presenter, found) if found else None

    @property
    def severity_look(self) -> str:
        return {Severity.URGENT: "bad", Severity.IMPORTANT: "warn"}.get(self.record.severity, "")

    @property
    def words(self) -> str:
        """Folded text that the filter box looks in."""
        catalogue, sides = self.presenter.catalogue, self.update.words.values()
        numbers = [catalogue.laws[law].number for law in self.record.laws]
        codes = [each.code for each in self.record.procedures]
        parts = [text for side in sides for text in (side.title, side.summary)]
        return fold(" ".join([*parts, *numbers, *codes]))

    def body(self) -> Markup:
        here = addresses.ROOTS[self.presenter.language] + self.address
        return markdown.rendered(
            self.record.body or "",
            link=lambda path: addresses.relative(
                here, addresses.ROOTS[self.presenter.language] + path
            ),
            table_label=self.presenter.say("Bảng trong tin", "Table of the update"),
        )


@dataclass(frozen=True, slots=True)
class Notice:
    """What the page of a procedure says of an update, above everything else."""

    text: str
    look: str
    entry: Entry


def entries(presenter: Presenter, *, limit: int) -> list[Entry]:
    """The newest updates that are still news."""
    found = (Entry(presenter, each) for each in presenter.catalogue.updates.values())
    return [each for each in found if each.is_current][:limit]


def of_procedure(presenter: Presenter, code: str) -> list[Entry]:
    return _those(presenter, "procedures", code)


def of_law(presenter: Presenter, identity: str) -> list[Entry]:
    return _those(presenter, "laws", identity)


def of_field(presenter: Presenter, identity: str) -> list[Entry]:
    return _those(presenter, "fields", identity)


def notices(presenter: Presenter, code: str) -> list[Notice]:
    """Changes of the procedure that updates announce: those to come, and those of the last
    year."""
    found = []
    for entry in of_procedure(presenter, code):
        starts, today = entry.record.effective_from, presenter.today
        changes = any(
            each.code == code and each.effect is not ProcedureEffect.CONCERNED
            for each in entry.record.procedures
        )
        if not changes or starts is None or not entry.is_current:
            continue
        if starts > today:
            found.append(Notice(_announcement(presenter, starts, "coming"), "warn", entry))
        elif starts + REMEMBERED > today:
            found.append(Notice(_announcement(presenter, starts, "past"), "info", entry))
    return found


def _announcement(presenter: Presenter, day: date, when: str) -> str:
    words = presenter.date(day)
    if when == "coming":
        return presenter.say(f"Sắp thay đổi từ ngày {words}:", f"Will change on {words}:")
    return presenter.say(f"Đã thay đổi từ ngày {words}:", f"Changed on {words}:")


def _those(presenter: Presenter, register: str, identity: str) -> list[Entry]:
    """Updates that concern something, newest first."""
    return [Entry(presenter, each) for each in presenter.updates[register].get(identity, ())]
