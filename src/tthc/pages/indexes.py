"""Pages that lead to others: home, catalogue, purposes, fields, glossary."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from tthc import addresses
from tthc.model.procedure import Audience, Procedure
from tthc.model.registers import Field
from tthc.pages import updates
from tthc.pages.base import Page, Presenter, Section
from tthc.pages.paging import sheets
from tthc.pages.view import View
from tthc.rules.dates import calendar_days
from tthc.text import fold, sort_key

NEWS_AT_HOME = 3
FIELDS_AT_HOME = 24


def home(presenter: Presenter) -> Page:
    say = presenter.say
    catalogue = presenter.catalogue
    lead = _lead(presenter)
    return Page(
        addresses.HOME,
        say("Hướng dẫn thủ tục hành chính", "Guide to administrative procedures"),
        lead,
        presenter.later(
            "home.html.j2",
            addresses.HOME,
            lead=lead,
            purposes=presenter.events(),
            fields=_largest(presenter.fields()),
            field_count=len(presenter.fields()),
            total=len(catalogue.procedures),
            updates=updates.entries(presenter, limit=NEWS_AT_HOME),
            in_english=len(catalogue.english),
            gaps=sum(len(each.source.gaps) for each in catalogue.procedures.values()),
        ),
    )


def _lead(presenter: Presenter) -> str:
    """What the site tells, and to businesses of which area."""
    board = presenter.catalogue.agencies.get(presenter.site.board)
    vietnamese = f" tại {board.spatial}" if board and board.spatial else ""
    english = f" in {board.spatial_en}" if board and board.spatial_en else ""
    return presenter.say(
        "Giấy tờ cần nộp, nơi nộp, thời hạn và mức thu của từng thủ tục dành cho doanh nghiệp"
        f"{vietnamese}.",
        f"Papers, places, time limits and fees of each procedure for businesses{english}.",
    )


def _largest(fields: list[tuple[Field, list[Procedure]]]) -> list[tuple[Field, list[Procedure]]]:
    """Those that fit on the home page, in the order of their register."""
    largest = sorted(fields, key=lambda each: len(each[1]), reverse=True)[:FIELDS_AT_HOME]
    kept = {field.id for field, _ in largest}
    return [each for each in fields if each[0].id in kept]


def procedures(presenter: Presenter) -> Page:
    """The catalogue: a list by field that reads in full without script; filters are added. Where
    it would be too long, the fields, and a form that leads to the search."""
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
        presenter.later(
            "catalogue.html.j2" if presenter.is_large else "procedures.html.j2",
            addresses.PROCEDURES,
            grouped=grouped,
            unchecked=unchecked(presenter, presenter.procedures()),
            audiences=audiences,
            item=lambda each: Item(presenter, each),
            total=len(presenter.catalogue.procedures),
        ),
        ()
        if presenter.is_large
        else tuple(
            Section(f"linh-vuc-{field.id}", presenter.name(field), "field") for field, _ in grouped
        ),
    )


def purposes(presenter: Presenter) -> Page:
    """All purposes with their procedures, or where these are too many, with links to them."""
    say = presenter.say
    grouped = presenter.events()
    members = {each.code: each for _, own in grouped for each in own}
    return Page(
        addresses.PURPOSES,
        say("Thủ tục theo mục đích", "Procedures by purpose"),
        say("Bạn muốn làm gì?", "What do you want to do?"),
        presenter.later(
            "purposes.html.j2",
            addresses.PURPOSES,
            grouped=grouped,
            unchecked="" if presenter.is_large else unchecked(presenter, list(members.values())),
            item=lambda each: Item(presenter, each),
        ),
        tuple(Section(event.id, presenter.name(event), "purpose") for event, _ in grouped),
        trail=((addresses.PROCEDURES, say("Thủ tục", "Procedures")),),
    )


def purpose(presenter: Presenter, identity: str) -> Iterator[Page]:
    """The procedures for a purpose, where the page of all purposes has only links to them."""
    if not presenter.is_large:
        return
    say, event = presenter.say, presenter.catalogue.events[identity]
    members = presenter.by_event.get(identity, [])
    for sheet in sheets(addresses.purpose(identity), members, presenter.limits.sheet):
        yield Page(
            sheet.address,
            presenter.numbered(presenter.name(event), sheet),
            presenter.numbered(presenter.summary(event), sheet),
            presenter.later(
                "purpose.html.j2",
                sheet.address,
                event=event,
                sheet=sheet,
                unchecked=unchecked(presenter, sheet.members),
                item=lambda each: Item(presenter, each),
            ),
            trail=(
                (addresses.PROCEDURES, say("Thủ tục", "Procedures")),
                (addresses.PURPOSES, say("Thủ tục theo mục đích", "Procedures by purpose")),
            ),
            is_record=True,
            about=frozenset(each.code for each in sheet.members),
        )


def fields(presenter: Presenter) -> Page:
    say = presenter.say
    return Page(
        addresses.FIELDS,
        say("Lĩnh vực", "Fields"),
        say("Thủ tục theo lĩnh vực.", "Procedures by field."),
        presenter.later("fields.html.j2", addresses.FIELDS, grouped=presenter.fields()),
    )


def field(presenter: Presenter, identity: str) -> Iterator[Page]:
    record = presenter.catalogue.fields[identity]
    members: Sequence[Procedure] = presenter.by_field.get(identity, [])
    for sheet in sheets(addresses.field(identity), members, presenter.limits.sheet):
        yield Page(
            sheet.address,
            presenter.numbered(presenter.name(record), sheet),
            presenter.numbered(presenter.summary(record), sheet),
            presenter.later(
                "field.html.j2",
                sheet.address,
                field=record,
                sheet=sheet,
                unchecked=unchecked(presenter, sheet.members),
                updates=updates.of_field(presenter, identity) if sheet.number == 1 else [],
                item=lambda each: Item(presenter, each),
            ),
            trail=((addresses.FIELDS, presenter.say("Lĩnh vực", "Fields")),),
            is_record=True,
            feed_title=presenter.name(record) if sheet.number == 1 else "",
            about=frozenset(each.code for each in sheet.members),
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
        presenter.later("glossary.html.j2", addresses.GLOSSARY, entries=entries),
        about=frozenset(),
    )


def unchecked(presenter: Presenter, members: Collection[Procedure]) -> str:
    """What a list of `members` has to say of those that nobody has checked since a program took
    them over; empty when there are none. They are marked in the list, too."""
    number = sum(bool(presenter.unchecked(each)) for each in members)
    if not number:
        return ""
    if number < len(members):
        some, of_all = presenter.count(number), presenter.count(len(members))
        who = presenter.say(
            f"{some} trong {of_all} thủ tục ở danh sách này, có ghi «chưa kiểm tra»,",
            f"{some} of the {of_all} procedures in this list, marked “not checked”,",
        )
    elif number > 1:
        who = presenter.say("Mọi thủ tục ở danh sách này", "All procedures in this list")
    else:
        who = presenter.say("Thủ tục ở danh sách này", "The procedure in this list")
    were, them = ("was", "it") if number == 1 else ("were", "them")
    return presenter.say(
        f"{who} được nhập tự động từ Cơ sở dữ liệu quốc gia và chưa ai kiểm tra.",
        f"{who} {were} taken over by a program from the national database; nobody has checked "
        f"{them}.",
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
        limits = [*self.procedure.processing_time]
        for channel in self.procedure.channels:
            limits += channel.processing_time
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
