"""Measures how heavy the pages of the built site are on a slow phone, behind a real nginx.

    python scripts/bench_pages.py [--site-dir site] [--runs 5] [--json] [PAGE ...]

Exit status 0 when everything was measured (whatever the figures), 2 when a tool or the site is
missing.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from bench.engines import MissingToolError
from bench.pages import measuring, report, server
from bench.pages.figures import middle
from bench.pages.measuring import Phone
from bench.pages.report import Row
from tthc import console

HOME = ""
SHORT = "thu-tuc/1.009664/"
LISTS = ("thu-tuc/", "tin-chinh-sach/", "van-ban/")


def main() -> int:
    console.write_utf8()
    parser = argparse.ArgumentParser(
        description="Đo dung lượng và thời gian hiện ra của các trang trên điện thoại chậm."
    )
    parser.add_argument("pages", nargs="*", metavar="TRANG", help=f"như {SHORT}")
    parser.add_argument("--site-dir", type=Path, default=Path("site"), metavar="THƯ_MỤC")
    parser.add_argument("--runs", type=int, default=5, metavar="SỐ", help="mỗi trang mở mấy lần")
    parser.add_argument("--slowdown", type=float, default=4, metavar="SỐ", help="làm chậm mấy lần")
    parser.add_argument(
        "--http", choices=["1", "2", "1,2"], default="2", help="HTTP/1.1 hay HTTP/2"
    )
    parser.add_argument("--json", action="store_true", help="in ra JSON thay cho bảng Markdown")
    arguments = parser.parse_args()
    site: Path = arguments.site_dir
    if not (site / "index.html").is_file():
        parser.error(f"không có trang đã dựng ở {site}. Hãy chạy: make site")
    pages = arguments.pages or [HOME, SHORT, longest(site), *LISTS]
    if lacking := [page for page in pages if not (site / page / "index.html").is_file()]:
        parser.error(f"không có trang {', '.join(lacking)}, ví dụ viết: {SHORT}")
    try:
        rows = measure(site, pages, arguments.http.split(","), arguments.runs, arguments.slowdown)
    except MissingToolError as error:
        print(error, file=sys.stderr)
        return 2
    told = [row.record() for row in rows]
    print(json.dumps(told, ensure_ascii=False, indent=1) if arguments.json else report.table(rows))
    return 0


def longest(site: Path) -> str:
    """The address of the guidance page with the most HTML."""
    found = max(site.glob("thu-tuc/*/index.html"), key=lambda each: (each.stat().st_size, each))
    return f"{found.parent.relative_to(site).as_posix()}/"


def measure(
    site: Path, pages: list[str], versions: list[str], runs: int, slowdown: float
) -> list[Row]:
    """Each page as the first that a reader opens, and as the one after the home page, or after the
    guidance page where it is the home page itself."""
    rows = []
    with server.keys() as keys, measuring.opened(keys.digest) as browser:
        for http in versions:
            for line in measuring.LINES:
                phone = Phone(browser, line, slowdown)
                with server.served(site, keys, http == "2") as base:
                    for page in pages:
                        print(f"… HTTP/{http}, {line.name}: /{page}", file=sys.stderr)
                        first, later = [], []
                        for _ in range(runs):
                            with phone.newcomer() as context:
                                first.append(phone.visit(context, base + page))
                            with phone.newcomer() as context:
                                phone.visit(context, base + (HOME if page else SHORT))
                                later.append(phone.visit(context, base + page))
                        rows.append(Row(page, http, line.name, middle(first), middle(later)))
    return rows


if __name__ == "__main__":
    sys.exit(main())
