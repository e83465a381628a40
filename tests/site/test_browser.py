"""The built site in real Chromium, as people use it."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

WIDTHS = {"phone": 360, "desktop": 1280}
KINDS = {
    "home": "",
    "catalogue": "thu-tuc/",
    "purposes": "thu-tuc/theo-muc-dich/",
    "guidance": "thu-tuc/1.009664/",
    "guidance with many cases": "thu-tuc/1.013236/",
    "versions": "thu-tuc/1.009664/phien-ban/",
    "version": "thu-tuc/1.009664/phien-ban/2026-11-23/",
    "fields": "linh-vuc/",
    "field": "linh-vuc/dau-tu/",
    "laws": "van-ban/",
    "law": "van-ban/96-2026-nd-cp/",
    "acts": "van-ban/tac-dong/",
    "guidance with a banner of law": "thu-tuc/1.013230/",
    "glossary": "thuat-ngu/",
    "gaps": "du-lieu-con-thieu/",
    "search": "tim-kiem/",
    "subscribe": "dang-ky/",
    "about": "gioi-thieu/",
    "accessibility": "kha-nang-tiep-can/",
    "handbook": "bao-tri/quy-tac/",
    "due": "bao-tri/viec-den-han/",
    "not found": "404.html",
    "English home": "en/",
    "English catalogue": "en/thu-tuc/",
    "English guidance": "en/thu-tuc/1.009664/",
    "English notice": "en/thu-tuc/1.009736/",
    "English subscribe": "en/dang-ky/",
    "English law": "en/van-ban/96-2026-nd-cp/",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_axe_finds_nothing(browser: Browser, base: str, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    violations = {}
    for kind, address in KINDS.items():
        page.goto(base + address)
        found = Axe().run(page).response["violations"]
        if found:
            violations[kind] = [
                (each["id"], [node["target"] for node in each["nodes"][:3]]) for each in found
            ]
    context.close()
    assert violations == {}


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_nothing_is_wider_than_the_screen(browser: Browser, base: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for kind, address in KINDS.items():
        page.goto(base + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, kind
    context.close()


def test_no_request_leaves_the_host_and_no_error_is_logged(page: Page, base: str) -> None:
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for address in list(KINDS.values())[:16]:
        page.goto(base + address)
        page.wait_for_load_state("networkidle")
    assert [url for url in requests if not url.startswith((base, "data:"))] == []
    assert complaints == []
    assert page.context.cookies() == []


def test_everything_reads_without_script(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(base + "thu-tuc/")
    expect(page.locator(".tt-list > [data-code]:visible")).to_have_count(39)
    expect(page.locator("[data-filters]")).to_be_hidden()
    page.goto(base + "thu-tuc/1.009664/")
    assert page.locator("article [data-part]:visible").count() == 15
    page.goto(base + "van-ban/96-2026-nd-cp/")
    expect(page.locator("[data-part=usage] li:visible").first).to_be_visible()
    context.close()


def test_search_box_finds_a_procedure(page: Page, base: str) -> None:
    page.goto(base)
    box = page.locator("header input[type=search]").first
    box.click()
    box.press_sequentially("văn phòng đại diện", delay=20)
    hit = page.locator("header a[href*='thu-tuc/2.000']").first
    expect(hit).to_be_visible(timeout=10_000)


def test_home_leads_to_a_procedure_in_two_clicks_by_purpose(page: Page, base: str) -> None:
    page.goto(base)
    page.get_by_role("link", name="Mở và duy trì văn phòng đại diện").click()
    page.get_by_role("link", name=re.compile("Cấp Giấy phép thành lập văn phòng")).first.click()
    expect(page).to_have_url(re.compile(r"/thu-tuc/2\.000063/$"))


def test_home_leads_to_a_procedure_in_two_clicks_by_field(page: Page, base: str) -> None:
    page.goto(base)
    page.locator("[data-part=fields]").get_by_role("link", name="Hoạt động xây dựng").click()
    page.locator("[data-code='1.013236'] a").first.click()
    expect(page).to_have_url(re.compile(r"/thu-tuc/1\.013236/$"))


def test_home_search_without_accents(page: Page, base: str) -> None:
    page.goto(base)
    page.locator("#tim-thu-tuc").fill("giay phep xay dung")
    page.get_by_role("button", name="Tìm thủ tục", exact=True).last.click()
    expect(page).to_have_url(base + "tim-kiem/?q=giay+phep+xay+dung")
    found = page.locator("[data-search-results] > li")
    expect(found.first).to_have_attribute("data-code", re.compile(r"1\.0132\d\d"))
    expect(page.locator("[data-search-results] > [data-code='1.013236']")).to_be_visible()


def test_filters_narrow_the_catalogue_and_say_how_far(page: Page, base: str) -> None:
    page.goto(base + "thu-tuc/")
    page.get_by_label("Lĩnh vực").select_option("dau-tu")
    expect(page.locator(".tt-list > [data-code]:visible")).to_have_count(18)
    expect(page.get_by_role("status")).to_have_text("18 thủ tục")
    page.get_by_label("Trực tuyến").select_option("full")
    shown = page.locator(".tt-list > [data-code]:visible").count()
    assert 0 < shown < 18
    page.reload()
    expect(page.locator(".tt-list > [data-code]:visible")).to_have_count(shown)
    page.get_by_role("button", name="Bỏ lọc").click()
    expect(page.locator(".tt-list > [data-code]:visible")).to_have_count(39)


def test_language_switch_stays_on_the_page(page: Page, base: str) -> None:
    page.goto(base + "thu-tuc/1.009664/")
    page.get_by_role("link", name="English").first.click()
    expect(page).to_have_url(base + "en/thu-tuc/1.009664/")
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="Tiếng Việt").first.click()
    expect(page).to_have_url(base + "thu-tuc/1.009664/")
    assert page.locator("html").get_attribute("lang") == "vi"


def test_keyboard_reaches_the_content_first(page: Page, base: str) -> None:
    page.goto(base + "thu-tuc/1.009664/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_be_visible()
    assert (skip.get_attribute("href") or "").startswith("#")
