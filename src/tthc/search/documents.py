"""What can be found: every page that a reader may look for, as one flat record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from tthc import addresses, terms
from tthc.model.procedure import Procedure
from tthc.pages import indexes, updates
from tthc.pages.base import Presenter

BOOST = 2
"""Of procedures: they are what most readers come for."""
NEWS = -3
"""Of policy updates: who types the name of a procedure or a law wants that, not news of it."""

LEADING = (
    addresses.PROCEDURES,
    addresses.PURPOSES,
    addresses.FIELDS,
    addresses.LAWS,
    addresses.GLOSSARY,
    addresses.GAPS,
    addresses.SUBSCRIBE,
)
"""Addresses of the pages that lead to others and can be found by their titles."""


class Heading(Protocol):
    """What is known of a page without its body."""

    @property
    def address(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def description(self) -> str: ...


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
    has_text: bool = False
    """Whether it is a page whose words are searched: not a place on a page, nor a page whose
    words are elsewhere too."""
    is_foreign: bool = False
    """Whether the words are not in the language of the page."""


def documents(presenter: Presenter, leading: Iterable[Heading]) -> list[Document]:
    """Everything that the catalogue has pages for, procedures first; `leading` are the pages
    whose addresses are `LEADING`."""
    return [
        *_procedures(presenter),
        *_laws(presenter),
        *_updates(presenter),
        *_terms(presenter),
        *_fields(presenter),
        *_pages(presenter, leading),
    ]


def authored(title: str, url: str) -> Document:
    """A page that was written by hand."""
    return Document("page", url, title, url, has_text=True)


def _procedures(presenter: Presenter) -> Iterator[Document]:
    for procedure in presenter.procedures():
        code = procedure.code
        yield Document(
            "procedure",
            code,
            presenter.short_title(procedure),
            addresses.procedure(code),
            _other_names(presenter, procedure),
            procedure.field,
            tuple(each.value for each in procedure.audience),
            tuple(dict.fromkeys(channel.kind.value for channel in procedure.channels)),
            (presenter.agency(where.agency),) if (where := procedure.contact_point) else (),
            _facts(presenter, procedure),
            (procedure.boost or 0) + (0 if presenter.is_foreign(code) else BOOST),
            has_text=True,
            is_foreign=presenter.is_foreign(code),
        )


def _other_names(presenter: Presenter, procedure: Procedure) -> tuple[str, ...]:
    """What else people call the procedure, in both languages."""
    version = presenter.catalogue.current(procedure.code)
    own, words = version.procedure, version.english_words
    names = [procedure.title, own.short_title or "", own.title, *own.keywords]
    if words:
        names += [words.short_title or "", words.title]
    return _without(names, presenter.short_title(procedure))


def _facts(presenter: Presenter, procedure: Procedure) -> str:
    item = indexes.Item(presenter, procedure)
    facts = (
        presenter.belonging(procedure),
        item.view.time_in_short,
        item.fee,
        presenter.unchecked(procedure),
    )
    return " · ".join(filter(None, facts))


def _laws(presenter: Presenter) -> Iterator[Document]:
    for law in presenter.catalogue.laws:
        name = presenter.say(law.title, law.title_en or law.title)
        title = f"{presenter.label(law.type)} {law.number}: {name}"
        law_type = terms.label(law.type)
        status, _ = presenter.law_status(law.id)
        yield Document(
            "law",
            law.id,
            title,
            addresses.law(law.id),
            _without([name, law.title, f"{law_type} số {law.number}"], title),
            facts=status,
            has_text=True,
            is_foreign=presenter.language == "en" and not law.title_en,
        )


def _updates(presenter: Presenter) -> Iterator[Document]:
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
            has_text=True,
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


def _pages(presenter: Presenter, leading: Iterable[Heading]) -> Iterator[Document]:
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
    for page in leading:
        yield Document("page", page.address, page.title, page.address, facts=page.description)


def _without(names: list[str], title: str) -> tuple[str, ...]:
    """`names` once each, without the empty ones and without `title`."""
    return tuple(name for name in dict.fromkeys(names) if name and name != title)
