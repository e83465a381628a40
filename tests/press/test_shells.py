"""What the theme's part of the site is made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tthc.press.shells import made_from

SETTINGS = "site_url: !ENV [FIRST, SECOND, 'https://example.vn/']\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        (tmp_path / name).write_text(SETTINGS, encoding="utf-8")
    return tmp_path


def written(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("# Trang\n", encoding="utf-8")


@pytest.mark.parametrize(
    "path",
    [
        "docs/gioi-thieu.md",
        "docs/en/tin-chinh-sach/trang.md",
        "docs/bao-tri/tin-chinh-sach/trang.md",
        "docs/tin-chinh-sach/tep/mau.pdf",
        "overrides/main.html",
        "hooks/data.py",
    ],
)
def test_a_shell_rests_on_every_file_of_mkdocs(root: Path, path: str) -> None:
    before = made_from(root, {})
    written(root / path)
    assert made_from(root, {}) != before


def test_an_update_is_data(root: Path) -> None:
    before = made_from(root, {})
    written(root / "docs/tin-chinh-sach/2026-07-01-tin.md")
    assert made_from(root, {}) == before


@pytest.mark.parametrize("name", ["FIRST", "SECOND", "SOURCE_DATE_EPOCH"])
def test_a_shell_rests_on_every_variable_of_the_settings(root: Path, name: str) -> None:
    assert made_from(root, {name: "1"}) != made_from(root, {})
    assert made_from(root, {"OTHER": "1"}) == made_from(root, {})
