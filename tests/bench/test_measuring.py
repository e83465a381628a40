"""What a command costs, its children included, and what it wrote."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bench.build import measuring

HOLD = "import time; held = bytearray(100_000_000); time.sleep(0.3)"
MB = 1_000_000


def run(code: str, folder: Path) -> measuring.Cost:
    return measuring.run([sys.executable, "-c", code], folder, os.environ)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_memory_of_children_counts(tmp_path: Path) -> None:
    alone = run(HOLD, tmp_path)
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLD!r}]); {HOLD}"
    both = "import subprocess, sys; held = bytearray(100_000_000); " + child.split("; ", 1)[1]
    assert 100 * MB < alone.memory < 150 * MB
    assert 200 * MB < run(both, tmp_path).memory < 300 * MB


def test_processor_time_of_children_counts(tmp_path: Path) -> None:
    busy = "import time\nwhile time.process_time() < 0.3: pass"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"
    cost = run(child, tmp_path)
    assert cost.cpu > 0.3
    assert cost.wall > 0.3


def test_a_command_that_fails_is_told_with_what_it_printed(tmp_path: Path) -> None:
    with pytest.raises(measuring.CommandFailedError, match="hỏng rồi"):
        run("import sys; sys.exit('hỏng rồi')", tmp_path)


def test_files_written_and_files_changed_are_told_apart(tmp_path: Path) -> None:
    for name in ("kept", "same", "new"):
        (tmp_path / name).write_text("as before", encoding="utf-8")
    (tmp_path / "new").unlink()
    before = measuring.cut(tmp_path)
    (tmp_path / "same").unlink()
    (tmp_path / "same").write_text("as before", encoding="utf-8")
    (tmp_path / "new").write_text("now", encoding="utf-8")
    assert measuring.output(tmp_path, before) == measuring.Output(
        files=3, size=9 + 9 + 3, written=2, changed=1
    )
