"""The command: what it prints, how it ends, what it leaves behind."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.importing.made import fee, method, named, record, save, tree

ROOT = Path(__file__).resolve().parents[2]


def command(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "scripts/import_national.py", *map(str, arguments)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "TTHC_TODAY": "2026-11-23", **environment},
    )


def test_records_become_procedures_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    source = save(tmp_path / "r", record(), record("9.000102"), record("6.000103"))
    target = tmp_path / "moi/procedures"
    done = command("--into", target, "--read-on", "2026-07-17", source)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Đã đọc 3 bản ghi." in done.stdout
    assert "Nhận mới 2 thủ tục" in done.stdout
    assert "Bỏ 1 thủ tục nội bộ" in done.stdout
    before = tree(target)
    again = command("--into", target, "--read-on", "2026-07-17", source)
    assert again.returncode == 0
    assert again.stdout.splitlines()[-1] == "0 tệp đổi."
    assert tree(target) == before
    check = subprocess.run(
        [sys.executable, ROOT / "scripts/check.py", target],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert check.returncode == 0 and " 0 lỗi," in check.stdout


def test_the_owner_comes_with_those_that_it_was_before(tmp_path: Path) -> None:
    target = tmp_path / "procedures"
    assert command("--into", target, save(tmp_path / "r", record())).returncode == 0
    text = (target / "registers/agencies.yml").read_text(encoding="utf-8")
    assert "- id: ban-quan-ly\n" in text and "- id: ban-quan-ly-kkt-van-phong\n" in text


def test_the_report_tells_traps_by_number_and_record(tmp_path: Path) -> None:
    zero = [method(fees=[fee(0, "Theo quy định của Bộ")])]
    file = tmp_path / "bao-cao.txt"
    source = save(tmp_path / "r", record(executionMethods=zero))
    done = command("--into", tmp_path / "p", "--report", file, source)
    assert "[bẫy 1] số 0" in done.stdout
    assert "9.000101: " in done.stdout and "«Theo quy định của Bộ»" in done.stdout
    assert file.read_text(encoding="utf-8") == done.stdout


def test_many_records_are_told_by_code_and_the_file_has_the_words(tmp_path: Path) -> None:
    zero = [method(fees=[fee(0, "Theo quy định của Bộ")])]
    records = [record(f"9.0002{n:02}", executionMethods=zero) for n in range(30)]
    file = tmp_path / "bao-cao.txt"
    done = command("--into", tmp_path / "p", "--report", file, save(tmp_path / "r", *records))
    assert "chưa chắc là mức thu: 30 bản ghi\n  9.000200, 9.000201" in done.stdout
    assert "«Theo quy định của Bộ»" not in done.stdout
    assert file.read_text(encoding="utf-8").count("«Theo quy định của Bộ»") == 30


def test_damage_ends_with_1_and_leaves_nothing(tmp_path: Path) -> None:
    source = save(tmp_path / "r", record(), "{", "<html>")
    done = command("--into", tmp_path / "p", "--report", tmp_path / "b.txt", source)
    assert done.returncode == 1
    assert "r/001.json:1: lỗi [N01] JSON hỏng" in done.stdout
    assert "Không nhập gì: 2 lỗi" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["r"]


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "anh"
    other.mkdir()
    (other / "a.png").write_bytes(b"x")
    done = command("--into", other, save(tmp_path / "r", record()))
    assert done.returncode == 2
    assert "không phải thư mục dữ liệu" in done.stderr
    assert tree(other) == {"a.png": b"x"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--read-on", "17/07/2026"), "không đúng"),
        (("--read-on", "2026-12-31"), "tương lai"),
        (("--owner", "khong-co"), "không có cơ quan «khong-co»"),
        (("--accept", "9.000101:title"), "không nhận riêng được mục «title»"),
        (("--as-of", "hôm nay"), "không đúng"),
    ],
)
def test_wrong_arguments_end_with_2(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    done = command("--into", tmp_path / "p", *arguments, save(tmp_path / "r", record()))
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr and not (tmp_path / "p").exists()


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    done = command("--into", tmp_path / "tep", save(tmp_path / "r", record()))
    assert done.returncode == 2 and "Traceback" not in done.stderr
    report = command(
        "--into", tmp_path / "p", "--report", tmp_path / "khong/co.txt", tmp_path / "r"
    )
    assert report.returncode == 2 and "Traceback" not in report.stderr
    assert not (tmp_path / "p").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full stands for a full disk")
def test_a_report_that_cannot_be_written_is_told_and_the_import_stands(tmp_path: Path) -> None:
    source = save(tmp_path / "r", record("9.000101"))
    done = command("--into", tmp_path / "p", "--report", "/dev/full", source)
    assert done.returncode == 1 and done.stderr == ""
    assert "Đã nhập, nhưng không ghi được báo cáo vào /dev/full" in done.stdout
    assert list(tmp_path.glob("p/*/9.000101.yml"))


def test_our_own_data_takes_records_that_it_has_not_and_keeps_its_own(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "procedures", tmp_path / "procedures")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    before = tree(tmp_path / "procedures")
    own = record("1.009664", name="Thủ tục cấp Giấy chứng nhận đăng ký đầu tư")
    new = record(
        departmentPromulgateName="Bộ Tài chính",
        categoriesDetails=[{"code": "G05-KD03", "name": "Đầu tư tại Việt nam"}],
        departmentsExecuting=named("Sở Tài chính"),
    )
    done = command("--into", tmp_path / "procedures", save(tmp_path / "r", own, new))
    assert done.returncode == 0, done.stdout
    after = tree(tmp_path / "procedures")
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed >= {"dau-tu/9.000101.yml", "national/9.000101.json"}
    assert not any(name.endswith("1.009664.yml") for name in changed)
    text = after["dau-tu/9.000101.yml"].decode()
    assert "executing_agencies: [so-tai-chinh]" in text and "issuer: bo-tai-chinh" in text
    assert json.loads(after["national/9.000101.json"])["code"] == "9.000101"


def test_records_of_another_province_need_an_option(tmp_path: Path) -> None:
    other = record(departmentPromulgateName="UBND tỉnh Thử Nghiệm", type="SPECIFIC")
    source = save(tmp_path / "r", other, record("9.000102"))
    done = command("--into", tmp_path / "p", source)
    assert done.returncode == 0 and "Nhận mới 1 thủ tục" in done.stdout
    assert "không phải của tỉnh Khánh Hòa [bẫy 13]" in done.stdout
    done = command("--into", tmp_path / "p", "--include-other-provinces", source)
    assert done.returncode == 0 and "Nhận mới 1 thủ tục; 1 thủ tục có sẵn" in done.stdout
    assert "9.000101: của tỉnh Thử Nghiệm, đầu trang ghi như vậy" in done.stdout
    again = command("--into", tmp_path / "p", source)
    assert again.stdout.splitlines()[-1] == "0 tệp đổi." and "Bỏ" not in again.stdout


def test_an_unknown_board_ends_with_2(tmp_path: Path) -> None:
    source = save(tmp_path / "r", record())
    done = command("--into", tmp_path / "p", "--owner", "ban-quan-ly", source, BOARD="khong-co")
    assert (done.returncode, done.stdout) == (2, "")
    assert "không có cơ quan «khong-co»" in done.stderr and "BOARD" in done.stderr
