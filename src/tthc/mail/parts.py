"""The words of a letter in one language, before they become text or HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from tthc import terms, wording
from tthc.mail.selection import Newsroom, Selection
from tthc.mail.topics import ALL
from tthc.model.update import Severity
from tthc.news import NewsItem
from tthc.terms import Language

MAILTO = "mailto:"


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news in words. All texts are plain, each on one line."""

    title: str
    url: str
    labels: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    """From when, until when, what to do by when."""
    language: Language = "vi"


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The letter in one language."""

    language: Language
    title: str
    lead: tuple[str, ...]
    groups: tuple[Group, ...]
    foot: tuple[str, ...]
    unsubscribe: str
    """Words of the link that ends the subscription."""
    site: str
    """Address of the site in this language."""


def part(
    newsroom: Newsroom, selection: Selection, language: Language, unsubscribe: str
) -> Part | None:
    """The words of `selection` in `language`; None when there are none."""
    groups = _groups(newsroom, selection, language)
    if selection.languages == ("en",) and (rest := newsroom.untranslated(selection)):
        entries = tuple(
            Entry(plain(item.title), newsroom.site.link("vi", item.address)) for item in rest
        )
        groups.append(Group("Only in Vietnamese so far", entries))
    if not groups:
        return None
    say = say_in(language)
    board = plain(newsroom.board(language))
    return Part(
        language=language,
        title=say("Bản tin thủ tục hành chính", "News of administrative procedures"),
        lead=tuple(_lead(newsroom, selection, language)),
        groups=tuple(groups),
        foot=(
            say(
                f"Thư tự động của {board}, gửi người đã đăng ký nhận tin.",
                f"{board} sends this letter automatically to those who subscribed.",
            ),
            say(
                "Nội dung đầy đủ và mới nhất ở trang thủ tục hành chính:",
                "The full and latest text is on the site of procedures:",
            ),
        ),
        unsubscribe=(
            say("Thôi nhận bản tin, viết thư tới:", "To unsubscribe, write to:")
            if unsubscribe.startswith(MAILTO)
            else say("Thôi nhận bản tin:", "Unsubscribe:")
        ),
        site=newsroom.site.link(language, ""),
    )


def _lead(newsroom: Newsroom, selection: Selection, language: Language) -> Iterator[str]:
    say = say_in(language)
    first, last = (
        wording.short_date(day, language)
        for day in (selection.period.since, selection.period.until)
    )
    if first == last:
        yield say(f"Tin ngày {first}", f"News of {first}")
    else:
        yield say(f"Tin từ ngày {first} đến hết ngày {last}", f"News from {first} to {last}")
    chosen = [selection.only] if selection.only != ALL else list(selection.topics)
    if ALL not in chosen:
        names = "; ".join(plain(newsroom.topics.title(topic, language)) for topic in chosen)
        yield say(f"Chủ đề: {names}", f"Topics: {names}")


def _groups(newsroom: Newsroom, selection: Selection, language: Language) -> list[Group]:
    """By field or fields, in the order of the register; what concerns every field first."""
    order = {identity: index for index, identity in enumerate(newsroom.catalogue.fields)}
    found: dict[tuple[int, ...], list[Entry]] = {}
    for item in newsroom.items(selection, language):
        place = tuple(sorted(order[identity] for identity in item.fields))
        found.setdefault(place, []).append(_entry(newsroom, selection, item, language))
    fields = list(newsroom.catalogue.fields)
    every = say_in(language)("Mọi lĩnh vực", "Every field")
    return [
        Group(
            "; ".join(plain(newsroom.topics.title(fields[index], language)) for index in place)
            or every,
            tuple(found[place]),
        )
        for place in sorted(found)
    ]


def _entry(newsroom: Newsroom, selection: Selection, item: NewsItem, language: Language) -> Entry:
    return Entry(
        title=plain(item.title),
        url=newsroom.site.link(language, item.address),
        labels=tuple(_labels(item, selection, language)),
        lines=tuple(dict.fromkeys(plain(line) for line in item.lines)),
        facts=tuple(_facts(item, language)),
        language=language,
    )


def _labels(item: NewsItem, selection: Selection, language: Language) -> Iterator[str]:
    say = say_in(language)
    if item.is_withdrawn:
        yield say("Tin đã rút", "Withdrawn")
    if item.severity is not Severity.INFO:
        yield terms.label(item.severity, language)
    if item.kind is None:
        yield say("Thay đổi của thủ tục", "Change of a procedure")
    else:
        yield terms.label(item.kind, language)
    if item.published_on < selection.period.since and not item.is_withdrawn:
        yield say("Có cập nhật", "Updated")


def _facts(item: NewsItem, language: Language) -> Iterator[str]:
    say = say_in(language)

    def on(day: date) -> str:
        return wording.short_date(day, language)

    yield say("Đăng ngày ", "Published ") + on(item.published_on)
    if item.updated_on != item.published_on:
        yield say("Cập nhật ngày ", "Updated ") + on(item.updated_on)
    if item.is_withdrawn or item.kind is None:  # the lines of a change tell its days
        return
    if item.effective_from:
        yield f"{terms.begins(item.kind, language)} {on(item.effective_from)}"
    if item.effective_until:
        yield say("Có hiệu lực đến hết ngày ", "In effect until ") + on(item.effective_until)
    if item.deadline_text:
        yield say("Việc phải làm: ", "What to do: ") + plain(item.deadline_text)
    if item.deadline:
        yield say("Hạn cuối: ", "Deadline: ") + on(item.deadline)


def plain(text: str) -> str:
    """`text` on one line, without characters that cannot be seen."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def say_in(language: Language) -> Callable[[str, str], str]:
    """Chooses between a text in Vietnamese and one in English."""
    return lambda vietnamese, english: english if language == "en" else vietnamese
