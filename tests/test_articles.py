"""Parts of legal documents, as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import ROOT
from tthc import articles, catalogue
from tthc.articles import Kind, Reach, covered, covers, parse, reach, touches
from tthc.model.law import Citation, Relation
from tthc.model.walk import records


def shown(text: str) -> list[str]:
    """Each path of `text`, such as `39.1.a`; a span as `5-7`."""
    return [".".join(_span(span.first, span.last) for span in path) for path in parse(text)]


def _span(first: articles.Number, last: articles.Number) -> str:
    ends = ["".join(_step(*step) for step in number) for number in (first, last)]
    return ends[0] if ends[0] == ends[1] else "-".join(ends)


def _step(kind: int, value: int) -> str:
    return "abcdđefghijklmnopqrstuvwxyz"[value] if kind else str(value)


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("Điều 6", ["6"]),
        ("khoản 1 Điều 39", ["39.1"]),
        ("điểm a khoản 2 Điều 5", ["5.2.a"]),
        ("Điều 5, 6 và 7", ["5", "6", "7"]),
        ("Điều 5,6;7", ["5", "6", "7"]),
        ("Điều 5 đến Điều 7", ["5-7"]),
        ("từ Điều 5 đến 7", ["5-7"]),
        ("Điều 5 - 7", ["5-7"]),
        ("Điều 5–7", ["5-7"]),
        ("các khoản 1, 2 Điều 10", ["10.1", "10.2"]),
        ("khoản 1, 2, 3 và 4 Điều 54", ["54.1", "54.2", "54.3", "54.4"]),
        ("các điểm c, d, đ và e khoản 1 Điều 31", ["31.1.c", "31.1.d", "31.1.đ", "31.1.e"]),
        ("điểm a đến điểm d khoản 1 Điều 31", ["31.1.a-d"]),
        ("điểm a khoản 1, khoản 2 Điều 5", ["5.1.a", "5.2"]),
        ("điểm a khoản 1 và điểm b khoản 2 Điều 5", ["5.1.a", "5.2.b"]),
        ("Điều 5 và khoản 1 Điều 7", ["5", "7.1"]),
        ("khoản 1 và 2 Điều 5, khoản 3 Điều 6 và Phụ lục I", ["5.1", "5.2", "6.3", "1"]),
        ("Điều 5 khoản 2 điểm a", ["5.2.a"]),
        ("Điều 5, khoản 2", ["5.2"]),
        ("điểm a1 khoản 2a Điều 5b", ["5b.2a.a1"]),
        ("khoản 1 Điều 5 Chương II", ["5.1"]),
        ("Chương III", ["3"]),
        ("Mục 2 Chương III", ["3.2"]),
        ("Chương XIV", ["14"]),
        ("Phụ lục II", ["2"]),
        ("Phụ lục số 2", ["2"]),
        ("Mẫu số 01", ["1"]),
        ("Mẫu số 01 Phụ lục II", ["2.1"]),
        ("Mẫu I.1.11", ["i111"]),
    ],
)
def test_what_people_write_is_read(text: str, paths: list[str]) -> None:
    assert shown(text) == paths


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Điều",
        "Điều 5,",
        "Điều 7 đến Điều 5",
        "Quy chế kèm theo",
        "Điều 5 của Luật này",
        "khoản 1 Điều 5, 6",  # clause 1 of both, or article 6 as a whole?
        "Điều 5 và khoản 2",
        "điểm a và khoản 2 Điều 5",
        "Điều 5, Phụ lục I",
        "từ điểm a khoản 1 đến điểm c khoản 2 Điều 3",
        "điểm ô khoản 1 Điều 3",
        "Điều 5<script>",
    ],
)
def test_what_can_be_read_in_two_ways_is_not_read(text: str) -> None:
    assert parse(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "khoản 1 điều 39",
        "KHOẢN 1 ĐIỀU 39",
        "khoan 1 dieu 39",
        "khoản  1   Điều 39.",
        "khoản 1Điều 39",
        "khoản 1, Điều 39",
        "khoa\u0309n 1 Đie\u0302\u0300u 39",
        "Điều 39 khoản 1",
        "khoản 01 Ðiều 39",
    ],
)
def test_case_tones_and_spacing_do_not_matter(text: str) -> None:
    assert parse(text) == parse("khoản 1 Điều 39") != ()


def test_point_d_is_not_point_dd() -> None:
    one, other = "điểm d khoản 1 Điều 2", "điểm đ khoản 1 Điều 2"
    assert not touches(one, other) and not covers(one, other)
    assert covers("điểm c đến e khoản 1 Điều 2", other)


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("Điều 39", "khoản 1 Điều 39"),
        ("Điều 39", "các điểm a, b khoản 1 Điều 39"),
        ("khoản 1 Điều 39", "điểm a khoản 1 Điều 39"),
        ("Điều 5 đến Điều 7", "khoản 2 Điều 6"),
        ("Điều 5 đến Điều 7", "Điều 5a"),
        ("Điều 5, 6", "Điều 6"),
        ("Chương III", "Mục 2 Chương III"),
        ("Phụ lục II", "Mẫu số 1 Phụ lục II"),
        ("Quy chế kèm theo", "QUY CHẾ  KÈM THEO"),
    ],
)
def test_what_holds_what(wide: str, narrow: str) -> None:
    assert covers(wide, narrow) and touches(wide, narrow) and touches(narrow, wide)
    assert covers(narrow, wide) == (parse(wide) == parse(narrow))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Điều 3", "Điều 39"),
        ("khoản 1 Điều 39", "khoản 2 Điều 39"),
        ("khoản 1 Điều 39", "khoản 1 Điều 38"),
        ("Phụ lục I", "Phụ lục II"),
        ("Phụ lục I", "Điều 1"),
        ("Điều 5", "Điều 5a"),
        ("Quy chế kèm theo", "Điều 5"),
    ],
)
def test_others_have_nothing_in_common(one: str, other: str) -> None:
    assert not touches(one, other) and not touches(other, one)
    assert not covers(one, other) and not covers(other, one)


def test_spans_that_overlap_touch_and_do_not_cover() -> None:
    assert touches("Điều 5 đến 7", "Điều 6 đến 9")
    assert not covers("Điều 5 đến 7", "Điều 6 đến 9")


def test_parts_cover_together_what_none_covers_alone() -> None:
    assert covered("khoản 1, 2 Điều 5", ["khoản 1 Điều 5", "khoản 2 Điều 5"])
    assert not covered("khoản 1, 2 Điều 5", ["khoản 1 Điều 5"])
    assert not covered("Điều 5", ["khoản 1 Điều 5", "khoản 2 Điều 5"])


@pytest.mark.parametrize(
    ("cited", "acted", "how"),
    [
        (("Điều 5",), (), Reach.WHOLE),
        ((), (), Reach.WHOLE),
        ((), ("Điều 5",), Reach.UNNAMED),
        (("Điều 4", "khoản 1 Điều 5"), ("Điều 5",), Reach.PARTS),
        (("Điều 4",), ("Điều 5",), None),
        (("Điều 4",), ("Phụ lục I",), None),
        (("Điều 4",), ("Chương II",), Reach.UNCLEAR),
        (("Mẫu số 1",), ("Phụ lục I",), Reach.UNCLEAR),
        (("Điều 4",), ("Quy chế kèm theo",), Reach.UNCLEAR),
        (("Điều 4",), ("Quy chế kèm theo", "Điều 4"), Reach.PARTS),
    ],
)
def test_how_an_act_meets_a_citation(
    cited: tuple[str, ...], acted: tuple[str, ...], how: Reach | None
) -> None:
    assert reach(cited, acted) is how


def test_order_is_that_of_the_document() -> None:
    texts = ["Phụ lục I", "Quy chế", "Điều 10", "khoản 2 Điều 9", "Điều 9", "khoản 10 Điều 9"]
    assert sorted(texts, key=articles.sort_key) == [
        "Điều 9",
        "khoản 2 Điều 9",
        "khoản 10 Điều 9",
        "Điều 10",
        "Phụ lục I",
        "Quy chế",
    ]


def test_every_part_that_the_data_names_is_read() -> None:
    found, _ = catalogue.load(ROOT / "procedures", date(2026, 11, 23))
    named = {
        text
        for entry in found.entries
        for _, record in records(entry.record)
        if isinstance(record, Citation | Relation)
        for text in record.articles
    }
    assert len(named) > 50
    assert [text for text in sorted(named) if not parse(text)] == []


def test_kinds_stand_from_the_widest_to_the_narrowest() -> None:
    assert Kind.CHAPTER < Kind.ARTICLE < Kind.CLAUSE < Kind.POINT
