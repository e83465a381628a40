"""Plain data of a YAML file, and what it becomes with one value changed."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

Place = tuple[str | int, ...]


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def tree(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), yaml.CBaseLoader)


def write(file: Path, data: Any) -> None:
    text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False)
    file.write_text(text, encoding="utf-8")


def places(data: Any, place: Place = ()) -> Iterator[Place]:
    """Every place in `data`, a value of a key or an item of a list."""
    if place:
        yield place
    if isinstance(data, dict):
        for key, item in data.items():
            yield from places(item, (*place, key))
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from places(item, (*place, index))


def at(data: Any, place: Place) -> Any:
    for part in place:
        data = data[part]
    return data


def replaced(data: Any, place: Place, value: Any) -> Any:
    data = copy.deepcopy(data)
    at(data, place[:-1])[place[-1]] = value
    return data


def removed(data: Any, place: Place) -> Any:
    data = copy.deepcopy(data)
    del at(data, place[:-1])[place[-1]]
    return data
