"""Records of other provinces: left out and told, or taken as theirs and marked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.importing.made import (
    BOARD,
    CODE,
    OWN,
    OWNER,
    TODAY,
    Imported,
    imported,
    method,
    named,
    ordered,
    record,
    tree,
    xlsx,
)
from tthc import pages
from tthc.feeds.topics import topics
from tthc.importing.report import Trap
from tthc.news import news
from tthc.pages import Presenter
from tthc.pages.paging import Limits
from tthc.pages.standing import Standing, standing
from tthc.search import documents
from tthc.site import Site
from tthc.terms import Language

OTHER = "tỉnh Khác Lạ"
DECISION = {"proposalNumber": "7/QĐ-UBND", "decisionDate": 1778778000000}


def local(promulgator: str | None = f"UBND {OTHER}", **changes: Any) -> dict[str, Any]:
    return record(
        **{
            "type": "SPECIFIC",
            "departmentPromulgateName": promulgator,
            "departmentPromulgateCode": "H99",
            "procedureProposal": DECISION,
            "departmentsExecuting": named(f"Sở Thử nghiệm {OTHER}"),
            **changes,
        }
    )


def standing_of(found: Imported, language: Language = "vi", board: str = BOARD) -> Standing:
    presenter = pages.Presenter(found.catalogue, TODAY, language, Site("", board))
    return standing(presenter, found.procedure())


def taken(tmp_path: Path, *records: Any, **order: Any) -> Imported:
    """As `imported`, of a folder whose board is that of the province OWN."""
    return imported(tmp_path, *records, owner=BOARD, **order)


@pytest.mark.parametrize(
    "promulgator",
    [
        f"UBND {OTHER}",
        "UBND Thành phố Khác Lạ",
        f"Sở Xây dựng - {OTHER}",
        "Trung tâm phục vụ hành chính công Thành phố Khác",
    ],
)
def test_what_another_province_announced_is_left_out_and_told(
    tmp_path: Path, promulgator: str
) -> None:
    code = "H99" if promulgator.startswith("UBND") else "H99.101"
    found = imported(
        tmp_path,
        local(promulgator, departmentPromulgateCode=code),
        record("9.000102"),
    )
    assert list(found.catalogue.procedures) == ["9.000102"]
    assert found.outcome.status == 0
    words = found.outcome.report.text()
    assert "Nhận mới 1 thủ tục" in words
    assert f"Bỏ 1 thủ tục do tỉnh, thành phố khác công bố, không phải của {OWN} [bẫy 13]" in words
    assert f"  {CODE} «Cấp giấy thử nghiệm»: «{promulgator}»" in words
    assert "--include-other-provinces" in words


def test_of_many_the_screen_has_codes_and_the_file_has_names(tmp_path: Path) -> None:
    records = [local(code=f"9.0002{n:02}", id=f"x{n}") for n in range(25)]
    report = imported(tmp_path, *records).outcome.report
    assert f"«UBND {OTHER}», 25:\n    9.000200, 9.000201" in report.text(is_full=False)
    assert report.text().count(f"«Cấp giấy thử nghiệm»: «UBND {OTHER}»") == 25


def test_a_list_tells_it_too(tmp_path: Path) -> None:
    (tmp_path / "ds.xlsx").write_bytes(
        xlsx(("9.000105", "Thủ tục trong danh sách", f"UBND {OTHER}", "Sở A", "Thử nghiệm chung"))
    )
    found = ordered(tmp_path, tmp_path / "ds.xlsx")
    assert [each.code for each in found.outcome.report.elsewhere] == ["9.000105"]


def test_with_the_option_it_is_taken_as_theirs(tmp_path: Path) -> None:
    found = taken(tmp_path, local(), include_other_provinces=True)
    assert found.procedure().province == OTHER
    (doubt,) = found.doubts(Trap.OTHER_PROVINCE)
    assert doubt.message == f"của {OTHER}, đầu trang ghi như vậy"
    (own,) = found.procedure().executing_agencies
    assert found.catalogue.agencies[own].name == f"Sở Thử nghiệm {OTHER}"


def test_the_page_says_so_at_its_top_also_when_somebody_has_checked_it(tmp_path: Path) -> None:
    found = taken(tmp_path, local(), include_other_provinces=True)
    words = f"Thủ tục này do {OTHER} công bố, không phải thủ tục của {OWN}"
    assert any(text.startswith(words) for text in standing_of(found).warnings)
    assert (standing_of(found).label, standing_of(found).look) == (f"Của {OTHER}", "warn")
    assert standing_of(found, "en").label == "Of Khác Lạ province"
    (file,) = found.folder.glob(f"*/{CODE}.yml")
    text = file.read_text(encoding="utf-8")
    checked = f"every_months: 6\n  verified_by: {BOARD}\n  verified_on: 2026-11-23\n"
    file.write_text(
        text.replace("every_months: 6\n", checked).replace(
            "901-2021-nd-cp\n", "901-2021-nd-cp\n  is_main: true\n"
        ),
        encoding="utf-8",
    )
    assert [text.startswith(words) for text in standing_of(found).warnings] == [True]
    presenter = pages.Presenter(found.catalogue, TODAY, "vi", Site("", BOARD))
    body = str(pages.guidance.page(presenter, CODE).body)
    assert body.index(words) < body.index('data-part="brief"')
    english = pages.Presenter(found.catalogue, TODAY, "en", Site("", BOARD))
    notice = str(pages.guidance.page(english, CODE).body)
    assert "announced by Khác Lạ province and is not one of" in notice
    row = next(each for each in documents.documents(presenter, ()) if each.key == CODE)
    assert row.facts.startswith(f"Của {OTHER} · ")


@pytest.mark.parametrize(
    ("language", "words"), [("vi", f"Của {OTHER}"), ("en", "Of Khác Lạ province")]
)
def test_wherever_it_is_listed_it_is_told_whose_it_is(
    tmp_path: Path, language: Language, words: str
) -> None:
    found = taken(tmp_path, local(), include_other_provinces=True)
    told = {}
    for whole in (0, 300):  # lists in pages of their own, and lists on the pages that lead there
        site, limits = Site("", BOARD), Limits(whole=whole)
        presenter = Presenter(found.catalogue, TODAY, language, site, limits)
        for page in pages.pages_of(presenter):
            body = str(page.body)
            if CODE in body and not page.is_for_staff:
                told[whole, page.address] = words in body
    assert len(told) >= 15
    assert [each for each, is_told in told.items() if not is_told] == []


def rights(found: Imported) -> str:
    presenter = Presenter(found.catalogue, TODAY, "vi", Site("", BOARD))
    body = str(pages.guidance.page(presenter, CODE).body)
    return body.partition('data-part="rights"')[2].partition("</section>")[0]


@pytest.mark.parametrize(
    ("executing", "whom"),
    [
        (("Sở Nơi Khác tỉnh Khác Lạ",), "Sở Nơi Khác tỉnh Khác Lạ"),
        (("Sở A", "Sở B"), "cơ quan giải quyết thủ tục này"),
    ],
)
def test_who_has_no_number_for_complaints_is_not_the_board(
    tmp_path: Path, executing: tuple[str, ...], whom: str
) -> None:
    theirs = local(departmentsExecuting=named(*executing))
    words = rights(taken(tmp_path, theirs, include_other_provinces=True))
    assert f"Chưa có thông tin: số điện thoại phản ánh của {whom}." in words
    assert "của Ban" not in words


def test_the_board_has_none_where_the_board_decides(tmp_path: Path) -> None:
    words = rights(
        taken(tmp_path, record(departmentsExecuting=named("Ban Quản lý tỉnh Thử Nghiệm")))
    )
    assert "Chưa có thông tin: số điện thoại phản ánh của Ban." in words


def test_feeds_and_mails_tell_it_too(tmp_path: Path) -> None:
    found = taken(tmp_path, local(), include_other_provinces=True)
    (item,) = (each for each in news(found.catalogue, "vi") if each.procedures == (CODE,))
    assert item.lines[0] == f"Thủ tục của {OTHER}."
    (topic,) = (each for each in topics(found.catalogue, "vi") if each.id == CODE)
    assert topic.title == f"{item.title} ({OTHER})"


@pytest.mark.parametrize(
    ("decision", "label"),
    [
        ("  action: repealed\n  effective_from: 2026-06-01\n", "Đã bãi bỏ"),
        ("  effective_from: 2027-01-01\n", "Chưa có hiệu lực"),
    ],
)
def test_another_standing_does_not_hide_it(tmp_path: Path, decision: str, label: str) -> None:
    found = taken(tmp_path, local(), include_other_provinces=True)
    (file,) = found.folder.glob(f"*/{CODE}.yml")
    text = file.read_text(encoding="utf-8")
    assert "decisions:\n- number: 7/QĐ-UBND\n" in text, text[:600]
    number = "- number: 7/QĐ-UBND\n"
    file.write_text(text.replace(number, number + decision, 1), encoding="utf-8")
    own = standing_of(found)
    assert own.label == label
    assert any(f"do {OTHER} công bố" in warning for warning in own.warnings)
    presenter = Presenter(found.catalogue, TODAY, "vi", Site("", BOARD))
    listed = next(each for each in pages.pages_of(presenter) if each.address == "thu-tuc/")
    assert f"Của {OTHER}" in str(listed.body) and label in str(listed.body)


def test_its_spelling_may_change(tmp_path: Path) -> None:
    taken(tmp_path, local("UBND tỉnh Khác Hoà"), include_other_provinces=True)
    found = taken(tmp_path, local("UBND tỉnh Khác Hòa"), include_other_provinces=True)
    assert found.outcome.report.untouched == []


def test_a_site_of_that_province_gives_no_warning(tmp_path: Path) -> None:
    found = taken(tmp_path, local(), include_other_provinces=True)
    (file,) = found.folder.glob(f"*/{CODE}.yml")
    file.write_text(file.read_text(encoding="utf-8").replace(OTHER, OWN, 1), encoding="utf-8")
    assert found.procedure().province == OWN
    assert all(OWN not in text for text in standing_of(found).warnings)
    assert standing_of(found).look == "ok"


@pytest.mark.parametrize("name", [f"UBND {OWN}", "UBND Tỉnh Thử nghiệm", "UBND TỈNH THỬ NGHIỆM"])
def test_our_own_province_and_ministries_are_taken_as_they_are(tmp_path: Path, name: str) -> None:
    own = local(name, departmentsExecuting=named(f"Sở Thử nghiệm {OWN}"))
    found = imported(tmp_path, own)
    assert found.procedure().province is None and found.procedure().executing_agencies
    assert found.doubts(Trap.OTHER_PROVINCE) == []


def test_a_ministry_that_names_an_agency_elsewhere_is_taken_without_the_agency(
    tmp_path: Path,
) -> None:
    there = f"Sở Thử nghiệm {OTHER}"
    found = imported(
        tmp_path,
        record(
            departmentsExecuting=named(there),
            departmentsCoordinating=named(f"Công an {OTHER}", "Công an tỉnh"),
            name=f"Cấp giấy theo quy hoạch {OTHER}",
        ),
    )
    own = found.procedure()
    assert (own.province, own.executing_agencies) == (None, ())
    agencies = found.catalogue.agencies
    assert [agencies[each.agency].name for each in own.participants] == ["Công an tỉnh"]
    gaps = dict(found.gaps("competent_authority"))
    assert sorted(gaps.values()) == [f"Công an {OTHER}", there]
    assert len(found.doubts(Trap.OTHER_PROVINCE)) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"departmentPromulgateName": None},
        {"departmentPromulgateName": "Sở Xây dựng", "departmentPromulgateCode": None},
        {"departmentPromulgateName": "Sở Xây dựng", "type": "STANDARD", "procedureProposal": None},
        {"departmentPromulgateCode": None, "type": "STANDARD", "departmentPromulgateName": "UBND"},
        {
            "departmentPromulgateName": "UBND thành phố Miền Dưới",
            "departmentPromulgateCode": "H99.12",
        },
    ],
)
def test_what_does_not_tell_its_province_is_taken_with_a_doubt_and_a_gap(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    found = imported(tmp_path, local(**{"departmentsExecuting": named("Sở A"), **changes}))
    assert found.outcome.report.elsewhere == []
    (doubt,) = found.doubts(Trap.OTHER_PROVINCE)
    notes = dict(found.gaps("competent_authority"))
    assert doubt.message in notes and "không nói tỉnh nào" in doubt.message
    assert notes[doubt.message] == doubt.words
    assert found.procedure().province is None


def test_without_a_province_of_the_board_nothing_is_left_out(tmp_path: Path) -> None:
    found = imported(tmp_path, local(), board=OWNER)
    (doubt,) = found.doubts(Trap.OTHER_PROVINCE)
    assert "danh mục cơ quan chưa ghi Ban thuộc tỉnh nào" in doubt.message
    assert found.procedure().province == OTHER
    warnings = standing_of(found, board=OWNER).warnings
    assert any(text.startswith(f"Thủ tục này do {OTHER} công bố. Giấy tờ") for text in warnings)


def test_what_stands_as_ours_is_not_touched_by_a_record_of_another_province(
    tmp_path: Path,
) -> None:
    before = tree(imported(tmp_path, record()).folder)
    changed = local(executionMethods=[method(processingTime=3, description="3 ngày làm việc")])
    for order in ({}, {"include_other_provinces": True}, {"remember": True}):
        found = imported(tmp_path, changed, accept=("all",), **order)
        report = found.outcome.report
        assert (report.differences, report.accepted, report.files) == ([], [], 0)
        assert "Không so, không sửa 1 thủ tục đã có" in report.text()
        assert f"  {CODE} «Cấp giấy thử nghiệm»: «UBND {OTHER}»" in report.text()
        assert tree(found.folder) == before


def test_what_stands_as_theirs_is_compared_and_a_second_import_writes_nothing(
    tmp_path: Path,
) -> None:
    before = tree(imported(tmp_path, local(), include_other_provinces=True).folder)
    for chosen in (True, False):
        again = imported(tmp_path, local(), include_other_provinces=chosen)
        assert (again.outcome.report.files, again.outcome.report.standing) == (0, 1)
        assert again.outcome.report.elsewhere == again.outcome.report.untouched == []
    assert tree(again.folder) == before
    changed = local(executionMethods=[method(processingTime=3, description="3 ngày làm việc")])
    found = imported(tmp_path, changed, accept=(CODE,))
    assert found.procedure().processing_time[0].value == 3
    assert found.procedure().province == OTHER


def test_a_ministry_that_announces_it_now_is_a_difference(tmp_path: Path) -> None:
    imported(tmp_path, local(), include_other_provinces=True)
    now = record(departmentsExecuting=named(f"Sở Thử nghiệm {OTHER}"))
    (told,) = imported(tmp_path, now).outcome.report.differences
    assert f"tỉnh, thành phố: {OTHER} → không có" in told
    found = imported(tmp_path, now, accept=("all",))
    assert found.procedure().province is None
    assert imported(tmp_path, now).outcome.report.files == 0
