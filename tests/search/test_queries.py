"""The judged queries: well formed, and about this site. How well they are answered is measured
elsewhere.

A line is a query as a reader would type it, and the keys of the pages with which that reader would
be content: the code of a procedure, or the id of a law, a term or a field. One of them is enough.
They were chosen by reading the pages, never by asking the search.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TypedDict

import pytest

from tests.conftest import TODAY
from tthc import catalogue
from tthc.text import fold

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
KINDS = frozenset("dia nodia partial form typo abbr code en nl prefix".split())
LANGUAGES = ("vi", "en")


class Query(TypedDict):
    query: str
    expected: list[str]
    kind: str


class Hostile(TypedDict):
    name: str
    query: str
    times: int


@cache
def queries(language: str) -> tuple[Query, ...]:
    """The judged queries of one side of the site."""
    lines = (HERE / f"queries.{language}.jsonl").read_text("utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def hostile() -> list[tuple[str, str]]:
    """Name and text of queries that no engine likes. A text is written once and repeated."""
    rows: list[Hostile] = json.loads((HERE / "hostile.json").read_text("ascii"))
    return [(row["name"], row["query"] * row["times"]) for row in rows]


@cache
def site() -> catalogue.Catalogue:
    return catalogue.load(ROOT / "procedures", TODAY)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_line_has_a_query_its_pages_and_its_kind(language: str) -> None:
    for row in queries(language):
        assert list(row) == ["query", "expected", "kind"], row
        assert row["query"].strip(), row
        assert row["kind"] in KINDS, row
        assert row["expected"], row
        assert len(set(row["expected"])) == len(row["expected"]), row


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_expected_is_on_this_site_under_one_name(language: str) -> None:
    found = site()
    keys = Counter(
        [
            *found.procedures,
            *(law.id for law in found.laws),
            *(term.id for term in found.glossary),
            *found.fields,
        ]
    )
    expected = {key for row in queries(language) for key in row["expected"]}
    assert {key: keys[key] for key in expected if keys[key] != 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_query_stands_twice(language: str) -> None:
    seen = Counter(
        " ".join(unicodedata.normalize("NFC", row["query"]).casefold().split())
        for row in queries(language)
    )
    assert [query for query, times in seen.items() if times > 1] == []


def test_there_are_enough_of_each_kind() -> None:
    kinds = Counter(row["kind"] for row in queries("vi"))
    assert set(kinds) == KINDS
    assert min(kinds.values()) >= 10
    assert kinds.total() >= 150
    assert len(queries("en")) >= 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_the_kind_of_forms_is_in_another_form_of_unicode(language: str) -> None:
    for row in queries(language):
        assert row["kind"] == "form" or unicodedata.is_normalized("NFC", row["query"]), row


def test_some_queries_come_in_another_form_of_unicode() -> None:
    """An editor that normalises when it saves would silently take them away."""
    forms = [row["query"] for row in queries("vi") if row["kind"] == "form"]
    assert sum(unicodedata.is_normalized("NFD", query) for query in forms) >= 5
    assert sum(not unicodedata.is_normalized("NFC", query) for query in forms) >= 7


def test_queries_are_of_the_kind_they_say() -> None:
    for row in queries("vi"):
        query = row["query"]
        if row["kind"] == "nodia":
            assert fold(query) == query, row
        elif row["kind"] == "dia":
            assert fold(query) != query.lower(), row
        elif row["kind"] == "code":
            assert any(char.isdigit() for char in query), row


def test_every_procedure_is_looked_for() -> None:
    found = site()
    for language, codes in (("vi", set(found.procedures)), ("en", set(found.english))):
        expected = {key for row in queries(language) for key in row["expected"]}
        assert codes - expected == set(), language


def test_hostile_queries_are_many_and_hostile() -> None:
    rows = hostile()
    texts = [text for _, text in rows]
    assert len({name for name, _ in rows}) == len(rows) >= 20
    assert max(map(len, texts)) >= 10_000
    assert "" in texts
    for part in ("<script>", "(a+)+", "__proto__", "\N{GRINNING FACE}", "\x00", "\u0301"):
        assert any(part in text for text in texts), part
    assert sum(any("\ud800" <= char <= "\udfff" for char in text) for text in texts) >= 2
