"""Procedures that stand already: what the national record changed, and taking it over."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.importing.made import (
    CODE,
    TODAY,
    case,
    fee,
    imported,
    method,
    paper,
    record,
    tree,
)
from tthc import catalogue, problems
from tthc.git_history import GitHistory


def ten(value: int = 10) -> list[dict[str, Any]]:
    words = f"{value} ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ"
    return [method(processingTime=value, description=words)]


OLD = record(executionMethods=ten(10))
NEW = record(
    executionMethods=ten(8),
    executionCases=[case("", paper(), paper("Bản vẽ", 2))],
)


def edited(folder: Path, old: str, new: str) -> Path:
    (file,) = folder.glob(f"*/{CODE}.yml")
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file


def test_a_second_import_writes_nothing(tmp_path: Path) -> None:
    records = (OLD, record("9.000102", name="Thủ tục thứ hai"))
    before = tree(imported(tmp_path, *records).folder)
    again = imported(tmp_path, *records, today=date(2026, 11, 22))
    assert (again.outcome.report.files, again.outcome.report.standing) == (0, 2)
    assert tree(again.folder) == before


def test_the_order_of_records_makes_no_difference(tmp_path: Path) -> None:
    records = [record(f"9.00010{n}", name=f"Thủ tục {n}") for n in range(5)]
    one = imported(tmp_path / "a", *records)
    other = imported(tmp_path / "b", *reversed(records))
    assert tree(one.folder) == tree(other.folder)


def test_more_records_leave_what_stands_alone(tmp_path: Path) -> None:
    before = tree(imported(tmp_path, OLD).folder)
    after = tree(imported(tmp_path, OLD, record("9.000102")).folder)
    assert {name for name in after if after[name] != before.get(name)} == {
        "thu-nghiem-chung/9.000102.yml",
        "national/9.000102.json",
    }


def test_a_change_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    before = tree(imported(tmp_path, OLD).folder)
    found = imported(tmp_path, NEW)
    assert tree(found.folder) == before
    (told,) = found.outcome.report.differences
    assert "nhận vào thì trang này: Thời hạn giải quyết: 10 → 8 ngày làm việc" in told
    assert "thêm «Bản vẽ»" in told
    assert told.count("trang này chưa sửa từ lần trước") == 2


def test_what_only_we_changed_is_no_difference(tmp_path: Path) -> None:
    folder = imported(tmp_path, OLD).folder
    edited(folder, "value: 10", "value: 7")
    found = imported(tmp_path, OLD)
    assert found.outcome.report.differences == [] and found.outcome.report.standing == 1


def test_what_both_changed_is_told_with_all_three(tmp_path: Path) -> None:
    folder = imported(tmp_path, OLD).folder
    edited(folder, "value: 10", "value: 7")
    (told,) = imported(tmp_path, NEW).outcome.report.differences
    assert "cả hai bên cùng đổi" in told
    assert "quốc gia: thời hạn giải quyết 1 › giá trị: 10 → 8; trang này: 7" in told
    assert "nhận vào thì trang này: Thời hạn giải quyết: 7 → 8 ngày làm việc" in told


def test_what_both_changed_alike_is_no_difference(tmp_path: Path) -> None:
    folder = imported(tmp_path, OLD).folder
    edited(folder, "value: 10", "value: 8")
    assert imported(tmp_path, record(executionMethods=ten(8))).outcome.report.differences == []


def test_words_that_changed_are_told_as_such(tmp_path: Path) -> None:
    imported(tmp_path, OLD)
    steps = [{"name": "", "description": "Nộp hồ sơ ở quầy."}]
    new = record(executionMethods=ten(10), executionSteps=steps)
    (told,) = imported(tmp_path, new).outcome.report.differences
    assert "chỉ đổi lời văn" in told


def test_one_field_is_taken_over_with_a_note(tmp_path: Path) -> None:
    imported(tmp_path, OLD)
    found = imported(tmp_path, NEW, accept=(f"{CODE}:processing_time",))
    own = found.procedure()
    assert [each.value for each in own.processing_time] == [8]
    assert len(own.cases[0].evidences) == 1
    assert [each.kind for each in own.changes] == ["major", "major"]
    assert "17/07/2026: thời hạn giải quyết" in own.changes[-1].note
    assert found.outcome.report.files == 2  # the procedure and what is remembered
    (left,) = imported(tmp_path, NEW).outcome.report.differences
    assert "trường hợp (cases)" in left and "processing_time" not in left


@pytest.mark.parametrize("wish", ["all", CODE])
def test_everything_is_taken_over(tmp_path: Path, wish: str) -> None:
    imported(tmp_path, OLD)
    found = imported(tmp_path, NEW, accept=(wish,))
    own = found.procedure()
    assert [each.value for each in own.processing_time] == [8]
    assert [found.catalogue.evidence_types[each.type].name for each in own.cases[0].evidences] == [
        "Đơn thử nghiệm",
        "Bản vẽ",
    ]
    before = tree(found.folder)
    again = imported(tmp_path, NEW, accept=(wish,))
    assert again.outcome.report.files == 0 and tree(again.folder) == before


def test_what_is_taken_over_satisfies_the_rule_on_notes(tmp_path: Path) -> None:
    folder = imported(tmp_path, OLD).folder
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b"]
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    subprocess.run([*git, "add", "procedures"], check=True)
    subprocess.run([*git, "commit", "-qm", "a"], check=True)
    imported(tmp_path, NEW, accept=("all",))
    _, found = catalogue.load(folder, TODAY, history=GitHistory.of(tmp_path))
    assert problems.errors(found) == []


def test_the_rest_of_the_file_stays_as_it_was_written(tmp_path: Path) -> None:
    folder = imported(tmp_path, OLD).folder
    file = edited(folder, "outputs:\n", "# Ghi chú của cán bộ\noutputs:  # giữ\n")
    imported(tmp_path, NEW, accept=(f"{CODE}:processing_time",))
    text = file.read_text(encoding="utf-8")
    assert "# Ghi chú của cán bộ\noutputs:  # giữ\n" in text
    assert text.count("processing_time:") == 1 and "value: 8" in text


def test_a_limit_that_became_unclear_takes_its_gap_along(tmp_path: Path) -> None:
    imported(tmp_path, OLD)
    unclear = record(
        executionMethods=[method(processingTimeUnit="OTHER", description="", processingTime=1)]
    )
    found = imported(tmp_path, unclear, accept=("all",))
    assert found.procedure().processing_time == ()
    assert any("1 (đơn vị «khác»)" in quote for _, quote in found.gaps("processing_time"))


def test_gaps_that_people_wrote_stay(tmp_path: Path) -> None:
    folder = imported(tmp_path, OLD).folder
    edited(
        folder,
        "  gaps:\n",
        "  gaps:\n  - part: processing_time\n    note: Cán bộ hỏi Bộ.\n",
    )
    found = imported(tmp_path, NEW, accept=("all",))
    assert ("Cán bộ hỏi Bộ.", "") in found.gaps("processing_time")


def test_a_procedure_written_by_hand_needs_a_mark_first(tmp_path: Path) -> None:
    folder = imported(tmp_path, OLD).folder
    (folder / f"national/{CODE}.json").unlink()
    (told,) = imported(tmp_path, NEW).outcome.report.differences
    assert "chưa nhớ bản ghi lần trước" in told and "--remember" in told
    marked = imported(tmp_path, NEW, remember=True)
    assert marked.outcome.report.files == 1
    assert imported(tmp_path, NEW).outcome.report.differences == []
    newer = record(executionMethods=[*ten(8)], executionCases=NEW["detail"]["executionCases"])
    newer["detail"]["executionMethods"][0]["fees"] = [fee(200_000, "Lệ phí")]
    (told,) = imported(tmp_path, newer).outcome.report.differences
    assert "phí, lệ phí (costs)" in told and "processing_time" not in told


@pytest.mark.parametrize("content", ["", "{", "[]", "[" * 100_000, '{"costs": 5}', "\0"])
def test_a_damaged_memory_is_none(tmp_path: Path, content: str) -> None:
    folder = imported(tmp_path, OLD).folder
    (folder / f"national/{CODE}.json").write_text(content, encoding="utf-8")
    assert imported(tmp_path, NEW).outcome.status == 0


def test_errors_in_the_data_stop_the_import(tmp_path: Path) -> None:
    folder = imported(tmp_path, OLD).folder
    edited(folder, "value: 10", "value: mười")
    found = imported(tmp_path, NEW, record("9.000102"))
    assert found.outcome.status == 1
    assert "«mười»" in str(found.outcome.problems[0])
    assert not list(folder.glob("*/9.000102.yml"))


def test_entries_that_stand_are_used_and_new_ones_added_below(tmp_path: Path) -> None:
    folder = imported(tmp_path, OLD).folder
    file = folder / "registers/agencies.yml"
    hand = "# Sổ của Ban\n" + file.read_text(encoding="utf-8").replace(
        "name: Sở Thử nghiệm", "name: SỞ THỬ NGHIỆM"
    )
    file.write_text(hand, encoding="utf-8")
    new = record("9.000102", departmentsExecuting=[{"name": "Sở thử  nghiệm"}])
    other = record("9.000103", departmentsExecuting=[{"name": "Sở Mới"}])
    found = imported(tmp_path, OLD, new, other)
    assert found.procedure("9.000102").executing_agencies == ("so-thu-nghiem",)
    assert found.procedure("9.000103").executing_agencies == ("so-moi",)
    text = file.read_text(encoding="utf-8")
    assert text.startswith(hand) and text.count("- id: so-moi") == 1


def test_an_agency_may_not_take_the_id_of_the_owner(tmp_path: Path) -> None:
    found = imported(tmp_path, record(departmentsExecuting=[{"name": "Ban thu"}]))
    assert found.procedure().executing_agencies == ("ban-thu-2",)
    assert found.procedure().review.owner == "ban-thu"


def test_long_names_that_begin_alike_are_two_kinds_of_paper(tmp_path: Path) -> None:
    begin = "Văn bản của cơ quan có thẩm quyền về việc chấp thuận " * 6
    papers = (paper(begin + "dự án A"), paper(begin + "dự án B"))
    found = imported(tmp_path, record(executionCases=[case("", *papers)]))
    names = [each.name or "" for each in found.procedure().cases[0].evidences]
    assert [name[-7:] for name in names] == ["dự án A", "dự án B"]


def test_a_field_may_not_take_the_name_of_a_folder_of_ours(tmp_path: Path) -> None:
    field = [{"code": "G1", "name": "Registers"}]
    found = imported(tmp_path, record(categoriesDetails=field))
    assert found.procedure().field == "linh-vuc-registers"
