"""Fees that mislead (traps 1 and 12): what becomes a fact and what a gap."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.importing.made import fee, imported, method, record
from tthc import wording
from tthc.importing.report import Trap
from tthc.model.procedure import Cost

BY_PROVINCE = "Theo quy định của Hội đồng nhân dân cấp tỉnh"


def costs(tmp_path: Path, *fees: Any) -> tuple[list[tuple[str, Any, str]], list[str]]:
    """Name, amount and words of each charge, and the notes of gaps."""
    rows = [method(channel, fees=list(fees)) for channel in ("DIRECT", "ONLINE")]
    found = imported(tmp_path, record(executionMethods=rows))
    own = found.procedure().costs
    assert not any(channel.costs for channel in found.procedure().channels)
    notes = [note for note, _ in found.gaps("costs")]
    return [(each.name, each.amount, each.set_by or "") for each in own], notes


def test_1_a_fee_of_zero_with_a_note_is_an_unknown_amount(tmp_path: Path) -> None:
    found = imported(tmp_path, record(executionMethods=[method(fees=[fee(0, BY_PROVINCE)])]))
    (cost,) = found.procedure().costs
    assert (cost.amount, cost.set_by) == (None, BY_PROVINCE)
    assert BY_PROVINCE in [quote for _, quote in found.gaps("costs")]
    assert [each.code for each in found.doubts(Trap.ZERO_FEE)] == ["9.000101"]
    text = next(found.folder.glob("*/9.000101.yml")).read_text(encoding="utf-8").lower()
    assert "miễn phí" not in text and "không thu" not in text


@pytest.mark.parametrize("words", ["", None, " ", "-", "Không quy định", "Chưa có quy định."])
def test_1_a_fee_of_zero_that_says_nothing_is_nothing(tmp_path: Path, words: str | None) -> None:
    found, notes = costs(tmp_path, fee(0, words))
    assert found == [] and any("không cho mức thu" in note for note in notes)


@pytest.mark.parametrize("words", ["Không", "không có.", "Miễn phí", "Không thu", "KHÔNG"])
def test_1_only_words_make_it_free(tmp_path: Path, words: str) -> None:
    found, notes = costs(tmp_path, fee(0, words))
    assert found == [("Phí, lệ phí", 0, "")]
    assert any("không dẫn căn cứ pháp lý" in note for note in notes)


def test_1_that_some_are_exempt_makes_it_free_for_nobody(tmp_path: Path) -> None:
    words = "Tổ chức khoa học được miễn lệ phí (theo Điều 9)"
    found, _ = costs(tmp_path, fee(0, words))
    assert [(amount, said) for _, amount, said in found] == [(None, words)]


def test_1_nothing_beside_something_is_not_told_as_free(tmp_path: Path) -> None:
    found, notes = costs(tmp_path, fee(0, "Không"), fee(200000, "Lệ phí cấp giấy"))
    assert found == [("Lệ phí cấp giấy", 200000, "")]
    assert any("vừa có dòng ghi số 0" in note for note in notes)


@pytest.mark.parametrize(
    ("value", "words", "changes"),
    [
        (20, "", {}),
        (20, "20.000 vnđ/tờ khai", {}),
        (17_500_000_000, "", {}),
        (10, "10 USD/lần", {}),
        (500_000, "", {"currencyName": "USD"}),
        (5_000_000, "Bằng 0,1% giá trị hợp đồng", {}),
        (50_000, "50.000đ/tem; 25.000đ/tem đến hết năm", {}),
        (100_000.5, "", {}),
        (-5, "", {}),
        ("20.000", "", {}),
    ],
)
def test_12_an_absurd_amount_is_not_taken(
    tmp_path: Path, value: Any, words: str, changes: Any
) -> None:
    found, notes = costs(tmp_path, fee(value, words, **changes))
    assert [amount for _, amount, _ in found] in ([], [None])
    assert notes
    if words:
        assert [said for *_, said in found] == [words]


def test_12_an_amount_that_agrees_with_its_words_is_taken(tmp_path: Path) -> None:
    found, _ = costs(tmp_path, fee(100_000, "Lệ phí cấp giấy theo mẫu 100.000 đồng"))
    assert found == [("Lệ phí cấp giấy theo mẫu 100.000 đồng", 100_000, "")]


def test_12_several_amounts_without_names_are_none(tmp_path: Path) -> None:
    found, notes = costs(tmp_path, fee(500_000), fee(1_200_000))
    assert found == []
    assert any("nhiều mức thu" in note for note in notes)


def only_cost(tmp_path: Path, value: int, words: str) -> Cost:
    rows = [method(fees=[fee(value, words)])]
    (cost,) = imported(tmp_path, record(executionMethods=rows)).procedure().costs
    assert cost.amount == value
    return cost


@pytest.mark.parametrize(
    ("words", "unit", "beside"),
    [
        ("đồng/lần", "lần", None),
        ("đ/lần cấp (Miễn phí từ ngày 07/4/2026", "lần cấp", "Miễn phí từ ngày 07/4/2026"),
        ("/trang", "trang", None),
        ("/hồ sơ (Thông tư số 61/2023/TT-BTC)", "hồ sơ", "Thông tư số 61/2023/TT-BTC"),
        ("250.000 đồng/1 môn thi.", "1 môn thi", None),
        ("250.000/lần/giấy chứng nhận", "lần/giấy chứng nhận", None),
        ("0,25 triệu đồng/ khẩu-chiếc", "khẩu-chiếc", None),
    ],
)
def test_a_unit_is_part_of_the_amount(
    tmp_path: Path, words: str, unit: str, beside: str | None
) -> None:
    cost = only_cost(tmp_path, 250_000, words)
    assert (cost.name, cost.per, cost.only_if) == ("Phí, lệ phí", unit, beside)
    assert wording.cost(cost) == f"250.000 đồng/{unit}"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("- Lệ phí cấp giấy: 250.000 đồng/lần.", "Lệ phí cấp giấy"),
        ("Phí công bố: 250.000đ/lần (Thông tư 47)", "Phí công bố (Thông tư 47)"),
        ("Từ 50 tỷ đến dưới 150 tỷ: 250 nghìn đồng/lần", "Từ 50 tỷ đến dưới 150 tỷ"),
    ],
)
def test_a_name_does_not_repeat_the_amount(tmp_path: Path, words: str, name: str) -> None:
    cost = only_cost(tmp_path, 250_000, words)
    assert (cost.name, cost.per, cost.only_if) == (name, "lần", None)


@pytest.mark.parametrize(
    ("words", "beside"),
    [
        ("1 lần", "1 lần"),
        ("(Miễn kể từ ngày 07/4/2026)", "Miễn kể từ ngày 07/4/2026"),
        ("250.000 đồng/lần đối với hồ sơ giấy", "250.000 đồng/lần đối với hồ sơ giấy"),
        ("* Theo Thông tư 25: 250.000 đồng/lần", "* Theo Thông tư 25: 250.000 đồng/lần"),
        ("250.000 đồng/lần; 2 năm một lần", "250.000 đồng/lần; 2 năm một lần"),
    ],
)
def test_words_that_say_more_than_a_unit_stay_whole(
    tmp_path: Path, words: str, beside: str
) -> None:
    cost = only_cost(tmp_path, 250_000, words)
    assert (cost.name, cost.per, cost.only_if) == ("Phí, lệ phí", None, beside)


def test_amounts_for_different_things_are_told(tmp_path: Path) -> None:
    rows = [method(fees=[fee(10_000, "/tờ"), fee(20_000, "20.000 đồng/quyển")])]
    own = imported(tmp_path, record(executionMethods=rows)).procedure().costs
    assert [(cost.amount, cost.per) for cost in own] == [(10_000, "tờ"), (20_000, "quyển")]


def test_12_several_amounts_for_the_same_thing_are_none(tmp_path: Path) -> None:
    found, notes = costs(tmp_path, fee(10_000, "đồng/tờ"), fee(20_000, "20.000 đồng/tờ"))
    assert found == []
    assert any("nhiều mức thu" in note for note in notes)


def test_several_amounts_with_their_words_are_told(tmp_path: Path) -> None:
    rows = [
        method(
            fees=[
                fee(17_500_000, "* Theo Thông tư 25: 17,5 triệu đồng/giấy"),
                fee(500_000, "* Theo Thông tư 64: 500.000 đồng/giấy"),
            ]
        )
    ]
    own = imported(tmp_path, record(executionMethods=rows)).procedure().costs
    assert [cost.amount for cost in own] == [17_500_000, 500_000]
    assert all(cost.only_if for cost in own)


@pytest.mark.parametrize(
    "words", ["Không", "Không được quy định tại Biểu phí", "Sát hạch: 600,000 (lần đầu)"]
)
def test_12_an_amount_against_its_words_is_not_taken(tmp_path: Path, words: str) -> None:
    found, notes = costs(tmp_path, fee(1_700_000, words))
    assert [amount for _, amount, _ in found] in ([], [None]) and notes
