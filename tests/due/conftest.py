"""The fictional data without its policy updates: each test publishes its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def data(data: Path) -> Path:
    shutil.rmtree(data.parent / "docs/tin-chinh-sach")
    return data
