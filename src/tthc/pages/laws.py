"""Legal documents: the list, a page for each, and what rests on each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from markupsafe import Markup

from tthc import addresses, terms
from tthc.law import Act
from tthc.model.law import LegalDocument
from tthc.pages import impact, updates
from tthc.pages.base import Page, Presenter, Section
from tthc.pages.paging import sheets


def laws(presenter: Presenter) -> Iterator[Page]:
    """The list, newest first."""
    say, graph = presenter.say, presenter.catalogue.laws
    documents = sorted(graph, key=_newest_first)
    for sheet in sheets(addresses.LAWS, documents, presenter.limits.sheet):
        yield Page(
            sheet.address,
            presenter.numbered(say("Văn bản pháp luật", "Legal documents"), sheet),
            presenter.numbered(
                say(
                    "Văn bản mà các thủ tục dựa vào, với hiệu lực tính đến hôm nay.",
                    "The documents on which procedures rest, with their validity today.",
                ),
                sheet,
            ),
            presenter.later(
                "laws.html.j2",
                sheet.address,
                sheet=sheet,
                usage=presenter.usage,
                waiting=graph.waiting() if sheet.number == 1 else (),
            ),
        )


def law(presenter: Presenter, identity: str) -> Page:
    say, document = presenter.say, presenter.catalogue.laws[identity]
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
        partial(_body, presenter, identity, sections),
        sections,
        ((addresses.LAWS, say("Văn bản pháp luật", "Legal documents")),),
        presenter.catalogue.file_of(document),
        is_record=True,
        about=_resting(presenter, identity),
    )


def _resting(presenter: Presenter, identity: str) -> frozenset[str]:
    """Codes of the procedures that rest on a law, in whatever way."""
    supports = presenter.catalogue.supports.get(identity, ())
    users = presenter.usage.get(identity, ())
    return frozenset(
        [each.code for each in supports if each.code] + [each.procedure.code for each in users]
    )


def _body(presenter: Presenter, identity: str, sections: tuple[Section, ...]) -> Markup:
    graph = presenter.catalogue.laws
    document = graph[identity]
    return presenter.render(
        "law.html.j2",
        addresses.law(identity),
        document=document,
        sections=sections,
        relations=document.relations,
        acts=graph.acts_upon(identity),
        inverse=lambda act: _inverse(presenter, act),
        usage=presenter.usage.get(identity, []),
        is_long=_is_long(presenter, identity),
        cited=impact.cited_articles(presenter, identity),
        updates=updates.of_law(presenter, identity),
        ends_on=graph.ends_on(identity),
    )


def usage(presenter: Presenter, identity: str) -> Iterator[Page]:
    """The procedures that rest on a law, where they are too many for its own page."""
    if not _is_long(presenter, identity):
        return
    say, document = presenter.say, presenter.catalogue.laws[identity]
    name = f"{presenter.label(document.type)} {document.number}"
    base, found = addresses.law_usage(identity), presenter.usage[identity]
    for sheet in sheets(base, found, presenter.limits.sheet):
        title = say(f"Thủ tục dựa vào {name}", f"Procedures that rest on {name}")
        yield Page(
            sheet.address,
            presenter.numbered(title, sheet),
            presenter.numbered(title, sheet),
            presenter.later("law-usage.html.j2", sheet.address, document=document, sheet=sheet),
            trail=(
                (addresses.LAWS, say("Văn bản pháp luật", "Legal documents")),
                (addresses.law(identity), name),
            ),
            is_record=True,
            about=frozenset(each.procedure.code for each in sheet.members),
        )


def _is_long(presenter: Presenter, identity: str) -> bool:
    return len(presenter.usage.get(identity, ())) > presenter.limits.sheet


def _inverse(presenter: Presenter, act: Act) -> str:
    vietnamese, english = terms.INVERSE_RELATIONS[act.relation.type]
    return presenter.say(vietnamese, english)


def _newest_first(document: LegalDocument) -> tuple[int, str]:
    day = document.signed_on or document.effective_from or date.min
    return -day.toordinal(), document.id
