"""Former versions of procedures: from recorded copies, else from git.

The last text with a given list of major notes is the version: typing errors that were mended
later belong to it. A recorded copy, `procedures/versions/<code>/<id>.yml`, is that text byte for
byte, for clones without history.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any, Protocol, TypeVar

from tthc import english, reading, shape
from tthc.english import EnglishProcedure
from tthc.memory import digest
from tthc.model.base import Record
from tthc.model.procedure import Change, Procedure
from tthc.rules.base import Entry
from tthc.versions import ORIGINAL, Version, applies_from, major_changes, noted_days

FOLDER = "versions"
"""Of recorded copies, below the data folder."""
ENGLISH_SUFFIX = ".en.yml"

R = TypeVar("R", bound=Record)
Usable = Callable[[Entry[Procedure]], bool]


class Log(Protocol):
    """What was committed."""

    def contents(self, file: PurePath) -> Iterator[tuple[int, bytes]]:
        """All contents of `file`, newest first, each with its place in the log."""


@dataclass(frozen=True, slots=True)
class Text:
    """A former version and the files that say it."""

    procedure: Procedure
    content: bytes
    english_words: Any = None
    english_content: bytes = b""

    @property
    def known(self) -> Known:
        return Known(self.procedure, self.english_words, digest(self.content, self.english_content))


@dataclass(frozen=True, slots=True)
class Known:
    """Both sides of a text; see `Version` for the fields."""

    procedure: Procedure
    english_words: Any = None
    key: bytes = b""


@dataclass(frozen=True, slots=True)
class Sides:
    """The file of a procedure, such as a recorded copy, as it was read, and the English one."""

    entry: Entry[Procedure]
    english: Entry[Any] | None = None

    @property
    def known(self) -> Known:
        entries = (self.entry, self.english) if self.english else (self.entry,)
        keys = [each.source.key for each in entries]
        words = self.english.record if self.english else None
        return Known(self.entry.record, words, digest(*keys) if all(keys) else b"")


def expected(procedure: Procedure) -> dict[str, Change | None]:
    """The ids of the versions before the one that stands in `procedure`, oldest first, each with
    its note. What is older than all notes counts when the first of them tells of a change that
    took effect later."""
    majors = major_changes(procedure.changes)
    found: dict[str, Change | None] = dict(majors[:-1])
    first = majors[0][1] if majors else None
    if first and first.effective_from and first.effective_from > first.on:
        found = {ORIGINAL: None, **found}
    return found


def committed(
    log: Log, file: PurePath, procedure: Procedure, wanted: Collection[str], usable: Usable
) -> dict[str, Text]:
    """The versions of `procedure`, written in `file`, that are `wanted`, by id. What was committed
    but cannot be read or is not `usable` was never shown, or cannot be shown any more."""
    by_days = _by_days(procedure, wanted)
    found: dict[str, Text] = {}
    newer = -1
    for place, content in log.contents(file) if by_days else ():
        source = reading.parse(content, file)
        identity = by_days.get(tuple(noted_days(source.data)))
        if identity and identity not in found:
            record = _record(Procedure, source)
            if record and usable(Entry(source, (), record)):
                words = _english(log, file, record, newer)
                found[identity] = Text(record, content, *words)
        newer = place
        if len(found) == len(by_days):
            break
    return found


def _by_days(procedure: Procedure, wanted: Collection[str]) -> dict[tuple[str, ...], str]:
    """The days of its major notes, as written → id, for the versions wanted."""
    majors = major_changes(procedure.changes)
    days = [change.on.isoformat() for _, change in majors]
    ids = [ORIGINAL, *(identity for identity, _ in majors)]
    return {tuple(days[:size]): each for size, each in enumerate(ids) if each in wanted}


def _english(log: Log, file: PurePath, procedure: Procedure, newer: int) -> tuple[Any, bytes]:
    """The last English side that was committed before the place `newer` and fits `procedure`."""
    name = file.with_name(file.name.removesuffix(".yml") + ENGLISH_SUFFIX)
    for place, content in log.contents(name):
        if place > newer:
            words = _record(EnglishProcedure, reading.parse(content, name))
            if words and _fits(procedure, words):
                return words, content
    return None, b""


def _fits(procedure: Procedure, words: Any) -> bool:
    return not any(english.missing(procedure, words)) and not any(english.surplus(procedure, words))


def _record(model: type[R], source: reading.Source) -> R | None:
    """The record in `source`; None when anything is wrong with it."""
    if source.data is None or source.problems:
        return None
    shaped = shape.build(model, source)
    return None if shaped.problems else shaped.record


def all_versions(current: Known, known: Mapping[str, Known]) -> tuple[Version, ...]:
    """The versions up to the `current` one, oldest first. `known` has the former ones. Notes are
    those of the newest text: it has their best words."""
    notes: dict[str, Change | None] = dict(major_changes(current.procedure.changes))
    translated = _translated(current)
    newest = next(reversed(notes), ORIGINAL)
    found = []
    for identity in (*expected(current.procedure), newest):
        text = current if identity == newest else known.get(identity)
        if text:
            note = translated.get(identity) or _translated(text).get(identity)
            found.append(
                Version(
                    identity,
                    notes.get(identity),
                    text.procedure,
                    text.english_words,
                    note,
                    text.key,
                )
            )
    return tuple(found)


def _translated(text: Known) -> dict[str, Change]:
    """The notes in English, by id."""
    if text.english_words is None:
        return {}
    changes = english.overlay(text.procedure.changes, text.english_words.changes)
    return dict(major_changes(changes))


def missing_on(procedure: Procedure, known: Collection[str], day: date) -> str | None:
    """The id of the version that applied on `day`, when it is not among `known`. Before all notes
    nothing is missing: the site is younger than the day, or the procedure is."""
    notes = [each for each in major_changes(procedure.changes) if each[1].on <= day]
    applied = [identity for identity, change in notes if applies_from(change) <= day]
    if not notes or (not applied and (len(notes) == 1 or ORIGINAL in known)):
        return None
    identity = applied[-1] if applied else notes[0][0]
    return None if identity in known else identity
