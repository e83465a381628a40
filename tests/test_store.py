"""The cache of bytes: it keeps what is asked for, and no damage to it matters."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sqlite3
import threading
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest

from tthc import store
from tthc.store import Store

VERSION = b"1"
ROWS = {f"key {number}".encode(): os.urandom(3000) for number in range(60)}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "kept.sqlite"


def fill(file: Path, rows: dict[bytes, bytes] = ROWS, version: bytes = VERSION) -> None:
    with Store.open(file, version) as kept:
        for key, value in rows.items():
            kept.put(key, value)


def found(file: Path, keys: list[bytes], version: bytes = VERSION) -> list[bytes | None]:
    with Store.open(file, version, keep_unused=True) as kept:
        return [kept.get(key) for key in keys]


def run(file: Path) -> tuple[int, dict[bytes, bytes]]:
    """As a command uses it: how much it had to make itself, and what it got in all."""
    made, got = 0, {}
    with Store.open(file, VERSION) as kept:
        for key, value in ROWS.items():
            known = kept.get(key)
            if known is None:
                made += 1
                kept.put(key, value)
            got[key] = value if known is None else known
    return made, got


def test_what_was_put_is_there_in_the_next_run(file: Path) -> None:
    assert run(file) == (60, ROWS)
    assert run(file) == (0, ROWS)


def test_what_was_put_is_there_in_the_same_run(file: Path) -> None:
    with Store.open(file, VERSION) as kept:
        assert kept.get(b"a") is None
        kept.put(b"a", b"1")
        assert kept.get(b"a") == b"1"
        kept.put(b"a", b"")
        assert kept.get(b"a") == b""
    assert found(file, [b"a"]) == [b""]


def test_a_second_run_writes_nothing(file: Path) -> None:
    fill(file)
    before = file.stat().st_mtime_ns, file.read_bytes()
    run(file)
    assert (file.stat().st_mtime_ns, file.read_bytes()) == before
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_nothing_put_makes_no_file(file: Path) -> None:
    assert found(file, [b"a"]) == [None]
    assert not file.parent.exists()


def test_what_is_not_asked_for_is_dropped(file: Path) -> None:
    fill(file, {b"a": b"1", b"b": b"2"})
    with Store.open(file, VERSION) as kept:
        assert kept.get(b"a") == b"1"
    assert found(file, [b"a", b"b"]) == [b"1", None]


def test_a_run_over_a_part_drops_nothing(file: Path) -> None:
    fill(file, {b"a": b"1", b"b": b"2"})
    with Store.open(file, VERSION, keep_unused=True) as kept:
        kept.put(b"c", b"3")
    assert found(file, [b"a", b"b", b"c"]) == [b"1", b"2", b"3"]


def test_a_run_that_breaks_off_keeps_what_it_made_and_drops_nothing(file: Path) -> None:
    fill(file, {b"a": b"1"})
    with pytest.raises(RuntimeError), Store.open(file, VERSION) as kept:
        kept.put(b"b", b"2")
        raise RuntimeError
    assert found(file, [b"a", b"b"]) == [b"1", b"2"]


def test_another_version_sees_nothing_and_takes_the_place(file: Path) -> None:
    fill(file, {b"a": b"1"})
    assert found(file, [b"a"], b"2") == [None]
    with Store.open(file, b"2", keep_unused=True) as kept:
        kept.put(b"a", b"3")
    assert found(file, [b"a"], b"2") == [b"3"]
    assert found(file, [b"a"]) == [None]


def test_the_file_does_not_grow_when_all_is_replaced(file: Path) -> None:
    sizes = []
    for version in range(6):
        fill(file, ROWS, bytes([version]))
        sizes.append(file.stat().st_size)
    assert max(sizes) < sizes[0] * 1.2


def cut(size: int) -> Callable[[Path], None]:
    return lambda file: os.truncate(file, size)


def flipped(start: int, step: int) -> Callable[[Path], None]:
    def damage(file: Path) -> None:
        content = bytearray(file.read_bytes())
        for at in range(start, len(content), step):
            content[at] ^= 0xFF
        file.write_bytes(content)

    return damage


def zeroed(start: int, end: int) -> Callable[[Path], None]:
    def damage(file: Path) -> None:
        content = bytearray(file.read_bytes())
        content[start:end] = bytes(len(content[start:end]))
        file.write_bytes(content)

    return damage


def holding(content: bytes) -> Callable[[Path], None]:
    def damage(file: Path) -> None:
        file.write_bytes(content)

    return damage


def script(*statements: str) -> Callable[[Path], None]:
    def damage(file: Path) -> None:
        connection = sqlite3.connect(file)
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()

    return damage


def foreign(*statements: str) -> Callable[[Path], None]:
    def damage(file: Path) -> None:
        file.unlink()
        script(*statements)(file)

    return damage


def shuffled(file: Path) -> None:
    """Every value under another's key."""
    connection = sqlite3.connect(file)
    rows = connection.execute("SELECT key, value FROM kept").fetchall()
    moved = [(rows[index - 1][1], key) for index, (key, _) in enumerate(rows)]
    connection.executemany("UPDATE kept SET value = ? WHERE key = ?", moved)
    connection.commit()
    connection.close()


