"""Records changed at random: read or refused in words, never a traceback, never bad data."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest

from tests.importing.made import (
    CODE,
    case,
    fee,
    imported,
    law,
    method,
    named,
    ordered,
    paper,
    record,
)
from tests.trees import Place, at, places
from tthc import problems

SEEDS = range(12)
CHANGES = 12
"""Records in each import, each with one to three changes."""

STRANGE: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 3.5, 10**18, -(10**18), 1e300),
    *("", " ", "\u00a0", "x", "Không", "0", "1.009664", "\ud800", "\0", "a\u0301" * 50, "ệ" * 9000),
    *("10 ngày làm việc", "20.000 đồng; 30.000 đồng", "96/2026/NĐ-CP", "../..", "{{ x }}", "<b>"),
    *([], {}, [None], [[]], [{}], {"name": None}, {"name": {"name": []}}, [1, "a", None]),
)

FULL = record(
    executionMethods=[
        method("DIRECT", fees=[fee(0, "Theo quy định"), fee(100_000, "Phí")]),
        method("DIRECT", processingTime="Tùy", processingTimeUnit="OTHER"),
        method("ONLINE", processingTime=1, processingTimeUnit="OTHER", description="5 ngày"),
    ],
    executionCases=[case("Cấp mới", paper("Đơn", 1, 2, "Mẫu 1.docx")), case("Cấp lại")],
    legalBasisesDetails=[law("96/2026/NĐ-CP"), law("Luật 1/2020/QH14", "Luật A"), law("80")],
    departmentsCoordinating=named("Công an"),
    keywords="a; b",
)


def mutated(seed: int, number: int) -> Any:
    chance = random.Random(f"{seed}.{number}")
    data = copy.deepcopy(FULL)
    data["code"] = data["detail"]["code"] = f"9.{seed:03}{number:03}"
    for _ in range(chance.randint(1, 3)):
        place: Place = chance.choice(list(places(data)))
        owner = at(data, place[:-1])
        match chance.randrange(4):
            case 0:
                del owner[place[-1]]
            case 1 if isinstance(owner, list):
                owner.insert(int(place[-1]), copy.deepcopy(owner[int(place[-1])]))
            case _:
                owner[place[-1]] = copy.deepcopy(chance.choice(STRANGE))
    return data


@pytest.mark.parametrize("seed", SEEDS)
def test_changed_records_are_read_or_refused_in_words(tmp_path: Path, seed: int) -> None:
    readable = []
    for number in range(CHANGES):
        data = mutated(seed, number)
        found = imported(tmp_path / str(number), data)
        for fault in found.outcome.faults:
            assert fault.message and fault.advice and "object" not in fault.message
        assert found.outcome.problems == []
        assert found.folder.exists() is bool(found.outcome.report.taken)
        if not found.outcome.faults:
            readable.append(data)
    together = imported(tmp_path / "all", *readable)
    assert together.outcome.faults == []
    if together.folder.exists():
        assert len(together.catalogue.procedures) == len(together.outcome.report.taken)
        again = imported(tmp_path / "all", *readable)
        assert again.outcome.report.files == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_changed_records_are_compared_and_taken_over(tmp_path: Path, seed: int) -> None:
    imported(tmp_path, FULL)
    for number in range(CHANGES):
        data = mutated(seed, number)
        data["code"] = CODE
        if isinstance(data.get("detail"), dict) and "code" in data["detail"]:
            data["detail"]["code"] = CODE
        told = imported(tmp_path, data).outcome
        assert told.report.files == 0
        taken = imported(tmp_path, data, accept=("all",))
        assert taken.outcome.problems == []
        assert bool(taken.outcome.report.accepted) is bool(told.report.differences)
        again = imported(tmp_path, data, accept=("all",))
        assert again.outcome.report.files == 0
        assert CODE in taken.catalogue.procedures


@pytest.mark.parametrize("seed", SEEDS)
def test_bytes_changed_at_random_are_told(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(20):
        content = bytearray(json.dumps(FULL, ensure_ascii=False).encode())
        for _ in range(chance.randint(1, 4)):
            at_ = chance.randrange(len(content))
            match chance.randrange(3):
                case 0:
                    content[at_] = chance.randrange(256)
                case 1:
                    del content[at_ : at_ + chance.randint(1, 300)]
                case _:
                    content[at_:at_] = bytes(chance.randrange(256) for _ in range(3))
        file = tmp_path / f"{number}.json"
        file.write_bytes(content)
        found = ordered(tmp_path / str(number), file)
        assert found.outcome.faults or found.outcome.report.read == 1
        assert problems.errors(found.outcome.problems) == []


def test_the_record_that_is_changed_is_whole(tmp_path: Path) -> None:
    assert imported(tmp_path, FULL).procedure(CODE).legal_basis
