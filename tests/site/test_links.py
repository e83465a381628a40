"""Every link and anchor inside the built site leads somewhere."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path


def test_no_internal_link_or_anchor_is_broken(site: Path) -> None:
    lychee = shutil.which("lychee", path=str(Path(sys.executable).parent))
    assert lychee
    done = subprocess.run(
        [
            lychee,
            "--offline",
            "--include-fragments",
            "--no-progress",
            "--index-files",
            "index.html",
            "--root-dir",
            str(site),
            str(site),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_the_check_sees_a_broken_anchor(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<p id="a"><a href="#b">b</a></p>')
    lychee = shutil.which("lychee", path=str(Path(sys.executable).parent))
    assert lychee
    done = subprocess.run(
        [lychee, "--offline", "--include-fragments", "--no-progress", str(tmp_path)],
        capture_output=True,
        check=False,
    )
    assert done.returncode != 0
