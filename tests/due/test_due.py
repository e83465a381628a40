"""What is due on a day, in small changes to the fictional data."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path, PurePath
from typing import Any

import icalendar
import pytest

from tests.trees import Place, at, replaced, tree, write
from tthc import catalogue, problems
from tthc.due import Due, Kind, due, merged
from tthc.due.calendar import calendar
from tthc.rules.dates import PUBLICATION_DAYS

FIRST, SECOND = "thu-nghiem/9.000001.yml", "thu-nghiem/9.000002.yml"
DECREE = "law/901-2021-nd-tn.yml"
QUIET = date(2026, 6, 15)
"""A day on which nothing but the reviews of both procedures is due in the data as it is."""


def change(data: Path, file: str, *changes: tuple[Place, Any]) -> None:
    found = tree(data / file)
    for place, value in changes:
        found = replaced(found, place, value)
    write(data / file, found)


def found(data: Path, today: date, kind: Kind | None = None, **options: Any) -> list[Due]:
    loaded, reported = catalogue.load(data, today, documents=data.parent / "docs")
    wrong = [each for each in problems.errors(reported) if each.rule != "P13"]
    assert wrong == []
    return [each for each in due(loaded, today, **options) if kind in (None, each.kind)]


def sign(data: Path, signed: str, published: str | None = None) -> None:
    """Leaves one decision, signed on `signed`."""
    decision = {"number": "02/QĐ-TN", "issuer": "bo-thu", "signed_on": signed}
    if published:
        decision["published_on"] = published
    change(data, FIRST, (("decisions",), [decision]))


@pytest.mark.parametrize(
    ("today", "left", "is_overdue", "words"),
    [
        ("2026-11-30", 1, False, "còn 1 ngày"),
        ("2026-12-01", 0, False, "hôm nay"),
        ("2026-12-02", -1, True, "quá 1 ngày"),
    ],
)
def test_a_review_is_due_when_rule_p13_says_so(
    data: Path, today: str, left: int, is_overdue: bool, words: str
) -> None:
    day = date.fromisoformat(today)
    items = found(data, day, Kind.REVIEW)
    assert [each.procedures for each in items] == [("9.000001",), ("9.000002",)]
    for each in items:
        assert (each.day, each.days_left) == (date(2026, 12, 1), left)
        assert (each.is_overdue, each.remaining, each.owner) == (is_overdue, words, "ban-thu")
    _, reported = catalogue.load(data, day, documents=data.parent / "docs")
    assert sum(each.rule == "P13" for each in reported) == (2 if is_overdue else 0)


def test_a_verified_procedure_is_due_a_period_later(data: Path) -> None:
    change(data, SECOND, (("review", "verified_on"), "2026-06-10"))
    assert found(data, QUIET, Kind.REVIEW)[-1].day == date(2026, 12, 10)
    assert "10/06/2026" in found(data, QUIET, Kind.REVIEW)[-1].text


def test_reviews_are_given_to_their_owners(data: Path) -> None:
    change(data, SECOND, (("review", "owner"), "so-thu"))
    assert {each.owner: each.procedures for each in found(data, QUIET)} == {
        "ban-thu": ("9.000001",),
        "so-thu": ("9.000002",),
    }


def test_reviews_of_one_day_and_owner_can_be_seen_as_one(data: Path) -> None:
    items = found(data, QUIET)
    assert [each.procedures for each in merged(items)] == [("9.000001", "9.000002")]
    assert merged(items[:1])[0].subject == items[0].subject


@pytest.mark.parametrize(
    ("days", "left", "words"),
    [
        # no holiday: Monday 1 June → Monday 8 June
        (("2026-06-01", "2026-06-02", "2026-06-08"), 4, "còn 4 ngày làm việc"),
        (("2026-06-01", "2026-06-06", "2026-06-08"), 1, "còn 1 ngày làm việc"),
        (("2026-06-01", "2026-06-08", "2026-06-08"), 0, "hôm nay"),
        (("2026-06-01", "2026-06-09", "2026-06-08"), -1, "quá 1 ngày làm việc"),
        (("2026-06-01", "2026-06-15", "2026-06-08"), -5, "quá 5 ngày làm việc"),
        # the Saturday after the last day is late, though no working day has gone by
        (("2026-05-29", "2026-06-06", "2026-06-05"), 0, "vừa quá hạn"),
        # Thursday off
        (("2026-06-15", "2026-06-16", "2026-06-23"), 4, "còn 4 ngày làm việc"),
        # Saturday 27 June is worked
        (("2026-06-23", "2026-06-24", "2026-06-29"), 4, "còn 4 ngày làm việc"),
        (("2026-06-23", "2026-06-26", "2026-06-29"), 2, "còn 2 ngày làm việc"),
    ],
)
def test_five_working_days_are_counted_by_the_calendar(
    data: Path, days: tuple[str, str, str], left: int, words: str
) -> None:
    signed, today, last = days
    change(
        data,
        "calendar/2026.yml",
        (("days_off",), [{"on": "2026-06-18", "name": "Ngày nghỉ thử"}]),
        (("make_up_days",), [{"on": "2026-06-27", "instead_of": "2026-06-18"}]),
    )
    sign(data, signed)
    change(data, FIRST, (("changes", 0, "on"), "2026-05-01"))
    (item,) = found(data, date.fromisoformat(today), Kind.PUBLICATION)
    assert (item.day, item.days_left) == (date.fromisoformat(last), left)
    assert (item.remaining, item.is_certain) == (words, True)
    assert item.is_overdue == (today > last)
    assert item.subject == "Quyết định 02/QĐ-TN"
    assert item.file == PurePath("procedures", FIRST)


def test_the_last_day_is_that_of_rule_p11(data: Path) -> None:
    sign(data, "2026-06-01")
    (item,) = found(data, date(2026, 6, 2), Kind.PUBLICATION)
    for late, warnings in ((0, 0), (1, 1)):
        sign(data, "2026-06-01", (item.day + timedelta(days=late)).isoformat())
        _, reported = catalogue.load(data, date(2026, 7, 1), documents=data.parent / "docs")
        assert sum(each.rule == "P11" for each in reported) == warnings
    assert PUBLICATION_DAYS == 5


@pytest.mark.parametrize(
    ("published", "today", "items"),
    [
        ("2026-06-03", "2026-06-04", 0),
        ("2026-06-03", "2026-06-03", 0),
        ("2026-06-12", "2026-06-15", 0),  # late, but done: rule P11 tells
        ("2026-06-05", "2026-06-04", 1),  # planned
    ],
)
def test_a_published_decision_has_no_clock(
    data: Path, published: str, today: str, items: int
) -> None:
    sign(data, "2026-06-01", published)
    assert len(found(data, date.fromisoformat(today), Kind.PUBLICATION)) == items


def test_a_page_published_after_a_decision_was_signed_ends_its_clock(data: Path) -> None:
    sign(data, "2026-05-20")
    assert found(data, QUIET, Kind.PUBLICATION) == []
    change(data, FIRST, (("changes", 0, "kind"), "minor"))
    [item] = found(data, QUIET, Kind.PUBLICATION)
    assert item.is_overdue


def test_a_decision_has_one_clock_for_all_its_procedures(data: Path) -> None:
    sign(data, "2026-06-01")
    decision = {**tree(data / FIRST)["decisions"][0], "action": "repealed"}
    change(data, SECOND, (("decisions",), [decision]))
    (item,) = found(data, date(2026, 6, 2), Kind.PUBLICATION)
    assert item.procedures == ("9.000001", "9.000002")


@pytest.mark.parametrize("today", ["2026-12-31", "2027-01-04", "2027-03-01"])
def test_without_a_calendar_nothing_is_said_to_be_late(data: Path, today: str) -> None:
    sign(data, "2026-12-29")
    (item,) = found(data, date.fromisoformat(today), Kind.PUBLICATION)
    assert (item.day, item.is_certain, item.is_overdue) == (date(2027, 1, 5), False, False)
    assert "calendar/2027.yml" in item.text
    about = {3: "còn khoảng 3 ngày làm việc", 1: "còn khoảng 1 ngày làm việc"}
    assert item.remaining == about.get(item.days_left, "chưa rõ có quá hạn không")


def test_lateness_counted_over_a_year_without_a_calendar_is_about(data: Path) -> None:
    sign(data, "2026-12-21")
    (item,) = found(data, date(2027, 1, 4), Kind.PUBLICATION)
    assert (item.day, item.is_overdue) == (date(2026, 12, 28), True)
    assert item.remaining == "quá khoảng 5 ngày làm việc"


@pytest.mark.parametrize(("ahead", "items"), [(179, 1), (180, 1), (181, 0)])
def test_law_that_ends_is_seen_180_days_ahead(data: Path, ahead: int, items: int) -> None:
    end = QUIET + timedelta(days=ahead)
    change(data, DECREE, (("expires_on",), end.isoformat()))
    laws = found(data, QUIET, Kind.LAW_ENDS)
    assert len(laws) == items
    for each in laws:
        assert (each.day, each.days_left, each.procedures) == (end, ahead, ("9.000001",))
        assert (each.owner, each.file) == ("ban-thu", PurePath("procedures", DECREE))


def newer(data: Path, **relation: Any) -> None:
    decree = tree(data / DECREE)
    del decree["relations"]
    decree |= {"id": "903-2026-nd-tn", "number": "903/2026/NĐ-TN", "signed_on": "2026-05-01"}
    decree |= {"effective_from": "2026-08-01"}
    decree["relations"] = [{"target": "901-2021-nd-tn", **relation}]
    write(data / "law/903-2026-nd-tn.yml", decree)


def test_what_replaces_a_law_is_named_once(data: Path) -> None:
    newer(data, type="replaces")
    laws = [each for each in found(data, QUIET) if each.kind is not Kind.REVIEW]
    assert [(each.kind, each.day) for each in laws] == [(Kind.LAW_ENDS, date(2026, 8, 1))]
    assert "được thay bằng 903/2026/NĐ-TN" in laws[0].text


@pytest.mark.parametrize(
    ("relation", "day", "words"),
    [
        ({"type": "amends"}, "2026-08-01", "sửa đổi, bổ sung Nghị định 901/2021/NĐ-TN"),
        (
            {"type": "repeals", "articles": ["Điều 5"], "effective_from": "2026-09-01"},
            "2026-09-01",
            "bãi bỏ Điều 5 Nghị định 901/2021/NĐ-TN",
        ),
    ],
)
def test_what_begins_to_act_on_a_law_is_seen(
    data: Path, relation: dict[str, Any], day: str, words: str
) -> None:
    newer(data, **relation)
    (item,) = (each for each in found(data, QUIET) if each.kind is not Kind.REVIEW)
    assert (item.kind, item.day) == (Kind.LAW_BEGINS, date.fromisoformat(day))
    assert (item.subject, item.procedures) == ("Nghị định 903/2026/NĐ-TN", ("9.000001",))
    assert words in item.text


def test_a_law_on_which_a_procedure_rests_and_which_is_to_begin_is_seen(data: Path) -> None:
    change(data, DECREE, (("effective_from",), "2026-08-01"))
    (item,) = found(data, QUIET, Kind.LAW_BEGINS)
    assert (item.day, item.subject) == (date(2026, 8, 1), "Nghị định 901/2021/NĐ-TN")


def test_law_on_which_nothing_rests_is_left_out(data: Path) -> None:
    newer(data, type="replaces")
    change(data, FIRST, (("legal_basis",), tree(data / FIRST)["legal_basis"][:1]))
    assert found(data, QUIET, Kind.LAW_ENDS) == []


def test_changes_and_decisions_that_take_effect_are_seen(data: Path) -> None:
    note = {"on": "2026-06-10", "kind": "major", "note": "Bỏ một giấy tờ."}
    change(
        data,
        FIRST,
        (("changes",), [*tree(data / FIRST)["changes"], {**note, "effective_from": "2026-07-01"}]),
        (("decisions", 0, "effective_from"), "2026-07-02"),
    )
    english = tree(data / "thu-nghiem/9.000001.en.yml")
    english["changes"].append({"note": "One paper less."})
    write(data / "thu-nghiem/9.000001.en.yml", english)
    noted, decision = found(data, QUIET, Kind.EFFECT)
    assert (noted.day, decision.day) == (date(2026, 7, 1), date(2026, 7, 2))
    assert "Bỏ một giấy tờ." in noted.text
    assert decision.subject == "Quyết định 01/QĐ-TN (ban hành mới)"


UPDATE = """\
---
title: Tin thử
date: {date}
summary: Tóm tắt.
kind: notice
procedures: [{procedures}]
effective_from: 2026-07-01
effective_until: 2026-07-31
action_needed: {{who: Người nộp, what: Nộp lại, by: 2026-07-10}}
{more}source:
  origins:
    - {{name: Dữ liệu thử, read_on: 2026-06-01}}
