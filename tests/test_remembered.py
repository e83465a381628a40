"""What is remembered of files changes nothing but the time that a load takes."""

from __future__ import annotations

import pickle
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.casefile import Case, cases
from tests.conftest import CASES, ROOT, TODAY, Load
from tests.editing import commit
from tthc import catalogue, project, reading, remembered, store
from tthc.catalogue import Catalogue
from tthc.git_history import GitHistory
from tthc.memory import Live, Memory, Pickled
from tthc.remembered import Remembered
from tthc.store import Store

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A store that knows the data of `base`."""
    file = tmp_path_factory.mktemp("cache") / "records.sqlite"
    folder = tmp_path_factory.mktemp("data") / "procedures"
    shutil.copytree(CASES / "base", folder)
    shutil.copytree(CASES / "docs", folder.parent / "docs")
    with Store.open(file, b"1") as opened:
        catalogue.load(folder, TODAY, documents=folder.parent / "docs", memory=Pickled(opened))
        yield opened


@pytest.mark.parametrize(
    "case",
    [
        *cases("rules"),
        *cases("files"),
        *cases("shape"),
        *cases("reading"),
        Case(CASES / "hai-muoi-loi.txt"),
    ],
    ids=lambda case: f"{case.file.parent.name}/{case.name}",
)
def test_reports_are_the_same(case: Case, data: Path, kept: Store) -> None:
    memory = Pickled(kept)
    assert case.reports(data, [memory, memory]) == [case.expected] * 2


class Counted:
    """A memory that counts what it was asked for."""

    def __init__(self, inner: Memory) -> None:
        self._inner = inner
        self.known = self.unknown = 0

    def get(self, key: bytes) -> Any:
        found = self._inner.get(key)
        self.known += found is not None
        self.unknown += found is None
        return found

    def put(self, key: bytes, value: Any) -> Any:
        return self._inner.put(key, value)


def real(memory: Memory | None, folder: Path = ROOT / "procedures") -> tuple[Catalogue, list[Any]]:
    return catalogue.load(
        folder,
        DAY,
        documents=folder.parent / "docs",
        history=GitHistory.of(folder.parent),
        memory=memory,
    )


def test_real_data_is_the_same(tmp_path: Path) -> None:
    plain, problems = real(None)
    runs = []
    for _ in range(2):
        with Store.open(tmp_path / "records.sqlite", b"1") as opened:
            memory = Counted(Pickled(opened))
            runs.append((real(memory), memory))
    for (found, reported), _ in runs:
        assert reported == problems
        assert found.procedures == plain.procedures
        assert found.english == plain.english
        assert found.laws.documents == plain.laws.documents
        assert found.versions == plain.versions
        assert found.updates == plain.updates
        assert found.english_updates == plain.english_updates
        assert [entry.file for entry in found.entries] == [entry.file for entry in plain.entries]
    assert runs[0][1].known == 0
    assert runs[1][1].unknown == 0


def test_lines_and_data_of_what_is_remembered_are_those_of_the_file(data: Path) -> None:
    live = Live()
    plain, _ = catalogue.load(data, TODAY)
    found, _ = catalogue.load(data, TODAY, memory=live)
    assert all(isinstance(entry.source, Remembered) for entry in found.entries)
    for entry, other in zip(found.entries, plain.entries, strict=True):
        places = list(other.source.lines)
        lines = [other.source.line(place) for place in places]
        assert [entry.source.line(place) for place in places] == lines
        assert entry.source.line((*entry.place, "no", "such", 1)) == other.source.line(entry.place)
        assert entry.source.data == other.source.data
        assert entry.source.texts() == other.source.texts()
        assert (entry.source.problems, entry.source.unreadable) == ([], set())


def test_an_unchanged_file_is_not_parsed(
    data: Path, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = Live()
    catalogue.load(data, TODAY, memory=live)
    monkeypatch.setattr(reading, "parse", None)
    monkeypatch.setattr(remembered, "parsed", None)
    found, _ = catalogue.load(data, TODAY, memory=live)
    assert len(found.procedures) == 2


def test_a_changed_file_is_read_anew_and_others_keep_their_records(data: Path) -> None:
    live = Live()
    before, _ = catalogue.load(data, TODAY, memory=live)
    file = data / "thu-nghiem/9.000001.yml"
    text = file.read_text(encoding="utf-8").replace("\ntitle: ", "\ntitle: Thử ", 1)
    file.write_text(text, encoding="utf-8")
    live.turn()
    after, _ = catalogue.load(data, TODAY, memory=live)
    assert after.procedures["9.000001"].title.startswith("Thử ")
    assert after.procedures["9.000002"] is before.procedures["9.000002"]


def test_the_same_bytes_under_another_name_are_another_file(data: Path) -> None:
    live = Live()
    catalogue.load(data, TODAY, memory=live)
    shutil.copy(data / "thu-nghiem/9.000001.yml", data / "thu-nghiem/9.000009.yml")
    _, problems = catalogue.load(data, TODAY, memory=live)
    assert {problem.rule for problem in problems if problem.file.name == "9.000009.yml"} >= {"P02"}


def test_what_nobody_asks_for_is_forgotten() -> None:
    live = Live()
    live.put(b"a", 1)
    live.put(b"b", 2)
    live.turn()
    assert live.get(b"a") == 1
    live.turn()
    assert (live.get(b"a"), live.get(b"b")) == (1, None)


def test_a_pickle_that_cannot_be_read_is_made_again(data: Path, tmp_path: Path) -> None:
    expected = catalogue.load(data, TODAY)
    with Store.open(tmp_path / "a.sqlite", b"1") as opened:
        memory = Pickled(opened)
        catalogue.load(data, TODAY, memory=memory)
        for name in list(opened._asked):
            opened._new.put(name, store._seal(name, b"no pickle") + b"no pickle")
        found = catalogue.load(data, TODAY, memory=memory)
        assert found[1] == expected[1]
        assert found[0].procedures == expected[0].procedures


def test_english_records_and_sources_can_be_handed_on(data: Path) -> None:
    found, _ = catalogue.load(data, TODAY, memory=Live())
    handed = pickle.loads(pickle.dumps(found))
    assert handed.procedures == found.procedures
    assert [each.record for each in handed.entries] == [each.record for each in found.entries]
    first = found.entries[0]
    assert handed.entries[0].source.line(first.place) == first.source.line(first.place)


@pytest.mark.parametrize(
    ("value", "expected"), [(None, "root/.cache"), ("", None), ("/elsewhere", "/elsewhere")]
)
def test_the_folder_of_caches(
    value: str | None, expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(project.CACHE, raising=False)
    if value is not None:
        monkeypatch.setenv(project.CACHE, value)
    assert project.cache_folder(Path("root")) == (Path(expected) if expected else None)


def test_the_second_load_of_a_project_uses_the_cache(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(project.CACHE, str(tmp_path / "caches"))
    monkeypatch.setenv("TTHC_TODAY", TODAY.isoformat())
    commit(tmp_path)
    first = project.load(data)
    monkeypatch.setattr(remembered, "parsed", None)
    second = project.load(data)
    assert second[1:] == first[1:]
    assert second[0].procedures == first[0].procedures


def test_without_a_folder_of_caches_nothing_is_written(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(project.CACHE, "")
    before = sorted(tmp_path.rglob("*"))
    project.load(data)
    assert sorted(tmp_path.rglob("*")) == before


def test_files_read_in_several_processes_say_the_same(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembered, "ENOUGH", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    broken = data / "thu-nghiem/9.000002.yml"
    broken.write_text(broken.read_text(encoding="utf-8") + "khong_co: 1\n", encoding="utf-8")
    alone = catalogue.load(data, TODAY, documents=data.parent / "docs")
    with Store.open(tmp_path / "several.sqlite", b"1") as opened:
        memory = Pickled(opened)
        shared = catalogue.load(data, TODAY, documents=data.parent / "docs", memory=memory)
    assert shared[1] == alone[1] != []
    assert shared[0].procedures == alone[0].procedures
