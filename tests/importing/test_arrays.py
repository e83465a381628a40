"""Large JSON files that are lists of records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.importing.made import ordered, record
from tthc.importing import arrays, sources

GOOD = json.dumps(record("9.000102"))


def _large(path: Path, *items: str, end: str = "]") -> Path:
    path.write_text("[" + ", \n".join(items) + end, encoding="utf-8")
    return path


def test_a_large_list_is_read_record_by_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [json.dumps(record(f"9.{number:06}"), ensure_ascii=False) for number in range(200)]
    file = _large(tmp_path / "tat-ca.json", *rows)
    monkeypatch.setattr(sources, "MAX_FILE", 8_000)
    monkeypatch.setattr(arrays, "CHUNK", 1_000)
    found = ordered(tmp_path, file)
    assert found.outcome.faults == [] and len(found.outcome.report.taken) == 200


@pytest.mark.parametrize(
    ("items", "end"),
    [
        ([GOOD] * 9, ""),
        ([GOOD] * 9, "]]"),
        ([GOOD] * 9, "} "),
        ([GOOD, '"' + "x" * 60_000 + '"'], "]"),
        ([GOOD, "[" * 30_000 + "]" * 30_000], "]"),
        ([GOOD, "{'a': 1}", "1" * 60_000], "]"),
        ([" " * 60_000], "]"),
        (["\x00" * 60_000], "]"),
    ],
)
def test_a_large_list_that_is_damaged_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, items: list[str], end: str
) -> None:
    file = _large(tmp_path / "tat-ca.json", *items, end=end)
    monkeypatch.setattr(sources, "MAX_FILE", 8_000)
    monkeypatch.setattr(arrays, "CHUNK", 1_000)
    found = ordered(tmp_path, file)
    (fault,) = found.outcome.faults
    assert fault.origin.startswith("tat-ca.json") and fault.advice
    assert not found.folder.exists()
