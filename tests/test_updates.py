"""Policy updates: who may see them when, and what other pages say of them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.conftest import CASES, TODAY
from tthc import catalogue, pages
from tthc.catalogue import Catalogue
from tthc.news import news
from tthc.terms import Language

LAST = date(2027, 12, 31)
"""Sources may have been read up to here, so that the site can be made as of any day."""


def loaded(day: date = TODAY, documents: Path = CASES / "docs") -> Catalogue:
    found, problems = catalogue.load(CASES / "base", day, documents=documents, latest=LAST)
    assert [problem for problem in problems if problem.level == 0] == []
    return found


def bodies(day: date = TODAY, language: Language = "vi") -> dict[str, str]:
    found = loaded(day)
    return {page.address: str(page.body) for page in pages.all_pages(found, day, language)}


@pytest.mark.parametrize(
    ("day", "slugs"),
    [
        (date(2026, 4, 30), []),
        (date(2026, 5, 1), ["tin-sai"]),
        (date(2026, 7, 15), ["giam-thoi-han", "tin-sai"]),
        (date(2026, 7, 16), ["ngay-mai", "giam-thoi-han", "tin-sai"]),
    ],
)
def test_an_update_is_there_from_its_day_on_and_a_draft_never(day: date, slugs: list[str]) -> None:
    assert list(loaded(day).updates) == slugs


def test_what_may_not_be_seen_is_checked_all_the_same(data: Path) -> None:
    draft = data.parent / "docs/tin-chinh-sach/2026-06-01-ban-nhap.md"
    draft.write_text(draft.read_text(encoding="utf-8").replace("notice", "tin"), encoding="utf-8")
    _, problems = catalogue.load(data, TODAY, documents=data.parent / "docs")
    assert [(each.rule, each.file.name, each.line) for each in problems] == [
        ("K04", "2026-06-01-ban-nhap.md", 5)
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_page_names_what_may_not_be_seen(language: Language) -> None:
    text = "".join(bodies(language=language).values())
    assert "BANNHAP" not in text and "NGAYMAI" not in text
    assert "ban-nhap" not in text and "ngay-mai" not in text
    assert not any("NGAYMAI" in item.title for item in news(loaded(), language))


def test_attachments_are_those_of_updates_that_may_be_seen() -> None:
    assert [each.as_posix() for each in loaded().attachments] == ["tin-chinh-sach/tep/so-sanh.txt"]


def test_procedure_law_and_field_name_the_update_and_it_names_them() -> None:
    found = bodies()
    for address in ("thu-tuc/9.000001/", "van-ban/1-2020-qh99/", "linh-vuc/thu-nghiem/"):
        assert "../../tin-chinh-sach/giam-thoi-han/" in found[address], address
        assert f"../../{address}" in found["tin-chinh-sach/giam-thoi-han/"], address


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 8, 31), "Sắp thay đổi từ ngày 01/09/2026:"),
        (date(2026, 9, 1), "Đã thay đổi từ ngày 01/09/2026:"),
        (date(2027, 8, 31), "Đã thay đổi từ ngày 01/09/2026:"),
        (date(2027, 9, 1), None),
    ],
)
def test_the_page_of_a_procedure_leads_with_its_change(day: date, words: str | None) -> None:
    found, _ = catalogue.load(CASES / "base", day, documents=CASES / "docs")
    [body] = [
        str(page.body)
        for page in pages.all_pages(found, day, "vi")
        if page.address == "thu-tuc/9.000001/"
    ]
    head = body.partition("</header>")[0]
    assert (words in head) if words else ("01/09/2026:" not in head)


def test_a_procedure_that_is_only_concerned_has_no_banner() -> None:
    head = bodies(date(2026, 7, 15))["thu-tuc/9.000002/"].partition("</header>")[0]
    assert 'data-part="update"' not in head


def test_a_withdrawn_update_keeps_its_address_with_reason_day_and_replacement() -> None:
    body = bodies()["tin-chinh-sach/tin-sai/"]
    notice = body.partition('data-part="withdrawn"')[2].partition("</div>")[0]
    assert "Ghi sai ngày có hiệu lực." in notice
    assert "03/05/2026" in notice and "../giam-thoi-han/" in notice


def test_a_replacement_that_is_not_published_is_not_named() -> None:
    body = bodies(date(2026, 6, 30))["tin-chinh-sach/tin-sai/"]
    assert "Ghi sai ngày" in body and "giam-thoi-han" not in body


def test_an_update_without_english_is_a_notice_there() -> None:
    found = loaded()
    sides = {page.address: page for page in pages.all_pages(found, TODAY, "en")}
    assert sides["tin-chinh-sach/tin-sai/"].is_notice
    english = sides["tin-chinh-sach/giam-thoi-han/"]
    assert english.title == "Shorter time limit for the test permit"
    assert "Three days less to wait." in english.body


def test_news_of_an_update_says_what_the_page_says() -> None:
    [item] = [each for each in news(loaded(), "vi") if each.key.endswith("giam-thoi-han")]
    body = bodies()["tin-chinh-sach/giam-thoi-han/"]
    assert item.lines == ("Thời hạn giảm còn 7 ngày làm việc từ ngày 01/09/2026.",
                          "Chờ ít hơn ba ngày.")  # fmt: skip
    assert all(line in body for line in item.lines)
    assert (item.published_on, item.updated_on) == (date(2026, 7, 1), date(2026, 7, 10))
    assert (item.effective_from, item.deadline) == (date(2026, 9, 1), date(2026, 8, 15))


def test_news_is_newest_first_and_says_nothing_before_its_day() -> None:
    for day in (TODAY + timedelta(days=shift) for shift in (-90, 0, 90)):
        days = [item.published_on for item in news(loaded(day), "vi") if item.kind]
        assert days == sorted(days, reverse=True)
        assert all(each <= day for each in days)
    assert days


@pytest.mark.parametrize(
    ("day", "badge"),
    [(date(2026, 6, 30), "Sắp hết hiệu lực"), (date(2026, 7, 1), "Đã hết hiệu lực")],
)
def test_news_of_a_repeal_is_not_said_to_be_in_force(data: Path, day: date, badge: str) -> None:
    (data.parent / "docs/tin-chinh-sach/2026-05-01-bai-bo.md").write_text(
        "---\ntitle: Một nghị định bị bãi bỏ\ndate: 2026-05-01\nkind: repealed\n"
        "summary: Một câu.\neffective_from: 2026-07-01\n"
        "source: {origins: [{name: Nguồn, read_on: 2026-05-01}]}\n---\n",
        encoding="utf-8",
    )
    found, problems = catalogue.load(data, day, documents=data.parent / "docs", latest=LAST)
    assert problems == []
    texts = {page.address: str(page.body) for page in pages.all_pages(found, day, "vi")}
    page = texts["tin-chinh-sach/bai-bo/"]
    assert badge in page
    assert "Hết hiệu lực từ ngày" in page
    assert "ó hiệu lực từ" not in page and "ang có hiệu lực" not in page


def test_a_minor_edit_of_an_update_moves_no_date(data: Path) -> None:
    file = data.parent / "docs/tin-chinh-sach/2026-07-01-giam-thoi-han.md"
    days = {}
    for kind in ("major", "minor"):
        text = file.read_text(encoding="utf-8").replace("kind: major", f"kind: {kind}")
        file.write_text(text, encoding="utf-8")
        found = loaded(documents=data.parent / "docs")
        [page] = [
            page
            for page in pages.all_pages(found, TODAY, "vi")
            if page.address == "tin-chinh-sach/giam-thoi-han/"
        ]
        days[kind] = page.updated_on
    assert days == {"major": date(2026, 7, 10), "minor": date(2026, 7, 1)}
