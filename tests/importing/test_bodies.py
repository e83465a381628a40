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


@pytest.mark.parametrize("field", ["departmentsExecuting", "departmentsAuthority"])
def test_words_that_name_nobody_are_no_agency(tmp_path: Path, field: str) -> None:
    found = imported(
        tmp_path, record(**{"departmentsExecuting": [], field: named("Không", "Chưa có thông tin")})
    )
    own = found.procedure()
    assert (own.competent_authority, own.executing_agencies) == (None, ())
    assert found.gaps("competent_authority")


def test_who_acts_for_others_takes_part(tmp_path: Path) -> None:
    found = imported(tmp_path, record(departmentsAuthorized=named("Sở B")))
    (one,) = found.procedure().participants
    assert found.catalogue.agencies[one.agency].name == "Sở B" and "ủy quyền" in one.role


@pytest.mark.parametrize(
    ("results", "outputs", "summary"),
    [
        (["Văn bản từ chối (nêu rõ lý do)", "Giấy phép"], 2, "Kết quả: Giấy phép."),
        (["Giấy phép hoặc văn bản từ chối"], 1, "Kết quả: Giấy phép hoặc văn bản từ chối."),
        (["Thông báo sửa đổi, bổ sung hồ sơ"], 1, "Thử nghiệm chung."),
        (["Không"], 0, "Thử nghiệm chung."),
        (["Chưa có thông tin"], 0, "Thử nghiệm chung."),
        (["Hồ sơ gửi đến cơ quan thuế không có kết quả giải quyết"], 0, "Thử nghiệm chung."),
    ],
)
def test_the_summary_names_what_is_granted(
    tmp_path: Path, results: list[str], outputs: int, summary: str
) -> None:
    found = imported(tmp_path, record(resultsDetails=named(*results)))
    own = found.procedure()
    assert len(own.outputs) == outputs and own.summary.endswith(summary)
    assert bool(found.gaps("outputs")) is (outputs == 0)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Không", "là không có"),
        ("Không có yêu cầu, điều kiện", "là không có"),
        ("Không yêu cầu.", "là không có"),
        ("Không áp dụng", "là không có"),
        ("Chưa có thông tin", "không nêu"),
        ("Theo quy định của pháp luật hiện hành", "không nêu"),
        ("Không có tiền án", None),
        ("Không yêu cầu bằng cấp", None),
    ],
)
def test_short_answers_are_no_conditions(tmp_path: Path, words: str, said: str | None) -> None:
    found = imported(tmp_path, record(requirementsAndConditions=words))
    assert bool(found.procedure().requirements) is (said is None)
    ((note, _),) = found.gaps("requirements")
    assert (said or "chép nguyên") in note


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("Ủy ban nhân dân cấp tỉnh;\n- Hoặc cơ quan được giao.", "competent_authority"),
        ("1. Mô tả đối tượng thực hiện\nCặp vợ chồng", "audience"),
        ("Mô tả đối tượng thực hiện: Tổ chức", "audience"),
        ("Quỹ có phạm vi hoạt động toàn quốc. " + "Điều kiện. " * 90, "requirements"),
    ],
)
def test_remarks_are_quoted_whole_and_are_no_silence(tmp_path: Path, words: str, part: str) -> None:
    silent = {"subjectTypesDetails": [], "requirementsAndConditions": ""}
    found = imported(tmp_path, record(note=words, **silent))
    ((note, quote),) = found.gaps(part)
    assert "ghi chú" in note and quote == " ".join(words.split())


@pytest.mark.parametrize(
    ("agencies", "level"),
    [
        (["Chi cục Hải quan khu vực"], None),
        (["Cơ quan bảo hiểm xã hội"], None),
        (["Ủy ban nhân dân cấp xã"], "commune"),
        (["Công an phường"], "commune"),
        ([], "commune"),
    ],
)
def test_a_commune_level_wants_an_agency_of_the_commune(
    tmp_path: Path, agencies: list[str], level: str | None
) -> None:
    data = record(isProvince=False, isWard=True, departmentsExecuting=named(*agencies))
    assert imported(tmp_path, data).procedure().level == level


@pytest.mark.parametrize(
    ("addresses", "step", "says", "quoted"),
    [
        ("", "Nhận kết quả.", "nộp ở đâu trong tỉnh.", ""),
        ("Không có thông tin", "Nhận kết quả.", "nộp ở đâu trong tỉnh.", ""),
        (
            "",
            "A. Doanh nghiệp nộp hồ sơ tại Sở B. C.",
            "chữ của",
            "Doanh nghiệp nộp hồ sơ tại Sở B.",
        ),
        ("", "Sở A gửi hồ sơ đến Bộ B.", "nộp ở đâu", ""),
        ("", "Doanh nghiệp bổ sung, nộp lại hồ sơ tại Sở B.", "nộp ở đâu", ""),
        ("Số 10 phố A, phường B", "", "chưa đối chiếu", "Số 10 phố A, phường B"),
        ("Trung tâm cấp tỉnh", "", "chung cho cả nước", "Trung tâm cấp tỉnh"),
        ("Sở A; Sở B", "", "nhiều nơi", "Sở A; Sở B"),
    ],
)
def test_where_one_hands_in_is_told_as_far_as_the_record_does(
    tmp_path: Path, addresses: str, step: str, says: str, quoted: str
) -> None:
    data = record(
        dossierReceivingAddresses=addresses, executionSteps=[{"name": "", "description": step}]
    )
    ((note, quote),) = imported(tmp_path, data).gaps("contact_point")
    assert says in note and quote == quoted


def test_of_a_ministry_nothing_is_said_of_the_province(tmp_path: Path) -> None:
    data = record(isProvince=False, isMinistry=True)
    ((note, _),) = imported(tmp_path, data).gaps("contact_point")
    assert "tỉnh" not in note
