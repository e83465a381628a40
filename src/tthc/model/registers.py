"""Registers: what procedures refer to. Each is one YAML file holding a list."""

from __future__ import annotations

from tthc.model.base import AgencyId, Date, Id, OtherProcedure, ProvinceName, Record, Text, Url
from tthc.model.law import Citation
from tthc.model.source import Part, Source


class Agency(Record):
    """A body that receives, decides, is consulted or issues law (cơ quan)."""

    id: Id
    name: Text
    name_en: Text | None = None
    """Absent only from what a program imported; English pages then show the Vietnamese."""
    effective_from: Date | None = None
    effective_until: Date | None = None
    """Last day under this name."""
    predecessors: tuple[AgencyId, ...] = ()
    province: ProvinceName | None = None
    """To which it belongs. Needed of the agency whose site this is: the importer leaves out what
    other provinces have announced."""
    spatial: Text | None = None
    """The area for which it works (CPOV: `dct:spatial`), as it stands after «tại»."""
    spatial_en: Text | None = None
    """As it stands after "in"."""
    address: Text | None = None
    opening_hours: Text | None = None
    phone: Text | None = None
    email: Text | None = None
    website: Url | None = None
    source: Source | None = None


class Field(Record):
    """A field of administrative procedures (lĩnh vực)."""

    id: Id
    name: Text
    name_en: Text | None = None
    summary: Text
    summary_en: Text | None = None
    national_code: Text | None = None
    imported_on: Date | None = None
    """Day on which a program made it from national records. Absent means that people did."""


class Event(Record):
    """A purpose with which a business comes (sự kiện kinh doanh)."""

    id: Id
    name: Text
    name_en: Text
    summary: Text
    summary_en: Text


class EvidenceType(Record):
    """A kind of paper. Procedures that ask for the same paper share one."""

    id: Id
    name: Text
    name_en: Text | None = None
    note: Text | None = None
    note_en: Text | None = None
    alternatives: tuple[Text, ...] = ()
    """Any one of these papers serves, in every procedure."""
    alternatives_en: tuple[Text, ...] = ()
    imported_on: Date | None = None


class Form(Record):
    """A form (mẫu đơn, tờ khai) by its name and number."""

    id: Id
    name: Text
    name_en: Text | None = None
    number: Text | None = None
    law: tuple[Citation, ...] = ()
    file: Text | None = None
    """Path below `docs/`. Absent means that the site has no copy of the form."""


class GlossaryTerm(Record):
    """A term with what people call it."""

    id: Id
    term: Text
    english: Text
    definition: Text
    definition_en: Text | None = None
    abbreviations: tuple[Text, ...] = ()
    synonyms: tuple[Text, ...] = ()
    """Other official words and lay words."""
    law: tuple[Citation, ...] = ()


class NationalPart(Record):
    """One part of a national record, known again by the digest of its words."""

    part: Part
    digest: Text


class NationalRecord(Record):
    """What the national record of a procedure said when it was last compared with ours. Written
    by `scripts/due.py --record`, not by hand."""

    code: OtherProcedure
    title: Text | None = None
    """Only where it is another than ours."""
    decision: Text | None = None
    """The number of the decision that announces it. Absent means that the record names none."""
    signed_on: Date | None = None
    updated_on: Date | None = None
    """The day on which the national database last touched the record."""
    compared_on: Date
    """The day as of which the record was fetched."""
    parts: tuple[NationalPart, ...] = ()
    changed: tuple[Part, ...] = ()
    """Parts that have changed since ours was read from it."""


class RuleException(Record):
    """A finding that is known and accepted, with the reason."""

    rule: Text
    file: Text
    """Path below the data folder."""
    reason: Text
