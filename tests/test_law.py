"""The law graph. Numbers are those of real documents where the product names them; the rest of
each document is test data."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from tests.trees import write
from tthc import catalogue
from tthc.law import LawGraph, LawStatus
from tthc.model.law import LegalDocument
from tthc.text import slug

CHAIN: list[dict[str, Any]] = [
    {"number": "61/2018/NĐ-CP", "from": "2018-06-21"},
    {"number": "118/2025/NĐ-CP", "from": "2025-07-01", "replaces": ["61-2018-nd-cp"]},
    {"number": "367/2025/NĐ-CP", "from": "2025-12-31", "amends": ["118-2025-nd-cp"]},
    {"number": "309/2026/NĐ-CP", "from": "2026-08-01", "amends": ["118-2025-nd-cp"]},
    {"number": "42/2022/NĐ-CP", "from": "2022-06-24"},
    {"number": "224/2026/NĐ-CP", "from": "2026-07-01", "repeals": ["42-2022-nd-cp"]},
]


def document(number: str, effective: str | None = None, **more: Any) -> LegalDocument:
    return LegalDocument.model_validate(
        {
            "id": slug(number),
            "number": number,
            "type": "decree",
            "title": "Dữ liệu thử",
            "issuer": "chinh-phu",
            "source": {"origins": [{"name": "Dữ liệu thử", "read_on": "2026-06-01"}]},
            **({"effective_from": effective} if effective else {}),
            **more,
        }
    )


def relation(kind: str, target: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "target": target, **more}


def chain() -> list[LegalDocument]:
    return [
        document(
            row["number"],
            row["from"],
            relations=[
                relation(kind, target)
                for kind in ("replaces", "amends", "repeals")
                for target in row.get(kind, [])
            ],
        )
        for row in CHAIN
    ]


def statuses(graph: LawGraph, *days: str) -> dict[str, list[str]]:
    return {
        each.id: [graph.status(each.id, date.fromisoformat(day)).value for day in days]
        for each in graph
    }


def test_order_of_entry_does_not_matter() -> None:
    days = ("2022-06-23", "2025-06-30", "2025-07-01", "2026-06-30", "2026-07-01", "2026-08-01")
    expected = statuses(LawGraph(chain()), *days)
    acts = [act.actor.id for act in LawGraph(chain()).acts_upon("118-2025-nd-cp")]
    assert acts == ["367-2025-nd-cp", "309-2026-nd-cp"]
    for order in permutations(chain()):
        graph = LawGraph(order)
        assert statuses(graph, *days) == expected
        assert [act.actor.id for act in graph.acts_upon("118-2025-nd-cp")] == acts


def test_statuses_of_the_chain() -> None:
    found = statuses(LawGraph(chain()), "2025-06-30", "2025-07-01", "2026-06-30", "2026-07-01")
    assert found == {
        "61-2018-nd-cp": ["in_force", "expired", "expired", "expired"],
        "118-2025-nd-cp": ["not_yet", "in_force", "in_force", "in_force"],
        "367-2025-nd-cp": ["not_yet", "not_yet", "in_force", "in_force"],
        "309-2026-nd-cp": ["not_yet", "not_yet", "not_yet", "not_yet"],
        "42-2022-nd-cp": ["in_force", "in_force", "in_force", "expired"],
        "224-2026-nd-cp": ["not_yet", "not_yet", "not_yet", "in_force"],
    }


def test_a_decree_is_in_force_until_the_day_of_its_repeal() -> None:
    graph = LawGraph(chain())
    assert graph.ends_on("42-2022-nd-cp") == date(2026, 7, 1)
    assert graph.status("42-2022-nd-cp", date(2026, 6, 30)) is LawStatus.IN_FORCE
    assert graph.status("42-2022-nd-cp", date(2026, 7, 1)) is LawStatus.EXPIRED


def test_status_changes_only_forward_on_known_days() -> None:
    graph = LawGraph(chain())
    day, changes = date(2017, 1, 1), set()
    before = statuses(graph, day.isoformat())
    while day < date(2027, 1, 1):
        day += timedelta(days=1)
        now = statuses(graph, day.isoformat())
        if now != before:
            changes.add(day.isoformat())
        before = now
    assert changes == {row["from"] for row in CHAIN}


def one(target: LegalDocument, *acts: LegalDocument) -> LawGraph:
    return LawGraph([target, *acts])


def status(graph: LawGraph, day: str) -> LawStatus:
    return graph.status("1-2020-nd-x", date.fromisoformat(day))


OLD = document("1/2020/NĐ-X", "2020-01-01")


def test_repeal_of_articles_leaves_the_rest_in_force() -> None:
    parts = relation("repeals", OLD.id, articles=["Điều 5", "khoản 2 Điều 7"])
    graph = one(OLD, document("2/2021/NĐ-X", "2021-01-01", relations=[parts]))
    assert status(graph, "2020-12-31") is LawStatus.IN_FORCE
    assert status(graph, "2021-01-01") is LawStatus.PARTLY_EXPIRED
    assert graph.ends_on(OLD.id) is None


def test_repeal_of_the_whole_outweighs_repeal_of_a_part() -> None:
    parts = document(
        "2/2021/NĐ-X", "2021-01-01", relations=[relation("repeals", OLD.id, articles=["Điều 5"])]
    )
    whole = document("3/2022/NĐ-X", "2022-01-01", relations=[relation("replaces", OLD.id)])
    for graph in (one(OLD, parts, whole), one(OLD, whole, parts)):
        assert status(graph, "2021-06-01") is LawStatus.PARTLY_EXPIRED
        assert status(graph, "2022-01-01") is LawStatus.EXPIRED


def test_suspension_ends_after_its_last_day() -> None:
    stop = relation("suspends", OLD.id, effective_from="2021-03-01", effective_until="2021-03-31")
    graph = one(OLD, document("2/2021/NĐ-X", "2021-01-01", relations=[stop]))
    found = [status(graph, day) for day in ("2021-02-28", "2021-03-01", "2021-03-31", "2021-04-01")]
    assert found == [
        LawStatus.IN_FORCE,
        LawStatus.SUSPENDED,
        LawStatus.SUSPENDED,
        LawStatus.IN_FORCE,
    ]


def test_suspension_of_articles_is_partial() -> None:
    stop = relation("suspends", OLD.id, articles=["Điều 5"])
    graph = one(OLD, document("2/2021/NĐ-X", "2021-01-01", relations=[stop]))
    assert status(graph, "2021-01-01") is LawStatus.PARTLY_SUSPENDED


@pytest.mark.parametrize("kind", ["amends", "guides", "corrects"])
def test_other_relations_leave_a_document_in_force(kind: str) -> None:
    graph = one(OLD, document("2/2021/NĐ-X", "2021-01-01", relations=[relation(kind, OLD.id)]))
    assert status(graph, "2021-01-01") is LawStatus.IN_FORCE


def test_unknown_day_of_effect_is_unknown_and_never_in_force() -> None:
    graph = one(document("1/2020/NĐ-X"))
    assert status(graph, "2030-01-01") is LawStatus.UNKNOWN


def test_a_document_without_a_known_day_ends_nothing() -> None:
    graph = one(OLD, document("2/2021/NĐ-X", relations=[relation("repeals", OLD.id)]))
    assert status(graph, "2030-01-01") is LawStatus.IN_FORCE
    assert [act.starts for act in graph.acts_upon(OLD.id)] == [None]


def test_the_day_of_a_relation_goes_before_that_of_its_document() -> None:
    later = relation("repeals", OLD.id, effective_from="2021-06-01")
    graph = one(OLD, document("2/2021/NĐ-X", "2021-01-01", relations=[later]))
    assert graph.ends_on(OLD.id) == date(2021, 6, 1)


def test_its_own_last_day_ends_a_document() -> None:
    graph = one(document("1/2020/NĐ-X", "2020-01-01", expires_on="2020-07-01"))
    assert status(graph, "2020-06-30") is LawStatus.IN_FORCE
    assert status(graph, "2020-07-01") is LawStatus.EXPIRED


def test_the_earlier_of_two_ends_counts() -> None:
    old = document("1/2020/NĐ-X", "2020-01-01", expires_on="2025-01-01")
    graph = one(
        old, document("2/2021/NĐ-X", "2021-01-01", relations=[relation("replaces", old.id)])
    )
    assert graph.ends_on(old.id) == date(2021, 1, 1)


def test_a_relation_waits_for_its_target() -> None:
    newer = document("2/2021/NĐ-X", "2021-01-01", relations=[relation("replaces", OLD.id)])
    waiting = LawGraph([newer])
    assert [(act.actor.id, act.relation.target) for act in waiting.waiting()] == [
        ("2-2021-nd-x", "1-2020-nd-x")
    ]
    assert "1-2020-nd-x" not in waiting
    arrived = LawGraph([newer, OLD])
    assert arrived.waiting() == ()
    assert status(arrived, "2021-01-01") is LawStatus.EXPIRED


def test_a_document_that_is_not_there_has_no_acts_upon_it() -> None:
    assert LawGraph([]).acts_upon("1-2020-nd-x") == ()
    assert len(LawGraph([])) == 0


ARTICLE = "khoản 2 Điều 5"
DAY = date(2021, 6, 1)


def acting(kind: str, *parts: str, **more: Any) -> LawGraph:
    """`OLD` with an act upon `parts` of it from 2021-01-01."""
    return one(
        OLD,
        document(
            "2/2021/NĐ-X",
            "2021-01-01",
            relations=[relation(kind, OLD.id, articles=list(parts), **more)],
        ),
    )


@pytest.mark.parametrize("kind", ["repeals", "replaces"])
@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["Điều 5"], LawStatus.EXPIRED),
        (["khoản 2 Điều 5"], LawStatus.EXPIRED),
        (["KHOẢN 2  điều 5"], LawStatus.EXPIRED),
        (["Điều 4 đến Điều 6"], LawStatus.EXPIRED),
        (["các khoản 1, 2 và 3 Điều 5"], LawStatus.EXPIRED),
        (["điểm a khoản 2 Điều 5"], LawStatus.PARTLY_EXPIRED),
        (["khoản 3 Điều 5", "Điều 50"], LawStatus.IN_FORCE),
        (["Chương II"], LawStatus.IN_FORCE),
        ([], LawStatus.EXPIRED),
    ],
)
def test_a_repealed_article_is_expired_though_its_decree_lives(
    kind: str, parts: list[str], expected: LawStatus
) -> None:
    graph = acting(kind, *parts)
    assert graph.article_status(OLD.id, ARTICLE, date(2020, 12, 31)) is LawStatus.IN_FORCE
    assert graph.article_status(OLD.id, ARTICLE, date(2021, 1, 1)) is expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["Điều 5"], LawStatus.SUSPENDED),
        (["điểm a khoản 2 Điều 5"], LawStatus.PARTLY_SUSPENDED),
        (["Điều 6"], LawStatus.IN_FORCE),
        ([], LawStatus.SUSPENDED),
    ],
)
def test_a_suspended_article_comes_back(parts: list[str], expected: LawStatus) -> None:
    graph = acting("suspends", *parts, effective_until="2021-12-31")
    assert graph.article_status(OLD.id, ARTICLE, DAY) is expected
    assert graph.article_status(OLD.id, ARTICLE, date(2022, 1, 1)) is LawStatus.IN_FORCE


@pytest.mark.parametrize("kind", ["amends", "corrects", "guides"])
def test_an_amended_article_is_in_force(kind: str) -> None:
    graph = acting(kind, "Điều 5")
    assert graph.article_status(OLD.id, ARTICLE, DAY) is LawStatus.IN_FORCE
    expected = [] if kind == "guides" else ["2-2021-nd-x"]
    acts = graph.acts_upon_article(OLD.id, ARTICLE)
    assert [act.actor.id for act in acts] == expected


def test_acts_upon_an_article_are_those_that_touch_it_or_name_none() -> None:
    makers = [
        ("6/2026/NĐ-X", "2026-01-01", ["điểm a khoản 2 Điều 5"]),
        ("5/2025/NĐ-X", "2025-01-01", ["Điều 6"]),
        ("4/2024/NĐ-X", "2024-01-01", []),
        ("3/2023/NĐ-X", "2023-01-01", ["Điều 5"]),
    ]
    graph = one(
        OLD,
        *(
            document(number, day, relations=[relation("amends", OLD.id, articles=parts)])
            for number, day, parts in makers
        ),
    )
    acts = graph.acts_upon_article(OLD.id, ARTICLE)
    assert [act.actor.number for act in acts] == ["3/2023/NĐ-X", "4/2024/NĐ-X", "6/2026/NĐ-X"]


def test_two_acts_may_end_an_article_together() -> None:
    acts = [
        document(
            number,
            f"202{number[0]}-01-01",
            relations=[relation("repeals", OLD.id, articles=[part])],
        )
        for number, part in (("2/X", "khoản 1 Điều 5"), ("3/X", "khoản 2 Điều 5"))
    ]
    graph = one(OLD, *acts)
    both = "khoản 1 và 2 Điều 5"
    assert graph.article_status(OLD.id, both, date(2022, 6, 1)) is LawStatus.PARTLY_EXPIRED
    assert graph.article_status(OLD.id, both, date(2023, 6, 1)) is LawStatus.EXPIRED


def test_an_article_is_never_more_in_force_than_its_document() -> None:
    later = document("1/2020/NĐ-X", "2020-01-01", expires_on="2022-01-01")
    assert one(later).article_status(OLD.id, ARTICLE, date(2019, 1, 1)) is LawStatus.NOT_YET
    assert one(later).article_status(OLD.id, ARTICLE, date(2022, 1, 1)) is LawStatus.EXPIRED
    unknown = document("1/2020/NĐ-X")
    assert one(unknown).article_status(OLD.id, ARTICLE, DAY) is LawStatus.UNKNOWN


def test_order_of_files_does_not_matter(data: Path) -> None:
    """The chain as files, read by the catalogue, in fifty orders."""
    documents = chain()
    for made in documents:
        written = made.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
        write(data / f"law/{made.id}.yml", {**written, "issuer": "bo-thu"})
    found, problems = catalogue.load(data, date(2026, 7, 1))
    assert [problem for problem in problems if problem.level == 0] == []
    days = ("2025-06-30", "2025-07-01", "2026-06-30", "2026-07-01", "2026-08-01")
    expected = None
    shuffle = random.Random(61).shuffle
    for _ in range(50):
        entries = list(found.entries)
        shuffle(entries)
        graph = catalogue.Catalogue(tuple(entries)).laws
        acts = [
            [(act.actor.id, act.relation.type, act.starts) for act in graph.acts_upon(each.id)]
            for each in graph
        ]
        articles = [
            graph.article_status(each.id, "Điều 1", date.fromisoformat(day))
            for each in graph
            for day in days
        ]
        result = (list(graph.documents), statuses(graph, *days), acts, articles)
        expected = expected or result
        assert result == expected
    assert expected and expected[1]["42-2022-nd-cp"][2:4] == ["in_force", "expired"]
