"""Where facts come from, and what is missing."""

from __future__ import annotations

from enum import StrEnum

from tthc.model.base import AgencyId, Date, Record, Text, Url, Words


class Part(StrEnum):
    """The constituents of a procedure that a gap can concern; each is a part of the page."""

    DECISIONS = "decisions"
    AUDIENCE = "audience"
    CONTACT_POINT = "contact_point"
    COMPETENT_AUTHORITY = "competent_authority"
    STEPS = "steps"
    CASES = "cases"
    EVIDENCES = "evidences"
    FORMS = "forms"
    CHANNELS = "channels"
    ONLINE = "online"
    PROCESSING_TIME = "processing_time"
    COSTS = "costs"
    REQUIREMENTS = "requirements"
    OUTPUTS = "outputs"
    LEGAL_BASIS = "legal_basis"
    RECOURSE = "recourse"
    STATUS = "status"
    """Of a legal document: dates and relations."""
    CONTENT = "content"
    """Of a policy update: anything that it says."""


class Origin(Record):
    """A source that was read."""

    name: Text
    read_on: Date
    url: Url | None = None
    facts: Text | None = None
    """Which facts were taken from it. Absent means all that no other origin names."""


class Gap(Record):
    """Something that no source gives, or gives in a way that cannot be trusted."""

    part: Part
    note: Words
    """What is missing or doubtful, for the reader."""
    quote: Text | None = None
    """The words of the source as they stand, so that the reader can judge."""


class Source(Record):
    """The origins of a record, what they leave open, and whether the Board has confirmed it."""

    origins: tuple[Origin, ...]
    gaps: tuple[Gap, ...] = ()
    imported_on: Date | None = None
    """Day on which a program wrote the record from its origin. Absent means that people did."""
    confirmed_by: AgencyId | None = None
    """An agency. Absent means "chưa được Ban xác nhận"."""
    confirmed_on: Date | None = None
