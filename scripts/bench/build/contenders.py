"""The generators side by side on the same procedures, each ready to build and to be changed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bench.build import content, data, hugo, measuring, ours, plain
from bench.build.data import Member
from bench.build.measuring import Cost, Output
from tthc import catalogue, clock, problems
from tthc.pages.base import Presenter


class Phase(StrEnum):
    COLD = "cold"
    """Nothing is there from before."""
    WARM = "warm"
    """Once more, nothing changed."""
    EDIT = "edit"
    """After one time limit of one procedure has changed."""


NAMES = {
    "ours": "Trang này, tiếng Việt",
    "site": "Trang này, hai ngôn ngữ",
    "hugo": "Hugo",
    "plain": "MkDocs + Material thuần",
    "yaml": "MkDocs + Material thuần, đọc YAML",
}
"""What can be measured. Others than this site build one language, so `ours` is what to compare."""
PLAIN = ("plain", "yaml")


class DataError(Exception):
    """The grown data has errors; the text lists some of them."""


@dataclass(frozen=True, slots=True)
class Contender:
    id: str
    folder: Path
    """In which the command runs."""
    site: Path
    command: Sequence[str | Path]
    environment: Mapping[str, str]
    change: Callable[[int], None]
    """Lengthens one time limit by so many units; 0 puts everything back."""
    phases: Sequence[Phase] = tuple(Phase)
    caches: Sequence[Path] = ()

    def measured(self, phase: Phase, run: int) -> tuple[Cost, Output]:
        """Builds once. Phases must come in their order; `run` counts from 1, so that each edit
        is another one."""
        if phase is Phase.COLD:
            for path in (self.site, *self.caches):
                _put_aside(path)
        self.change(run if phase is Phase.EDIT else 0)
        before = measuring.cut(self.site)
        cost = measuring.run(self.command, self.folder, self.environment)
        return cost, measuring.output(self.site, before)


@dataclass(frozen=True, slots=True)
class Field:
    """The same procedures for all contenders, below one folder."""

    folder: Path
    source: Path
    """The data folder to grow from."""
    listed: Sequence[Member]

    @property
    def edited(self) -> Member:
        return data.editable(self.listed)

    @property
    def _seeds(self) -> Path:
        """A data folder of the seeds alone, from which the words of all pages come."""
        return self.folder / "seeds" / ours.DATA

    def presenter(self) -> Presenter:
        """Of the seeds. Raises `DataError` when they cannot be presented."""
        if not self._seeds.exists():
            own = [member for member in self.listed if not member.number]
            data.write(own, self.source, self._seeds)
        today = clock.today()
        found, reported = catalogue.load(self._seeds, today, latest=clock.latest())
        if errors := problems.errors(reported):
            raise DataError("\n".join(map(str, errors[:10])))
        return Presenter(found, today)

    def contenders(self, wanted: Sequence[str], program: Path | None) -> list[Contender]:
        """Those `wanted` by id, laid out; `program` is that of Hugo when it is among them."""
        made = []
        if {"ours", "site"} & set(wanted):
            made += [each for each in self._ours() if each.id in wanted]
        if not {"hugo", *PLAIN} & set(wanted):
            return made
        presenter = self.presenter()
        seeds = {
            member.code: content.record(presenter, member.code)
            for member in self.listed
            if not member.number
        }
        records = [content.of_member(seeds[each.seed.code], each) for each in self.listed]
        laws = content.laws(presenter)
        if "hugo" in wanted and program:
            owner = next(iter(presenter.catalogue.agencies.values())).name
            hugo.lay_out(self.folder / "hugo", records, laws, owner)
            made.append(self._hugo(program))
        for name in (each for each in PLAIN if each in wanted):
            plain.lay_out(self.folder / name, records, laws, from_yaml=name == "yaml")
            made.append(self._plain(name))
        return made

    def _ours(self) -> list[Contender]:
        folder = self.folder / "project"
        folder.mkdir()
        ours.lay_out(folder)
        data.write(self.listed, self.source, folder / ours.DATA)
        ours.commit(folder)

        def change(times: int) -> None:
            self._edit(folder / ours.DATA, times)

        commands = {"ours": ours.vietnamese, "site": ours.whole}
        caches = [folder / name for name in ours.CACHES]
        return [
            Contender(
                id=name,
                folder=folder,
                site=self._site(name),
                command=command(self._site(name)),
                environment=ours.environment(folder),
                change=change,
                caches=[*caches, self._site(f".{name}.spare")],
            )
            for name, command in commands.items()
        ]

    def _hugo(self, program: Path) -> Contender:
        def change(times: int) -> None:
            self._edit(self._seeds, times)
            record = content.record(self.presenter(), self.edited.code)
            hugo.write_page(self.folder / "hugo", record)

        return Contender(
            id="hugo",
            folder=self.folder / "hugo",
            site=self._site("hugo"),
            command=hugo.command(program, self._site("hugo")),
            environment=os.environ,
            change=change,
        )

    def _plain(self, name: str) -> Contender:
        # Once is enough: MkDocs renders everything again whatever has changed.
        return Contender(
            id=name,
            folder=self.folder / name,
            site=self._site(name),
            command=plain.command(self._site(name)),
            environment=plain.environment(),
            change=_nothing,
            phases=(Phase.COLD,),
        )

    def _edit(self, folder: Path, times: int) -> None:
        member = self.edited
        today = clock.today().isoformat()
        text = data.edited(member, times, today) if times else member.filled(member.seed.text)
        file = folder / member.file
        if file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")

    def _site(self, name: str) -> Path:
        return self.folder / "sites" / name


def _put_aside(path: Path) -> None:
    """Takes `path` away, without deleting it: for minutes ext4 looks around all files that were
    deleted whenever it makes one, and whoever writes most is slowed most."""
    if path.exists():
        path.rename(tempfile.mkdtemp(prefix=f"{path.name}-", dir=path.parent) + "/old")


def _nothing(times: int) -> None:
    """For who is not measured after an edit."""
