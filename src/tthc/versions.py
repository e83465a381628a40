"""The versions of a procedure: what its page said between two major changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from tthc import english
from tthc.model.procedure import Change, ChangeKind, Procedure
from tthc.terms import Language

ORIGINAL = "ban-dau"
"""The id of what is older than all notes."""


@dataclass(frozen=True)
class Version:
    """A procedure as it stood from one major change to the next."""

    id: str
    """Its name in addresses: the day of publication, with `-2` for the second of a day."""
    change: Change | None
    """The note with which it was published; None for what is older than all notes."""
    procedure: Procedure
    english_words: Any = None
    """What the English file says; None without one."""
    english_change: Change | None = None
    key: bytes = field(default=b"", compare=False)
    """A digest of the files that the texts follow from; empty where it is not known."""

    @cached_property
    def english(self) -> Procedure | None:
        """The procedure with English words; made when somebody asks, which few do."""
        if self.english_words is None:
            return None
        made: Procedure = english.overlay(self.procedure, self.english_words)
        return made

    def words(self, language: Language) -> Procedure | None:
        """The procedure with words in `language`; None where it has none."""
        return self.procedure if language == "vi" else self.english

    def note(self, language: Language) -> Change | None:
        """The note with words in `language`."""
        return self.change if language == "vi" else self.english_change

    @property
    def applies_from(self) -> date | None:
        """First day on which files handed in fall under it; None for the oldest of all."""
        return applies_from(self.change) if self.change else None


class EnglishSides(Mapping[str, Procedure]):
    """Code → the procedure with English words, for those of `versions` that have any."""

    def __init__(self, versions: Mapping[str, Version]) -> None:
        self._versions = {code: each for code, each in versions.items() if each.english_words}

    def __getitem__(self, code: str) -> Procedure:
        side = self._versions[code].english
        assert side
        return side

    def __contains__(self, code: object) -> bool:
        return code in self._versions

    def __iter__(self) -> Iterator[str]:
        return iter(self._versions)

    def __len__(self) -> int:
        return len(self._versions)


def applies_from(change: Change) -> date:
    """The first day on which files handed in fall under what `change` tells of."""
    return change.effective_from or change.on


def major_changes(changes: Iterable[Change]) -> list[tuple[str, Change]]:
    """The notes that tell of new versions, each with the id of its version, in the order of
    their days. A note whose day could not be read is left out."""
    major = ChangeKind.MAJOR  # looking it up takes longer than comparing
    majors = [each for each in changes if each.kind is major and each.on]
    if not majors:
        return []
    found: list[tuple[str, Change]] = []
    for change in sorted(majors, key=lambda each: each.on):
        same_day = sum(each.on == change.on for _, each in found)
        suffix = f"-{same_day + 1}" if same_day else ""
        found.append((f"{change.on:%Y-%m-%d}{suffix}", change))
    return found


def noted_days(data: Any) -> list[str]:
    """The days of the major notes in the plain data of a procedure. They tell versions apart:
    days and not words, since a note may be worded better later."""
    changes = data.get("changes") if isinstance(data, dict) else None
    return sorted(
        str(change.get("on"))
        for change in (changes if isinstance(changes, list) else ())
        if isinstance(change, dict) and change.get("kind") == ChangeKind.MAJOR
    )


def published(versions: Sequence[Version], day: date) -> tuple[Version, ...]:
    """What of `versions` was published on `day`: the oldest, when the site is younger than the
    day, so that nothing is hidden."""
    seen = tuple(each for each in versions if each.change is None or each.change.on <= day)
    return seen or tuple(versions[:1])


def applying(versions: Sequence[Version], day: date) -> Version:
    """The one under which files handed in on `day` fall; the oldest when the day is before all."""
    found = [each for each in versions if each.applies_from is None or each.applies_from <= day]
    return found[-1] if found else versions[0]
