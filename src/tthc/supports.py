"""What rests on which law: every place in the data that cites a legal document, and the thing
that it holds up there, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel

from tthc import addresses, wording
from tthc.model.dossier import Case, Evidence, Waiver
from tthc.model.law import Citation, LegalBasis
from tthc.model.procedure import (
    Change,
    Cost,
    Output,
    Pause,
    Procedure,
    ProcessingTime,
    Recourse,
    Requirement,
    Simplification,
)
from tthc.model.registers import Form, GlossaryTerm
from tthc.model.update import PolicyUpdate, slug_of
from tthc.model.walk import Place
from tthc.rules.base import Entry
from tthc.terms import Language

if TYPE_CHECKING:
    from tthc.catalogue import Catalogue

_LONGEST = 90
"""Characters of a text that stands for its place."""


class Kind(StrEnum):
    PAPER = "paper"
    WAIVER = "waiver"
    CASE = "case"
    """A case none of whose papers rests on its citation."""
    COST = "cost"
    REQUIREMENT = "requirement"
    TIME = "time"
    PAUSE = "pause"
    BASIS = "basis"
    RECOURSE = "recourse"
    SIMPLIFICATION = "simplification"
    CHANGE = "change"
    FORM = "form"
    TERM = "term"
    UPDATE = "update"
    OTHER = "other"


HISTORY = (Kind.SIMPLIFICATION, Kind.CHANGE, Kind.UPDATE)
"""What tells of the past: true also after the law that it cites has gone."""

WORDS: dict[Kind, tuple[str, str]] = {
    Kind.PAPER: ("giấy tờ", "paper"),
    Kind.WAIVER: ("miễn, giảm giấy tờ", "waiver of a paper"),
    Kind.CASE: ("hồ sơ", "dossier"),
    Kind.COST: ("phí, lệ phí", "fee"),
    Kind.REQUIREMENT: ("điều kiện", "condition"),
    Kind.TIME: ("thời hạn", "time limit"),
    Kind.PAUSE: ("thời gian không tính", "time that does not count"),
    Kind.BASIS: ("danh mục căn cứ pháp lý", "list of the legal basis"),
    Kind.RECOURSE: ("nơi phản ánh, khiếu nại", "complaints"),
    Kind.SIMPLIFICATION: ("đơn giản hóa", "simplification"),
    Kind.CHANGE: ("lịch sử thay đổi", "change history"),
    Kind.FORM: ("mẫu đơn", "form"),
    Kind.TERM: ("thuật ngữ", "term"),
    Kind.UPDATE: ("tin chính sách", "policy update"),
    Kind.OTHER: ("nội dung khác", "other content"),
}
"""Vietnamese, English."""

_KINDS: dict[type[BaseModel], Kind] = {
    Waiver: Kind.WAIVER,
    Evidence: Kind.PAPER,
    Case: Kind.CASE,
    Cost: Kind.COST,
    Requirement: Kind.REQUIREMENT,
    Pause: Kind.PAUSE,
    ProcessingTime: Kind.TIME,
    LegalBasis: Kind.BASIS,
    Recourse: Kind.RECOURSE,
    Simplification: Kind.SIMPLIFICATION,
    Change: Kind.CHANGE,
    Form: Kind.FORM,
    GlossaryTerm: Kind.TERM,
}
_NAMES: dict[type[BaseModel], tuple[str, ...]] = {
    Case: ("name",),
    Cost: ("name",),
    Output: ("name",),
    Requirement: ("text",),
    Pause: ("text",),
    Recourse: ("text",),
    Simplification: ("text",),
    Change: ("note",),
    Form: ("name", "name_en"),
    GlossaryTerm: ("term", "english"),
    PolicyUpdate: ("title",),
}
"""Where each kind of thing has its name; the English one last."""
_ANCHORS = {
    Kind.COST: "cach-nop",
    Kind.REQUIREMENT: "dieu-kien",
    Kind.TIME: "han-tra",
    Kind.PAUSE: "han-tra",
    Kind.BASIS: "can-cu",
    Kind.RECOURSE: "quyen",
    Kind.SIMPLIFICATION: "lich-su",
    Kind.CHANGE: "lich-su",
}
"""The parts of the guidance page."""


Paper = tuple[str, Place]
"""The code of a procedure, and where in it the paper stands."""


class Support(NamedTuple):
    """A thing that rests on a law by one citation."""

    owner: Entry[Any]
    """The procedure, form, term or policy update that the thing is a part of."""
    place: Place
    """Of the thing, in the record of its owner."""
    kind: Kind
    citation: Citation
    cited_in: Entry[Any]
    """Differs from the owner where a paper rests on the law of its form."""
    cited_at: Place

    @property
    def code(self) -> str | None:
        """Of the procedure; None for what is no part of one."""
        record = self.owner.record
        return record.code if isinstance(record, Procedure) else None

    @property
    def file(self) -> PurePath:
        """Where the citation stands."""
        return self.cited_in.file

    @property
    def line(self) -> int:
        return self.cited_in.source.line((*self.cited_in.place, *self.cited_at))

    @property
    def paper(self) -> Paper | None:
        """What tells one paper of the catalogue from another; None for what is no paper."""
        is_paper = self.code and self.place[:1] == ("cases",) and "evidences" in self.place
        return (self.code or "", self.place[:4]) if is_paper else None


def supports(entries: Iterable[Entry[Any]]) -> Iterator[Support]:
    """Everything that rests on a law: procedures by code, then the other records in the order of
    their files. A paper that names no law of its own rests on that of its case."""
    forms: dict[str, list[tuple[Entry[Any], Place]]] = defaultdict(list)
    for entry in sorted(entries, key=_procedures_first):
        record = entry.record
        for place, part in entry.citing:
            if isinstance(part, Citation):
                yield from _of_citation(entry, place, part)
            elif isinstance(part, Evidence | Output) and part.form:
                forms[part.form].append((entry, place))
        if isinstance(record, PolicyUpdate):
            for index, law in enumerate(record.laws):
                citation = Citation(document=law)
                yield Support(entry, (), Kind.UPDATE, citation, entry, ("laws", index))
        if isinstance(record, Form):
            for owner, place in forms[record.id]:
                for index, citation in enumerate(record.law):
                    yield Support(owner, place, Kind.FORM, citation, entry, ("law", index))


def by_law(entries: Iterable[Entry[Any]]) -> dict[str, list[Support]]:
    """What rests on each law that something rests on."""
    found: dict[str, list[Support]] = defaultdict(list)
    for support in supports(entries):
        found[support.citation.document].append(support)
    return dict(found)


def address(support: Support) -> str:
    """The place on the site where readers meet the thing; empty for a form that none uses."""
    record, kind = support.owner.record, support.kind
    if isinstance(record, PolicyUpdate):
        return addresses.update(slug_of(support.owner.file))
    if isinstance(record, GlossaryTerm):
        return f"{addresses.GLOSSARY}#{record.id}"
    if not isinstance(record, Procedure):
        return ""
    anchor = _ANCHORS.get(kind, "")
    if support.place[:1] == ("cases",):
        case = at(record, support.place[:2])
        anchor = f"ho-so-{case.id}"
    elif kind is Kind.FORM:
        anchor = "ket-qua"
    return addresses.procedure(record.code) + (f"#{anchor}" if anchor else "")


def name(support: Support, catalogue: Catalogue, language: Language = "vi") -> str:
    """What the thing is called, such as the name of the paper; empty when its kind says it all."""
    record = _in_language(support.owner, catalogue, language)
    place = support.place[:4] if support.kind is Kind.WAIVER else support.place
    thing = at(record, place)
    if isinstance(thing, Evidence):
        kind = catalogue.evidence_types[thing.type]
        text = thing.name or wording.name(kind, language)
    elif isinstance(thing, ProcessingTime):
        text = wording.duration(thing, language)
    else:
        keys = _NAMES.get(type(thing), ())
        texts = [getattr(thing, key) for key in (reversed(keys) if language == "en" else keys)]
        text = next((each for each in texts if each), "")
    if text.casefold() == WORDS[support.kind][language == "en"].casefold():
        return ""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def case_name(support: Support, catalogue: Catalogue, language: Language = "vi") -> str:
    """The case of a paper; empty for what is not in a case."""
    if support.paper is None:
        return ""
    case = at(_in_language(support.owner, catalogue, language), support.place[:2])
    return str(case.name)


def at(record: Any, place: Place) -> Any:
    """What stands at `place` in `record`."""
    for part in place:
        record = record[part] if isinstance(part, int) else getattr(record, part)
    return record


def _procedures_first(entry: Entry[Any]) -> tuple[bool, str]:
    record = entry.record
    is_procedure = isinstance(record, Procedure)
    return not is_procedure, record.code or "" if is_procedure else ""


def _of_citation(entry: Entry[Any], place: Place, citation: Citation) -> Iterator[Support]:
    owner = place if isinstance(citation, LegalBasis) else place[:-2]  # without ("law", index)
    thing = at(entry.record, owner)
    if isinstance(thing, Case):
        bare = [index for index, paper in enumerate(thing.evidences) if not paper.law]
        for index in bare:
            paper = (*owner, "evidences", index)
            yield Support(entry, paper, Kind.PAPER, citation, entry, place)
        if bare:
            return
    kind = _KINDS.get(type(thing), Kind.OTHER)
    yield Support(entry, owner, kind, citation, entry, place)


def _in_language(owner: Entry[Any], catalogue: Catalogue, language: Language) -> Any:
    record = owner.record
    if language == "en" and isinstance(record, Procedure):
        return catalogue.english.get(record.code, record)
    if language == "en" and isinstance(record, PolicyUpdate):
        return catalogue.english_updates.get(slug_of(owner.file), record)
    return record
