"""A change, from its note to the pages, lists and news that tell of it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path, PurePath

import pytest

from tests.conftest import TODAY
from tests.editing import commit, edit
from tests.versioning import (
    CODE,
    FIRST,
    LATER,
    NOTE,
    SECOND,
    SINCE,
    TOLD,
    days,
    english,
    ids,
    load,
    note,
    note_again,
    read,
    shorten,
    shown,
    site,
    text,
    vietnamese,
)
from tthc import addresses, problems
from tthc.feeds.files import files
from tthc.news import news
from tthc.site import Site
from tthc.stories import stories


def test_a_change_without_a_note_is_refused_by_the_name_of_its_field(repo: Path) -> None:
    shorten(repo)
    (found,) = [each for each in load(repo)[1] if each.level is problems.Level.ERROR]
    assert found.rule == "P12" and "thời hạn giải quyết (processing_time)" in found.message
    assert found.file == PurePath(f"procedures/thu-nghiem/{CODE}.yml")


@pytest.mark.parametrize("is_committed", [True, False])
def test_page_list_and_news_tell_a_change_in_the_same_words(repo: Path, is_committed: bool) -> None:
    shorten(repo)
    note(repo, SECOND, NOTE, *LATER)
    if is_committed:
        commit(repo.parent)
    told = (NOTE, TOLD, SINCE)
    found = read(repo)
    assert stories(found, CODE) == {FIRST: ("Đăng lần đầu.",), SECOND: told}
    made = site(repo)
    places = (addresses.procedure(CODE), addresses.versions(CODE))
    for page in [made[each] for each in (*places, addresses.version(CODE, SECOND))]:
        for line in told:
            assert line in text(page), page.address
    item = next(each for each in news(found, "vi") if each.key.endswith(SECOND))
    assert (item.key, item.lines) == (f"thu-tuc/{CODE}/{SECOND}", told)


def test_feeds_tell_a_change_in_the_words_of_the_page(repo: Path) -> None:
    shorten(repo)
    note(repo, SECOND, NOTE, *LATER)
    made = files(read(repo), TODAY, "vi", Site("https://example.vn/", "ban-thu", "ban-thu.vn"))
    told = {}
    for file in made:
        for item in json.loads(file.make())["items"] if file.path.endswith(".json") else ():
            if item["id"].endswith(f"{CODE}/{SECOND}"):
                told[file.path] = item["content_text"]
    assert sorted(told) == [
        "feed.json",
        "linh-vuc/thu-nghiem/feed.json",
        f"thu-tuc/{CODE}/feed.json",
    ]
    for words in told.values():
        assert words.split("\n") == [NOTE, TOLD, SINCE]


def test_a_change_is_exactly_one_piece_of_news(repo: Path) -> None:
    before = [each.key for each in news(read(repo), "vi")]
    shorten(repo)
    note(repo)
    for language in ("vi", "en"):
        keys = [each.key for each in news(read(repo), language)]
        assert [each for each in keys if each not in before] == [f"thu-tuc/{CODE}/{SECOND}"]


def test_english_tells_the_same_change(repo: Path) -> None:
    shorten(repo)
    note(repo, SECOND, NOTE, *LATER)
    assert stories(read(repo), CODE, "en")[SECOND] == (
        "Reissuance takes one day less.",
        "Time limit, case “Reissuance”: 3 → 2 working days",
        "Applies to files handed in from 1 August 2026, under Decree 901/2021/NĐ-TN, Article 7.",
    )


def test_a_mended_comma_moves_no_date_and_makes_no_news(repo: Path) -> None:
    shorten(repo)
    note(repo)
    commit(repo.parent)
    before, told = site(repo), news(read(repo), "vi")
    edit(vietnamese(repo), "text: Nộp hồ sơ.", "text: Nộp, hồ sơ.")
    commit(repo.parent)
    after = site(repo)
    assert news(read(repo), "vi") == told
    assert set(after) == set(before)
    assert {each: page.updated_on for each, page in after.items()} == {
        each: page.updated_on for each, page in before.items()
    }
    assert [each for each in after if after[each].body != before[each].body] == [
        addresses.procedure(CODE)
    ]


def test_a_minor_note_moves_no_date(repo: Path) -> None:
    address = addresses.procedure(CODE)
    before = site(repo)[address].updated_on
    with vietnamese(repo).open("a", encoding="utf-8") as file:
        file.write("  - {on: 2026-07-01, kind: minor, note: Sửa chính tả.}\n")
    english(repo).open("a").write("  - note: Typing errors.\n")
    page = site(repo)[address]
    assert "Sửa chính tả." in page.body
    assert page.updated_on == before == date(2026, 6, 1)


# Which text is a version


def test_the_version_is_the_last_text_with_its_notes(repo: Path) -> None:
    edit(vietnamese(repo), "Dành cho người cần Giấy phép", "Dành cho ai cần Giấy phép")
    edit(english(repo), "For those who need", "For all who need")
    commit(repo.parent)
    shorten(repo)
    note(repo)
    commit(repo.parent)
    first, second = read(repo).versions[CODE]
    assert first.procedure.summary == "Dành cho ai cần Giấy phép thử nghiệm."
    assert first.english and first.english.summary == "For all who need a test permit."
    assert [each.procedure.processing_time[1].value for each in (first, second)] == [3, 2]


def test_a_note_worded_better_later_is_the_same_version(repo: Path) -> None:
    shorten(repo)
    note(repo)
    commit(repo.parent)
    edit(vietnamese(repo), "note: Đăng lần đầu.", "note: Đăng lần đầu trên trang này.")
    edit(vietnamese(repo), NOTE, "Nhanh hơn.")
    commit(repo.parent)
    found = read(repo)
    assert ids(found) == [FIRST, SECOND]
    assert stories(found, CODE) == {
        FIRST: ("Đăng lần đầu trên trang này.",),
        SECOND: ("Nhanh hơn.", TOLD),
    }


def test_a_change_taken_back_with_a_note_is_a_third_version(repo: Path) -> None:
    shorten(repo)
    note(repo)
    commit(repo.parent)
    shorten(repo, 2, 3)
    note_again(repo, "2026-07-14", "Trở lại ba ngày.")
    commit(repo.parent)
    found = read(repo)
    assert ids(found) == [FIRST, SECOND, "2026-07-14"]
    assert stories(found, CODE)["2026-07-14"] == (
        "Trở lại ba ngày.",
        "Thời hạn giải quyết, trường hợp «Cấp lại»: 2 → 3 ngày làm việc",
    )


def test_a_commit_that_was_reverted_leaves_what_was_before(repo: Path) -> None:
    before = shown(repo)
    original = [path.read_bytes() for path in (vietnamese(repo), english(repo))]
    shorten(repo)
    note(repo)
    commit(repo.parent)
    for path, content in zip((vietnamese(repo), english(repo)), original, strict=True):
        path.write_bytes(content)
    commit(repo.parent)
    assert shown(repo) == before


def test_two_changes_of_one_day_are_two_versions(repo: Path) -> None:
    shorten(repo)
    note(repo)
    commit(repo.parent)
    shorten(repo, 2, 1)
    note_again(repo, SECOND, "Nhanh hơn nữa.")
    commit(repo.parent)
    found = read(repo)
    assert ids(found) == [FIRST, SECOND, f"{SECOND}-2"]
    listed = text(site(repo)[addresses.versions(CODE)])
    assert "Không hồ sơ nào: bản khác thay ngay trong ngày" in listed
    assert days(found) == 1


def test_a_procedure_that_moved_to_another_field_keeps_its_versions(repo: Path) -> None:
    shorten(repo)
    note(repo)
    fields = repo / "registers/fields.yml"
    edit(
        fields,
        "- id: thu-nghiem\n",
        "- {id: moi, name: M, name_en: M, summary: S, summary_en: S}\n- id: thu-nghiem\n",
    )
    (repo / "moi").mkdir()
    for path in (vietnamese(repo), english(repo)):
        path.rename(repo / "moi" / path.name)
    edit(repo / f"moi/{CODE}.yml", "field: thu-nghiem", "field: moi")
    for _ in range(2):
        assert ids(read(repo)) == [FIRST, SECOND]
        commit(repo.parent)


def test_what_does_not_fit_the_model_any_more_is_left_out(repo: Path) -> None:
    edit(vietnamese(repo), "level: province", "level: kingdom")
    edit(vietnamese(repo), "note: Đăng lần đầu.", "note: Đăng lần đầu!")
    commit(repo.parent)
    edit(vietnamese(repo), "level: kingdom", "level: province")
    shorten(repo)
    note(repo)
    assert read(repo).versions[CODE][0].procedure.changes[0].note == "Đăng lần đầu."


def test_what_refers_to_what_is_gone_is_left_out(repo: Path) -> None:
    shorten(repo)
    note(repo)
    edit(vietnamese(repo), "  - agency: so-thu\n    role", "  - agency: bo-thu\n    role")
    edit(vietnamese(repo), "      - agency: so-thu\n", "      - agency: bo-thu\n")
    edit(repo / "registers/agencies.yml", "- id: so-thu", "- id: so-khac")
    assert ids(read(repo)) == [SECOND]
    page = site(repo)[addresses.version(CODE, FIRST)]
    assert "không còn giữ toàn văn" in text(page) and "Đăng lần đầu." in text(page)
