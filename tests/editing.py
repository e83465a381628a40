"""Changes of data files as an editor makes and commits them."""

from __future__ import annotations

import subprocess
from pathlib import Path


def edit(file: Path, old: str, new: str) -> None:
    """Puts `new` wherever `old` stands, which must be somewhere."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def spoil(file: Path, *changes: tuple[str, str]) -> None:
    """Puts the second of each of `changes` for the first, which must stand there once."""
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def commit(root: Path) -> None:
    """Puts everything below `root` into git."""
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "--allow-empty", "-m", "x"]):
        identity = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "gc.auto=0"]
        subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True)
