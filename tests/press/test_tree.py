"""A site is written into the folder of an older one: it is the same as in an empty folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.press.sites import contents
from tthc.press.tree import Tree

BEFORE = {"index.html": "nhà", "a/index.html": "a", "a/b/index.html": "b cũ", "c/feed.xml": "c"}
AFTER = {**BEFORE, "a/b/index.html": "b mới", "d/e/index.html": "d"}


def write(folder: Path, files: dict[str, str], before: Path | None = None) -> None:
    folder.mkdir(exist_ok=True)
    tree = Tree(folder, before)
    tree.make_room(files)
    for path, text in files.items():
        if not tree.take(path, text.encode().__eq__):
            tree.put(text.encode(), path)
    tree.clear(set(files))


@pytest.fixture
def before(tmp_path: Path) -> Path:
    write(tmp_path / "before", BEFORE)
    return tmp_path / "before"


@pytest.fixture
def spare(tmp_path: Path, before: Path) -> Path:
    """The site before `before`, which has other files and shares most with it."""
    write(tmp_path / "older", {**BEFORE, "index.html": "nhà cũ", "x/y/index.html": "x"})
    folder = tmp_path / "spare"
    write(folder, {**BEFORE, "index.html": "nhà cũ", "x/y/index.html": "x"}, before)
    return folder


def emptied(path: Path) -> None:
    shutil.rmtree(path)
    path.mkdir()


def replaced(path: Path) -> None:
    path.unlink()
    path.write_text("x")


def as_file(path: Path) -> None:
    shutil.rmtree(path)
    path.write_text("một tệp")


def as_folder(path: Path) -> None:
    path.unlink()
    (path / "trong").mkdir(parents=True)
    (path / "trong/tep").write_text("một tệp")


def as_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/passwd")


def as_link_to_folder(path: Path) -> None:
    shutil.rmtree(path)
    path.symlink_to(path.parent.parent / "before/a")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "none": lambda _: None,
    "a file is missing": lambda s: (s / "a/index.html").unlink(),
    "a folder is missing": lambda s: shutil.rmtree(s / "a"),
    "all is missing": emptied,
    "a file was replaced": lambda s: replaced(s / "index.html"),
    "a file too many": lambda s: (s / "a/b/them.html").write_text("x"),
    "a hidden file too many": lambda s: (s / ".htaccess").write_text("x"),
    "a folder is a file": lambda s: as_file(s / "a"),
    "a new folder is a file": lambda s: (s / "d").write_text("x"),
    "a file is a folder": lambda s: as_folder(s / "a/index.html"),
    "a file is a link": lambda s: as_link(s / "a/index.html"),
    "a folder is a link": lambda s: as_link_to_folder(s / "a"),
    "a folder that is no more": lambda s: (s / "z/z").mkdir(parents=True),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_whatever_stood_there_the_site_is_the_same(
    spare: Path, before: Path, damage: Callable[[Path], object]
) -> None:
    damage(spare)
    write(spare, AFTER, before)
    assert contents(spare) == {path: text.encode() for path, text in AFTER.items()}
    assert not any(path.is_symlink() for path in spare.rglob("*"))
    folders = {str(path.relative_to(spare)) for path in spare.rglob("*") if path.is_dir()}
    assert folders == {"a", "a/b", "c", "d", "d/e"}
    assert contents(before) == {path: text.encode() for path, text in BEFORE.items()}


def test_what_is_the_same_is_the_file_of_the_site_before(spare: Path, before: Path) -> None:
    write(spare, AFTER, before)
    same = {path for path in BEFORE if (spare / path).samefile(before / path)}
    assert same == BEFORE.keys() - {"a/b/index.html"}


def test_what_is_shared_already_is_not_touched(spare: Path, before: Path) -> None:
    stat = (before / "c/feed.xml").stat()
    write(spare, AFTER, before)
    assert (spare / "c/feed.xml").stat().st_ctime_ns == stat.st_ctime_ns


def test_without_links_files_are_written(
    tmp_path: Path, before: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: str) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    write(tmp_path / "other", AFTER, before)
    assert contents(tmp_path / "other") == {path: text.encode() for path, text in AFTER.items()}


def test_a_link_in_the_site_before_is_never_taken(tmp_path: Path, before: Path) -> None:
    write(tmp_path / "spare", BEFORE, before)
    for folder, text in ((before, BEFORE["index.html"]), (tmp_path / "spare", "sai")):
        (tmp_path / f"{folder.name}.html").write_text(text)
        replaced(folder / "index.html")
        (folder / "index.html").unlink()
        (folder / "index.html").symlink_to(tmp_path / f"{folder.name}.html")
    write(tmp_path / "spare", BEFORE, before)
    assert not (tmp_path / "spare/index.html").is_symlink()
    assert (tmp_path / "spare/index.html").read_text() == BEFORE["index.html"]


def test_a_file_that_is_shared_is_never_written_over(tmp_path: Path, before: Path) -> None:
    (tmp_path / "new").mkdir()
    tree = Tree(tmp_path / "new", before)
    tree.make_room(["index.html"])
    tree.put(BEFORE["index.html"].encode(), "index.html")
    tree.put(b"moi", "index.html")
    assert (tmp_path / "new/index.html").read_bytes() == b"moi"
    assert (before / "index.html").read_text() == BEFORE["index.html"]


def test_of_two_contents_at_one_place_the_last_stays(tmp_path: Path, before: Path) -> None:
    path = next(
        each for each in sorted(before.rglob("*")) if each.is_file() and not each.is_symlink()
    )
    name, old = path.relative_to(before).as_posix(), path.read_bytes()
    shutil.copytree(before, tmp_path / "own", copy_function=os.link)
    tree = Tree(tmp_path / "own", before)
    for content in (b"new", old):
        tree.put(content, name)
        assert (tmp_path / "own" / name).read_bytes() == content
    assert path.read_bytes() == old
