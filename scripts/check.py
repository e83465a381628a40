"""Checks all data and says what to put right: `python scripts/check.py [--as-of YYYY-MM-DD]`.

Exit status 0 when there is no error, 1 when there is one, 2 for wrong arguments.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tthc import console, problems, project

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    parser = console.parser("Kiểm tra dữ liệu thủ tục.")
    parser.add_argument(
        "folder", nargs="?", type=Path, default=ROOT / "procedures", help="thư mục dữ liệu"
    )
    parser.add_argument(
        "--quiet", action="store_true", help="chỉ in lỗi, không in cảnh báo và lưu ý"
    )
    arguments = console.arguments(parser)
    found, reported, _ = project.load(arguments.folder)
    for problem in reported:
        if not arguments.quiet or problem.level is problems.Level.ERROR:
            print(problem)
    print(
        f"{len(found.procedures)} thủ tục, {len(found.laws)} văn bản: {problems.summary(reported)}"
    )
    return 1 if problems.errors(reported) else 0


if __name__ == "__main__":
    sys.exit(main())
