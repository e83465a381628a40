"""Pages of versions: the list of a procedure's versions, and a page for each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from markupsafe import Markup

from tthc import addresses
from tthc.model.procedure import Procedure
from tthc.pages import guidance, history
from tthc.pages.base import Page, Presenter, Section
from tthc.pages.history import ShownVersion, State

SCRIPT = "version-day.js"


def pages(presenter: Presenter, code: str) -> Iterator[Page]:
    """The list and the pages of all versions; none for a procedure without a note."""
    versions = history.shown_versions(presenter, code)
    if versions:
        yield _listing(presenter, code, versions)
        for version in versions:
            yield _page(presenter, code, version, versions)


def _listing(presenter: Presenter, code: str, versions: list[ShownVersion]) -> Page:
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
        presenter.later("versions.html.j2", address, code=code, name=name, versions=versions),
        trail=guidance.trail(presenter, code, of_procedure=True),
        is_translated=code in presenter.catalogue.english,
        is_record=True,
        is_indexed=len(versions) > 1,
        script=SCRIPT,
        about=frozenset({code}),
    )


def _page(
    presenter: Presenter, code: str, version: ShownVersion, versions: list[ShownVersion]
) -> Page:
    address = version.own_address
    words = version.text.words(presenter.language) if version.text else None
    if presenter.is_foreign(code) or (version.text and words is None):
        return _foreign(presenter, code, address, version.name.capitalize())
    name = presenter.short_title(words or presenter.procedure(code))
    sections: tuple[Section, ...] = ()
    body: Callable[[], Markup]
    if words is None or version.state is State.CURRENT:
        current = next(each for each in versions if each.state is State.CURRENT)
        body = presenter.later(
            "version-notice.html.j2", address, name=name, version=version, current=current
        )
    else:
        sections = guidance.sections(presenter.language)
        body = partial(_former, presenter, words, version, versions[versions.index(version) :])
    return Page(
        address,
        f"{name} ({version.name})",
        version.story[0] if version.story else version.period,
        body,
        sections,
        (
            *guidance.trail(presenter, code, of_procedure=True),
            (addresses.versions(code), presenter.say("Các bản", "Versions")),
        ),
        is_translated=version.text is None or version.text.english_words is not None,
        is_record=True,
        is_indexed=False,
        about=frozenset({code}),
    )


def _former(
    presenter: Presenter, words: Procedure, version: ShownVersion, shown: list[ShownVersion]
) -> Markup:
    """The guidance with all that the catalogue held on the day of `version`."""
    then = presenter.at(version.day)
    return guidance.body(then, words, version.own_address, shown, version)()


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
