"""Which version of a procedure stands on the site, by the day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.conftest import TODAY
from tests.editing import commit, edit
from tests.versioning import (
    AUGUST,
    CODE,
    FIRST,
    LATER,
    NOTE,
    SECOND,
    SINCE,
    TOLD,
    announce,
    days,
    english,
    ids,
    load,
    note,
    read,
    shorten,
    site,
    text,
    vietnamese,
)
from tthc import addresses
from tthc.news import news
from tthc.pages import Presenter, guidance
from tthc.stories import stories


@pytest.fixture
def coming(repo: Path) -> Path:
    """A change published on 10 July that applies from 1 August."""
    announce(repo)
    return repo


@pytest.mark.parametrize(
    ("day", "limit", "known"),
    [
        (date(2026, 5, 1), 3, [FIRST]),  # the site is younger than the day
        (date(2026, 6, 1), 3, [FIRST]),
        (date(2026, 7, 9), 3, [FIRST]),
        (date(2026, 7, 10), 3, [FIRST, SECOND]),
        (date(2026, 7, 31), 3, [FIRST, SECOND]),
        (AUGUST, 2, [FIRST, SECOND]),
    ],
)
def test_the_day_decides(coming: Path, day: date, limit: int, known: list[str]) -> None:
    found = read(coming, day)
    assert (days(found), ids(found)) == (limit, known)
    words = found.english[CODE]
    assert words.processing_time[1].value == limit
    assert [each.id for each in found.coming(CODE)] == known[1:][: limit - 2]
    assert [
        each.key for each in news(found, "vi") if each.procedures == (CODE,) and not each.kind
    ] == [f"thu-tuc/{CODE}/{each}" for each in reversed(known)]


def test_the_page_announces_what_is_to_come_and_keeps_what_applies(coming: Path) -> None:
    page = site(coming)[addresses.procedure(CODE)]
    assert f"Từ ngày 01/08/2026 áp dụng bản mới. {NOTE}" in text(page)
    assert "3 ngày làm việc" in page.body.split('id="han-tra"')[1].split("</section>")[0]
    assert page.updated_on == date(2026, 7, 10)
    then = site(coming, AUGUST)[addresses.procedure(CODE)]
    assert "áp dụng bản mới" not in text(then)
    assert then.updated_on == AUGUST


def test_the_page_says_for_a_year_that_it_has_changed(coming: Path) -> None:
    found = read(coming, AUGUST)
    for day, is_said in ((AUGUST, True), (date(2027, 7, 31), True), (date(2027, 8, 1), False)):
        page = guidance.page(Presenter(found, day), CODE)
        assert (f"Đã thay đổi từ ngày 01/08/2026. {NOTE}" in text(page)) == is_said, day
    before = guidance.page(Presenter(read(coming, date(2026, 7, 31)), date(2026, 7, 31)), CODE)
    other = guidance.page(Presenter(found, AUGUST), "9.000002")
    assert not any('data-part="changed"' in each.body for each in (before, other))


def test_rules_look_at_what_is_written_and_not_at_what_applies(coming: Path) -> None:
    edit(vietnamese(coming), "amount: 150_000", "amount: 150 nghìn")
    assert "P18" in [each.rule for each in load(coming)[1]]


def test_each_version_has_a_page_for_ever(coming: Path) -> None:
    former, current = site(coming, AUGUST), site(coming)
    old = former[addresses.version(CODE, FIRST)]
    assert "Đây là bản cũ. Hồ sơ nộp từ 01/06/2026 đến 31/07/2026 áp dụng bản này." in text(old)
    assert "cap-lai" in old.body and "<li><strong>3 ngày làm việc</strong>" in old.body
    new = former[addresses.version(CODE, SECOND)]
    assert "Đây là bản đang áp dụng." in text(new)
    assert "Đây là bản đang áp dụng." in text(current[addresses.version(CODE, FIRST)])
    later = current[addresses.version(CODE, SECOND)]
    assert "Bản này chưa áp dụng. Hồ sơ nộp từ 01/08/2026 áp dụng bản này." in text(later)
    assert "<li><strong>2 ngày làm việc</strong>" in later.body
    for page in (old, new, later):
        assert not page.is_indexed


def test_the_list_answers_which_version_applied(coming: Path) -> None:
    listing = site(coming, AUGUST)[addresses.versions(CODE)]
    rows = listing.body.split("<li id=")[1:]
    assert ['data-from="2026-08-01" data-until=""' in each for each in rows] == [True, False]
    assert 'data-from="2026-06-01" data-until="2026-07-31"' in rows[1]
    assert "Hồ sơ nộp từ 01/06/2026 đến 31/07/2026" in rows[1]
    assert f'href="{FIRST}/"' in rows[1] and 'href="../"' in rows[0]
    assert listing.is_indexed and listing.script == "version-day.js"


def test_what_was_before_a_first_note_that_applies_later_still_applies(data: Path) -> None:
    notes = vietnamese(data).read_text(encoding="utf-8").partition("changes:\n")
    vietnamese(data).write_text(notes[0], encoding="utf-8")
    words = english(data).read_text(encoding="utf-8").partition("changes:\n")
    english(data).write_text(words[0], encoding="utf-8")
    commit(data.parent)
    for path in (vietnamese(data), english(data)):
        with path.open("a") as file:
            file.write("changes:\n")
    shorten(data)
    note(data, SECOND, NOTE, *LATER)
    found = read(data)
    assert (ids(found), days(found)) == (["ban-dau", SECOND], 3)
    assert stories(found, CODE) == {SECOND: (NOTE, TOLD, SINCE)}
    listed = text(site(data)[addresses.versions(CODE)])
    assert "Hồ sơ nộp đến 31/07/2026" in listed
    assert "Bản cũ" in text(site(data, AUGUST)[addresses.versions(CODE)])
    assert addresses.version(CODE, "ban-dau") in site(data, AUGUST)


def test_a_late_note_applies_from_before_it_was_published(repo: Path) -> None:
    shorten(repo)
    note(repo, SECOND, NOTE, "effective_from: 2026-06-15")
    assert days(read(repo, date(2026, 7, 9))) == 3
    assert days(read(repo, date(2026, 7, 10))) == 2
    assert "đến 14/06/2026" in text(site(repo)[addresses.versions(CODE)])


def test_every_page_of_every_version_is_in_both_languages(coming: Path) -> None:
    for day in (TODAY, AUGUST):
        made = [
            {each for each in site(coming, day, language) if each.startswith("thu-tuc/")}
            for language in ("vi", "en")
        ]
        assert made[0] == made[1]
    page = site(coming, AUGUST, "en")[addresses.version(CODE, FIRST)]
    assert "This is a former version." in text(page)
    assert "3 working days" in page.body


def test_a_coming_version_without_english_leaves_the_english_page_as_it_is(coming: Path) -> None:
    english(coming).unlink()
    made = site(coming, TODAY, "en")
    page = made[addresses.procedure(CODE)]
    assert "A new version applies from 1 August 2026." in text(page)
    assert "3 working days" in page.body and NOTE not in page.body
    assert made[addresses.version(CODE, SECOND)].is_notice
    assert made[addresses.version(CODE, FIRST)].title.startswith("Test permit")
