"""Lists that show facts say which of them a program took over and nobody has checked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import CASES
from tests.importing.made import BOARD, CODE, HOME, OWNER, TODAY, imported, record
from tthc import catalogue
from tthc.catalogue import Catalogue
from tthc.pages import Page, Presenter, pages_of
from tthc.pages.indexes import unchecked
from tthc.pages.paging import Limits
from tthc.search import documents
from tthc.site import Site
from tthc.terms import Language

MARKS: dict[Language, str] = {"vi": "chưa kiểm tra", "en": "not checked"}
SENTENCES: dict[Language, str] = {
    "vi": "được nhập tự động từ Cơ sở dữ liệu quốc gia và chưa ai kiểm tra.",
    "en": "taken over by a program from the national database; nobody has checked",
}
CHECKED = f"every_months: 6\n  verified_by: {OWNER}\n  verified_on: 2026-11-23\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two procedures that people wrote and one that was imported, in one field and for one
    purpose."""
    shutil.copytree(HOME, tmp_path / "procedures")
    shutil.copytree(CASES / "docs", tmp_path / "docs")
    found = imported(tmp_path, record(categoriesDetails=[{"name": "Thử nghiệm"}])).folder
    replace(found, "every_months: 6\n", "every_months: 6\nevents: [bat-dau]\n")
    return found


def replace(folder: Path, old: str, new: str) -> None:
    file = folder / f"thu-nghiem/{CODE}.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def read(folder: Path) -> Catalogue:
    return catalogue.load(folder, TODAY)[0]


def presenter(folder: Path, language: Language = "vi", whole: int = 300) -> Presenter:
    return Presenter(read(folder), TODAY, language, Site("", BOARD), Limits(whole=whole))


def lists(shown: Presenter) -> list[Page]:
    """Pages with the facts of the imported procedure in a list."""
    return [page for page in pages_of(shown) if f'<li data-code="{CODE}"' in page.body]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("whole", "addresses"),
    [
        (300, {"thu-tuc/", "thu-tuc/theo-muc-dich/", "linh-vuc/thu-nghiem/"}),
        (0, {"linh-vuc/thu-nghiem/", "thu-tuc/theo-muc-dich/bat-dau/"}),
    ],
)
def test_it_is_told_above_the_list_and_in_it(
    folder: Path, language: Language, whole: int, addresses: set[str]
) -> None:
    found = lists(presenter(folder, language, whole))
    assert {page.address for page in found} == addresses
    for page in found:
        head, *rows = str(page.body).split('<li data-code="')
        assert head.count(SENTENCES[language]) == 1, page.address
        assert {row[:8] for row in rows if f">{MARKS[language]}<" in row} == {CODE[:8]}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_somebody_has_checked_has_no_mark(folder: Path, language: Language) -> None:
    replace(folder, "every_months: 6\n", CHECKED)
    for page in lists(presenter(folder, language)):
        assert MARKS[language] not in page.body and SENTENCES[language] not in page.body


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_search_tells_it(folder: Path, language: Language) -> None:
    rows = {row.key: row.facts for row in documents.documents(presenter(folder, language), ())}
    told = {key for key, facts in rows.items() if facts.endswith(f" · {MARKS[language]}")}
    assert told == {CODE}


@pytest.mark.parametrize(
    ("number", "of_all", "vietnamese", "english"),
    [
        (0, 3, "", ""),
        (1, 1, "Thủ tục ở danh sách này được nhập", "The procedure in this list was taken over"),
        (3, 3, "Mọi thủ tục ở danh sách này được", "All procedures in this list were taken over"),
        (
            1,
            2,
            "1 trong 2 thủ tục ở danh sách này, có ghi «chưa kiểm tra», được nhập",
            "1 of the 2 procedures in this list, marked “not checked”, was taken over",
        ),
        (
            1200,
            1239,
            "1.200 trong 1.239 thủ tục ở danh sách này",
            "1,200 of the 1,239 procedures in this list, marked “not checked”, were taken over",
        ),
    ],
)
def test_the_sentence_fits_the_list(
    folder: Path, number: int, of_all: int, vietnamese: str, english: str
) -> None:
    languages: dict[Language, str] = {"vi": vietnamese, "en": english}
    for language, words in languages.items():
        shown = presenter(folder, language)
        members = [shown.procedure(CODE)] * number
        members += [shown.procedure("9.000001")] * (of_all - number)
        sentence = unchecked(shown, members)
        assert sentence.startswith(words) and bool(sentence) == bool(words)
