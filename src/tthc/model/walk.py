"""Walking records by what their fields are marked with."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel

from tthc.model.base import Refers

Place = tuple[str | int, ...]


@cache
def markers(model: type[BaseModel]) -> dict[str, tuple[Any, ...]]:
    """Field → everything its annotation is marked with, also inside `X | None` and tuples."""
    hints = typing.get_type_hints(model, include_extras=True)
    return {name: tuple(_marks(hints[name])) for name in model.model_fields}


def _marks(annotation: Any) -> Iterator[Any]:
    origin = typing.get_origin(annotation)
    if origin is Annotated:
        inner, *marks = typing.get_args(annotation)
        yield from marks
        yield from _marks(inner)
    elif origin in (typing.Union, types.UnionType, tuple):
        for part in typing.get_args(annotation):
            yield from _marks(part)


def records(value: Any, place: Place = ()) -> list[tuple[Place, BaseModel]]:
    """`value` and every record in it, each with its place."""
    found: list[tuple[Place, BaseModel]] = []
    _collect(value, place, found)
    return found


def _collect(value: Any, place: Place, found: list[tuple[Place, BaseModel]]) -> None:
    if type(value) is tuple:
        for index, item in enumerate(value):
            _collect(item, (*place, index), found)
    elif isinstance(value, BaseModel):
        _collect_record(value, place, found)


def _collect_record(record: Any, place: Place, found: list[tuple[Place, BaseModel]]) -> None:
    """Apart from `_collect`, since to ask what something is costs more than all else here."""
    found.append((place, record))
    model: type[BaseModel] = type(record)
    for name in _with_records(model):
        inner = getattr(record, name)
        if not inner:
            continue
        if type(inner) is tuple:
            for index, item in enumerate(inner):
                if item is not None:
                    _collect_record(item, (*place, name, index), found)
        else:
            _collect_record(inner, (*place, name), found)


@cache
def _with_records(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of `model` that may hold records."""
    return tuple(
        name for name, info in model.model_fields.items() if _may_hold_records(info.annotation)
    )


def _may_hold_records(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return any(_may_hold_records(part) for part in typing.get_args(annotation))


@cache
def _referring(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of `model` that refer to something, each with its register."""
    return tuple(
        (name, mark.register)
        for name, marks in markers(model).items()
        for mark in marks
        if isinstance(mark, Refers)
    )


def references(value: BaseModel) -> list[tuple[Place, str, str]]:
    """Place, register and id of everything that `value` refers to."""
    found: list[tuple[Place, str, str]] = []
    for place, record in records(value):
        for name, register in _referring(type(record)):
            given = getattr(record, name)
            if type(given) is tuple:
                for index, each in enumerate(given):
                    if isinstance(each, str):
                        found.append(((*place, name, index), register, each))
            elif isinstance(given, str):
                found.append(((*place, name), register, given))
    return found
