"""Says what staff have to do and by which day.

    python scripts/due.py [--owner MÃ] [--within NGÀY] [--ics TỆP] [--as-of NGÀY]
    python scripts/due.py --national TỆP_HAY_THƯ_MỤC [--fetched NGÀY] [--record]

Exit status 0 when nothing is overdue, 1 when something is, or when the data or the national
records have errors, 2 for wrong arguments.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterable, Mapping
from datetime import timedelta
from itertools import groupby
from pathlib import Path

from tthc import clock, comparison, console, national, problems, project, site
from tthc.catalogue import Catalogue
from tthc.due import HORIZON, Due, due
from tthc.due.calendar import calendar
from tthc.model.registers import NationalRecord
from tthc.rules.dates import reviews_are_not_overdue
from tthc.wording import short_date

ROOT = Path(__file__).resolve().parents[1]
FARTHEST = 3650


def main() -> int:
    parser = _parser()
    arguments = console.arguments(parser)
    found, reported, today = project.load(arguments.data)
    # An overdue review is what this command is for; anything else leaves holes in the catalogue.
    errors = [each for each in problems.errors(reported) if each.rule != reviews_are_not_overdue.id]
    if errors:
        print(*errors, sep="\n")
        print(f"Không liệt kê được: dữ liệu có {len(errors)} lỗi.")
        return 1
    _check(parser, arguments, found)
    records: Mapping[str, NationalRecord] = found.national_records
    failed = False
    if arguments.national:
        records, failed = _compared(arguments, found)
        if arguments.record and not failed:
            file = arguments.data / "registers/national-records.yml"
            console.write(file, comparison.register(records.values()).encode())
            print(f"Đã ghi kết quả đối chiếu vào {file}")
    within = timedelta(days=arguments.within)
    shown = [
        each
        for each in due(found, today, within=within, national=records)
        if arguments.owner in (None, each.owner)
    ]
    print(f"Việc đến hạn tính đến ngày {short_date(today)}, nhìn trước {within.days} ngày.")
    _list(shown, found)
    overdue = sum(each.is_overdue for each in shown)
    print(f"\n{len(shown)} việc, {overdue} việc quá hạn.")
    if arguments.ics:
        _save_calendar(parser, arguments.ics, shown)
    return int(failed or overdue > 0)


def _parser() -> argparse.ArgumentParser:
    parser = console.parser("Liệt kê việc đến hạn: rà soát, công khai, văn bản, bản ghi quốc gia.")
    parser.add_argument("--owner", metavar="MÃ", help="chỉ việc của đơn vị này, ví dụ ban-quan-ly")
    parser.add_argument(
        "--within",
        type=_days,
        default=HORIZON.days,
        metavar="SỐ_NGÀY",
        help=f"nhìn trước bao nhiêu ngày (mặc định: {HORIZON.days})",
    )
    parser.add_argument("--ics", type=Path, metavar="TỆP", help="ghi thêm thành tệp lịch .ics")
    parser.add_argument(
        "--national",
        type=Path,
        metavar="TỆP",
        help="đối chiếu với bản ghi quốc gia: một tệp JSON hoặc thư mục chứa các tệp đó",
    )
    parser.add_argument(
        "--fetched",
        type=console.day,
        metavar="NGÀY",
        help="ngày tải các tệp của --national, ví dụ 2026-07-17 (mặc định: hôm nay)",
    )
    parser.add_argument(
        "--record",
        action="store_true",
        help="ghi kết quả đối chiếu vào registers/national-records.yml",
    )
    parser.add_argument("--data", type=Path, default=ROOT / "procedures", help="thư mục dữ liệu")
    return parser


def _days(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) <= FARTHEST):
        raise argparse.ArgumentTypeError(
            f"«{text}» không phải số ngày từ 0 đến {FARTHEST}, ví dụ 30"
        )
    return int(text)


def _check(
    parser: argparse.ArgumentParser, arguments: argparse.Namespace, found: Catalogue
) -> None:
    """Ends the command with status 2 when arguments do not fit each other or the data."""
    owner = arguments.owner
    if owner is not None and owner not in found.agencies:
        near = difflib.get_close_matches(owner, found.agencies, 3)
        hint = f"; gần giống: {', '.join(near)}" if near else ""
        parser.error(f"không có đơn vị «{owner}» trong registers/agencies.yml{hint}")
    if (arguments.record or arguments.fetched) and not arguments.national:
        parser.error("--record và --fetched chỉ dùng cùng --national")
    day = arguments.fetched or clock.today()
    if day > clock.latest():
        parser.error(f"--fetched {day} ở tương lai")
    known = found.national_records.values()
    newest = max((each.compared_on for each in known), default=day)
    if arguments.national and day < newest:
        parser.error(
            f"các tệp tải ngày {day} cũ hơn lần đối chiếu đã ghi ngày {newest}; "
            "hãy tải lại, hoặc ghi đúng --fetched"
        )


def _compared(
    arguments: argparse.Namespace, found: Catalogue
) -> tuple[Mapping[str, NationalRecord], bool]:
    """The national records held against ours, and whether some could not be read."""
    fresh, unread = national.read(arguments.national, arguments.fetched or clock.today())
    for problem in unread:
        print(problem)
    ours = [code for code in fresh if code in found.procedures]
    print(
        f"Đọc {len(fresh)} bản ghi quốc gia, {len(ours)} là thủ tục của trang này "
        f"({len(found.procedures)} thủ tục)."
    )
    if missing := [code for code in found.procedures if code not in fresh]:
        print(f"Không có bản ghi của: {', '.join(missing)}.")
    if unread and arguments.record:
        print("Chưa ghi kết quả: sửa các tệp trên rồi chạy lại.")
    return (
        comparison.compared(fresh.values(), found.national_records, found.procedures),
        bool(unread),
    )


def _list(shown: Iterable[Due], found: Catalogue) -> None:
    ordered = sorted(shown, key=lambda each: each.owner)
    for owner, members in groupby(ordered, key=lambda each: each.owner):
        name = found.agencies[owner].name if owner else "Chưa giao riêng cho đơn vị nào"
        print(f"\n{name}{f' ({owner})' if owner else ''}")
        for each in members:
            codes = ", ".join(each.procedures)
            print(f"  {short_date(each.day)}  {_mark(each)}{each.kind.label}: {each.subject}")
            print(f"      {each.text}")
            print(f"      → {each.file}" + (f" (thủ tục {codes})" if codes else ""))


def _mark(each: Due) -> str:
    words = f"QUÁ HẠN, {each.remaining}" if each.is_overdue else each.remaining
    return f"[{words}] " if words else ""


def _save_calendar(parser: argparse.ArgumentParser, file: Path, shown: list[Due]) -> None:
    try:
        place = site.read(ROOT / "mkdocs.yml")
    except site.SiteError as error:
        parser.error(str(error))
    text = calendar(shown, lambda address: place.link("vi", address), place.authority)
    if not text:
        print("Không có việc nào có ngày, nên không ghi tệp lịch.")
        return
    try:
        console.write(file, text.encode())
    except OSError:
        parser.error(f"không ghi được tệp {file}; kiểm tra thư mục có thật và được phép ghi")
    print(f"Đã ghi lịch vào {file}")


if __name__ == "__main__":
    sys.exit(main())
