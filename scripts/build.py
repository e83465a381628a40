"""Builds the whole site, both languages, and puts it in place at once.

    python scripts/build.py [--site-dir FOLDER] [--as-of YYYY-MM-DD] [--data FOLDER]
        [--language vi]

Exit status 0 when the site is there, 1 when the data has errors or the build failed (the folder
is then untouched), 2 for wrong arguments, 130 after Ctrl+C (untouched too).
"""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tthc import addresses, console, impact, problems, project, wording
from tthc.press import building
from tthc.press.edition import press
from tthc.press.shells import shells
from tthc.press.tree import Tree, remove
from tthc.press.writing import PressError
from tthc.processes import BrokenProcessError
from tthc.terms import Language

ROOT = Path(__file__).resolve().parents[1]
MARK = ".tthc-site"
"""A file that says that the folder was made by this command and may be replaced by it."""
ABANDONED = 24 * 60 * 60
"""Seconds after which no build is still at work."""


def main() -> int:
    gc.disable()  # a third of the time; what a build leaves behind in cycles is little
    parser = console.parser("Kiểm tra dữ liệu và dựng trang web.")
    parser.add_argument("--site-dir", type=Path, default=ROOT / "site", help="thư mục kết quả")
    parser.add_argument("--data", type=Path, default=ROOT / "procedures", help="thư mục dữ liệu")
    parser.add_argument(
        "--language",
        choices=tuple(addresses.ROOTS),
        help="chỉ dựng một ngôn ngữ, để thử; trang không có ngôn ngữ kia",
    )
    arguments = console.arguments(parser)
    languages = (arguments.language,) if arguments.language else tuple(addresses.ROOTS)
    target: Path = arguments.site_dir.resolve()
    if not may_replace(target):
        parser.error(f"{target} có sẵn tệp khác, không phải trang đã dựng; hãy chọn thư mục khác")
    try:
        return build(target, arguments.data.resolve(), languages)
    except (PressError, OSError) as error:
        is_known = isinstance(error, PressError)
        print(error if is_known else f"Không dựng trang: không đọc hay ghi được tệp: {error}.")
        return 1
    except BrokenProcessError:
        print("Không dựng trang: một tiến trình dừng giữa chừng, xem lỗi ở trên.")
        return 1
    except KeyboardInterrupt:
        print("Đã dừng theo Ctrl+C. Trang cũ, nếu có, còn nguyên.")
        return 130


def build(target: Path, folder: Path, languages: tuple[Language, ...]) -> int:
    """The exit status of a build of the data in `folder`. Raises as what it calls."""
    restore(target)
    found, reported, today = project.load(folder)
    if errors := problems.errors(reported):
        print(*errors, sep="\n")
        print(f"Không dựng trang: {problems.summary(reported)}.")
        return 1
    outputs = building.outputs(ROOT, found, today, languages)
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = begun(target)
    try:
        with building.remembering(ROOT, "pages") as known:
            plans = {language: output.plan for language, output in outputs.items()}
            made = shells(plans, ROOT, building.surroundings(today), known)
            press(
                building.editions(outputs, made),
                Tree(fresh, target),
                known,
                processes=os.cpu_count() or 1,
                others={MARK: f"{today}\n".encode()},
            )
        swap(fresh, target)
    finally:
        shutil.rmtree(fresh.parent, ignore_errors=True)
    print(f"{impact.summary(found, today)}: xem /{addresses.IMPACT}")
    number = wording.count(len(found.procedures))
    print(f"{number} thủ tục, {problems.summary(reported)}. Trang ở {target}")
    return 0


def may_replace(target: Path) -> bool:
    """Whether `target` is absent, empty, or a site made by this command."""
    return not target.exists() or (
        target.is_dir() and ((target / MARK).is_file() or not any(target.iterdir()))
    )


def restore(target: Path) -> None:
    """Puts back the site that a build had moved aside when it was killed."""
    old = target.with_name(f".{target.name}.old")
    if not target.exists() and (old / MARK).is_file():
        old.rename(target)


def begun(target: Path) -> Path:
    """The folder in which the next site is made: the one before `target`, of which most files are
    those of `target`, else an empty one. No other build uses the folder in which it stands."""
    name = f".{target.name}.new-"
    for left in target.parent.glob(f"{name}*"):  # of a build that was killed
        with contextlib.suppress(FileNotFoundError):  # another build was faster
            if time.time() - left.lstat().st_mtime > ABANDONED:
                shutil.rmtree(left, ignore_errors=True)
    fresh = Path(tempfile.mkdtemp(prefix=name, dir=target.parent), "site")
    spare = target.with_name(f".{target.name}.spare")
    if (spare / MARK).is_file() and not spare.is_symlink():
        with contextlib.suppress(OSError):
            spare.rename(fresh)
    fresh.mkdir(exist_ok=True)
    return fresh


def swap(fresh: Path, target: Path) -> None:
    """Puts `fresh` in the place of `target`, which is never half-written, and keeps that."""
    old, spare = (target.with_name(f".{target.name}.{name}") for name in ("old", "spare"))
    remove(old)
    if target.exists():
        target.rename(old)
    try:
        fresh.rename(target)
    except BaseException:
        restore(target)
        raise
    if old.exists():
        remove(spare)
        with contextlib.suppress(OSError):  # the next build then begins with an empty folder
            old.rename(spare)


if __name__ == "__main__":
    sys.exit(main())
