"""What all tests share: the fictional data of `cases/base`, and one day on which it is checked."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.editing import commit
from tthc import catalogue, problems

ROOT = Path(__file__).resolve().parents[1]
CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 7, 15)

Load = Callable[[], tuple[catalogue.Catalogue, list[problems.Problem]]]

os.environ.pop("TTHC_TODAY", None)
os.environ["TTHC_CACHE"] = ""  # a test is about what its data says, whatever was there before


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what is found in place of what was expected; review it with git diff",
    )


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder without a fault, to be spoilt."""
    folder = tmp_path / "procedures"
    shutil.copytree(CASES / "base", folder)
    shutil.copytree(CASES / "docs", tmp_path / "docs")
    return folder


@pytest.fixture
def repo(data: Path) -> Path:
    """The data folder in a repository with one commit."""
    commit(data.parent)
    return data


@pytest.fixture
def load(data: Path) -> Load:
    return lambda: catalogue.load(data, TODAY, documents=data.parent / "docs")
