"""What the built guidance pages say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site.parts import Parts
from tthc.pages.guidance import PARTS

CODES = sorted(
    path.stem
    for path in (Path(__file__).resolve().parents[2] / "procedures").glob("*/[0-9].*.yml")
    if not path.name.endswith(".en.yml")
)
ORDER = ["head", *(part for _, part, _, _ in PARTS)]


def guidance(site: Path, code: str, root: str = "") -> Parts:
    return Parts(site / root / "thu-tuc" / code / "index.html")


def test_there_are_39_procedures() -> None:
    assert len(CODES) == 39


@pytest.mark.parametrize("code", CODES)
def test_page_has_every_part_in_order_and_none_is_blank(site: Path, code: str) -> None:
    page = guidance(site, code)
    assert [part for part in page.text if part in ORDER] == ORDER
    for part in ORDER[1:]:
        heading_and_more = page.words(part).split()
        assert len(heading_and_more) > 6, f"{part}: {' '.join(heading_and_more)}"


@pytest.mark.parametrize("code", CODES)
def test_page_says_that_the_board_has_not_confirmed_it(site: Path, code: str) -> None:
    page = guidance(site, code)
    assert "Chưa được Ban xác nhận" in page.words("head")
    assert "17/07/2026" in page.words("source")


def test_unknown_fee_is_not_free(site: Path) -> None:
    text = (site / "thu-tuc/1.013236/index.html").read_text(encoding="utf-8").lower()
    assert "miễn phí" not in text
    assert not re.search(r"không thu\b", text)
    page = guidance(site, "1.013236")
    assert "chưa rõ mức thu" in page.words("brief").lower()
    assert "Hội đồng nhân dân" in page.words("channels")


def test_three_limits_by_case(site: Path) -> None:
    due = guidance(site, "1.009647").words("due-date")
    assert all(f"{days} ngày làm việc" in due for days in (3, 5, 7))
    html = (site / "thu-tuc/1.009647/index.html").read_text(encoding="utf-8")
    assert "1 ngày<" not in html and "1 ngày " not in html


def test_working_days_are_named(site: Path) -> None:
    due = guidance(site, "1.009664").words("due-date")
    assert "10 ngày làm việc" in due and "5 ngày làm việc" in due
    assert "10 ngày kể" not in due


def test_limit_without_unit_is_read_from_the_words(site: Path) -> None:
    due = guidance(site, "1.009755").words("due-date")
    assert "17 ngày làm việc" in due and "17 ngày kể" not in due


def test_result_of_another_procedure_is_not_shown(site: Path) -> None:
    assert "Chưa có thông tin" in guidance(site, "1.014566").words("outputs")


def test_english_guidance_has_the_same_parts_and_numbers(site: Path) -> None:
    page = guidance(site, "1.009664", "en")
    assert [part for part in page.text if part in ORDER] == ORDER
    assert "10 working days" in page.words("due-date")
    assert "Decree" in page.words("law")


def test_page_without_english_says_so_and_is_not_for_search_engines(site: Path) -> None:
    html = (site / "en/thu-tuc/1.009736/index.html").read_text(encoding="utf-8")
    assert "not available in English yet" in html
    assert '<meta name="robots" content="noindex">' in html
    assert 'hreflang="x-default"' not in html


def test_hreflang_is_absolute_and_mutual(site: Path) -> None:
    links = []
    for root in ("", "en"):
        page = guidance(site, "1.009664", root)
        links.append(
            {
                attributes["hreflang"]: attributes["href"]
                for tag, attributes in page.tags
                if tag == "link" and "hreflang" in attributes
            }
        )
    assert links[0] == links[1]
    assert set(links[0]) == {"vi", "en", "x-default"}
    assert all(url and url.startswith("https://") for url in links[0].values())
    assert links[0]["x-default"] == links[0]["vi"]
