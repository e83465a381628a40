"""Plausible records made by recombining parts and wordings: what holds for every import."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from tests.importing.made import (
    Imported,
    case,
    fee,
    imported,
    law,
    method,
    named,
    paper,
    record,
    tree,
)
from tthc.catalogue import Catalogue

SEEDS = range(2)
RECORDS = 40

TIMES = (
    "",
    "07 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ",
    "Không quá 7 ngày làm việc. Đối với các xã miền núi không quá 12 ngày làm việc.",
    "- Trường hợp 1: 5 ngày làm việc\n- Trường hợp 2: 7 ngày làm việc",
    "- Kiểm tra hồ sơ: 2 ngày làm việc\n- Cấp giấy: 5 ngày làm việc",
    "Trong 3 ngày làm việc đối với trường hợp cấp lại",
    "7,5 ngày làm việc",
    "05-07 ngày",
    "mười ngày",
    "4 giờ làm việc",
    "Ngay trong ngày làm việc",
    "10\u00a0NGÀY  làm việc",
    "Không quy định",
    "<p>Trong thời hạn 15 (mười lăm) ngày&nbsp;làm việc</p>",
    "Được tăng thêm 10 ngày làm việc",
)
FREE = ("Không", "không có", "Miễn phí", "Không thu phí")
FEES = (
    *FREE,
    *("", "-", "Theo quy định", "Không quy định", "Miễn phí cho hộ nghèo", "0 đồng"),
    *("Lệ phí: 100.000 đồng/lần", "100.000đ; 50.000đ", "1,5 triệu đồng", "10 USD", "/trang"),
    *("Bằng 50% mức thu", "Không thu đối với hộ nghèo, còn lại theo nghị quyết", "600,000"),
)
PAPERS = (
    *("Đơn đề nghị", "Đơn đề nghị (Mẫu số 01)", "1. Hồ sơ gồm:", "  - Bản vẽ;", "Bản vẽ"),
    *("Giấy tờ\nkhác", "(3) Hộ chiếu.", "", "Quyết định số 12/2020/QĐ-UBND", "Ảnh 4 cm x 6 cm"),
)
LAWS = (
    law("901/2021/NĐ-CP", "Nghị định về thử nghiệm"),
    law("Luật số 31/2018/QH14", "Luật Trồng trọt"),
    law("31/2018", "Luật Trồng trọt số 31/2018/QH14"),
    law("12/2025/NĐ-CP", "Nghị định số 13/2025/NĐ-CP"),
    law("10/2024/QĐ-UBND", "Quyết định của tỉnh"),
    law("ngày 01/7/2025"),
)
OFFICES = ("Sở Thử nghiệm", "Ủy ban nhân dân cấp xã", "UBND cấp  xã", "Cục A (cũ)")


def _made(chance: random.Random, number: int) -> dict[str, Any]:
    def some(values: tuple[Any, ...], most: int) -> list[Any]:
        return [chance.choice(values) for _ in range(chance.randint(0, most))]

    rows = [
        method(
            chance.choice(("DIRECT", "ONLINE", "POSTAL", "DIRECT", "OTHER")),
            processingTime=chance.choice((0, 1, 3, 7, 10, 2.5, "Tùy", None, 5000)),
            processingTimeUnit=chance.choice(("WORKING_DAY", "DAY", "HOUR", "OTHER", "YEAR", "")),
            description=chance.choice(TIMES),
            fees=[
                fee(chance.choice((0, None, 100_000, 50_000, 1_500_000, 20, 99.5)), words)
                for words in some(FEES, 3)
            ],
        )
        for _ in range(chance.randint(0, 4))
    ]
    cases = [
        case(
            chance.choice(("", "Cấp mới", "Cấp mới:", "Cấp lại")),
            *(
                paper(name, chance.choice((0, 1, 2, None)), chance.choice((0, 1, 3)))
                for name in some(PAPERS, 6)
            ),
        )
        for _ in range(chance.randint(0, 3))
    ]
    return record(
        f"9.{number:06}",
        executionMethods=rows,
        executionCases=cases,
        legalBasisesDetails=some(LAWS, 4),
        departmentsExecuting=named(*some(OFFICES, 2)),
        departmentsAuthority=named(*some(OFFICES, 1)),
        resultsDetails=named(*some(("Giấy phép", "+ Văn bản từ chối."), 2)),
        executionSteps=[
            {"name": "", "description": words}
            for words in some(("Bước 1: nộp.\nBước 2: nhận.", "Trong 7 ngày làm việc.", ""), 2)
        ],
    )


@dataclass
class Both:
    """What was read and what became of it."""

    records: list[dict[str, Any]]
    found: Imported
    catalogue: Catalogue
    path: Path

    @cached_property
    def pairs(self) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        return [(each["detail"], self.found.data(each["code"])) for each in self.records]


@pytest.fixture(scope="module", params=SEEDS)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    chance = random.Random(request.param)
    records = [_made(chance, number) for number in range(RECORDS)]
    path = tmp_path_factory.mktemp("recombined")
    found = imported(path, *records)
    return Both(records, found, found.catalogue, path)


def _facts(data: dict[str, Any], key: str) -> Iterator[dict[str, Any]]:
    for owner in (data, *data.get("channels", ())):
        yield from owner.get(key, ())


def _numbers(detail: dict[str, Any]) -> set[int]:
    plain = re.sub(r"(?<=\d)[.,](?=\d{3})", "", str(detail))
    return {int(each) for each in re.findall(r"\d+", plain)}


def test_all_are_taken_and_a_second_import_changes_nothing(both: Both) -> None:
    assert len(both.catalogue.procedures) == RECORDS  # and there are no errors
    before = tree(both.found.folder)
    again = imported(both.path, *both.records)
    assert again.outcome.report.files == 0 and again.outcome.report.differences == []
    assert tree(both.found.folder) == before


def test_every_number_told_stands_in_the_record(both: Both) -> None:
    for detail, data in both.pairs:
        known = _numbers(detail)
        for time in _facts(data, "processing_time"):
            assert int(time["value"]) in known
        for cost in _facts(data, "costs"):
            assert "amount" not in cost or int(cost["amount"]) in known


def test_nothing_is_free_that_the_words_do_not_call_free(both: Both) -> None:
    for detail, data in both.pairs:
        free = {
            each["description"]
            for row in detail["executionMethods"]
            for each in row["fees"]
            if each["value"] == 0
        }
        for cost in _facts(data, "costs"):
            assert cost.get("amount") != "0" or free & set(FREE)


def test_every_paper_is_named_and_none_more_often_than_in_the_record(both: Both) -> None:
    names = {each.id: each.name for each in both.catalogue.evidence_types.values()}
    for detail, data in both.pairs:
        filled = [
            [" ".join(row["name"].split()).strip(" -;") for row in each["profileComponents"]]
            for each in detail["executionCases"]
        ]
        filled = [list(filter(None, each)) for each in filled]
        told = [
            [" ".join((row.get("name") or names[row["type"]]).split()) for row in each["evidences"]]
            for each in data.get("cases", ())
        ]
        wanted = [each for each in filled if each]
        assert [set(each) for each in told] == [set(each) for each in wanted]
        for own, given in zip(told, wanted, strict=True):
            assert Counter(own) <= Counter(given)


def test_what_is_not_told_is_a_gap(both: Both) -> None:
    for _, data in both.pairs:
        gaps = {each["part"] for each in data["source"]["gaps"]}
        for key in ("processing_time", "costs"):
            assert key in gaps or list(_facts(data, key))
        for key in ("outputs", "steps", "legal_basis", "competent_authority"):
            assert key in gaps or data.get(key)


def test_a_law_is_told_by_a_number_of_the_record(both: Both) -> None:
    for detail, data in both.pairs:
        words = str(detail["legalBasisesDetails"])
        for each in data.get("legal_basis", ()):
            assert both.catalogue.laws[each["document"]].number in words
            assert each["document"] not in ("12-2025-nd-cp", "13-2025-nd-cp")
