"""The whole data folder: what is linked, and that nothing in it can stop the check."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests import trees
from tests.conftest import TODAY, Load
from tthc import catalogue, problems
from tthc.model.calendar import CalendarYear
from tthc.model.procedure import Procedure
from tthc.model.registers import Agency

ROOT = Path(__file__).resolve().parents[1]


def test_base_has_no_problem(load: Load) -> None:
    assert load()[1] == []


def test_everything_is_found_by_its_name(load: Load) -> None:
    found = load()[0]
    assert list(found.procedures) == ["9.000001", "9.000002"]
    assert list(found.agencies) == ["ban-thu", "so-thu", "bo-thu", "ban-tinh"]
    assert [law.id for law in found.laws] == ["1-2020-qh99", "901-2021-nd-tn"]
    assert (list(found.fields), list(found.events)) == (["thu-nghiem"], ["bat-dau"])
    assert (list(found.evidence_types), list(found.forms)) == (
        ["don-de-nghi", "giay-to-dat"],
        ["mau-1"],
    )
    assert list(found.english) == ["9.000001"]
    assert found.has_calendar(2026)
    assert not found.has_calendar(2027)


def test_file_of_a_record_is_where_it_was_written(load: Load) -> None:
    found = load()[0]
    assert str(found.file_of(found.agencies["so-thu"])) == "procedures/registers/agencies.yml"
    first = found.first_of(Agency, "so-thu")
    assert first is not None
    assert (first.place, first.source.line(first.place)) == ((1,), 5)
    assert found.first_of(Procedure, "9.000009") is None


def test_glossary_is_in_vietnamese_order(data: Path, load: Load) -> None:
    terms = ["Đất", "Dự án", "Đầu tư", "Ân hạn", "An toàn"]
    rows = [f"- {{id: t{n}, term: {t}, english: x, definition: y}}" for n, t in enumerate(terms)]
    (data / "registers/glossary.yml").write_text("\n".join(rows), encoding="utf-8")
    found = [term.term for term in load()[0].glossary]
    assert found == ["An toàn", "Ân hạn", "Dự án", "Đất", "Đầu tư"]


def test_order_of_creation_changes_nothing(data: Path, load: Load, tmp_path: Path) -> None:
    expected = load()[0]
    other = tmp_path / "other/procedures"
    for file in sorted(data.rglob("*.yml"), reverse=True):
        copy = other / file.relative_to(data)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
    found = catalogue.load(other, TODAY)[0]
    assert (found.procedures, found.english) == (expected.procedures, expected.english)
    assert list(found.laws) == list(expected.laws)


def test_folder_may_lie_below_a_hidden_one(data: Path, tmp_path: Path) -> None:
    hidden = tmp_path / ".cache/folder/procedures"
    shutil.copytree(data, hidden)
    assert len(catalogue.load(hidden, TODAY)[0].procedures) == len(["9.000001", "9.000002"])


def test_missing_folder_is_a_problem(tmp_path: Path) -> None:
    found = catalogue.load(tmp_path / "nowhere", TODAY)[1]
    assert [problem.rule for problem in found] == ["F01", "P20"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.write_bytes(b"\xff\xfe\x00"),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_text("- [\n- ]\n{"),
        lambda file: file.write_text("x"),
        lambda file: file.write_bytes(b"x" * 600_000),
    ],
    ids=["encoding", "empty", "syntax", "text", "size"],
)
@pytest.mark.parametrize(
    "name",
    [
        "registers/agencies.yml",
        "registers/fields.yml",
        "registers/evidence-types.yml",
        "registers/forms.yml",
        "law/1-2020-qh99.yml",
        "law/901-2021-nd-tn.yml",
        "calendar/2026.yml",
        "thu-nghiem/9.000002.yml",
        "thu-nghiem/9.000001.yml",
        "thu-nghiem/9.000001.en.yml",
    ],
)
def test_a_file_that_cannot_be_read_is_the_only_one_reported(
    name: str, spoil: Callable[[Path], Any], data: Path, load: Load
) -> None:
    spoil(data / name)
    found = load()[1]
    assert {str(problem.file) for problem in found} == {f"procedures/{name}"}


def test_half_a_relation_repeals_nothing(data: Path, load: Load) -> None:
    """`articles` that cannot be read must not turn the repeal of an article into one of all."""
    with (data / "law/901-2021-nd-tn.yml").open("a", encoding="utf-8") as stream:
        stream.write("expires_on: 2030-01-01\n")
    file = data / "law/901-2021-nd-tn.yml"
    text = file.read_text(encoding="utf-8")
    relation = "{type: repeals, target: 1-2020-qh99, articles: Điều 1}"
    file.write_text(text.replace("{type: guides, target: 1-2020-qh99}", relation), encoding="utf-8")
    assert [problem.rule for problem in load()[1]] == ["K03"]


def test_exceptions_hide_nothing_in_other_files(data: Path, load: Load) -> None:
    (data / "registers/exceptions.yml").write_text(
        "- {rule: K04, file: thu-nghiem/9.000001.yml, reason: thử}\n", encoding="utf-8"
    )
    for code in ("9.000001", "9.000002"):
        file = data / f"thu-nghiem/{code}.yml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("level: ", "level: x", 1), encoding="utf-8")
    assert [str(problem.file) for problem in load()[1]] == ["procedures/thu-nghiem/9.000002.yml"]


def test_summary_counts_by_level(data: Path) -> None:
    (data / "calendar/2026.yml").unlink()
    (data / "law/1-2020-qh99.yml").write_text("", encoding="utf-8")
    found = catalogue.load(data, TODAY)[1]
    assert problems.summary(found) == "1 lỗi, 1 cảnh báo, 0 lưu ý"
    assert len(problems.errors(found)) == 1


ODD_VALUES: list[Any] = [
    "", " ", "x", "no", "0", "-1", "999999999", "9999-12-31", "0001-01-01", "2026-13-01",
    "1.009664", "{value}", "\0", "\u202e", "\ud7ff", "Đ" * 9000, [], {}, [[]], [{}], {"": ""},
    {"id": []}, ["x"] * 50, {"law": {"document": ["x"]}},
]  # fmt: skip

SCRAPS = [b"\t", b"\n", b": ", b"- ", b'"', b"[", b"{", b"&a ", b"*a", b"\xff", b"\0", b"\r"]


def _mutated(tree: Any, chance: random.Random) -> Any:
    """`tree` with one to four things done to it that a hand or a program might do."""
    for _ in range(chance.randint(1, 4)):
        every = list(trees.places(tree))
        if not every:
            return tree
        place = chance.choice(every)
        match chance.randrange(5):
            case 0:
                tree = trees.removed(tree, place)
            case 1 | 2:
                tree = trees.replaced(tree, place, chance.choice(ODD_VALUES))
            case 3:
                tree = trees.replaced(tree, place, trees.at(tree, chance.choice(every)))
            case 4:
                owner = trees.at(tree, place[:-1])
                if isinstance(owner, dict):
                    key = chance.choice(["note", "law", "{x}", "on", "texts", ""])
                    tree = trees.replaced(tree, (*place[:-1], key), chance.choice(ODD_VALUES))
                else:
                    twice = [*owner, owner[0]]
                    tree = trees.replaced(tree, place[:-1], twice) if place[:-1] else twice
    return tree


def test_no_tree_of_values_stops_the_check(data: Path, load: Load) -> None:
    chance = random.Random(1)
    files = sorted(data.rglob("*.yml"))
    weights = [8 if file.stem == "9.000001" else 1 for file in files]
    for _ in range(180):
        file = chance.choices(files, weights)[0]
        original = file.read_text(encoding="utf-8")
        trees.write(file, _mutated(trees.tree(file), chance))
        for problem in load()[1]:
            assert problem.message and problem.advice, problem
        file.write_text(original, encoding="utf-8")


def test_no_garbling_of_text_stops_the_check(data: Path, load: Load) -> None:
    chance = random.Random(2)
    files = sorted(data.rglob("*.yml"))
    for _ in range(100):
        file = chance.choice(files)
        original = file.read_bytes()
        garbled = bytearray(original)
        for _ in range(chance.randint(1, 6)):
            where = chance.randrange(len(garbled))
            size = chance.randint(1, 12)
            match chance.randrange(4):
                case 0:
                    del garbled[where : where + size]
                case 1:
                    garbled[where:where] = chance.choice(SCRAPS)
                case 2:
                    garbled[where : where + size] = garbled[where : where + size][::-1]
                case 3:
                    garbled[where:where] = garbled[max(0, where - 200) : where]
            garbled = garbled or bytearray(b"x")
        file.write_bytes(bytes(garbled))
        for problem in load()[1]:
            if problem.file.name == file.name:
                assert problem.line <= bytes(garbled).count(b"\n") + 2, problem
        file.write_bytes(original)


def test_thirty_large_procedures_load_in_seconds(data: Path) -> None:
    file = data / "thu-nghiem/9.000001.yml"
    tree = trees.tree(file)
    for number in range(100, 130):
        code = f"9.000{number}"
        many = {**tree, "code": code, "cases": [
            {**tree["cases"][0], "id": "lan-dau", "evidences": tree["cases"][0]["evidences"] * 40},
            *tree["cases"][1:],
        ]}  # fmt: skip
        trees.write(data / f"thu-nghiem/{code}.yml", many)
    start = time.perf_counter()
    found, reported = catalogue.load(data, TODAY)
    assert (len(found.procedures), reported) == (32, [])
    assert time.perf_counter() - start < 10


@pytest.mark.skipif(not (ROOT / "procedures/law").is_dir(), reason="the data is not there")
def test_published_data_has_no_error() -> None:
    newest = date(2026, 11, 23)
    found, reported = catalogue.load(ROOT / "procedures", newest, documents=ROOT / "docs")
    assert [str(problem) for problem in problems.errors(reported)] == []
    assert found.procedures


def test_calendar_is_found_by_its_year(load: Load) -> None:
    assert {type(entry.record) for entry in load()[0].entries} >= {CalendarYear}
