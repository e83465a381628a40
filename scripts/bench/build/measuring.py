"""What a command costs: time, processor and memory, its children included; and what it wrote."""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SAMPLES = 0.02
"""Seconds at least between two looks at the memory."""
REST = 30
"""So many times longer than a look takes is the pause after it. To look at a process of a gigabyte
takes the system some 15 ms; without rest, larger sites would be measured slower than they are."""
_SHOWN = 3000
"""Characters of the output of a failed command that are told."""


class CommandFailedError(Exception):
    """A command that was to be measured failed; the text has the end of what it printed."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a command cost."""

    wall: float
    """Seconds by the clock."""
    cpu: float
    """Seconds of processor, in user and system mode, of the command and all its children."""
    memory: int
    """Bytes, the most that all its processes held at once, pages that several share in parts; a
    process that lives for less than two looks is not seen."""


Cut = Mapping[str, tuple[bytes, int, int]]


@dataclass(frozen=True, slots=True)
class Output:
    """What a run left in its output folder."""

    files: int
    size: int
    """Bytes of all files."""
    written: int
    """Files that it wrote or wrote again."""
    changed: int
    """Files whose bytes are other than before."""


@dataclass
class _Memory:
    """Looks at a process and those below it until told to stop."""

    pid: int
    most: int = 0
    stopped: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        before: set[int] = set()
        pause = SAMPLES
        while not self.stopped.wait(pause):
            started = time.perf_counter()
            now = set(_family(self.pid))
            # A process that is just being started still shows the memory of its parent as its own.
            self.most = max(self.most, sum(map(_resident, now & before)))
            before = now
            pause = max(SAMPLES, REST * (time.perf_counter() - started))


def run(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Runs `command` in `folder`. Raises `CommandFailedError` when it does not end with 0."""
    with tempfile.TemporaryFile() as printed:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=printed, stderr=subprocess.STDOUT
        )
        memory = _Memory(process.pid)
        watcher = threading.Thread(target=memory.watch)
        watcher.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        memory.stopped.set()
        watcher.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            printed.seek(0)
            text = printed.read().decode("utf-8", "replace")[-_SHOWN:]
            raise CommandFailedError(f"Lệnh không chạy được: {' '.join(map(str, command))}\n{text}")
    return Cost(wall, used.ru_utime + used.ru_stime, memory.most)


def cut(folder: Path) -> Cut:
    """The files below `folder`: path → digest of the bytes, number of the file, time of writing."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            digest = hashlib.blake2b(path.read_bytes(), digest_size=16).digest()
            stat = path.stat()
            found[path.relative_to(folder).as_posix()] = (digest, stat.st_ino, stat.st_mtime_ns)
    return found


def output(folder: Path, before: Cut) -> Output:
    """What stands below `folder` now, beside what stood there `before`."""
    now = cut(folder)
    known = {name: before.get(name, (b"", 0, 0)) for name in now}
    return Output(
        files=len(now),
        size=sum((folder / name).stat().st_size for name in now),
        written=sum(known[name][1:] != each[1:] for name, each in now.items()),
        changed=sum(known[name][0] != each[0] for name, each in now.items()),
    )


def _family(pid: int) -> list[int]:
    """`pid` and all processes below it. Without /proc, and once it has ended, nobody."""
    found = [pid]
    for each in found:
        for path in Path(f"/proc/{each}/task").glob("*/children"):
            try:
                found += map(int, path.read_text(encoding="ascii").split())
            except OSError:  # it has just ended
                continue
    return found


def _resident(pid: int) -> int:
    """What the process holds; pages that several share count in parts (`Pss` of Linux)."""
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(row.split()[1]) * 1024 for row in rows if row.startswith("Pss:"))
