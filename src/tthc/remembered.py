"""One file as records: what it says, and what the rules that look at nothing else find in it.

Both follow from the bytes of the file alone, so that they can be remembered by them. Only what is
faultless is: a file with a mistake is to be mended soon, and is read anew until then.
"""

from __future__ import annotations

import contextlib
import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePath
from typing import Any

from pydantic import BaseModel

from tthc import prose, reading, rules, shape, terms
from tthc.memory import Memory, Pickled, digest, pickled
from tthc.model.registers import Agency, EvidenceType, Field
from tthc.problems import Level, Problem
from tthc.processes import in_processes
from tthc.reading import Place, Source
from tthc.rules.base import Entry

ENOUGH = 200
"""New files that are worth another process."""
_AT_ONCE = 1_000
"""Files of which the records are held in memory until they are stored."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a file is to be read."""

    model: type[BaseModel]
    is_list: bool = False
    """Of records, as in registers."""
    is_checked: bool = True
    """False for what was right in its day and is not held against today's rules."""
    parse: Callable[[bytes, PurePath, int], Source] = reading.parse
    most: int = reading.MAX_BYTES

    @property
    def name(self) -> str:
        """What tells it from others."""
        parts = (self.model.__name__, self.is_list, self.is_checked, self.parse.__module__)
        return " ".join(map(str, (*parts, self.most)))


