"""One import from beginning to end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from tthc import catalogue, problems
from tthc.catalogue import Catalogue
from tthc.former import ENGLISH_SUFFIX
from tthc.importing import (
    accepting,
    bilingual,
    building,
    decoding,
    difference,
    record,
    sources,
    telling,
)
from tthc.importing.belonging import of_here
from tthc.importing.choosing import chosen
from tthc.importing.difference import Difference
from tthc.importing.doubts import Doubts
from tthc.importing.record import NationalRecord
from tthc.importing.registers import Key, Registers
from tthc.importing.report import Fault, FaultError, Held, Refusal, Report
from tthc.importing.storing import Files, Stage, changes
from tthc.importing.yaml_text import dumped, extended
from tthc.model.procedure import Procedure
from tthc.national import parts as digests
from tthc.problems import Problem
from tthc.provinces import Province, province
from tthc.rules.base import Entry

Plain = dict[str, Any]
Progress = Callable[[Iterable[Any], str], Iterable[Any]]

_REGISTER_FILES = {
    "agencies": "agencies",
    "evidence_types": "evidence-types",
    "fields": "fields",
    "forms": "forms",
}


@dataclass(frozen=True)
class Order:
    """What is asked of an import."""

    paths: list[Path]
    folder: Path
    """The data folder."""
    home: Path
    """The data folder of this project, whose agencies a new folder may borrow."""
    board: str
    """Id of the agency whose site it is."""
    owner: str
    """Id of the agency that keeps the procedures up."""
    today: date
    latest: date
    read_on: date
    """When the records were fetched."""
    wish: accepting.Wish = field(default_factory=accepting.Wish)
    set_english_aside: bool = False
    """Whether an English side that would lack words may be put by for the translator."""
    remember: bool = False
    """Whether to remember records of procedures that stand and of which none is remembered."""
    include_other_provinces: bool = False
    """Whether to take what other provinces have announced, as theirs."""
    progress: Progress = lambda rows, _: rows


@dataclass
class Outcome:
    report: Report = field(default_factory=Report)
    faults: list[Fault] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    """Errors in the data folder, before or with what was taken over."""

    @property
    def status(self) -> int:
        report = self.report
        nothing = not (report.taken or report.standing or report.differences or report.accepted)
        held = report.held and not report.accepted
        return int(bool(self.faults or self.problems or held or (report.refusals and nothing)))


class OwnerError(ValueError):
    """The agency that is to keep procedures up, or whose site it is, is not known; the message is
    its id."""


def run(order: Order) -> Outcome:
    """Imports as ordered. With faults in what is read, or errors in the data, writes nothing.
    Raises `OwnerError`."""
    outcome = Outcome()
    standing = Catalogue(())
    if order.folder.is_dir() and any(order.folder.iterdir()):
        standing, found = catalogue.load(
            order.folder, order.today, documents=order.folder.parent / "docs", latest=order.latest
        )
        outcome.problems = problems.errors(found)
    records = [
        # What was read is needed for comparing only, and takes more room than all the rest.
        each if each.code in standing.national_records else replace(each, detail={})
        for each in _records(order, outcome)
    ]
    if outcome.faults or outcome.problems:
        outcome.problems = [] if outcome.faults else outcome.problems
        return outcome
    _Import(order, outcome, standing).run(chosen(records, standing, outcome.report))
    return outcome


def _records(order: Order, outcome: Outcome) -> Iterator[NationalRecord]:
    found = sources.Found()
    documents = sources.documents(order.paths, outcome.faults, found)
    for document in order.progress(documents, "Đọc"):
        for where, data in _plain(document, outcome):
            outcome.report.read += 1
            try:
                yield (
                    record.read(data, where) if isinstance(data, dict) else record.row(data, where)
                )
            except FaultError as error:
                outcome.faults.extend(error.faults)
    outcome.report.ignored = found.ignored


def _plain(document: sources.Document, outcome: Outcome) -> Sequence[tuple[str, Any]]:
    try:
        if document.kind == ".json":
            return decoding.records(document)
        rows, unread = decoding.rows(document)
        outcome.report.unread += unread
        return rows
    except FaultError as error:
        outcome.faults.extend(error.faults)
        return []


class _Import:
    def __init__(self, order: Order, outcome: Outcome, standing: Catalogue) -> None:
        self.order = order
        self.outcome = outcome
        self.standing = standing
        self.report = outcome.report
        self.home = standing
        if order.home.resolve() != order.folder.resolve():
            self.home, _ = catalogue.load(order.home, order.today, latest=order.latest)
        self.registers = Registers(
            standing, self.home, order.today, order.read_on, self._province()
        )
        self.files: dict[PurePath, bytes | None] = {}
        """None of a file to take away."""
        self.needed: dict[PurePath, set[Key]] = defaultdict(set)
        """File of a procedure → the new entries to which it refers."""
        self.new: dict[PurePath, NationalRecord] = {}
        """File of a new procedure → its record."""

    def run(self, found: list[NationalRecord]) -> None:
        owner = self._owner()
        own, others = self.registers.province, self.order.include_other_provinces
        records = of_here(found, own, self.standing, others, self.report)
        self.registers.reserve(owner)
        for each in records:
            self.registers.note(building.mentions(each))
        for each in self.order.progress(records, "Chuyển"):
            self.registers.wanted = set()
            made, doubts = building.procedure(each, self.registers, self.order.owner)
            if each.code in self.standing.procedures:
                self._compare(each, made)
            else:
                self._new(each, made, doubts)
        self._store(owner)

    def _province(self) -> Province | None:
        """Of the Board, as one of the two folders says."""
        known = (self.standing.agencies, self.home.agencies)
        boards = [each[self.order.board] for each in known if self.order.board in each]
        if not boards:
            raise OwnerError(self.order.board)
        return next((province(each.province) for each in boards if each.province), None)

    def _owner(self) -> list[Plain]:
        """Entries of the register of agencies that the owner needs in a folder without it."""
        if self.order.owner in self.standing.agencies:
            return []
        home = self.home
        if self.order.owner not in home.agencies:
            raise OwnerError(self.order.owner)
        wanted, found = [self.order.owner], []
        while wanted:
            agency = home.first_of(type(home.agencies[self.order.owner]), wanted.pop(0))
            assert agency is not None
            entry = agency.source.value(agency.place)
            found.append(entry)
            wanted += [each for each in agency.record.predecessors if each not in wanted]
        return found

    def _new(self, national: NationalRecord, made: Plain, doubts: Doubts) -> None:
        path = PurePath(made["field"], f"{made['code']}.yml")
        self.files[path] = dumped(made).encode()
        self.files[_snapshot_path(made["code"])] = difference.snapshot_text(
            made["code"], difference.snapshot(made)
        )
        self.needed[path] = self.registers.wanted
        self.new[path] = national
        self.report.taken.append((made["code"], national.title))
        self.report.doubts += doubts.found

    def _compare(self, national: NationalRecord, made: Plain) -> None:
        """What stands differs from what the record says now, or the record from what it said."""
        folder, code = self.order.folder, national.code
        entry = self.standing.first_of(Procedure, code)
        assert entry is not None
        then = difference.remembered(folder, code)
        now = difference.snapshot(made)
        found = difference.differences(then, now, entry.source.data)
        compared = self.standing.national_records.get(code)
        if then is None and compared and compared.parts:
            found = difference.since(found, compared, digests(national.detail))
        if national.is_row or not found:
            self.report.standing += 1
            found = []
        taken = [each for each in found if self.order.wish.takes(code, each.field)]
        path = PurePath(*entry.file.parts[1:])
        if taken and not self._take(path, entry, made, taken):
            taken = []
        left = [each for each in found if each not in taken]
        if taken:
            values = [made.get(each.field) for each in taken]
            self.needed[path] = self.registers.referred(values)
            names = ", ".join(each.field for each in taken)
            self.report.accepted.append(f"{code}: {names}")
        if left:
            self.report.differences.append(self._told(national, path, entry, made, left))
        if not national.is_row:
            self._remember(code, then, now, {each.field for each in left}, bool(taken))

    def _told(
        self,
        national: NationalRecord,
        path: PurePath,
        entry: Entry[Procedure],
        made: Plain,
        left: list[Difference],
    ) -> str:
        """A paragraph on what is `left` as it stands, and what taking it over would ask for."""
        cases = {each["id"]: each["name"] for each in made.get("cases", [])}
        cases |= {each.id: each.name for each in entry.record.cases}

        def name(register: str, own: str) -> str:
            if register in ("cases", "procedures"):
                return str(cases.get(own, own))
            return self.registers.name(register, own)

        def on_page(field: str) -> list[str]:
            return telling.lines(entry.record, made, field, self.registers)

        told = difference.told(national.code, national.title, left, name, on_page)
        side = self._side(path, entry, self._accepted(path, entry, made, left), left)
        if side and side.lacks:
            told += "\n    nhận hết thì bản tiếng Anh thiếu lời, phải dịch:"
            told += "".join(f"\n      {row}" for row in side.told())
        return told

    def _accepted(
        self, path: PurePath, entry: Entry[Procedure], made: Plain, taken: list[Difference]
    ) -> bytes:
        content = (self.order.folder / path).read_bytes()
        return accepting.accepted(entry.source.data, content, made, taken, self.registers)

    def _side(
        self, path: PurePath, entry: Entry[Procedure], after: bytes, taken: list[Difference]
    ) -> bilingual.Side | None:
        """The English side with `taken` taken over; None where there is no English side."""
        file = self.order.folder / path.with_suffix(ENGLISH_SUFFIX)
        if not file.is_file():
            return None
        note = accepting.note_of(taken, self.registers)
        return bilingual.side(entry.record, after, file.read_bytes(), note)

    def _take(
        self, path: PurePath, entry: Entry[Procedure], made: Plain, taken: list[Difference]
    ) -> bool:
        """Takes over `taken`, unless other parts would refer to nothing, or the English side would
        lack words and may not be put by."""
        code = entry.record.code
        if rows := accepting.orphans(entry.source.data, made, [each.field for each in taken]):
            self.report.hold(code, Held.ORPHANS, rows)
            return False
        after = self._accepted(path, entry, made, taken)
        side = self._side(path, entry, after, taken)
        translation = path.with_suffix(ENGLISH_SUFFIX)
        if side and side.lacks and not self.order.set_english_aside:
            self.report.hold(code, Held.ENGLISH, side.told())
            return False
        self.files[path] = after
        if side and side.lacks:
            self.files[translation] = None
            self.files[translation.with_name(translation.name + bilingual.ASIDE)] = side.aside
            self.report.aside.append(f"{translation}{bilingual.ASIDE}")
        elif side:
            self.files[translation] = side.content
        return True

    def _remember(
        self, code: str, then: Plain | None, now: Plain, left: set[str], is_taken: bool
    ) -> None:
        """Makes what the record says now what it said before, all of it when that is wished, else
        what was taken over."""
        if self.order.remember:
            kept = now
        elif is_taken and (then is not None or not left):
            kept = {
                key: value
                for key in difference.COMPARED
                if (value := ((then or {}) if key in left else now).get(key))
            }
        else:
            return
        self.files[_snapshot_path(code)] = difference.snapshot_text(code, kept)

    def _store(self, owner: list[Plain]) -> None:
        """Checks what was made together with what stands, and puts it in place. New procedures with
        errors are left out; with other errors, everything."""
        order = self.order
        while self.files:
            files: Files = {**self.files, **self._entries(owner)}
            with Stage(order.folder) as stage:
                stage.put(files)
                faults = stage.faults(files, order.today, order.latest)
                if not faults:
                    changed = changes(order.folder, files)
                    if changed:
                        stage.publish(changed)
                    self.report.files = len(changed)
                    return
            if not self._leave_out(faults):
                self.outcome.problems = faults
                return

    def _leave_out(self, faults: list[Problem]) -> bool:
        """Refuses the new procedures in which `faults` are; whether those are all."""
        reasons: dict[PurePath, list[Problem]] = defaultdict(list)
        for problem in faults:
            reasons[PurePath(*problem.file.parts[1:])].append(problem)
        if not set(reasons) <= set(self.new):
            return False
        for path, problems_ in reasons.items():
            national = self.new.pop(path)
            self.report.taken.remove((national.code, national.title))
            self.report.doubts = [d for d in self.report.doubts if d.code != national.code]
            reason = "; ".join(f"[{each.rule}] {each.message}" for each in problems_)
            self.report.refusals.append(
                Refusal(national.code, national.title, national.origin, reason)
            )
            del self.files[path], self.files[_snapshot_path(national.code)], self.needed[path]
        return True

    def _entries(self, owner: list[Plain]) -> dict[PurePath, bytes]:
        """The files of the registers and laws with the new entries that are referred to."""
        wanted: set[Key] = set().union(
            *(self.needed[path] for path in self.files if path in self.needed)
        )
        found: dict[PurePath, bytes] = {}
        for register, name in _REGISTER_FILES.items():
            entries = owner if register == "agencies" else []
            new = [self.registers.new[key] for key in sorted(wanted) if key[0] == register]
            if entries or new:
                path = PurePath("registers", f"{name}.yml")
                file = self.order.folder / path
                content = file.read_bytes() if file.is_file() else b""
                found[path] = extended(content, [*entries, *new])
        for register, own in sorted(wanted):
            if register == "laws":
                entry = self.registers.new[register, own]
                found[PurePath("law", f"{own}.yml")] = dumped(entry).encode()
        return found


def _snapshot_path(code: str) -> PurePath:
    return PurePath(difference.FOLDER, f"{code}.json")
