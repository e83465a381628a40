"""The models seen as forms: what is written where, of what kind, and whether it must be.

The table of the handbook and the JSON Schemas for editors are made from this.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cache
from typing import Any

from pydantic import BaseModel

from tthc.english import EnglishProcedure, EnglishUpdate
from tthc.loading import REGISTERS
from tthc.model import base
from tthc.model.calendar import CalendarYear
from tthc.model.law import LegalDocument
from tthc.model.procedure import Procedure
from tthc.model.update import PolicyUpdate
from tthc.model.walk import markers
from tthc.shape import core


class Kind(StrEnum):
    """What may stand after a key."""

    TEXT = "text"
    DATE = "date"
    COUNT = "count"
    DONG = "dong"
    YES_NO = "yes_no"
    TIME = "time"
    CODE = "code"
    ID = "id"
    URL = "url"
    CHOICE = "choice"
    RECORD = "record"


_BY_READER = {
    typing.get_args(annotated)[1]: kind
    for annotated, kind in (
        (base.Date, Kind.DATE),
        (base.Count, Kind.COUNT),
        (base.Dong, Kind.DONG),
        (base.YesNo, Kind.YES_NO),
        (base.ClockTime, Kind.TIME),
        (base.ProcedureCode, Kind.CODE),
        (base.Id, Kind.ID),
        (base.Url, Kind.URL),
    )
}
"""The function by which a type of `model.base` reads a string → its kind."""

FILES: dict[str, type[BaseModel]] = {
    "procedure": Procedure,
    "procedure.en": EnglishProcedure,
    "update": PolicyUpdate,
    "update.en": EnglishUpdate,
    "law": LegalDocument,
    "calendar": CalendarYear,
    **REGISTERS,
}
"""Name of a kind of file → what is in it; a list of that in registers."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One key of a record."""

    key: str
    kind: Kind
    type: Any
    """The enumeration of a choice, or the model of a record."""
    is_list: bool
    is_required: bool
    is_translated: bool
    register: str | None
    """Where the id that stands here must be found; see `Refers`."""


@cache
def fields(model: type[BaseModel]) -> tuple[FormField, ...]:
    """The keys of `model` in their order."""
    return tuple(_fields(model))


def _fields(model: type[BaseModel]) -> Iterator[FormField]:
    for name, info in model.model_fields.items():
        marks = markers(model)[name]
        kind = core(info.annotation)
        is_list = typing.get_origin(kind) is tuple
        item = core(typing.get_args(kind)[0]) if is_list else kind
        yield FormField(
            name,
            _kind(item, marks),
            item,
            is_list,
            info.is_required(),
            any(isinstance(mark, base.Translated) for mark in marks),
            next((mark.register for mark in marks if isinstance(mark, base.Refers)), None),
        )


def _kind(item: Any, marks: tuple[Any, ...]) -> Kind:
    if isinstance(item, type) and issubclass(item, BaseModel):
        return Kind.RECORD
    if isinstance(item, type) and issubclass(item, Enum):
        return Kind.CHOICE
    return next((_BY_READER[mark] for mark in marks if mark in _BY_READER), Kind.TEXT)


def records(model: type[BaseModel]) -> list[tuple[type[BaseModel], list[str]]]:
    """`model` and every record in it, each with the keys that lead to it, in reading order."""
    found: dict[type[BaseModel], list[str]] = {model: []}
    waiting = [model]
    while waiting:
        for each in fields(waiting.pop(0)):
            if each.kind is Kind.RECORD:
                if each.type not in found:
                    found[each.type] = []
                    waiting.append(each.type)
                if each.key not in found[each.type]:
                    found[each.type].append(each.key)
    return list(found.items())
