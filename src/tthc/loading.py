"""Reading the data folder: which file holds what, and everything in it as records.

procedures/<field>/<code>.yml        one procedure, its English words in <code>.en.yml
procedures/versions/<code>/<id>.yml  a former version of one, as it last stood; and <id>.en.yml
procedures/registers/*.yml           what procedures refer to
procedures/law/<id>.yml              one legal document
procedures/calendar/<year>.yml       days off of one year
docs/tin-chinh-sach/<date>-<slug>.md one policy update, its English words in <date>-<slug>.en.md
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from pydantic import BaseModel

from tthc import english, former, prose, reading, remembered
from tthc.memory import Memory, Pickled, digest
from tthc.model.calendar import CalendarYear
from tthc.model.law import LegalDocument
from tthc.model.procedure import Procedure
from tthc.model.registers import (
    Agency,
    Event,
    EvidenceType,
    Field,
    Form,
    GlossaryTerm,
    NationalRecord,
    RuleException,
)
from tthc.model.update import FILE_NAME, FOLDER, PolicyUpdate, slug_of
from tthc.problems import Problem, shown
from tthc.reading import Source
from tthc.remembered import Kind, Read
from tthc.rules.base import Entry
from tthc.versions import ORIGINAL, major_changes

REGISTERS: dict[str, type[BaseModel]] = {
    "agencies": Agency,
    "events": Event,
    "evidence-types": EvidenceType,
    "exceptions": RuleException,
    "fields": Field,
    "forms": Form,
    "glossary": GlossaryTerm,
    "national-records": NationalRecord,
}
"""File name without `.yml` in `registers/` → what it is a list of."""

_PROCEDURE = Kind(Procedure)
_LAW = Kind(LegalDocument)
_CALENDAR = Kind(CalendarYear)
_ENGLISH = Kind(english.EnglishProcedure)
_COPY_OF_PROCEDURE = Kind(Procedure, is_checked=False)
_COPY_OF_ENGLISH = Kind(english.EnglishProcedure, is_checked=False)
_UPDATE = Kind(PolicyUpdate, parse=prose.parse)
_ENGLISH_UPDATE = Kind(english.EnglishUpdate, parse=prose.parse)

ENGLISH_SUFFIX = former.ENGLISH_SUFFIX
_ANY_MARKDOWN = re.compile(r".*\.(md|markdown|mdown)(\.\w+)?", re.IGNORECASE)
_IN_A_FOLDER = 2
"""Parts of the path of every file that is read, from the data folder on."""
_OTHERS = ("registers", "law", "calendar", former.FOLDER)
"""Folders that hold no procedures."""
_COPY = 3
"""Parts of the path of a recorded copy."""
_ANY_YAML = re.compile(r".*\.ya?ml(\.\w+)?", re.IGNORECASE)
"""Also what Windows makes of it: `1.009664.yml.txt`."""


@dataclass
class Loaded:
    """What the files of a data folder hold, and what is wrong with them one by one."""

    entries: list[Entry[Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    """What could not be read or does not fit together."""
    findings: list[Problem] = field(default_factory=list)
    """What the rules that look at one record and its file only say of `entries`."""
    english: dict[str, Entry[Any]] = field(default_factory=dict)
    """By code, the English sides that fit theirs."""
    translated_on: dict[str, date] = field(default_factory=dict)
    english_updates: dict[str, PolicyUpdate] = field(default_factory=dict)
    """By slug."""
    files: set[PurePath] = field(default_factory=set)
    """All but the English ones, below the data folder."""
    copies: dict[str, dict[str, former.Sides]] = field(default_factory=dict)
    """Recorded former versions that could be read whole, by code and id."""
    unread: set[PurePath] = field(default_factory=set)
    """Files of which something is not among the entries, since it could not be read."""


def read(folder: Path, documents: Path | None = None, memory: Memory | None = None) -> Loaded:
    """Everything in the data folder `folder`, and the policy updates below `documents`. Never
    raises for bad data. What is in `memory` is not worked out again."""
    reader = _Reader(folder, memory)
    reader.read()
    if documents is not None:
        reader.read_updates(documents)
    return reader.loaded


class _Reader:
    def __init__(self, folder: Path, memory: Memory | None) -> None:
        self.folder = folder
        self.memory = memory
        self.loaded = Loaded()
        self.owners: dict[PurePath, Read] = {}
        """What an English file may stand beside."""

    def read(self) -> None:
        if not self.folder.is_dir():
            self._problem(
                Source(PurePath(self.folder)),
                "F01",
                "không có thư mục dữ liệu này",
                "Kiểm tra lại đường dẫn, thường là procedures.",
            )
            return
        translations, copies = [], []
        every = _files(self.folder)
        if isinstance(self.memory, Pickled):
            remembered.prepare(self._procedures(every), self.memory, os.cpu_count() or 1)
        for parts in every:
            path, inside = self.folder.joinpath(*parts), PurePath(*parts)
            is_read = path.suffix == ".yml" and len(inside.parts) == _IN_A_FOLDER
            is_copy = path.suffix == ".yml" and len(inside.parts) == _COPY
            if is_copy and inside.parts[0] == former.FOLDER:
                copies.append(path)
            elif is_read and path.name.endswith(ENGLISH_SUFFIX):
                translations.append(path)
            elif is_read:
                self.loaded.files.add(inside)
                self._file(path, inside)
            elif _ANY_YAML.fullmatch(path.name):
                self._misplaced(inside)
        for path in translations:
            self._translation(path)
        others = set(copies)
        for path in copies:
            if not path.name.endswith(ENGLISH_SUFFIX):
                self._copy(path, others)
            elif not (owner := _owner(path)).exists():
                self._no_owner(self._any(path), owner.name)

    def _procedures(self, every: Iterable[tuple[str, ...]]) -> Iterator[remembered.Job]:
        """The files of procedures among `every`: of them there can be thousands."""
        for parts in every:
            if len(parts) == _IN_A_FOLDER and parts[0] not in _OTHERS and parts[1].endswith(".yml"):
                kind = _ENGLISH if parts[1].endswith(ENGLISH_SUFFIX) else _PROCEDURE
                file = PurePath(self.folder.name, *parts)
                yield self.folder.joinpath(*parts), file, kind

    def read_updates(self, documents: Path) -> None:
        """Files of other kinds stand in folders below, as attachments."""
        folder = documents / FOLDER
        translations = []
        for path in sorted(folder.rglob("*")):
            file = PurePath(documents.name, path.relative_to(documents))
            found = FILE_NAME.fullmatch(path.name) if path.parent == folder else None
            if found and found[2]:
                translations.append((path, file))
            elif found:
                self.loaded.files.add(PurePath(FOLDER, f"{found[1]}.yml"))
                self._entry(path, file, _UPDATE)
            elif _ANY_MARKDOWN.fullmatch(path.name) or _is_stray(path, folder):
                self._problem(
                    Source(file),
                    "F01",
                    f"tên tệp {shown(path.name)} không đúng dạng nên không được đọc",
                    "Đặt tên là ngày đăng rồi tên không dấu, ví dụ "
                    f"docs/{FOLDER}/2026-07-01-nghi-dinh-moi.md; tệp đính kèm đặt vào "
                    f"docs/{FOLDER}/tep/.",
                )
        for path, file in translations:
            self._translated_update(path, file)

    def _translated_update(self, path: Path, file: PurePath) -> None:
        found = self._read(path, file, _ENGLISH_UPDATE)
        owner = self.owners.get(file.with_name(file.name.replace(".en.md", ".md")))
        if owner is None:
            self._no_owner(found.source, file.name.replace(".en.md", ".md"))
        if owner and owner.entry and (words := self._fitting(owner, found)):
            whole = english.overlay(owner.entry.record, words.record)
            self.loaded.english_updates[slug_of(owner.source.file)] = whole

    def _no_owner(self, source: Source, name: str) -> None:
        self._problem(
            source,
            "T01",
            f"không có tệp tiếng Việt {shown(name)} đi cùng",
            "Đặt bản tiếng Anh cạnh bản tiếng Việt, cùng tên.",
        )

    def _fitting(self, owner: Read | None, found: Read) -> Entry[Any] | None:
        """What was `found` as the English side of `owner`; None when they do not fit."""
        if owner is None or owner.entry is None or found.entry is None:
            return None
        return found.entry if self._agree(owner, found) else None

    def _agree(self, owner: Read, found: Read) -> bool:
        """Whether both sides could be read and have the same words; what differs is noted."""
        assert owner.entry and found.entry
        key = digest("same words", owner.key, found.key)
        is_known = self.memory is not None and bool(owner.key and found.key)
        if is_known and self.memory and self.memory.get(key):
            return True
        before = len(self.loaded.problems)
        self._compare(owner.entry, found.entry)
        if len(self.loaded.problems) > before or owner.entry.broken or found.entry.broken:
            return False
        if is_known and self.memory:
            self.memory.put(key, True)
        return True

    def _read(self, path: Path, file: PurePath, kind: Kind) -> Read:
        """Adds what is in the file to all that was read."""
        found = remembered.read(path, file, kind, self.memory)
        self.loaded.problems += found.problems
        if kind.is_checked:
            self.loaded.entries += found.entries
            self.loaded.findings += found.findings
        return found

    def _inside(self, path: Path, kind: Kind) -> Read:
        """As `_read`, of a file in the data folder."""
        inside = path.relative_to(self.folder)
        found = self._read(path, PurePath(self.folder.name, inside), kind)
        if not found.is_whole and (kind.is_list or found.source.data is None):
            self.loaded.unread.add(inside)
        return found

    def _problem(self, source: Source, rule: str, message: str, advice: str, line: int = 1) -> None:
        self.loaded.problems.append(Problem(source.file, line, rule, message, advice))

    def _misplaced(self, inside: PurePath) -> None:
        self._problem(
            Source(PurePath(self.folder.name, inside)),
            "F01",
            "tệp đặt không đúng chỗ hoặc sai đuôi nên không được đọc",
            "Đặt thủ tục vào procedures/<lĩnh vực>/<mã>.yml, đuôi tệp là .yml, không phải .yaml "
            "hay .yml.txt.",
        )

    def _file(self, path: Path, inside: PurePath) -> None:
        match inside.parts[0]:
            case "registers":
                self._register(path)
            case "law":
                self._inside(path, _LAW)
            case "calendar":
                self._inside(path, _CALENDAR)
            case _:
                self._procedure(path, inside.parts[0])

    def _entry(self, path: Path, file: PurePath, kind: Kind) -> None:
        found = self._read(path, file, kind)
        if found.entry:
            self.owners[file] = found

    def _procedure(self, path: Path, folder: str) -> None:
        found = self._inside(path, _PROCEDURE)
        if found.entry is None:
            return
        self.owners[found.source.file] = found
        field = found.entry.record.field
        if field and field != folder:
            self._problem(
                found.source,
                "F01",
                f"lĩnh vực {shown(field)} khác tên thư mục {shown(folder)}",
                f"Chuyển tệp vào procedures/{field}/, hoặc sửa field.",
                found.source.line(("field",)),
            )

    def _register(self, path: Path) -> None:
        model = REGISTERS.get(path.stem)
        if model is not None:
            self._inside(path, Kind(model, is_list=True, most=reading.MAX_REGISTER_BYTES))
            return
        source = self._any(path, reading.MAX_REGISTER_BYTES)
        self._problem(
            source,
            "F01",
            f"không có danh mục nào tên là {shown(path.stem)}",
            f"Tên tệp phải là một trong: {', '.join(sorted(REGISTERS))}.",
        )

    def _any(self, path: Path, most: int = reading.MAX_BYTES) -> Source:
        """A file of which only the slips are told."""
        inside = path.relative_to(self.folder)
        source = reading.read(path, PurePath(self.folder.name, inside), most)
        self.loaded.problems += source.problems
        if source.data is None:
            self.loaded.unread.add(inside)
            if not source.problems:
                self.loaded.problems.append(remembered.emptiness(source.file))
        return source

    def _translation(self, path: Path) -> None:
        code = path.name.removesuffix(ENGLISH_SUFFIX)
        found = self._inside(path, _ENGLISH)
        if not path.with_name(f"{code}.yml").exists():
            self._no_owner(found.source, f"{code}.yml")
        if found.entry is not None and found.entry.record.translated_on:
            self.loaded.translated_on[code] = found.entry.record.translated_on
        owner = self.owners.get(found.source.file.with_name(f"{code}.yml"))
        if words := self._fitting(owner, found):
            self.loaded.english[code] = words

    def _copy(self, path: Path, others: set[Path]) -> None:
        """A former version is no entry: what was once right is not checked by today's rules."""
        before = len(self.loaded.problems)
        found = self._inside(path, _COPY_OF_PROCEDURE)
        entry = found.entry
        if entry is None:
            return
        words = None
        code, identity = path.parent.name, path.stem
        translation = path.with_name(f"{identity}{ENGLISH_SUFFIX}")
        if translation in others:
            words = self._fitting(found, self._inside(translation, _COPY_OF_ENGLISH))
        ids = [each for each, _ in major_changes(entry.record.changes)]
        if not entry.broken and (entry.record.code, [ORIGINAL, *ids][-1]) != (code, identity):
            self._problem(
                found.source,
                "F01",
                f"bản lưu này là của thủ tục {entry.record.code}, bản {[ORIGINAL, *ids][-1]}, khác "
                "thư mục hoặc tên tệp",
                "Xóa tệp này rồi chạy: python scripts/record_versions.py",
            )
        if len(self.loaded.problems) == before:
            self.loaded.copies.setdefault(code, {})[identity] = former.Sides(entry, words)

    def _compare(self, owner: Entry[Any], entry: Entry[Any]) -> None:
        """Notes words that only one side has, as far as both sides could be read there."""
        for place, text in english.missing(owner.record, entry.record):
            if not owner.is_unreadable(place) and not entry.is_unreadable(place):
                self._problem(
                    entry.source,
                    "T02",
                    f"thiếu bản tiếng Anh của {_dotted(place)}: {shown(text)}",
                    "Dịch vào đúng vị trí; danh sách phải đủ phần tử, chỗ không có chữ ghi {}.",
                    entry.source.line(place),
                )
        for place in english.surplus(owner.record, entry.record):
            if not owner.is_unreadable(place) and not entry.is_unreadable(place):
                self._problem(
                    entry.source,
                    "T03",
                    f"bản tiếng Anh có {_dotted(place)} mà bản tiếng Việt không có",
                    "Xóa, hoặc thêm vào bản tiếng Việt trước.",
                    entry.source.line(place),
                )


def _files(folder: Path) -> list[tuple[str, ...]]:
    """The files below `folder` that are not hidden, as parts of their paths, in order."""
    found: list[tuple[str, ...]] = []
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = Path(root).relative_to(folder).parts
        found += [(*inside, name) for name in names if not name.startswith(".")]
    return sorted(found)


def _is_stray(path: Path, folder: Path) -> bool:
    """Whether `path` stands where updates stand but is none, such as a file of Word."""
    return path.parent == folder and path.is_file() and not path.name.startswith(".")


def _owner(path: Path) -> Path:
    """The Vietnamese file beside an English one."""
    return path.with_name(path.name.removesuffix(ENGLISH_SUFFIX) + ".yml")


def _dotted(place: reading.Place) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in place)
