"""This site with other data: a copy of the project, in a repository of its own as staff have it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tthc import clock

ROOT = Path(__file__).resolve().parents[3]
PARTS = (
    "docs",
    "hooks",
    "overrides",
    "src",
    "scripts",
    "mkdocs.yml",
    "mkdocs.en.yml",
    ".gitignore",
)
DATA = "procedures"
CACHES = (".cache",)
"""What a build may leave beside its output, below the project."""
NEWS = "tin-chinh-sach"
"""Policy updates, which name procedures that may not be there."""


def lay_out(folder: Path) -> None:
    """The project in `folder`, without data."""
    for name in PARTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=_news)
        else:
            shutil.copy2(ROOT / name, folder / name)


def commit(folder: Path) -> None:
    """All of `folder` as the first commit: versions of procedures come from git."""
    given = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = ["-c", "user.name=bench", "-c", "user.email=bench@example.vn"]
    for arguments in (["init"], ["add", "."], [*who, "commit", "-m", "Data to measure"]):
        subprocess.run(
            ["git", *arguments], cwd=folder, env=os.environ | given, capture_output=True, check=True
        )


def environment(folder: Path) -> dict[str, str]:
    """The environment in which the project in `folder` is built, by its own code."""
    # Settings of whoever measures, such as another data folder, are not those of the project.
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("TTHC_") or name == clock.VARIABLE
    }
    return {**kept, "PYTHONPATH": str(folder / "src"), "NO_MKDOCS_2_WARNING": "1"}


def vietnamese(site: Path) -> list[str | Path]:
    """The command that builds the Vietnamese site alone."""
    return [*whole(site), "--language", "vi"]


def whole(site: Path) -> list[str | Path]:
    """The command that builds both languages, as they are published."""
    return [sys.executable, "scripts/build.py", "--site-dir", site]


def _news(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name == NEWS and Path(folder).name == "docs"]
