"""The same content for all contenders, and the command as a whole."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

import markdown
import pytest

from bench.build import contenders, content, data, hugo, plain
from tthc import clock

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "procedures"
AS_OF = "2026-11-23"

needs_hugo = pytest.mark.skipif(
    hugo.found() is None, reason="there is no program of Hugo on the PATH"
)


@pytest.fixture
def field(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> contenders.Field:
    monkeypatch.setenv(clock.VARIABLE, AS_OF)
    return contenders.Field(tmp_path, SOURCE, data.members(data.seeds(SOURCE), 41))


@pytest.fixture
def record(field: contenders.Field) -> content.Record:
    """A page with several cases, conditions and gaps."""
    return content.record(field.presenter(), "1.009748")


def words(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def sayings(value: Any) -> list[str]:
    """Every text in `value` that readers see."""
    if isinstance(value, dict):
        return [each for key, own in value.items() if key not in HIDDEN for each in sayings(own)]
    if isinstance(value, list):
        return [each for own in value for each in sayings(own)]
    return [value] if isinstance(value, str) and value else []


HIDDEN = ("id", "type", "today", "count", "paper_count")


def test_the_page_of_plain_mkdocs_says_everything(record: content.Record) -> None:
    text = "\n".join(plain.guidance(record))
    html = markdown.markdown(text, extensions=["attr_list", "tables"])
    shown = words(html)
    assert [each for each in sayings(record) if " ".join(each.split()) not in shown] == []
    for section in content.SECTIONS:
        assert f'id="{section["id"]}"' in html


def test_marks_of_markdown_in_data_have_no_effect(record: content.Record) -> None:
    hostile = "a | b *c* <i>d</i> [e](f) `g`"
    record["cases"][0]["papers"][0]["name"] = hostile
    text = "\n".join(plain.guidance(record))
    html = markdown.markdown(text, extensions=["attr_list", "tables"])
    assert "<td>a &#124; b *c* &lt;i&gt;d&lt;/i&gt; [e](f) `g`</td>" in html


def test_hugo_gets_every_page_and_every_list(field: contenders.Field) -> None:
    program = Path("/usr/bin/true")
    (made,) = field.contenders(["hugo"], program)
    pages = made.folder / "content/thu-tuc"
    assert len(list(pages.glob("?.*.md"))) == len(field.listed)
    listed = [json.loads(page.read_text()) for page in (pages.parent / "linh-vuc").glob("?*-*.md")]
    codes = [own["code"] for each in listed for own in each["procedures"]]
    assert sorted(codes) == sorted(each.code for each in field.listed)


def test_an_edit_reaches_hugo_and_goes_again(field: contenders.Field) -> None:
    (made,) = field.contenders(["hugo"], Path("/usr/bin/true"))
    page = made.folder / "content/thu-tuc" / f"{field.edited.code}.md"
    before = page.read_text(encoding="utf-8")
    made.change(3)
    edited = page.read_text(encoding="utf-8")
    assert json.loads(edited)["time"] != json.loads(before)["time"]
    made.change(0)
    assert page.read_text(encoding="utf-8") == before


@needs_hugo
def test_the_page_of_hugo_says_everything(field: contenders.Field, record: content.Record) -> None:
    program = hugo.found()
    assert program
    (made,) = field.contenders(["hugo"], program)
    made.measured(contenders.Phase.COLD, 1)
    page = made.site / "thu-tuc" / record["code"] / "index.html"
    shown = words(page.read_text(encoding="utf-8"))
    assert [each for each in sayings(record) if " ".join(each.split()) not in shown] == []


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "scripts/bench_build.py", "--as-of", AS_OF, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


@needs_hugo
def test_a_quick_run_measures_this_site_beside_hugo(tmp_path: Path) -> None:
    file = tmp_path / "found.json"
    done = bench("--quick", "--only", "ours,hugo", "--json", str(file))
    assert done.returncode == 0, done.stderr
    found = {
        (each["contender"], each["phase"]): each for each in json.loads(file.read_text())["results"]
    }
    assert len(found) == 6
    for own in found.values():
        assert own["size"] == 20 and own["wall"] > 0 and own["memory"] > 0
    assert found["ours", "warm"]["changed"] == found["hugo", "warm"]["changed"] == 0
    assert found["ours", "edit"]["changed"] > 0 and found["hugo", "edit"]["changed"] > 0
    assert 0.5 < found["ours", "cold"]["page"] / found["hugo", "cold"]["page"] < 2
    again = bench("--read", str(file))
    assert again.stdout == done.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--sizes", "100,nhiều"), "«nhiều» không phải số nguyên dương"),
        (("--sizes", "0"), "«0» không phải số nguyên dương"),
        (("--only", "ours,jekyll"), "không có «jekyll»"),
        (("--hugo", "khong-co"), "không có tệp khong-co"),
        (("--from", "docs/en"), "không có thủ tục nào"),
        (("--read", "README.md"), "không đọc được kết quả đo"),
    ],
)
def test_a_wrong_argument_is_told(arguments: tuple[str, ...], told: str) -> None:
    done = bench(*arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
