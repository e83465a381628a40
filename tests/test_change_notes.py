"""A change without a note is found however many commits ago it was made (rule P12)."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import TODAY
from tests.editing import commit, edit
from tthc import catalogue
from tthc.git_history import GitHistory


def found(data: Path) -> list[str]:
    _, problems = catalogue.load(
        data, TODAY, documents=data.parent / "docs", history=GitHistory.of(data.parent)
    )
    return [problem.message for problem in problems if problem.rule == "P12"]


def test_a_later_edit_does_not_hide_a_change_without_a_note(data: Path) -> None:
    file = data / "thu-nghiem/9.000001.yml"
    commit(data.parent)
    edit(file, "amount: 150_000", "amount: 250_000")
    commit(data.parent)
    assert len(found(data)) == 1
    edit(file, "text: Nộp hồ sơ.", "text: Nộp một bộ hồ sơ.")
    commit(data.parent)
    (message,) = found(data)
    assert "phí, lệ phí (costs)" in message


def test_taking_the_change_back_needs_no_note(data: Path) -> None:
    file = data / "thu-nghiem/9.000001.yml"
    commit(data.parent)
    edit(file, "amount: 150_000", "amount: 250_000")
    commit(data.parent)
    edit(file, "amount: 250_000", "amount: 150_000")
    assert found(data) == []
