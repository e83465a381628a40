"""Measures how long this site takes to build as it grows, beside Hugo and plain MkDocs + Material.

    python scripts/bench_build.py [--sizes 100,1000] [--runs 3] [--only ours,hugo] [--write]

Exit status 0 when everything was measured (whatever the figures), 1 when a build failed, 2 when an
argument is wrong or a tool is missing.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from bench.build import contenders, data, hugo, measuring, report, results
from bench.build.contenders import NAMES, Contender, Phase
from bench.build.data import Member, Seed
from bench.build.results import Result, Results
from tthc import clock, console

ROOT = Path(__file__).resolve().parents[1]
SIZES = (100, 1_000, 5_665, 10_000)
"""A province has 100 to 2,500 procedures, the country 5,665."""
QUICK = 20
PLAIN_UP_TO = 1_000
"""Plain MkDocs takes minutes beyond."""
PAGE = ROOT / "docs/bao-tri/do-toc-do.md"
CHART = PAGE.with_name(report.CHART)


def main() -> int:
    arguments, parser = read_arguments()
    if arguments.read:
        try:
            found = results.read(arguments.read)
        except (OSError, ValueError, KeyError, TypeError) as error:
            parser.error(f"không đọc được kết quả đo: {error!r}")
    else:
        try:
            seeds = data.seeds(arguments.source)
            data.editable(data.members(seeds, len(seeds)))
            found = measured(arguments, seeds)
        except data.NoSeedError as error:
            parser.error(str(error))
        except hugo.MissingHugoError as error:
            print(error, file=sys.stderr)
            return 2
        except (measuring.CommandFailedError, contenders.DataError) as error:
            print(error, file=sys.stderr)
            return 1
    if arguments.json:
        results.write(arguments.json, found)
    print(report.text(found), end="")
    if arguments.write:
        CHART.write_text(report.drawing(found), encoding="utf-8")
        PAGE.write_text(report.page(found), encoding="utf-8")
    return 0


def read_arguments() -> tuple[argparse.Namespace, argparse.ArgumentParser]:
    parser = console.parser(
        "Đo thời gian dựng trang khi số thủ tục tăng, bên cạnh Hugo và MkDocs + Material thuần."
    )
    parser.add_argument(
        "--sizes", type=sizes, default=SIZES, metavar="SỐ,SỐ", help="số thủ tục, ví dụ 100,1000"
    )
    parser.add_argument("--runs", type=count, default=3, metavar="SỐ", help="dựng mấy lần")
    parser.add_argument(
        "--only",
        type=names,
        default=tuple(NAMES),
        metavar="TÊN,TÊN",
        help=f"chỉ đo những máy dựng này, trong {', '.join(NAMES)}",
    )
    parser.add_argument(
        "--plain-up-to",
        type=count,
        default=PLAIN_UP_TO,
        metavar="SỐ",
        help="cỡ lớn nhất cho plain và yaml",
    )
    parser.add_argument(
        "--from",
        dest="source",
        type=Path,
        default=ROOT / "procedures",
        metavar="THƯ_MỤC",
        help="thư mục dữ liệu để nhân lên, ví dụ thư mục vừa nhập bằng import_national.py",
    )
    parser.add_argument("--hugo", type=Path, metavar="TỆP", help="chương trình Hugo")
    parser.add_argument("--quick", action="store_true", help=f"chỉ {QUICK} thủ tục, một lần")
    parser.add_argument("--json", type=Path, metavar="TỆP", help="ghi số đo vào tệp")
    parser.add_argument("--read", type=Path, metavar="TỆP", help="đọc số đo từ tệp, không đo lại")
    parser.add_argument(
        "--write", action="store_true", help=f"viết {PAGE.relative_to(ROOT)} và biểu đồ"
    )
    found = console.arguments(parser)
    if found.quick:
        found.sizes, found.runs = (QUICK,), 1
    if found.hugo and not found.hugo.is_file():
        parser.error(f"--hugo: không có tệp {found.hugo}")
    return found, parser


def sizes(text: str) -> tuple[int, ...]:
    return tuple(sorted({count(each) for each in text.split(",")}))


def count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"«{text}» không phải số nguyên dương; ghi như 100")
    return int(text)


def names(text: str) -> tuple[str, ...]:
    wanted = text.split(",")
    if wrong := [each for each in wanted if each not in NAMES]:
        known = ", ".join(NAMES)
        raise argparse.ArgumentTypeError(f"không có «{wrong[0]}»; chọn trong: {known}")
    return tuple(name for name in NAMES if name in wanted)


def measured(arguments: argparse.Namespace, seeds: Sequence[Seed]) -> Results:
    """Raises what a contender raises when it cannot be laid out or built."""
    found: list[Result] = []
    with tempfile.TemporaryDirectory() as name:
        program = arguments.hugo or hugo.found() if "hugo" in arguments.only else None
        if "hugo" in arguments.only and program is None:
            program = hugo.installed(Path(name, "packages"))
        for size in arguments.sizes:
            wanted = [
                each
                for each in arguments.only
                if each not in contenders.PLAIN or size <= arguments.plain_up_to
            ]
            # Nothing is deleted before the end (see contenders), though that takes gigabytes.
            folder = Path(name, str(size))
            folder.mkdir()
            listed = data.members(seeds, size)
            made = contenders.Field(folder, arguments.source, listed).contenders(wanted, program)
            found += of_size(listed, made, arguments.runs)
        software = versions(program)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return Results(f"{clock.now():%d/%m/%Y}", cores or 1, software, tuple(found))


def of_size(listed: Sequence[Member], made: Sequence[Contender], runs: int) -> list[Result]:
    """In turns, so that a busy moment of the machine does not fall on one contender only."""
    costs: dict[tuple[str, Phase], list[tuple[measuring.Cost, measuring.Output]]] = {}
    for run in range(1, runs + 1):
        for each in made:
            for phase in each.phases:
                told = f"{len(listed)} thủ tục, lần {run}: {NAMES[each.id]}, {report.PHASES[phase]}"
                print(f"… {told}", file=sys.stderr, flush=True)
                costs.setdefault((each.id, phase), []).append(each.measured(phase, run))
    return [
        results.best(len(listed), each.id, phase, costs[each.id, phase], page_size(each, listed))
        for each in made
        for phase in each.phases
    ]


def page_size(contender: Contender, listed: Sequence[Member]) -> int:
    """Mean bytes of a guidance page."""
    files = [contender.site / "thu-tuc" / each.code / "index.html" for each in listed]
    return round(sum(file.stat().st_size for file in files) / len(files))


def versions(program: Path | None) -> dict[str, str]:
    found = {"Python": platform.python_version()}
    found |= {name: metadata.version(name) for name in ("mkdocs", "mkdocs-material")}
    return found | ({"Hugo": hugo.version(program)} if program else {})


if __name__ == "__main__":
    sys.exit(main())
