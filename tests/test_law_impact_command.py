"""`scripts/law_impact.py`, run as staff run it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.editing import commit
from tests.test_check_command import check
from tests.test_impact import CODE, NEW, OLD, law, relation
from tests.trees import tree, write


def run(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "scripts/law_impact.py", "--data", data, *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "TTHC_TODAY": "2026-07-15"},
    )


@pytest.fixture
def amended(data: Path) -> Path:
    """Data in which article 9 is repealed from 2026-08-01."""
    write(data / f"law/{NEW}.yml", law(NEW, "2026-08-01", relation("repeals", "Điều 9")))
    return data


def test_without_arguments_it_tells_the_acts_around_the_day(amended: Path) -> None:
    done = run(amended)
    assert (done.returncode, done.stderr) == (0, "")
    rows = done.stdout.split("\n")
    assert rows[0] == "1 tác động của văn bản từ ngày 16/04/2026 đến hết ngày 11/01/2027."
    assert rows[1] == (
        "01/08/2026: Nghị định 903/2026/NĐ-TN bãi bỏ Nghị định 901/2021/NĐ-TN (Điều 9)"
    )
    assert rows[2] == (
        "    procedures/thu-nghiem/9.000001.yml:81: 9.000001 phí, lệ phí «Lệ phí cấp Giấy phép»; "
        "dẫn Điều 9"
    )
    assert "    Dẫn văn bản mà không nêu điều khoản, cần xem lại:" in rows
    assert rows[-2] == (
        f"    Chắc chắn dựa vào: 1 thủ tục, 0 giấy tờ. Trang cần xem: /thu-tuc/{CODE}/"
    )


def test_every_line_that_is_named_holds_the_citation(amended: Path) -> None:
    rows = [row.strip() for row in run(amended, OLD).stdout.split("\n")]
    named = [row.split(":")[:2] for row in rows if row.startswith("procedures/")]
    assert len(named) > 5
    for file, line in named:
        text = (amended.parent / file).read_text(encoding="utf-8").split("\n")
        assert OLD in text[int(line) - 1]


@pytest.mark.parametrize("given", [OLD, "901/2021/NĐ-TN"])
def test_a_law_is_found_by_id_or_number(amended: Path, given: str) -> None:
    done = run(amended, given)
    assert done.returncode == 0
    assert done.stdout.startswith("Nghị định 901/2021/NĐ-TN: còn hiệu lực (tính đến ngày")
    assert "\nĐiều 9: còn hiệu lực; 01/08/2026: Nghị định 903/2026/NĐ-TN bãi bỏ" in done.stdout


def test_the_day_decides(amended: Path) -> None:
    assert "\nĐiều 9: hết hiệu lực; " in run(amended, OLD, "--as-of", "2026-08-01").stdout
    later = run(amended, "--as-of", "2026-11-01")
    assert (later.returncode, later.stdout) == (
        0,
        "0 tác động của văn bản từ ngày 03/08/2026 đến hết ngày 30/04/2027.\n",
    )


def test_a_period_may_be_given(amended: Path) -> None:
    assert run(amended, "--since", "2026-08-01").stdout.startswith("1 tác động")
    assert run(amended, "--until", "2026-07-31").stdout.startswith("0 tác động")
    assert run(amended, OLD, "--since", "2026-01-01").stdout.startswith("1 tác động")
    assert run(amended, "1-2020-qh99", "--since", "2026-01-01").stdout.startswith("0 tác động")
    assert run(amended, "--since", "2026-02-01", "--until", "2026-01-01").returncode == 2


def test_an_unknown_law_gives_status_2_and_the_nearest(amended: Path) -> None:
    done = run(amended, "901-2021-nd-cp")
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        "không có văn bản «901-2021-nd-cp» trong dữ liệu. Gần giống: 901-2021-nd-tn" in done.stderr
    )


def test_a_day_that_is_none_gives_status_2(amended: Path) -> None:
    done = run(amended, "--since", "hôm qua")
    assert done.returncode == 2
    assert "Ngày «hôm qua» không đúng" in done.stderr


def test_data_with_errors_gives_status_1(amended: Path) -> None:
    write(amended / "law/1-2020-qh99.yml", {})
    done = run(amended)
    assert (done.returncode, done.stderr) == (1, "")
    assert "lỗi [" in done.stdout


def test_edits_since_the_last_commit(data: Path) -> None:
    write(data / f"law/{NEW}.yml", law(NEW, "2026-08-01", relation("repeals", "Điều 9")))
    commit(data.parent)
    assert run(data, "--changed").stdout == (
        "Không có quan hệ nào khác lần lưu gần nhất trong git.\n"
    )
    write(data / f"law/{NEW}.yml", law(NEW, "2026-08-01", relation("repeals", "Điều 7")))
    changed = run(data, "--changed").stdout
    assert "Sửa, trước: 01/08/2026: Nghị định 903/2026/NĐ-TN bãi bỏ" in changed
    assert ":73: 9.000001 thời hạn «15 ngày làm việc»; dẫn Điều 7\n" in changed
    assert "Trước chạm đến, nay không:\n    procedures/thu-nghiem/9.000001.yml:81:" in changed
    (data / f"law/{NEW}.yml").unlink()
    assert run(data, "--changed").stdout.startswith("Bỏ: 01/08/2026: ")
    commit(data.parent)
    write(data / "law/904-2026-nd-tn.yml", law("904-2026-nd-tn", None, relation("amends")))
    added = run(data, "--changed").stdout
    assert added.startswith("Thêm: Chưa rõ ngày: Nghị định 904/2026/NĐ-TN sửa đổi, bổ sung")


def test_words_alone_are_no_edit(data: Path) -> None:
    write(data / f"law/{NEW}.yml", law(NEW, "2026-08-01", relation("repeals", "Điều 9")))
    commit(data.parent)
    document = tree(data / f"law/{NEW}.yml")
    write(data / f"law/{NEW}.yml", {**document, "title": "Tên khác"})
    assert run(data, "--changed").stdout.startswith("Không có quan hệ nào khác")


def test_without_git_there_is_nothing_to_compare_with(data: Path) -> None:
    done = run(data, "--changed")
    assert done.returncode == 2
    assert "--changed cần thư mục dữ liệu nằm trong git" in done.stderr


def test_a_decree_ends_on_its_day_without_an_edit(data: Path) -> None:
    """42/2022/NĐ-CP, repealed by 224/2026/NĐ-CP from 2026-07-01; the rest is test data."""
    old, new = "42-2022-nd-cp", "224-2026-nd-cp"
    for identity, day, relations in (
        (old, "2022-06-24", []),
        (new, "2026-07-01", [{"type": "repeals", "target": old}]),
    ):
        number, year, *_ = identity.split("-")
        made = law(NEW, day, *relations)
        write(
            data / f"law/{identity}.yml",
            {**made, "id": identity, "number": f"{number}/{year}/NĐ-CP"},
        )
    file = data / f"thu-nghiem/{CODE}.yml"
    procedure = tree(file)
    procedure["costs"][0]["law"] = [{"document": old, "articles": ["Điều 1"]}]
    write(file, procedure)
    before, after = ("--as-of", "2026-06-30"), ("--as-of", "2026-07-01")
    assert "42/2022/NĐ-CP: còn hiệu lực" in run(data, old, *before).stdout
    assert "42/2022/NĐ-CP: hết hiệu lực toàn bộ" in run(data, old, *after).stdout
    assert "[P25]" not in check(data, *before).stdout
    assert (
        "dẫn văn bản «42/2022/NĐ-CP» đã hết hiệu lực, bị bãi bỏ bởi" in check(data, *after).stdout
    )
