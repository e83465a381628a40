"""Earlier versions of data files, from git when the folder is in a repository."""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePath


class GitHistory:
    """Versions of files below `root` in the git repository that holds it.

    A shallow clone has a short history: what it does not hold is not compared.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._changed_now = set(self._lines("diff", "--name-only", "--relative", "HEAD", "--", "."))
        self._commits = self._commits_by_file()

    @classmethod
    def of(cls, root: Path) -> GitHistory | None:
        """The history of `root`; None without git, without a repository, or before its first
        commit."""
        try:
            found = _git(root, "rev-parse", "--verify", "--quiet", "HEAD")
        except OSError:
            return None
        return cls(root) if found is not None else None

    def versions(self, file: PurePath) -> Iterator[bytes]:
        """What was committed as `file` before what stands there now, newest first."""
        name = file.as_posix()
        commits = self._commits.get(name, [])
        for commit in commits if name in self._changed_now else commits[1:]:
            content = _git(self.root, "show", f"{commit}:./{name}")
            if content is not None:
                yield content

    def changed(self) -> set[PurePath]:
        """Files that differ from the last commit: edited, new or deleted."""
        new = self._lines("ls-files", "--others", "--exclude-standard", "--", ".")
        return {PurePath(name) for name in {*self._changed_now, *new} if name}

    def committed(self, file: PurePath) -> bytes | None:
        """What the last commit has as `file`; None when it has no such file."""
        return _git(self.root, "show", f"HEAD:./{file.as_posix()}")

    def _commits_by_file(self) -> dict[str, list[str]]:
        """File → the commits that changed it, newest first."""
        found: dict[str, list[str]] = defaultdict(list)
        commit = ""
        for line in self._lines("log", "--format=%x00%H", "--name-only", "--relative", "--", "."):
            if line.startswith("\0"):
                commit = line[1:]
            elif line:
                found[line].append(commit)
        return found

    def _lines(self, *arguments: str) -> list[str]:
        printed = _git(self.root, "-c", "core.quotepath=off", *arguments)
        return (printed or b"").decode("utf-8", "replace").split("\n")


def _git(root: Path, *arguments: str) -> bytes | None:
    done = subprocess.run(
        ["git", "-C", str(root), *arguments], capture_output=True, check=False, timeout=60
    )
    return done.stdout if done.returncode == 0 else None
