"""What can be found: every page that a reader may look for, as one flat record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from tthc import addresses, terms
from tthc.model.procedure import Procedure
from tthc.pages import gaps, guidance, indexes, laws, subscribe, updates
from tthc.pages.base import Page, Presenter

BOOST = 2
"""Of procedures: they are what most readers come for."""
NEWS = -3
"""Of policy updates: who types the name of a procedure or a law wants that, not news of it."""

_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)

Bodies = Mapping[str, str]
"""Address of a page → its HTML, for pages that have been rendered already."""


@dataclass(frozen=True, slots=True)
class Document:
    """A page, or a place on one, that can be a result."""

    kind: str
    """`procedure`, `law`, `update`, `term`, `field` or `page`."""
    key: str
    """The code of a procedure, the id of a law, …"""
    title: str
    """What is shown and searched first."""
    url: str
    """The address below the root of its language."""
    aliases: tuple[str, ...] = ()
    """Official title, keywords, abbreviations: searched, not always shown."""
    field: str = ""
    """The id of the field."""
    audience: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()
    """Names of agencies; shown before the facts."""
    facts: str = ""
    """One line, as shown: time · fee."""
    boost: int = 0
    """Staff may lift a document above its equals."""
    html: str = ""
    """The whole page, for the search of full texts. Empty for a place on a page, and for a page
    whose words are elsewhere too."""
    is_foreign: bool = False
    """Whether the words are not in the language of the page."""

    @property
    def text(self) -> str:
        """The words of the whole page. They are not kept: a site has many."""
        return plain(self.html)


def documents(presenter: Presenter, bodies: Bodies | None = None) -> list[Document]:
    """Everything that the catalogue has pages for, procedures first. A page that is not in
    `bodies` is rendered anew."""
    return [
        *_procedures(presenter, bodies or {}),
        *_laws(presenter, bodies or {}),
        *_updates(presenter, bodies or {}),
        *_terms(presenter),
        *_fields(presenter),
        *_pages(presenter),
    ]


def authored(title: str, url: str, html: str) -> Document:
    """A page that was written by hand."""
    return Document("page", url, title, url, html=html)


def plain(html: str) -> str:
    """The words of `html`, with single spaces."""
    return unescape(" ".join(_TAG.sub(" ", html).split()))


def _procedures(presenter: Presenter, bodies: Bodies) -> Iterator[Document]:
    for procedure in presenter.procedures():
        code = procedure.code
        address = addresses.procedure(code)
        yield Document(
            "procedure",
            code,
            presenter.short_title(procedure),
            address,
            _other_names(presenter, procedure),
            procedure.field,
            tuple(each.value for each in procedure.audience),
            tuple(dict.fromkeys(channel.kind.value for channel in procedure.channels)),
            (presenter.agency(where.agency),) if (where := procedure.contact_point) else (),
            _facts(presenter, procedure),
            (procedure.boost or 0) + (0 if presenter.is_foreign(code) else BOOST),
            bodies.get(address) or guidance.page(presenter, code).body,
            is_foreign=presenter.is_foreign(code),
        )


def _other_names(presenter: Presenter, procedure: Procedure) -> tuple[str, ...]:
    """What else people call the procedure, in both languages."""
    catalogue = presenter.catalogue
    sides = (catalogue.procedures[procedure.code], catalogue.english.get(procedure.code))
    names = [procedure.title]
    for side in filter(None, sides):
        names += [side.short_title or "", side.title, *side.keywords]
    return _without(names, presenter.short_title(procedure))


def _facts(presenter: Presenter, procedure: Procedure) -> str:
    item = indexes.Item(presenter, procedure)
    time = item.view.time or presenter.say("Chưa rõ thời hạn", "Time not known")
    return f"{time} · {item.fee}"


def _laws(presenter: Presenter, bodies: Bodies) -> Iterator[Document]:
    for law in presenter.catalogue.laws:
        address = addresses.law(law.id)
        name = presenter.say(law.title, law.title_en or law.title)
        title = f"{presenter.label(law.type)} {law.number}: {name}"
        law_type = terms.label(law.type)
        status, _ = presenter.law_status(law.id)
        yield Document(
            "law",
            law.id,
            title,
            address,
            _without([name, law.title, f"{law_type} số {law.number}"], title),
            facts=status,
            html=bodies.get(address) or laws.law(presenter, law.id).body,
            is_foreign=presenter.language == "en" and not law.title_en,
        )


def _updates(presenter: Presenter, bodies: Bodies) -> Iterator[Document]:
    for slug, update in presenter.catalogue.updates.items():
        each = updates.Entry(presenter, update)
        titles = [side.title for side in update.words.values()]
        yield Document(
            "update",
            slug,
            each.record.title,
            each.address,
            _without(titles, each.record.title),
            update.record.fields[0] if len(update.record.fields) == 1 else "",
            tuple(who.value for who in update.record.audience),
            facts=" · ".join((presenter.date(update.record.date), each.standing[0])),
            boost=NEWS,
            html=bodies.get(each.address) or updates.page(presenter, slug).body,
            is_foreign=each.is_foreign,
        )


def _terms(presenter: Presenter) -> Iterator[Document]:
    for term in presenter.catalogue.glossary:
        title = presenter.say(term.term, term.english)
        yield Document(
            "term",
            term.id,
            title,
            f"{addresses.GLOSSARY}#{term.id}",
            _without([term.term, term.english, *term.abbreviations], title),
        )


def _fields(presenter: Presenter) -> Iterator[Document]:
    for field in presenter.catalogue.fields.values():
        title, summary = presenter.name(field), presenter.summary(field)
        yield Document(
            "field",
            field.id,
            title,
            addresses.field(field.id),
            _without([field.name, field.name_en or ""], title),
            field.id,
            facts=summary,
        )


def _pages(presenter: Presenter) -> Iterator[Document]:
    """Purposes, and the pages that lead to others."""
    for event in presenter.catalogue.events.values():
        title, summary = presenter.name(event), presenter.summary(event)
        yield Document(
            "page",
            event.id,
            title,
            f"{addresses.PURPOSES}#{event.id}",
            _without([event.name, event.name_en], title),
            facts=summary,
        )
    page: Page
    for page in (
        indexes.procedures(presenter),
        indexes.purposes(presenter),
        indexes.fields(presenter),
        next(laws.laws(presenter)),
        indexes.glossary(presenter),
        gaps.gaps(presenter),
        subscribe.page(presenter),
    ):
        yield Document(
            "page",
            page.address,
            page.title,
            page.address,
            facts=page.description,
        )


def _without(names: list[str], title: str) -> tuple[str, ...]:
    """`names` once each, without the empty ones and without `title`."""
    return tuple(name for name in dict.fromkeys(names) if name and name != title)
