"""Data folders of any size, grown from real procedures, the same each time."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

import yaml

SHARED = ("registers", "law", "calendar")
"""Folders that are taken over. Others hold what belongs to certain procedures."""
BOUND = ("national-records.yml", "exceptions.yml")
"""Registers that name procedures or their files."""
CROSS_REFERENCES = ("requires", "related", "replaces")
_FILE = re.compile(r"\d\.\d{6}\.yml")
_CODE, _NUMBER = "zzcodezz", "zznumberzz"
"""Marks in the text of a seed, in place of its code and at the end of its titles."""


class NoSeedError(ValueError):
    """The folder holds nothing to grow from; the message is for the person who named it."""


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


@dataclass(frozen=True, slots=True)
class Seed:
    """A real procedure, as text with marks in place of its code and at the end of its titles."""

    code: str
    folder: str
    text: str
    english: str
    """The English side; empty when there is none."""
    tree: dict[str, Any]
    """Plain data, without references to other procedures."""


@dataclass(frozen=True, slots=True)
class Member:
    """One procedure of a grown folder: a seed, or a copy of it under another code and title."""

    seed: Seed
    number: int
    """Zero for the seed itself."""

    @property
    def code(self) -> str:
        return f"9.{self.number:06}" if self.number else self.seed.code

    @property
    def suffix(self) -> str:
        """What makes its titles differ from those of its seed."""
        return f" (bản {self.number:05})" if self.number else ""

    @property
    def file(self) -> PurePath:
        return PurePath(self.seed.folder, f"{self.code}.yml")

    def filled(self, text: str) -> str:
        return text.replace(_CODE, self.code).replace(_NUMBER, self.suffix)


def seeds(source: Path) -> list[Seed]:
    """The procedures in the data folder `source`, by code. Raises `NoSeedError` without any."""
    found = [
        _seed(file)
        for file in sorted(source.glob("*/*.yml"))
        if _FILE.fullmatch(file.name) and file.parent.name not in SHARED
    ]
    if not found:
        raise NoSeedError(f"{source} không có thủ tục nào (<lĩnh vực>/<mã>.yml).")
    return sorted(found, key=lambda seed: seed.code)


def members(found: Sequence[Seed], size: int) -> list[Member]:
    """`size` procedures: the seeds, some of them spread over all when there are more, and copies
    of each in turn when there are fewer."""
    if size <= len(found):
        return [Member(found[at * len(found) // size], 0) for at in range(size)]
    copies = range(1, size - len(found) + 1)
    return [
        *(Member(seed, 0) for seed in found),
        *(Member(found[(number - 1) % len(found)], number) for number in copies),
    ]


def write(listed: Sequence[Member], source: Path, target: Path) -> None:
    """A data folder `target` with the procedures `listed` and the registers of `source`."""
    for name in SHARED:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name, ignore=shutil.ignore_patterns(*BOUND))
    for member in listed:
        file = target / member.file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(member.filled(member.seed.text), encoding="utf-8")
        if member.seed.english:
            english = file.with_name(f"{member.code}.en.yml")
            english.write_text(member.filled(member.seed.english), encoding="utf-8")


def editable(listed: Sequence[Member]) -> Member:
    """The first of the seeds in `listed` with a time limit that can be changed by itself. Raises
    `NoSeedError` without any."""
    for member in listed:
        if not member.number and not member.seed.english and list(_own_limits(member.seed.tree)):
            return member
    raise NoSeedError("Không có thủ tục nào có thời hạn để sửa thử.")


def edited(member: Member, times: int, day: str) -> str:
    """The text of the procedure with one time limit longer by `times` units, and a note of it."""
    tree = dict(member.seed.tree)
    limit = next(_own_limits(tree))
    longer = {**limit, "value": str(int(limit["value"]) + times)}
    tree["processing_time"] = [
        longer if each is limit else each for each in tree["processing_time"]
    ]
    note = f"Thời hạn giải quyết dài thêm {times} (sửa thử để đo)."
    change = {"on": day, "kind": "major", "note": note}
    tree["changes"] = [*tree.get("changes", []), change]
    return member.filled(_dumped(tree))


def _own_limits(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Time limits that nothing else must agree with."""
    for limit in tree.get("processing_time", []):
        if not limit.keys() & {"shares", "promise"}:
            yield limit


def _seed(file: Path) -> Seed:
    tree = _marked(_unlinked(_read(file)))
    english = file.with_name(file.name.replace(".yml", ".en.yml"))
    words = _dumped(_marked(_read(english))) if english.is_file() else ""
    return Seed(file.stem, file.parent.name, _dumped(tree), words, tree)


def _read(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), yaml.CBaseLoader)
    return found


def _unlinked(tree: dict[str, Any]) -> dict[str, Any]:
    """`tree` without references to procedures that may be left out."""
    kept = {key: value for key, value in tree.items() if key not in CROSS_REFERENCES}
    return {key: _without(value, "produced_by") for key, value in kept.items()}


def _without(value: Any, key: str) -> Any:
    if isinstance(value, dict):
        return {name: _without(each, key) for name, each in value.items() if name != key}
    return [_without(each, key) for each in value] if isinstance(value, list) else value


def _marked(tree: dict[str, Any]) -> dict[str, Any]:
    """`tree` with the marks, as far as it has a code and titles."""
    found = dict(tree)
    if "code" in found:
        found["code"] = _CODE
    for key in ("title", "short_title"):
        if key in found:
            found[key] += _NUMBER
    return found


def _dumped(tree: dict[str, Any]) -> str:
    text: str = yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)
    return text
