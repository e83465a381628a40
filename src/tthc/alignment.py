"""Which records of two versions of a list are the same thing."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from tthc.model.dossier import Case, Evidence, Waiver
from tthc.model.law import Citation, LegalBasis
from tthc.model.procedure import (
    Channel,
    Cost,
    CostRow,
    Decision,
    Output,
    Participant,
    Pause,
    ProcessingTime,
    Requirement,
    Share,
    Step,
)
from tthc.substance import substance
from tthc.text import slug

R = TypeVar("R", bound=BaseModel)
Key = Callable[[Any], Hashable]

ALIKE = 0.6
"""How alike two texts are, from 0 to 1, to be the same one reworded."""

_KEYS: dict[type[BaseModel], tuple[Key, ...]] = {
    Case: (lambda each: each.id, lambda each: slug(each.name)),
    Evidence: (lambda each: (each.type, slug(each.name or "")), lambda each: each.type),
    Waiver: (lambda each: (each.ground, each.effect),),
    Citation: (lambda each: each.document,),
    LegalBasis: (lambda each: each.document,),
    Channel: (lambda each: (each.kind, each.agency), lambda each: each.kind),
    Cost: (lambda each: (slug(each.name), each.cases), lambda each: slug(each.name)),
    CostRow: (lambda each: slug(each.item),),
    Decision: (lambda each: each.number,),
    Output: (lambda each: slug(each.name),),
    Participant: (lambda each: each.agency,),
    Pause: (lambda each: slug(each.text),),
    ProcessingTime: (lambda each: (each.cases, each.only_if), lambda each: each.cases),
    Requirement: (lambda each: slug(each.text),),
    Share: (lambda each: each.agency,),
    Step: (lambda each: slug(each.text),),
}
"""By what two records of a type are the same, the surest first."""

_WORDS: dict[type[BaseModel], str] = {
    Cost: "name",
    Output: "name",
    Pause: "text",
    Requirement: "text",
    Step: "text",
}
"""Types that have no name but their words, which may be polished."""


@dataclass(frozen=True, slots=True)
class Aligned(Generic[R]):
    pairs: list[tuple[R, R]]
    """In the order of the new list."""
    gone: list[R]
    come: list[R]


def aligned(old: Sequence[R], new: Sequence[R]) -> Aligned[R]:
    """What of `old` is what of `new`. Both are lists of one type; order means nothing."""
    matcher = _Matcher(old, new)
    matcher.by(lambda each: each)
    if new and old:
        model = type(new[0])
        for key in _KEYS[model]:
            matcher.by(key)
        if model in _WORDS:
            matcher.by_likeness(_WORDS[model])
            matcher.by(lambda each: repr(substance(each)))
        if model is Step:
            matcher.by(lambda each: (each.actor, each.agency))
        if model is ProcessingTime and len(matcher.old) == len(matcher.new) == 1:
            matcher.by(type)
    return matcher.found(new)


class _Matcher(Generic[R]):
    def __init__(self, old: Sequence[R], new: Sequence[R]) -> None:
        self.old, self.new = list(old), list(new)
        self.pairs: list[tuple[R, R]] = []

    def by(self, key: Key) -> None:
        """Pairs what has the same key, in order."""
        for later in list(self.new):
            earlier = next((each for each in self.old if key(each) == key(later)), None)
            if earlier is not None:
                self._pair(earlier, later)

    def by_likeness(self, name: str) -> None:
        for later in list(self.new):
            texts = {slug(getattr(each, name)): each for each in self.old}
            near = difflib.get_close_matches(slug(getattr(later, name)), texts, 1, ALIKE)
            if near:
                self._pair(texts[near[0]], later)

    def _pair(self, earlier: R, later: R) -> None:
        self.pairs.append((earlier, later))
        self.old = [each for each in self.old if each is not earlier]
        self.new = [each for each in self.new if each is not later]

    def found(self, new: Sequence[R]) -> Aligned[R]:
        places = {id(each): index for index, each in enumerate(new)}
        self.pairs.sort(key=lambda pair: places[id(pair[1])])
        return Aligned(self.pairs, self.old, self.new)
