"""Reading the data folder: which file holds what, and everything in it as records.

procedures/<field>/<code>.yml        one procedure, its English words in <code>.en.yml
procedures/versions/<code>/<id>.yml  a former version of one, as it last stood; and <id>.en.yml
procedures/registers/*.yml           what procedures refer to
procedures/law/<id>.yml              one legal document
procedures/calendar/<year>.yml       days off of one year
docs/tin-chinh-sach/<date>-<slug>.md one policy update, its English words in <date>-<slug>.en.md
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from pydantic import BaseModel

from tthc import english, former, prose, reading, rules, shape, terms
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

ENGLISH_SUFFIX = former.ENGLISH_SUFFIX
_ANY_MARKDOWN = re.compile(r".*\.(md|markdown|mdown)(\.\w+)?", re.IGNORECASE)
_IN_A_FOLDER = 2
"""Parts of the path of every file that is read, from the data folder on."""
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
    english: dict[str, Procedure] = field(default_factory=dict)
    translated_on: dict[str, date] = field(default_factory=dict)
    english_updates: dict[str, PolicyUpdate] = field(default_factory=dict)
    """By slug."""
    files: set[PurePath] = field(default_factory=set)
    """All but the English ones, below the data folder."""
    copies: dict[str, dict[str, former.Copy]] = field(default_factory=dict)
    """Recorded former versions that could be read whole, by code and id."""
    unread: set[PurePath] = field(default_factory=set)
    """Files of which something is not among the entries, since it could not be read."""


def read(folder: Path, documents: Path | None = None) -> Loaded:
    """Everything in the data folder `folder`, and the policy updates below `documents`. Never
    raises for bad data."""
    reader = _Reader(folder)
    reader.read()
    if documents is not None:
        reader.read_updates(documents)
    return reader.loaded


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.loaded = Loaded()

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
        for path in sorted(self.folder.rglob("*")):
            inside = path.relative_to(self.folder)
            if path.is_dir() or any(part.startswith(".") for part in inside.parts):
                continue
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
        for path in copies:
            if not path.name.endswith(ENGLISH_SUFFIX):
                self._copy(path, copies)
            elif not (owner := _owner(path)).exists():
                self._no_owner(self._source(path), owner.name)

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
                source = prose.read(path, file)
                self.loaded.problems += source.problems
                self.loaded.files.add(PurePath(FOLDER, f"{found[1]}.yml"))
                if source.data is not None:
                    self._entry(PolicyUpdate, source)
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
            source = prose.read(path, file)
            self.loaded.problems += source.problems
            self._translated_update(source)

    def _translated_update(self, source: Source) -> None:
        file = source.file.with_name(source.file.name.replace(".en.md", ".md"))
        owner = next((each for each in self.loaded.entries if each.file == file), None)
        if owner is None:
            self._no_owner(source, file.name)
        if source.data is None:
            return
        entry = self._entry(english.EnglishUpdate, source)
        if owner and entry and self._agree(owner, entry):
            self.loaded.english_updates[slug_of(file)] = english.overlay(owner.record, entry.record)

    def _no_owner(self, source: Source, name: str) -> None:
        self._problem(
            source,
            "T01",
            f"không có tệp tiếng Việt {shown(name)} đi cùng",
            "Đặt bản tiếng Anh cạnh bản tiếng Việt, cùng tên.",
        )

    def _agree(self, owner: Entry[Any], entry: Entry[Any]) -> bool:
        """Whether both sides could be read and have the same words; what differs is noted."""
        found = len(self.loaded.problems)
        self._compare(owner, entry)
        return len(self.loaded.problems) == found and not owner.broken and not entry.broken

    def _source(self, path: Path, most: int = reading.MAX_BYTES) -> Source:
        inside = path.relative_to(self.folder)
        source = reading.read(path, PurePath(self.folder.name, inside), most)
        self.loaded.problems += source.problems
        if source.data is None:
            self.loaded.unread.add(inside)
            if not source.problems:
                self._problem(
                    source, "F02", "tệp trống", "Điền nội dung theo mẫu trong sổ tay, hoặc xóa tệp."
                )
        return source

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

    def _file(self, path: Path, inside: Path) -> None:
        match inside.parts[0]:
            case "registers":
                self._register(path)
            case "law":
                self._single(path, LegalDocument)
            case "calendar":
                self._single(path, CalendarYear)
            case _:
                self._procedure(path, inside.parts[0])

    def _single(self, path: Path, model: type[BaseModel]) -> Entry[Any] | None:
        source = self._source(path)
        return self._entry(model, source) if source.data is not None else None

    def _entry(
        self, model: type[BaseModel], source: Source, place: reading.Place = ()
    ) -> Entry[Any] | None:
        entry = self._shaped(model, source, place)
        if entry is not None:
            self.loaded.entries.append(entry)
            self.loaded.findings += rules.own(entry)
        return entry

    def _shaped(
        self, model: type[BaseModel], source: Source, place: reading.Place = ()
    ) -> Entry[Any] | None:
        shaped = shape.build(model, source, place)
        self.loaded.problems += shaped.problems
        if shaped.record is None:
            return None
        broken = (*shaped.broken, *self._untranslated(shaped.record, source, place))
        return Entry(source, place, shaped.record, broken)

    def _untranslated(
        self, record: Any, source: Source, place: reading.Place
    ) -> Iterator[reading.Place]:
        """Places of names without English, which only what was imported may have."""
        if not isinstance(record, Agency | EvidenceType | Field):
            return
        origin = record.source if isinstance(record, Agency) else record
        if origin is not None and origin.imported_on is not None:
            return
        for name in ("name_en", "summary_en"):
            if name in type(record).model_fields and name not in source.value(place):
                yield (*place, name)
                self._problem(
                    source,
                    "K01",
                    f"thiếu mục «{name}» ({terms.field(name)})",
                    f"Thêm dòng «{name}: …».",
                    source.line(place),
                )

    def _procedure(self, path: Path, folder: str) -> None:
        entry = self._single(path, Procedure)
        if entry and entry.record.field and entry.record.field != folder:
            self._problem(
                entry.source,
                "F01",
                f"lĩnh vực {shown(entry.record.field)} khác tên thư mục {shown(folder)}",
                f"Chuyển tệp vào procedures/{entry.record.field}/, hoặc sửa field.",
                entry.source.line(("field",)),
            )

    def _register(self, path: Path) -> None:
        model = REGISTERS.get(path.stem)
        source = self._source(path, reading.MAX_REGISTER_BYTES)
        if model is None:
            self._problem(
                source,
                "F01",
                f"không có danh mục nào tên là {shown(path.stem)}",
                f"Tên tệp phải là một trong: {', '.join(sorted(REGISTERS))}.",
            )
        elif isinstance(source.data, list):
            for index in range(len(source.data)):
                if self._entry(model, source, (index,)) is None:
                    self.loaded.unread.add(path.relative_to(self.folder))
        elif source.data is not None:
            self.loaded.unread.add(path.relative_to(self.folder))
            self._problem(
                source,
                "K03",
                "danh mục phải là danh sách",
                "Mỗi phần tử bắt đầu bằng «- id: …» ở đầu dòng.",
            )

    def _translation(self, path: Path) -> None:
        code = path.name.removesuffix(ENGLISH_SUFFIX)
        source = self._source(path)
        if not path.with_name(f"{code}.yml").exists():
            self._no_owner(source, f"{code}.yml")
        entry = self._entry(english.EnglishProcedure, source) if source.data is not None else None
        if entry is not None and entry.record.translated_on:
            self.loaded.translated_on[code] = entry.record.translated_on
        file = source.file.with_name(f"{code}.yml")
        owner = next((each for each in self.loaded.entries if each.file == file), None)
        if owner and entry and self._agree(owner, entry):
            self.loaded.english[code] = english.overlay(owner.record, entry.record)

    def _copy(self, path: Path, others: list[Path]) -> None:
        """A former version is no entry: what was once right is not checked by today's rules."""
        found = len(self.loaded.problems)
        source = self._source(path)
        entry = self._shaped(Procedure, source) if source.data is not None else None
        if entry is None:
            return
        words = None
        code, identity = path.parent.name, path.stem
        translation = path.with_name(f"{identity}{ENGLISH_SUFFIX}")
        if translation in others:
            words = self._words_of_copy(entry, translation)
        ids = [each for each, _ in major_changes(entry.record.changes)]
        if not entry.broken and (entry.record.code, [ORIGINAL, *ids][-1]) != (code, identity):
            self._problem(
                source,
                "F01",
                f"bản lưu này là của thủ tục {entry.record.code}, bản {[ORIGINAL, *ids][-1]}, khác "
                "thư mục hoặc tên tệp",
                "Xóa tệp này rồi chạy: python scripts/record_versions.py",
            )
        if len(self.loaded.problems) == found:
            self.loaded.copies.setdefault(code, {})[identity] = former.Copy(entry, words)

    def _words_of_copy(self, owner: Entry[Any], path: Path) -> Procedure | None:
        source = self._source(path)
        entry = self._shaped(english.EnglishProcedure, source) if source.data is not None else None
        if entry is None or not self._agree(owner, entry):
            return None
        words: Procedure = english.overlay(owner.record, entry.record)
        return words

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


def _is_stray(path: Path, folder: Path) -> bool:
    """Whether `path` stands where updates stand but is none, such as a file of Word."""
    return path.parent == folder and path.is_file() and not path.name.startswith(".")


def _owner(path: Path) -> Path:
    """The Vietnamese file beside an English one."""
    return path.with_name(path.name.removesuffix(ENGLISH_SUFFIX) + ".yml")


def _dotted(place: reading.Place) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in place)
