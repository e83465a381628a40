"""The importer on real records, which are input and not part of the repository."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.importing.made import TODAY, Imported, ordered, tree
from tthc import catalogue, problems
from tthc.importing.report import Trap
from tthc.model.procedure import Procedure
from tthc.rules.texts import LARGEST_FEE, SMALLEST_FEE

FOLDER = Path(__file__).parents[3] / "shared/data/national"
OURS = Path(__file__).parents[2] / "procedures"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the national records stand beside the repository, not in it"
)

RECORDS_AT = (FOLDER / "board", FOLDER / "sample.tar.xz")
OURSELVES: dict[str, Any] = {"home": OURS, "board": "ban-quan-ly", "owner": "ban-quan-ly"}
RECORDS = 701
OF_OTHER_PROVINCES = 90
"""Those announced by a province, without the internal ones and four with impossible codes."""
SECONDS = 30
"""For all of them; a few on a machine that does nothing else."""


@pytest.fixture(scope="module")
def national(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    started = time.monotonic()
    found = ordered(tmp_path_factory.mktemp("national"), *RECORDS_AT, **OURSELVES)
    assert time.monotonic() - started < SECONDS
    return found


@pytest.fixture(scope="module")
def procedures(national: Imported) -> dict[str, Procedure]:
    return national.catalogue.procedures


def text(national: Imported, code: str) -> str:
    (file,) = national.folder.glob(f"*/{code}.yml")
    return file.read_text(encoding="utf-8")


def test_every_record_is_taken_left_out_or_refused(national: Imported) -> None:
    report = national.outcome.report
    assert national.outcome.faults == [] and national.outcome.status == 0
    assert report.read == RECORDS
    left = (*report.internal, *report.refusals, *report.elsewhere)
    assert len(report.taken) + len(left) == RECORDS
    assert len(report.elsewhere) == OF_OTHER_PROVINCES


def test_what_provinces_announced_is_left_out_and_what_ministries_did_is_taken(
    national: Imported,
) -> None:
    report = national.outcome.report
    announcers = {each.announced_by for each in report.elsewhere}
    assert all(re.search("tỉnh|Thành phố", name) for name in announcers) and len(announcers) > 20
    others = {each.code for each in report.elsewhere}
    assert not others & {path.stem for path in (FOLDER / "board").glob("*.json")}
    # A ministry's procedure for all provinces, in which the record names an agency of Hà Nội.
    assert "2.002812" in dict(report.taken)
    assert not re.search("ha-noi|Hà Nội", text(national, "2.002812").partition("source:")[0])
    assert all(each.province is None for each in national.catalogue.procedures.values())


def test_the_report_names_every_trap_with_its_records(national: Imported) -> None:
    words = national.outcome.report.text()
    for trap in Trap:
        assert f"[bẫy {trap.value}]" in words, trap
    for trap, code in (
        (Trap.ZERO_FEE, "1.013236"),
        (Trap.UNIT_OTHER, "1.009647"),
        (Trap.UNIT_OTHER, "1.009755"),
        (Trap.DAY_OR_WORKING_DAY, "1.009770"),
        (Trap.LARGE, "1.014199"),
        (Trap.LAG, "1.013236"),
        (Trap.ABSURD_AMOUNT, "1.009500"),
        (Trap.ABSURD_AMOUNT, "1.000014"),
    ):
        assert code in {doubt.code for doubt in national.doubts(trap)}, (trap, code)


def test_both_procedures_of_one_code_are_named(national: Imported) -> None:
    report = national.outcome.report
    (odd,) = (each for each in report.refusals if each.code == " 1.014325")
    plain = dict(report.internal)["1.014325"]
    assert plain[:30] in odd.reason and odd.title != plain
    assert {"1.014955-Xoa", "1.0133611", "2.009182739"} <= {each.code for each in report.refusals}


def test_what_the_record_does_not_say_is_nowhere(
    national: Imported, procedures: dict[str, Procedure]
) -> None:
    permit = text(national, "1.013236").lower()
    assert not re.search(r"miễn phí|không thu(?!\w)", permit)
    assert [cost.amount for cost in procedures["1.013236"].costs] == [None]
    assert procedures["1.009647"].processing_time == ()
    investor = text(national, "1.009755")
    assert "17 ngày" not in investor.replace("17 ngày làm việc", "")
    (limit,) = procedures["1.009755"].processing_time
    assert (limit.value, limit.unit) == (17, "working_day")


def test_no_amount_is_absurd(procedures: dict[str, Procedure]) -> None:
    amounts = {
        (procedure.code, cost.amount)
        for procedure in procedures.values()
        for costs in (procedure.costs, *(each.costs for each in procedure.channels))
        for cost in costs
        if cost.amount
    }
    assert amounts
    assert {each for each in amounts if not SMALLEST_FEE <= each[1] <= LARGEST_FEE} == set()


def test_no_law_is_said_to_be_in_force(national: Imported) -> None:
    laws = list(national.catalogue.laws)
    assert laws
    assert all(law.effective_from is None and law.expires_on is None for law in laws)


def test_where_people_read_the_same_records_the_facts_agree(
    procedures: dict[str, Procedure],
) -> None:
    """A time that the importer states is one that we state too."""
    ours, _ = catalogue.load(OURS, TODAY)
    compared = [code for code in ours.procedures if code in procedures]
    assert len(compared) > 30
    for code in compared:
        mine, theirs = ours.procedures[code], procedures[code]
        known = {(each.value, each.unit) for each in mine.processing_time}
        stated = {(each.value, each.unit) for each in theirs.processing_time}
        assert stated <= known, code
        assert theirs.title == mine.title, code
        assert [each.number for each in theirs.decisions] == [
            each.number for each in mine.decisions
        ]
        amounts = {each.amount for each in theirs.costs} - {None}
        assert amounts <= {each.amount for each in mine.costs}, code
        assert (theirs.online and theirs.online.level) == (mine.online and mine.online.level), code


def test_a_second_import_writes_nothing(national: Imported) -> None:
    before = tree(national.folder)
    again = ordered(national.folder.parent, *RECORDS_AT, **OURSELVES)
    assert again.outcome.report.files == 0
    assert again.outcome.report.differences == []
    assert tree(again.folder) == before


def lists() -> Iterator[Path]:
    yield from sorted(FOLDER.glob("lists/*.xlsx"))


@pytest.mark.parametrize("file", list(lists()), ids=lambda file: file.stem)
def test_the_lists_of_the_portal_are_read(tmp_path: Path, file: Path) -> None:
    found = ordered(tmp_path, file)
    assert found.outcome.faults == [] and found.outcome.status == 0
    assert len(found.catalogue.procedures) > 100
    assert all(re.fullmatch(r"[1-49]\.\d{6}", code) for code in found.catalogue.procedures)


def test_our_own_data_has_not_moved_away_from_them(tmp_path: Path) -> None:
    shutil.copytree(OURS, tmp_path / "procedures")
    shutil.copytree(OURS.parent / "docs", tmp_path / "docs")
    found = ordered(tmp_path, *(FOLDER / f"board/{code}.json" for code in ("1.009664", "2.000063")))
    assert found.outcome.report.differences == []
    _, after = catalogue.load(found.folder, TODAY, documents=tmp_path / "docs")
    assert problems.errors(after) == []
