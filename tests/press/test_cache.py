"""Whatever has become of the cache and of the site before, a build gives what a cold one gives."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.press.sites import DAY, FRAME, build, contents, copied, editions, kept
from tthc.pages.frames import Frame
from tthc.store import Store

VERSION = b"1"
PAGE = "thu-tuc/9.000001/index.html"


@dataclass
class Built:
    """A site that was built with a cache."""

    folder: Path
    data: Path

    @property
    def cache(self) -> Path:
        return self.folder / "cache/pages.sqlite"

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def spoil(self, change: Callable[[bytes], bytes]) -> None:
        self.cache.write_bytes(change(self.cache.read_bytes()))

    def execute(self, statement: str) -> None:
        with sqlite3.connect(self.cache) as connection:
            connection.execute(statement)


@pytest.fixture
def built(tmp_path: Path) -> Built:
    found = Built(tmp_path, copied(tmp_path))
    with Store.open(found.cache, VERSION) as store:
        build(found.site, editions(found.data), store=store)
    return found


def again(built: Built, version: bytes = VERSION, day: date = DAY, frame: Frame = FRAME) -> Path:
    made = editions(built.data, day, frame)
    with Store.open(built.cache, version) as store:
        build(built.folder / "again", made, built.site, store)
    return built.folder / "again"


def cold(built: Built, day: date = DAY, frame: Frame = FRAME) -> dict[str, bytes]:
    build(built.folder / "cold", editions(built.data, day, frame))
    return contents(built.folder / "cold")


def cache_is_a_folder(built: Built) -> None:
    built.cache.unlink()
    built.cache.mkdir()


def page_edited_in_the_past(built: Built) -> None:
    (built.site / PAGE).write_text("<p>x</p>")
    os.utime(built.site / PAGE, (0, 0))


def page_is_a_folder(built: Built) -> None:
    (built.site / PAGE).unlink()
    (built.site / PAGE).mkdir()


def clock_back(built: Built) -> None:
    for file in built.folder.rglob("*"):
        os.utime(file, (0, 0))


def edit_in_the_past(built: Built) -> None:
    file = built.data / "thu-nghiem/9.000002.yml"
    stat = file.stat()
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\ntitle: ", "\ntitle: Thử ", 1), encoding="utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


POISONS: dict[str, Callable[[Built], object]] = {
    "cut": lambda b: b.spoil(lambda content: content[: len(content) // 2]),
    "cut to the head": lambda b: b.spoil(lambda content: content[:100]),
    "emptied": lambda b: b.spoil(lambda _: b""),
    "no database": lambda b: b.spoil(lambda _: b"<html>404</html>"),
    "zeroes in the middle": lambda b: b.spoil(
        lambda content: content[:9000] + bytes(9000) + content[18000:]
    ),
    "one byte of each page": lambda b: b.spoil(
        lambda content: bytes(byte ^ (place % 4096 == 2048) for place, byte in enumerate(content))
    ),
    "removed": lambda b: b.cache.unlink(),
    "a folder in its place": cache_is_a_folder,
    "folder removed": lambda b: shutil.rmtree(b.cache.parent),
    "values of others": lambda b: b.execute(
        "UPDATE kept SET value = (SELECT value FROM kept ORDER BY key LIMIT 1)"
    ),
    "keys of others": lambda b: b.execute("UPDATE kept SET key = key || x'00'"),
    "values cut": lambda b: b.execute("UPDATE kept SET value = substr(value, 1, 20)"),
    "values are words": lambda b: b.execute("UPDATE kept SET value = 'x'"),
    "half is gone": lambda b: b.execute("DELETE FROM kept WHERE rowid % 2"),
    "another table": lambda b: b.execute("ALTER TABLE kept RENAME TO other"),
    "read-only": lambda b: b.cache.chmod(0o400),
    "a page edited by hand": lambda b: (b.site / PAGE).write_text("<p>x</p>"),
    "a page edited, its time set back": page_edited_in_the_past,
    "a page removed": lambda b: (b.site / PAGE).unlink(),
    "a page is a folder": page_is_a_folder,
    "the site removed": lambda b: shutil.rmtree(b.site),
    "the clock back": clock_back,
    "a procedure edited, its time set back": edit_in_the_past,
}


@pytest.mark.parametrize("poison", POISONS.values(), ids=POISONS)
def test_no_poison_shows_in_the_site(built: Built, poison: Callable[[Built], object]) -> None:
    poison(built)
    assert contents(again(built)) == cold(built)


@pytest.mark.parametrize("poison", POISONS.values(), ids=POISONS)
def test_nor_in_one_that_is_written_over_an_older(
    built: Built, poison: Callable[[Built], object]
) -> None:
    edit_in_the_past(built)
    spare = again(built)  # of which nearly all files are those of the site
    poison(built)
    edit_in_the_past(built)
    assert contents(again(built)) == cold(built)
    assert spare == built.folder / "again"


@pytest.mark.parametrize(
    "day", [DAY + timedelta(days=1), DAY - timedelta(days=30), DAY.replace(year=2027)], ids=str
)
def test_another_day_is_not_taken_for_the_same(built: Built, day: date) -> None:
    assert contents(again(built, day=day)) == cold(built, day=day)


def test_an_edited_template_is_not_taken_for_the_same(built: Built) -> None:
    frame = Frame((*FRAME.pieces[:-1], "<footer></footer>"))
    assert contents(again(built, frame=frame)) == cold(built, frame=frame)


def test_another_version_of_the_code_takes_nothing_for_granted(built: Built) -> None:
    assert contents(again(built, version=b"2")) == contents(built.site)
    with Store.open(built.cache, VERSION) as store:
        assert not any(store.get(item.inputs) for item in editions(built.data)[0].items)


def test_a_build_killed_before_it_ended_leaves_a_cache_that_can_be_used(built: Built) -> None:
    store = Store.open(built.cache, VERSION)
    build(built.folder / "killed", editions(built.data), built.site, store)
    del store  # nobody closes it
    assert contents(again(built)) == cold(built)


def test_what_is_the_same_is_the_same_file(built: Built) -> None:
    folder = again(built)
    assert kept(folder, built.site) == set(contents(folder))


def test_only_what_an_edit_changes_is_another_file(built: Built) -> None:
    edit_in_the_past(built)
    folder = again(built)
    old, new = contents(built.site), contents(folder)
    changed = {path for path in new if old.get(path) != new[path]}
    assert "thu-tuc/9.000002/index.html" in changed
    assert set(new) - kept(folder, built.site) == changed


def test_what_a_builder_changes_later_does_not_get_into_the_cache(built: Built) -> None:
    folder = again(built)
    (folder / PAGE).write_text("<p>x</p>")  # the same file as in the site before
    shutil.rmtree(built.site)
    folder.rename(built.site)
    assert contents(again(built)) == cold(built)


def test_several_processes_write_what_one_writes(built: Built) -> None:
    build(built.folder / "several", editions(built.data), processes=3)
    assert contents(built.folder / "several") == contents(built.site)


@pytest.mark.parametrize("path", ["sitemap.xml", "en/sitemap.xml", "en/search"])
def test_what_stands_in_the_way_in_the_older_site_goes(built: Built, path: str) -> None:
    spare = again(built)
    if (spare / path).is_dir():
        shutil.rmtree(spare / path)
        (spare / path).write_text("x")
    else:
        (spare / path).unlink()
        (spare / path).mkdir()
    with Store.open(built.cache, VERSION) as store:
        build(spare, editions(built.data), built.site, store, processes=2)
    assert contents(spare) == cold(built)
