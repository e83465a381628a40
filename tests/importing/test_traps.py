"""The other kinds of misleading values: what becomes a fact and what a gap."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest

from tests.importing.made import case, imported, law, method, named, paper, record
from tthc.importing.report import Trap
from tthc.model.procedure import Level, OnlineLevel
from tthc.model.source import Part


def test_5_words_are_composed_and_without_strange_spaces(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "Cấp\u00a0giấy  phép\u200b  thử\tnghiệm ( 9.000101 )")
    found = imported(tmp_path, record(name=name))
    assert found.procedure().title == "Cấp giấy phép thử nghiệm"
    (doubt,) = found.doubts(Trap.LOOSE_WORDS)
    assert "NFC" in doubt.message and "mã thủ tục trong tên" in doubt.message


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Thủ t\u1ee5c \u0430bc", "Thủ tục abc"),  # Cyrillic а
        ("Thuốc β-lactam", "Thuốc beta-lactam"),
        ("\uf0b7 Đơn\uf02d", "Đơn-"),
        ("Gọi 0912 345 678 để hỏi", "Gọi […] để hỏi"),
        ("Số 012345678901", "Số […]"),
        ("Mức 100000000 đồng", "Mức 100.000.000 đồng"),
        ("Ký hiệu 漢", "Ký hiệu […]"),
        ("A\ud800B", "AB"),
        ("<p>Giấy <b>A</b>&nbsp;&amp; B</p>", "Giấy A & B"),
        ("<tr><td>Đơn A</td><td>01</td>\n<td>0</td></tr>", "Đơn A – 01 – 0"),
        ("Bụi cỡ 10 \u03bcm", "Bụi cỡ 10 \u00b5m"),
        ("Diện tích <500 m2 và > 5", "Diện tích <500 m2 và > 5"),
    ],
)
def test_5_letters_that_only_look_right_are_put_right(
    tmp_path: Path, written: str, read: str
) -> None:
    found = imported(tmp_path, record(resultsDetails=named(written)))
    assert [each.name for each in found.procedure().outputs] == [read]


def test_5_a_code_of_a_field_that_looks_like_a_number_of_somebody_is_left_out(
    tmp_path: Path,
) -> None:
    found = imported(
        tmp_path, record(categoriesDetails=[{"code": "782290570", "name": "Thử nghiệm riêng"}])
    )
    (field,) = (each for each in found.catalogue.fields.values() if each.imported_on)
    assert (field.name, field.national_code) == ("Thử nghiệm riêng", None)


@pytest.mark.parametrize("code", [" 9.000101", "9.000101-Xoa", "9.0001011", "9.0001", "9.000101 "])
def test_6_an_odd_code_is_refused_and_both_procedures_are_named(tmp_path: Path, code: str) -> None:
    odd = record(code, name="Thủ tục khác hẳn")
    found = imported(tmp_path, record(), odd)
    assert list(found.catalogue.procedures) == ["9.000101"]
    (refusal,) = found.outcome.report.refusals
    assert (refusal.code, refusal.title) == (code, "Thủ tục khác hẳn")
    assert "không đúng dạng" in refusal.reason
    if "9.000101" in code:
        assert "9.000101" in refusal.reason and "Cấp giấy thử nghiệm" in refusal.reason
    assert found.outcome.status == 0


def test_6_a_code_that_two_procedures_have_is_refused_for_both(tmp_path: Path) -> None:
    other = record(id="another", name="Thủ tục khác hẳn")
    found = imported(tmp_path, record(), other)
    assert not found.folder.exists()
    assert len(found.outcome.report.refusals) == 2
    for refusal in found.outcome.report.refusals:
        assert "Thủ tục khác hẳn" in refusal.reason and "Cấp giấy thử nghiệm" in refusal.reason
    assert found.outcome.status == 1


def test_6_of_two_records_of_one_procedure_the_newer_is_taken(tmp_path: Path) -> None:
    newer = record(name="Tên mới", updatedAt=1788778000000)
    assert imported(tmp_path, newer, record()).procedure().title == "Tên mới"


@pytest.mark.parametrize(
    "odd",
    [
        record("5.000101"),
        record("6.000101"),
        record(type="STANDARD_INTERNAL"),
    ],
)
def test_6_internal_procedures_are_left_out_and_told(tmp_path: Path, odd: Any) -> None:
    found = imported(tmp_path, odd, record("9.000102"))
    assert list(found.catalogue.procedures) == ["9.000102"]
    assert found.outcome.report.internal == [(odd["code"], "Cấp giấy thử nghiệm")]
    assert "Bỏ 1 thủ tục nội bộ" in found.outcome.report.text()


def test_6_a_record_that_no_longer_holds_is_refused(tmp_path: Path) -> None:
    found = imported(tmp_path, record(state="EXPIRED"))
    assert "EXPIRED" in found.outcome.report.refusals[0].reason
    assert found.outcome.status == 1


@pytest.mark.parametrize(
    ("code", "name", "number", "kind"),
    [
        ("Nghị định số 50/2026/NĐ-CP", "Quy định chi tiết", "50/2026/NĐ-CP", "decree"),
        ("94/2025/QH15 ngày 27/6/2025", "Luật Năng lượng", "94/2025/QH15", "law"),
        ("165/2024/NĐ- CP", "Nghị định", "165/2024/NĐ-CP", "decree"),
        ("86/2018/nđ-cp", "Nghị định", "86/2018/NĐ-CP", "decree"),
        ("66.18/2026/NQ-CP", "Nghị quyết", "66.18/2026/NQ-CP", "resolution"),
        ("24/2023/QĐ-TTG", "Quyết định", "24/2023/QĐ-TTg", "decision"),
        ("nghị định 146/2025", "Nghị định số 146/2025/NĐ-CP", "146/2025/NĐ-CP", "decree"),
        ("105/2025/CP-NĐ", "Nghị định số 105/2025/NĐ-CP", "105/2025/NĐ-CP", "decree"),
        ("Luật Hóa chất", "06/2007/QH12", "06/2007/QH12", "law"),
        ("Bộ luật 95/2015/QH13", "Hàng hải", "95/2015/QH13", "code"),
        ("Thông tư số 40/2025/TT-BCT", "Thông tư", "40/2025/TT-BCT", "circular"),
        ("05/2013/TTLT-BTP-BNG-BCA", "Sửa đổi", "05/2013/TTLT-BTP-BNG-BCA", "joint_circular"),
        ("26/2005/PL-UBTVQH11", "Ưu đãi", "26/2005/PL-UBTVQH11", "ordinance"),
        ("90/2025/QH15", "Trang chủ Luật số 90/2025/QH15: Luật sửa", "90/2025/QH15", "law"),
        ("131/2025/QH15", "Sửa đổi, bổ sung một số điều của Luật Cầu", "131/2025/QH15", "law"),
        ("07/2022/QH15", "07/2022/QH15 - Luật sửa đổi", "07/2022/QH15", "law"),
    ],
)
def test_7_a_loose_number_is_read(
    tmp_path: Path, code: str, name: str, number: str, kind: str
) -> None:
    found = imported(tmp_path, record(legalBasisesDetails=[law(code, name)]))
    (basis,) = found.procedure().legal_basis
    document = found.catalogue.laws[basis.document]
    assert (document.number, document.type) == (number, kind)
    assert document.effective_from is None
    assert found.catalogue.laws.status(document.id, document.source.origins[0].read_on) == "unknown"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("27/6/2025", "Luật"),
        ("Luật đường bộ năm 2024", "Luật đường bộ năm 2024"),
        ("44/2026/QĐ-UBND", "Quyết định của tỉnh"),
        ("34/2025/NQ-HĐND", "Nghị quyết của tỉnh"),
        ("1370/QĐ-UBND", "Quyết định"),
        ("78/2015/QH13", "Nghĩa vụ quân sự"),
        ("254/2025/QH15", "Quy định một số cơ chế tháo gỡ trong thi hành Luật Cầu"),
        ("95/2025/QH1", "Luật Cầu"),
        ("80", "Thông tư"),
        ("9423/QĐ-BCT", "Thông tư số 27/2014/TT-BCT"),
        ("31/2018/NĐ-CP 32/2018/NĐ-CP", "Nghị định"),
        ("12/2024/TT-XYZ", "Thông tư"),
        ("12/9999/NĐ-CP", "Nghị định"),
    ],
)
def test_7_a_number_that_names_no_document_is_a_gap_with_its_words(
    tmp_path: Path, code: str, name: str
) -> None:
    found = imported(tmp_path, record(legalBasisesDetails=[law(code, name)]))
    assert found.procedure().legal_basis == ()
    assert any(code in quote for _, quote in found.gaps("legal_basis"))
    assert found.doubts(Trap.LOOSE_LAW)


def test_7_what_another_title_calls_a_document_is_its_type(tmp_path: Path) -> None:
    laws = [
        law("254/2025/QH15", "Quy định một số cơ chế tháo gỡ trong thi hành Luật Cầu"),
        law("49/2026/NĐ-CP", "Hướng dẫn Nghị quyết số 254/2025/QH15 về một số cơ chế"),
    ]
    found = imported(tmp_path, record(legalBasisesDetails=laws))
    assert found.catalogue.laws["254-2025-qh15"].type == "resolution"


def test_7_articles_before_the_number_are_kept(tmp_path: Path) -> None:
    laws = [law("Điều 9 Nghị định số 180/2026/NĐ-CP"), law("Điều 10 Nghị định số 180/2026/NĐ-CP")]
    (basis,) = imported(tmp_path, record(legalBasisesDetails=laws)).procedure().legal_basis
    assert (basis.document, basis.articles) == ("180-2026-nd-cp", ("Điều 9", "Điều 10"))


def test_8_no_original_and_no_copy_is_no_number(tmp_path: Path) -> None:
    found = imported(tmp_path, record(executionCases=[case("", paper("Đơn", 0, 0))]))
    (evidence,) = found.procedure().cases[0].evidences
    assert (evidence.originals, evidence.copies) == (None, None)
    assert [each.words for each in found.doubts(Trap.COPIES)] == ["Đơn"]


@pytest.mark.parametrize("count", [-1, 1.5, 10**9])
def test_8_a_strange_number_of_copies_is_a_gap(tmp_path: Path, count: Any) -> None:
    found = imported(tmp_path, record(executionCases=[case("", paper("Đơn", 1, count))]))
    (evidence,) = found.procedure().cases[0].evidences
    assert (evidence.originals, evidence.copies) == (1, None)
    assert any(str(count) in quote for _, quote in found.gaps("evidences"))


def test_8_that_a_paper_is_required_means_nothing(tmp_path: Path) -> None:
    one = imported(tmp_path / "a", record(executionCases=[case("", paper())]))
    other = imported(
        tmp_path / "b", record(executionCases=[case("", {**paper(), "required": True})])
    )
    assert one.procedure() == other.procedure()


def test_9_a_very_large_dossier_is_taken_whole_and_told(tmp_path: Path) -> None:
    cases = [
        case(f"Trường hợp {n}", *(paper(f"Giấy {n}.{m}") for m in range(16))) for n in range(14)
    ]
    found = imported(tmp_path, record(executionCases=cases))
    assert sum(len(each.evidences) for each in found.procedure().cases) == 224
    assert "14 trường hợp, 224 dòng" in found.doubts(Trap.LARGE)[0].message


def test_10_several_agencies_decide_nothing(tmp_path: Path) -> None:
    found = imported(tmp_path, record(departmentsAuthority=named("Sở A", "Sở B")))
    assert found.procedure().competent_authority is None
    assert [quote for _, quote in found.gaps("competent_authority")] == ["Sở A; Sở B"]


def test_10_an_old_name_is_told(tmp_path: Path) -> None:
    found = imported(tmp_path, record(departmentPromulgateName="Bộ Xây (Bộ Cầu đường cũ)"))
    issuer = found.procedure().decisions[0].issuer
    assert found.catalogue.agencies[issuer].name == "Bộ Xây"
    assert "Bộ Cầu đường cũ" in found.doubts(Trap.AGENCIES)[0].words


def test_10_audiences_of_no_known_kind_are_a_gap(tmp_path: Path) -> None:
    found = imported(tmp_path, record(subjectTypesDetails=named("Doanh nghiệp", "Đảng viên")))
    assert found.procedure().audience == ("enterprise",)
    assert [quote for _, quote in found.gaps("audience")] == ["Đảng viên"]


def test_10_several_levels_are_none(tmp_path: Path) -> None:
    assert imported(tmp_path / "a", record()).procedure().level is Level.PROVINCE
    assert imported(tmp_path / "b", record(isWard=True)).procedure().level is None


def test_11_an_old_record_is_told(tmp_path: Path) -> None:
    found = imported(tmp_path, record(updatedAt=1500000000000))
    assert "14/07/2017" in found.doubts(Trap.LAG)[0].message


@pytest.mark.parametrize(
    ("is_full", "channels", "level"),
    [
        (True, ("ONLINE",), OnlineLevel.FULL),
        (False, ("ONLINE", "DIRECT"), OnlineLevel.PARTIAL),
        (False, ("DIRECT",), OnlineLevel.NONE),
        (True, ("DIRECT",), None),
        (None, ("ONLINE",), None),
    ],
)
def test_the_online_service_is_told_where_flag_and_channels_agree(
    tmp_path: Path, is_full: bool | None, channels: tuple[str, ...], level: OnlineLevel | None
) -> None:
    found = imported(
        tmp_path,
        record(isFullProcess=is_full, executionMethods=[method(each) for each in channels]),
    )
    online = found.procedure().online
    assert (online.level if online else None) is level
    assert bool(found.gaps("online")) is (level in (None, OnlineLevel.PARTIAL))


@pytest.mark.parametrize("words", ["Không", "không có.", "", "Không quy định"])
def test_no_conditions_are_a_gap(tmp_path: Path, words: str) -> None:
    found = imported(tmp_path, record(requirementsAndConditions=words))
    assert found.procedure().requirements == ()
    assert found.gaps("requirements")


def test_steps_are_divided_only_where_the_record_is_a_list(tmp_path: Path) -> None:
    listed = "- Bước 1: Nộp.\nGhi chú.\n- Bước 2: Nhận."
    prose = "Người dân nộp hồ sơ; Bước 2 là nhận."
    one = imported(tmp_path / "a", record(executionSteps=[{"name": "", "description": listed}]))
    other = imported(tmp_path / "b", record(executionSteps=[{"name": "", "description": prose}]))
    assert [each.text for each in one.procedure().steps] == [
        "- Bước 1: Nộp.\nGhi chú.",
        "- Bước 2: Nhận.",
    ]
    assert [each.text for each in other.procedure().steps] == [prose]


def test_a_text_that_is_too_long_is_divided_between_lines(tmp_path: Path) -> None:
    lines = [f"Dòng {n} " + "chữ " * 100 for n in range(40)]
    found = imported(tmp_path, record(requirementsAndConditions="\n".join(lines)))
    texts = [each.text for each in found.procedure().requirements]
    assert len(texts) > 1 and all(text.startswith("Dòng") for text in texts)
    assert " ".join(" ".join(texts).split()) == " ".join(" ".join(lines).split())


def test_a_record_that_says_nothing_is_all_gaps(tmp_path: Path) -> None:
    bare = {"code": "9.000101", "name": "Thủ tục trống", "detail": {"code": "9.000101"}}
    found = imported(tmp_path, bare)
    declared = {gap.part for gap in found.procedure().source.gaps}
    assert declared >= set(Part) - {
        Part.CASES,
        Part.FORMS,
        Part.RECOURSE,
        Part.STATUS,
        Part.CONTENT,
    }


def test_forms_of_two_papers_are_two_forms(tmp_path: Path) -> None:
    papers = (paper("Đơn", 1, 0, "Mẫu số 03.docx"), paper("Báo cáo", 1, 0, "Mẫu số 03 (2).docx"))
    found = imported(tmp_path, record(executionCases=[case("", *papers)]))
    forms = [each.form for each in found.procedure().cases[0].evidences]
    assert len(set(forms)) == 2
    assert [found.catalogue.forms[form].number for form in forms if form] == ["Mẫu số 03"] * 2


def test_several_files_for_one_paper_are_a_gap(tmp_path: Path) -> None:
    several = paper("Đơn", 1, 0, "Mẫu 1.docx", "Mẫu 2.docx")
    found = imported(tmp_path, record(executionCases=[case("", several)]))
    assert found.procedure().cases[0].evidences[0].form is None
    assert [quote for _, quote in found.gaps("forms")] == ["Mẫu 1; Mẫu 2"]


def test_11_a_later_law_of_the_same_name_is_told(tmp_path: Path) -> None:
    old = law(
        "62/2020/QH14", "Luật số 62/2020/QH14: Luật sửa đổi, bổ sung một số điều của Luật Cầu"
    )
    citing = record(legalBasisesDetails=[old])
    knowing = record("9.000102", legalBasisesDetails=[law("135/2025/QH15", "Luật Cầu")])
    found = imported(tmp_path, citing, knowing)
    (doubt,) = found.doubts(Trap.LAG)
    assert doubt.code == "9.000101" and "135/2025/QH15" in doubt.message
    assert any("135/2025/QH15" in note for note, _ in found.gaps("legal_basis"))


@pytest.mark.parametrize(
    "other",
    [
        law("135/2025/QH15", "Luật Đường"),
        law("135/2025/QH15", "Luật sửa đổi, bổ sung một số điều của Luật Cầu"),
        law("50/2014/QH13", "Luật Cầu"),
        law("135/2025/NĐ-CP", "Quy định chi tiết Luật Cầu"),
    ],
)
def test_11_other_laws_are_no_later_law_of_the_same_name(tmp_path: Path, other: Any) -> None:
    citing = record(legalBasisesDetails=[law("62/2020/QH14", "Luật Cầu")])
    found = imported(tmp_path, citing, record("9.000102", legalBasisesDetails=[other]))
    assert "9.000101" not in [doubt.code for doubt in found.doubts(Trap.LAG)]


def test_5_a_heading_among_papers_is_no_paper_with_copies(tmp_path: Path) -> None:
    papers = [paper("1. Hồ sơ đăng ký gồm:", 1), paper("Đơn", 1), paper("Đơn", 1)]
    found = imported(tmp_path, record(executionCases=[case("", *papers)]))
    heading, *rest = found.procedure().cases[0].evidences
    assert heading.originals is None and "tiêu đề" in (heading.note or "")
    assert len(rest) == 2  # they may stand under different headings


def test_5_a_row_that_stands_twice_is_told_once(tmp_path: Path) -> None:
    papers = [paper("Đơn", 1), paper("Bản vẽ", 0, 1), paper("Đơn", 1), paper("Đơn", 2)]
    found = imported(tmp_path, record(executionCases=[case("", *papers)]))
    (own,) = found.procedure().cases
    assert [(each.originals, each.copies) for each in own.evidences] == [
        (1, None),
        (None, 1),
        (2, None),
    ]
    assert any("ghi lặp 1 dòng" in note for note, _ in found.gaps("evidences"))


def test_5_cases_of_one_name_are_told_apart(tmp_path: Path) -> None:
    cases = [case("Cấp lại:", paper("Đơn")), case("Cấp lại", paper("Giấy"))]
    own = imported(tmp_path, record(executionCases=cases)).procedure().cases
    assert [each.name for each in own] == ["Cấp lại", "Cấp lại (bộ hồ sơ thứ 2)"]


def test_7_two_numbers_for_one_document_name_none(tmp_path: Path) -> None:
    laws = [law("7/2014/NĐ-CP", "Nghị định 97/2014/NĐ-CP")]
    found = imported(tmp_path, record(legalBasisesDetails=laws))
    assert found.procedure().legal_basis == ()
    assert any("97/2014/NĐ-CP" in quote for _, quote in found.gaps("legal_basis"))


@pytest.mark.parametrize(
    "marks", [{"isInternal": True}, {"procedureProposal": {"proposalType": "INTERNAL"}}]
)
def test_6_every_mark_of_an_internal_procedure_counts(tmp_path: Path, marks: Any) -> None:
    report = imported(tmp_path, record(**marks)).outcome.report
    assert report.taken == [] and len(report.internal) == 1
