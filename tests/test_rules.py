"""Each rule on data that it accepts and data that it rejects (`cases/rules`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.casefile import Case, cases
from tthc.rules import RULES

CASES = cases("rules")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_report(case: Case, data: Path, pytestconfig: pytest.Config) -> None:
    case.assert_report(data, pytestconfig)


def test_rules_are_numbered_in_order() -> None:
    ids = [rule.id for rule in RULES]
    assert ids == sorted(ids)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_has_a_case_that_it_accepts_and_one_that_it_rejects(rule) -> None:  # type: ignore[no-untyped-def]
    own = [case for case in CASES if case.code == rule.id]
    assert any(case.is_accepted for case in own)
    assert any(f"[{rule.id}]" in case.expected for case in own if not case.is_accepted)
