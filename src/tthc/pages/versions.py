"""Pages of versions: the list of a procedure's versions, and a page for each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from markupsafe import Markup

from tthc import addresses
from tthc.model.procedure import Procedure
from tthc.pages import guidance, history
from tthc.pages.base import Page, Presenter, Section
from tthc.pages.history import Edition, State

SCRIPT = "version-day.js"


def pages(presenter: Presenter, code: str) -> Iterator[Page]:
    """The list and the pages of all versions; none for a procedure without a note."""
    editions = history.editions(presenter, code)
    if editions:
        yield _listing(presenter, code, editions)
        for edition in editions:
            yield _page(presenter, code, edition, editions)


def _listing(presenter: Presenter, code: str, editions: list[Edition]) -> Page:
    address = addresses.versions(code)
    title = presenter.say("Các bản theo ngày nộp hồ sơ", "Versions by the day of filing")
    if presenter.is_foreign(code):
        return _foreign(presenter, code, address, title)
    name = presenter.short_title(presenter.procedure(code))
    return Page(
        address,
        f"{title}: {name}",
        presenter.say(
            f"Hồ sơ nộp ngày nào thì theo bản nào của thủ tục {name}.",
            f"Which version of the procedure {name} applies to a file, by the day of filing.",
        ),
        presenter.later("versions.html.j2", address, code=code, name=name, editions=editions),
        trail=guidance.trail(presenter, code, of_procedure=True),
        is_translated=code in presenter.catalogue.english,
        is_record=True,
        is_indexed=len(editions) > 1,
        script=SCRIPT,
        about=frozenset({code}),
    )


def _page(presenter: Presenter, code: str, edition: Edition, editions: list[Edition]) -> Page:
    address = edition.own_address
    words = edition.version.words(presenter.language) if edition.version else None
    if presenter.is_foreign(code) or (edition.version and words is None):
        return _foreign(presenter, code, address, edition.name.capitalize())
    name = presenter.short_title(words or presenter.procedure(code))
    sections: tuple[Section, ...] = ()
    body: Callable[[], Markup]
    if words is None or edition.state is State.CURRENT:
        current = next(each for each in editions if each.state is State.CURRENT)
        body = presenter.later(
            "version-notice.html.j2", address, name=name, edition=edition, current=current
        )
    else:
        sections = guidance.sections(presenter.language)
        body = partial(_former, presenter, words, edition, editions[editions.index(edition) :])
    return Page(
        address,
        f"{name} ({edition.name})",
        edition.story[0] if edition.story else edition.period,
        body,
        sections,
        (
            *guidance.trail(presenter, code, of_procedure=True),
            (addresses.versions(code), presenter.say("Các bản", "Versions")),
        ),
        is_translated=edition.version is None or edition.version.english_words is not None,
        is_record=True,
        is_indexed=False,
        about=frozenset({code}),
    )


def _former(
    presenter: Presenter, words: Procedure, edition: Edition, shown: list[Edition]
) -> Markup:
    """The guidance with all that the catalogue held on the day of `edition`."""
    then = presenter.at(edition.day)
    return guidance.body(then, words, edition.own_address, shown, edition)()


def _foreign(presenter: Presenter, code: str, address: str, title: str) -> Page:
    return Page(
        address,
        f"Procedure {code}: {title.lower()}",
        "This page is not available in English yet.",
        presenter.later("version-foreign.html.j2", address, code=code, here=address),
        trail=guidance.trail(presenter, code, of_procedure=True),
        is_translated=False,
        is_notice=True,
        is_record=True,
        about=frozenset({code}),
    )
