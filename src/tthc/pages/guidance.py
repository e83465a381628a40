"""The guidance page of one procedure: all parts, in one order, always."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from markupsafe import Markup

from tthc import addresses
from tthc.model.procedure import Procedure
from tthc.pages import history
from tthc.pages.base import Page, Presenter, Section
from tthc.pages.history import ShownVersion
from tthc.pages.view import View
from tthc.terms import Language

PARTS = (
    ("tom-tat", "brief", "Tóm tắt", "In brief"),
    ("truong-hop", "cases", "Tôi thuộc trường hợp nào", "Which case am I"),
    ("trinh-tu", "steps", "Các bước thực hiện", "Steps"),
    ("ho-so", "papers", "Hồ sơ cần nộp", "Papers to hand in"),
    ("cach-nop", "channels", "Cách nộp, thời hạn và mức thu", "How to file, time and fees"),
    ("han-tra", "due-date", "Hạn trả kết quả", "When the result is due"),
    ("dieu-kien", "requirements", "Yêu cầu, điều kiện", "Conditions"),
    ("ket-qua", "outputs", "Kết quả", "Result"),
    ("can-cu", "law", "Căn cứ pháp lý", "Legal basis"),
    ("quyen", "rights", "Quyền của bạn", "Your rights"),
    ("lien-quan", "related", "Thủ tục liên quan", "Related procedures"),
    ("lich-su", "changes", "Lịch sử thay đổi", "Change history"),
    ("nguon", "source", "Nguồn và điều còn thiếu", "Sources and gaps"),
    ("gop-y", "feedback", "Góp ý cho trang này", "Feedback on this page"),
)
"""Anchor, value of `data-part`, headings. The head of the page comes before them."""


def page(presenter: Presenter, code: str) -> Page:
    """The page of the procedure with `code`: its guidance, or in a language that it has no words
    in, a notice with the facts that need none."""
    procedure = presenter.procedure(code)
    catalogue = presenter.catalogue
    file = catalogue.file_of(catalogue.procedures[code])
    address = addresses.procedure(code)
    if presenter.is_foreign(code):
        return Page(
            address,
            f"Procedure {code}",
            f"This guidance is not available in English yet. Field: {_field(presenter, code)}.",
            presenter.later(
                "guidance-notice.html.j2",
                address,
                procedure=procedure,
                v=View(presenter, procedure),
            ),
            trail=trail(presenter, code),
            file=file,
            is_translated=False,
            is_notice=True,
            is_record=True,
            about=frozenset({code}),
        )
    versions = history.shown_versions(presenter, code)
    return Page(
        address,
        presenter.short_title(procedure),
        ". ".join(filter(None, (presenter.belonging(procedure), procedure.summary))),
        body(presenter, procedure, address, versions),
        sections(presenter.language),
        trail(presenter, code),
        file,
        history.changed_on(versions, presenter.today),
        is_translated=code in catalogue.english,
        is_record=True,
        feed_title=presenter.short_title(procedure),
        about=frozenset({code}),
    )


def trail(
    presenter: Presenter, code: str, *, of_procedure: bool = False
) -> tuple[tuple[str, str], ...]:
    """The pages above that of the procedure, or above those that are its own (`of_procedure`)."""
    procedure = presenter.procedure(code)
    above = (
        (addresses.PROCEDURES, presenter.say("Thủ tục", "Procedures")),
        (addresses.field(procedure.field), _field(presenter, code)),
    )
    if not of_procedure:
        return above
    name = f"Procedure {code}" if presenter.is_foreign(code) else presenter.short_title(procedure)
    return (*above, (addresses.procedure(code), name))


def _field(presenter: Presenter, code: str) -> str:
    return presenter.name(presenter.catalogue.fields[presenter.procedure(code).field])


def body(
    presenter: Presenter,
    procedure: Procedure,
    address: str,
    versions: list[ShownVersion],
    version: ShownVersion | None = None,
) -> Callable[[], Markup]:
    """What renders the guidance at `address` with what to know of `versions`. It is that of
    `version` where that does not apply now."""
    return presenter.later(
        "guidance.html.j2",
        address,
        procedure=procedure,
        sections=sections(presenter.language),
        v=View(presenter, procedure, tuple(versions), version),
    )


@cache
def sections(language: Language) -> tuple[Section, ...]:
    """Those of every guidance."""
    return tuple(
        Section(anchor, english if language == "en" else vietnamese, part)
        for anchor, part, vietnamese, english in PARTS
    )
