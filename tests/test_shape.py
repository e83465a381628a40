"""What does not fit the models is said in words for staff, once, and hides nothing else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path, PurePath
from typing import Any

import pytest

from tests import trees
from tests.casefile import Case, cases
from tests.conftest import CASES as FOLDER
from tests.conftest import Load
from tthc import reading, rules, shape
from tthc.model.procedure import Procedure
from tthc.problems import Problem
from tthc.rules.base import Entry, Findings

CASES = cases("shape")
FILES = sorted(file.relative_to(FOLDER / "base") for file in (FOLDER / "base").rglob("*.yml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_report(case: Case, data: Path, pytestconfig: pytest.Config) -> None:
    case.assert_report(data, pytestconfig)


@pytest.mark.parametrize("code", ["K01", "K02", "K03", "K04", "K05", "K06", "K07"])
def test_every_code_has_a_case(code: str) -> None:
    assert any(f"[{code}]" in case.expected for case in CASES)


@pytest.mark.parametrize("file", FILES, ids=str)
def test_one_value_of_the_wrong_kind_is_one_problem(file: Path, data: Path, load: Load) -> None:
    tree = trees.tree(data / file)
    for place in trees.places(tree):
        wrong = {"x": "y"} if isinstance(trees.at(tree, place), str) else "x"
        trees.write(data / file, trees.replaced(tree, place, wrong))
        found = load()[1]
        assert [problem.rule for problem in found] == ["K03"], (place, found)


@pytest.mark.parametrize("file", FILES, ids=str)
def test_one_empty_value_is_one_problem(file: Path, data: Path, load: Load) -> None:
    tree = trees.tree(data / file)
    for place in trees.places(tree):
        if isinstance(trees.at(tree, place), str):
            trees.write(data / file, trees.replaced(tree, place, ""))
            found = load()[1]
            assert [problem.rule for problem in found] == ["K05"], (place, found)


@pytest.mark.parametrize("file", FILES, ids=str)
def test_one_misspelt_key_is_one_problem(file: Path, data: Path, load: Load) -> None:
    tree = trees.tree(data / file)
    for place in trees.places(tree):
        key = place[-1]
        if isinstance(key, str) and len(key) > len("code"):
            spoilt = trees.removed(tree, place)
            trees.at(spoilt, place[:-1])[key[:-1]] = trees.at(tree, place)
            trees.write(data / file, spoilt)
            found = load()[1]
            assert [problem.rule for problem in found] == ["K02"], (place, found)
            assert f"«{key}»" in found[0].advice


MISTAKES = {
    ("competent_authority",): "ban-khong-co",
    ("decisions", 0, "published_on"): "2026-01-28",
    ("steps", 0, "text"): "Gọi 0912345678.",
    ("cases", 0, "evidences", 1, "copies"): "40",
    ("cases", 1, "law"): [],
    ("processing_time", 0, "promise", "value"): "22",
    ("processing_time", 1, "value"): "0",
    ("costs", 0, "amount"): "15",
    ("requirements", 0, "law"): [],
    ("outputs", 0, "name"): "Giấy\u00a0phép",
    ("changes", 0, "on"): "2026-07-01",
}
"""Place in the procedure of `base` → a value with which a rule, but not the shape, finds fault."""


def test_a_value_of_the_wrong_kind_hides_only_what_was_said_about_it(
    data: Path, load: Load
) -> None:
    file = data / "thu-nghiem/9.000001.yml"
    tree = trees.tree(file)
    expected: dict[trees.Place, Counter[str]] = {}
    for place, value in MISTAKES.items():
        trees.write(file, trees.replaced(tree, place, value))
        expected[place] = Counter(problem.rule for problem in load()[1])
    for place, value in MISTAKES.items():
        assert expected[place], place
        tree = trees.replaced(tree, place, value)
    for place in trees.places(tree):
        if not isinstance(trees.at(tree, place), str):
            continue
        trees.write(file, trees.replaced(tree, place, ["x"]))
        found = Counter(problem.rule for problem in load()[1])
        assert found.pop("K03") == 1
        for mistake, rules_found in expected.items():
            if not _touches(place, mistake):
                missing = rules_found - found
                assert not missing, (place, mistake)


def _touches(place: trees.Place, mistake: trees.Place) -> bool:
    """Whether what stands at `place` has a part in what is wrong at `mistake`."""
    return place[:2] == mistake[:2] or place[:2] == ("source", "gaps")


def test_rules_step_over_holes(data: Path, load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the net that catches a rule that stumbles."""

    def unguarded(entry: Entry[Any], findings: Findings) -> Findings:
        return findings

    monkeypatch.setattr(rules, "_findings", unguarded)
    file = data / "thu-nghiem/9.000001.yml"
    tree = trees.tree(file)
    values: list[Any] = [None, ["x"], None, [[], {}], None, {"x": []}, None]
    for number, place in enumerate(trees.places(tree)):
        wrong = values[number % len(values)]
        trees.write(
            file, trees.replaced(tree, place, wrong) if wrong else trees.removed(tree, place)
        )
        reported = load()[1]
        is_misplaced = wrong is not None and isinstance(trees.at(tree, place), str)
        assert reported or not is_misplaced, place


def build(text: str) -> shape.Shaped[Procedure]:
    return shape.build(Procedure, reading.parse(text.encode(), PurePath("a.yml")))


def test_what_fits_is_kept_for_the_rules() -> None:
    built = build("code: 1.000001\ntitel: A\nlevel: Provinces\ncosts:\n  - {name: B, amount: x}\n")
    record = built.record
    assert record is not None
    assert (record.code, record.title, record.level) == ("1.000001", "A", "province")
    assert (record.costs[0].name, record.costs[0].amount) == ("B", None)
    holes: list[Any] = [record.source.origins, record.review.owner, record.contact_point]
    assert holes == [(), None, None]
    assert built.is_partial


@pytest.mark.parametrize(
    "value", ["{value}", "{key}", "{0}", "{", "}", "%s", "{{}}", "{value.__class__}"]
)
def test_braces_in_values_are_shown_as_they_are(value: str) -> None:
    built = build(f'code: "{value}"\nlevel: "{value}"\n"{value}": x\n')
    assert [problem.message for problem in built.problems if f"«{value}»" in problem.message] == [
        f"mã thủ tục «{value}» không đúng dạng của Cơ sở dữ liệu quốc gia",
        f"«level» (cấp, mức) là «{value}», không có trong danh sách",
        f"không có mục nào tên là «{value}»",
    ]


def test_messages_show_no_python(data: Path, load: Load) -> None:
    said: list[Problem] = []
    file = data / "thu-nghiem/9.000001.yml"
    tree = trees.tree(file)
    values: list[Any] = [["a", {"b": "c"}], {"b": ["c"]}, "12,5", "\x07", "x" * 7000]
    for number, place in enumerate(list(trees.places(tree))[::3]):
        trees.write(file, trees.replaced(tree, place, values[number % len(values)]))
        said += load()[1]
    text = "\n".join(map(str, said))
    for word in ("None", "['", "{'", "Traceback", "dict", "object", "nput should"):
        assert word not in text, next(each for each in said if word in str(each))
    assert max(map(len, text.split("\n"))) < 400
