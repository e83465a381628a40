"""A small site without a theme: the data of the cases, in frames that hold little."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from tests.conftest import CASES
from tthc import addresses, catalogue
from tthc.memory import Memory
from tthc.pages.frames import Frame
from tthc.press.edition import Edition, press
from tthc.press.output import Output
from tthc.press.shell import Authored, Shell
from tthc.press.tree import Tree
from tthc.problems import errors
from tthc.site import Site
from tthc.store import Store

DAY = date(2026, 7, 15)
LAST = date(2027, 1, 1)
SITE = Site("https://example.vn/", "ban-thu", "ban-thu.example")
FRAME = Frame(("<title>", "title", "</title>", "body", ""))
BY_HAND = Authored("gioi-thieu/", "Giới thiệu", "<p>Trang viết tay</p>", None, True, True)


def copied(folder: Path) -> Path:
    """The data of the cases in `folder`, with the updates beside it."""
    shutil.copytree(CASES / "base", folder / "procedures")
    shutil.copytree(CASES / "docs", folder / "docs")
    return folder / "procedures"


def editions(
    data: Path = CASES / "base",
    day: date = DAY,
    frame: Frame = FRAME,
    memory: Memory | None = None,
) -> list[Edition]:
    """Of the folder `data` and the updates beside it. None when the data has errors."""
    documents = data.parent / "docs"
    found, problems = catalogue.load(data, day, documents=documents, latest=LAST, memory=memory)
    if errors(problems):
        return []
    made = []
    for language, root in addresses.ROOTS.items():
        output = Output.of(found, day, language, SITE)
        frames = dict.fromkeys((each.address for each in output.plan.models), frame)
        shell = Shell(frames, (BY_HAND,), {"config": {}, "docs": []}, {})
        made.append(Edition(output, shell, root))
    return made


def build(
    folder: Path,
    made: list[Edition],
    before: Path | None = None,
    store: Store | None = None,
    processes: int = 1,
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    press(made, Tree(folder, before), store, processes)


def kept(folder: Path, before: Path) -> set[str]:
    """Paths of the files that are those of the site `before`."""
    return {
        path
        for path in contents(folder)
        if (before / path).exists() and (folder / path).samefile(before / path)
    }


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
