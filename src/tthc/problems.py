"""What a check has to say to the person who edits the data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import PurePath


class Level(IntEnum):
    """How grave a problem is. Only an error stops the site from being built."""

    ERROR = 0
    WARNING = 1
    NOTICE = 2

    @property
    def label(self) -> str:
        return ("lỗi", "cảnh báo", "lưu ý")[self]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to put right, and where."""

    file: PurePath
    line: int
    rule: str
    message: str
    advice: str
    level: Level = Level.ERROR

    def __str__(self) -> str:
        head = f"{self.file}:{self.line}: {self.level.label} [{self.rule}] {self.message}"
        return f"{head}\n    → {self.advice}"


def errors(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.level is Level.ERROR]


def summary(problems: Iterable[Problem]) -> str:
    """Such as `2 lỗi, 14 cảnh báo, 0 lưu ý`."""
    found = list(problems)
    return ", ".join(
        f"{sum(problem.level is level for problem in found)} {level.label}" for level in Level
    )


def shown(value: object, limit: int = 60) -> str:
    """`value` as it is quoted in a message: on one line, visible, not too long; `?` for None."""
    text = "?" if value is None else str(value)
    text = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)
    return f"«{text if len(text) <= limit else text[: limit - 1] + '…'}»"
