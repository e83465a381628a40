from __future__ import annotations

from datetime import UTC, date, datetime

import icalendar
import pytest

from tthc.feeds import ics

AUTHORITY = "example.gov.vn"
DAY = date(2026, 7, 1)


def event(**changes: object) -> ics.Event:
    values: dict[str, object] = {
        "key": "thu-tuc/1.009770/2026-07-01",
        "day": DAY,
        "title": "Điều chỉnh dự án",
        "text": "Bớt một bản sao.",
        "url": "https://example.gov.vn/thu-tuc/1.009770/",
    }
    return ics.Event(**{**values, **changes})  # type: ignore[arg-type]


def parsed(text: str) -> icalendar.Calendar:
    found = icalendar.Calendar.from_ical(text.encode())
    assert isinstance(found, icalendar.Calendar)
    return found


def only(text: str) -> icalendar.Event:
    (found,) = parsed(text).walk("VEVENT")
    assert isinstance(found, icalendar.Event)
    assert not found.errors
    return found


def test_an_event_is_read_back_whole() -> None:
    found = only(ics.calendar("Lịch", [event()], AUTHORITY))
    assert found["UID"] == f"thu-tuc/1.009770/2026-07-01@{AUTHORITY}"
    assert found.decoded("DTSTART") == DAY
    assert not isinstance(found.decoded("DTSTART"), datetime)
    assert found.decoded("DTSTAMP") == datetime(2026, 7, 1, tzinfo=UTC)
    assert found["SUMMARY"] == "Điều chỉnh dự án"
    assert found["URL"] == "https://example.gov.vn/thu-tuc/1.009770/"
    assert found["DESCRIPTION"] == f"Bớt một bản sao.\n{found['URL']}"


def test_a_calendar_says_what_it_is() -> None:
    text = ics.calendar("Lịch; của, Ban", [event()], AUTHORITY)
    found = parsed(text)
    assert found["VERSION"] == "2.0"
    assert found["METHOD"] == "PUBLISH"
    for key in ("NAME", "X-WR-CALNAME"):
        assert f"\r\n{key}:Lịch\\; của\\, Ban\r\n" in text
    assert "REFRESH-INTERVAL;VALUE=DURATION:P1D\r\n" in text


def test_time_stamps_are_the_last_change() -> None:
    found = only(ics.calendar("Lịch", [event(updated_on=date(2026, 5, 2))], AUTHORITY))
    assert found.decoded("DTSTAMP") == datetime(2026, 5, 2, tzinfo=UTC)


@pytest.mark.parametrize("day", [date.min, date.max], ids=str)
def test_the_first_and_the_last_day_have_four_digits(day: date) -> None:
    assert only(ics.calendar("Lịch", [event(day=day)], AUTHORITY)).decoded("DTSTART") == day


@pytest.mark.parametrize(
    "title",
    [
        r"a, b; c\n d \, e \\ «f»: \;",
        "<script>alert(1)</script> ]]> &amp; javascript:alert(1)",
        "🏭" * 40,
        "Xây dựng " * 1111,
        "a" * 73 + "ế",
        "END:VEVENT",
    ],
    ids=["escapes", "markup", "emoji", "long", "at the fold", "keyword"],
)
def test_titles_come_back_byte_for_byte(title: str) -> None:
    assert only(ics.calendar(title, [event(title=title)], AUTHORITY))["SUMMARY"] == title


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\x85", "\u2028", "\u2029"], ids=ascii)
def test_no_line_break_in_data_begins_a_line(end: str) -> None:
    hostile = f"Một{end}END:VEVENT{end}ATTACH:https://evil.example/"
    found = only(ics.calendar(hostile, [event(title=hostile, text=hostile)], AUTHORITY))
    assert found["SUMMARY"] == "Một\nEND:VEVENT\nATTACH:https://evil.example/"
    assert "ATTACH" not in found


def test_an_address_cannot_begin_a_line() -> None:
    found = only(ics.calendar("Lịch", [event(url="https://a.example/\r\nATTACH:b ế")], AUTHORITY))
    assert found["URL"] == "https://a.example/%0AATTACH:b%20%E1%BA%BF"


def test_what_has_no_place_in_text_is_left_out() -> None:
    title = "a\0b\x1bc\ud800d\ufffee\x7ff\x9fg"
    assert only(ics.calendar("Lịch", [event(title=title)], AUTHORITY))["SUMMARY"] == "abcdefg"


@pytest.mark.parametrize("offset", range(5))
def test_lines_are_short_and_whole(offset: int) -> None:
    title = "x" * offset + "Đường ế🏭" * 50
    text = ics.calendar("Lịch", [event(title=title)], AUTHORITY)
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) <= ics.LIMIT
    assert all(line.decode().strip() for line in lines[:-1])
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)


def test_the_order_of_events_does_not_matter() -> None:
    events = [event(key="b"), event(key="a"), event(key="c", day=date(2026, 1, 1))]
    text = ics.calendar("Lịch", events, AUTHORITY)
    assert text == ics.calendar("Lịch", reversed(events), AUTHORITY)
    uids = [str(each["UID"]).split("@", maxsplit=1)[0] for each in parsed(text).walk("VEVENT")]
    assert uids == ["c", "a", "b"]
