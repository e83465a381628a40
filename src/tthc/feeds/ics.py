"""Calendars that programs subscribe to (RFC 5545, with the properties of RFC 7986).

All events last a whole day, so no time zone is needed. Nothing in a calendar tells when it was
built: the same events always give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tthc.feeds.plain import address, plain

LIMIT = 75
"""Octets of a line without its end (RFC 5545, section 3.1)."""

_TIME_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Ho_Chi_Minh",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens on one day."""

    key: str
    """Stable for ever and different for each event; programs know an event again by it."""
    day: date
    title: str
    text: str
    """May be empty. `url` is shown after it, since many programs show nothing else."""
    url: str
    """Absolute."""
    updated_on: date | None = None
    """The day of its last change. None stands for `day`."""


def calendar(name: str, events: Iterable[Event], authority: str) -> str:
    """The calendar `name` as one text, its events in the order of their days.

    `authority` is the name of the host that vouches for the keys; it stays the same when the
    site moves. RFC 5545 wants a calendar to hold something: one without events names the time
    zone.
    """
    ordered = sorted(events, key=lambda each: (each.day, each.key))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(authority)}//tthc",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
        *([line for event in ordered for line in _event(event, authority)] or _TIME_ZONE),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(event: Event, authority: str) -> Iterator[str]:
    url = address(event.url)
    text = "\n".join(filter(None, (event.text, url)))
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.key)}@{_text(authority)}"
    yield f"DTSTAMP:{_day(event.updated_on or event.day)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(event.day)}"
    yield f"SUMMARY:{_text(event.title)}"
    yield f"DESCRIPTION:{_text(text)}"
    yield f"URL:{url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(value: str) -> str:
    """A value of type TEXT (section 3.3.11)."""
    escaped = plain(value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _folded(line: str) -> str:
    """`line` in pieces of at most `LIMIT` octets, never cut inside a character."""
    octets = line.encode()
    pieces = []
    start, room = 0, LIMIT
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # inside a character (RFC 3629)  # noqa: PLR2004
            end -= 1
        pieces.append(octets[start:end])
        start, room = end, LIMIT - 1  # the space that every other piece begins with
    return b"\r\n ".join([*pieces, octets[start:]]).decode()
