"""The catalogue: everything in the data folder, checked and linked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path, PurePath
from typing import Any

from pydantic import BaseModel

from tthc import exceptions, former, loading, rules
from tthc.former import Sides
from tthc.law import LawGraph, trusted
from tthc.loading import REGISTERS, Loaded
from tthc.memory import Memory, alive
from tthc.model.base import Record
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
)
from tthc.model.update import FOLDER, PolicyUpdate, Severity, slug_of
from tthc.problems import Level, Problem
from tthc.reading import Source
from tthc.rules.base import Context, Entry, History
from tthc.supports import Support, by_law
from tthc.terms import Language
from tthc.text import slug, sort_key
from tthc.versions import EnglishSides, Version, applying, published
from tthc.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class Update:
    """A policy update with its name, which the file and not the text gives."""

    slug: str
    words: Mapping[Language, PolicyUpdate]
    """The Vietnamese side, and the English one if there is any."""
    file: PurePath

    @property
    def record(self) -> PolicyUpdate:
        return self.words["vi"]


@dataclass(frozen=True)
class Catalogue:
    """All records. Complete and consistent when `load` reported no error."""

    entries: tuple[Entry[Any], ...]
    translated_on: Mapping[str, date] = field(default_factory=dict)
    """Code, as in the name of the English file → the day of its translation."""
    english_updates: Mapping[str, PolicyUpdate] = field(default_factory=dict)
    """By slug."""
    documents: Path | None = None
    """The folder in which files named by the data must stand."""
    files: frozenset[PurePath] = frozenset()
    """All but the English ones, below the data folder, whether or not they could be read."""
    unread: frozenset[PurePath] = frozenset()
    """Those of which something could not be read."""
    versions: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    """By code, oldest first, as far as their texts are known; the last is what stands in the
    procedure's file. Once loaded, only those that are published."""

    @classmethod
    def of(cls, loaded: Loaded, documents: Path | None = None) -> Catalogue:
        """Everything that was read, as it is written in the files."""
        return cls(
            tuple(loaded.entries),
            loaded.translated_on,
            loaded.english_updates,
            documents,
            frozenset(loaded.files),
            frozenset(loaded.unread),
        )

    @cached_property
    def procedures(self) -> dict[str, Procedure]:
        """By code, in the order of codes; of two files with one code the first counts."""
        found = {each.code: each for each in reversed(self._records(Procedure)) if each.code}
        return dict(sorted(found.items()))

    def current(self, code: str) -> Version:
        """The version of which `procedures` has the text."""
        own = self.procedures[code]
        return next(each for each in self.versions[code] if each.procedure is own)

    @cached_property
    def english(self) -> Mapping[str, Procedure]:
        """Code → the procedure with English words, for those that have an English side."""
        return EnglishSides({code: self.current(code) for code in self.procedures})

    def coming(self, code: str) -> tuple[Version, ...]:
        """Versions that are published and do not apply yet."""
        versions = self.versions[code]
        return versions[versions.index(self.current(code)) + 1 :]

    @cached_property
    def agencies(self) -> dict[str, Agency]:
        return {each.id: each for each in self._records(Agency) if each.id}

    @cached_property
    def fields(self) -> dict[str, Field]:
        return {each.id: each for each in self._records(Field) if each.id}

    @cached_property
    def events(self) -> dict[str, Event]:
        return {each.id: each for each in self._records(Event) if each.id}

    @cached_property
    def evidence_types(self) -> dict[str, EvidenceType]:
        return {each.id: each for each in self._records(EvidenceType) if each.id}

    @cached_property
    def forms(self) -> dict[str, Form]:
        return {each.id: each for each in self._records(Form) if each.id}

    @cached_property
    def glossary(self) -> list[GlossaryTerm]:
        """In Vietnamese alphabetical order."""
        return sorted(
            (each for each in self._records(GlossaryTerm) if each.term),
            key=lambda each: sort_key(each.term),
        )

    @cached_property
    def national_records(self) -> dict[str, NationalRecord]:
        """By code; those that were compared with ours."""
        return {each.code: each for each in self._records(NationalRecord) if each.code}

    @cached_property
    def laws(self) -> LawGraph:
        documents = (trusted(each) for each in self.entries if type(each.record) is LegalDocument)
        return LawGraph(each for each in documents if each.id)

    @cached_property
    def supports(self) -> dict[str, list[Support]]:
        """Law → everything that rests on it."""
        return by_law(self.entries)

    @cached_property
    def usage(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Law → code → all articles that the procedure cites anywhere; by code."""
        found: dict[str, dict[str, dict[str, None]]] = {}
        for law, supports in self.supports.items():
            for support in supports:
                if support.cited_in is support.owner and (code := support.code):
                    cited = found.setdefault(law, {}).setdefault(code, {})
                    cited.update(dict.fromkeys(support.citation.articles))
        return {
            law: {code: tuple(cited) for code, cited in users.items()}
            for law, users in found.items()
        }

    @cached_property
    def updates(self) -> dict[str, Update]:
        """By slug, newest first, of one day the weightiest first. Once loaded, only those that
        may be seen."""
        found: dict[str, Update] = {}
        for entry in self.entries:
            if type(entry.record) is PolicyUpdate:
                name = slug_of(entry.file)
                words: dict[Language, PolicyUpdate] = {"vi": entry.record}
                if name in self.english_updates:
                    words["en"] = self.english_updates[name]
                found.setdefault(name, Update(name, words, entry.file))
        newest = sorted(found.values(), key=_weight)
        newest.sort(key=lambda each: each.record.date or date.min, reverse=True)
        return {each.slug: each for each in newest}

    @property
    def attachments(self) -> list[PurePath]:
        """Files of updates, below the folder of documents."""
        records = (update.record for update in self.updates.values())
        return [PurePath(FOLDER, each.file) for record in records for each in record.attachments]

    def as_published(self, day: date) -> Catalogue:
        """Without drafts and without what is to be published after `day`: what is not in the
        catalogue cannot get into any output. Of each procedure, the version that applies."""
        kept = {code: published(each, day) for code, each in self.versions.items()}
        texts = {code: applying(each, day) for code, each in kept.items()}
        updates = {slug: _as_of(update, day) for slug, update in self.english_updates.items()}
        return replace(
            self,
            entries=tuple(self._seen(texts, day)),
            versions=kept,
            english_updates=updates,
        )

    def _seen(self, texts: Mapping[str, Version], day: date) -> Iterator[Entry[Any]]:
        for entry in self.entries:
            record = entry.record
            if type(record) is Procedure and record is self.procedures.get(record.code):
                text = texts[record.code].procedure
                yield entry if text is record else replace(entry, record=text)
            elif type(record) is not PolicyUpdate:
                yield entry
            elif _is_public(record, day):
                yield replace(entry, record=_as_of(record, day))

    @cached_property
    def working_days(self) -> WorkingDays:
        return WorkingDays(self._records(CalendarYear))

    def _records(self, model: type[Any]) -> list[Any]:
        return [entry.record for entry in self.entries if type(entry.record) is model]

    @cached_property
    def _first(self) -> dict[tuple[type, str], Entry[Any]]:
        found: dict[tuple[type, str], Entry[Any]] = {}
        for entry in self.entries:
            identity = getattr(entry.record, "code", None) or getattr(entry.record, "id", None)
            if identity:
                found.setdefault((type(entry.record), identity), entry)
        return found

    def first_of(self, model: type, identity: str) -> Entry[Any] | None:
        """The entry that was the first to use `identity`."""
        return self._first.get((model, identity))

    def file_of(self, record: BaseModel) -> PurePath:
        """The file in which `record` was written."""
        identity: str = getattr(record, "code", "") or getattr(record, "id", "")
        return self._first[type(record), identity].file

    def register(self, name: str) -> Mapping[str, Any]:
        """What a reference to register `name` may name, by id."""
        found: Mapping[str, Any] = self.laws.documents if name == "laws" else getattr(self, name)
        return found

    def may_have(self, register: str, identity: str) -> bool:
        """Whether `identity` may be the name of what could not be read in `register`. That has
        been reported; those who refer to it are right."""
        if register in ("laws", "procedures", "updates"):
            return any(file.name == f"{identity}.yml" for file in self.files)
        name = register.replace("_", "-")
        model: type[Any] = REGISTERS[name]
        return PurePath("registers", f"{name}.yml") in self.unread or any(
            not isinstance(written := entry.source.value((*entry.place, "id")), str)
            or slug(written) in ("", identity)
            for entry in self.entries
            if type(entry.record) is model and not entry.record.id
        )

    def has_calendar(self, year: int) -> bool:
        """Whether the days off of `year` are known, or what is wrong with them is reported."""
        return year in self.working_days.years or PurePath("calendar", f"{year}.yml") in self.files

    def has_document(self, path: str) -> bool:
        """Whether `path` is a file below the folder of documents, and not outside it."""
        if self.documents is None:
            return True
        root = self.documents.resolve()
        try:
            file = (root / path).resolve()
            return file.is_file() and file.is_relative_to(root)
        except (OSError, ValueError):  # no name that a file can have
            return False


def _weight(update: Update) -> tuple[int, str]:
    severity = update.record.severity or Severity.INFO
    return -list(Severity).index(severity), update.slug


def _is_public(update: PolicyUpdate, day: date) -> bool:
    return not update.is_draft and update.date is not None and update.date <= day


def _as_of(update: PolicyUpdate, day: date) -> PolicyUpdate:
    """`update` without what was done to it after `day`."""
    withdrawn = update.withdrawn
    if withdrawn and withdrawn.on and withdrawn.on > day:
        withdrawn = None
    changes = tuple(change for change in update.changes if change.on and change.on <= day)
    return update.model_copy(update={"withdrawn": withdrawn, "changes": changes})


def load(
    folder: Path,
    today: date,
    *,
    documents: Path | None = None,
    history: History | None = None,
    latest: date | None = None,
    memory: Memory | None = None,
) -> tuple[Catalogue, list[Problem]]:
    """The catalogue in `folder` as of `today`, and everything that is wrong with it.

    Nothing can have been read, confirmed or translated after `latest`, which is `today` unless
    `today` is a day of the past (see `clock.latest`). What is in `memory` is not worked out again.

    Never raises for bad data. With errors among the problems the catalogue has holes and must
    not be presented.
    """
    loaded = loading.read(folder, documents, memory)
    catalogue = Catalogue.of(loaded, documents)
    context = Context(catalogue, today, history, latest or today, memory)
    versions, outdated = _versions(catalogue, loaded, context)
    catalogue = replace(catalogue, versions=versions)
    context = replace(context, catalogue=catalogue)
    whole = Entry(Source(PurePath(folder.name, "calendar")), (), Record())
    found = [
        *loaded.problems,
        *loaded.findings,
        *outdated,
        *rules.check(catalogue.entries, context, whole),
    ]
    return catalogue.as_published(today), sorted(
        exceptions.apply(found, loaded.entries, loaded.unread)
    )


def _versions(
    catalogue: Catalogue, loaded: Loaded, context: Context
) -> tuple[dict[str, tuple[Version, ...]], list[Problem]]:
    """All versions of each procedure, and what is wrong with recorded copies of them."""
    problems: list[Problem] = []
    found = {}
    for code, procedure in catalogue.procedures.items():
        entry = catalogue.first_of(Procedure, code)
        assert entry, "every procedure was written in a file"
        wanted = {} if entry.broken else former.expected(procedure)
        known = {}
        for identity, copy in loaded.copies.get(code, {}).items():
            if identity in wanted:
                known[identity] = copy.known
                problems += rules.unresolved(copy.entry, context)
            else:
                problems.append(_outdated(copy, procedure))
        missing = [each for each in wanted if each not in known]
        if missing:
            texts = committed(entry, missing, context)
            known |= {each: text.known for each, text in texts.items()}
        current = Sides(entry, loaded.english.get(code)).known
        keys = tuple((name, text.key) for name, text in {"": current, **known}.items())
        found[code] = alive(
            context.memory,
            keys if all(key for _, key in keys) else (),
            partial(former.all_versions, current, known),
        )
    for code in loaded.copies.keys() - found.keys():
        problems += [_outdated(copy, None) for copy in loaded.copies[code].values()]
    return found, problems


def committed(
    entry: Entry[Procedure], wanted: Collection[str], context: Context
) -> dict[str, former.Text]:
    """The former versions of `entry` that are `wanted`, as far as git has them and they refer to
    nothing that is gone."""
    if context.history is None:
        return {}
    return former.committed(
        context.history,
        entry.file,
        entry.record,
        wanted,
        lambda text: not any(rules.unresolved(text, context)),
    )


def _outdated(copy: Sides, procedure: Procedure | None) -> Problem:
    why = (
        "không ứng với ghi chú cũ nào trong changes của thủ tục này"
        if procedure
        else "là của một thủ tục không có trong dữ liệu"
    )
    return Problem(
        copy.entry.file,
        1,
        "F04",
        f"bản lưu này {why}, nên không được dùng",
        "Khôi phục ghi chú kind: major của bản này, hoặc xóa tệp nếu bản này chưa từng được đăng.",
        Level.WARNING,
    )
