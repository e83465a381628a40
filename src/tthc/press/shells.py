"""The shells of all languages: from an earlier build when nothing that they are made from has
changed, else made by MkDocs, in one process for each language."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields
from importlib import metadata
from pathlib import Path

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
    folders: Mapping[Language, Path],
    environment: Mapping[str, str],
    store: Store | None = None,
) -> dict[Language, Shell]:
    """Puts the shell for each of `plans` into its folder of `folders`, which does not exist yet.
    The configuration and all that it names stands below `root`.

    Raises `PressError` when MkDocs fails; what it said is printed.
    """
    common = made_from(root, environment)
    keys = {each: digest(each.encode(), _written(plan), common) for each, plan in plans.items()}
    running = {}
    found = {}
    for language, plan in plans.items():
        if store and (kept := store.get(keys[language])):
            files, found[language] = pickle.loads(kept)
            _put(files, folders[language])
        else:
            running[language] = _start(language, plan, root, folders[language], environment)
    said = {language: process.communicate()[0] for language, process in running.items()}
    for each in said.values():
        sys.stdout.write(each.decode("utf-8", "replace"))
    if any(process.returncode for process in running.values()):
        raise PressError("Không dựng trang: xem lỗi ở trên.")
    for language in running:
        file = _plan_of(folders[language])
        found[language] = Shell.load(file)
        file.unlink()
        value = (_files(folders[language]), found[language])
        if store:
            store.put(keys[language], pickle.dumps(value))
    return found


def _start(
    language: Language, plan: Plan, root: Path, folder: Path, environment: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    file = _plan_of(folder)
    file.write_bytes(pickle.dumps(plan))
    configuration = root / CONFIGURATIONS[language]
    return subprocess.Popen(
        [*_COMMAND, "--config-file", str(configuration), "--site-dir", str(folder)],
        cwd=root,
        env={**environment, PLAN: str(file)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def _plan_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.plan")


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
    for file in sorted((root / name).rglob("*")):
        is_update = file.parent == updates and file.suffix == ".md"
        if file.is_file() and not is_update and "__pycache__" not in file.parts:
            yield file


def _written(plan: Plan) -> bytes:
    models = [
        [getattr(page, each.name) for each in fields(page) if each.name != "make"]
        for page in plan.models
    ]
    return repr((models, plan.attachments, plan.board)).encode()


def _files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def _put(files: Mapping[str, bytes], folder: Path) -> None:
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
