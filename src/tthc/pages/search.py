"""The page of search results. What is found is put there by a script; without it the page leads
to every procedure by its name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from tthc import addresses
from tthc.model.procedure import Audience, ChannelKind, Procedure
from tthc.pages.base import Page, Presenter, Section
from tthc.pages.paging import sheets
from tthc.text import slug, sort_key

KINDS = (
    ("procedure", "Thủ tục", "Procedure"),
    ("law", "Văn bản", "Law"),
    ("update", "Tin chính sách", "Policy update"),
    ("term", "Thuật ngữ", "Term"),
    ("field", "Lĩnh vực", "Field"),
    ("page", "Trang khác", "Other page"),
)
"""Kind of result, Vietnamese, English."""

_TYPED = {"Ă": "aw", "Â": "aa", "Đ": "dd", "Ê": "ee", "Ô": "oo", "Ơ": "ow", "Ư": "uw"}
"""Letters with marks, as people type them (Telex)."""
_TONES = dict.fromkeys(map(ord, "\u0300\u0309\u0303\u0301\u0323"))


def page(presenter: Presenter) -> Page:
    say = presenter.say
    procedures = list(presenter.catalogue.procedures.values())
    title = say("Danh sách A đến Z", "List from A to Z")
    return Page(
        addresses.SEARCH,
        say("Tìm kiếm", "Search"),
        say(
            "Tìm thủ tục, văn bản và thuật ngữ; gõ không dấu, viết tắt hay mã số đều được.",
            "Find procedures, law and terms by name, abbreviation or code.",
        ),
        presenter.later(
            "search.html.j2",
            addresses.SEARCH,
            fields=[
                (each.id, presenter.name(each)) for each in presenter.catalogue.fields.values()
            ],
            audiences=[
                (each.value, presenter.label(each))
                for each in Audience
                if any(each in procedure.audience for procedure in procedures)
            ],
            channels=[(each.value, presenter.label(each)) for each in ChannelKind],
            kinds=[(kind, say(vietnamese, english)) for kind, vietnamese, english in KINDS],
            letters=[] if presenter.is_large else _by_letter(presenter),
            letter_pages=_letters(presenter) if presenter.is_large else {},
            letters_title=title,
        ),
        (Section("a-z", title, "letters"),),
    )


def letters(presenter: Presenter) -> Iterator[Page]:
    """Lists of the procedures that begin with one letter, where one list of all is too long. Their
    Vietnamese names decide, so that the lists are the same in both languages."""
    if not presenter.is_large:
        return
    say = presenter.say
    for name, (letter, members) in _letters(presenter).items():
        title = say(f"Thủ tục từ A đến Z: {letter}", f"Procedures from A to Z: {letter}")
        for sheet in sheets(addresses.letter(name), members, presenter.limits.sheet):
            yield Page(
                sheet.address,
                presenter.numbered(title, sheet),
                presenter.numbered(title, sheet),
                presenter.later(
                    "letter.html.j2",
                    sheet.address,
                    title=title,
                    sheet=sheet,
                    originals=presenter.catalogue.procedures,
                ),
                trail=((addresses.SEARCH, say("Tìm kiếm", "Search")),),
                is_record=True,
                about=frozenset(),
            )


def _letters(presenter: Presenter) -> dict[str, tuple[str, list[str]]]:
    """Name in addresses → letter, and codes in the order of their Vietnamese names."""
    procedures = presenter.catalogue.procedures.values()
    found: dict[str, tuple[str, list[str]]] = {}
    for each in sorted(procedures, key=lambda each: sort_key(presenter.short_title(each))):
        letter = initial(presenter.short_title(each))
        name = _TYPED.get(letter) or slug(letter)
        if not name:
            name, letter = "khac", presenter.say("khác", "other")
        found.setdefault(name, (letter, []))[1].append(each.code)
    return found


def _by_letter(presenter: Presenter) -> list[tuple[str, list[Procedure]]]:
    """All procedures in alphabetical order, by their first letter."""
    ordered = sorted(presenter.procedures(), key=lambda each: sort_key(presenter.short_title(each)))
    return [
        (letter, list(members))
        for letter, members in groupby(
            ordered, key=lambda each: initial(presenter.short_title(each))
        )
    ]


def initial(title: str) -> str:
    """The letter under which `title` stands: `Ủy quyền` → `U`, `Đầu tư` → `Đ`."""
    first = unicodedata.normalize("NFC", title.strip())[:1].upper()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", first).translate(_TONES))
