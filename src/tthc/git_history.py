"""Earlier versions of data files, from git when the folder is in a repository."""

from __future__ import annotations

import contextlib
import subprocess
import weakref
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePath


class GitHistory:
    """Versions of files below `root` in the git repository that holds it.

    A shallow clone has a short history: what it does not hold is not compared. A file is known by
    its name: in another folder beside its former one it is still the same file.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._changed_now = set(self._lines("diff", "--name-only", "--relative", "HEAD", "--", "."))
        self._commits = self._commits_by_file()
        self._objects = _Objects(root)

    @classmethod
    def of(cls, root: Path) -> GitHistory | None:
        """The history of `root`; None without git, without a repository, or before its first
        commit."""
        try:
            found = _git(root, "rev-parse", "--verify", "--quiet", "HEAD")
        except OSError:
            return None
        return cls(root) if found is not None else None

    @cached_property
    def is_shallow(self) -> bool:
        """Whether older commits are missing here."""
        return self._lines("rev-parse", "--is-shallow-repository")[0] == "true"

    def versions(self, file: PurePath) -> Iterator[bytes]:
        """What was committed as `file` before what stands there now, newest first."""
        name = file.as_posix()
        commits = self._commits.get(_key(name), [])
        is_committed = bool(commits) and commits[0][2] == name and name not in self._changed_now
        for _, content in self._contents(commits[1:] if is_committed else commits):
            yield content

    def changed(self) -> set[PurePath]:
        """Files that differ from the last commit: edited, new or deleted."""
        new = self._lines("ls-files", "--others", "--exclude-standard", "--", ".")
        return {PurePath(name) for name in {*self._changed_now, *new} if name}

    def lately(self) -> set[PurePath]:
        """Files of the last commit and of the one before it."""
        names = (
            self._lines("ls-tree", "-r", "--name-only", commit, "--", ".")
            for commit in ("HEAD", "HEAD~1")
        )
        return {PurePath(name) for each in names for name in each if name}

    def committed(self, file: PurePath) -> bytes | None:
        """What the last commit has as `file`; None when it has no such file."""
        return self._objects.read(f"HEAD:./{file.as_posix()}")

    def contents(self, file: PurePath) -> Iterator[tuple[int, bytes]]:
        """Everything that was committed as `file`, newest first, each with its place in the log:
        what has a lower one is newer, in other files too."""
        yield from self._contents(self._commits.get(_key(file.as_posix()), []))

    def _contents(self, commits: list[tuple[int, str, str]]) -> Iterator[tuple[int, bytes]]:
        for place, commit, name in commits:
            content = self._objects.read(f"{commit}:./{name}")
            if content is not None:
                yield place, content

    def _commits_by_file(self) -> dict[tuple[str, str], list[tuple[int, str, str]]]:
        """File → place in the log, commit and path of each change, newest first."""
        found: dict[tuple[str, str], list[tuple[int, str, str]]] = defaultdict(list)
        place, commit = -1, ""
        for line in self._lines("log", "--format=%x00%H", "--name-only", "--relative", "--", "."):
            if line.startswith("\0"):
                place, commit = place + 1, line[1:]
            elif line:
                found[_key(line)].append((place, commit, line))
        return found

    def _lines(self, *arguments: str) -> list[str]:
        printed = _git(self.root, "-c", "core.quotepath=off", *arguments)
        return (printed or b"").decode("utf-8", "replace").split("\n")


class _Objects:
    """Contents of git's objects, from one process for all of them, started when first needed."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def read(self, name: str) -> bytes | None:
        """What `name` stands for; None when there is no such thing, or git cannot tell."""
        if "\n" in name:
            return None
        process = self._process
        assert process.stdin and process.stdout
        try:
            process.stdin.write(f"{name}\n".encode())
            process.stdin.flush()
        except OSError:  # git has given up
            return None
        head = process.stdout.readline().split()  # object, kind and size, or the name and "missing"
        if not head or not head[-1].isdigit():
            return None
        content = process.stdout.read(int(head[-1]))
        process.stdout.read(1)
        return content

    @cached_property
    def _process(self) -> subprocess.Popen[bytes]:
        started = subprocess.Popen(
            ["git", "-C", str(self._root), "cat-file", "--batch"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        weakref.finalize(self, _end, started)
        return started


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(OSError):
        process.communicate()


def _key(name: str) -> tuple[str, str]:
    """The top folder and the name of the file."""
    top, _, rest = name.partition("/")
    return top, rest.rpartition("/")[2]


def _git(root: Path, *arguments: str) -> bytes | None:
    done = subprocess.run(
        ["git", "-C", str(root), *arguments], capture_output=True, check=False, timeout=60
    )
    return done.stdout if done.returncode == 0 else None
