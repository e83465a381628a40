"""Policy updates in the whole built site: what may not be seen is in no file of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CASES
from tests.site.conftest import ROOT

SECRETS = ("BANNHAP", "ban-nhap", "NGAYMAI", "ngay-mai")


def built(folder: Path, day: str) -> Path:
    """The site of the fictional data as of `day`."""
    shutil.copytree(CASES / "base", folder / "procedures", dirs_exist_ok=True)
    shutil.copytree(CASES / "docs", folder / "docs", dirs_exist_ok=True)
    return built_of(folder, day)


def built_of(folder: Path, day: str) -> Path:
    """The site of the fictional data as it stands in `folder`, as of `day`."""
    site = folder / f"site-{day}"
    command = [sys.executable, "scripts/build.py", "--site-dir", str(site), "--as-of", day]
    command += ["--data", str(folder / "procedures")]
    environment = os.environ | {"BOARD": "ban-thu"}
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return site


def texts(site: Path) -> dict[str, str]:
    """Every file that holds text, and its name."""
    found = {}
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if path.is_file() and not name.startswith("assets/"):
            found[name] = name + path.read_bytes().decode("utf-8", "replace")
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("updates")


def test_drafts_and_updates_of_the_future_are_in_no_file(folder: Path) -> None:
    found = texts(built(folder, "2026-07-15"))
    assert any("giam-thoi-han" in text for text in found.values())
    for secret in SECRETS:
        assert [name for name, text in found.items() if secret in text] == []


def test_the_day_of_publication_brings_an_update_without_an_edit(folder: Path) -> None:
    found = texts(built(folder, "2026-07-16"))
    assert "NGAYMAI" in found["tin-chinh-sach/ngay-mai/index.html"]
    assert "ngay-mai" in found["sitemap.xml"]
    assert [name for name, text in found.items() if "BANNHAP" in text or "ban-nhap" in text] == []
