"""Recorded copies of former versions, and what git is asked for."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PurePath

import pytest

from tests.conftest import TODAY
from tests.editing import commit, edit
from tests.versioning import (
    AUGUST,
    CODE,
    FIRST,
    SECOND,
    Shown,
    announce,
    days,
    english,
    ids,
    load,
    read,
    shown,
    site,
    vietnamese,
)
from tthc import git_history, problems
from tthc.git_history import GitHistory

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def coming(repo: Path) -> Path:
    """A change published on 10 July that applies from 1 August."""
    announce(repo)
    return repo


def record(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "scripts/record_versions.py", str(data), *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def clone(root: Path, to: Path, *arguments: str) -> Path:
    subprocess.run(
        ["git", "clone", "-q", *arguments, root.as_uri(), str(to)], check=True, capture_output=True
    )
    return to / "procedures"


def everything(data: Path) -> list[Shown]:
    return [shown(data, day, language) for language in ("vi", "en") for day in (TODAY, AUGUST)]


def test_copies_are_what_was_committed_and_are_written_once(coming: Path) -> None:
    texts = [
        subprocess.run(
            [
                "git",
                "-C",
                str(coming.parent),
                "show",
                f"HEAD~1:./{path.relative_to(coming.parent)}",
            ],
            check=True,
            capture_output=True,
        ).stdout
        for path in (vietnamese(coming), english(coming))
    ]
    assert record(coming, "--check").returncode == 1
    assert not (coming / "versions").exists()
    done = record(coming)
    assert (done.returncode, done.stderr) == (0, "")
    folder = coming / f"versions/{CODE}"
    assert sorted(path.name for path in folder.iterdir()) == [f"{FIRST}.en.yml", f"{FIRST}.yml"]
    assert [(folder / f"{FIRST}{suffix}").read_bytes() for suffix in (".yml", ".en.yml")] == texts
    again = record(coming)
    assert (again.returncode, again.stdout) == (0, "")
    assert record(coming, "--check").returncode == 0


def test_a_full_clone_and_a_short_one_with_copies_give_the_same_bytes(
    coming: Path, tmp_path: Path
) -> None:
    expected = everything(coming)
    record(coming)
    assert everything(coming) == expected
    commit(coming.parent)
    short = clone(coming.parent, tmp_path / "short", "--depth", "1")
    history = GitHistory.of(short.parent)
    assert history and history.is_shallow
    assert everything(short) == expected
    assert record(short, "--check").returncode == 0


def test_without_history_and_copies_the_newest_stands_and_the_check_says_so(
    coming: Path, tmp_path: Path
) -> None:
    short = clone(coming.parent, tmp_path / "short", "--depth", "1")
    found, reported = load(short)
    assert (days(found), ids(found)) == (2, [SECOND])
    (warning,) = [each for each in reported if each.rule == "P27"]
    assert warning.level is problems.Level.WARNING
    assert f"procedures/versions/{CODE}/{FIRST}.yml" in warning.advice
    assert site(short)
    assert [each.rule for each in load(short, AUGUST)[1]] == []
    done = record(short, "--check")
    assert done.returncode == 1 and f"{CODE}/{FIRST}" in done.stdout


def test_a_copy_wins_over_git(coming: Path) -> None:
    record(coming)
    copy = coming / f"versions/{CODE}/{FIRST}.yml"
    edit(copy, "  - value: 3\n", "  - value: 4\n")
    assert days(read(coming)) == 4
    assert record(coming).stdout == ""


@pytest.mark.parametrize(
    ("spoil", "rule", "line"),
    [
        (lambda copy: edit(copy, "level: province", "level: kingdom"), "K04", 8),
        (lambda copy: edit(copy, "agency: so-thu\n    role", "agency: khac\n    role"), "P03", 22),
        (lambda copy: edit(copy, f"code: {CODE}", "code: 9.000002"), "F01", 1),
        (lambda copy: edit(copy, "on: 2026-06-01", "on: 2026-06-02"), "F01", 1),
        (lambda copy: copy.write_text(""), "F02", 1),
        (lambda copy: copy.with_name(f"{FIRST}.en.yml").write_text("translated_on: x"), "P19", 1),
        (lambda copy: copy.unlink(), "T01", 1),
        (lambda copy: copy.rename(copy.with_suffix(".yaml")), "F01", 1),
    ],
    ids=["value", "reference", "code", "day", "empty", "english", "no owner", "suffix"],
)  # fmt: skip
def test_what_is_wrong_with_a_copy_is_told_with_file_and_line(
    coming: Path, spoil: Callable[[Path], object], rule: str, line: int
) -> None:
    record(coming)
    copy = coming / f"versions/{CODE}/{FIRST}.yml"
    spoil(copy)
    found = [each for each in load(coming)[1] if each.level is problems.Level.ERROR]
    assert (rule, line) in [(each.rule, each.line) for each in found]
    assert all(each.file.parent == PurePath(f"procedures/versions/{CODE}") for each in found)


def test_a_copy_without_a_note_is_told_and_not_used(coming: Path) -> None:
    record(coming)
    copy = coming / f"versions/{CODE}/{FIRST}.yml"
    edit(vietnamese(coming), "on: 2026-06-01", "on: 2026-06-03")
    other = coming / "versions/9.000009" / copy.name
    other.parent.mkdir()
    other.write_text(copy.read_text(encoding="utf-8").replace(CODE, "9.000009"), encoding="utf-8")
    found = [each for each in load(coming)[1] if each.rule == "F04"]
    assert {each.file.parent.name for each in found} == {CODE, "9.000009"}
    assert {each.level for each in found} == {problems.Level.WARNING}


def test_bad_data_is_not_recorded(coming: Path) -> None:
    edit(vietnamese(coming), "level: province", "level: kingdom")
    done = record(coming)
    assert done.returncode == 1 and "K04" in done.stdout and "Traceback" not in done.stderr
    assert not (coming / "versions").exists()


def test_without_former_versions_git_is_asked_for_no_content(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(git_history._Objects, "read", lambda _, name: asked.append(name))
    load(repo)
    assert asked == []


def test_contents_come_from_one_process(coming: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    popen = subprocess.Popen

    class Counted(popen):  # type: ignore[misc,valid-type]
        def __init__(self, command: list[str], *arguments: object, **more: object) -> None:
            if "cat-file" in command:
                started.append(command)
            super().__init__(command, *arguments, **more)

    monkeypatch.setattr(subprocess, "Popen", Counted)
    load(coming)
    assert len(started) == 1
