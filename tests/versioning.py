"""Changes of the fictional procedure, committed or not, and what becomes of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.conftest import TODAY
from tests.editing import commit, edit
from tthc import catalogue, pages, problems
from tthc.git_history import GitHistory
from tthc.terms import Language

CODE = "9.000001"
FIRST, SECOND = "2026-06-01", "2026-07-10"
TOLD = "Thời hạn giải quyết, trường hợp «Cấp lại»: 3 → 2 ngày làm việc"
NOTE = "Cấp lại nhanh hơn một ngày."
SINCE = "Áp dụng cho hồ sơ nộp từ 01/08/2026, theo Nghị định 901/2021/NĐ-TN, Điều 7."
AUGUST = date(2026, 8, 1)


def vietnamese(data: Path) -> Path:
    return data / f"thu-nghiem/{CODE}.yml"


def english(data: Path) -> Path:
    return data / f"thu-nghiem/{CODE}.en.yml"


def shorten(data: Path, old: int = 3, new: int = 2) -> None:
    edit(vietnamese(data), f"  - value: {old}\n", f"  - value: {new}\n")


def note(data: Path, on: str = SECOND, text: str = NOTE, *more: str) -> None:
    lines = [f"  - on: {on}", "    kind: major", f"    note: {text}", *(f"    {x}" for x in more)]
    with vietnamese(data).open("a", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in lines))
    with english(data).open("a", encoding="utf-8") as file:
        file.write("  - note: Reissuance takes one day less.\n")
    edit(english(data), "translated_on: 2026-06-02", "translated_on: 2026-07-11")


LATER = ("effective_from: 2026-08-01", "law: [{document: 901-2021-nd-tn, articles: [Điều 7]}]")


def load(data: Path, day: date = TODAY) -> tuple[catalogue.Catalogue, list[problems.Problem]]:
    root = data.parent
    return catalogue.load(
        data, day, documents=root / "docs", history=GitHistory.of(root), latest=AUGUST
    )


def read(data: Path, day: date = TODAY) -> catalogue.Catalogue:
    found, reported = load(data, day)
    assert [str(each) for each in reported if each.level is problems.Level.ERROR] == []
    return found


def site(data: Path, day: date = TODAY, language: Language = "vi") -> dict[str, pages.Page]:
    return {each.address: each for each in pages.all_pages(read(data, day), day, language)}


Shown = dict[str, tuple[str, str, date | None]]
"""Address → title, body and day of a page."""


def shown(data: Path, day: date = TODAY, language: Language = "vi") -> Shown:
    found = site(data, day, language).items()
    return {address: (page.title, page.body, page.updated_on) for address, page in found}


def days(found: catalogue.Catalogue) -> int:
    """The time limit of reissuance in the version that applies."""
    return found.procedures[CODE].processing_time[1].value


def ids(found: catalogue.Catalogue) -> list[str]:
    return [each.id for each in found.versions[CODE]]


def text(page: pages.Page) -> str:
    return " ".join(page.body.striptags().split())


def note_again(data: Path, on: str, text: str) -> None:
    edit(english(data), "translated_on: 2026-07-11", "translated_on: 2026-06-02")
    note(data, on, text)


def announce(data: Path) -> None:
    """Commits a change that is published on 10 July and applies from 1 August."""
    shorten(data)
    note(data, SECOND, NOTE, *LATER)
    commit(data.parent)
