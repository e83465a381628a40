"""The benchmark runs where there is no network; what it measures beside others needs one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TITLES = ["Cấp giấy phép xây dựng", "Đăng ký khai sinh", "Cấp hộ chiếu phổ thông"]


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "scripts/bench_search.py", "--alone", "--runs", "1", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def test_lists_and_judged_queries_are_measured(tmp_path: Path) -> None:
    rest = {"field": ["Hộ tịch"], "agency": ["Sở Xây dựng"], "audience": [], "channels": []}
    records = [{"code": f"1.00000{at}", "name": name, **rest} for at, name in enumerate(TITLES)]
    names, queries = tmp_path / "names.jsonl", tmp_path / "queries.jsonl"
    names.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    asked = {"query": "khai sinh", "expected": ["1.000001"]}
    queries.write_text(json.dumps(asked), encoding="utf-8")
    many = ("--many", "30", "--slowdown", "1")
    done = bench("--names", str(names), "--queries", str(queries), *many)
    assert done.returncode == 0, done.stderr
    for heading in ("## Trang này: ", "## Danh sách tên: 3 mục", "## Tên ghép: 30 mục"):
        assert heading in done.stdout
    listed = done.stdout.partition("## Danh sách tên")[2].partition("## Tên ghép")[0]
    assert listed.count("| 1.000 ") == 3


def test_an_unreadable_list_is_reported(tmp_path: Path) -> None:
    broken = tmp_path / "names.jsonl"
    broken.write_text('{"code": "1.000001"}', encoding="utf-8")
    done = bench("--names", str(broken))
    assert done.returncode == 2
    assert "không đọc được danh sách tên" in done.stderr


def test_other_engines_get_queries_rewritten_by_our_tables() -> None:
    code = """
from bench.rewriting import variants
from tthc.search.rewriting import Rewriting
tables = Rewriting.general().pruned(["Cấp giấy phép xây dựng nhà ở"])
print(variants("thủ tục xin phép", tables), variants("construction permit", tables))
"""
    # With -c, Python imports from the folder it is started in, here that of the scripts.
    command = [sys.executable, "-X", "utf8", "-c", code]
    done = subprocess.run(
        command, cwd=ROOT / "scripts", capture_output=True, encoding="utf-8", check=True
    )
    assert "'cấp giấy phép'" in done.stdout
    assert "'giấy phép xây dựng'" in done.stdout
