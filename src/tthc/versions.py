"""The versions of a procedure: what its page said between two major changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tthc.model.procedure import Change, ChangeKind, Procedure
from tthc.terms import Language


@dataclass(frozen=True, slots=True)
class Version:
    """A procedure as it stood from one major change to the next."""

    id: str
    """Its name in addresses: the day of publication, with `-2` for the second of a day."""
    change: Change | None
    """The note with which it was published; None for what is older than all notes."""
    procedure: Procedure
    english: Procedure | None = None
    english_change: Change | None = None

    def words(self, language: Language) -> Procedure | None:
        """The procedure with words in `language`; None where it has none."""
        return self.procedure if language == "vi" else self.english

    def note(self, language: Language) -> Change | None:
        """The note with words in `language`."""
        return self.change if language == "vi" else self.english_change

    @property
    def applies_from(self) -> date | None:
        """First day on which files handed in fall under it; None for the oldest of all."""
        return (self.change.effective_from or self.change.on) if self.change else None


def major_changes(changes: Iterable[Change]) -> list[tuple[str, Change]]:
    """The notes that tell of new versions, each with the id of its version, in the order of
    their days."""
    majors = [each for each in changes if each.kind is ChangeKind.MAJOR]
    found: list[tuple[str, Change]] = []
    for change in sorted(majors, key=lambda each: each.on):
        same_day = sum(each.on == change.on for _, each in found)
        suffix = f"-{same_day + 1}" if same_day else ""
        found.append((f"{change.on:%Y-%m-%d}{suffix}", change))
    return found
