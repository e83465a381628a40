from __future__ import annotations

import random
import unicodedata

import pytest

from tthc.text import fold, slug, sort_key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đầu tư", "dau tu"),
        ("ĐĂNG KÝ", "dang ky"),
        ("ðăng ký ðƣợc", "dang ky duoc"),
        ("Ủy ban Uỷ ban", "uy ban uy ban"),
        ("Zürich", "zurich"),
        ("", ""),
    ],
)
def test_fold_takes_away_case_and_accents(text: str, expected: str) -> None:
    assert fold(text) == expected
    assert fold(unicodedata.normalize("NFD", text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("96/2026/NĐ-CP", "96-2026-nd-cp"),
        ("143/2025/QH15", "143-2025-qh15"),
        ("  Đất, nước  ", "dat-nuoc"),
        ("«»", ""),
        ("a--b__c", "a-b-c"),
        ("Ⅷ Ω", ""),
    ],
)
def test_slug_is_ascii_words(text: str, expected: str) -> None:
    assert slug(text) == expected
    assert slug(slug(text)) == expected


@pytest.mark.parametrize(
    "words",
    [
        ["a", "ă", "â", "b", "d", "đ", "e", "ê", "o", "ô", "ơ", "u", "ư", "y"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["1/2020", "An toàn", "Ân hạn", "Dự án", "Đất", "Đấu giá", "Đấu thầu", "Đầu tư"],
    ],
    ids=["letters", "tones", "phrases"],
)
def test_words_stand_in_the_order_of_vietnamese_dictionaries(words: list[str]) -> None:
    assert sorted(random.Random(1).sample(words, len(words)), key=sort_key) == words


def test_order_does_not_depend_on_the_form_of_unicode() -> None:
    assert sort_key(unicodedata.normalize("NFD", "Đấu thầu")) == sort_key("Đấu thầu")
