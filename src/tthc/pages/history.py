"""The versions of a procedure as pages show them: when each applied, and what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from tthc import addresses
from tthc.model.procedure import Change, ChangeKind
from tthc.pages.base import Presenter
from tthc.stories import stories
from tthc.versions import ORIGINAL, Version, applies_from, major_changes


class State(Enum):
    FORMER = "former"
    CURRENT = "current"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """A version with its place among the others: also one of which only the note is left."""

    presenter: Presenter
    code: str
    id: str
    change: Change | None
    state: State
    applies_from: date | None
    """None for the oldest of all."""
    applies_until: date | None
    """Inclusive; None as long as nothing follows."""
    story: tuple[str, ...]
    """Empty in a language that the procedure has no words in."""
    text: Version | None
    """None when it is known no more."""

    @property
    def address(self) -> str:
        """Of the guidance itself for the version that applies."""
        if self.state is State.CURRENT:
            return addresses.procedure(self.code)
        return self.own_address

    @property
    def own_address(self) -> str:
        """Of its own page, which it has for ever."""
        return addresses.version(self.code, self.id)

    @property
    def never_applied(self) -> bool:
        """Whether the next version applies from the same day."""
        starts, ends = self.applies_from, self.applies_until
        return starts is not None and ends is not None and ends < starts

    @property
    def day(self) -> date:
        """The day as of which its page stands: its first if it is to come, else its last."""
        starts, ends = self.applies_from, self.applies_until
        if starts and (self.state is State.COMING or self.never_applied or ends is None):
            return starts
        return ends or self.presenter.today

    @property
    def period(self) -> str:
        """Which files fall under it, such as `Hồ sơ nộp từ 01/03/2026 đến 14/07/2026`."""
        say, words = self.presenter.say, self.presenter.date
        starts, ends = self.applies_from, self.applies_until
        if self.never_applied:
            return say(
                "Không hồ sơ nào: bản khác thay ngay trong ngày",
                "No file: replaced on the same day",
            )
        if starts and ends:
            return say(
                f"Hồ sơ nộp từ {words(starts)} đến {words(ends)}",
                f"Files handed in from {words(starts)} to {words(ends)}",
            )
        if ends:
            return say(f"Hồ sơ nộp đến {words(ends)}", f"Files handed in up to {words(ends)}")
        if starts:
            return say(f"Hồ sơ nộp từ {words(starts)}", f"Files handed in from {words(starts)}")
        return say("Mọi hồ sơ", "All files")

    @property
    def name(self) -> str:
        """Such as `bản từ 01/03/2026`."""
        if self.applies_from is None:
            return self.presenter.say("bản đầu", "first version")
        day = self.presenter.date(self.applies_from)
        return self.presenter.say(f"bản từ {day}", f"version from {day}")

    @property
    def badge(self) -> tuple[str, str]:
        """Label and look."""
        vietnamese, english, look = {
            State.FORMER: ("Bản cũ", "Former", "muted"),
            State.CURRENT: ("Đang áp dụng", "Applies now", "ok"),
            State.COMING: ("Sắp áp dụng", "To come", "warn"),
        }[self.state]
        return self.presenter.say(vietnamese, english), look


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the change history."""

    on: date
    kind: ChangeKind
    lines: tuple[str, ...]
    version: ShownVersion | None = None
    """None for a minor change."""


def shown_versions(presenter: Presenter, code: str) -> list[ShownVersion]:
    """All published versions, newest first; none of a procedure without a note."""
    catalogue = presenter.catalogue
    versions = catalogue.versions[code]
    texts = {each.id: each for each in versions}
    notes = major_changes(versions[-1].procedure.changes)
    listed: list[tuple[str, Change | None]] = [*notes]
    if notes and ORIGINAL in texts:
        listed.insert(0, (ORIGINAL, None))
    told = stories(catalogue, code, presenter.language)
    ids = [identity for identity, _ in listed]
    current = catalogue.current(code).id
    place = ids.index(current) if current in ids else 0
    found = []
    for index, (identity, change) in enumerate(listed):
        follower = listed[index + 1][1] if index + 1 < len(listed) else None
        found.append(
            ShownVersion(
                presenter,
                code,
                identity,
                change,
                State.CURRENT
                if index == place
                else (State.FORMER if index < place else State.COMING),
                applies_from(change) if change else None,
                applies_from(follower) - timedelta(days=1) if follower else None,
                told.get(identity, ()),
                texts.get(identity),
            )
        )
    return found[::-1]


def told(presenter: Presenter, code: str, shown: list[ShownVersion]) -> list[Told]:
    """What changed, newest first: the stories of the versions `shown`, and the minor notes of
    their time."""
    words = presenter.catalogue.versions[code][-1].words(presenter.language)
    majors = [
        Told(each.change.on, each.change.kind, each.story, each) for each in shown if each.change
    ]
    last = max([presenter.today, *(each.on for each in majors)])
    minors = [
        Told(each.on, each.kind, (each.note,))
        for each in (words.changes if words else ())
        if each.kind is ChangeKind.MINOR and each.on <= last
    ]
    return sorted([*majors, *minors], key=lambda each: each.on, reverse=True)


def changed_on(shown: list[ShownVersion], today: date) -> date | None:
    """The day on which the page last changed in substance; minor notes move nothing."""
    days = [each.change.on for each in shown if each.change]
    days += [
        each.applies_from for each in shown if each.applies_from and each.applies_from <= today
    ]
    return max(days, default=None)
