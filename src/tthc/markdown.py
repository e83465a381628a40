"""Markdown of staff as HTML: paragraphs, headings, lists, tables, links, and nothing else.

HTML that stands in the text is shown as it was typed. What Python-Markdown makes of the rest goes
through an allow-list (nh3), since the text may have been pasted from anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

import nh3
from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

HIGHEST_HEADING = 3
"""Bodies stand in a section of a page, which has the levels above."""
_LOWEST_HEADING = 6

_ELEMENTS = {
    *("a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong", "ul"),
    *("div", "table", "tbody", "td", "th", "thead", "tr"),
    *(f"h{level}" for level in range(HIGHEST_HEADING, _LOWEST_HEADING + 1)),
}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "table": {"class"},
    "th": {"scope"},
}
"""All but those of `a` are set by this module alone: the text cannot write any."""

_SCHEMES = {"http", "https", "mailto", "tel"}


def rendered(
    text: str, *, link: Callable[[str], str] = lambda path: path, table_label: str = "Bảng"
) -> Markup:
    """The HTML of `text`.

    A link such as `/thu-tuc/1.009664/`, from the root of the site, is passed to `link` without
    its first stroke. Tables scroll in a region that is named `table_label` for screen readers.
    """
    parser = Markdown(extensions=["tables", "sane_lists", _Plain(link, table_label)])
    return Markup(
        nh3.clean(
            parser.convert(text),
            tags=_ELEMENTS,
            attributes=_ATTRIBUTES,
            url_schemes=_SCHEMES,
            link_rel="noopener noreferrer",
        )
    )


def links(text: str) -> list[str]:
    """What the links in `text` lead to, as written."""
    found: list[str] = []
    parser = Markdown(extensions=["tables", "sane_lists", _Plain(str, "", found.append)])
    parser.convert(text)
    return found


class _Plain(Extension):
    def __init__(
        self,
        link: Callable[[str], str],
        table_label: str,
        note_link: Callable[[str], object] = lambda _: None,
    ) -> None:
        super().__init__()
        self.link, self.table_label, self.note_link = link, table_label, note_link

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (named by the library)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        for image in ("image_link", "image_reference", "short_image_ref"):
            md.inlinePatterns.deregister(image)
        md.treeprocessors.register(_House(md, self), "house", 0)


class _House(Treeprocessor):
    """Headings below those of the page, links that work under any path, tables that scroll."""

    def __init__(self, md: Markdown, options: _Plain) -> None:
        super().__init__(md)
        self.options = options

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for position, element in enumerate(list(parent)):
                self._element(parent, position, element)

    def _element(self, parent: Element, position: int, element: Element) -> None:
        if element.tag in {f"h{level}" for level in range(1, 7)}:
            level = min(int(element.tag[1]) + HIGHEST_HEADING - 2, _LOWEST_HEADING)
            element.tag = f"h{max(level, HIGHEST_HEADING)}"
        elif element.tag == "a":
            href = element.get("href", "")
            self.options.note_link(href)
            if is_of_this_site(href):
                element.set("href", self.options.link(href[1:]))
        elif element.tag == "th":
            element.set("scope", "col")
        elif element.tag == "table":
            region = Element(
                "div",
                {
                    "class": "tt-scroll",
                    "role": "region",
                    "tabindex": "0",
                    "aria-label": self.options.table_label,
                },
            )
            region.tail, element.tail = element.tail, None
            element.set("class", "tt-table")
            parent[position] = region
            region.append(element)


def is_of_this_site(href: str) -> bool:
    """Whether `href` leads from the root of this site to one of its pages."""
    return href.startswith("/") and not href.startswith(("//", "/\\"))
