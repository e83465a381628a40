"""Former versions in a whole built site, and the field that leads to them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.conftest import CASES
from tests.editing import commit
from tests.site.conftest import serve
from tests.site.test_updates import built_of
from tests.versioning import CODE, FIRST, announce

LIST = f"thu-tuc/{CODE}/phien-ban/"
FORMER = f"{LIST}{FIRST}/"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the fictional data, in which a change applies since 1 August."""
    root = tmp_path_factory.mktemp("versions")
    shutil.copytree(CASES / "base", root / "procedures")
    shutil.copytree(CASES / "docs", root / "docs")
    commit(root)
    announce(root / "procedures")
    return built_of(root, "2026-08-15")


def html(folder: Path, address: str) -> str:
    return (folder / address / "index.html").read_text(encoding="utf-8")


def test_a_former_version_is_found_by_its_address_only(folder: Path) -> None:
    page = html(folder, FORMER)
    assert '<meta name="robots" content="noindex">' in page
    assert f'rel="canonical" href="https://bqlkktkcn.khanhhoa.gov.vn/{FORMER}"' in page
    for sitemap in ("sitemap.xml", "en/sitemap.xml"):
        listed = (folder / sitemap).read_text(encoding="utf-8")
        assert FORMER not in listed and LIST in listed
    for path in (folder / "search").rglob("*"):
        assert not path.is_file() or FIRST.encode() not in path.read_bytes(), path


def test_only_the_list_loads_the_script(folder: Path) -> None:
    with_script = [
        str(path.parent.relative_to(folder))
        for path in folder.rglob("index.html")
        if "version-day.js" in path.read_text(encoding="utf-8")
    ]
    assert sorted(with_script) == [f"en/{LIST}".rstrip("/"), LIST.rstrip("/")]
    assert (folder / "assets/javascripts/version-day.js").stat().st_size <= 1024


@pytest.mark.browser
@pytest.mark.parametrize(
    ("day", "address"), [("2026-07-31", FORMER), ("2026-08-01", f"thu-tuc/{CODE}/")]
)
def test_a_day_leads_to_the_version_that_applied(
    folder: Path, page: Page, day: str, address: str
) -> None:
    base = serve(folder)
    page.goto(base + LIST)
    page.get_by_label("Ngày nộp hồ sơ").fill(day)
    page.get_by_role("button", name="Mở bản áp dụng").click()
    expect(page).to_have_url(base + address)


@pytest.mark.browser
def test_a_day_before_all_versions_is_answered(folder: Path, page: Page) -> None:
    page.goto(serve(folder) + LIST)
    page.get_by_label("Ngày nộp hồ sơ").fill("2020-01-01")
    page.get_by_role("button", name="Mở bản áp dụng").click()
    expect(page.locator("[data-versions] [role=status]")).to_have_text(
        "Trang này chưa có bản nào cho ngày đó."
    )


@pytest.mark.browser
def test_the_list_answers_without_a_script(folder: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(serve(folder) + LIST)
    expect(page.locator("[data-versions]")).to_be_hidden()
    page.locator("li", has_text="từ 01/06/2026 đến 31/07/2026").get_by_role("link").click()
    expect(page.locator("[data-part=version]")).to_contain_text("Đây là bản cũ.")
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(folder: Path, browser: Browser, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    for address in (LIST, FORMER, f"en/{FORMER}", f"thu-tuc/{CODE}/"):
        page.goto(serve(folder) + address)
        assert Axe().run(page).response["violations"] == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
