"""How well the judged queries are answered. A drop below what was reached fails.

`success@k`: a page that was expected is among the first k. `mrr`: the mean of 1 / its place.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import pytest

from tests.search import national
from tests.search.engine import Files, answer, both_tiers, keys, site_names
from tests.search.test_queries import Query, queries
from tthc.search.rewriting import Rewriting
from tthc.terms import Language
from tthc.text import fold

Figures = dict[str, tuple[int, float, float, float]]

SITE: dict[Language, tuple[float, float, float]] = {
    "vi": (0.955, 0.99, 0.972),
    "en": (0.98, 0.99, 0.99),
}
"""Names and full texts together, as the results page shows them."""
NAMES_ONLY: dict[Language, tuple[float, float, float]] = {
    "vi": (0.935, 0.975, 0.955),
    "en": (0.98, 0.99, 0.99),
}
NATIONAL = (0.98, 0.99, 0.99)
WITHOUT_ACCENTS = 0.03
"""The most that the mean may lose when the same queries are typed without accents."""

has_national = pytest.mark.skipif(not national.NAMES.exists(), reason="the national list is absent")


def measured(rows: Sequence[Query], found: Sequence[list[str]]) -> Figures:
    """For each kind and all together: how many, success@1, success@5, mrr."""
    places = defaultdict(list)
    for row, keys_found in zip(rows, found, strict=True):
        place = next((at for at, key in enumerate(keys_found[:10]) if key in row["expected"]), None)
        for kind in (row["kind"], "all"):
            places[kind].append(place)
    return {
        kind: (
            len(each),
            sum(place == 0 for place in each) / len(each),
            sum(place is not None and place < 5 for place in each) / len(each),
            sum(1 / (place + 1) for place in each if place is not None) / len(each),
        )
        for kind, each in sorted(places.items())
    }


def show(title: str, figures: Figures) -> None:
    print(f"\n{title:20} number  success@1  success@5    mrr")
    for kind, (number, first, five, mean) in figures.items():
        print(f"  {kind:18} {number:6}  {first:9.3f}  {five:9.3f}  {mean:5.3f}")


def by_names(read: Files, rows: Sequence[Query]) -> Figures:
    return measured(
        rows, [keys(each) for each in answer(read, [r["query"] for r in rows])["found"]]
    )


def assert_reaches(figures: Figures, floor: tuple[float, float, float]) -> None:
    reached = figures["all"][1:]
    assert all(one >= least for one, least in zip(reached, floor, strict=True)), reached


@pytest.mark.parametrize("language", SITE)
def test_names_and_texts_of_this_site(language: Language) -> None:
    rows = queries(language)
    figures = measured(rows, both_tiers(language, [row["query"] for row in rows]))
    show(f"site, {language}", figures)
    assert_reaches(figures, SITE[language])


@pytest.mark.parametrize("language", NAMES_ONLY)
def test_names_of_this_site(language: Language) -> None:
    figures = by_names(site_names(language), queries(language))
    show(f"names only, {language}", figures)
    assert_reaches(figures, NAMES_ONLY[language])


def test_little_is_lost_without_accents() -> None:
    rows = queries("vi")
    plain: list[Query] = [{**row, "query": fold(row["query"])} for row in rows]
    with_accents, without = (
        measured(each, both_tiers("vi", [row["query"] for row in each])) for each in (rows, plain)
    )
    show("without accents", without)
    assert with_accents["all"][3] - without["all"][3] <= WITHOUT_ACCENTS


@cache
def national_queries() -> tuple[Query, ...]:
    return tuple(map(json.loads, national.QUERIES.read_text("utf-8").splitlines()))


@has_national
def test_all_procedures_of_the_country() -> None:
    figures = by_names(Files.of(national.documents()), national_queries())
    show("national", figures)
    assert_reaches(figures, NATIONAL)


@has_national
def test_no_query_of_the_list_is_in_a_table() -> None:
    table = Rewriting.general()
    said = {fold(phrase) for phrase in (*table.lay, *table.english, *table.dropped)}
    assert {fold(row["query"]) for row in national_queries()} & said == set()
