from __future__ import annotations

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.conftest import TODAY
from tthc import catalogue, clock

ROOT = Path(__file__).resolve().parents[1]


def test_day_is_the_one_that_was_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTHC_TODAY", "2026-07-01")
    assert clock.today() == date(2026, 7, 1)


@pytest.mark.parametrize("given", ["", None])
def test_without_one_it_is_today_in_viet_nam(
    given: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TTHC_TODAY", given) if given is not None else monkeypatch.delenv(
        "TTHC_TODAY", raising=False
    )
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    assert abs((clock.today() - date.today()).days) <= 1


@pytest.mark.parametrize(
    "given",
    ["hôm nay", "2026-02-30", "20260701", "2026-W27-3", "2026-7-1", " 2026-07-01", "١٩٩٩-٠١-٠١"],
)
def test_anything_else_is_said_to_be_wrong(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTHC_TODAY", given)
    with pytest.raises(clock.ClockError, match="không đúng"):
        clock.today()


def test_a_day_of_the_past_does_not_put_the_present_in_the_future(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TTHC_TODAY", "2020-02-01")
    assert clock.latest() > clock.today()
    past = date(2026, 2, 1)
    found = catalogue.load(data, past, documents=data.parent / "docs", latest=TODAY)[1]
    assert found == []
    monkeypatch.setenv("TTHC_TODAY", "2099-01-01")
    assert clock.latest() == date(2099, 1, 1)


def test_the_moment_at_which_something_is_done_is_the_real_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TTHC_TODAY", "2020-02-01")
    assert clock.now().year > 2020
    assert clock.now().utcoffset() == timedelta(hours=7)


def test_nothing_else_asks_for_the_date() -> None:
    for folder in ("src", "hooks", "scripts"):
        for file in (ROOT / folder).rglob("*.py"):
            if file.name == "clock.py":
                continue
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Attribute) and node.attr in ("today", "now", "utcnow"):
                    owner = ast.unparse(node.value)
                    assert owner not in ("date", "datetime", "datetime.date", "time"), file
