"""What the words of a paper or of a dossier say against the shape that the record gives them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importing.made import case, imported, paper, record
from tthc.importing.report import Trap
from tthc.model.dossier import StatutoryForm


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("đ) Bản sao hợp lệ giấy phép;", StatutoryForm.COPY),
        ("- Giấy phép (bản sao có dấu sao y bản chính của thương nhân);", StatutoryForm.COPY),
        ("Nộp 01 bản chụp vận tải đơn", StatutoryForm.COPY),
        ("(5) Bản chụp giấy phép (mang theo bản chính để đối chiếu)", StatutoryForm.COPY),
        ("Giấy phép (01 bản sao có chứng thực)", StatutoryForm.CERTIFIED_COPY),
        ("Đơn đề nghị", None),
        ("Bản chính hoặc bản sao có chứng thực giấy phép", None),
        ("Xuất trình bản chính thẻ căn cước", None),
        ("Tờ khai. Trường hợp không phải khai thì không phải nộp bản sao tờ khai;", None),
    ],
)
def test_8_words_that_plainly_ask_for_a_copy_are_its_form(
    tmp_path: Path, words: str, form: StatutoryForm | None
) -> None:
    found = imported(tmp_path, record(executionCases=[case("", paper(words, 1, 0))]))
    (evidence,) = found.procedure().cases[0].evidences
    assert (evidence.originals, evidence.statutory_form) == (1, form)


@pytest.mark.parametrize(
    "words",
    [
        "Bản sao có chứng thực hoặc bản sao kèm bản chính để đối chiếu giấy phép",
        "Lý lịch khoa học và bản sao giấy chứng nhận",
        "Bản sao hợp đồng thuê và giấy tờ về quyền sở hữu của bên cho thuê",
        "Bản sao giấy phép; văn bản ủy quyền",
    ],
)
def test_8_numbers_that_the_words_gainsay_are_a_gap_with_both(tmp_path: Path, words: str) -> None:
    found = imported(tmp_path, record(executionCases=[case("", paper(words, 1, 0))]))
    (evidence,) = found.procedure().cases[0].evidences
    assert (evidence.originals, evidence.statutory_form) == (None, None)
    assert f"1 bản chính, 0 bản sao: {words}" in [quote for _, quote in found.gaps("evidences")]
    assert found.doubts(Trap.COPIES)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("02 ảnh cỡ 4x6 cm", (1, 0)),
        ("Nộp 02 bản chính tờ khai", (1, 0)),
        ("Quy trình: 01 bản chính hoặc bản chụp có chứng thực", (0, 1)),
    ],
)
def test_8_another_number_in_the_words_leaves_none(
    tmp_path: Path, words: str, numbers: tuple[int, int]
) -> None:
    found = imported(tmp_path, record(executionCases=[case("", paper(words, *numbers))]))
    (evidence,) = found.procedure().cases[0].evidences
    assert (evidence.originals, evidence.copies) == (None, None)
    assert any(quote.endswith(words) for _, quote in found.gaps("evidences"))


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("Đơn đề nghị: 01 bộ", (1, 0)),
        ("Văn bản theo Phần 8 Bộ quy chế", (1, 0)),
        ("Bản vẽ: 02 bản", (1, 1)),
        ("Nộp 01 bản sao", (0, 1)),
        ("Theo Mẫu số 02 bản kèm theo Nghị định 05/2026/NĐ-CP, 03 bộ hồ sơ", (2, 0)),
    ],
)
def test_8_numbers_that_agree_with_the_words_stay(
    tmp_path: Path, words: str, numbers: tuple[int, int]
) -> None:
    found = imported(tmp_path, record(executionCases=[case("", paper(words, *numbers))]))
    (evidence,) = found.procedure().cases[0].evidences
    assert (evidence.originals or 0, evidence.copies or 0) == numbers


def test_8_a_gap_quotes_the_words_near_the_number_that_differs(tmp_path: Path) -> None:
    words = "Tờ khai " + "theo mẫu " * 100 + "nộp 02 bản chính"
    found = imported(tmp_path, record(executionCases=[case("", paper(words, 1, 0))]))
    assert any(quote.endswith("nộp 02 bản chính") for _, quote in found.gaps("evidences"))
