"""What the templates ask about one procedure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tthc import wording
from tthc.model.dossier import (
    Case,
    Evidence,
    StatutoryForm,
    Waiver,
    WaiverEffect,
    WaiverGround,
)
from tthc.model.procedure import (
    Channel,
    ChannelKind,
    Cost,
    Duration,
    OnlineLevel,
    Procedure,
    ProcessingTime,
    Requirement,
    Step,
    TimeUnit,
)
from tthc.model.registers import Agency
from tthc.model.source import Part
from tthc.pages import history, impact, updates
from tthc.pages.base import Presenter, case_names
from tthc.pages.history import ShownVersion, State
from tthc.pages.standing import Standing, standing
from tthc.pages.steps import unlabelled
from tthc.rules.law import is_repealed


@dataclass(frozen=True, slots=True)
class View:
    """What the templates ask about one procedure."""

    presenter: Presenter
    procedure: Procedure
    versions: tuple[ShownVersion, ...] = ()
    """Versions to tell of, newest first."""
    version: ShownVersion | None = None
    """The one shown, where it does not apply now."""

    @property
    def coming(self) -> list[ShownVersion]:
        """Versions to warn of, the next one first."""
        if self.version:
            return []
        return [each for each in self.versions[::-1] if each.state is State.COMING]

    @property
    def changed(self) -> ShownVersion | None:
        """The version that applies, for its first year; None for the first of all."""
        current = next((each for each in self.versions if each.state is State.CURRENT), None)
        if self.version or current is None or current is self.versions[-1]:
            return None
        starts = current.applies_from
        return current if starts and starts + updates.REMEMBERED > self.presenter.today else None

    @property
    def current(self) -> ShownVersion:
        """The version that applies now."""
        assert self.version
        every = history.shown_versions(self.version.presenter, self.procedure.code)
        return next(each for each in every if each.state is State.CURRENT)

    @property
    def told(self) -> list[history.Told]:
        return history.told(self.presenter, self.procedure.code, list(self.versions))

    @property
    def standing(self) -> Standing:
        return standing(self.presenter, self.procedure)

    def is_article_apart(self, law: str, article: str) -> bool:
        """Whether the status of `article` is another than that of its document."""
        status = self.presenter.status
        return status(law, article) is not status(law)

    @property
    def has_articles_apart(self) -> bool:
        return any(
            self.is_article_apart(basis.document, article)
            for basis in self.procedure.legal_basis
            for article in basis.articles
        )

    @property
    def law_banners(self) -> list[impact.Banner]:
        """None on the page of a repealed procedure: that says it all."""
        if is_repealed(self.procedure, self.presenter.today):
            return []
        return impact.banners(self.presenter, self.procedure.code)

    @property
    def notices(self) -> list[updates.Notice]:
        return updates.notices(self.presenter, self.procedure.code)

    @property
    def updates(self) -> list[updates.Entry]:
        return updates.of_procedure(self.presenter, self.procedure.code)

    @property
    def replaced_by(self) -> list[str]:
        """Codes of the procedures that stand in its place."""
        return self.presenter.replacements.get(self.procedure.code, [])

    @property
    def own_dossiers(self) -> list[Case]:
        """The cases that have a dossier of their own."""
        return [case for case in self.procedure.cases if not case.is_addition]

    @property
    def additions(self) -> list[Case]:
        """The cases that add papers to a dossier."""
        return [case for case in self.procedure.cases if case.is_addition]

    def paper_number(self, case: Case) -> str:
        """How many papers `case` has at the most, in words. None named is not none needed."""
        say, count = self.presenter.say, len(case.evidences)
        if not count:
            return say("chưa có thông tin về giấy tờ", "no information on papers")
        if any(evidence.only_if for evidence in case.evidences):
            return say(f"tối đa {count} loại giấy tờ", f"at most {_papers(count)}")
        return say(f"{count} loại giấy tờ", _papers(count))

    @property
    def paper_count(self) -> str:
        """How many papers, in words."""
        own = self.own_dossiers
        named = [case for case in own if case.evidences]
        if not named:
            return ""
        say = self.presenter.say
        counts = sorted(len(case.evidences) for case in named)
        text = (
            self.paper_number(max(named, key=lambda case: len(case.evidences)))
            if counts[0] == counts[-1]
            else say(
                f"Từ {counts[0]} đến {counts[-1]} loại giấy tờ, tùy trường hợp",
                f"{counts[0]} to {counts[-1]} papers, depending on your case",
            )
        )
        text = text[0].upper() + text[1:]
        if len(named) < len(own):
            text += say("; có trường hợp chưa rõ", "; not known for some cases")
        return text

    @property
    def papers_are_certain(self) -> bool:
        """Whether one may refuse a paper that is not on the page."""
        gaps = self.presenter.gaps(self.procedure, Part.EVIDENCES, Part.FORMS, Part.CASES)
        confirmed = self.procedure.source.confirmed_by is not None
        return confirmed and not gaps and all(case.evidences for case in self.own_dossiers)

    @property
    def costs_are_certain(self) -> bool:
        """Whether one may refuse a payment that is not on the page."""
        gaps = self.presenter.gaps(self.procedure, Part.COSTS)
        confirmed = self.procedure.source.confirmed_by is not None
        known = self.costs_now and all(cost.set_by is None for cost in self.costs_now)
        return confirmed and not gaps and bool(known)

    @property
    def online_channel(self) -> Channel | None:
        return next(
            (each for each in self.procedure.channels if each.kind is ChannelKind.ONLINE), None
        )

    @property
    def time(self) -> str:
        """All limits in one line, such as `3, 5 hoặc 7 ngày làm việc, tùy trường hợp`; empty when
        none is known."""
        say = self.presenter.say
        values: dict[TimeUnit, set[int]] = {}
        for limit in self.procedure.processing_time:
            values.setdefault(limit.unit, set()).add(limit.value)
        texts = []
        for unit, found in values.items():
            *others, last = sorted(found)
            words = self.presenter.duration(Duration(value=last, unit=unit))
            texts.append(
                f"{', '.join(map(str, others))} {say('hoặc', 'or')} {words}" if others else words
            )
        text = "; ".join(texts)
        several = sum(map(len, values.values())) > 1
        return text + (say(", tùy trường hợp", ", depending on your case") if several else "")

    @property
    def time_in_short(self) -> str:
        """`time`, or in words why there is none."""
        say = self.presenter.say
        if self.times_differ:
            return self.time or say("Thời hạn tùy cách nộp", "Time depends on how you file")
        return self.time or say("Chưa rõ thời hạn", "Time not known")

    @property
    def answerable(self) -> Agency | None:
        """Of whom one complains: who takes the file, or else who decides, or else who alone
        carries it out. None when the sources name none of them."""
        contact = self.procedure.contact_point
        executing = self.procedure.executing_agencies
        alone = executing[0] if len(executing) == 1 else None
        identity = contact.agency if contact else self.procedure.competent_authority or alone
        return self.presenter.catalogue.agencies[identity] if identity else None

    @property
    def step_groups(self) -> list[tuple[list[str], list[Step]]]:
        """The way through the procedure, once for all cases that share it: names of the cases
        (none when all do) and steps, without numbers that the list repeats."""
        own = self.own_dossiers or list(self.procedure.cases)
        ways: dict[tuple[int, ...], list[str]] = {}
        for case in own:
            way = tuple(
                index
                for index, step in enumerate(self.procedure.steps)
                if not step.cases or case.id in step.cases
            )
            ways.setdefault(way, []).append(case.name)
        steps = self.procedure.steps
        if len(ways) <= 1:
            return [([], unlabelled(steps))]
        shown = {index for way in ways for index in way}
        left = [step for index, step in enumerate(steps) if index not in shown]
        groups = [(names, [steps[index] for index in way]) for way, names in ways.items() if way]
        groups += [([], left)] if left else []
        return [(names, unlabelled(own)) for names, own in groups]

    @property
    def requirement_groups(self) -> list[tuple[list[str], list[Requirement]]]:
        """Conditions by the cases that they concern, in the order of first mention."""
        groups: dict[tuple[str, ...], list[Requirement]] = {}
        for requirement in self.procedure.requirements:
            groups.setdefault(requirement.cases, []).append(requirement)
        return [(self.case_names(cases), members) for cases, members in groups.items()]

    def times_of(self, case: Case) -> list[ProcessingTime]:
        return [
            limit
            for limit in self.procedure.processing_time
            if not limit.cases or case.id in limit.cases
        ]

    def case_names(self, cases: tuple[str, ...]) -> list[str]:
        return case_names(self.procedure, cases)

    def waivers_now(self, evidence: Evidence) -> list[Waiver]:
        """Waivers that apply on the day."""
        return [each for each in evidence.waivers if _applies(each, self.presenter.today)]

    def is_dropped(self, evidence: Evidence) -> bool:
        """Whether nobody need hand the paper in: a policy dropped it, without a condition."""
        return any(
            waiver.effect is WaiverEffect.DROP and waiver.ground is WaiverGround.POLICY
            for waiver in self.waivers_now(evidence)
        )

    def is_heavier_than_the_law(self, evidence: Evidence) -> bool:
        copies = (StatutoryForm.COPY, StatutoryForm.CERTIFIED_COPY)
        return bool(evidence.originals) and evidence.statutory_form in copies

    def copies(self, evidence: Evidence) -> str:
        """Such as `1 bản chính, 2 bản sao`; empty when the source does not say."""
        say = self.presenter.say
        numbers = (
            (evidence.originals, ("bản chính", "original")),
            (evidence.copies, ("bản sao", "copy")),
            (evidence.certified_copies, ("bản sao chứng thực", "certified copy")),
        )
        return ", ".join(
            say(f"{count} {words[0]}", f"{count} {_plural(words[1], count)}")
            for count, words in numbers
            if count
        )

    def cost(self, cost: Cost) -> str:
        return wording.cost(cost, self.presenter.language)

    @property
    def costs_now(self) -> list[Cost]:
        """Costs that apply on the day."""
        return [each for each in self.procedure.costs if _applies(each, self.presenter.today)]

    def costs_of(self, channel: Channel) -> list[Cost]:
        """What one pays on the day when filing by `channel`."""
        own = [each for each in channel.costs if _applies(each, self.presenter.today)]
        return own or self.costs_now

    @property
    def channels_are_alike(self) -> bool:
        """Whether time and fees are the same however one files."""
        return not (self.times_differ or self.fees_differ)

    @property
    def times_differ(self) -> bool:
        """Whether some way of filing has a time limit of its own."""
        return any(each.processing_time for each in self.procedure.channels)

    @property
    def fees_differ(self) -> bool:
        """Whether some way of filing has fees of its own."""
        return any(each.costs for each in self.procedure.channels)

    @property
    def files_online(self) -> bool:
        online = self.procedure.online
        return online is not None and online.level is not OnlineLevel.NONE

    @property
    def read_on(self) -> date:
        """The day on which the newest source was read."""
        return max(origin.read_on for origin in self.procedure.source.origins)


def _applies(each: Cost | Waiver, day: date) -> bool:
    starts, ends = each.effective_from, each.effective_until
    return (starts is None or starts <= day) and (ends is None or day <= ends)


def _plural(noun: str, count: int) -> str:
    if count == 1:
        return noun
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


def _papers(count: int) -> str:
    return f"{count} {_plural('paper', count)}"
