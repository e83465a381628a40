"""Which files are read, and what the two languages of a procedure owe each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.casefile import Case, cases


@pytest.mark.parametrize("case", cases("files"), ids=lambda case: case.name)
def test_report(case: Case, data: Path, pytestconfig: pytest.Config) -> None:
    case.assert_report(data, pytestconfig)
