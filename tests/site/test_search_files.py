"""The files of the search: what they are called, and which are fetched when."""

from __future__ import annotations

import gzip
import json
import re
from itertools import accumulate
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.site.parts import Parts
from tthc.search.documents import Document
from tthc.search.shards import digest, identity

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("root", ["", "en"])
def test_no_page_is_in_the_index_of_the_theme(site: Path, root: str) -> None:
    index = site / root / "search/search_index.json"
    assert json.loads(index.read_text(encoding="utf-8"))["docs"] == []
    assert index.stat().st_size <= 1024


@pytest.mark.parametrize("root", ["", "en"])
def test_names_of_files_change_with_their_content(site: Path, root: str) -> None:
    folder = site / root / "search"
    own = json.loads((folder / "search_index.json").read_text(encoding="utf-8"))["config"]["files"]
    for kind in ("names", "wording", "english", "texts"):
        text = (folder / own[kind]).read_text(encoding="utf-8")
        assert own[kind] == f"{kind}.{digest(text)}.json"
    assert digest("a", "b") != digest("ab") != digest("a", "c")
    fixed = {
        path.name for path in folder.iterdir() if not re.search(r"\.[0-9a-f]{10}\.", path.name)
    }
    assert fixed == {"search_index.json", "search_index.json.js"}


@pytest.mark.parametrize("root", ["", "en"])
def test_texts_number_the_documents_by_their_keys(site: Path, root: str) -> None:
    folder = site / root / "search"
    own = json.loads((folder / "search_index.json").read_text(encoding="utf-8"))["config"]["files"]
    keys = json.loads((folder / own["names"]).read_text(encoding="utf-8"))["keys"]
    assert "1.009664" in keys and "96-2026-nd-cp" in keys and "gioi-thieu/" in keys
    table = json.loads((folder / own["texts"]).read_text(encoding="utf-8"))
    document = Document("procedure", "1.009736", "", "")
    number = identity(document, table["base"])
    postings: dict[str, list[int]] = {}
    for name in table["names"]:
        found = json.loads((folder / f"text.{name}.json").read_text(encoding="utf-8"))
        numbers = list(accumulate(found[""]))
        if posting := found.get("1.009736", {}).get(""):
            postings["1.009736"] = [numbers[place] for place in accumulate(posting[1::2])]
    assert number in postings["1.009736"]


def test_search_page_has_no_script_of_its_own(site: Path) -> None:
    def scripts(address: str) -> int:
        tags = Parts(site / address / "index.html").tags
        return sum(tag == "script" and "src" not in attributes for tag, attributes in tags)

    assert scripts("tim-kiem") == scripts("thu-tuc")


def test_nothing_is_fetched_before_the_first_query(page: Page, base: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.removeprefix(base)))
    page.goto(base)
    page.locator("header input[type=search]").focus()
    page.wait_for_load_state("networkidle")
    assert [url for url in fetched if "search" in url] == []
    page.locator("header input[type=search]").fill("giay phep xay dung")
    expect(page.locator(".tt-search__results a").first).to_be_visible(timeout=10_000)
    own = [url for url in fetched if "search" in url]
    assert [re.sub(r"[0-9a-f]{10}", "", url) for url in own if url.startswith("search/")] == [
        "search/search_index.json",
        "search/names..json",
        "search/wording..json",
    ]
    assert sorted(url.partition("?")[0] for url in own if url.startswith("assets/")) == [
        "assets/javascripts/search-box.js",
        "assets/javascripts/search-worker.js",
    ]


def test_english_is_fetched_for_words_that_are_not_vietnamese(page: Page, base: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(base + "tim-kiem/?q=gia+han+van+phong")
    first = page.locator("[data-search-results] > [data-code]").first
    expect(first).to_be_visible(timeout=10_000)
    assert [url for url in fetched if "/english." in url] == []
    with page.expect_request(re.compile("/english\\.")):
        page.locator("#tim-q").fill("relocation permit")
    expect(first).to_have_attribute("data-code", re.compile(r"1\.0132\d\d"), timeout=10_000)


def test_names_answer_when_english_does_not(page: Page, base: str) -> None:
    page.context.route("**/english.*", lambda route: route.abort())
    page.goto(base + "tim-kiem/?q=giay phep xay dugn")
    first = page.locator("[data-search-results] > [data-code]").first
    expect(first).to_have_attribute("data-code", re.compile(r"1\.0132\d\d"), timeout=10_000)


def test_worker_speaks_the_messages_of_the_theme(page: Page, base: str) -> None:
    page.goto(base)
    answers = page.evaluate(
        """async () => {
          const index = await (await fetch("search/search_index.json")).json()
          const worker = new Worker("assets/javascripts/search-worker.js")
          const answer = message => new Promise(resolve => {
            worker.onmessage = ({ data }) => resolve(data)
            worker.postMessage(message)
          })
          const { config, docs } = index
          const data = { config, docs, options: { suggest: false } }
          const ready = await answer({ type: 0, data })
          return [ready, await answer({ type: 2, data: "giay phep xay dung" })]
        }"""
    )
    assert answers[0]["type"] == 1
    assert answers[1]["type"] == 3
    (best,), *_ = answers[1]["data"]["items"]
    assert best["location"].startswith("thu-tuc/1.0132")
    assert "<mark>" in best["title"]
    assert {"location", "title", "text", "score", "tags", "terms"} <= set(best)


def served(path: Path) -> int:
    """Bytes as a server sends them."""
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


SCRIPTS = ("search-worker.js", "search-box.js")


def test_scripts_are_small_and_joined(site: Path) -> None:
    folder = site / "assets/javascripts"
    sizes = {name: served(folder / name) for name in SCRIPTS}
    print(f"\n{sizes}")
    assert sum(sizes.values()) <= 8 * 1024
    assert not (folder / "search").exists()


@pytest.mark.parametrize("root", ["", "en"])
def test_each_document_adds_few_bytes_to_the_names(site: Path, root: str) -> None:
    folder = site / root / "search"
    own = json.loads((folder / "search_index.json").read_text(encoding="utf-8"))["config"]["files"]
    names = folder / own["names"]
    count = len(json.loads(names.read_text(encoding="utf-8"))["keys"])
    print(f"\n{root or 'vi'}: {served(names)} bytes for {count} documents")
    assert served(names) <= 75 * count


@pytest.mark.parametrize("root", ["", "en"])
def test_the_first_result_costs_twenty_kilobytes_at_most(site: Path, root: str) -> None:
    folder = site / root / "search"
    stub = folder / "search_index.json"
    own = json.loads(stub.read_text(encoding="utf-8"))["config"]["files"]
    scripts = [site / "assets/javascripts" / f"search-{name}.js" for name in ("box", "worker")]
    needed = [stub, folder / own["names"], *scripts]
    assert sum(len(gzip.compress(file.read_bytes(), 9)) for file in needed) <= 20_000


@pytest.mark.parametrize("address", ["tim-kiem/?q=giay+phep", "en/tim-kiem/?q=construction+permit"])
def test_names_answer_before_anything_else_is_fetched(page: Page, base: str, address: str) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)  # and never answer

    page.context.route("**/wording.*", hold)
    page.goto(base + address)
    expect(page.locator("[data-search-results] [data-code]").first).to_be_visible()
    assert len(held) == 1
