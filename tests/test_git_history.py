from __future__ import annotations

import subprocess
from pathlib import Path, PurePath

import pytest

from tests.editing import commit
from tthc.git_history import GitHistory

FILE = PurePath("procedures/thu-nghiem/9.000001.yml")


def history(root: Path) -> GitHistory:
    found = GitHistory.of(root)
    assert found is not None
    return found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with one commit, in which the file says `1`."""
    write(tmp_path, "1")
    commit(tmp_path)
    return tmp_path


def write(root: Path, text: str) -> None:
    (root / FILE).parent.mkdir(parents=True, exist_ok=True)
    (root / FILE).write_text(text)


def test_without_git_there_is_no_history(tmp_path: Path) -> None:
    assert GitHistory.of(tmp_path) is None
    assert GitHistory.of(tmp_path / "nowhere") is None


def test_before_the_first_commit_there_is_no_history(tmp_path: Path) -> None:
    subprocess.run(["git", "-C", str(tmp_path), "init", "-q"], check=True)
    assert GitHistory.of(tmp_path) is None


def test_without_the_program_there_is_no_history(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert GitHistory.of(root) is None


def test_an_unchanged_file_has_no_previous_version(root: Path) -> None:
    assert list(history(root).versions(FILE)) == []


def test_an_edit_is_compared_with_the_last_commit(root: Path) -> None:
    write(root, "2")
    assert list(history(root).versions(FILE)) == [b"1"]


def test_a_committed_edit_is_compared_with_the_commit_before(root: Path) -> None:
    write(root, "2")
    commit(root)
    assert list(history(root).versions(FILE)) == [b"1"]


def test_an_older_edit_is_still_seen_after_other_commits(root: Path) -> None:
    write(root, "2")
    commit(root)
    (root / "other").write_text("x")
    commit(root)
    assert list(history(root).versions(FILE)) == [b"1"]


def test_versions_come_newest_first(root: Path) -> None:
    for text in ("2", "3"):
        write(root, text)
        commit(root)
    write(root, "4")
    assert list(history(root).versions(FILE)) == [b"3", b"2", b"1"]


def test_a_new_file_has_no_previous_version(root: Path) -> None:
    new = PurePath("procedures/thu-nghiem/9.000002.yml")
    (root / new).write_text("x")
    assert list(history(root).versions(new)) == []
    commit(root)
    assert list(history(root).versions(new)) == []


def test_names_with_vietnamese_letters_are_found(root: Path) -> None:
    name = PurePath("procedures/thử nghiệm/ghi chú.yml")
    (root / name).parent.mkdir()
    (root / name).write_text("1")
    commit(root)
    (root / name).write_text("2")
    assert list(history(root).versions(name)) == [b"1"]


def test_the_folder_may_lie_deep_in_the_repository(tmp_path: Path) -> None:
    root = tmp_path / "a/b"
    write(root, "1")
    commit(tmp_path)
    write(root, "2")
    assert list(history(root).versions(FILE)) == [b"1"]


def test_when_git_gives_up_there_is_no_more_history(root: Path) -> None:
    write(root, "2")
    commit(root)
    found = history(root)
    assert list(found.versions(FILE)) == [b"1"]
    found._objects._process.kill()
    found._objects._process.wait()
    assert list(found.versions(FILE)) == []
