"""Builds the whole site, both languages, and puts it in place at once.

    python scripts/build.py [--site-dir FOLDER] [--as-of YYYY-MM-DD] [--data FOLDER]

Exit status 0 when the site is there, 1 when the data has errors or the build failed (the folder
is then untouched), 2 for wrong arguments.
"""

from __future__ import annotations

import contextlib
import filecmp
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime, time
from pathlib import Path

from tthc import addresses, clock, console, impact, problems, project

ROOT = Path(__file__).resolve().parents[1]
BUILD = (sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet")
MARK = ".tthc-site"
"""A file that says that the folder was made by this command and may be replaced by it."""


def main() -> int:
    parser = console.parser("Kiểm tra dữ liệu và dựng trang web.")
    parser.add_argument("--site-dir", type=Path, default=ROOT / "site", help="thư mục kết quả")
    parser.add_argument("--data", type=Path, default=ROOT / "procedures", help="thư mục dữ liệu")
    arguments = console.arguments(parser)
    target: Path = arguments.site_dir.resolve()
    if not may_replace(target):
        parser.error(f"{target} có sẵn tệp khác, không phải trang đã dựng; hãy chọn thư mục khác")
    folder: Path = arguments.data.resolve()
    found, reported, today = project.load(folder)
    if errors := problems.errors(reported):
        print(*errors, sep="\n")
        print(f"Không dựng trang: {problems.summary(reported)}.")
        return 1
    midnight = datetime.combine(today, time(), clock.VIET_NAM)
    environment = {
        **os.environ,
        clock.VARIABLE: today.isoformat(),
        "TTHC_DATA": str(folder),
        "SOURCE_DATE_EPOCH": str(int(midnight.timestamp())),
    }
    if "SITE_URL" in os.environ:
        environment["SITE_URL_EN"] = os.environ["SITE_URL"].rstrip("/") + "/en/"
    target.parent.mkdir(parents=True, exist_ok=True)
    work = target.with_name(f".{target.name}.new")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    try:
        environment |= project.hand_on(work / "checked", folder, (found, reported, today))
        fresh = work / "site"
        if not build(work, environment):
            print("Không dựng trang: xem lỗi ở trên.")
            return 1
        (fresh / MARK).write_text(f"{today}\n", encoding="utf-8")
        keep_same(fresh, target)
        swap(fresh, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"{impact.summary(found, today)}: xem /{addresses.IMPACT}")
    print(f"{len(found.procedures)} thủ tục, {problems.summary(reported)}. Trang ở {target}")
    return 0


def build(work: Path, environment: Mapping[str, str]) -> bool:
    """Builds both languages at the same time, into `site/` in the folder `work`. Says whether
    that went well; what MkDocs had to say is printed."""
    sites = {"mkdocs.yml": work / "site", "mkdocs.en.yml": work / "en"}
    running = [
        subprocess.Popen(
            [*BUILD, "--config-file", str(ROOT / configuration), "--site-dir", str(site)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for configuration, site in sites.items()
    ]
    for each in running:
        said, _ = each.communicate()
        sys.stdout.write(said.decode("utf-8", "replace"))
    if any(each.returncode for each in running):
        return False
    sites["mkdocs.en.yml"].rename(sites["mkdocs.yml"] / "en")
    return True


def keep_same(fresh: Path, old: Path) -> None:
    """Puts the files of `old` in the place of files of `fresh` with the same bytes: they keep
    their time, and whoever copies the site onwards sees what has changed."""
    for file in fresh.rglob("*"):
        before = old / file.relative_to(fresh)
        if file.is_file() and before.is_file() and filecmp.cmp(file, before, shallow=False):
            with contextlib.suppress(OSError):  # a file system without links
                kept = file.with_name(f"{file.name}.kept")
                os.link(before, kept)
                kept.replace(file)


def may_replace(target: Path) -> bool:
    """Whether `target` is absent, empty, or a site made by this command."""
    return not target.exists() or (
        target.is_dir() and ((target / MARK).is_file() or not any(target.iterdir()))
    )


def swap(fresh: Path, target: Path) -> None:
    """Puts `fresh` in the place of `target`, which is never half-written."""
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