@dataclass(slots=True)
class Read:
    """A file as far as it could be read."""

    source: Source
    entries: list[Entry[Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    """What could not be read."""
    findings: list[Problem] = field(default_factory=list)
    """What the rules say that look at nothing else."""
    is_whole: bool = False
    """Whether everything in the file is among the entries."""
    key: bytes = b""
    """A digest of the file and how it was read; empty when there were problems."""

    @property
    def entry(self) -> Entry[Any] | None:
        return self.entries[0] if self.entries else None


@dataclass(slots=True)
class _Kept:
    records: tuple[BaseModel, ...]
    findings: tuple[tuple[int, str, str, str, Level], ...]
    """All of a problem but its file."""
    lines: bytes
    made: Read | None = None
    """What was made of it in this process."""


def read(path: Path, file: PurePath, kind: Kind, memory: Memory | None) -> Read:
    """What stands in the file at `path`, named `file` in messages. Never raises for bad data."""
    try:
        with path.open("rb") as stream:
            content = stream.read(kind.most + 1)
    except OSError:
        source = reading.read(path, file)
        return Read(source, problems=source.problems)
    if memory is None:
        return parsed(content, file, kind)
    key = digest(kind.name, str(file), content)
    kept: _Kept | None = memory.get(key)
    if kept is None:
        found = parsed(content, file, kind)
        if found.problems or not found.is_whole:
            return found
        kept = memory.put(key, _kept(found))
        assert kept
    if kept.made is None:
        source = Remembered(file, kept.lines, partial(_again, path, file, kind), key)
        entries = [
            Entry(source, (index,) if kind.is_list else (), record)
            for index, record in enumerate(kept.records)
        ]
        findings = [Problem(file, *each) for each in kept.findings]
        kept.made = Read(source, entries, [], findings, True, key)
    return kept.made


Job = tuple[Path, PurePath, Kind]
"""A file, its name in messages, and how it is to be read."""


def prepare(jobs: Iterable[Job], memory: Pickled, processes: int) -> None:
    """Lets `memory` know all faultless files of `jobs`; where many are new to it, they are read in
    several processes."""
    unknown = [job for job in jobs if not memory.has(_key(job))]
    if len(unknown) < ENOUGH:
        return
    for begin in range(0, len(unknown), _AT_ONCE):
        part = unknown[begin : begin + _AT_ONCE]
        shares = [partial(_share, part[number::processes]) for number in range(processes)]
        # None is read in this process: its memory would stay as large as reading needs it.
        for share in in_processes([partial(_share, ()), *shares], processes):
            for key, content in share:
                memory.put_pickled(key, content)


def _key(job: Job) -> bytes:
    path, file, kind = job
    try:
        with path.open("rb") as stream:
            return digest(kind.name, str(file), stream.read(kind.most + 1))
    except OSError:
        return b""


def _share(jobs: Iterable[Job]) -> list[tuple[bytes, bytes]]:
    """Key and value of each file without a fault."""
    found = []
    for path, file, kind in jobs:
        with contextlib.suppress(OSError), path.open("rb") as stream:
            content = stream.read(kind.most + 1)
            whole = parsed(content, file, kind)
            if whole.is_whole and not whole.problems:
                found.append((digest(kind.name, str(file), content), pickled(_kept(whole))))
    return found


def parsed(content: bytes, file: PurePath, kind: Kind) -> Read:
    """As `read`, from bytes."""
    source = kind.parse(content, file, kind.most)
    found = Read(source, problems=list(source.problems))
    if source.data is None:
        if not source.problems:
            found.problems.append(emptiness(file))
    elif not kind.is_list:
        found.is_whole = _add(found, kind, ())
    elif isinstance(source.data, list):
        added = [_add(found, kind, (at,)) for at in range(len(source.data))]
        found.is_whole = all(added)
    else:
        message = "danh mục phải là danh sách"
        advice = "Mỗi phần tử bắt đầu bằng «- id: …» ở đầu dòng."
        found.problems.append(Problem(file, 1, "K03", message, advice))
    return found


def emptiness(file: PurePath) -> Problem:
    advice = "Điền nội dung theo mẫu trong sổ tay, hoặc xóa tệp."
    return Problem(file, 1, "F02", "tệp trống", advice)


def _add(found: Read, kind: Kind, place: Place) -> bool:
    """Adds the record at `place`; False when there is none."""
    shaped = shape.build(kind.model, found.source, place)
    found.problems += shaped.problems
    if shaped.record is None:
        return False
    untranslated = list(_untranslated(shaped.record, found.source, place))
    broken = (*shaped.broken, *(place for place, _ in untranslated))
    found.problems += [problem for _, problem in untranslated]
    entry = Entry(found.source, place, shaped.record, broken)
    found.entries.append(entry)
    if kind.is_checked:
        found.findings += rules.own(entry)
    return True


def _untranslated(record: Any, source: Source, place: Place) -> Iterator[tuple[Place, Problem]]:
    """Places of names without English, which only what was imported may have."""
    if not isinstance(record, Agency | EvidenceType | Field):
        return
    origin = record.source if isinstance(record, Agency) else record
    if origin is not None and origin.imported_on is not None:
        return
    for name in ("name_en", "summary_en"):
        if name in type(record).model_fields and name not in source.value(place):
            message = f"thiếu mục «{name}» ({terms.field(name)})"
            problem = Problem(
                source.file, source.line(place), "K01", message, f"Thêm dòng «{name}: …»."
            )
            yield (*place, name), problem


def _kept(found: Read) -> _Kept:
    return _Kept(
        tuple(entry.record for entry in found.entries),
        tuple(
            (each.line, each.rule, each.message, each.advice, each.level) for each in found.findings
        ),
        zlib.compress(pickle.dumps(found.source.lines, pickle.HIGHEST_PROTOCOL), 1),
    )


def _again(path: Path, file: PurePath, kind: Kind) -> Source:
    if kind.parse is prose.parse:
        return prose.read(path, file)
    return reading.read(path, file, kind.most)


class Remembered(Source):
    """The source of what was remembered. What nearly nobody asks for is read again when they do:
    everything but the file's name and the lines of its values."""

    __slots__ = ("_again", "_asked", "_key", "_packed")

    def __init__(
        self, file: PurePath, lines: bytes, again: Callable[[], Source], key: bytes
    ) -> None:
        self.file = file
        self._key = key
        self._packed = lines
        self._asked: dict[Place, int] = {}
        self._again = again

    @property
    def key(self) -> bytes:
        return self._key

    def __reduce__(self) -> tuple[Any, ...]:
        return Remembered, (self.file, self._packed, self._again, self._key)

    def __getattr__(self, name: str) -> Any:
        """Only for what is not there yet."""
        if name not in ("data", "lines", "problems", "unreadable"):
            raise AttributeError(name)
        whole = self._again()
        for each in ("data", "lines", "problems", "unreadable"):
            setattr(self, each, getattr(whole, each))
        return getattr(self, name)

    def line(self, place: Place) -> int:
        if place not in self._asked:
            lines: dict[Place, int] = pickle.loads(zlib.decompress(self._packed))
            nearest = place
            while nearest not in lines:
                nearest = nearest[:-1]
            self._asked[place] = lines[nearest]
        return self._asked[place]
