"""What taking over a national record would change on a page, in the words that readers get."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import Any

from pydantic import BaseModel, ValidationError

from tthc import differences
from tthc.catalogue import Catalogue
from tthc.importing.registers import Registers
from tthc.model.law import LegalDocument
from tthc.model.procedure import Procedure
from tthc.model.registers import Agency, EvidenceType, Field, Form
from tthc.reading import Source
from tthc.rules.base import Entry
from tthc.versions import Version

_MODELS: dict[str, type[BaseModel]] = {
    "agencies": Agency,
    "evidence_types": EvidenceType,
    "fields": Field,
    "forms": Form,
    "laws": LegalDocument,
}


def lines(ours: Procedure, national: dict[str, Any], field: str, registers: Registers) -> list[str]:
    """What differs in `field` between what stands and the procedure that the record comes to;
    empty where that cannot be said, because it would not be a procedure."""
    try:
        made = Procedure.model_validate(national)
        catalogue = _with_new(registers)
    except ValidationError:
        return []
    now = ours.model_copy(update={field: getattr(made, field)})
    return list(differences.differences(Version("", None, ours), Version("", None, now), catalogue))


def _with_new(registers: Registers) -> Catalogue:
    """What stands together with the new entries that were asked for last."""
    new = [
        Entry(Source(PurePath("moi")), (), _MODELS[register].model_validate(registers.new[key]))
        for key in sorted(registers.wanted)
        for register in key[:1]
    ]
    return replace(registers.standing, entries=(*registers.standing.entries, *new))
