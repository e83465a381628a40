"""One administrative procedure (thủ tục hành chính), in the terms of CPSV-AP 3.2."""

from __future__ import annotations

from enum import StrEnum

from tthc.model.base import (
    AgencyId,
    CaseId,
    ClockTime,
    Count,
    Date,
    Dong,
    EventId,
    FieldId,
    FormId,
    OtherProcedure,
    ProcedureCode,
    ProvinceName,
    Record,
    Text,
    Url,
    Words,
    YesNo,
)
from tthc.model.dossier import Case
from tthc.model.law import Citation, LegalBasis
from tthc.model.source import Source


class Level(StrEnum):
    """Cấp thực hiện."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    COMMUNE = "commune"


class Audience(StrEnum):
    """Đối tượng thực hiện, the kinds that the national database distinguishes."""

    CITIZEN = "citizen"
    OVERSEAS_VIETNAMESE = "overseas_vietnamese"
    FOREIGNER = "foreigner"
    ENTERPRISE = "enterprise"
    FOREIGN_INVESTED_ENTERPRISE = "foreign_invested_enterprise"
    COOPERATIVE = "cooperative"
    ORGANISATION = "organisation"
    """Neither an enterprise nor a cooperative."""
    FOREIGN_ORGANISATION = "foreign_organisation"
    PUBLIC_OFFICIAL = "public_official"


class DecisionAction(StrEnum):
    """What an announcement decision (quyết định công bố) does to the procedure."""

    NEW = "new"
    AMENDED = "amended"
    REPLACED = "replaced"
    REPEALED = "repealed"


class Decision(Record):
    """A decision that announces, changes or ends the procedure."""

    number: Text
    issuer: AgencyId
    action: DecisionAction | None = None
    """Absent means that the source does not say what the decision did."""
    signed_on: Date
    effective_from: Date | None = None
    published_on: Date | None = None


class Actor(StrEnum):
    """Who acts in a step."""

    APPLICANT = "applicant"
    ONE_STOP_DESK = "one_stop_desk"
    AUTHORITY = "authority"
    """The body that handles the file."""
    PARTNER_AGENCY = "partner_agency"


class TimeUnit(StrEnum):
    WORKING_DAY = "working_day"
    DAY = "day"
    MONTH = "month"
    HOUR = "hour"


class Duration(Record):
    value: Count
    unit: TimeUnit


class StartEvent(StrEnum):
    """From what moment a time limit runs."""

    VALID_DOSSIER = "valid_dossier"
    DOSSIER_RECEIVED = "dossier_received"
    REQUEST_RECEIVED = "request_received"
    OPINION_RECEIVED = "opinion_received"
    OTHER = "other"


class Step(Record):
    """One thing that one actor does (trình tự thực hiện)."""

    actor: Actor | None = None
    """Absent means that the source does not say."""
    agency: AgencyId | None = None
    text: Words
    duration: Duration | None = None
    is_optional: YesNo = False
    only_if: Words | None = None
    cases: tuple[CaseId, ...] = ()
    """Empty means every case."""


class Share(Record):
    """The part of a time limit that one agency may use."""

    agency: AgencyId
    duration: Duration


class Pause(Record):
    """Time that does not count towards the limit."""

    text: Words
    law: tuple[Citation, ...] = ()


class ProcessingTime(Record):
    """A time limit (thời hạn giải quyết). A procedure may have one per case."""

    value: Count
    unit: TimeUnit
    """As the law says it: "ngày làm việc" is not "ngày"."""
    starts: StartEvent | None = None
    """Absent means that the source does not say."""
    cases: tuple[CaseId, ...] = ()
    only_if: Words | None = None
    cut_off: ClockTime | None = None
    """Files handed in after this hour count from the next working day."""
    promise: Duration | None = None
    """What the Board promises; never longer than the law allows."""
    shares: tuple[Share, ...] = ()
    pauses: tuple[Pause, ...] = ()
    law: tuple[Citation, ...] = ()


class CostKind(StrEnum):
    FEE = "fee"
    """Lệ phí (Luật Phí và lệ phí, điều 3)."""
    CHARGE = "charge"
    """Phí."""
    PRICE = "price"
    """Giá dịch vụ."""


class CostRow(Record):
    """One line of a table of amounts."""

    item: Words
    amount: Dong


class Cost(Record):
    """What the applicant pays (phí, lệ phí). Rule P18 sees to it that exactly
    one of amount, table and set_by is given."""

    name: Words
    kind: CostKind | None = None
    """Absent means that the source does not say which it is."""
    amount: Dong | None = None
    """In đồng. Zero states that it is free; an unknown amount is `set_by`, never zero."""
    per: Words | None = None
    """What each amount is for, such as `hồ sơ`. Absent means that the source does not say."""
    table: tuple[CostRow, ...] = ()
    set_by: Words | None = None
    """Who or what sets the amount, when the source does not give it."""
    only_if: Words | None = None
    cases: tuple[CaseId, ...] = ()
    effective_from: Date | None = None
    effective_until: Date | None = None
    law: tuple[Citation, ...] = ()


class ChannelKind(StrEnum):
    IN_PERSON = "in_person"
    POST = "post"
    ONLINE = "online"


class Channel(Record):
    """A way to hand in the file (cách thức thực hiện)."""

    kind: ChannelKind
    agency: AgencyId | None = None
    """Where to, when that is not the contact point of the procedure."""
    address: Text | None = None
    url: Url | None = None
    opening_hours: Text | None = None
    note: Words | None = None
    processing_time: tuple[ProcessingTime, ...] = ()
    """Only where this channel differs from the procedure."""
    costs: tuple[Cost, ...] = ()
    """Only where this channel differs from the procedure."""


class OnlineLevel(StrEnum):
    """Mức độ cung cấp dịch vụ công trực tuyến, as the national portal names them."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class Online(Record):
    level: OnlineLevel
    reason: Words | None = None
    """Why a partial service is not full."""


