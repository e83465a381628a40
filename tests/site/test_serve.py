"""The preview of who edits the data."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import CASES
from tests.site.conftest import ROOT

PROCEDURE = "thu-nghiem/9.000002.yml"


@dataclass
class Served:
    data: Path
    address: str
    process: subprocess.Popen[str]

    def edit(self, old: str, new: str, path: str = PROCEDURE) -> None:
        file = self.data / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    data = tmp_path / "procedures"
    shutil.copytree(CASES / "base", data)
    shutil.copytree(CASES / "docs", tmp_path / "docs")
    command = [sys.executable, "scripts/serve.py", "--port", "0", "--as-of", "2026-07-15"]
    process = subprocess.Popen(
        [*command, "--data", str(data)],
        cwd=ROOT,
        env=os.environ | {"BOARD": "ban-thu", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout
    said = ""
    found = None
    while not found and (line := process.stdout.readline()):
        said += line
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
    assert found, said
    yield Served(data, found[0], process)
    process.terminate()
    process.wait()


def test_what_is_saved_is_on_screen_and_what_is_wrong_too(served: Served, page: Page) -> None:
    page.goto(f"{served.address}thu-tuc/9.000002/")
    before = page.locator("h1").inner_text()
    served.edit("\ntitle: ", "\nshort_title: Tên vừa sửa\ntitle: ")
    expect(page.locator("h1")).to_have_text("Tên vừa sửa", timeout=20_000)
    assert before != "Tên vừa sửa"
    served.edit("short_title: Tên vừa sửa", "short_titel: Tên vừa sửa")
    box = page.locator("[data-preview]")
    expect(box).to_contain_text("short_titel", timeout=20_000)
    expect(box).to_contain_text("9.000002.yml")
    expect(page.locator("h1")).to_have_text("Tên vừa sửa")
    page.goto(f"{served.address}en/")
    expect(box).to_contain_text("short_titel")  # also on a page opened later
    served.edit("short_titel: Tên vừa sửa", "short_title: Tên sau cùng")
    expect(box).to_have_count(0, timeout=20_000)
    page.goto(f"{served.address}khong-co/")
    assert "404" in page.title() or page.locator("h1").count() == 1


def test_a_port_that_is_taken_is_explained(served: Served) -> None:
    port = served.address.rstrip("/").rpartition(":")[2]
    done = subprocess.run(
        [sys.executable, "scripts/serve.py", "--port", port],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert port in done.stderr and "Traceback" not in done.stderr


def test_an_english_page_is_shown_anew_when_it_is_made(served: Served, page: Page) -> None:
    page.goto(f"{served.address}en/thu-tuc/9.000001/")
    served.edit(
        "\nshort_title: Test permit", "\nshort_title: Latest permit", "thu-nghiem/9.000001.en.yml"
    )
    expect(page.locator("h1")).to_contain_text("Latest permit", timeout=20_000)
