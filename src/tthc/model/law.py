"""Legal documents (văn bản quy phạm pháp luật) and citations of them."""

from __future__ import annotations

from enum import StrEnum

from tthc.model.base import AgencyId, Date, Id, LawId, Record, Text, Url, YesNo
from tthc.model.source import Source


class LawType(StrEnum):
    """Forms of legal document (Luật Ban hành văn bản quy phạm pháp luật, điều 4)."""

    CONSTITUTION = "constitution"
    CODE = "code"
    LAW = "law"
    ORDINANCE = "ordinance"
    RESOLUTION = "resolution"
    DECREE = "decree"
    DECISION = "decision"
    CIRCULAR = "circular"
    JOINT_CIRCULAR = "joint_circular"


class RelationType(StrEnum):
    """What one document does to another; the inverse is computed, never written."""

    AMENDS = "amends"
    REPLACES = "replaces"
    REPEALS = "repeals"
    SUSPENDS = "suspends"
    GUIDES = "guides"
    CORRECTS = "corrects"


class Relation(Record):
    """This document acts on `target`, which may be a document that is not entered yet."""

    type: RelationType
    target: Id
    articles: tuple[Text, ...] = ()
    """The parts of `target` that are concerned. Empty means the whole document."""
    effective_from: Date | None = None
    """When the relation takes effect. Absent means the day this document takes effect."""
    effective_until: Date | None = None
    """Only a suspension ends."""


class LegalDocument(Record):
    """One legal document, in `procedures/law/<id>.yml`."""

    id: Id
    number: Text
    """As printed on it, such as `96/2026/NĐ-CP`."""
    type: LawType
    title: Text
    title_en: Text | None = None
    issuer: AgencyId
    """An agency of `registers/agencies.yml`."""
    signed_on: Date | None = None
    effective_from: Date | None = None
    """Absent means that no source gave it: its status is then unknown, not "in force"."""
    expires_on: Date | None = None
    """First day on which it no longer applies, where the document itself says so."""
    url: Url | None = None
    relations: tuple[Relation, ...] = ()
    source: Source


class Citation(Record):
    """A reference to (parts of) a legal document."""

    document: LawId
    articles: tuple[Text, ...] = ()
    """Such as `khoản 1 Điều 39`. Empty means that no part was named."""


class LegalBasis(Citation):
    """A legal document on which a procedure rests (căn cứ pháp lý)."""

    is_main: YesNo = False
    """The document that sets up the procedure: the procedure cannot outlive it."""
