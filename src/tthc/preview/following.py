"""A site that follows its data: only what has changed is made again, in place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tthc import project
from tthc.memory import Live
from tthc.press import building
from tthc.press.edition import Edition
from tthc.press.shell import Plan, Shell
from tthc.press.writing import write
from tthc.problems import Problem, errors
from tthc.terms import Language


class Preview:
    """Both languages of the site of the project at `root` with the data in `data`, somewhere below
    `work`."""

    def __init__(self, root: Path, data: Path, work: Path) -> None:
        self.folder = work / "0"
        """Where the site stands now. Another one after `forget_shells`."""
        self._root, self._data, self._work = root, data, work
        self._plans: Mapping[Language, Plan] = {}
        self._shells: Mapping[Language, Shell] = {}
        self._editions: list[Edition] = []
        self._inputs: dict[str, bytes] = {}
        self._terms: dict[str, bytes] = {}
        self._number = 0
        self._memory = Live()

    def forget_shells(self) -> None:
        """What is written by hand, or the theme, has changed."""
        self._plans = {}

    def refresh(self) -> list[Problem]:
        """Brings pages, feeds and calendars up to date. With errors in the data, which it returns,
        all stays as it is. Raises `PressError` when MkDocs fails, and `clock.ClockError`."""
        self._memory.turn()
        found, reported, today = project.load(self._data, self._memory)
        if wrong := errors(reported):
            return wrong
        outputs = building.outputs(self._root, found, today)
        plans = {language: output.plan for language, output in outputs.items()}
        folder = self.folder
        if plans != self._plans:
            self._number += 1
            folder = self._work / str(self._number)
            with building.remembering(self._root, "preview") as known:
                environment = building.surroundings(today)
                self._shells = building.lay_shells(self._root, plans, environment, folder, known)
            self._inputs, self._terms = {}, {}
        self._editions = building.editions(outputs, self._shells)
        self._write(folder)
        self._plans, self.folder = plans, folder
        return []

    def _write(self, folder: Path) -> None:
        items = {item.path: item for edition in self._editions for item in edition.items}
        changed = [each for path, each in items.items() if self._inputs.get(path) != each.inputs]
        for path, each in write(changed, folder).items():
            self._inputs[path], self._terms[path] = items[path].inputs, each.terms
        for path in self._inputs.keys() - items.keys():
            (folder / path).unlink(missing_ok=True)
            del self._inputs[path], self._terms[path]

    def refresh_search(self) -> None:
        """Brings up to date what is made from all pages together."""
        for edition in self._editions:
            edition.write_rest(self._terms, self.folder)