---
Nội dung.
"""


def publish(data: Path, day: str = "2026-06-10", procedures: str = "", more: str = "") -> PurePath:
    file = data.parent / f"docs/tin-chinh-sach/{day}-tin-thu.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    text = UPDATE.format(date=day, procedures=procedures, more=more)
    file.write_text(text, encoding="utf-8")
    return PurePath("docs/tin-chinh-sach", file.name)


@pytest.mark.parametrize(
    ("procedures", "owner"), [("{code: 9.000001, effect: amended}", "ban-thu"), ("", "")]
)
def test_days_of_an_update_are_seen(data: Path, procedures: str, owner: str) -> None:
    file = publish(data, procedures=procedures)
    items = [each for each in found(data, QUIET) if each.kind is not Kind.REVIEW]
    assert [(each.kind, each.day.day) for each in items] == [
        (Kind.EFFECT, 1), (Kind.DEADLINE, 10), (Kind.EFFECT, 31),
    ]  # fmt: skip
    assert {(each.owner, each.file, each.address) for each in items} == {
        (owner, file, "tin-chinh-sach/tin-thu/")
    }
    assert items[1].text == "Hạn cuối. Người nộp: Nộp lại"


@pytest.mark.parametrize(
    ("day", "more"),
    [
        ("2026-06-10", "is_draft: true\n"),
        ("2026-06-16", ""),
        ("2026-06-10", "withdrawn: {on: 2026-06-11, why: Nhầm.}\n"),
    ],
)
def test_what_is_not_published_or_void_is_not_due(data: Path, day: str, more: str) -> None:
    publish(data, day, more=more)
    assert {each.kind for each in found(data, QUIET)} == {Kind.REVIEW}


def test_only_what_comes_within_the_span_is_listed_and_in_order(data: Path) -> None:
    publish(data)
    sign(data, "2026-06-01")
    items = found(data, QUIET, within=timedelta(days=20))
    assert [each.day for each in items] == [date(2026, 6, 8), date(2026, 7, 1)]
    assert [each.is_overdue for each in items] == [True, False]


def test_the_calendar_says_what_the_list_says(data: Path) -> None:
    publish(data)
    sign(data, "2026-06-01")
    newer(data, type="replaces")
    items = merged(found(data, QUIET))
    text = calendar(items, lambda address: f"https://example.vn/{address}", "example.vn")
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert [(each.decoded("DTSTART"), str(each["SUMMARY"])) for each in events] == [
        (each.day, f"{each.kind.label.capitalize()}: {each.subject}") for each in items
    ]
    assert len({str(each["UID"]) for each in events}) == len(items) == 6
    for event, item in zip(events, items, strict=True):
        assert item.text in str(event["DESCRIPTION"])
        assert str(event["URL"]) == f"https://example.vn/{item.address}"


def test_an_event_of_the_calendar_keeps_its_name_from_day_to_day(data: Path) -> None:
    sign(data, "2026-06-01")
    names = [
        {
            str(each["UID"])
            for each in icalendar.Calendar.from_ical(
                calendar(found(data, day), str, "example.vn")
            ).walk("VEVENT")
        }
        for day in (QUIET, QUIET + timedelta(days=1))
    ]
    assert names[0] == names[1] and len(names[0]) == 2


def test_without_anything_due_there_is_no_calendar() -> None:
    assert calendar([], str, "example.vn") == ""


def test_places_of_the_data_are_as_the_tests_take_them(data: Path) -> None:
    assert at(tree(data / FIRST), ("review", "owner")) == "ban-thu"
    assert {each.kind for each in found(data, QUIET)} == {Kind.REVIEW}
