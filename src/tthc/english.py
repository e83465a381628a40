"""The English side of a procedure or an update: the same tree, only the words.

The model of `<code>.en.yml` is derived from the model of the procedure, that of `<…>.en.md` from
the model of the update: it has the fields marked
`Translated` and the records on the way to them. Lists align by position.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator
from functools import cache
from typing import Any, ClassVar

from pydantic import BaseModel, create_model

from tthc.model.base import Date, Record, Text, Translated, assembled
from tthc.model.procedure import Procedure
from tthc.model.update import PolicyUpdate
from tthc.model.walk import Place, markers
from tthc.shape import core


class EnglishRecord(Record):
    """Base of the derived models."""

    of: ClassVar[type[BaseModel]]
    """What it is the English side of."""

    def __reduce__(self) -> tuple[Any, ...]:
        kind = type(self)
        values = [self.__dict__[name] for name in kind.model_fields]
        return _assembled, (kind.of, issubclass(kind, EnglishHead), *values)


class EnglishHead(EnglishRecord):
    """What only the English file says."""

    translated_on: Date


@cache
def side(model: type[BaseModel], base: type[EnglishRecord] = EnglishRecord) -> Any:
    """The English model of `model`, or None where it has no words."""
    fields: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        kind = core(info.annotation)
        is_list = typing.get_origin(kind) is tuple
        item = core(typing.get_args(kind)[0]) if is_list else kind
        words: Any = None
        if any(isinstance(mark, Translated) for mark in markers(model)[name]):
            words = Text
        elif isinstance(item, type) and issubclass(item, BaseModel):
            words = side(item)
        if words is not None:
            fields[name] = (tuple[words, ...], ()) if is_list else (words | None, None)
    if not fields:
        return None
    found = create_model(f"English{model.__name__}", __base__=base, **fields)
    found.of = model
    return found


def _assembled(of: type[BaseModel], is_head: bool, *values: Any) -> Any:
    return assembled(side(of, EnglishHead) if is_head else side(of), *values)


EnglishProcedure = side(Procedure, EnglishHead)
EnglishUpdate = side(PolicyUpdate, EnglishHead)


def missing(record: Any, english: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Places where the Vietnamese has words and the English has none, with the words."""
    if isinstance(record, str):
        if english is None:
            yield place, record
    elif isinstance(record, tuple):
        for index, item in enumerate(record):
            other = english[index] if english and index < len(english) else None
            yield from missing(item, other, (*place, index))
    elif isinstance(record, BaseModel) and (words := side(type(record))) is not None:
        for name in words.model_fields:
            yield from missing(getattr(record, name), getattr(english, name, None), (*place, name))


def surplus(record: Any, english: Any, place: Place = ()) -> Iterator[Place]:
    """Places where the English has words for which there is no Vietnamese."""
    if isinstance(english, tuple):
        for index, item in enumerate(english):
            if index >= len(record or ()):
                yield (*place, index)
            else:
                yield from surplus(record[index], item, (*place, index))
    elif isinstance(english, str):
        if record is None:
            yield place
    elif isinstance(english, BaseModel):
        for name in type(english).model_fields:
            value = getattr(english, name)
            if value is not None and name not in EnglishHead.model_fields:
                yield from surplus(getattr(record, name, None), value, (*place, name))


def overlay(record: Any, english: Any) -> Any:
    """`record` with the words of `english` in place of its own."""
    if english is None or record is None:
        return record
    if isinstance(record, str):
        return english
    if isinstance(record, tuple):
        return tuple(
            overlay(item, english[index]) if index < len(english) else item
            for index, item in enumerate(record)
        )
    kind: Any = type(record)
    values: dict[str, Any] = dict(record.__dict__)
    for name, words in english.__dict__.items():
        if words and name in values:
            values[name] = overlay(values[name], words)
    return assembled(kind, *[values[name] for name in kind.model_fields])
