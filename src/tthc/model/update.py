"""Policy updates (cập nhật chính sách), in `docs/tin-chinh-sach/<date>-<slug>.md`."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from tthc.model.base import (
    Date,
    FieldId,
    LawId,
    OtherProcedure,
    Prose,
    Record,
    Text,
    UpdateSlug,
    Words,
    YesNo,
)
from tthc.model.procedure import Audience, Change
from tthc.model.source import Source

FOLDER = "tin-chinh-sach"
"""Below the folder of documents."""
FILE_NAME = re.compile(r"\d{4}-\d{2}-\d{2}-([a-z0-9]+(?:-[a-z0-9]+)*)(\.en)?\.md")
"""Of an update: its day and slug, and whether it is the English side."""


def slug_of(file: PurePath) -> str:
    """The name of the update in `file` in addresses; empty when the file is not named so."""
    found = FILE_NAME.fullmatch(file.name)
    return found[1] if found else ""


class UpdateKind(StrEnum):
    """What sort of news it is."""

    NEW_POLICY = "new_policy"
    AMENDED = "amended"
    REPEALED = "repealed"
    GUIDANCE = "guidance"
    NOTICE = "notice"
    OUTAGE = "outage"
    CONSULTATION = "consultation"
    SIMPLIFICATION = "simplification"


class Severity(StrEnum):
    """How much it matters to those whom it concerns."""

    INFO = "info"
    IMPORTANT = "important"
    URGENT = "urgent"


class ProcedureEffect(StrEnum):
    """What the update means for one procedure."""

    NEW = "new"
    AMENDED = "amended"
    REPLACED = "replaced"
    REPEALED = "repealed"
    CONCERNED = "concerned"
    """No source says that what one must do has changed."""


class AffectedProcedure(Record):
    code: OtherProcedure
    effect: ProcedureEffect
    note: Words | None = None
    """What is different for who files it."""


class ActionNeeded(Record):
    """What somebody must do because of the update."""

    who: Words
    what: Words
    by: Date | None = None
    """Last day. Absent means that no day is set."""


class Attachment(Record):
    name: Words
    file: Text
    """Path below `docs/tin-chinh-sach/`."""


class Withdrawal(Record):
    """The update was wrong or is void; its page says so and stays."""

    on: Date
    why: Words
    replaced_by: UpdateSlug | None = None


class PolicyUpdate(Record):
    """The front matter of an update, and as `body` what follows it."""

    title: Words
    date: Date
    """Day of publication. Before it the update is nowhere on the site."""
    is_draft: YesNo = False
    """A draft is checked and never published."""
    summary: Words
    kind: UpdateKind
    severity: Severity = Severity.INFO
    fields: tuple[FieldId, ...] = ()
    """Empty means every field."""
    audience: tuple[Audience, ...] = ()
    """Empty means everyone."""
    laws: tuple[LawId, ...] = ()
    procedures: tuple[AffectedProcedure, ...] = ()
    effective_from: Date | None = None
    effective_until: Date | None = None
    action_needed: ActionNeeded | None = None
    attachments: tuple[Attachment, ...] = ()
    expires: Date | None = None
    """First day on which it is no longer news; the page stays, lists no longer lead with it."""
    withdrawn: Withdrawal | None = None
    source: Source
    changes: tuple[Change, ...] = ()
    """Changes of the update itself after its publication."""
    body: Prose | None = None
    """Markdown."""
