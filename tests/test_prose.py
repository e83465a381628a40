"""Front matter and text of Markdown files, with the lines on which they stand."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from tthc import prose

FILE = PurePath("docs/tin-chinh-sach/2026-07-01-tin.md")
GOOD = "---\ntitle: Tin\nkind: notice\n---\n\n\nMột.\n\nHai.\n"


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode(),
        GOOD.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("---\n", "---  \n").encode(),
    ],
    ids=["plain", "windows", "bom", "spaces"],
)
def test_every_value_keeps_its_line(content: bytes) -> None:
    source = prose.parse(content, FILE)
    assert source.problems == []
    assert source.data == {"title": "Tin", "kind": "notice", "body": "Một.\n\nHai."}
    assert [source.line(place) for place in (("title",), ("kind",), ("body",))] == [2, 3, 7]
    assert source.line(("body", 2)) == 9


def test_no_text_is_no_body() -> None:
    assert prose.parse(b"---\ntitle: a\n---\n \n", FILE).data == {"title": "a"}
    assert prose.parse(b"---\ntitle: a\n---", FILE).data == {"title": "a"}


def test_a_line_of_dashes_in_the_text_ends_nothing() -> None:
    source = prose.parse(b"---\ntitle: a\n---\nb\n\n---\nc\n", FILE)
    assert source.data["body"] == "b\n\n---\nc"


@pytest.mark.parametrize(
    ("content", "rules"),
    [
        (b"", ["Y06"]),
        (b"# Tin\n", ["Y06"]),
        (b"title: a\n---\n", ["Y06"]),
        (b"---\ntitle: a\n", ["Y06"]),
        (GOOD.encode("utf-16"), ["Y01"]),
        (b"---\ntitle: a\n---\nM\xd4t", ["Y01"]),
        (b"---\ntitle: \xff\n---\nb", ["Y01"]),
        (b"---\ntitle: a\ntitle: b\n---\nc", ["Y05"]),
        (b"---\ntitle: a\nbody: b\n---\nc", ["K02"]),
        (b"---\ntitle: &a b\n---\nc", ["Y03"]),
        (b"---\n" + b"x" * 600_000, ["Y04"]),
    ],
    ids=lambda each: None if isinstance(each, bytes) else each[0],
)
def test_what_is_wrong_is_said(content: bytes, rules: list[str]) -> None:
    assert [problem.rule for problem in prose.parse(content, FILE).problems] == rules


def test_a_fault_in_the_text_has_its_line() -> None:
    [problem] = prose.parse(b"---\ntitle: a\n---\nb\nM\xd4t", FILE).problems
    assert problem.line == 5


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    assert [each.rule for each in prose.read(tmp_path, FILE).problems] == ["Y01"]
