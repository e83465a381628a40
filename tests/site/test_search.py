"""Searching the built site, as readers do: in the header, on the results page, and without."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.site.conftest import ROOT, serve

pytestmark = pytest.mark.browser

HITS = "[data-search-results] > li"
HOSTILE = json.loads((ROOT / "tests/search/hostile.json").read_text(encoding="utf-8"))
STATES = {
    "results": "tim-kiem/?q=giay+phep+xay+dung",
    "results of a filter": "tim-kiem/?field=dau-tu&kind=procedure",
    "no result": "tim-kiem/?q=zzxqwk",
    "hint": "tim-kiem/?q=giay phep xay dugn",
    "nearest procedures": "tim-kiem/?q=giay+phep+xay+dung&field=khoa-hoc-cong-nghe",
    "no query": "tim-kiem/",
    "English results": "en/tim-kiem/?q=investment",
}


def codes(page: Page) -> list[str | None]:
    return [each.get_attribute("data-code") for each in page.locator(HITS).all()]


def settle(page: Page) -> None:
    """Waits until the page has answered."""
    status = page.locator("[data-search-status]")
    expect(status).to_have_text(re.compile(r"kết quả|result"), timeout=10_000)


# The results page


def test_result_has_code_marks_and_facts(page: Page, base: str) -> None:
    page.goto(base + "tim-kiem/?q=giay+phep+xay+dung")
    settle(page)
    first = page.locator(HITS).first
    assert re.fullmatch(r"1\.0132\d\d", first.get_attribute("data-code") or "")
    expect(first.locator("mark").first).to_be_visible()
    facts = first.locator(".tt-facts > span").all_inner_texts()
    assert len(facts) == 4
    assert "Khánh Hòa" in facts[1] and "ngày" in facts[2]
    first.locator("a").click()
    expect(page).to_have_url(re.compile(r"/thu-tuc/1\.0132\d\d/$"))


def test_result_that_is_no_procedure_says_what_it_is(page: Page, base: str) -> None:
    page.goto(base + "tim-kiem/?q=96/2026/NĐ-CP&kind=law")
    settle(page)
    first = page.locator(HITS).first
    assert first.get_attribute("data-kind") == "law"
    assert first.get_attribute("data-code") is None
    expect(first.locator(".tt-facts > span").first).to_have_text("Văn bản")


def test_address_follows_the_query_and_leads_back_to_it(page: Page, base: str) -> None:
    page.goto(base + "tim-kiem/")
    page.get_by_label("Tên thủ tục").last.press_sequentially("văn phòng", delay=20)
    settle(page)
    expect(page).to_have_url(re.compile(r"\?q=v%C4%83n\+ph%C3%B2ng$"))
    page.get_by_label("Lĩnh vực").select_option("thuong-mai-quoc-te")
    expect(page).to_have_url(re.compile(r"&field=thuong-mai-quoc-te$"))
    others = f"{HITS}[data-code]:not([data-code^='2.0'])"
    expect(page.locator(others)).to_have_count(0)
    shown = codes(page)
    assert any(shown)
    page.goto(page.url)
    settle(page)
    expect(page.get_by_label("Lĩnh vực")).to_have_value("thuong-mai-quoc-te")
    assert codes(page) == shown
    page.get_by_role("button", name="Bỏ lọc").click()
    expect(page).to_have_url(re.compile(r"\?q=v%C4%83n\+ph%C3%B2ng$"))


def test_every_facet_narrows_and_counts(page: Page, base: str) -> None:
    page.goto(base + "tim-kiem/?kind=procedure")
    settle(page)
    expect(page.locator("[data-search-status]")).to_have_text("39 kết quả")
    for name, value in (("field", "dau-tu"), ("audience", "enterprise"), ("channel", "online")):
        choice = page.locator(f"select[name={name}]")
        label = choice.locator(f"option[value={value}]").inner_text()
        count = int(re.findall(r"\((\d+)\)$", label)[0])
        choice.select_option(value)
        expect(page).to_have_url(re.compile(f"{name}={value}"))
        expect(page.locator("[data-search-status]")).to_have_text(f"{count} kết quả")
    assert page.url.endswith("?field=dau-tu&audience=enterprise&channel=online&kind=procedure")


def test_more_results_on_demand(page: Page, base: str) -> None:
    page.goto(base + "tim-kiem/?kind=procedure")
    settle(page)
    expect(page.locator(HITS)).to_have_count(20)
    page.get_by_role("button", name="Xem thêm kết quả").press("Enter")
    expect(page.locator(HITS)).to_have_count(39)
    expect(page.get_by_role("button", name="Xem thêm kết quả")).to_be_hidden()
    assert page.evaluate("document.activeElement.closest('li')?.matches(':nth-child(21)')")


def test_no_result_still_leads_somewhere(page: Page, base: str) -> None:
    page.goto(base + "tim-kiem/?q=zzxqwk")
    settle(page)
    expect(page.locator("[data-search-status]")).to_contain_text("Không tìm thấy")
    expect(page.locator("[data-search-none]")).to_be_visible()
    expect(page.locator("#a-z")).to_be_visible()


def test_a_slip_is_taken_for_what_was_meant(page: Page, base: str) -> None:
    page.goto(base + "tim-kiem/?q=giay phep xay dugn")
    settle(page)
    assert (codes(page)[0] or "").startswith("1.0132")
    hint = page.locator("[data-search-hints] a").first
    expect(hint).to_have_text("giấy phép xây dựng")
    hint.click()
    settle(page)
    expect(page.locator("#tim-q")).to_have_value("giấy phép xây dựng")


def test_what_a_filter_hides_is_offered(page: Page, base: str) -> None:
    page.goto(base + "tim-kiem/?q=giay+phep+xay+dung&field=khoa-hoc-cong-nghe")
    settle(page)
    expect(page.locator(HITS)).to_have_count(0)
    near = page.locator("[data-search-nearest] > [data-code]")
    expect(near.first).to_have_attribute("data-code", re.compile(r"1\.0132\d\d"))
    assert 0 < near.count() <= 5


def test_what_no_name_says_is_found_in_the_texts(page: Page, base: str) -> None:
    lines = (ROOT / "tests/search/queries.text.jsonl").read_text(encoding="utf-8").splitlines()
    judged = json.loads(lines[0])
    page.goto(f"{base}tim-kiem/?q={judged['query']}")
    settle(page)
    assert codes(page)[0] in judged["expected"]


def test_names_answer_when_the_texts_do_not(page: Page, base: str) -> None:
    page.context.route("**/texts.*", lambda route: route.abort())
    page.goto(base + "tim-kiem/?q=zzxqwk")
    settle(page)
    expect(page.locator("[data-search-none]")).to_be_visible()


def test_failure_is_said_and_the_next_query_tries_again(page: Page, base: str) -> None:
    page.context.route("**/names.*", lambda route: route.abort())
    page.goto(base + "tim-kiem/?q=giay+phep")
    status = page.locator("[data-search-status]")
    expect(status).to_contain_text("Chưa tải được dữ liệu tìm kiếm")
    expect(page.locator("#a-z")).to_be_visible()
    page.context.unroute("**/names.*")
    page.locator("#tim-q").fill("giay phep xay dung")
    expect(page.locator(f"{HITS}[data-code^='1.0132']").first).to_be_visible()


def test_it_is_said_politely_how_much_was_found(page: Page, base: str) -> None:
    page.goto(base + "tim-kiem/?q=dau+tu")
    settle(page)
    status = page.get_by_role("status")
    expect(status).to_have_text(re.compile(r"^\d+ kết quả$"))
    assert status.get_attribute("aria-live") in (None, "polite")


def test_keyboard_alone_is_enough(page: Page, base: str) -> None:
    page.goto(base + "tim-kiem/")
    page.locator("#tim-q").focus()
    page.keyboard.type("giay phep xay dung")
    expect(page.locator(f"{HITS}[data-code^='1.0132']").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?q=giay\+phep\+xay\+dung$"))
    page.wait_for_timeout(300)
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('[data-search-results]')"):
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/thu-tuc/1\.0132\d\d/$"))


def test_enter_in_the_header_leads_to_the_results(page: Page, base: str) -> None:
    page.goto(base + "van-ban/")
    page.locator("header input[type=search]").fill("giay phep xay dung")
    page.keyboard.press("Enter")
    expect(page).to_have_url(base + "tim-kiem/?q=giay+phep+xay+dung")
    settle(page)
    assert (codes(page)[0] or "").startswith("1.0132")


def test_suggestions_by_keyboard(page: Page, base: str) -> None:
    page.goto(base)
    page.locator("header input[type=search]").focus()
    page.keyboard.insert_text("giay phep xay dung")  # at once: no answer to half of it
    expect(page.locator(".tt-search__results a").first).to_be_visible(timeout=10_000)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".tt-search__results a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".tt-search__panel")).to_be_hidden()
    expect(page.locator("header input[type=search]")).to_be_focused()


def test_newest_query_wins(page: Page, base: str) -> None:
    page.goto(base + "tim-kiem/")
    box = page.locator("#tim-q")
    for query in ("dau tu", "zzxqwk", "giay phep xay dung"):
        box.fill(query)
        page.wait_for_timeout(130)
    settle(page)
    page.wait_for_timeout(500)
    assert (codes(page)[0] or "").startswith("1.0132")


def test_english_side_finds_english_and_marks_what_is_not(page: Page, base: str) -> None:
    page.goto(base + "en/tim-kiem/?q=investment+registration+certificate")
    settle(page)
    assert "1.009664" in codes(page)[:2]
    assert page.locator(f"{HITS} a").first.get_attribute("lang") is None
    page.goto(base + "en/tim-kiem/?q=1.009736")
    settle(page)
    first = page.locator(HITS).first
    assert first.get_attribute("data-code") == "1.009736"
    assert first.locator("a").get_attribute("lang") == "vi"
    expect(first.locator(".tt-lang")).to_have_text("Vietnamese only")


def test_without_script_the_page_leads_on(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    for root in ("", "en/"):
        page.goto(base + root + "tim-kiem/?q=dau+tu")
        expect(page.locator("noscript a")).to_be_visible()
        expect(page.locator("#a-z li > a[href*='thu-tuc/']")).to_have_count(39)
        assert page.evaluate("document.querySelector('form[data-search]').method") == "get"
    context.close()


def test_letters_follow_the_vietnamese_alphabet(site: Path) -> None:
    html = (site / "tim-kiem/index.html").read_text(encoding="utf-8")
    letters = re.findall(r"<h3>(.)</h3>", html)
    assert letters == sorted(letters, key="AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY".index)
    assert "Đ" in letters and len(letters) == len(set(letters))


# Wherever the site stands


def test_search_works_below_a_path(page: Page, site: Path, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    shutil.copytree(site, tmp_path / "a/b")
    root = serve(tmp_path) + "a/b/"
    page.goto(root + "van-ban/96-2026-nd-cp/")
    page.locator("header input[type=search]").fill("giay phep xay dung")
    hit = page.locator(".tt-search__results a").first
    expect(hit).to_be_visible(timeout=10_000)
    assert page.evaluate("link => link.href", hit.element_handle()).startswith(root + "thu-tuc/")
    page.keyboard.press("Enter")
    settle(page)
    page.locator(HITS).first.locator("a").click()
    expect(page).to_have_url(re.compile(re.escape(root) + r"thu-tuc/1\.0132\d\d/$"))


@pytest.mark.parametrize("root", ["", "en/"])
def test_search_works_from_a_disk(page: Page, site: Path, root: str) -> None:
    page.goto(f"{site.as_uri()}/{root}index.html")
    page.locator("header input[type=search]").press_sequentially("1.009664")
    hit = page.locator(".tt-search__results a").first
    expect(hit).to_be_visible(timeout=10_000)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.as_uri()}/{root}tim-kiem/index.html?q=1.009664")
    settle(page)
    assert codes(page)[0] == "1.009664"
    page.locator(HITS).first.locator("a").click()
    expect(page).to_have_url(f"{site.as_uri()}/{root}thu-tuc/1.009664/index.html")
    expect(page.locator(".tt-guidance")).to_be_visible()


# Hostile queries


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case["name"])
def test_hostile_query_is_inert(page: Page, base: str, case: dict[str, str | int]) -> None:
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(base + "tim-kiem/")
    page.evaluate(
        """query => {
          const box = document.querySelector("#tim-q")
          box.value = query
          box.dispatchEvent(new InputEvent("input", { bubbles: true }))
        }""",
        str(case["query"]) * int(case["times"]),
    )
    page.wait_for_timeout(300)
    box = page.locator("#tim-q")
    box.fill("giay phep xay dung")
    expect(page.locator(f"{HITS}[data-code^='1.0132']").first).to_be_visible(timeout=5_000)
    assert page.evaluate("window.hacked") is None
    assert complaints == []


def test_address_can_carry_no_markup(page: Page, base: str) -> None:
    page.goto(base + 'tim-kiem/?q="><img src=x onerror="window.hacked=1">&field="><b>&kind=nothing')
    settle(page)
    assert page.evaluate("window.hacked") is None
    assert page.locator("article img[src=x]").count() == 0
    expect(page.locator("select[name=field]")).to_have_value("")


# Accessibility


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(browser: Browser, base: str, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    violations = {}

    def look(state: str) -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state
        found = Axe().run(page).response["violations"]
        if found:
            violations[state] = [
                (each["id"], [node["target"] for node in each["nodes"][:3]]) for each in found
            ]

    for state, address in STATES.items():
        page.goto(base + address)
        if "?" in address:
            settle(page)
        look(state)
    for root in ("", "en/"):
        page.goto(base + root + "van-ban/")
        page.locator("header input[type=search]").press_sequentially("1.009736")
        expect(page.locator(".tt-search__results a").first).to_be_visible(timeout=10_000)
        look(f"suggestions {root}")
    context.close()
    assert violations == {}
