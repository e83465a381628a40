"""Who decides, who carries out, where and how one files, by the words of a record."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importing.made import imported, method, named, record


@pytest.mark.parametrize(
    ("executing", "deciding", "carries_out", "decides"),
    [
        (["Sở A"], [], ["Sở A"], None),
        (["Sở A", "Sở B"], [], ["Sở A", "Sở B"], None),
        (["Sở A"], ["Sở A"], [], "Sở A"),
        (["Ban C", "Sở A"], ["Sở A"], ["Ban C"], "Sở A"),
        ([], ["Sở A"], [], "Sở A"),
        (["Ban C"], ["Sở A", "Sở B"], ["Ban C"], None),
    ],
)
def test_who_carries_out_is_not_said_to_decide(
    tmp_path: Path,
    executing: list[str],
    deciding: list[str],
    carries_out: list[str],
    decides: str | None,
) -> None:
    found = imported(
        tmp_path,
        record(departmentsExecuting=named(*executing), departmentsAuthority=named(*deciding)),
    )
    own, agencies = found.procedure(), found.catalogue.agencies
    assert [agencies[each].name for each in own.executing_agencies] == carries_out
    assert (own.competent_authority and agencies[own.competent_authority].name) == decides
    assert bool(found.gaps("competent_authority")) is (decides is None)


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("10 ngày làm việc kể từ ngày nhận đủ hồ sơ", None),
        ("Nộp hồ sơ qua dịch vụ bưu chính công ích.", None),
        (
            "nộp bổ sung hồ sơ qua dịch vụ bưu chính (nếu có). không quá 10 ngày làm việc.",
            "nộp bổ sung hồ sơ qua dịch vụ bưu chính (nếu có).",
        ),
        (
            "- Nộp tại Bộ phận Một cửa;\n- 10 ngày làm việc kể từ ngày nhận đủ hồ sơ.",
            "Nộp tại Bộ phận Một cửa;",
        ),
        (
            "Nộp tại Sở Thử nghiệm, TP. Xa. Trừ các văn bản mật. Lệ phí: 20.000 đồng.",
            "Nộp tại Sở Thử nghiệm, TP. Xa.\nTrừ các văn bản mật.",
        ),
        (
            "(1) Trường hợp A:\n- Nộp về Sở.\n- Thời hạn giải quyết: 10 ngày làm việc.",
            "(1) Trường hợp A:\n- Nộp về Sở.",
        ),
        ("Nếu hồ sơ hợp lệ, cơ quan trả kết quả qua Cổng dịch vụ công.", None),
    ],
)
def test_what_a_description_says_of_the_way_is_its_note(
    tmp_path: Path, words: str, note: str | None
) -> None:
    found = imported(tmp_path, record(executionMethods=[method("POSTAL", description=words)]))
    (channel,) = found.procedure().channels
    assert channel.note == note


@pytest.mark.parametrize("written", ["Online", "online", "ONLINE"])
def test_a_way_to_file_is_known_in_any_case(tmp_path: Path, written: str) -> None:
    own = imported(tmp_path, record(executionMethods=[method(written)])).procedure()
    assert [each.kind for each in own.channels] == ["online"]
    assert own.online and own.online.level == "full"


def test_a_way_nobody_knows_does_not_mean_that_none_is_online(tmp_path: Path) -> None:
    methods = [method("EMAIL"), method("DIRECT")]
    found = imported(tmp_path, record(isFullProcess=False, executionMethods=methods))
    assert found.procedure().online is None and found.gaps("online")
    assert [quote for _, quote in found.gaps("channels")] == ["EMAIL"]


def test_words_of_an_online_way_are_not_gainsaid(tmp_path: Path) -> None:
    steps = [{"name": "", "description": "Chuẩn bị. Nộp qua Cổng dịch vụ công. Chờ."}]
    found = imported(
        tmp_path,
        record(isFullProcess=False, executionSteps=steps, executionMethods=[method("DIRECT")]),
    )
    assert found.procedure().online is None
    assert [quote for _, quote in found.gaps("online")] == ["Nộp qua Cổng dịch vụ công."]
