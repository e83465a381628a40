"""The guidance page of one procedure: all parts, in one order, always."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tthc.model.dossier import Case, Evidence
from tthc.model.procedure import (
    Cost,
    Duration,
    OnlineLevel,
    Procedure,
    ProcessingTime,
    Requirement,
    Step,
    TimeUnit,
)
from tthc.pages import addresses
from tthc.pages.base import Page, Presenter, Section, case_names
from tthc.rules.law import is_repealed

PARTS = (
    ("tom-tat", "brief", "Tóm tắt", "In brief"),
    ("truong-hop", "cases", "Tôi thuộc trường hợp nào", "Which case am I"),
    ("trinh-tu", "steps", "Các bước thực hiện", "Steps"),
    ("ho-so", "papers", "Hồ sơ cần nộp", "Papers to hand in"),
    ("cach-nop", "channels", "Cách nộp, thời hạn và mức thu", "How to file, time and fees"),
    ("han-tra", "due-date", "Hạn trả kết quả", "When the result is due"),
    ("dieu-kien", "requirements", "Yêu cầu, điều kiện", "Conditions"),
    ("ket-qua", "outputs", "Kết quả", "Result"),
    ("can-cu", "law", "Căn cứ pháp lý", "Legal basis"),
    ("quyen", "rights", "Quyền của bạn", "Your rights"),
    ("lien-quan", "related", "Thủ tục liên quan", "Related procedures"),
    ("lich-su", "changes", "Lịch sử thay đổi", "Change history"),
    ("nguon", "source", "Nguồn và điều còn thiếu", "Sources and gaps"),
    ("gop-y", "feedback", "Góp ý cho trang này", "Feedback on this page"),
)
"""Anchor, value of `data-part`, headings. The head of the page comes before them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the procedure may be used on the day."""

    label: str
    look: str
    banner: str | None = None


def page(presenter: Presenter, code: str) -> Page:
    """The page of the procedure with `code`: its guidance, or in a language that it has no words
    in, a notice with the facts that need none."""
    procedure = presenter.procedure(code)
    catalogue = presenter.catalogue
    file = catalogue.file_of(catalogue.procedures[code])
    address = addresses.procedure(code)
    field = presenter.name(catalogue.fields[procedure.field])
    trail = (
        (addresses.PROCEDURES, presenter.say("Thủ tục", "Procedures")),
        (addresses.field(procedure.field), field),
    )
    if presenter.is_foreign(code):
        return Page(
            address,
            f"Procedure {code}",
            f"This guidance is not available in English yet. Field: {field}.",
            presenter.render(
                "guidance-notice.html.j2",
                address,
                procedure=procedure,
                v=View(presenter, procedure),
            ),
            trail=trail,
            file=file,
            is_translated=False,
            is_notice=True,
        )
    sections = tuple(
        Section(anchor, presenter.say(vietnamese, english), part)
        for anchor, part, vietnamese, english in PARTS
    )
    body = presenter.render(
        "guidance.html.j2",
        address,
        procedure=procedure,
        sections=sections,
        v=View(presenter, procedure),
    )
    return Page(
        address,
        presenter.short_title(procedure),
        procedure.summary,
        body,
        sections,
        trail,
        file,
        max((change.on for change in procedure.changes), default=None),
        is_translated=code in catalogue.english,
    )


@dataclass(frozen=True, slots=True)
class View:
    """What the templates ask about one procedure."""

    presenter: Presenter
    procedure: Procedure

    @property
    def standing(self) -> Standing:
        say, date_ = self.presenter.say, self.presenter.date
        if is_repealed(self.procedure):
            return Standing(
                say("Đã bãi bỏ", "Repealed"),
                "bad",
                say("Thủ tục này đã bị bãi bỏ.", "This procedure has been repealed."),
            )
        begins = self.begins_on
        if begins and begins > self.presenter.today:
            return Standing(
                say("Sắp có hiệu lực", "Not yet in effect"),
                "warn",
                say(
                    f"Thủ tục này có hiệu lực từ ngày {date_(begins)}.",
                    f"This procedure takes effect on {date_(begins)}.",
                ),
            )
        return Standing(say("Đang áp dụng", "In effect"), "ok")

    @property
    def begins_on(self) -> date | None:
        days = [each.effective_from for each in self.procedure.decisions if each.effective_from]
        return min(days, default=None)

    @property
    def own_dossiers(self) -> list[Case]:
        """The cases that have a dossier of their own."""
        return [case for case in self.procedure.cases if not case.is_addition]

    @property
    def paper_count(self) -> str:
        """How many papers, in words."""
        say = self.presenter.say
        counts = sorted({len(case.evidences) for case in self.own_dossiers if case.evidences})
        if not counts:
            return ""
        if len(counts) == 1:
            return say(f"{counts[0]} loại giấy tờ", _papers(counts[0]))
        return say(
            f"Từ {counts[0]} đến {counts[-1]} loại giấy tờ, tùy trường hợp",
            f"{counts[0]} to {counts[-1]} papers, depending on your case",
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
    def step_groups(self) -> list[tuple[list[str], list[Step]]]:
        """The way through the procedure, once for all cases that share it: names of the cases
        (none when all do) and steps."""
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
            return [([], list(steps))]
        shown = {index for way in ways for index in way}
        left = [step for index, step in enumerate(steps) if index not in shown]
        groups = [(names, [steps[index] for index in way]) for way, names in ways.items() if way]
        return [*groups, *([([], left)] if left else [])]

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
        """What one cost comes to, in words. Zero is said, unknown is said."""
        say, money = self.presenter.say, self.presenter.money
        if cost.amount == 0:
            return say("không thu", "nothing is charged")
        if cost.amount is not None:
            return money(cost.amount)
        if cost.table:
            return "; ".join(f"{row.item}: {money(row.amount)}" for row in cost.table)
        return say(f"chưa rõ mức thu; {cost.set_by}", f"amount not known; {cost.set_by}")

    @property
    def costs_now(self) -> list[Cost]:
        """Costs that apply on the day."""
        today = self.presenter.today
        return [
            cost
            for cost in self.procedure.costs
            if (cost.effective_from is None or cost.effective_from <= today)
            and (cost.effective_until is None or cost.effective_until >= today)
        ]

    @property
    def files_online(self) -> bool:
        online = self.procedure.online
        return online is not None and online.level is not OnlineLevel.NONE

    @property
    def read_on(self) -> date:
        """The day on which the newest source was read."""
        return max(origin.read_on for origin in self.procedure.source.origins)


def _plural(noun: str, count: int) -> str:
    if count == 1:
        return noun
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


def _papers(count: int) -> str:
    return f"{count} {_plural('paper', count)}"
