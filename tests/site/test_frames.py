"""A page from a shared frame is the page that MkDocs renders alone."""

from __future__ import annotations

import filecmp
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.conftest import AS_OF, ROOT


def built(folder: Path, *, frames: bool) -> Path:
    """The site as MkDocs builds it alone, both languages."""
    site = folder / str(frames)
    environment = os.environ | {
        "TTHC_FRAMES": str(frames).lower(),
        "TTHC_TODAY": AS_OF,
        "SITE_URL": "https://a.example/b/",
        "SITE_URL_EN": "https://a.example/b/en/",
        "EDIT_BASE": "https://git.example/edit/main/",
    }
    for configuration, target in (("mkdocs.yml", site), ("mkdocs.en.yml", site / "en")):
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
        options = ["--config-file", configuration, "--site-dir", str(target)]
        subprocess.run(
            [*command, *options], cwd=ROOT, check=True, env=environment, capture_output=True
        )
    return site


def differences(compared: filecmp.dircmp[str]) -> list[str]:
    found = [*compared.left_only, *compared.right_only, *compared.funny_files]
    _, wrong, unread = filecmp.cmpfiles(
        compared.left, compared.right, compared.common_files, shallow=False
    )
    found += wrong + unread
    for each in compared.subdirs.values():
        found += differences(each)
    return found


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("frames")
    return built(folder, frames=True), built(folder, frames=False)


def test_both_ways_give_the_same_site(sites: tuple[Path, Path]) -> None:
    assert differences(filecmp.dircmp(*map(str, sites))) == []


def test_the_build_command_gives_that_site_too(sites: tuple[Path, Path], tmp_path: Path) -> None:
    target = tmp_path / "site"
    subprocess.run(
        [sys.executable, "scripts/build.py", "--site-dir", str(target), "--as-of", AS_OF],
        cwd=ROOT,
        check=True,
        env=os.environ
        | {"SITE_URL": "https://a.example/b/", "EDIT_BASE": "https://git.example/edit/main/"},
        capture_output=True,
    )
    (target / ".tthc-site").unlink()
    assert differences(filecmp.dircmp(target, sites[0])) == []


def test_no_mark_is_left(sites: tuple[Path, Path]) -> None:
    pages = list(sites[0].rglob("*.html"))
    assert len(pages) > 200
    assert [page for page in pages if "zzpart" in page.read_text(encoding="utf-8")] == []
    assert not list(sites[0].rglob("zz*"))
