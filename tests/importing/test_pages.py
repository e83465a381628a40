"""Imported procedures on pages: marked as such, complete, with nothing that the record denies."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.importing.made import OWNER, TODAY, case, fee, imported, law, method, paper, record
from tthc.pages import Page, all_pages
from tthc.terms import Language

RECORD = record(
    executionMethods=[
        method(processingTimeUnit="OTHER", description="", fees=[fee(0, "Theo quy định của tỉnh")])
    ],
    executionSteps=[{"name": "", "description": "Nộp hồ sơ.\nNhận kết quả <b>nhanh</b>."}],
    executionCases=[case("Cấp mới", paper("Đơn", 0, 0, "Mẫu số 03.docx"), paper("Bản vẽ"))],
    legalBasisesDetails=[law("901/2021/NĐ-CP", "Nghị định về thử nghiệm"), law("80")],
)


@pytest.fixture(params=["vi", "en"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, Page]:
    language: Language = request.param
    found = imported(tmp_path, RECORD).catalogue
    return {page.address: page for page in all_pages(found, TODAY, language)}


def guidance(tmp_path: Path) -> str:
    found = imported(tmp_path, RECORD).catalogue
    every = {page.address: page for page in all_pages(found, TODAY, "vi")}
    return str(every["thu-tuc/9.000101/"].body)


def test_the_head_says_that_nobody_has_checked_it(tmp_path: Path) -> None:
    body = guidance(tmp_path)
    words = "Nhập tự động từ Cơ sở dữ liệu quốc gia ngày 23/11/2026, chưa ai kiểm tra."
    assert body.index(words) < body.index('data-part="brief"')


def test_the_english_notice_says_so_too(tmp_path: Path) -> None:
    found = imported(tmp_path, RECORD).catalogue
    every = {page.address: page for page in all_pages(found, TODAY, "en")}
    body = str(every["thu-tuc/9.000101/"].body)
    assert "Taken over by a program from the national database" in body
    assert "nobody has checked it" in body


def test_what_somebody_has_checked_no_longer_says_so(tmp_path: Path) -> None:
    folder = imported(tmp_path, RECORD).folder
    (file,) = folder.glob("*/9.000101.yml")
    text = file.read_text(encoding="utf-8")
    text = text.replace("901-2021-nd-cp\n", "901-2021-nd-cp\n  is_main: true\n")
    text = text.replace("every_months: 6\n", "every_months: 6\n  verified_on: 2026-11-23\n")
    file.write_text(
        text.replace("  verified_on", f"  verified_by: {OWNER}\n  verified_on"), "utf-8"
    )
    found = imported(tmp_path, RECORD).catalogue
    every = {page.address: page for page in all_pages(found, TODAY, "vi")}
    assert "chưa ai kiểm tra" not in str(every["thu-tuc/9.000101/"].body)


def test_a_page_says_neither_free_nor_a_time_that_the_record_does_not(tmp_path: Path) -> None:
    body = guidance(tmp_path)
    assert "Miễn phí" not in body and "Không thu" not in body and "10 ngày" not in body
    assert "Theo quy định của tỉnh" in body and "10 (đơn vị «khác»)" in body


def test_words_keep_their_lines_and_are_never_markup(tmp_path: Path) -> None:
    body = guidance(tmp_path)
    assert "Nộp hồ sơ.\nNhận kết quả nhanh." in body  # the record has it in <b>


def test_who_carries_out_is_named_as_such(tmp_path: Path) -> None:
    body = guidance(tmp_path)
    assert "Cơ quan có thẩm quyền giải quyết:" not in body
    assert "Cơ quan thực hiện: <strong>Sở Thử nghiệm</strong>" in body


def test_every_page_is_made_in_both_languages(made: dict[str, Page]) -> None:
    assert "thu-tuc/9.000101/" in made
    for page in made.values():
        words = re.sub(r"<[^>]*>", "", str(page.body)).replace("None recorded", "")
        assert "None" not in words, page.address


def test_vietnamese_names_on_english_pages_say_so(tmp_path: Path) -> None:
    found = imported(tmp_path, RECORD).catalogue
    every = {page.address: page for page in all_pages(found, TODAY, "en")}
    assert '<h1 lang="vi">Thử nghiệm chung</h1>' in str(every["linh-vuc/thu-nghiem-chung/"].body)


def parts(tmp_path: Path, *methods: dict[str, object]) -> tuple[str, str]:
    """The words of the guidance page and of the catalogue, of a record with these `methods`."""
    found = imported(tmp_path, record(executionMethods=list(methods))).catalogue
    every = {page.address: page for page in all_pages(found, TODAY, "vi")}
    texts = (str(every[address].body) for address in ("thu-tuc/9.000101/", "thu-tuc/"))
    guide, catalogue = (re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", each)) for each in texts)
    return guide, catalogue


def test_times_that_depend_on_the_way_of_filing_are_not_called_unknown(tmp_path: Path) -> None:
    guide, catalogue = parts(
        tmp_path,
        method("DIRECT", processingTime=5, description="", fees=[]),
        method("ONLINE", processingTime=3, description="", fees=[]),
    )
    assert "Thời hạn Tùy cách nộp" in guide and "Hạn trả kết quả Tùy cách nộp" in guide
    assert "5 ngày làm việc" in guide and "3 ngày làm việc" in guide
    assert "nguồn không cho thời hạn đáng tin" not in guide
    assert "Thời hạn tùy cách nộp" in catalogue and "Chưa rõ thời hạn" not in catalogue


def test_fees_nobody_knows_do_not_depend_on_the_way_of_filing(tmp_path: Path) -> None:
    guide, _ = parts(
        tmp_path,
        method("DIRECT", processingTime=5, description="", fees=[]),
        method("ONLINE", processingTime=3, description="", fees=[]),
    )
    assert "Phí, lệ phí Tùy cách nộp" not in guide
    assert "nguồn không cho mức thu đáng tin" in guide


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", ["Nghị định số 901/2021/NĐ-CP", "901/2021/NĐ-CP"])
def test_a_law_that_has_only_a_number_is_named_once(
    tmp_path: Path, language: Language, name: str
) -> None:
    found = imported(tmp_path, record(legalBasisesDetails=[law("901/2021/NĐ-CP", name)])).catalogue
    every = {page.address: str(page.body) for page in all_pages(found, TODAY, language)}
    lists = ["van-ban/"] if language == "en" else ["van-ban/", "thu-tuc/9.000101/"]
    for address in lists:
        place = every[address].index("901-2021-nd-cp/")
        entry = every[address][place : every[address].index("</li>", place)]
        assert entry.count("901/2021/NĐ-CP") == 1, entry
    head = every["van-ban/901-2021-nd-cp/"].split("</header>")[0]
    assert head.count("901/2021/NĐ-CP") == 1, head


def test_conditions_that_are_denied_are_not_called_unknown(tmp_path: Path) -> None:
    found = imported(tmp_path, record(requirementsAndConditions="Không")).catalogue
    every = {page.address: page for page in all_pages(found, TODAY, "vi")}
    body = str(every["thu-tuc/9.000101/"].body)
    assert "ghi là không có yêu cầu" in body and "nguồn không nêu yêu cầu" not in body
