"""Text that tries to be markup, in every text field of real data: inert everywhere."""

from __future__ import annotations

import json
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, expect
from pydantic import BaseModel, BeforeValidator

from tests.feeds.conformance import ATOM, atom_faults, calendar_faults, json_faults
from tests.site.conftest import ROOT, build, serve
from tests.site.parts import Parts
from tthc import catalogue
from tthc.english import EnglishUpdate
from tthc.model.law import LegalDocument
from tthc.model.registers import Form, RuleException
from tthc.model.update import Attachment, PolicyUpdate
from tthc.model.walk import Place, markers, records
from tthc.shape import core

HOSTILE = (
    '"><script>window.hacked=1</script><img src=x onerror="window.hacked=1">'
    "<a href=javascript:window.hacked=1>x</a>{{ 7*7 }}{% raw %}{#"
    "](javascript:window.hacked=1){: onclick=window.hacked=1 }../../../etc/passwd&lt;b&gt;'"
)
NEEDED = {(LegalDocument, "number"), (Form, "file"), (Attachment, "file")}
"""Texts whose form a rule checks; a hostile one is refused before anything is built."""


def text_places(record: BaseModel) -> Iterator[Place]:
    """Places of all free text in `record`."""
    for place, part in records(record):
        if isinstance(part, RuleException):
            continue
        for name, info in type(part).model_fields.items():
            value = getattr(part, name)
            free = not any(isinstance(mark, BeforeValidator) for mark in markers(type(part))[name])
            if not free or (type(part), name) in NEEDED:
                continue
            if core(info.annotation) is str and value is not None:
                yield (*place, name)
            elif isinstance(value, tuple):
                yield from (
                    (*place, name, index) for index, item in enumerate(value) if type(item) is str
                )


def set_at(data: Any, place: Place, text: str) -> None:
    for key in place[:-1]:
        data = data[key]
    data[place[-1]] = f"{data[place[-1]]} {text}"


def written(record: BaseModel, data: Any) -> str:
    if not isinstance(record, PolicyUpdate | EnglishUpdate):
        return yaml.safe_dump(data, allow_unicode=True)
    front = {key: value for key, value in data.items() if key != "body"}
    return f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n\n{data.get('body', '')}\n"


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    day, documents = date(2026, 11, 23), ROOT / "docs"
    found, _ = catalogue.load(ROOT / "procedures", day, documents=documents)
    changed = 0
    for entry in found.entries:
        for place in text_places(entry.record):
            set_at(entry.source.data, (*entry.place, *place), HOSTILE)
            changed += 1
        target = folder / entry.file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(written(entry.record, entry.source.data), encoding="utf-8")
    for attachment in (ROOT / "docs/bieu-mau", ROOT / "docs/tin-chinh-sach/tep"):
        if attachment.is_dir():
            shutil.copytree(attachment, folder / attachment.relative_to(ROOT))
    assert changed > 4000
    done = build(folder / "site", "--data", str(folder / "procedures"))
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return folder / "site"


def test_no_text_became_markup(hostile_site: Path) -> None:
    seen = 0
    for path in hostile_site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        seen += html.count("{{ 7*7 }}")
        for tag, attributes in Parts(path).tags:
            assert not any(name.startswith("on") for name in attributes), (path, tag, attributes)
            assert attributes.get("src") != "x", (path, tag)
            address = (attributes.get("href") or "").lower()
            assert not address.startswith("javascript:"), (path, attributes)
        assert "<script>window.hacked" not in html, path
    assert seen > 4000


def test_nothing_runs_in_the_browser(hostile_site: Path, browser: Browser) -> None:
    base = serve(hostile_site)
    page = browser.new_page()
    for address in (
        "",
        "thu-tuc/",
        "thu-tuc/1.009664/",
        "linh-vuc/dau-tu/",
        "van-ban/96-2026-nd-cp/",
        "thuat-ngu/",
        "tin-chinh-sach/",
        "du-lieu-con-thieu/",
        "tim-kiem/?q=dau+tu",
        "en/tim-kiem/?q=dau+tu",
        "en/thu-tuc/1.009664/",
        "en/thu-tuc/1.009736/",
    ):
        page.goto(base + address)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.hacked") is None, address
    page.goto(base)
    page.locator("header input[type=search]").first.press_sequentially("đầu tư", delay=20)
    expect(page.locator("header .tt-search__results a").first).to_be_visible(timeout=10_000)
    assert page.evaluate("window.hacked") is None
    page.close()


def test_feeds_and_calendars_hold_it_as_text(hostile_site: Path) -> None:
    feeds = list(hostile_site.rglob("feed.xml"))
    assert len(feeds) > len(list(hostile_site.glob("thu-tuc/1.*")))
    for path in feeds:
        text = path.read_text(encoding="utf-8")
        assert atom_faults(text) == [], path
        for content in ET.fromstring(text).iter(f"{ATOM}content"):
            assert re.findall(r"<(?!/?p>)", content.text or "") == [], path
        assert json_faults(path.with_suffix(".json").read_text(encoding="utf-8")) == []
    assert HOSTILE in json.loads((hostile_site / "feed.json").read_bytes())["items"][0]["title"]
    for path in hostile_site.rglob("lich.ics"):
        assert calendar_faults(path.read_bytes().decode()) == [], path
