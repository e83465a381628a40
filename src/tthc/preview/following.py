"""A site that follows its data: only what has changed is made again, in place."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from tthc import addresses, project
from tthc.memory import Live
from tthc.press import building
from tthc.press.edition import Edition
from tthc.press.shell import Plan, Shell
from tthc.press.shells import shells
from tthc.press.tree import Tree
from tthc.press.writing import put, write
from tthc.problems import Problem, errors
from tthc.terms import Language

FIRST: Language = "vi"
"""The language in which staff write."""


class Preview:
    """Both languages of the site of the project at `root` with the data in `data`, somewhere below
    `work`."""

    def __init__(self, root: Path, data: Path, work: Path) -> None:
        self.folder = work / "0"
        """Where the site stands now. Another one when the theme's part had to be made anew and all
        else was written beside it: no page that is there is missed meanwhile."""
        self._root, self._data, self._work = root, data, work
        self._number = 0
        self._next = self.folder
        """Where the site is written: `folder`, or what will take its place."""
        self._tree = Tree(self._next)
        self._is_whole = False
        self._memory = Live()
        self._plans: dict[Language, Plan] = {}
        self._shells: Mapping[Language, Shell] = {}
        self._editions: list[Edition] = []
        self._inputs: dict[str, bytes] = {}
        self._terms: dict[str, bytes] = {}

    def forget_shells(self) -> None:
        """What is written by hand, or the theme, has changed."""
        self._plans = {}

    def refresh(self) -> list[Problem]:
        """Brings the pages, feeds and calendars in Vietnamese up to date; `finish` does the rest.
        With errors in the data, which it returns, all stays as it is. Raises `PressError` when
        MkDocs fails or something stands in the place of a page, `clock.ClockError` and `OSError`;
        what was on screen stays there."""
        self._memory.turn()
        found, reported, today = project.load(self._data, self._memory)
        if wrong := errors(reported):
            return wrong
        outputs = building.outputs(self._root, found, today)
        if outputs[FIRST].plan != self._plans.get(FIRST):
            self._lay_shells(
                building.surroundings(today), {each: outputs[each].plan for each in outputs}
            )
        self._editions = building.editions(outputs, self._shells)
        self._is_whole = False
        self._write(self._editions[0])
        if self._next != self.folder:
            self._complete()
        return []

    def finish(self, is_wanted: Callable[[], bool] = lambda: True) -> bool:
        """Brings English and the search up to date, part by part as long as that `is_wanted`.
        Whether all of it is. Raises as `refresh`."""
        outputs = {edition.output.presenter.language: edition.output for edition in self._editions}
        plans = {language: output.plan for language, output in outputs.items()}
        if plans != self._plans:
            environment = building.surroundings(outputs[FIRST].presenter.today)
            self._lay_shells(environment, plans)
            self._editions = building.editions(outputs, self._shells)
            self._is_whole = False
            self._write(self._editions[0])
        if not self._is_whole:
            self._complete(is_wanted)
        return self._is_whole

    def _complete(self, is_wanted: Callable[[], bool] = lambda: True) -> None:
        parts: list[Callable[[], object]] = []
        parts += [partial(self._write, edition) for edition in self._editions[1:]]
        parts += [partial(self._write_rest, each) for each in self._editions]
        for part in parts:
            if not is_wanted():
                return
            part()
        self.folder, self._is_whole = self._next, True

    def _write_rest(self, edition: Edition) -> None:
        rest = edition.rest(self._terms)
        self._tree.make_room(rest)
        put(rest, self._tree)

    def _lay_shells(self, environment: Mapping[str, str], plans: dict[Language, Plan]) -> None:
        for left in self._work.iterdir():  # of former themes, or of one that failed
            if left.is_dir() and left != self.folder:
                shutil.rmtree(left, ignore_errors=True)
        self._number += 1
        with building.remembering(self._root, "preview") as known:
            self._shells = shells(plans, self._root, environment, known)
        self._next, self._plans = self._work / str(self._number), plans
        self._next.mkdir()
        self._tree = Tree(self._next)
        for language, shell in self._shells.items():
            files = {addresses.ROOTS[language] + path: each for path, each in shell.files.items()}
            self._tree.make_room(files)
            for path, content in files.items():
                self._tree.put(content, path)
        self._inputs, self._terms = {}, {}

    def _write(self, edition: Edition) -> None:
        items = {item.path: item for item in edition.items}
        changed = [each for path, each in items.items() if self._inputs.get(path) != each.inputs]
        self._tree.make_room(item.path for item in changed)
        # Should writing fail, nobody knows what stands there.
        self._inputs.update(dict.fromkeys((item.path for item in changed), b""))
        for path, each in write(changed, self._tree).items():
            self._inputs[path], self._terms[path] = items[path].inputs, each.terms
        own = {path for path in self._inputs if _is_of(path, edition.root)}
        for path in own - items.keys():
            (self._next / path).unlink(missing_ok=True)
            del self._inputs[path]
            self._terms.pop(path, None)


def _is_of(path: str, root: str) -> bool:
    """Whether the file at `path` belongs to the language that stands at `root`."""
    if root:
        return path.startswith(root)
    return not any(path.startswith(other) for other in addresses.ROOTS.values() if other)