def left_journal(file: Path) -> None:
    file.with_name(file.name + "-journal").write_bytes(os.urandom(5000))


def folder_in_place(file: Path) -> None:
    file.unlink()
    (file / "inner").mkdir(parents=True)


def dead_link(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.parent / "nowhere" / "kept.sqlite")


def loop(file: Path) -> None:
    file.unlink()
    file.symlink_to(file)


def pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def no_folder(file: Path) -> None:
    shutil.rmtree(file.parent)


def file_for_folder(file: Path) -> None:
    shutil.rmtree(file.parent)
    file.parent.write_text("x")


MENDED: dict[str, Callable[[Path], None]] = {
    "removed": Path.unlink,
    "no folder": no_folder,
    "empty": cut(0),
    "cut in the head": cut(50),
    "cut after the head": cut(100),
    "cut to one page": cut(4096),
    "cut in a page": cut(10_000),
    "cut near the end": lambda file: os.truncate(file, file.stat().st_size - 700),
    "no database": holding(b"x" * 20_000),
    "text": holding("một tệp khác\n".encode() * 300),
    "zeros": holding(bytes(8192)),
    "head of zeros": zeroed(0, 100),
    "first page of zeros": zeroed(100, 4096),
    "middle of zeros": zeroed(8192, 60_000),
    "all after the head of zeros": zeroed(4096, 10**9),
    "every byte turned": flipped(0, 1),
    "a byte in each page turned": flipped(300, 4096),
    "the kind of each page turned": flipped(4096, 4096),
    "a byte in each value turned": flipped(5000, 2000),
    "foreign": foreign("CREATE TABLE kept (key BLOB PRIMARY KEY, value BLOB)"),
    "foreign with other tables": foreign("CREATE TABLE other (id INTEGER)"),
    "no table": script("DROP TABLE kept"),
    "other columns": script("DROP TABLE kept", "CREATE TABLE kept (id INTEGER)"),
    "a view for the table": script(
        "ALTER TABLE kept RENAME TO old", "CREATE VIEW kept AS SELECT key, value FROM old"
    ),
    "a later layout": script("PRAGMA user_version = 99"),
    "values of text": script("UPDATE kept SET value = 'x'"),
    "values that are no text": script("UPDATE kept SET value = CAST(value AS TEXT)"),
    "values of numbers": script("UPDATE kept SET value = 7"),
    "no values": script("UPDATE kept SET value = NULL"),
    "empty values": script("UPDATE kept SET value = x''"),
    "keys of text": script("UPDATE kept SET key = hex(key)"),
    "values poisoned": script("UPDATE kept SET value = substr(value, 1, 16) || randomblob(90)"),
    "values cut": script("UPDATE kept SET value = substr(value, 1, length(value) - 1)"),
    "values under other keys": shuffled,
}
KEPT: dict[str, Callable[[Path], None]] = {
    "a journal of nothing": left_journal,
    "a folder in its place": folder_in_place,
    "a link to nowhere": dead_link,
    "a link to itself": loop,
    "a pipe": pipe,
    "a file for its folder": file_for_folder,
}


@pytest.mark.parametrize("damage", [*MENDED, *KEPT])
def test_damage_never_changes_what_comes_out(file: Path, damage: str) -> None:
    fill(file)
    (MENDED | KEPT)[damage](file)
    assert run(file)[1] == ROWS


