"""The file of names gives back in the browser what was written in Python."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace

import pytest

from tests.search.engine import Files, answer, glossary, site, site_names
from tthc.search.documents import Document
from tthc.search.names import split
from tthc.search.rewriting import UNHEARD, Rewriting
from tthc.terms import Language

LANGUAGES: tuple[Language, ...] = ("vi", "en")

ODD = (
    "Cấp  Giấy phép",
    " thừa khoảng trắng ",
    "C/O mẫu D, (bản 2); 50% – “ngoặc”",
    unicodedata.normalize("NFD", "Hủy tờ khai hải quan"),
    "",
    "!",
    "\n\t",
    '\\ " # ~ đ',
    "😀 cười",
    "a" * 1000,
)


def document(title: str, **values: object) -> Document:
    return replace(Document("page", f"k{title}", title, "p/"), **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_and_all_that_is_shown_come_back(language: Language) -> None:
    rows = answer(site_names(language))["documents"]
    found = {(row["kind"], row["url"]): row for row in rows}
    for each in site(language):
        shown = found[each.kind, each.url]
        assert shown["key"] == each.key
        assert shown["title"] == each.title
        assert shown["field"] == each.field
        assert shown["audience"] == sorted(each.audience)
        assert shown["channel"] == sorted(each.channels)
        assert shown["agency"] == list(each.agency)
        assert shown["facts"] == each.facts
        assert shown["boost"] == each.boost
        assert shown["isForeign"] == each.is_foreign
    assert len(rows) == len(site(language))


def test_odd_names_come_back_as_they_were() -> None:
    shown = answer(Files.of([document(title) for title in ODD]))["documents"]
    assert {each["title"] for each in shown} == set(ODD)


def test_very_many_different_words_come_back() -> None:
    titles = [" ".join(f"w{number}" for number in range(at, at + 50)) for at in range(0, 9000, 45)]
    shown = answer(Files.of([document(title) for title in titles]))["documents"]
    assert {each["title"] for each in shown} == set(titles)


def test_names_that_say_much_the_same_come_back() -> None:
    titles = [f"Cấp giấy phép, cấp lại giấy phép xây dựng số {number}" for number in range(200)]
    shown = answer(Files.of([document(title) for title in titles]))["documents"]
    assert {each["title"] for each in shown} == set(titles)


def test_no_names_are_a_file_too() -> None:
    assert answer(Files.of([]), ["giấy phép"])["found"][0]["items"] == []


def test_the_same_documents_make_the_same_file() -> None:
    assert Files.of(site("vi")[::-1], glossary()) == site_names("vi")


def test_only_a_single_space_between_words_is_left_out() -> None:
    assert split("a b, c  d") == ["a", "b", ", ", "c", "  ", "d"]
    assert split(" a ") == [" ", "a", " "]


def test_rewritings_to_what_no_name_says_are_left_out() -> None:
    table = Rewriting(lay={"sổ đỏ": ("giấy chứng nhận", "giấy vuông"), "xe hơi": ("ô tô",)})
    assert table.pruned(["Cấp Giấy chứng nhận"]).lay == {f"{UNHEARD}sổ đỏ": ("giấy chứng nhận",)}


def test_the_glossary_wins_over_the_general_words() -> None:
    data = json.loads(site_names("vi").wording)["lay"]
    assert any("sổ đỏ" in line and "quyền sử dụng đất" in line for line in data.split("\n"))
