"""What changed between two versions of a procedure, in words for readers.

Structure and numbers are compared on the Vietnamese side, so that both languages tell of the same
changes; the words come from the side of the language. What is no substance (see
`tthc.substance`) makes no difference, but for the texts of steps: of a step that says something
else, only that is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from tthc import terms
from tthc.alignment import aligned
from tthc.catalogue import Catalogue
from tthc.model.dossier import Case, Evidence
from tthc.model.procedure import Cost, Duration, Procedure, ProcessingTime, Step
from tthc.model.source import Part
from tthc.naming import Names
from tthc.substance import FUNCTIONAL, WORDS, differs
from tthc.terms import Language
from tthc.text import slug
from tthc.versions import Version
from tthc.wording import HasDuration

TOLD = (*FUNCTIONAL, "decisions")
"""Fields that are compared. A decision needs no note, but who reads a note wants to know it."""

_HEADS = {
    "executing_agencies": ("Cơ quan thực hiện", "Carried out by"),
    "participants": ("Cơ quan phối hợp", "Bodies that take part"),
    "requires": ("Thủ tục phải làm trước", "Needed first"),
}
"""Of fields that are no `Part`."""

ENGLISH = {
    "address": "address",
    "agency": "agency",
    "alternatives": "any one of these",
    "cases": "cases",
    "costs": "fees",
    "cut_off": "cut-off hour",
    "duration": "time",
    "effective_from": "from",
    "effective_until": "until",
    "form": "form",
    "kind": "kind",
    "law": "legal basis",
    "only_if": "only if",
    "opening_hours": "opening hours",
    "pauses": "time that does not count",
    "processing_time": "time limit",
    "produced_by": "issued by procedure",
    "promise": "promised time",
    "renewal_window": "renewal window",
    "shares": "share of each body",
    "starts": "counted",
    "statutory_form": "form of the paper by law",
    "url": "web address",
    "validity": "validity",
    "waivers": "waivers",
    "actor": "who acts",
}
"""Fields within a part, in English; in Vietnamese they are called as in `terms.FIELDS`."""

_SWITCHES = {
    "is_optional": (("nay không bắt buộc", "now optional"), ("nay bắt buộc", "now required")),
    "is_main": (
        ("nay là văn bản chính", "now the main document"),
        ("không còn là văn bản chính", "no longer the main document"),
    ),
    "is_addition": (
        ("nay là hồ sơ nộp thêm", "now papers to add"),
        ("nay là hồ sơ riêng", "now papers of its own"),
    ),
}
"""What it means that it is now so, and that it is so no longer."""

_COPIES = {
    "originals": ("bản chính", "original", "originals"),
    "copies": ("bản sao", "copy", "copies"),
    "certified_copies": ("bản sao chứng thực", "certified copy", "certified copies"),
}

_AMOUNT = ("amount", "per", "table", "set_by")

_TOGETHER: dict[type[BaseModel], frozenset[str]] = {
    ProcessingTime: frozenset(("value", "unit")),
    Duration: frozenset(("value", "unit")),
    Cost: frozenset(_AMOUNT),
    Evidence: frozenset((*_COPIES, "type")),
    Case: frozenset(("id",)),
}
"""Fields that are told together, or that are what the record was recognised by."""

_BARE = ("agency", "level", "evidences", "articles")
"""Fields that need no name where they are told."""


def differences(
    old: Version, new: Version, catalogue: Catalogue, language: Language = "vi"
) -> tuple[str, ...]:
    """Each change of substance as a line of its own, in the order of the page. Where one of the
    two has no words in the language, nothing can be told."""
    sides = []
    for version in (old, new):
        words = version.words(language)
        if words is None:
            return ()
        sides.append((version.procedure, words))
    teller = _Teller(Names(catalogue, language, sides), new.procedure)
    return tuple(
        line
        for key in TOLD
        for line in teller.field(key, getattr(old.procedure, key), getattr(new.procedure, key))
    )


class _Teller:
    def __init__(self, names: Names, new: Procedure) -> None:
        self.names, self.say, self.new = names, names.say, new

    def field(self, key: str, old: Any, new: Any) -> Iterator[str]:
        """The lines on one field of the procedure."""
        if key == "steps":
            yield from self.steps(old, new)
        elif differs(key, old, new):
            head = self.head(key)
            if isinstance(new, tuple):
                yield from self.items(key, head, old, new)
            else:
                texts = [self.single(key, each) for each in (old, new)]
                yield f"{head}: {' → '.join(texts)}"

    def head(self, key: str) -> str:
        return (
            self.say(*_HEADS[key]) if key in _HEADS else terms.label(Part(key), self.names.language)
        )

    def single(self, key: str, value: Any) -> str:
        """A field that is one thing: the desk, the agency, the online service."""
        for name in ("agency", "level"):
            if hasattr(value, name):
                return self.names.value(type(value), name, getattr(value, name))
        return self.names.value(Procedure, key, value)

    def items(
        self, key: str, head: str, old: tuple[Any, ...], new: tuple[Any, ...]
    ) -> Iterator[str]:
        """One line on what came and went, and one on each thing that stayed and changed."""
        if not all(isinstance(each, BaseModel) for each in (*old, *new)):
            come = [each for each in new if each not in old]
            gone = [each for each in old if each not in new]
            come, gone = (
                [self.names.value(Procedure, key, each) for each in few] for few in (come, gone)
            )
            yield f"{head}: {self.moves(come, gone)}"
            return
        found = aligned(old, new)
        if found.come or found.gone:
            yield f"{head}: {self.moves(self.full(found.come), self.full(found.gone))}"
        for before, after in found.pairs:
            phrases = self.phrases(before, after) if key != "decisions" else []
            if phrases:
                yield f"{self.item_head(head, after)}: {'; '.join(phrases)}"

    def item_head(self, head: str, item: Any) -> str:
        names, case = self.names, self.say("trường hợp", "case")
        if isinstance(item, Case):
            papers = terms.label(Part.EVIDENCES, names.language)
            return papers if len(self.new.cases) == 1 else f"{papers}, {case} {names.of(item)}"
        if isinstance(item, Cost | ProcessingTime):
            first = names.word(item, "name") if isinstance(item, Cost) else head
            cases = ", ".join(names.value(type(item), "cases", each) for each in item.cases)
            return f"{first}, {case} {cases}" if cases else first
        return f"{head}, {names.of(item)}"

    def steps(self, old: tuple[Step, ...], new: tuple[Step, ...]) -> Iterator[str]:
        """Steps are called by their numbers: those of the new version, unless they went."""
        found = aligned(old, new)
        before = {id(each): number for number, each in enumerate(old, 1)}
        after = {id(each): number for number, each in enumerate(new, 1)}
        moves = [
            *(self.say(f"thêm bước {n}", f"added step {n}") for n in _numbers(found.come, after)),
            *(
                self.say(f"bỏ bước {n} trước đây", f"removed the former step {n}")
                for n in _numbers(found.gone, before)
            ),
        ]
        places = [before[id(earlier)] for earlier, _ in found.pairs]
        if places != sorted(places):
            moves.append(self.say("đổi thứ tự các bước", "the order of steps has changed"))
        if moves:
            yield f"{self.head('steps')}: {'; '.join(moves)}"
        for earlier, later in found.pairs:
            phrases = self.phrases(earlier, later)
            if slug(earlier.text) != slug(later.text):
                phrases.append(self.reworded)
            if phrases:
                yield f"{self.say('Bước', 'Step')} {after[id(later)]}: {'; '.join(phrases)}"

    def phrases(self, old: BaseModel, new: BaseModel) -> list[str]:
        """What differs in substance between two records that are the same thing."""
        model = type(new)
        found = list(self.together(old, new))
        for name in model.model_fields:
            if name not in WORDS and name not in _TOGETHER.get(model, ()):
                before, after = getattr(old, name), getattr(new, name)
                if differs(name, before, after):
                    found.append(self.phrase(name, old, new))
        return found

    @property
    def reworded(self) -> str:
        return self.say("sửa nội dung", "content changed")

    def together(self, old: Any, new: Any) -> Iterator[str]:
        """Facts that several fields make up together."""
        if isinstance(new, ProcessingTime | Duration):
            if (old.value, old.unit) != (new.value, new.unit):
                yield self.durations(old, new)
        elif isinstance(new, Cost):
            if any(differs(name, getattr(old, name), getattr(new, name)) for name in _AMOUNT):
                yield f"{self.names.cost(old)} → {self.names.cost(new)}"
        elif isinstance(new, Evidence):
            for name in _COPIES:
                before, after = getattr(old, name) or 0, getattr(new, name) or 0
                if before and after and before != after:
                    yield f"{before} → {self.copies(name, after)}"
                elif before != after:
                    come, gone = (
                        [self.copies(name, each)] if each else [] for each in (after, before)
                    )
                    yield self.moves(come, gone)

    def copies(self, name: str, number: int) -> str:
        """`2 bản sao`"""
        vietnamese, one, many = _COPIES[name]
        return f"{number} {self.say(vietnamese, one if number == 1 else many)}"

    def phrase(self, name: str, old: BaseModel, new: BaseModel) -> str:
        """What differs in the field `name`."""
        before, after = getattr(old, name), getattr(new, name)
        if name in _SWITCHES:
            return self.say(*_SWITCHES[name][not after])
        if isinstance(after, tuple):
            text = self.within(name, old, new)
        elif isinstance(before, Duration) and isinstance(after, Duration):
            text = self.durations(before, after)
        else:
            texts = [
                self.names.value(type(each), name, self.names.word(each, name))
                for each in (old, new)
            ]
            text = " → ".join(texts)
        if name in _BARE:
            return text
        return f"{self.say(terms.field(name), ENGLISH.get(name, name))}: {text}"

    def within(self, name: str, old: BaseModel, new: BaseModel) -> str:
        """What differs in a list within a part."""
        before, after = getattr(old, name), getattr(new, name)
        if not all(isinstance(each, BaseModel) for each in (*before, *after)):
            return self.moves(self.left(new, name, before), self.left(old, name, after))
        found = aligned(before, after)
        texts = []
        if found.come or found.gone:
            texts.append(self.moves(self.full(found.come), self.full(found.gone)))
        for earlier, later in found.pairs:
            if phrases := self.phrases(earlier, later):
                texts.append(f"{self.names.of(later)}: {', '.join(phrases)}")
        return "; ".join(texts)

    def left(self, record: BaseModel, name: str, others: tuple[Any, ...]) -> list[str]:
        """The values of the field, in the language, that are not among `others`."""
        values = zip(getattr(record, name), self.names.word(record, name), strict=True)
        return [
            self.names.value(type(record), name, words)
            for value, words in values
            if value not in others
        ]

    def full(self, records: list[Any]) -> list[str]:
        return [self.names.full(each) for each in records]

    def durations(self, old: HasDuration, new: HasDuration) -> str:
        """`15 → 10 ngày làm việc`; both units where they differ."""
        after = self.names.duration(new)
        before = str(old.value) if old.unit == new.unit else self.names.duration(old)
        return f"{before} → {after}"

    def moves(self, come: list[str], gone: list[str]) -> str:
        """`thêm …; bỏ …`; empty when nothing came or went."""
        texts = ((self.say("thêm", "added"), come), (self.say("bỏ", "removed"), gone))
        return "; ".join(f"{verb} {', '.join(few)}" for verb, few in texts if few)


def _numbers(steps: list[Step], numbers: dict[int, int]) -> list[int]:
    return [numbers[id(each)] for each in steps]
