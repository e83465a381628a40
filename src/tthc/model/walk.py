"""Walking records by what their fields are marked with."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterator
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


Wanted = Callable[[type[BaseModel]], bool]


def every(model: type[BaseModel]) -> bool:
    """Wants all records."""
    return True


def records(value: Any, place: Place = (), wanted: Wanted = every) -> list[tuple[Place, BaseModel]]:
    """`value` and every record in it of a type that is `wanted`, each with its place."""
    found: list[tuple[Place, BaseModel]] = []
    if type(value) is tuple:
        for index, item in enumerate(value):
            found += records(item, (*place, index), wanted)
    elif isinstance(value, BaseModel):
        _collect(value, place, wanted, found)
    return found


def _collect(
    record: Any, place: Place, wanted: Wanted, found: list[tuple[Place, BaseModel]]
) -> None:
    """What a field holds is known from its record: to ask would cost more than all else here."""
    model: type[BaseModel] = type(record)
    is_wanted, names = _way(model, wanted)
    if is_wanted:
        found.append((place, record))
    for name in names:
        inner = getattr(record, name)
        if not inner:
            continue
        if type(inner) is tuple:
            for index, item in enumerate(inner):
                if item is not None:
                    _collect(item, (*place, name, index), wanted, found)
        else:
            _collect(inner, (*place, name), wanted, found)


@cache
def _way(model: type[BaseModel], wanted: Wanted) -> tuple[bool, tuple[str, ...]]:
    """Whether `model` is wanted, and its fields that may lead to what is."""
    names = (
        name for name, info in model.model_fields.items() if _may_lead(info.annotation, wanted)
    )
    return wanted(model), tuple(names)


def _may_lead(annotation: Any, wanted: Wanted) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return any(_way(annotation, wanted))
    return any(_may_lead(part, wanted) for part in typing.get_args(annotation))


@cache
def _referring(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of `model` that refer to something, each with its register."""
    return tuple(
        (name, mark.register)
        for name, marks in markers(model).items()
        for mark in marks
        if isinstance(mark, Refers)
    )


def _is_referring(model: type[BaseModel]) -> bool:
    return bool(_referring(model))


def references(value: BaseModel) -> list[tuple[Place, str, str]]:
    """Place, register and id of everything that `value` refers to."""
    found: list[tuple[Place, str, str]] = []
    for place, record in records(value, wanted=_is_referring):
        model: type[BaseModel] = type(record)
        for name, register in _referring(model):
            given = getattr(record, name)
            if type(given) is tuple:
                for index, each in enumerate(given):
                    if isinstance(each, str):
                        found.append(((*place, name, index), register, each))
            elif isinstance(given, str):
                found.append(((*place, name), register, given))
    return found
