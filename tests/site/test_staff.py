"""The page of what staff have to do: there for them, in nobody else's way."""

from __future__ import annotations

from pathlib import Path

import icalendar

from tthc import addresses


def test_the_page_is_kept_from_readers(site: Path) -> None:
    page = (site / addresses.DUE / "index.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in page
    assert "hreflang=" not in page.split("</head>")[0]
    others = [*site.glob("*.html"), *site.glob("thu-tuc/**/*.html"), site / "sitemap.xml"]
    others += [each for each in site.glob("search/**/*") if each.is_file()]
    for file in others:
        assert b"viec-den-han" not in file.read_bytes(), file
    assert not (site / "en" / addresses.DUE).exists()
    assert b"viec-den-han/" in (site / "bao-tri/index.html").read_bytes()


def test_the_page_says_of_which_day_it_is(site: Path) -> None:
    page = (site / addresses.DUE / "index.html").read_text(encoding="utf-8")
    assert "tính đến ngày <strong>23/11/2026</strong>" in page


def test_the_calendar_stands_beside_it(site: Path) -> None:
    text = (site / addresses.DUE_CALENDAR).read_bytes()
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert events and all(str(each["UID"]).startswith("viec-den-han/") for each in events)
    assert not (site / "en" / addresses.DUE_CALENDAR).exists()
