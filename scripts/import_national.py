"""Imports records of the national database of procedures, as staff have them.

    python scripts/import_national.py [--into FOLDER] [--accept CODE[:FIELD]|all]
        [--include-other-provinces] PATH…

Exit status 0 when it was done, 1 when something cannot be read, the data has errors or every record
was refused (nothing is then written), 2 for wrong arguments.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tqdm import tqdm

from tthc import clock, console, site
from tthc.importing import accepting, storing
from tthc.importing.running import Order, OwnerError, run

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    order, report_file, parser = read_order()
    try:
        outcome = run(order)
    except OwnerError as error:
        parser.error(
            f"không có cơ quan «{error}» trong registers/agencies.yml; "
            + ("sửa biến BOARD" if str(error) == order.board else "ghi --owner")
        )
    except OSError as error:
        print(
            f"Không ghi được vào {order.folder}: {error.strerror}. Kiểm tra quyền ghi và chỗ trống."
        )
        return 1
    if outcome.faults or outcome.problems:
        print(*sorted(set(outcome.faults)), *outcome.problems, sep="\n")
        count = len(set(outcome.faults)) + len(outcome.problems)
        print(f"Không nhập gì: {count} lỗi. Sửa hoặc bỏ các tệp trên rồi chạy lại.")
        return 1
    report = outcome.report
    print(report.text(is_full=False), end="")
    try:
        if report_file:
            report_file.write_text(report.text(), encoding="utf-8")
    except OSError as error:
        print(f"Đã nhập, nhưng không ghi được báo cáo vào {report_file}: {error.strerror}.")
        return 1
    return outcome.status


def read_order() -> tuple[Order, Path | None, argparse.ArgumentParser]:
    """What is asked for, where the whole report goes, and who tells what is wrong with it."""
    board = site.configured(ROOT / "mkdocs.yml").board
    parser = options(board)
    arguments = console.arguments(parser)
    folder: Path = arguments.into.resolve()
    read_on = arguments.read_on or clock.today()
    if not storing.is_data(folder):
        parser.error(f"{folder} có sẵn tệp khác, không phải thư mục dữ liệu; hãy chọn thư mục khác")
    if read_on > clock.latest():
        parser.error(f"--read-on {read_on:%d/%m/%Y} ở tương lai")
    report_file: Path | None = arguments.report
    if report_file and (report_file.is_dir() or not report_file.absolute().parent.is_dir()):
        parser.error(f"--report: không ghi được vào {report_file}")
    try:
        wish = accepting.wish(arguments.accept)
    except ValueError as error:
        parser.error(f"--accept: {error}")
    order = Order(
        paths=arguments.paths,
        folder=folder,
        home=ROOT / "procedures",
        board=board,
        owner=arguments.owner,
        today=clock.today(),
        latest=clock.latest(),
        read_on=read_on,
        wish=wish,
        remember=arguments.remember,
        set_english_aside=arguments.set_english_aside,
        include_other_provinces=arguments.include_other_provinces,
        progress=progress,
    )
    return order, report_file, parser


def options(board: str) -> argparse.ArgumentParser:
    parser = console.parser(
        "Nhập bản ghi của Cơ sở dữ liệu quốc gia về thủ tục hành chính: tệp .json, danh sách "
        ".xlsx, thư mục hoặc kho nén của chúng."
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="ĐƯỜNG_DẪN", help="nơi có bản ghi")
    parser.add_argument(
        "--into", type=Path, default=ROOT / "procedures", metavar="THƯ_MỤC", help="thư mục dữ liệu"
    )
    parser.add_argument(
        "--accept",
        action="append",
        default=[],
        metavar="MÃ[:MỤC]",
        help="nhận thay đổi của thủ tục đã có: all, 1.009664 hoặc 1.009664:processing_time",
    )
    parser.add_argument(
        "--remember",
        action="store_true",
        help="nhớ bản ghi hiện nay của thủ tục đã có làm mốc so sánh, không nhận thay đổi",
    )
    parser.add_argument(
        "--set-english-aside",
        action="store_true",
        help="nhận cả khi bản tiếng Anh thiếu lời: cất bản ấy thành tệp chờ dịch",
    )
    parser.add_argument(
        "--include-other-provinces",
        action="store_true",
        help="nhận cả thủ tục do tỉnh, thành phố khác công bố; đầu trang ghi là của nơi ấy",
    )
    parser.add_argument(
        "--owner",
        default=board,
        metavar="MÃ",
        help="mã cơ quan chịu trách nhiệm rà soát (mặc định: BOARD, hoặc ban-quan-ly)",
    )
    parser.add_argument(
        "--read-on", metavar="NGÀY", type=console.day, help="ngày tải bản ghi (mặc định: hôm nay)"
    )
    parser.add_argument("--report", type=Path, metavar="TỆP", help="ghi báo cáo đầy đủ vào tệp")
    return parser


def progress(rows: Iterable[Any], words: str) -> Iterable[Any]:
    """`rows`, with a bar where a person watches."""
    found: Iterable[Any] = tqdm(rows, desc=words, unit=" tệp", leave=False, disable=None)
    return found


if __name__ == "__main__":
    sys.exit(main())
