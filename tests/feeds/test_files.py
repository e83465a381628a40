"""Which feeds and calendars there are, and what is in which."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import icalendar
import pytest

from tests.conftest import CASES
from tthc import catalogue
from tthc.catalogue import Catalogue
from tthc.feeds.files import LIMIT, files
from tthc.feeds.topics import topics
from tthc.site import Site
from tthc.terms import Language

DAY = date(2026, 7, 15)
LAST = date(2027, 12, 31)
SITE = Site("https://example.vn/tthc/", "ban-thu", "ban-thu.example")
CHANGE = "tag:ban-thu.example,2026:thu-tuc/9.000001/2026-06-01"
UPDATE = "tag:ban-thu.example,2026:tin-chinh-sach/giam-thoi-han"
WITHDRAWN = "tag:ban-thu.example,2026:tin-chinh-sach/tin-sai"


def loaded(day: date = DAY, folder: Path = CASES) -> Catalogue:
    data = folder / ("base" if folder == CASES else "procedures")
    found, problems = catalogue.load(data, day, documents=folder / "docs", latest=LAST)
    assert [problem for problem in problems if problem.level == 0] == []
    return found


def made(day: date = DAY, language: Language = "vi", folder: Path = CASES) -> dict[str, str]:
    found = files(loaded(day, folder), day, language, SITE)
    return {each.path: each.make() for each in found}


def ids(text: str) -> list[str]:
    return [item["id"] for item in json.loads(text)["items"]]


def feeds_with(identity: str, found: dict[str, str]) -> list[str]:
    return sorted(
        name.removesuffix("feed.json")
        for name, text in found.items()
        if name.endswith(".json") and identity in ids(text)
    )


def events(text: str) -> list[tuple[str, str]]:
    calendar = icalendar.Calendar.from_ical(text.encode())
    return [
        (str(each.decoded("DTSTART")), str(each["SUMMARY"])) for each in calendar.walk("VEVENT")
    ]


def write(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_everything_one_can_follow_has_its_files() -> None:
    assert sorted(name for name in made() if "/loai/" not in name) == [
        *("feed.json", "feed.xml", "lich.ics"),
        *(f"linh-vuc/thu-nghiem/{name}" for name in ("feed.json", "feed.xml", "lich.ics")),
        *(f"thu-tuc/9.000001/{name}" for name in ("feed.json", "feed.xml", "lich.ics")),
        *(f"thu-tuc/9.000002/{name}" for name in ("feed.json", "feed.xml", "lich.ics")),
    ]
    kinds = [name for name in made() if "/loai/" in name]
    assert len(kinds) == 16 and not any(name.endswith(".ics") for name in kinds)
    assert "tin-chinh-sach/loai/chinh-sach-moi/feed.xml" in kinds


def test_english_has_feeds_of_procedures_with_english_words_only() -> None:
    assert "thu-tuc/9.000001/feed.xml" in made(language="en")
    assert "thu-tuc/9.000002/feed.xml" not in made(language="en")


def test_every_topic_has_its_own_folder() -> None:
    folders = [each.address for each in topics(loaded(), "vi")]
    assert len(folders) == len(set(folders))


def test_a_change_is_in_exactly_three_feeds() -> None:
    assert feeds_with(CHANGE, made()) == ["", "linh-vuc/thu-nghiem/", "thu-tuc/9.000001/"]


def test_a_new_change_touches_exactly_three_feeds(data: Path) -> None:
    fields = data / "registers/fields.yml"
    other = fields.read_text(encoding="utf-8").replace("id: thu-nghiem", "id: khac")
    fields.write_text(fields.read_text(encoding="utf-8") + other, encoding="utf-8")
    before = made(folder=data.parent)
    assert "linh-vuc/khac/feed.xml" in before
    write(
        data / "thu-nghiem/9.000001.yml",
        "note: Đăng lần đầu.\n",
        "note: Đăng lần đầu.\n  - {on: 2026-07-02, kind: major, note: Thêm giấy.}\n"
        "  - {on: 2026-07-03, kind: minor, note: Sửa dấu phẩy.}\n",
    )
    (data / "thu-nghiem/9.000001.en.yml").unlink()
    after = made(folder=data.parent)
    assert sorted(name for name in after if after[name] != before[name]) == sorted(
        folder + name
        for folder in ("", "linh-vuc/thu-nghiem/", "thu-tuc/9.000001/")
        for name in ("feed.xml", "feed.json")
    )
    assert feeds_with(f"{CHANGE[:-10]}2026-07-02", after) == feeds_with(CHANGE, before)


def test_an_update_is_in_the_feeds_of_its_procedures_field_and_kind() -> None:
    assert feeds_with(UPDATE, made()) == [
        "",
        "linh-vuc/thu-nghiem/",
        "thu-tuc/9.000001/",
        "thu-tuc/9.000002/",
        "tin-chinh-sach/loai/don-gian-hoa/",
    ]


def test_an_update_of_no_field_concerns_every_field() -> None:
    assert feeds_with(WITHDRAWN, made()) == [
        "",
        "linh-vuc/thu-nghiem/",
        "tin-chinh-sach/loai/thong-bao/",
    ]


def test_who_follows_a_field_hears_of_an_update_that_names_its_procedure_only(data: Path) -> None:
    update = data.parent / "docs/tin-chinh-sach/2026-07-01-giam-thoi-han.md"
    (update.with_suffix("").with_suffix(".en.md")).unlink()
    fields = data / "registers/fields.yml"
    other = fields.read_text(encoding="utf-8").replace("id: thu-nghiem", "id: khac")
    fields.write_text(fields.read_text(encoding="utf-8") + other, encoding="utf-8")
    write(update, "fields: [thu-nghiem]", "fields: [khac]")
    found = feeds_with(UPDATE, made(folder=data.parent))
    assert "linh-vuc/thu-nghiem/" in found and "linh-vuc/khac/" in found


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_tells_of_drafts_and_of_the_future(language: Language) -> None:
    for day in (date(2026, 5, 15), DAY):
        text = "".join(made(day, language).values())
        assert not any(word in text for word in ("BANNHAP", "NGAYMAI", "ban-nhap", "ngay-mai"))
    assert "NGAYMAI" in made(date(2026, 7, 16))["feed.xml"]


def test_a_change_is_news_from_its_day_on() -> None:
    assert CHANGE not in "".join(made(date(2026, 5, 31)).values())
    assert CHANGE in made(date(2026, 6, 1))["feed.xml"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_tells_when_it_was_made(language: Language) -> None:
    early, late = date(2026, 7, 20), date(2027, 1, 20)
    assert made(early, language) == made(late, language)
    assert "2027" not in "".join(made(late, language).values())


def test_ids_outlive_addresses_and_titles(data: Path) -> None:
    before = made()
    write(data / "thu-nghiem/9.000001.yml", "short_title: Giấy phép", "short_title: Phép")
    update = data.parent / "docs/tin-chinh-sach/2026-07-01-giam-thoi-han.md"
    write(update, "title: Giảm", "title: Rút ngắn")
    moved = replace(SITE, root="https://other.example/")
    found = files(loaded(folder=data.parent), DAY, "vi", moved)
    after = {each.path: each.make() for each in found}
    assert ids(after["feed.json"]) == ids(before["feed.json"])
    assert "Rút ngắn" in after["feed.json"] and "example.vn" not in "".join(after.values())
    old, new = (
        {
            str(each["UID"])
            for each in icalendar.Calendar.from_ical(found["lich.ics"]).walk("VEVENT")
        }
        for found in (before, after)
    )
    assert old == new != set()


def test_ids_tell_the_languages_apart() -> None:
    vietnamese, english = made(), made(language="en")
    for name in vietnamese.keys() & english.keys():
        if name.endswith(".json"):
            assert not set(ids(vietnamese[name])) & set(ids(english[name])), name
    assert "tag:ban-thu.example,2026:en/thu-tuc/9.000001/2026-06-01" in ids(english["feed.json"])
    assert '"url": "https://example.vn/tthc/en/thu-tuc/9.000001/"' in english["feed.json"]


def test_what_changed_last_comes_first() -> None:
    assert ids(made()["feed.json"])[:2] == [UPDATE, CHANGE]
    item = json.loads(made()["feed.json"])["items"][0]
    assert item["date_published"][:10] == "2026-07-01"
    assert item["date_modified"][:10] == "2026-07-10"


def test_the_entry_says_what_the_page_says() -> None:
    item = json.loads(made()["feed.json"])["items"][0]
    assert item["content_text"].split("\n") == [
        "Thời hạn giảm còn 7 ngày làm việc từ ngày 01/09/2026.",
        "Chờ ít hơn ba ngày.",
        "Có hiệu lực từ ngày 01/09/2026.",
        "Hạn cuối 15/08/2026. Doanh nghiệp đang chờ kết quả: Nộp lại đơn nếu muốn theo thời hạn "
        "mới.",
    ]
    assert item["tags"] == ["Thử nghiệm", "Đơn giản hóa"]
    assert json.loads(made()["feed.json"])["authors"] == [{"name": "Ban Thử nghiệm"}]


def test_what_is_withdrawn_says_so_and_is_in_no_calendar(data: Path) -> None:
    items = json.loads(made()["feed.json"])["items"]
    (item,) = [each for each in items if each["id"] == WITHDRAWN]
    assert item["title"] == "Đã rút: Tin đã rút"
    assert item["content_text"] == "Ghi sai ngày có hiệu lực."
    file = data.parent / "docs/tin-chinh-sach/2026-05-01-tin-sai.md"
    write(file, "withdrawn:\n", "effective_from: 2026-09-09\nwithdrawn:\n")
    assert "20260909" not in made(folder=data.parent)["lich.ics"]


def test_a_feed_holds_the_newest_and_that_of_a_procedure_all(data: Path) -> None:
    days = [date(2025, 1 + month, day) for month in range(6) for day in range(1, 20)]
    notes = "".join(f"  - {{on: {day}, kind: major, note: Sửa.}}\n" for day in days)
    write(data / "thu-nghiem/9.000002.yml", "review:\n", f"changes:\n{notes}review:\n")
    found = made(folder=data.parent)
    assert len(days) > LIMIT == len(ids(found["feed.json"]))
    assert len(ids(found["thu-tuc/9.000002/feed.json"])) == len(days) + len([UPDATE])
    assert "thu-tuc/9.000002/2025-01-01" not in found["feed.json"]


def test_a_feed_without_news_is_as_old_as_the_site() -> None:
    found = made()["tin-chinh-sach/loai/chinh-sach-moi/feed.xml"]
    assert "<updated>2026-05-01T00:00:00+07:00</updated>" in found
    assert "<entry>" not in found


def test_calendars_hold_the_days_of_news_and_of_law() -> None:
    law = [
        ("2021-01-01", "Luật 1/2020/QH99 có hiệu lực"),
        ("2021-05-01", "Nghị định 901/2021/NĐ-TN có hiệu lực"),
    ]
    news = [
        ("2026-08-15", "Hạn cuối: Giảm thời hạn cấp phép thử nghiệm"),
        ("2026-09-01", "Có hiệu lực: Giảm thời hạn cấp phép thử nghiệm"),
    ]
    found = made()
    assert events(found["lich.ics"]) == [*law, *news]
    assert events(found["linh-vuc/thu-nghiem/lich.ics"]) == [*law, *news]
    assert events(found["thu-tuc/9.000001/lich.ics"]) == [*law, *news]
    assert events(made(language="en")["thu-tuc/9.000001/lich.ics"])[0] == (
        "2021-01-01",
        "Law 1/2020/QH99 takes effect",
    )


def test_calendars_hold_the_end_of_law_and_of_an_update(data: Path) -> None:
    law = data / "law/901-2021-nd-tn.yml"
    write(
        law, "effective_from: 2021-05-01\n", "effective_from: 2021-05-01\nexpires_on: 2027-02-03\n"
    )
    update = data.parent / "docs/tin-chinh-sach/2026-07-01-giam-thoi-han.md"
    write(
        update,
        "effective_from: 2026-09-01\n",
        "effective_from: 2026-09-01\neffective_until: 2027-01-31\n",
    )
    assert events(made(folder=data.parent)["lich.ics"])[-2:] == [
        ("2027-01-31", "Ngày áp dụng cuối cùng: Giảm thời hạn cấp phép thử nghiệm"),
        ("2027-02-03", "Nghị định 901/2021/NĐ-TN hết hiệu lực"),
    ]


def test_a_law_that_no_procedure_of_a_field_rests_on_is_not_in_its_calendar(data: Path) -> None:
    fields = data / "registers/fields.yml"
    other = fields.read_text(encoding="utf-8").replace("id: thu-nghiem", "id: khac")
    fields.write_text(fields.read_text(encoding="utf-8") + other, encoding="utf-8")
    found = made(folder=data.parent)
    assert events(found["linh-vuc/khac/lich.ics"]) == []
    assert events(found["lich.ics"]) != []