@pytest.mark.parametrize("damage", MENDED)
def test_what_is_damaged_is_replaced(file: Path, damage: str) -> None:
    fill(file)
    MENDED[damage](file)
    run(file)
    run(file)
    assert run(file) == (0, ROWS)


@pytest.mark.parametrize("damage", MENDED)
def test_damage_in_the_middle_of_a_run_never_changes_what_comes_out(
    file: Path, damage: str
) -> None:
    fill(file)
    got = {}
    with Store.open(file, VERSION) as kept:
        for number, (key, value) in enumerate(ROWS.items()):
            if number == 20:
                MENDED[damage](file)
            known = kept.get(key)
            got[key] = value if known is None else known
            if known is None:
                kept.put(key, value)
        kept.put(b"one more", b"1")
    assert got == ROWS
    run(file)
    run(file)
    assert run(file) == (0, ROWS)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_may_not_be_written_still_serves(file: Path, what: str) -> None:
    fill(file)
    target = file if what == "file" else file.parent
    target.chmod(0o500)
    try:
        with Store.open(file, VERSION) as kept:
            assert kept.get(b"key 1") == ROWS[b"key 1"]
            kept.put(b"other", b"1")
    finally:
        target.chmod(0o700)
    assert found(file, [b"key 1"]) == [ROWS[b"key 1"]]


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_file_that_is_locked_throughout_never_fails_a_run(
    file: Path, lock: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_WAIT", 0.05)
    fill(file)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute(f"BEGIN {lock}")
    assert run(file)[1] == ROWS
    with Store.open(file, VERSION) as kept:
        kept.put(b"new", b"1")
    other.execute("COMMIT")
    other.close()
    assert found(file, [b"key 1", b"new"]) == [ROWS[b"key 1"], None]


def test_a_file_that_is_locked_for_a_while_is_waited_for(file: Path) -> None:
    fill(file)
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    threading.Timer(0.1, lambda: other.execute("COMMIT")).start()
    assert found(file, [b"key 1"]) == [ROWS[b"key 1"]]
    other.close()


def fill_many(file: Path, start: int) -> None:
    for turn in range(5):
        with Store.open(file, VERSION, keep_unused=True) as kept:
            for number in range(start, start + 20):
                kept.put(f"{turn}/{number}".encode(), str(number).encode())


def test_two_processes_may_write_at_once(file: Path) -> None:
    fork = multiprocessing.get_context("fork")
    workers = [fork.Process(target=fill_many, args=(file, start)) for start in (0, 1000, 2000)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    assert [each.exitcode for each in workers] == [0, 0, 0]
    numbers = [start + number for start in (0, 1000, 2000) for number in range(20)]
    keys = [f"{turn}/{number}".encode() for turn in range(5) for number in numbers]
    assert found(file, keys) == [str(number).encode() for _ in range(5) for number in numbers]


def test_a_name_for_the_version_does_not_run_into_the_key(file: Path) -> None:
    fill(file, {b"2x": b"1"}, b"1")
    assert found(file, [b"x"], b"12") == [None]


def test_the_version_changes_with_a_text_of_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "tthc"
    shutil.copytree(Path(store.__file__).parent, package)
    monkeypatch.setattr(store, "__file__", str(package / "store.py"))

    def version() -> bytes:
        store.version.cache_clear()
        return store.version()

    try:
        first = version()
        (package / "__pycache__").mkdir(exist_ok=True)
        (package / "__pycache__" / "more.pyc").write_bytes(b"x")
        assert version() == first
        template = next((package / "templates").rglob("*.j2"))
        template.write_text(template.read_text(encoding="utf-8") + " ", encoding="utf-8")
        second = version()
        assert second != first
        template.rename(template.with_name("other.j2"))
        assert version() not in (first, second)
    finally:
        store.version.cache_clear()


@pytest.mark.parametrize("name", ["pydantic", "pyyaml", "jinja2", "markupsafe", "nh3", "markdown"])
def test_the_version_changes_with_each_library(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store.version.cache_clear()
    before, installed = store.version(), metadata.version
    store.version.cache_clear()
    monkeypatch.setattr(metadata, "version", lambda each: "0" if each == name else installed(each))
    try:
        assert store.version() != before
    finally:
        store.version.cache_clear()
