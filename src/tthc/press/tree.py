"""The folder into which a site is written."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

# Paths are joined as text: with some ten thousand of them `pathlib` takes longer than the disk.


@dataclass
class _Stood:
    """What stood in a folder, by paths below it."""

    files: dict[str, int] = field(default_factory=dict)
    """The number by which the file system knows each, whatever its names are; 0 for what is no
    file, such as a link."""
    folders: set[str] = field(default_factory=set)


class Tree:
    """The site in `folder`, beside the one that readers have, `before`: a file that is to be the
    same is that very file under a second name.

    `folder` may be the site before that. Most of its files are those of `before` already, so that
    nearly nothing has to be done; but since they are, none is ever written over.
    """

    def __init__(self, folder: Path, before: Path | None = None) -> None:
        self._folder, self._before = str(folder), str(before) if before else ""
        self._own = _stood(self._folder)
        former = _stood(self._before).files if before else {}
        self._former = {path: number for path, number in former.items() if number}

    def make_room(self, paths: Iterable[str]) -> None:
        """Makes the folders in which files at `paths` are to stand. What stands in the way goes."""
        wanted = set(paths)
        folders = _above(wanted)
        for path in (*(folders & self._own.files.keys()), *(wanted & self._own.folders)):
            remove(self._at(path))
            self._own = _stood(self._folder)
        for path in sorted(folders - self._own.folders):
            os.mkdir(self._at(path))  # noqa: PTH102
        self._own.folders |= folders

    def put(self, content: bytes, path: str) -> None:
        """A file with this `content`. If that of `before` has it, its time stays too, and whoever
        copies the site onwards sees what has changed."""
        if self._former_content(path) != content or not self._link(path):
            self._unlink(path)
            with open(self._at(path), "wb") as file:  # noqa: PTH123
                file.write(content)

    def take(self, path: str, is_right: Callable[[bytes], bool]) -> bool:
        """Whether the file of `before` is there, `is_right`, and stands here now."""
        content = self._former_content(path)
        return content is not None and is_right(content) and self._link(path)

    def clear(self, kept: Collection[str]) -> None:
        """Leaves the files `kept` and nothing else."""
        for path in self._own.files.keys() - kept:
            self._unlink(path)
        for path in sorted(self._own.folders - _above(kept), reverse=True):
            remove(self._at(path))

    def _at(self, path: str) -> str:
        return f"{self._folder}/{path}"

    def _former_content(self, path: str) -> bytes | None:
        if path not in self._former:
            return None
        try:
            with open(f"{self._before}/{path}", "rb") as file:  # noqa: PTH123
                return file.read()
        except OSError:
            return None

    def _link(self, path: str) -> bool:
        """Whether the file of `before` stands here too."""
        if self._own.files.get(path) == self._former[path]:
            return True
        self._unlink(path)
        try:
            os.link(f"{self._before}/{path}", self._at(path))
        except OSError:  # a file system without links
            return False
        self._own.files[path] = self._former[path]
        return True

    def _unlink(self, path: str) -> None:
        if self._own.files.pop(path, None) is not None:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(self._at(path))  # noqa: PTH108


def _stood(folder: str) -> _Stood:
    found = _Stood()
    waiting = [""]
    while waiting:
        above = waiting.pop()
        with contextlib.suppress(OSError), os.scandir(f"{folder}/{above}") as entries:
            for entry in entries:
                path = f"{above}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    found.folders.add(path)
                    waiting.append(f"{path}/")
                else:
                    is_file = entry.is_file(follow_symlinks=False)
                    found.files[path] = entry.inode() if is_file else 0
    return found


def _above(paths: Iterable[str]) -> set[str]:
    """All folders in which `paths` stand."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def remove(path: str | Path) -> None:
    """Removes whatever stands at `path`, as far as that can be done."""
    try:
        os.unlink(path)  # noqa: PTH108
    except OSError:  # a folder
        shutil.rmtree(path, ignore_errors=True)
