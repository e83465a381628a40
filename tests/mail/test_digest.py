"""What the digest says: to whom, of which days, in which words."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.editing import spoil
from tests.mail.conftest import ONE_CLICK, WEEK, Publish, letter, newsroom
from tthc.mail.digest import digest
from tthc.mail.selection import LANGUAGES, Period, Selection

FIRST = Period(date(2026, 6, 1), date(2026, 6, 1))
"""The day on which the procedures of the test data were first published."""
NOTE = "    note: Đăng lần đầu.\n"


def test_no_news_is_no_digest(data: Path) -> None:
    assert letter(data) is None


@pytest.mark.parametrize(
    ("day", "is_told"),
    [("2026-07-08", False), ("2026-07-09", True), ("2026-07-15", True), ("2026-07-16", False)],
)
def test_both_ends_of_the_period_are_in_it(
    data: Path, publish: Publish, day: str, is_told: bool
) -> None:
    publish(day=day)
    assert (letter(data) is not None) == is_told


def test_drafts_are_not_told(data: Path, publish: Publish) -> None:
    publish(more="is_draft: true\n")
    assert letter(data) is None


def test_all_that_one_must_know_is_in_text_and_html(data: Path, publish: Publish) -> None:
    publish(
        title="Nộp báo cáo quý",
        kind="amended",
        summary="Mẫu báo cáo đã đổi.",
        more="severity: urgent\neffective_from: 2026-08-01\neffective_until: 2027-07-31\n"
        "fields: [thu-nghiem]\naction_needed:\n  who: Doanh nghiệp\n  what: nộp theo mẫu mới\n"
        "  by: 2026-08-15\nprocedures:\n  - code: '9.000001'\n    effect: amended\n"
        "    note: Thêm một giấy tờ.\n",
    )
    found = letter(data, languages=("vi",))
    assert found
    assert found.subject == "Khẩn: Nộp báo cáo quý (15/07/2026)"
    for words in (
        "Tin từ ngày 09/07/2026 đến hết ngày 15/07/2026",
        "Thử nghiệm",
        "Nộp báo cáo quý",
        "Khẩn · Sửa đổi, bổ sung",
        "Mẫu báo cáo đã đổi.",
        "Thêm một giấy tờ.",
        "Có hiệu lực từ ngày 01/08/2026",
        "Có hiệu lực đến hết ngày 31/07/2027",
        "Việc phải làm: Doanh nghiệp: nộp theo mẫu mới",
        "Hạn cuối: 15/08/2026",
        "https://thutuc.example.vn/tin-chinh-sach/tin-moi/",
        "https://thutuc.example.vn/huy?m=1",
    ):
        assert words in found.text
        assert words in found.html


def test_the_same_note_for_many_procedures_is_said_once(data: Path, publish: Publish) -> None:
    codes = ("9.000001", "9.000002")
    rows = "".join(
        f"  - code: '{code}'\n    effect: concerned\n    note: Mức thu chưa rõ.\n" for code in codes
    )
    publish(more=f"procedures:\n{rows}")
    found = letter(data)
    assert found
    assert found.text.count("Mức thu chưa rõ.") == 1


def test_lines_of_text_are_short_and_addresses_whole(data: Path, publish: Publish) -> None:
    publish(slug="a" + "-rat-dai" * 12, title="Tên dài " * 20, summary="Chữ nhiều " * 60)
    found = letter(data)
    assert found
    long = [line for line in found.text.split("\n") if len(line) > 72]
    assert all(re.fullmatch(r" *https://\S+", line) for line in long)


def test_vietnamese_comes_first_and_english_where_there_is_any(
    data: Path, publish: Publish
) -> None:
    publish(slug="mot", title="Tin một", english="News one")
    publish(slug="hai", title="Tin hai")
    found = {key: letter(data, languages=languages) for key, languages in LANGUAGES.items()}
    vi, en, both = found["vi"], found["en"], found["vi+en"]
    assert vi and en and both
    assert "News one" not in vi.text
    assert both.text.index("Tin hai") < both.text.index("News one")
    assert both.text.count("Tin hai") == 1
    assert both.html.index('lang="vi"') < both.html.index('lang="en"')
    assert both.languages == ("vi", "en")
    assert "https://thutuc.example.vn/en/tin-chinh-sach/mot/" in en.text


def test_readers_of_english_are_told_of_what_is_not_translated(
    data: Path, publish: Publish
) -> None:
    publish(title="Tin chưa dịch")
    found = letter(data, languages=("en",))
    assert found
    assert "Only in Vietnamese so far" in found.text
    assert re.search(r'<a [^>]*lang="vi"[^>]*>Tin chưa dịch</a>', found.html)
    assert found.languages == ("en",)


def test_important_news_leads_then_the_newest(data: Path, publish: Publish) -> None:
    publish(slug="cu", title="Tin cũ", day="2026-07-10")
    publish(slug="moi", title="Tin sau", day="2026-07-14")
    publish(slug="quan-trong", title="Tin lớn", day="2026-07-09", more="severity: important\n")
    found = letter(data)
    assert found
    places = [found.text.index(title) for title in ("Tin lớn", "Tin sau", "Tin cũ")]
    assert places == sorted(places)
    assert found.subject == "Quan trọng: Tin lớn và 2 tin khác (15/07/2026)"


@pytest.mark.parametrize(
    ("topic", "titles"),
    [
        ("all", {"Chung", "Của lĩnh vực", "Của thủ tục", "Giấy phép thử nghiệm"}),
        ("thu-nghiem", {"Chung", "Của lĩnh vực", "Của thủ tục", "Giấy phép thử nghiệm"}),
        ("linh-vuc-khac", {"Chung", "Của thủ tục"}),
        ("9.000001", {"Của thủ tục", "Giấy phép thử nghiệm"}),
        ("guidance", {"Của lĩnh vực"}),
        ("changes", {"Giấy phép thử nghiệm"}),
    ],
)
def test_a_topic_holds_its_news_only(
    data: Path, publish: Publish, topic: str, titles: set[str]
) -> None:
    fields = data / "registers/fields.yml"
    fields.write_text(
        fields.read_text(encoding="utf-8")
        + "- id: linh-vuc-khac\n  name: Khác\n  name_en: Other\n  summary: K.\n  summary_en: O.\n",
        encoding="utf-8",
    )
    (data / "thu-nghiem/9.000001.en.yml").unlink()
    spoil(
        data / "thu-nghiem/9.000001.yml",
        (NOTE, NOTE + "  - on: 2026-07-10\n    kind: major\n    note: Lệ phí giảm.\n"),
    )
    publish(slug="chung", title="Chung")
    publish(slug="linh-vuc", title="Của lĩnh vực", kind="guidance", more="fields: [thu-nghiem]\n")
    publish(
        slug="thu-tuc",
        title="Của thủ tục",
        more="procedures:\n  - code: '9.000001'\n    effect: concerned\n",
    )
    found = letter(data, topics=(topic,), languages=("vi",))
    assert found
    assert set(re.findall(r"^\* (.*)", found.text, re.MULTILINE)) == titles


def test_every_topic_has_a_name_in_both_languages(data: Path) -> None:
    topics = newsroom(data).topics
    for topic in (*topics.general, "9.000001", "9.000002"):
        assert topic in topics
        assert topics.title(topic, "vi")
        assert topics.title(topic, "en")


def test_a_corrected_comma_leaves_the_bytes_as_they_are(data: Path) -> None:
    (data / "thu-nghiem/9.000001.en.yml").unlink()
    before = letter(data, period=FIRST)
    spoil(
        data / "thu-nghiem/9.000001.yml",
        (NOTE, NOTE + "  - on: 2026-06-01\n    kind: minor\n    note: Sửa dấu phẩy.\n"),
        ("Có địa điểm thử nghiệm.", "Có địa điểm, thử nghiệm."),
    )
    assert before
    assert letter(data, period=FIRST) == before


HOSTILE = (
    "<script>alert(1)</script>",
    "]]></style><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    '=HYPERLINK("http://x")',
    "{{ 7 * 7 }}",
    "=?utf-8?q?a=0D=0ABcc:_x@y.vn?=",
    "đ" * 5000,
    "😀\u202ex",
)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_shown_and_never_obeyed(data: Path, publish: Publish, words: str) -> None:
    quoted = "'" + words.replace("'", "''") + "'"
    publish(title=quoted, summary=quoted)
    room = newsroom(data, may_be_bad=True)  # much of this the checks refuse before
    found = digest(room, Selection(WEEK), ONE_CLICK)
    assert found
    assert found.subject.isprintable()
    assert "<script" not in found.html
    assert "<img" not in found.html
    assert "49" not in found.text
    assert set(re.findall(r'href="([^"]{,11})', found.html)) == {"https://thu"}
    assert all(char.isprintable() or char == "\n" for char in found.text)


def test_nothing_is_fetched_when_the_letter_is_opened(data: Path, publish: Publish) -> None:
    publish(english="News")
    found = letter(data)
    assert found
    assert not re.search(
        r"<(img|link|script|iframe|video|object|base)|url\(|@import|src=", found.html
    )
    assert "<p style=" in found.html
    assert "@media (prefers-color-scheme: dark)" in found.html
