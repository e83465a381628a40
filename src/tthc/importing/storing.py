"""Putting files in place: all of them or none, after the data has been checked with them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePath

from tthc import catalogue, problems
from tthc.problems import Problem

Files = Mapping[PurePath, bytes | None]
"""Path below the data folder → content; None of a file to take away."""

ORDER = ("registers", "law")
"""What others refer to is put in place before them."""


def is_data(folder: Path) -> bool:
    """Whether `folder` may be written to: it is absent, empty, or has registers of ours."""
    if not folder.exists():
        return True
    return folder.is_dir() and ((folder / "registers").is_dir() or not any(folder.iterdir()))


def changes(folder: Path, files: Files) -> dict[PurePath, bytes | None]:
    """Those of `files` that differ from what stands in `folder`."""
    return {path: content for path, content in files.items() if _content(folder / path) != content}


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


class Stage:
    """A folder beside the data folder, with its data and new files over it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.parent.mkdir(parents=True, exist_ok=True)
        self.root = Path(tempfile.mkdtemp(prefix=f".{folder.name}.nhap-", dir=folder.parent))
        self.path = self.root / folder.name

    def __enter__(self) -> Stage:
        self.path.mkdir()
        if self.folder.is_dir():
            for path in sorted(self.folder.rglob("*.yml")):
                inside = path.relative_to(self.folder)
                if not any(part.startswith(".") for part in inside.parts):
                    copy = self.path / inside
                    copy.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(path, copy)
        return self

    def __exit__(self, *failure: object) -> None:
        shutil.rmtree(self.root, ignore_errors=True)

    def put(self, files: Files) -> None:
        for path, content in files.items():
            target = self.path / path
            if content is None:
                target.unlink(missing_ok=True)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)

    def faults(self, files: Files, today: date, latest: date) -> list[Problem]:
        """Errors in `files` when the data is read with them."""
        _, found = catalogue.load(
            self.path, today, documents=self.folder.parent / "docs", latest=latest
        )
        return [
            problem
            for problem in problems.errors(found)
            if PurePath(*problem.file.parts[1:]) in files
        ]

    def publish(self, files: Files) -> None:
        """Moves `files`, which have been put here, into the data folder, each at once."""
        if not self.folder.exists():
            self.path.rename(self.folder)
            return
        for path in sorted(files, key=lambda each: (each.parts[0] not in ORDER, each)):
            target = self.folder / path
            if files[path] is None:
                target.unlink(missing_ok=True)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            (self.path / path).replace(target)
