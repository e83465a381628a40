"""News as entries of feeds."""

from __future__ import annotations

from collections.abc import Iterator

from tthc import addresses, terms
from tthc.catalogue import Catalogue
from tthc.feeds.feed import Category, Entry
from tthc.news import NewsItem
from tthc.site import Site
from tthc.terms import Language
from tthc.wording import name, short_date

_CHANGE = {"vi": "Thay đổi thủ tục", "en": "Change of a procedure"}
_WITHDRAWN = {"vi": "Đã rút: {}", "en": "Withdrawn: {}"}
_UNTIL = {"vi": "Áp dụng đến hết ngày {}.", "en": "Applies until the end of {}."}
_DEADLINE = {"vi": "Hạn cuối {}. {}", "en": "Deadline {}. {}"}


def entry(item: NewsItem, catalogue: Catalogue, language: Language, site: Site) -> Entry:
    key = addresses.ROOTS[language] + item.key
    return Entry(
        id=f"tag:{site.authority},{item.published_on.year}:{key}",
        url=site.link(language, item.address),
        title=_WITHDRAWN[language].format(item.title) if item.is_withdrawn else item.title,
        paragraphs=(*item.lines, *_dates(item, language)),
        published_on=item.published_on,
        updated_on=item.updated_on,
        categories=tuple(_categories(item, catalogue, language)),
    )


def _dates(item: NewsItem, language: Language) -> Iterator[str]:
    """Those of a policy update in words; the lines of a change tell its own."""
    if item.kind is None or item.is_withdrawn:
        return
    if item.effective_from:
        day = short_date(item.effective_from, language)
        yield f"{terms.begins(item.kind, language)} {day}."
    if item.effective_until:
        yield _UNTIL[language].format(short_date(item.effective_until, language))
    if item.deadline:
        day = short_date(item.deadline, language)
        yield _DEADLINE[language].format(day, item.deadline_text)


def _categories(item: NewsItem, catalogue: Catalogue, language: Language) -> Iterator[Category]:
    for identity in item.fields:
        yield Category(identity, name(catalogue.fields[identity], language))
    if item.kind:
        yield Category(item.kind.value, terms.label(item.kind, language))
    else:
        yield Category("procedure_change", _CHANGE[language])
