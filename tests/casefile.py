"""Case files: a small change to the data of `cases/base`, `---`, and the report it must give.

    Lời giải thích, một dòng.
    ngày: 2026-12-05                 (only when the day matters)
    @ thu-nghiem/9.000001.yml
     level: province
    -code: 9.000001
    +code: 9.000009

    +- id: them                      (only `+` lines: added at the end, or a new file)
    @ registers/forms.yml
    (xóa)
    ---
    procedures/thu-nghiem/9.000001.yml:2: lỗi [P02] …

Lines are those of a diff: ` ` stays, `-` goes, `+` comes; a blank line begins another place in the
same file. `<U+00A0>` in a `+` line stands for that character. An empty report means that the data
is accepted; such a case has `duoc` in its name, the others `khong`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from tests.conftest import CASES, TODAY
from tests.editing import commit
from tthc import catalogue
from tthc.git_history import GitHistory
from tthc.memory import Memory


@dataclass(frozen=True)
class Case:
    file: Path

    @property
    def name(self) -> str:
        return self.file.stem

    @property
    def code(self) -> str:
        return self.name.split("-")[0]

    @property
    def is_accepted(self) -> bool:
        return "duoc" in self.name.split("-")

    @property
    def parts(self) -> tuple[list[str], str]:
        change, _, report = self.file.read_text(encoding="utf-8").partition("\n---\n")
        return change.split("\n"), report

    @property
    def expected(self) -> str:
        return self.parts[1]

    def report(self, data: Path) -> str:
        """What the check says about `data` with the change of this case made to it."""
        (found,) = self.reports(data, [None])
        return found

    def reports(self, data: Path, memories: Iterable[Memory | None]) -> list[str]:
        """As `report`, once with each of `memories`."""
        rows = self.parts[0]
        today = TODAY
        for row in rows:
            if row.startswith("ngày: "):
                today = date.fromisoformat(row.removeprefix("ngày: "))
        history = None
        if self.code in ("P12", "P29", "P30"):
            commit(data.parent)
            self.change(data)
            history = GitHistory.of(data.parent)
        else:
            self.change(data)
        found = []
        for memory in memories:
            _, problems = catalogue.load(
                data, today, documents=data.parent / "docs", history=history, memory=memory
            )
            found.append("".join(f"{problem}\n" for problem in problems))
        return found

    def change(self, data: Path) -> None:
        file = data
        hunks: list[tuple[Path, list[str]]] = []
        for is_blank, group in groupby(self.parts[0], key=lambda row: not row):
            rows = list(group)
            if not is_blank:
                hunks.append((file, []))
            for row in rows:
                if row.startswith("@ "):
                    file = data / row.removeprefix("@ ")
                    hunks.append((file, []))
                elif row == "(xóa)":
                    file.unlink()
                elif row[:1] in (" ", "-", "+") and file != data:
                    hunks[-1][1].append(row)
        for each, rows in hunks:
            if rows:
                _apply(each, rows)

    def assert_report(self, data: Path, config: pytest.Config) -> None:
        found = self.report(data)
        if config.getoption("--update-golden"):
            change = "\n".join(self.parts[0])
            self.file.write_text(f"{change}\n---\n{found}", encoding="utf-8")
        assert found == self.expected
        assert self.is_accepted == (not found), "the name says `duoc` or `khong`"


def cases(folder: str) -> list[Case]:
    return [Case(file) for file in sorted((CASES / folder).glob("*.txt"))]


def _apply(file: Path, rows: list[str]) -> None:
    old = "".join(f"{row[1:]}\n" for row in rows if row[0] in " -")
    new = "".join(f"{_special(row[1:])}\n" for row in rows if row[0] in " +")
    file.parent.mkdir(parents=True, exist_ok=True)
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    if old:
        assert f"\n{text}".count(f"\n{old}") == 1, f"not exactly once in {file.name}:\n{old}"
        text = f"\n{text}".replace(f"\n{old}", f"\n{new}")[1:]
    else:
        text += new
    file.write_bytes(text.encode())


def _special(row: str) -> str:
    return re.sub(r"<U\+([0-9A-F]{4,6})>", lambda match: chr(int(match[1], 16)), row)
