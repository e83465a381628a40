"""Days that matter as events of calendars: of news, and of law that begins or ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tthc import addresses, terms
from tthc.catalogue import Catalogue
from tthc.feeds.ics import Event
from tthc.model.law import LegalDocument
from tthc.model.update import UpdateKind
from tthc.news import NewsItem
from tthc.site import Site
from tthc.terms import Language

_FROM = {"vi": "Có hiệu lực: {}", "en": "In effect: {}"}
_REPEAL = {"vi": "Hết hiệu lực: {}", "en": "No longer in force: {}"}
_CHANGE = {"vi": "Thủ tục thay đổi: {}", "en": "Procedure changes: {}"}
_UNTIL = {"vi": "Ngày áp dụng cuối cùng: {}", "en": "Last day: {}"}
_DEADLINE = {"vi": "Hạn cuối: {}", "en": "Deadline: {}"}
_BEGINS = {"vi": "{} có hiệu lực", "en": "{} takes effect"}
_ENDS = {"vi": "{} hết hiệu lực", "en": "{} is no longer in force"}
_USAGE = {
    "vi": "Số thủ tục trên trang này dựa vào văn bản: {}.",
    "en": "Number of procedures on this site that rest on it: {}.",
}


def of_item(item: NewsItem, language: Language, site: Site) -> Iterator[Event]:
    """Nothing for what is withdrawn."""
    if item.is_withdrawn:
        return
    lines = "\n".join(item.lines)
    start = {None: _CHANGE, UpdateKind.REPEALED: _REPEAL}.get(item.kind, _FROM)
    for name, day, title, text in (
        ("co-hieu-luc", item.effective_from, start, lines),
        ("het-hieu-luc", item.effective_until, _UNTIL, lines),
        ("han-cuoi", item.deadline, _DEADLINE, item.deadline_text),
    ):
        if day:
            yield Event(
                f"{addresses.ROOTS[language]}{item.key}/{name}",
                day,
                title[language].format(item.title),
                text,
                site.link(language, item.address),
                item.updated_on,
            )


def of_laws(catalogue: Catalogue, language: Language, site: Site) -> dict[str, list[Event]]:
    """Code → the days on which the laws begin and end that the procedure rests on."""
    found: dict[str, list[Event]] = defaultdict(list)
    for identity, codes in sorted(catalogue.usage.items()):
        days = list(_of_law(catalogue, identity, len(codes), language, site))
        for code in codes:
            found[code] += days
    return found


def _of_law(
    catalogue: Catalogue, identity: str, usage: int, language: Language, site: Site
) -> Iterator[Event]:
    document = catalogue.laws[identity]
    name = f"{terms.label(document.type, language)} {document.number}"
    read_on = max((origin.read_on for origin in document.source.origins), default=None)
    for end, day, title in (
        ("co-hieu-luc", document.effective_from, _BEGINS),
        ("het-hieu-luc", catalogue.laws.ends_on(identity), _ENDS),
    ):
        if day:
            yield Event(
                f"{addresses.ROOTS[language]}{addresses.law(identity)}{end}",
                day,
                title[language].format(name),
                f"{_title(document, language)}\n{_USAGE[language].format(usage)}",
                site.link(language, addresses.law(identity)),
                read_on,
            )


def _title(document: LegalDocument, language: Language) -> str:
    return (language == "en" and document.title_en) or document.title
