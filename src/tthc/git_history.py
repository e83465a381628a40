"""Earlier versions of data files, from git when the folder is in a repository."""

from __future__ import annotations

import subprocess
from pathlib import Path, PurePath


class GitHistory:
    """Versions of files below `root` in the git repository that holds it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._changed_now = self._names("diff", "--name-only", "--relative", "HEAD", "--", ".")
        self._changed_last = self._names(
            "diff", "--name-only", "--relative", "HEAD^", "HEAD", "--", "."
        )

    @classmethod
    def of(cls, root: Path) -> GitHistory | None:
        """The history of `root`; None without git, without a repository, or before its first
        commit."""
        try:
            found = _git(root, "rev-parse", "--verify", "--quiet", "HEAD")
        except OSError:
            return None
        return cls(root) if found is not None else None

    def _names(self, *arguments: str) -> frozenset[str]:
        names = _git(self.root, "-c", "core.quotepath=off", *arguments)
        return frozenset((names or b"").decode("utf-8", "replace").split("\n"))

    def previous(self, file: PurePath) -> bytes | None:
        """What stood in `file` before the change that is being made, or else before the last
        commit. None when neither changed it, or when it is new."""
        name = file.as_posix()
        if name in self._changed_now:
            return _git(self.root, "show", f"HEAD:./{name}")
        if name in self._changed_last:
            return _git(self.root, "show", f"HEAD^:./{name}")
        return None


def _git(root: Path, *arguments: str) -> bytes | None:
    done = subprocess.run(
        ["git", "-C", str(root), *arguments], capture_output=True, check=False, timeout=60
    )
    return done.stdout if done.returncode == 0 else None
