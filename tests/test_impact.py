"""What rests on which law, and what a legal act touches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, TODAY
from tests.test_law import document
from tests.trees import tree, write
from tthc import catalogue, impact, supports
from tthc.articles import Reach
from tthc.catalogue import Catalogue
from tthc.law import LawGraph
from tthc.model.law import Citation, RelationType
from tthc.model.update import PolicyUpdate
from tthc.model.walk import records
from tthc.supports import Kind

OLD, NEW = "901-2021-nd-tn", "903-2026-nd-tn"
CODE = "9.000001"
Enact = Callable[..., Catalogue]


def relation(kind: str, *parts: str, **more: str) -> dict[str, Any]:
    return {"type": kind, "target": OLD, **({"articles": list(parts)} if parts else {}), **more}


def law(identity: str, effective: str | None, *relations: dict[str, Any]) -> dict[str, Any]:
    number, year, *kind = identity.split("-")
    return {
        "id": identity,
        "number": f"{number}/{year}/" + {"nd": "NĐ-TN", "qh99": "QH99"}[kind[0]],
        "type": "decree",
        "title": "Nghị định mới",
        "issuer": "bo-thu",
        **({"effective_from": effective} if effective else {}),
        "relations": list(relations),
        "source": {"origins": [{"name": "Dữ liệu thử", "read_on": "2026-06-01"}]},
    }


@pytest.fixture
def enact(data: Path) -> Enact:
    """Adds a decree with the given relations to the data, and reads it."""

    def read(*relations: dict[str, Any], effective: str | None = "2026-07-01") -> Catalogue:
        write(data / f"law/{NEW}.yml", law(NEW, effective, *relations))
        found, problems = catalogue.load(data, TODAY, documents=data.parent / "docs")
        assert [str(each) for each in problems if each.level == 0] == []
        return found

    return read


def only(found: Catalogue) -> impact.Impact:
    """The single effect upon the old decree."""
    (each,) = impact.impacts(found, impact.effects_upon(found.laws, OLD))
    return each


def touched(found: Catalogue) -> list[tuple[str, str, Reach]]:
    return [
        (each.support.kind, supports.name(each.support, found), each.reach)
        for each in only(found).touched
    ]


def test_every_citation_in_the_data_supports_something() -> None:
    found, _ = catalogue.load(ROOT / "procedures", date(2026, 11, 23), documents=ROOT / "docs")
    resting = list(supports.supports(found.entries))
    cited = {(each.file, each.cited_in.place, each.cited_at) for each in resting}
    for entry in found.entries:
        for place, record in records(entry.record):
            if isinstance(record, Citation):
                assert (entry.file, entry.place, place) in cited
        if isinstance(entry.record, PolicyUpdate):
            for index in range(len(entry.record.laws)):
                assert (entry.file, entry.place, ("laws", index)) in cited
    assert {each.kind for each in resting} >= {Kind.PAPER, Kind.COST, Kind.FORM, Kind.TERM}
    assert all(supports.address(each) for each in resting if each.code)
    assert all(
        supports.name(each, found) for each in resting if each.kind not in (Kind.BASIS, Kind.COST)
    )


def test_each_kind_of_place_is_told_apart(data: Path) -> None:
    file = data / f"thu-nghiem/{CODE}.yml"
    procedure = tree(file)
    cited = [{"document": OLD, "articles": ["Điều 20"]}]
    procedure["cases"][0]["evidences"][0]["law"] = cited
    procedure["cases"][0]["evidences"][1]["waivers"][0]["law"] = cited
    procedure["processing_time"][0]["law"] = cited
    procedure["processing_time"][0]["pauses"] = [{"text": "Chờ bổ sung.", "law": cited}]
    procedure["channels"][0]["costs"] = [{"name": "Phí gửi", "amount": "20000", "law": cited}]
    procedure["requirements"][0]["law"] = cited
    procedure["legal_basis"][1]["articles"] = ["Điều 20"]
    procedure["recourse"] = {"text": "Gọi Ban.", "law": cited}
    procedure["changes"][0]["law"] = cited
    empty: dict[str, Any] = {}
    procedure["simplifications"] = [
        {"on": "2026-01-01", "text": "Bớt giấy.", "state": "applied", "before": empty}
        | {"after": empty, "law": cited}
    ]
    write(file, procedure)
    write(data / f"law/{NEW}.yml", law(NEW, "2026-07-01", relation("repeals", "Điều 20")))
    found, _ = catalogue.load(data, TODAY, documents=data.parent / "docs")
    kinds = [each.support.kind for each in only(found).sure]
    assert sorted(kinds) == sorted(
        [
            Kind.PAPER,
            Kind.WAIVER,
            Kind.TIME,
            Kind.PAUSE,
            Kind.COST,
            Kind.REQUIREMENT,
            Kind.BASIS,
            Kind.RECOURSE,
            Kind.CHANGE,
            Kind.SIMPLIFICATION,
        ]
    )
    for each in only(found).sure:
        written = file.read_text(encoding="utf-8").split("\n")
        assert OLD in "".join(written[each.support.line - 1 : each.support.line + 2])


def test_only_what_cites_the_article_is_touched(enact: Enact) -> None:
    sure = [
        each
        for each in touched(enact(relation("repeals", "khoản 2 điều 9")))
        if each[2] is Reach.PARTS
    ]
    assert sure == [(Kind.COST, "Lệ phí cấp Giấy phép", Reach.PARTS)]


def test_citations_without_an_article_are_doubtful(enact: Enact) -> None:
    found = only(enact(relation("amends", "Điều 9")))
    assert {each.support.kind for each in found.doubtful} == {
        Kind.WAIVER,
        Kind.BASIS,
        Kind.FORM,
    }
    assert all(each.reach is Reach.UNNAMED for each in found.doubtful)
    assert (found.procedures, found.papers) == ({CODE}, set())


def test_papers_rest_on_the_law_of_their_case_and_of_their_form(enact: Enact) -> None:
    found = only(enact(relation("amends", "Điều 5")))
    assert found.papers == {
        (CODE, ("cases", 0, "evidences", 0)),
        (CODE, ("cases", 0, "evidences", 1)),
    }
    assert [each.articles for each in found.sure] == [("Điều 5",), ("Điều 5",)]
    whole = only(enact(relation("replaces")))
    forms = [each.support for each in whole.sure if each.support.kind is Kind.FORM]
    assert [(each.code, each.file.name) for each in forms] == [
        (None, "forms.yml"),
        (CODE, "forms.yml"),
    ]


def test_an_act_on_the_whole_touches_everything(enact: Enact) -> None:
    found = enact(relation("repeals"))
    resting = supports.by_law(found.entries)[OLD]
    assert [each.support for each in only(found).sure] == resting
    assert only(found).pages == (f"thu-tuc/{CODE}/",)


def test_a_chapter_and_an_article_cannot_be_compared(enact: Enact) -> None:
    found = only(enact(relation("repeals", "Chương II")))
    assert found.sure == ()
    assert Reach.UNCLEAR in {each.reach for each in found.doubtful}


def test_an_act_on_what_nobody_cites_touches_nothing_surely(enact: Enact) -> None:
    assert only(enact(relation("repeals", "Điều 99"))).sure == ()


def test_english_words_where_there_are_any(enact: Enact) -> None:
    found = enact(relation("amends", "Điều 9"))
    (cost,) = [each.support for each in only(found).sure]
    assert supports.name(cost, found, "en") == "Permit fee"
    assert supports.address(cost) == f"thu-tuc/{CODE}/#cach-nop"


def test_policy_updates_rest_on_their_laws(enact: Enact) -> None:
    found = enact()
    updates = [each for each in supports.supports(found.entries) if each.kind is Kind.UPDATE]
    assert {supports.address(each) for each in updates} == {
        "tin-chinh-sach/giam-thoi-han/",
    }


def test_the_period_is_closed_on_both_sides(enact: Enact) -> None:
    effects = impact.effects_upon(enact(relation("amends")).laws, OLD)
    day, before, after = date(2026, 7, 1), date(2026, 6, 30), date(2026, 7, 2)
    assert impact.within(effects, day, day) == effects
    assert impact.within(effects, after, None) == impact.within(effects, None, before) == []
    assert impact.within(effects, None, None) == effects


def test_an_effect_of_an_unknown_day_is_in_no_period(enact: Enact) -> None:
    effects = impact.effects_upon(enact(relation("amends"), effective=None).laws, OLD)
    assert [each.day for each in effects] == [None]
    assert impact.within(effects, date.min, date.max) == []


def test_guides_have_no_effect_and_ends_by_own_words_have(data: Path) -> None:
    document = tree(data / f"law/{OLD}.yml")
    write(data / f"law/{OLD}.yml", {**document, "expires_on": "2027-01-01"})
    found, _ = catalogue.load(data, TODAY)
    (effect,) = impact.effects(found.laws)
    assert (effect.target, effect.act, effect.day) == (OLD, None, date(2027, 1, 1))
    assert impact.headline(effect, found.laws) == "Nghị định 901/2021/NĐ-TN tự hết hiệu lực"


def warned(found: Catalogue, day: date, checked_on: date) -> list[tuple[RelationType, int]]:
    own = [each for each in supports.supports(found.entries) if each.code == CODE]
    return [
        (each.effect.act.relation.type, len(each.touched))
        for each in impact.warnings(found.laws, own, day, checked_on)
        if each.effect.act
    ]


LONG_AGO = date(2026, 1, 1)


@pytest.mark.parametrize("kind", ["repeals", "replaces", "suspends"])
def test_lost_force_is_told_before_and_after_its_day(enact: Enact, kind: str) -> None:
    found = enact(relation(kind, "Điều 9"))
    expected = [(RelationType(kind), 1)]
    assert warned(found, date(2026, 1, 1), LONG_AGO) == []
    assert warned(found, date(2026, 1, 2), LONG_AGO) == expected
    assert warned(found, date(2027, 1, 1), date(2026, 12, 1)) == expected


@pytest.mark.parametrize("kind", ["amends", "corrects"])
def test_an_amendment_is_told_until_the_page_is_checked(enact: Enact, kind: str) -> None:
    found = enact(relation(kind, "Điều 9"))
    day = date(2026, 7, 15)
    assert warned(found, day, date(2026, 6, 30)) == [(RelationType(kind), 1)]
    assert warned(found, day, date(2026, 7, 1)) == []


def test_a_suspension_that_is_over_is_not_told(enact: Enact) -> None:
    found = enact(relation("suspends", "Điều 9", effective_until="2026-07-31"))
    assert len(warned(found, date(2026, 7, 31), LONG_AGO)) == 1
    assert warned(found, date(2026, 8, 1), LONG_AGO) == []


def test_acts_on_other_articles_are_not_told(enact: Enact) -> None:
    assert warned(enact(relation("repeals", "Điều 99", "Chương II")), TODAY, LONG_AGO) == []


def edited(before: LawGraph, after: LawGraph) -> list[tuple[bool, bool]]:
    return [(each.before is None, each.after is None) for each in impact.edits(before, after)]


def test_edits_are_what_was_added_removed_or_changed(enact: Enact) -> None:
    none = enact().laws
    one = enact(relation("repeals", "Điều 5")).laws
    other = enact(relation("repeals", "Điều 6")).laws
    later = enact(relation("repeals", "Điều 5"), effective="2026-08-01").laws
    assert edited(none, one) == [(True, False)]
    assert edited(one, none) == [(False, True)]
    assert edited(one, other) == edited(one, later) == [(False, False)]
    assert edited(one, one) == []


def test_two_relations_to_one_document_are_two_effects(enact: Enact) -> None:
    both = (relation("repeals", "Điều 5"), relation("repeals", "Điều 6"))
    assert edited(enact(both[0]).laws, enact(*both).laws) == [(True, False)]
    assert edited(enact(*both).laws, enact(*reversed(both)).laws) == []


def test_the_summary_counts_what_surely_rests(enact: Enact) -> None:
    expected = (
        "1 tác động của văn bản trong 90 ngày qua và 0 trong 180 ngày tới chạm đến "
        "1 thủ tục, 2 giấy tờ"
    )
    assert impact.summary(enact(relation("amends", "Điều 5")), TODAY) == expected


def test_headlines_say_what_is_named() -> None:
    def graph(*relations: dict[str, Any]) -> LawGraph:

        return LawGraph(
            [
                document("901/2021/NĐ-TN", "2021-05-01"),
                document("903/2026/NĐ-TN", "2026-07-01", relations=list(relations)),
            ]
        )

    def said(language: Any, *relations: dict[str, Any]) -> str:
        laws = graph(*relations)
        return impact.headline(next(iter(impact.effects(laws))), laws, language)

    parts = relation("repeals", "Điều 5", "khoản 1 Điều 6")
    assert said("vi", parts) == (
        "Nghị định 903/2026/NĐ-TN bãi bỏ Nghị định 901/2021/NĐ-TN (Điều 5; khoản 1 Điều 6)"
    )
    assert said("en", parts).endswith(
        "repeals Decree 901/2021/NĐ-TN (Article 5; Clause 1, Article 6)"
    )
    assert said("vi", relation("replaces")).endswith("(toàn bộ)")
    assert said("vi", relation("amends")).endswith("(nguồn không nêu điều khoản)")


@pytest.mark.parametrize(
    ("name", "told"), [("Phí, lệ phí", ""), ("Phí thẩm định", "Phí thẩm định")]
)
def test_a_fee_that_is_called_fee_is_named_once(data: Path, name: str, told: str) -> None:
    file = data / "thu-nghiem/9.000001.yml"
    text = file.read_text(encoding="utf-8").replace("name: Lệ phí cấp Giấy phép", f"name: {name}")
    file.write_text(text, encoding="utf-8")
    found, _ = catalogue.load(data, TODAY, documents=data.parent / "docs")
    costs = [each for each in supports.supports(found.entries) if each.kind is Kind.COST]
    assert [supports.name(each, found) for each in costs] == [told]
