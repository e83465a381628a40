"""Findings that are known and accepted: `registers/exceptions.yml`."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from pathlib import PurePath
from typing import Any

from tthc.model.registers import RuleException
from tthc.problems import Problem, shown
from tthc.rules.base import Entry


def apply(
    problems: Iterable[Problem], entries: Iterable[Entry[Any]], unread: Container[PurePath]
) -> Iterator[Problem]:
    """The problems that nobody has accepted. An exception that accepts nothing is one more."""
    accepted = [entry for entry in entries if isinstance(entry.record, RuleException)]
    used: set[int] = set()
    for problem in problems:
        inside = PurePath(*problem.file.parts[1:])
        match = next(
            (
                index
                for index, entry in enumerate(accepted)
                if entry.record.rule == problem.rule and PurePath(entry.record.file or "") == inside
            ),
            None,
        )
        if match is None:
            yield problem
        else:
            used.add(match)
    for index, entry in enumerate(accepted):
        record = entry.record
        if index not in used and not entry.broken and PurePath(record.file) not in unread:
            yield Problem(
                entry.file,
                entry.source.line(entry.place),
                "F03",
                f"ngoại lệ {shown(record.rule)} cho {shown(record.file)} không còn dùng đến",
                "Xóa ngoại lệ này.",
            )
