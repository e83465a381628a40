"""Data grown for the benchmark: real procedures, the same each time, without an error."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bench.build import data
from tthc import catalogue, problems

SOURCE = Path(__file__).resolve().parents[2] / "procedures"
TODAY = date(2026, 11, 23)
SIZE = 60


@pytest.fixture(scope="module")
def seeds() -> list[data.Seed]:
    return data.seeds(SOURCE)


@pytest.fixture(scope="module")
def grown(seeds: list[data.Seed], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("grown") / "procedures"
    data.write(data.members(seeds, SIZE), SOURCE, folder)
    return folder


def errors(folder: Path) -> list[problems.Problem]:
    return problems.errors(catalogue.load(folder, TODAY)[1])


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_grown_data_has_the_size_asked_for_and_no_error(grown: Path) -> None:
    found, reported = catalogue.load(grown, TODAY)
    assert problems.errors(reported) == []
    assert len(found.procedures) == SIZE
    assert len({each.short_title or each.title for each in found.procedures.values()}) == SIZE


def test_grown_data_is_the_same_each_time(
    seeds: list[data.Seed], grown: Path, tmp_path: Path
) -> None:
    data.write(data.members(seeds, SIZE), SOURCE, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(grown)


def test_no_procedure_refers_to_another(grown: Path) -> None:
    found, _ = catalogue.load(grown, TODAY)
    for each in found.procedures.values():
        assert not (each.requires or each.related or each.replaces)
        assert not any(paper.produced_by for case in each.cases for paper in case.evidences)


def test_fewer_procedures_are_spread_over_the_seeds(seeds: list[data.Seed]) -> None:
    codes = [each.code for each in data.members(seeds, 5)]
    assert codes == sorted(set(codes))
    assert len(codes) == 5
    assert codes[-1] > seeds[len(seeds) // 2].code


def test_an_edit_changes_one_file_and_leaves_the_data_without_an_error(
    seeds: list[data.Seed], grown: Path, tmp_path: Path
) -> None:
    listed = data.members(seeds, SIZE)
    edited = tmp_path / "edited"
    data.write(listed, SOURCE, edited)
    member = data.editable(listed)
    (edited / member.file).write_text(data.edited(member, 2, f"{TODAY}"), encoding="utf-8")
    assert errors(edited) == []
    before, after = contents(grown), contents(edited)
    assert {name for name in after if after[name] != before[name]} == {member.file.as_posix()}
    old, _ = catalogue.load(grown, TODAY)
    new, _ = catalogue.load(edited, TODAY)
    limits = [each.procedures[member.code].processing_time[0].value for each in (old, new)]
    assert limits[1] == limits[0] + 2


def test_a_folder_without_procedures_is_told(tmp_path: Path) -> None:
    (tmp_path / "law").mkdir()
    (tmp_path / "law/1.000001.yml").write_text("code: 1.000001\n", encoding="utf-8")
    with pytest.raises(data.NoSeedError, match="không có thủ tục nào"):
        data.seeds(tmp_path)
