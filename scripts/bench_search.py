"""Measures the search of this site beside lunr and MiniSearch, in Chromium on a slow processor.

    python scripts/bench_search.py [--names FILE] [--queries FILE] [--slowdown 6] [--alone]

Exit status 0 when everything was measured (whatever the figures), 2 when a tool is missing.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
import tempfile
from pathlib import Path

from bench import browser, engines, material, report, rewriting
from tthc import console
from tthc.search import names
from tthc.search.rewriting import lines

ROOT = Path(__file__).resolve().parents[1]
MANY = 50_000
JUDGED = ROOT / "tests/search/queries.vi.jsonl"
SKIPPED = """Bỏ qua danh sách tên và {many} tên ghép: chưa có danh sách nào.
Hãy thêm --names TỆP.jsonl.xz, mỗi dòng một thủ tục: code, name, field, agency, audience, channels.
Nếu có câu hỏi đã chấm cho danh sách đó thì thêm --queries TỆP.jsonl (query, expected)."""


def main() -> int:
    parser = console.parser(
        "Đo tìm kiếm của trang này bên cạnh lunr và MiniSearch, in ra bảng Markdown."
    )
    parser.add_argument("--names", type=Path, metavar="TỆP", help="danh sách tên, .jsonl hoặc .xz")
    parser.add_argument("--queries", type=Path, metavar="TỆP", help="câu hỏi đã chấm cho --names")
    parser.add_argument("--many", type=int, default=MANY, metavar="SỐ", help="số tên ghép")
    parser.add_argument("--slowdown", type=float, default=6, metavar="SỐ", help="làm chậm mấy lần")
    parser.add_argument("--runs", type=int, default=3, metavar="SỐ", help="mở trang mấy lần")
    parser.add_argument("--alone", action="store_true", help="chỉ đo trang này, không tải gói npm")
    arguments = console.arguments(parser)
    try:
        measured = materials(arguments)
    except (OSError, EOFError, LookupError, ValueError, lzma.LZMAError) as error:
        parser.error(f"không đọc được danh sách tên hay câu hỏi: {error!r}")
    chosen = engines.ENGINES[:1] if arguments.alone else engines.ENGINES
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            if not arguments.alone:
                engines.install(folder)
            engines.lay_out(folder)
            with browser.opened(folder, arguments.slowdown) as bench:
                print(f"Chromium {bench.browser.version}, chậm {arguments.slowdown:g} lần.\n")
                print(f"{report.sizes(engines.client_scripts(), measured[0].files)}\n", flush=True)
                for each in measured:
                    rows = contenders(each, chosen, bench, folder)
                    # Over so many names one run of lunr takes minutes.
                    measure(rows, each, bench, 1 if each.is_made else arguments.runs)
                    show(each, rows)
    except engines.MissingToolError as error:
        print(error, file=sys.stderr)
        return 2
    if not arguments.names:
        print(SKIPPED.format(many=arguments.many))
    return 0


def materials(arguments: argparse.Namespace) -> list[material.Material]:
    found = [material.of_site(ROOT, JUDGED)]
    if arguments.names:
        listed = material.of_names(arguments.names, arguments.queries)
        found += [listed, material.grown(listed, arguments.many)]
    return found


def contenders(
    searched: material.Material,
    chosen: tuple[engines.Engine, ...],
    bench: browser.Bench,
    folder: Path,
) -> list[report.Row]:
    """Every engine with its data; lunr and MiniSearch with queries as typed and as rewritten."""
    records = json.dumps(engines.records(searched.documents))
    (folder / "records.json").write_text(records, encoding="utf-8")
    english = names.english(names.pruned(searched.documents, searched.words))
    (folder / report.ENGLISH).write_text(english, encoding="utf-8")
    # English is not counted for any engine here, since each fetches it when a query wants it.
    tables = engines.packed(lines(searched.tables.lay).encode())
    typed = [[query.text] for query in searched.queries]
    rewritten = [rewriting.variants(query.text, searched.tables) for query in searched.queries]
    found = []
    for engine in chosen:
        data = engines.data(engine, searched) or bench.build(engine.id, "records.json")
        (folder / f"{engine.id}.json").write_text(data, encoding="utf-8")
        script, size = engines.script_size(engine, folder), engines.packed(data.encode())
        found.append(report.Row(engine.name, engine, script, size, typed))
        if engine is not engines.ENGINES[0]:
            name = f"{engine.name}, câu hỏi viết lại"
            found.append(report.Row(name, engine, script, size + tables, rewritten, True))
    return found


def measure(
    rows: list[report.Row], searched: material.Material, bench: browser.Bench, runs: int
) -> None:
    """In turns, so that a busy moment of the machine does not fall on one engine only."""
    warm_up = [[text] for text in searched.warm_up()]
    for run in range(runs):
        for row in rows:
            print(f"… {searched.name}, lần {run + 1}: {row.name}", file=sys.stderr)
            row.timing.add(bench.time(row.engine.id, row.file, row.more, warm_up, row.queries))
    for row in rows if searched.is_judged else []:
        answers = bench.answers(row.engine.id, row.file, row.more, row.queries)
        row.quality = report.quality(searched.queries, answers)


def show(searched: material.Material, rows: list[report.Row]) -> None:
    judged = "đã chấm" if searched.is_judged else "chỉ để đo thời gian"
    print(f"## {searched.name}: {len(searched.documents)} mục\n")
    print(f"{len(searched.queries)} câu hỏi ({judged}).")
    print(
        "«Câu hỏi viết lại»: cùng bảng viết lại của trang này, tính vào dữ liệu, không tính giờ.\n"
    )
    print(report.table(rows))
    if len(rows) > 1:
        print(f"\n{report.ratios(rows)}")
    print(flush=True)


if __name__ == "__main__":
    sys.exit(main())
