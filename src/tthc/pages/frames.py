"""Pages of one kind share their frame: the theme renders it once, around marks in place of what
differs from page to page, and each page is the frame with its own words in place of the marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import PurePath

from markupsafe import Markup, escape

from tthc.pages.base import Page

_MARK = re.compile(r"zz([a-z0-9-]+)(?:_[0-9]+)?zz")
"""A mark, its name, and the number of its model. It survives escaping and being part of an
address."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The HTML of a whole page, cut where its own words go."""

    pieces: tuple[str, ...]
    """Constant text and names of marks in turn."""

    @property
    def digest(self) -> bytes:
        return blake2b("\0".join(self.pieces).encode(), digest_size=20).digest()

    def filled(self, words: dict[str, str]) -> str:
        """The page that has `words`, by names of marks. Raises KeyError for a mark without any."""
        pieces = self.pieces
        return "".join(words[piece] if index % 2 else piece for index, piece in enumerate(pieces))


def frame(html: str) -> Frame:
    """The frame in the rendered model page `html`."""
    return Frame(tuple(_MARK.split(html)))


def model(page: Page) -> Page:
    """A page like `page` with marks in place of what is its own. Records whose models are equal
    share a frame; any other page keeps its address and has a frame for itself."""
    own = replace(
        page,
        title=_mark("title"),
        description=_mark("description") if page.description else "",
        make=_body,
        file=PurePath(_mark("file")) if page.file else None,
        updated_on=None,
        feed_title=_mark("feed") if page.feed_title else "",
        about=None,
    )
    if not page.is_record:
        return own
    return replace(
        own,
        address=_marked(page.address, page.address, ""),
        trail=tuple(
            (_marked(address, page.address, f"trail{index}-"), _mark(f"trail{index}"))
            for index, (address, _) in enumerate(page.trail)
        ),
    )


def models(pages: Iterable[Page]) -> dict[str, Page]:
    """Address → model."""
    made: dict[tuple[object, ...], Page] = {}
    found = {}
    for page in pages:
        kind = _kind(page)
        if kind not in made:
            made[kind] = _numbered(model(page), len(made))
        found[page.address] = made[kind]
    return found


def _kind(page: Page) -> tuple[object, ...]:
    """The same for pages with equal models, and made in less time than these."""
    above: tuple[object, ...] = page.trail
    address = page.address
    if page.is_record:
        above = tuple(
            _marked(each, address, f"trail{index}-") for index, (each, _) in enumerate(page.trail)
        )
        address = _marked(address, address, "")
    return (
        address,
        above,
        page.sections,
        page.script,
        bool(page.description),
        bool(page.file),
        bool(page.feed_title),
        page.is_translated,
        page.is_notice,
        page.is_record,
        page.is_for_staff,
        page.is_indexed,
    )


def _numbered(model: Page, number: int) -> Page:
    """`model` at an address of its own, and below pages whose addresses are parts of it."""

    def own(address: str) -> str:
        return address.replace("zz/", f"_{number}zz/")

    trail = tuple((own(address), title) for address, title in model.trail)
    return replace(model, address=own(model.address), trail=trail)


def words(page: Page) -> dict[str, str]:
    """What stands in the frame of `page` in place of the marks, escaped as the theme does."""
    found = {
        "title": _plain(page.title),
        "feed": str(escape(page.feed_title)),
        "description": _plain(page.description),
        "body": str(page.body),
        "file": str(escape(page.file.as_posix())) if page.file else "",
        **dict(_names(page.address, page.address, "")),
    }
    for index, (address, title) in enumerate(page.trail):
        found[f"trail{index}"] = _plain(title)
        found.update(_names(address, page.address, f"trail{index}-"))
    return found


def _body() -> Markup:
    """The body of every model: the same function, so that models can be equal."""
    return Markup(_mark("body"))


def _mark(name: str) -> str:
    return f"zz{name}zz"


def _names(address: str, own: str, prefix: str) -> Iterator[tuple[str, str]]:
    """The parts of `address` that differ from page to page: every second one, as in
    `thu-tuc/<code>/phien-ban/<version>/`. One that is also part of the page's `own` address is
    named as there, since a link between the two may leave it out."""
    parts, own_parts = address.split("/"), own.split("/")
    for index in range(1, len(parts) - 1, 2):
        is_own = parts[: index + 1] == own_parts[: index + 1]
        yield f"{'' if is_own else prefix}part{index}", parts[index]


def _marked(address: str, own: str, prefix: str) -> str:
    parts = address.split("/")
    for index, (name, _) in enumerate(_names(address, own, prefix)):
        parts[2 * index + 1] = _mark(name)
    return "/".join(parts)


def _plain(text: str) -> str:
    """`text` as `striptags | e` leaves it once it has been escaped."""
    return str(escape(Markup(escape(text)).striptags()))
