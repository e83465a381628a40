"""What is due as a calendar that officers' programs show."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tthc.due.base import Due, dated, merged
from tthc.feeds import ics

NAME = "Việc đến hạn"


def calendar(found: Iterable[Due], link: Callable[[str], str], authority: str) -> str:
    """`found` as iCalendar; empty when nothing in it has a day. `link` makes an address below the
    root of the Vietnamese site absolute."""
    events = [
        ics.Event(
            key=f"viec-den-han/{each.kind}/{each.owner or 'chung'}/{each.identity}",
            day=each.day,
            title=f"{each.kind.label.capitalize()}: {each.subject}",
            text=_text(each),
            url=link(each.address),
        )
        for each in dated(merged(found))
    ]
    return ics.calendar(NAME, events, authority) if events else ""


def _text(each: Due) -> str:
    codes = f"\nThủ tục: {', '.join(each.procedures)}" if each.procedures else ""
    return f"{each.text}{codes}"
