"""Time limits that mislead (traps 2, 3 and 4): what becomes a fact and what a gap."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.importing.made import imported, method, record
from tthc.model.procedure import TimeUnit


def time(tmp_path: Path, steps: str = "Nộp hồ sơ.", **changes: Any) -> tuple[Any, list[Any]]:
    """The limits of a record with one row, and the gaps."""
    found = imported(
        tmp_path,
        record(
            executionMethods=[method(**changes)],
            executionSteps=[{"name": "", "description": steps}],
        ),
    )
    own = found.procedure().processing_time
    return [(each.value, each.unit, each.only_if) for each in own], found.gaps("processing_time")


WORKING = TimeUnit.WORKING_DAY
OTHER = {"processingTimeUnit": "OTHER", "description": ""}


def test_2_a_number_without_a_unit_is_no_time(tmp_path: Path) -> None:
    steps = "Trong 03 ngày làm việc, 07 ngày làm việc hoặc 05 ngày làm việc tùy trường hợp."
    found, ((note, quote),) = time(tmp_path, steps, processingTime=1, **OTHER)
    assert found == []
    assert quote == "1 (đơn vị «khác»)" and "không có đơn vị" in note


def test_2_the_steps_give_the_unit_where_the_number_is_their_longest(tmp_path: Path) -> None:
    steps = "Hỏi ý kiến trong 02 ngày làm việc.\nTrong 17 ngày làm việc kể từ ngày nhận hồ sơ."
    found, ((note, quote),) = time(tmp_path, steps, processingTime=17, **OTHER)
    assert found == [(17, WORKING, None)]
    assert quote == "17 (đơn vị «khác»); Trong 17 ngày làm việc kể từ ngày nhận hồ sơ."
    assert "theo chữ" in note


@pytest.mark.parametrize(
    "steps",
    [
        "Trong 17 ngày làm việc, sau đó 20 ngày.",  # something takes longer
        "Trong 17 ngày hoặc 17 ngày làm việc.",  # two units
        "Trong mười bảy ngày làm việc.",
        "Từ 15-17 ngày.",
        "",
    ],
)
def test_2_steps_that_do_not_tell_give_no_time(tmp_path: Path, steps: str) -> None:
    found, gaps = time(tmp_path, steps or "Nộp.", processingTime=17, **OTHER)
    assert found == [] and gaps


def test_2_one_limit_in_the_words_beside_it_is_taken(tmp_path: Path) -> None:
    words = "Không quá 35 ngày kể từ ngày nhận đủ hồ sơ hợp lệ"
    found, ((_, quote),) = time(tmp_path, processingTime=words, processingTimeUnit="OTHER",
                                description="")  # fmt: skip
    assert found == [(35, TimeUnit.DAY, None)]
    assert words in quote


def test_3_words_hold_where_the_unit_says_otherwise(tmp_path: Path) -> None:
    found, ((note, quote),) = time(tmp_path, processingTimeUnit="DAY")
    assert found == [(10, WORKING, None)]
    assert "chọn đơn vị «ngày», còn phần chữ ghi «ngày làm việc»" in note
    assert quote.startswith("10 ngày; 10 ngày làm việc")


def test_3_words_of_the_steps_hold_too(tmp_path: Path) -> None:
    steps = "Trong 10 ngày làm việc, cấp giấy."
    found, gaps = time(tmp_path, steps, processingTimeUnit="DAY", description=None)
    assert found == [(10, WORKING, None)] and steps in gaps[0][1]


def test_3_steps_that_say_both_give_no_time(tmp_path: Path) -> None:
    steps = "Trong 10 ngày làm việc, cấp giấy.\nTrong 10 ngày, bổ sung."
    found, gaps = time(tmp_path, steps, processingTimeUnit="DAY", description="")
    assert found == [] and gaps


@pytest.mark.parametrize(
    "row",
    [
        {"processingTime": 3.5},
        {"processingTime": 0},
        {"processingTime": -3},
        {"processingTime": 99999},
        {"processingTime": None, "description": ""},
        {"processingTime": "Theo mô tả", "description": ""},
        {"processingTimeUnit": "YEAR", "processingTime": 1, "description": ""},
        {"processingTimeUnit": None, "description": ""},
        {"description": "12 ngày làm việc"},  # another number
        {"description": "10 ngày làm việc; gia hạn thêm 5 ngày làm việc"},
        {"description": "05-10 ngày làm việc"},
        {"processingTimeUnit": "DAY", "description": "mười ngày làm việc"},
        {"processingTimeUnit": "HOUR", "processingTime": 8, "description": "8 giờ làm việc"},
    ],
)
def test_4_what_is_no_plain_limit_is_a_gap(tmp_path: Path, row: dict[str, Any]) -> None:
    found, gaps = time(tmp_path, **row)
    assert found == [] and gaps


def test_4_each_case_has_its_limit_where_the_words_divide_them(tmp_path: Path) -> None:
    words = "- Cấp mới: 10 ngày làm việc.\n- Cấp lại: 05 ngày làm việc."
    found, gaps = time(tmp_path, description=words)
    assert found == [(10, WORKING, "Cấp mới"), (5, WORKING, "Cấp lại")]
    assert gaps


def test_4_rows_of_one_channel_are_one_channel(tmp_path: Path) -> None:
    rows = [
        method(description="Cấp mới: 10 ngày làm việc"),
        method(description="Cấp lại: 05 ngày làm việc", processingTime=5),
    ]
    own = imported(tmp_path, record(executionMethods=rows)).procedure()
    assert len(own.channels) == 1
    assert [(each.value, each.only_if) for each in own.processing_time] == [
        (10, "Cấp mới: 10 ngày làm việc"),
        (5, "Cấp lại: 05 ngày làm việc"),
    ]


def test_4_rows_that_do_not_tell_themselves_apart_give_no_time(tmp_path: Path) -> None:
    rows = [method(description=""), method(description="", processingTime=5)]
    found = imported(tmp_path, record(executionMethods=rows))
    assert found.procedure().processing_time == ()
    assert "10 ngày làm việc | 5 ngày làm việc" in [
        quote for _, quote in found.gaps("processing_time")
    ]


def test_4_a_channel_of_which_nothing_is_known_does_not_borrow_from_others(tmp_path: Path) -> None:
    rows = [method("DIRECT"), method("ONLINE", processingTimeUnit="OTHER", description="")]
    own = imported(tmp_path, record(executionMethods=rows)).procedure()
    assert own.processing_time == ()
    assert [len(channel.processing_time) for channel in own.channels] == [1, 0]


@pytest.mark.parametrize(
    "steps",
    [
        "Trong 35 ngày (đối với dự án nhóm A), 25 ngày (đối với dự án nhóm B).",
        "Không quá 35 ngày đối với dự án nhóm A, 25 ngày đối với dự án nhóm B.",
    ],
)
def test_4_the_limit_of_one_case_is_not_told_as_that_of_all(tmp_path: Path, steps: str) -> None:
    found, gaps = time(tmp_path, steps, processingTime=35, processingTimeUnit="DAY", description="")
    assert found == [] and steps in gaps[0][1]
