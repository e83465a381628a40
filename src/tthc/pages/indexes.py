"""Pages that lead to others: home, catalogue, purposes, fields, law, glossary, gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tthc import addresses, terms
from tthc.law import Act
from tthc.model.law import LegalDocument
from tthc.model.procedure import Audience, Procedure
from tthc.pages import impact, updates
from tthc.pages.base import Page, Presenter, Section
from tthc.pages.guidance import View
from tthc.rules.dates import calendar_days
from tthc.text import fold, sort_key

NEWS_AT_HOME = 3


def home(presenter: Presenter) -> Page:
    say = presenter.say
    catalogue = presenter.catalogue
    return Page(
        addresses.HOME,
        say("Hướng dẫn thủ tục hành chính", "Guide to administrative procedures"),
        say(
            "Giấy tờ, nơi nộp, thời hạn và mức thu của từng thủ tục dành cho doanh nghiệp.",
            "Papers, places, time limits and fees of each procedure for businesses.",
        ),
        presenter.render(
            "home.html.j2",
            addresses.HOME,
            purposes=presenter.events(),
            fields=presenter.fields(),
            total=len(catalogue.procedures),
            updates=updates.entries(presenter, limit=NEWS_AT_HOME),
            in_english=len(catalogue.english),
            gaps=sum(len(each.source.gaps) for each in catalogue.procedures.values()),
        ),
    )


def procedures(presenter: Presenter) -> Page:
    """The catalogue: a list by field that reads in full without script; filters are added."""
    say = presenter.say
    grouped = presenter.fields()
    audiences = [
        each
        for each in Audience
        if any(each in procedure.audience for procedure in presenter.procedures())
    ]
    return Page(
        addresses.PROCEDURES,
        say("Tất cả thủ tục", "All procedures"),
        say(
            "Danh mục đầy đủ, lọc theo lĩnh vực, đối tượng, trực tuyến và thời hạn.",
            "The full list, by field, audience, online service and time limit.",
        ),
        presenter.render(
            "procedures.html.j2",
            addresses.PROCEDURES,
            grouped=grouped,
            audiences=audiences,
            item=lambda each: Item(presenter, each),
            total=len(presenter.catalogue.procedures),
        ),
        tuple(
            Section(f"linh-vuc-{field.id}", presenter.name(field), "field") for field, _ in grouped
        ),
    )


def purposes(presenter: Presenter) -> Page:
    say = presenter.say
    grouped = presenter.events()
    return Page(
        addresses.PURPOSES,
        say("Thủ tục theo mục đích", "Procedures by purpose"),
        say("Bạn muốn làm gì?", "What do you want to do?"),
        presenter.render(
            "purposes.html.j2",
            addresses.PURPOSES,
            grouped=grouped,
            item=lambda each: Item(presenter, each),
        ),
        tuple(Section(event.id, presenter.name(event), "purpose") for event, _ in grouped),
        trail=((addresses.PROCEDURES, say("Thủ tục", "Procedures")),),
    )


def fields(presenter: Presenter) -> Page:
    say = presenter.say
    return Page(
        addresses.FIELDS,
        say("Lĩnh vực", "Fields"),
        say("Thủ tục theo lĩnh vực.", "Procedures by field."),
        presenter.render("fields.html.j2", addresses.FIELDS, grouped=presenter.fields()),
    )


def field(presenter: Presenter, identity: str) -> Page:
    record = presenter.catalogue.fields[identity]
    address = addresses.field(identity)
    members = presenter.by_field.get(identity, [])
    return Page(
        address,
        presenter.name(record),
        presenter.summary(record),
        presenter.render(
            "field.html.j2",
            address,
            field=record,
            members=members,
            updates=updates.of_field(presenter, identity),
            item=lambda each: Item(presenter, each),
        ),
        trail=((addresses.FIELDS, presenter.say("Lĩnh vực", "Fields")),),
    )


def laws(presenter: Presenter) -> Page:
    say, graph = presenter.say, presenter.catalogue.laws
    return Page(
        addresses.LAWS,
        say("Văn bản pháp luật", "Legal documents"),
        say(
            "Văn bản mà các thủ tục dựa vào, với hiệu lực tính đến hôm nay.",
            "The documents on which procedures rest, with their validity today.",
        ),
        presenter.render(
            "laws.html.j2",
            addresses.LAWS,
            documents=sorted(graph, key=_newest_first),
            usage=presenter.usage,
            waiting=graph.waiting(),
        ),
    )


def law(presenter: Presenter, identity: str) -> Page:
    say, graph = presenter.say, presenter.catalogue.laws
    document = graph[identity]
    address = addresses.law(identity)
    kind = presenter.label(document.type)
    sections = (
        Section("hieu-luc", say("Hiệu lực", "Validity"), "status"),
        Section("quan-he", say("Quan hệ với văn bản khác", "Relations"), "relations"),
        Section(
            "thu-tuc", say("Thủ tục dựa vào văn bản này", "Procedures that rest on it"), "usage"
        ),
        Section(
            "dieu-khoan", say("Dựa vào điều khoản nào", "On which articles they rest"), "articles"
        ),
        Section("tin", say("Tin chính sách", "Policy updates"), "updates"),
        Section("nguon", say("Nguồn và điều còn thiếu", "Sources and gaps"), "source"),
    )
    return Page(
        address,
        f"{kind} {document.number}",
        presenter.say(document.title, document.title_en or f"{kind} {document.number}"),
        presenter.render(
            "law.html.j2",
            address,
            document=document,
            sections=sections,
            relations=document.relations,
            acts=graph.acts_upon(identity),
            inverse=lambda act: _inverse(presenter, act),
            usage=presenter.usage.get(identity, []),
            cited=impact.cited_articles(presenter, identity),
            updates=updates.of_law(presenter, identity),
            ends_on=graph.ends_on(identity),
        ),
        sections,
        ((addresses.LAWS, say("Văn bản pháp luật", "Legal documents")),),
        presenter.catalogue.file_of(document),
        is_record=True,
    )


def glossary(presenter: Presenter) -> Page:
    say = presenter.say
    entries = presenter.catalogue.glossary
    if presenter.language == "en":
        entries = sorted(entries, key=lambda each: sort_key(each.english))
    return Page(
        addresses.GLOSSARY,
        say("Thuật ngữ và chữ viết tắt", "Terms and abbreviations"),
        say("Giải thích từ ngữ dùng trong thủ tục.", "What the words in procedures mean."),
        presenter.render("glossary.html.j2", addresses.GLOSSARY, entries=entries),
    )


def gaps(presenter: Presenter) -> Page:
    """Every gap and every unconfirmed record, for the Board to fill."""
    catalogue = presenter.catalogue
    return Page(
        addresses.GAPS,
        presenter.say("Dữ liệu còn thiếu", "Missing data"),
        presenter.say(
            "Những điều nguồn không cho biết, hoặc chưa được Ban xác nhận.",
            "What the sources leave open, or the Board has not confirmed.",
        ),
        presenter.render(
            "gaps.html.j2",
            addresses.GAPS,
            grouped=presenter.fields(),
            documents=[each for each in catalogue.laws if each.source.gaps],
            agencies=[
                each for each in catalogue.agencies.values() if each.source and each.source.gaps
            ],
            forms=sorted(
                (each for each in catalogue.forms.values() if not each.file),
                key=lambda each: sort_key(each.name),
            ),
            waiting=catalogue.laws.waiting(),
            total=sum(len(each.source.gaps) for each in catalogue.procedures.values()),
            unconfirmed=sum(
                each.source.confirmed_by is None for each in catalogue.procedures.values()
            ),
        ),
        is_translated=False,
    )


@dataclass(frozen=True, slots=True)
class Item:
    """One procedure in a list."""

    presenter: Presenter
    procedure: Procedure

    @property
    def view(self) -> View:
        return View(self.presenter, self.procedure)

    @property
    def longest_days(self) -> int | None:
        """The longest limit in calendar days, for the filter."""
        limits = self.procedure.processing_time
        return max((round(calendar_days(each.value, each.unit)) for each in limits), default=None)

    @property
    def fee(self) -> str:
        say, view = self.presenter.say, self.view
        costs = [*view.costs_now]
        for channel in self.procedure.channels:
            costs += [each for each in view.costs_of(channel) if each not in costs]
        if not costs or any(cost.set_by for cost in costs):
            return say("Chưa rõ mức thu", "Fee not known")
        if all(cost.amount == 0 for cost in costs):
            if any(cost.only_if or cost.cases for cost in costs):
                return say("Không thu trong một số trường hợp", "No charge in some cases")
            return say("Không thu", "No charge")
        return "; ".join(dict.fromkeys(view.cost(cost) for cost in costs))

    @property
    def words(self) -> str:
        """Folded text that the filter box looks in."""
        catalogue = self.presenter.catalogue
        original = catalogue.procedures[self.procedure.code]
        parts = (
            self.procedure.code,
            self.procedure.code.replace(".", ""),
            self.procedure.title,
            self.procedure.short_title or "",
            self.presenter.name(catalogue.fields[self.procedure.field]),
            original.title,
            *original.keywords,
        )
        return fold(" ".join(parts))


def _inverse(presenter: Presenter, act: Act) -> str:
    vietnamese, english = terms.INVERSE_RELATIONS[act.relation.type]
    return presenter.say(vietnamese, english)


def _newest_first(document: LegalDocument) -> tuple[int, str]:
    day = document.signed_on or document.effective_from or date.min
    return -day.toordinal(), document.id
