"""The shells of all languages: from an earlier build when nothing that they are made from has
changed, else made by MkDocs, in one process for each language."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory

from tthc.memory import digest
from tthc.model.update import FOLDER
from tthc.press.shell import PLAN, Plan, Shell
from tthc.press.writing import PressError
from tthc.store import Store
from tthc.terms import Language

CONFIGURATIONS: dict[Language, str] = {"vi": "mkdocs.yml", "en": "mkdocs.en.yml"}
_COMMAND = (sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet")
_FOLDERS = ("docs", "overrides", "hooks")
_VARIABLES = re.compile(r"!ENV +(\[[^\]]*|\w+)")


def shells(
    plans: Mapping[Language, Plan],
    root: Path,
    environment: Mapping[str, str],
    store: Store | None = None,
) -> dict[Language, Shell]:
    """The shell for each of `plans`. The configuration and all that it names stands below `root`.

    Raises `PressError` when MkDocs fails; what it said is printed.
    """
    common = made_from(root, environment)
    keys = {each: digest(each.encode(), _written(plan), common) for each, plan in plans.items()}
    kept = {language: store.get(key) for language, key in keys.items()} if store else {}
    missing = {language: plan for language, plan in plans.items() if not kept.get(language)}
    found = {language: Shell.from_bytes(value) for language, value in kept.items() if value}
    for language, shell in _made(missing, root, environment).items():
        found[language] = shell
        if store:
            store.put(keys[language], shell.to_bytes())
    return found


def _made(
    plans: Mapping[Language, Plan], root: Path, environment: Mapping[str, str]
) -> dict[Language, Shell]:
    with TemporaryDirectory() as name:
        work = Path(name)
        running = {
            language: _start(language, plan, root, work, environment)
            for language, plan in plans.items()
        }
        for process in running.values():
            sys.stdout.write(process.communicate()[0].decode("utf-8", "replace"))
        if any(process.returncode for process in running.values()):
            raise PressError("Không dựng trang: xem lỗi ở trên.")
        return {each: Shell.from_bytes(_plan_of(each, work).read_bytes()) for each in running}


def _start(
    language: Language, plan: Plan, root: Path, work: Path, environment: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    file = _plan_of(language, work)
    file.write_bytes(pickle.dumps(plan))
    configuration = root / CONFIGURATIONS[language]
    return subprocess.Popen(
        [*_COMMAND, "--config-file", str(configuration), "--site-dir", str(work / language)],
        cwd=root,
        env={**environment, PLAN: str(file)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def _plan_of(language: Language, work: Path) -> Path:
    return work / f"{language}.plan"


def made_from(root: Path, environment: Mapping[str, str]) -> bytes:
    """The digest of everything but the plan: programs, settings, files."""
    parts = sorted(f"{each.name} {each.version}" for each in metadata.distributions())
    settings = [root / name for name in CONFIGURATIONS.values()]
    names = {"SOURCE_DATE_EPOCH"}
    for file in settings:
        for found in _VARIABLES.findall(file.read_text(encoding="utf-8")):
            names.update(re.findall(r"\w+", found))
    parts += [f"{name}={environment.get(name)}" for name in sorted(names)]
    every = [*settings, *(file for name in _FOLDERS for file in _below(root, name))]
    contents = (
        part for file in every for part in (str(file.relative_to(root)).encode(), file.read_bytes())
    )
    return digest(*(part.encode() for part in parts), *contents)


def _below(root: Path, name: str) -> Iterator[Path]:
    """Files that a shell may be made from: updates are data, but for what is attached to them."""
    updates = root / "docs" / FOLDER
    walk = os.walk(root / name, followlinks=True)  # as MkDocs does
    for file in sorted(Path(folder, each) for folder, _, names in walk for each in names):
        is_update = file.parent == updates and file.suffix == ".md"
        if file.is_file() and not is_update and "__pycache__" not in file.parts:
            yield file


def _written(plan: Plan) -> bytes:
    models = [
        [getattr(page, each.name) for each in fields(page) if each.name != "make"]
        for page in plan.models
    ]
    return repr((models, plan.attachments, plan.board)).encode()