class Output(Record):
    """A result (kết quả thực hiện)."""

    name: Words
    medium: Words | None = None
    validity: Words | None = None
    renewal_window: Words | None = None
    form: FormId | None = None
    cases: tuple[CaseId, ...] = ()


class Requirement(Record):
    """A condition (yêu cầu, điều kiện)."""

    text: Words
    cases: tuple[CaseId, ...] = ()
    law: tuple[Citation, ...] = ()


class Recourse(Record):
    """Where to complain about this procedure, when that is not the Board's general desk."""

    text: Words
    hotline: Text | None = None
    law: tuple[Citation, ...] = ()


class SimplificationState(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    APPLIED = "applied"


class Burden(Record):
    """What a procedure costs its user; absent means not counted."""

    evidences: Count | None = None
    certified_copies: Count | None = None
    days: Count | None = None
    visits: Count | None = None
    fee: Dong | None = None


class Simplification(Record):
    """One step of simplification (đơn giản hóa)."""

    on: Date
    text: Words
    state: SimplificationState
    before: Burden
    after: Burden
    law: tuple[Citation, ...] = ()


class Iso(Record):
    """The process in the quality management system."""

    process_code: Text
    version: Text
    issued_on: Date | None = None


class Review(Record):
    """Who keeps the page true (rà soát)."""

    owner: AgencyId
    every_months: Count
    verified_by: AgencyId | None = None
    verified_on: Date | None = None
    """Absent means that nobody has; the clock then runs from the day the source was read."""


class ChangeKind(StrEnum):
    MAJOR = "major"
    """Changes what somebody must do, bring, pay or wait."""
    MINOR = "minor"


class Change(Record):
    """A change in words for readers."""

    on: Date
    """Day of publication on this site."""
    kind: ChangeKind
    note: Words
    effective_from: Date | None = None
    """From when it applies to files handed in. Absent means from the day of publication."""
    law: tuple[Citation, ...] = ()


class ContactPoint(Record):
    """Where files are received (nơi tiếp nhận)."""

    agency: AgencyId
    note: Words | None = None


class Participant(Record):
    """A body that is consulted or takes part (cơ quan phối hợp)."""

    agency: AgencyId
    role: Words


class Procedure(Record):
    """One administrative procedure, in `procedures/<field>/<code>.yml`."""

    code: ProcedureCode
    title: Words
    """The official name."""
    short_title: Words | None = None
    """What people call it; used in lists and links."""
    summary: Words
    keywords: tuple[Text, ...] = ()
    """Never shown, only searched."""
    boost: Count | None = None
    """How far the search lifts it above others that fit as well; rarely more than 5."""
    field: FieldId
    level: Level | None = None
    """Absent means that the source names none, or several."""
    audience: tuple[Audience, ...] = ()
    events: tuple[EventId, ...] = ()
    province: ProvinceName | None = None
    """That announced it, where it is not the Board's; the page says so at its top. Absent of
    procedures of the whole country and of our own."""
    decisions: tuple[Decision, ...] = ()
    contact_point: ContactPoint | None = None
    competent_authority: AgencyId | None = None
    """That decides."""
    executing_agencies: tuple[AgencyId, ...] = ()
    """That carry it out without being known to decide (cơ quan thực hiện)."""
    participants: tuple[Participant, ...] = ()
    steps: tuple[Step, ...] = ()
    channels: tuple[Channel, ...] = ()
    online: Online | None = None
    cases: tuple[Case, ...] = ()
    processing_time: tuple[ProcessingTime, ...] = ()
    costs: tuple[Cost, ...] = ()
    outputs: tuple[Output, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    legal_basis: tuple[LegalBasis, ...] = ()
    recourse: Recourse | None = None
    requires: tuple[OtherProcedure, ...] = ()
    """Procedures whose result is needed first."""
    related: tuple[OtherProcedure, ...] = ()
    replaces: tuple[OtherProcedure, ...] = ()
    simplifications: tuple[Simplification, ...] = ()
    iso: Iso | None = None
    source: Source
    review: Review
    changes: tuple[Change, ...] = ()
