"""The dossier: cases, the papers of each, and what makes papers unnecessary."""

from __future__ import annotations

from enum import StrEnum

from tthc.model.base import (
    Count,
    Date,
    EvidenceTypeId,
    FormId,
    Id,
    OtherProcedure,
    Record,
    Words,
    YesNo,
)
from tthc.model.law import Citation


class StatutoryForm(StrEnum):
    """In what form the law asks for a paper."""

    ORIGINAL = "original"
    COPY = "copy"
    """Plain "bản sao"."""
    CERTIFIED_COPY = "certified_copy"


class WaiverGround(StrEnum):
    REPEAT_FILING = "repeat_filing"
    DATA_HELD = "data_held"
    POLICY = "policy"


class WaiverEffect(StrEnum):
    DROP = "drop"
    PLAIN_COPY = "plain_copy"
    SHOW_ORIGINAL = "show_original"


class Waiver(Record):
    """When a paper need not be handed in, or in a lighter form."""

    ground: WaiverGround
    effect: WaiverEffect
    note: Words | None = None
    law: tuple[Citation, ...]
    effective_from: Date | None = None
    effective_until: Date | None = None


class Evidence(Record):
    """A paper of the dossier (thành phần hồ sơ)."""

    type: EvidenceTypeId
    """A kind of paper of `registers/evidence-types.yml`."""
    name: Words | None = None
    """More exact words than the name of the kind."""
    originals: Count | None = None
    """Number asked for. Absent means that the source does not say."""
    copies: Count | None = None
    certified_copies: Count | None = None
    statutory_form: StatutoryForm | None = None
    form: FormId | None = None
    only_if: Words | None = None
    alternatives: tuple[Words, ...] = ()
    """Any one of these serves."""
    note: Words | None = None
    produced_by: OtherProcedure | None = None
    """The procedure whose result this paper is."""
    law: tuple[Citation, ...] = ()
    waivers: tuple[Waiver, ...] = ()


class Case(Record):
    """A case (trường hợp) with its own dossier."""

    id: Id
    name: Words
    description: Words | None = None
    law: tuple[Citation, ...] = ()
    """What a paper rests on that names no law of its own."""
    is_addition: YesNo = False
    """Papers to add to the dossier of another case, not a dossier of its own."""
    evidences: tuple[Evidence, ...] = ()
