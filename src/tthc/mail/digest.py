"""The digest: news of some days in one letter, as text and as HTML. Pure functions.

Both forms are made from the same `Part` objects, so that they say the same words.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

import css_inline

from tthc import html, terms, wording
from tthc.mail.parts import MAILTO, Part, part, plain, say_in
from tthc.mail.selection import Languages, Newsroom, Period, Selection
from tthc.model.update import Severity
from tthc.news import NewsItem
from tthc.terms import Language

WIDTH = 72
"""Of a line of text, in characters."""
_TITLE = 90
"""Characters of a title in the subject."""

_INLINER = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


@dataclass(frozen=True, slots=True)
class Digest:
    """A letter without its addresses."""

    subject: str
    """One line of printable characters."""
    text: str
    html: str
    languages: Languages
    """Those that it has words in."""


def digest(newsroom: Newsroom, selection: Selection, unsubscribe: str) -> Digest | None:
    """The letter of `selection`, or None when there is no news to tell.

    `unsubscribe` is the address, `https:` or `mailto:`, at which its reader ends the subscription.
    """
    found = [part(newsroom, selection, language, unsubscribe) for language in selection.languages]
    parts = [each for each in found if each is not None]
    if not parts:
        return None
    return Digest(
        subject=_subject(newsroom.told(selection), selection.period, parts[0].language),
        text="\n\n".join(_text(each, unsubscribe) for each in parts) + "\n",
        html=_INLINER.inline(
            html.render(
                "mail/digest.html.j2",
                parts=parts,
                unsubscribe=unsubscribe,
                unsubscribe_text=_shown(unsubscribe),
            )
        ),
        languages=tuple(each.language for each in parts),
    )


def _subject(items: list[NewsItem], period: Period, language: Language) -> str:
    """Names the first piece of news and how many more there are."""
    say = say_in(language)
    first = items[0]
    title = textwrap.shorten(plain(first.title), _TITLE, placeholder="…")
    if not title.strip("…"):  # one very long word
        title = plain(first.title)[: _TITLE - 1] + "…"
    if first.severity is not Severity.INFO:
        title = f"{terms.label(first.severity, language)}: {title}"
    more = len(items) - 1
    others = say(f" và {more} tin khác", f" and {more} more") if more else ""
    return f"{title}{others} ({wording.short_date(period.until, language)})"


def _text(part: Part, unsubscribe: str) -> str:
    rows = [part.title.upper(), "", *part.lead]
    for group in part.groups:
        heading = list(_wrapped(group.title))
        rows += ["", *heading, "-" * min(WIDTH, max(map(len, heading)))]
        for entry in group.entries:
            rows += ["", *_wrapped(entry.title, "* ")]
            for line in (" · ".join(entry.labels), *entry.lines, *entry.facts, entry.url):
                rows += _wrapped(line, "  ")
    rows += ["", "-" * WIDTH]
    for line in (*part.foot, part.site, part.unsubscribe, _shown(unsubscribe)):
        rows += _wrapped(line)
    return "\n".join(rows)


def _shown(unsubscribe: str) -> str:
    """The address as readers see it: that of mail without its scheme and its subject."""
    if unsubscribe.startswith(MAILTO):
        return unsubscribe.removeprefix(MAILTO).partition("?")[0]
    return unsubscribe


def _wrapped(line: str, start: str = "") -> Iterable[str]:
    """Addresses stay whole, so that mail programs make links of them."""
    return textwrap.wrap(
        line,
        WIDTH,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_long_words=False,
        break_on_hyphens=False,
    )
