"""Says what rests on which law, and what a legal act touches, with file and line.

    python scripts/law_impact.py [LAW…] [--since DAY] [--until DAY] [--changed] [--as-of DAY]

Without a law: the acts of the last 90 days and the next 180. Exit status 0, also when nothing is
touched; 1 when the data has errors; 2 for wrong arguments, such as a law that is not there.
"""

from __future__ import annotations

import sys
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from tthc import console, impact, impact_report, law_history, problems, project
from tthc.catalogue import Catalogue
from tthc.git_history import GitHistory
from tthc.law import LawGraph
from tthc.text import slug
from tthc.wording import short_date

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    parser = console.parser("Cho biết cái gì dựa vào văn bản nào, và văn bản mới chạm đến chỗ nào.")
    parser.add_argument(
        "laws", nargs="*", metavar="MÃ", help="mã hoặc số văn bản, ví dụ 42-2022-nd-cp"
    )
    parser.add_argument("--since", metavar="NGÀY", type=console.day, help="tác động từ ngày này")
    parser.add_argument("--until", metavar="NGÀY", type=console.day, help="đến hết ngày này")
    parser.add_argument(
        "--changed", action="store_true", help="chỉ quan hệ khác với lần lưu gần nhất trong git"
    )
    parser.add_argument("--data", type=Path, default=ROOT / "procedures", help="thư mục dữ liệu")
    arguments = console.arguments(parser)
    found, reported, today = project.load(arguments.data)
    if errors := problems.errors(reported):
        print(*errors, sep="\n")
        print("Sửa các lỗi trên rồi chạy lại.")
        return 1
    laws = [slug(given) for given in arguments.laws]
    for law, given in zip(laws, arguments.laws, strict=True):
        if law not in found.laws:
            parser.error(unknown(given, found.laws))
    since, until = arguments.since, arguments.until
    if since and until and since > until:
        parser.error("ngày của --since phải trước ngày của --until")
    if arguments.changed:
        if laws or since or until:
            parser.error("--changed không đi cùng mã văn bản, --since hay --until")
        history = GitHistory.of(arguments.data.resolve().parent)
        if history is None:
            parser.error("--changed cần thư mục dữ liệu nằm trong git và đã lưu ít nhất một lần")
        show_edits(found, history, arguments.data.resolve().name)
    elif laws and not since and not until:
        for law in laws:
            print(*impact_report.of_law(found, law, today), "", sep="\n")
    else:
        if not since and not until:
            since, until = today - impact.BACK, today + impact.AHEAD
        show_period(found, laws, since, until)
    return 0


def unknown(given: str, laws: LawGraph) -> str:
    near = get_close_matches(slug(given), laws.documents, n=3, cutoff=0.5)
    hint = f" Gần giống: {', '.join(near)}." if near else ""
    return f"không có văn bản «{given}» trong dữ liệu.{hint}"


def show_edits(found: Catalogue, history: GitHistory, folder: str) -> None:
    edits = impact.edits(law_history.committed(found, history, folder), found.laws)
    if not edits:
        print("Không có quan hệ nào khác lần lưu gần nhất trong git.")
    for line in impact_report.of_edits(found, edits):
        print(line)


def show_period(found: Catalogue, laws: list[str], since: date | None, until: date | None) -> None:
    chosen = [
        each
        for each in impact.effects(found.laws)
        if not laws or each.target in laws or (each.act and each.act.actor.id in laws)
    ]
    start = f"từ ngày {short_date(since)} " if since else ""
    end = f"đến hết ngày {short_date(until)}" if until else "trở đi"
    inside = impact.within(chosen, since, until)
    print(f"{len(inside)} tác động của văn bản {start}{end}.")
    for line in impact_report.of_effects(found, inside):
        print(line)
    if undated := [each for each in chosen if each.day is None]:
        print(f"Chưa rõ ngày: {len(undated)} tác động, ghi mã văn bản sau lệnh để xem từng chỗ.")
        for each in undated:
            print(f"    {impact.headline(each, found.laws)}")


if __name__ == "__main__":
    sys.exit(main())
