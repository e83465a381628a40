"""Time limits of single cases, steps and offices: none is told as that of the whole procedure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.importing.made import imported, method, record
from tests.importing.test_times import time
from tthc.importing.conditions import starts
from tthc.importing.durations import spoken
from tthc.model.procedure import StartEvent, TimeUnit

WORKING = TimeUnit.WORKING_DAY
FAR = "Đối với các xã miền núi thì thời gian thực hiện không quá 12 ngày làm việc."


@pytest.mark.parametrize(
    "words",
    [
        "Trường hợp cấp lại, trong thời hạn 10 ngày làm việc.",
        "Trong thời hạn 10 ngày làm việc đối với trường hợp cấp lại.",
        "Mở khóa ngay khi nhận yêu cầu. Trong 10 ngày làm việc với các trường hợp khác.",
    ],
)
def test_a_limit_of_one_case_is_told_with_its_case(tmp_path: Path, words: str) -> None:
    ((value, _, only_if),), gaps = time(tmp_path, description=words)
    assert value == 10 and only_if and "trường hợp" in only_if.lower()
    assert any("chưa rõ thời hạn của trường hợp khác" in note for note, _ in gaps)


def test_that_the_dossier_is_complete_is_no_case(tmp_path: Path) -> None:
    words = "Trường hợp hồ sơ hợp lệ, trong thời hạn 10 ngày làm việc, cấp giấy."
    ((_, _, only_if),), gaps = time(tmp_path, description=words)
    assert only_if is None and gaps == []


@pytest.mark.parametrize("words", [f"Không quá 07 ngày làm việc. {FAR}", FAR])
def test_a_longer_limit_for_some_stands_beside_that_for_all(tmp_path: Path, words: str) -> None:
    found, gaps = time(tmp_path, description=words, processingTime=7)
    assert found == [(7, WORKING, None), (12, WORKING, FAR)]
    assert any(words in quote for _, quote in gaps)


@pytest.mark.parametrize(
    "words",
    [
        "Không quá 10 ngày làm việc. Đối với các xã miền núi được tăng thêm 10 ngày làm việc.",
        "Không quá 10 ngày làm việc. Đối với các xã miền núi không quá 15 ngày.",
        "Không quá 10 ngày làm việc. Đối với Sở Nội vụ không quá 08 ngày làm việc.",
        "- Kiểm tra hồ sơ: 10 ngày làm việc.\n- Cấp giấy: 02 ngày làm việc.",
        "- Tại Ủy ban nhân dân cấp xã: 04 ngày làm việc.\n- Sở Nội vụ: 10 ngày làm việc.",
        "- Đối với Sở Tư pháp: 10 ngày làm việc.\n- Đối với Chủ tịch tỉnh: 5 ngày làm việc.",
        "- Đối với xã: 06 ngày làm việc.\n- Đối với thuế: 04 ngày làm việc.",  # 10 together
    ],
)
def test_steps_and_offices_are_no_cases(tmp_path: Path, words: str) -> None:
    found, gaps = time(tmp_path, description=words)
    assert found == [] and any(words.split("\n", maxsplit=1)[0] in quote for _, quote in gaps)


def test_rows_that_follow_each_other_are_no_cases(tmp_path: Path) -> None:
    rows = [
        method(description="10 ngày làm việc kể từ ngày nhận đủ hồ sơ"),
        method(description="5 ngày làm việc kể từ ngày có kết quả kiểm tra", processingTime=5),
    ]
    assert imported(tmp_path, record(executionMethods=rows)).procedure().processing_time == ()


def test_a_row_for_all_needs_no_case(tmp_path: Path) -> None:
    rows = [
        method(description="Nộp trực tiếp."),
        method(description=f"Nộp trực tiếp.\n{FAR}", processingTime=12),
    ]
    own = imported(tmp_path, record(executionMethods=rows)).procedure().processing_time
    assert [(each.value, bool(each.only_if)) for each in own] == [(10, False), (12, True)]


def test_without_a_unit_the_limit_of_one_case_is_no_limit(tmp_path: Path) -> None:
    words = "Cấp ngay giấy biên nhận.\nTrường hợp bị cấm, trong 02 ngày làm việc, báo hải quan."
    other: dict[str, Any] = {"processingTimeUnit": "OTHER", "processingTime": "-"}
    found, gaps = time(tmp_path, description=words, **other)
    assert found == [] and gaps


@pytest.mark.parametrize("beside", ["Trong 8 giờ làm việc kể từ khi nhận hồ sơ.", "giờ làm việc"])
def test_hours_are_none_where_another_channel_says_working_hours(
    tmp_path: Path, beside: str
) -> None:
    rows = [
        method("DIRECT", processingTime=8, processingTimeUnit="HOUR", description=""),
        method("ONLINE", processingTime=8, processingTimeUnit="HOUR", description=beside),
    ]
    found = imported(tmp_path, record(executionMethods=rows))
    assert found.procedure().processing_time == () and found.gaps("processing_time")
    assert not any(channel.processing_time for channel in found.procedure().channels)


def test_many_hours_are_told_with_a_doubt(tmp_path: Path) -> None:
    found, gaps = time(tmp_path, processingTime=24, processingTimeUnit="HOUR", description="")
    assert found == [(24, TimeUnit.HOUR, None)]
    assert "24 giờ" in [quote for _, quote in gaps]
    assert any("giờ liên tục hay giờ làm việc" in note for note, _ in gaps)


def test_office_hours_are_no_limit(tmp_path: Path) -> None:
    words = "Tiếp nhận giờ hành chính các ngày làm việc từ thứ 2. Không quá 10 ngày làm việc."
    assert time(tmp_path, description=words)[0] == [(10, WORKING, None)]


@pytest.mark.parametrize(
    ("words", "event"),
    [
        ("3 ngày kể từ ngày nhận được hồ sơ báo cáo hợp lệ", StartEvent.VALID_DOSSIER),
        ("3 ngày kể từ ngày hồ sơ đầy đủ, hợp lệ", StartEvent.VALID_DOSSIER),
        ("3 ngày kể từ ngày tiếp nhận hồ sơ", StartEvent.DOSSIER_RECEIVED),
        ("3 ngày kể từ khi bắt đầu kiểm tra mẫu có hồ sơ đầy đủ, hợp lệ", None),
        ("3 ngày kể từ ngày nhận được đề nghị của Sở Tư pháp", None),
        ("3 ngày kể từ ngày nhận hồ sơ do Ủy ban nhân dân chuyển đến", None),
        ("3 ngày kể từ ngày nhận văn bản đề nghị cấp trước hồ sơ", StartEvent.REQUEST_RECEIVED),
        ("Kể từ ngày nhận đủ hồ sơ", StartEvent.VALID_DOSSIER),
    ],
)
def test_a_limit_starts_where_its_own_words_say(words: str, event: StartEvent | None) -> None:
    assert starts(words, next(iter(spoken(words).limits), spoken("3 ngày").limits[0])) is event
