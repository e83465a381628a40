"""How many bytes a phone fetches for a page. No time is measured here: `scripts/bench_pages.py`."""

from __future__ import annotations

import gzip
import hashlib
import re
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, expect

FIRST, NEXT = 75_000, 20_000
HEADERS = 700
"""Bytes around each answer, with the settings of `scripts/nginx/tthc.conf`."""
PACKED = {".html", ".css", ".js", ".json", ".svg"}
KINDS = ["", "thu-tuc/", "thu-tuc/1.009664/", "tin-chinh-sach/", "van-ban/", "en/thu-tuc/1.009645/"]


@pytest.fixture
def phone(browser: Browser) -> BrowserContext:
    return browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True)


def fetched(phone: BrowserContext, base: str, address: str) -> set[str]:
    """The addresses that the page loads, from `base`, its icon included."""
    page = phone.new_page()
    found: set[str] = set()
    page.on("request", lambda request: found.add(request.url))
    page.goto(base + address)
    page.wait_for_load_state("networkidle")
    icon = page.evaluate("document.querySelector('link[rel=icon]').href")
    page.close()
    return {url.removeprefix(base) for url in found | {icon}}


def sent(site: Path, address: str) -> int:
    """Bytes as a server sends them: the body, packed where it is text, and headers."""
    path = site / urlsplit(address).path
    file = path / "index.html" if path.is_dir() else path
    body = file.read_bytes()
    return HEADERS + len(gzip.compress(body, 6) if file.suffix in PACKED else body)


def longest(site: Path) -> str:
    found = max(site.glob("thu-tuc/*/index.html"), key=lambda file: file.stat().st_size)
    return f"thu-tuc/{found.parent.name}/"


@pytest.mark.browser
def test_pages_are_light(phone: BrowserContext, base: str, site: Path) -> None:
    home = fetched(phone, base, "")
    for address in [*KINDS, longest(site)]:
        needed = fetched(phone, base, address)
        first = sum(sent(site, each) for each in needed)
        kept = {each for each in home if "?v=" in each}
        later = sum(sent(site, each) for each in needed - kept)
        print(f"\n/{address}: {first} bytes, then {later}")
        assert first <= FIRST, address
        if not address.startswith("en/"):  # whose files stand beside the Vietnamese ones
            assert later <= NEXT, address


@pytest.mark.browser
def test_all_but_the_page_may_be_kept_for_ever(phone: BrowserContext, base: str) -> None:
    page = "thu-tuc/1.009664/"
    assert {each for each in fetched(phone, base, page) if "?v=" not in each} == {page}


def test_a_version_is_that_of_the_bytes(site: Path) -> None:
    """Also where a page of the English site and a style sheet name the file."""
    named = re.compile(r"assets/([\w./-]+)\?v=(\w+)|\.\./([\w./-]+)\?v=(\w+)")
    for root in (site, site / "en"):
        for name in ("index.html", "assets/stylesheets/site.css"):
            found = named.findall((root / name).read_text(encoding="utf-8"))
            assert len(found) >= 3
            for by_page, version, by_style, its_version in found:
                content = (root / "assets" / (by_page or by_style)).read_bytes()
                assert hashlib.sha256(content).hexdigest()[:10] == version + its_version


@pytest.mark.browser
def test_fonts_come_late_without_moving_a_line(phone: BrowserContext, base: str) -> None:
    phone.add_init_script(
        """window.moved = 0; new PerformanceObserver(list => {
          for (const { value } of list.getEntries()) moved += value
        }).observe({ type: "layout-shift", buffered: true })"""
    )
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    phone.route("**/*.woff2*", hold)
    page = phone.new_page()
    page.goto(base + "thu-tuc/1.009664/", wait_until="domcontentloaded")
    page.wait_for_timeout(1000)
    assert held
    for route in held:
        route.continue_()
    page.wait_for_timeout(500)
    assert page.evaluate("moved") == 0


def delay(route: Route) -> None:
    time.sleep(0.3)
    route.continue_()


ASKED_EARLY = "link[rel=preload][as=font]"


@pytest.mark.browser
def test_a_fast_line_brings_the_fonts_before_the_first_paint(
    phone: BrowserContext, base: str
) -> None:
    phone.add_init_script("performance.getEntriesByName = () => [{ duration: 20 }]")
    page = phone.new_page()
    page.goto(base)
    fonts = page.locator(ASKED_EARLY)
    expect(fonts).to_have_count(2)
    assert page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').length") >= 2


@pytest.mark.browser
def test_a_slow_line_brings_the_styles_first_and_then_the_fonts(
    phone: BrowserContext, base: str
) -> None:
    phone.route("**/scheme.js*", delay)
    page = phone.new_page()
    fonts: list[str] = []
    page.on("request", lambda each: fonts.append(each.url) if ".woff2" in each.url else None)
    page.goto(base, wait_until="networkidle")
    expect(page.locator(ASKED_EARLY)).to_have_count(0)
    assert len(set(fonts)) >= 2  # for the next page


@pytest.mark.browser
def test_without_scripts_the_fonts_are_asked_for_at_once(browser: Browser, base: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(base)
    expect(page.locator(ASKED_EARLY)).to_have_count(2)
    page.close()


def test_nothing_of_the_theme_is_served(site: Path) -> None:
    served = [file.relative_to(site).as_posix() for file in site.rglob("assets/*/*")]
    assert [each for each in served if "bundle" in each or "main." in each or "lunr" in each] == []


@pytest.mark.browser
@pytest.mark.parametrize("address", ["thu-tuc/", "tin-chinh-sach/"])
def test_filters_are_folded_on_a_phone_only(browser: Browser, base: str, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(base + address)
    fields = page.locator("[data-filters] select")
    expect(fields.first).to_be_hidden()
    page.locator("[data-filters] summary").focus()
    page.keyboard.press("Enter")
    expect(fields.first).to_be_visible()
    fields.first.select_option(index=1)
    page.reload()
    expect(fields.first).to_be_visible()  # since it has been chosen
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(base + address)
    expect(page.locator("[data-filters] summary")).to_be_hidden()
    expect(fields.first).to_be_visible()
    page.close()
