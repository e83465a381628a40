"""What a rule is, and what it gets to see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from pydantic import BaseModel

from tthc.memory import Memory
from tthc.model.dossier import Evidence
from tthc.model.law import Citation
from tthc.model.procedure import Output
from tthc.model.walk import records
from tthc.problems import Level
from tthc.reading import Place, Source

if TYPE_CHECKING:
    from tthc.catalogue import Catalogue

R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True)
class Entry(Generic[R]):
    """A record with the file that it was written in."""

    source: Source
    place: Place
    """Where in the file; () for the whole file."""
    record: R
    broken: tuple[Place, ...] = ()
    """Where in the file something is missing or could not be read. If there are any, attributes
    of the record that are neither records nor lists may be None."""

    @property
    def file(self) -> PurePath:
        return self.source.file

    @cached_property
    def citing(self) -> list[tuple[Place, BaseModel]]:
        """The citations in the record, and the papers and results that may have a form, which
        cites for them; each with its place below the entry's own."""
        return records(self.record, wanted=_is_citing)

    def is_unreadable(self, place: Place) -> bool:
        """Whether what stands at `place`, below the entry's own, could not be read."""
        whole = (*self.place, *place)
        return any(whole[: len(each)] == each for each in self.broken)


def _is_citing(model: type[BaseModel]) -> bool:
    return issubclass(model, Citation | Evidence | Output)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, at a place below the entry's own."""

    place: Place
    message: str
    advice: str
    level: Level | None = None
    """Where it differs from the level of the rule."""
    rests_on: tuple[Place, ...] = ()
    """Other places at which it looked. When one of them could not be read, that has been
    reported, and nobody can tell whether the finding is true."""
    file: PurePath | None = None
    """Where it is not the entry's own."""


Findings = Iterator[Finding]


class History(Protocol):
    """Earlier versions of files."""

    def versions(self, file: PurePath) -> Iterator[bytes]:
        """What was published as `file` before what stands there now, newest first."""

    def contents(self, file: PurePath) -> Iterator[tuple[int, bytes]]:
        """Everything that was published as `file`, newest first, each with its place in the log."""

    def lately(self) -> set[PurePath]:
        """Files of the last commit and of the one before it."""


@dataclass(frozen=True, slots=True)
class Context:
    """Everything outside the record that a rule may look at."""

    catalogue: Catalogue
    today: date
    history: History | None
    """None where there is no git history."""
    latest: date
    """The last day that is not in the future."""
    memory: Memory | None = None
    """For what follows from bytes alone."""


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A check that gets nothing but a record and its file, so that what it finds is known as long
    as the file stays the same."""

    id: str
    title: str
    model: type[BaseModel]
    """The records that it looks at."""
    check: Callable[[Entry[Any]], Findings]
    level: Level = Level.ERROR


@dataclass(frozen=True, slots=True)
class Rule:
    """A check that also looks elsewhere: at other records, the day, or what was published."""

    id: str
    title: str
    model: type[BaseModel] | None
    """The records that it looks at; None when it looks at the catalogue as a whole, once."""
    check: Callable[[Entry[Any], Context], Findings]
    level: Level = Level.ERROR


def rule(
    number: str, title: str, model: type[BaseModel] | None, level: Level = Level.ERROR
) -> Callable[[Callable[[Entry[Any], Context], Findings]], Rule]:
    """Makes a rule of a generator of findings."""
    return lambda check: Rule(number, title, model, check, level)


def own_rule(
    number: str, title: str, model: type[BaseModel], level: Level = Level.ERROR
) -> Callable[[Callable[[Entry[Any]], Findings]], OwnRule]:
    """As `rule`, for what needs no context."""
    return lambda check: OwnRule(number, title, model, check, level)
