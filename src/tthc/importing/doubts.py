"""Gathering what a procedure's record leaves open: gaps for readers, doubts for the report."""

from __future__ import annotations

from dataclasses import dataclass, field

from tthc.importing.report import Doubt, Trap
from tthc.importing.words import cut, quote
from tthc.model.source import Part


@dataclass
class Doubts:
    """Of one record."""

    code: str
    gaps: list[dict[str, str]] = field(default_factory=list)
    """As written in YAML."""
    found: list[Doubt] = field(default_factory=list)

    def gap(
        self,
        part: Part,
        note: str,
        words: str = "",
        trap: Trap | None = None,
        *,
        is_whole: bool = False,
    ) -> None:
        """Something for readers; with `trap` also for the report. Said twice, it counts once.
        `is_whole`: the words stand nowhere else on the page, so that none may be cut off."""
        made = {"part": part.value, "note": note}
        if words:
            made["quote"] = cut(words.replace("\n", " ")) if is_whole else quote(words)
        if made not in self.gaps:
            self.gaps.append(made)
        if trap is not None:
            self.doubt(trap, note, words)

    def doubt(self, trap: Trap, message: str, words: str = "") -> None:
        """Something for the report only."""
        self.found.append(Doubt(trap, self.code, message, quote(words)))

    def has_gap(self, part: Part) -> bool:
        return any(gap["part"] == part for gap in self.gaps)
