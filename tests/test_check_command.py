"""`scripts/check.py`, run as staff and the pipeline run it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CASES
from tests.editing import commit, spoil

ROOT = Path(__file__).resolve().parents[1]


def check(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "scripts/check.py", *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "TTHC_TODAY": "2026-07-15", **environment},
    )


def test_good_data_gives_status_0(data: Path) -> None:
    done = check(data)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "2 thủ tục, 2 văn bản: 0 lỗi, 0 cảnh báo, 0 lưu ý\n"


def test_twenty_mistakes_in_five_files_are_twenty_problems_in_one_run(data: Path) -> None:
    spoil(
        data / "thu-nghiem/9.000001.yml",
        ("code: 9.000001", "code: 9.00001"),
        ("\ntitle:", "\ntittle:"),
        ("level: province", "level: tinh"),
        ("competent_authority: ban-thu", "competent_authority: ban-tu"),
        ("role: Cho ý kiến khi được hỏi.", "role: Lưu ý: cho ý kiến."),
        ("  reason: Phải đối chiếu bản giấy.\n", ""),
        ("cases:\n  - id: lan-dau", "# mới\n\ncases:\n  - id: lan-dau"),
        ("        copies: 1", "        certified_copies: 2"),
        ("promise: {value: 10,", "promise: {value: 20,"),
        ("amount: 150_000", "amount: 150 nghìn"),
        ("note: Chưa rõ đường dây nóng.", "note:"),
    )
    spoil(
        data / "thu-nghiem/9.000001.en.yml",
        ("of a test permit", "of a\u00a0test permit"),
        ("  - text: Checks the file and issues the permit.\n", ""),
        ("online:\n  reason: The paper original must be compared.\n", ""),
    )
    spoil(
        data / "law/901-2021-nd-tn.yml",
        ("type: decree", "type: nghi-dinh"),
        ("2021-03-01", "2021-02-30"),
        ("{type: guides, target", "{target"),
    )
    spoil(
        data / "registers/agencies.yml",
        ("name_en: Test Board\n", "name_en: Test Board\n  address: Anh Ba 0912 345 678\n"),
        ("Test Ministry\n", "Test Ministry\n- {id: ban-thu, name: Ban khác, name_en: Other}\n"),
    )
    spoil(
        data / "registers/forms.yml",
        ("  number: Mẫu số 1", "  number: Mẫu số 1\n  number: Mẫu số 2"),
        ("mau-1.docx", "mau-9.docx"),
    )
    done = check(data)
    found = [row for row in done.stdout.split("\n") if row.startswith("procedures/")]
    assert (done.returncode, done.stderr) == (1, "")
    expected = (CASES / "hai-muoi-loi.txt").read_text(encoding="utf-8")
    assert len(found) == 20
    assert "".join(f"{row}\n" for row in found) == expected


def test_each_problem_says_what_to_do(data: Path) -> None:
    spoil(data / "thu-nghiem/9.000001.yml", ("level: province", "level: tinh"))
    rows = check(data).stdout.split("\n")
    assert rows[1].startswith("    → ")
    assert rows[2] == "2 thủ tục, 2 văn bản: 1 lỗi, 0 cảnh báo, 0 lưu ý"


def test_warnings_alone_give_status_0_and_can_be_left_out(data: Path) -> None:
    (data / "calendar/2026.yml").unlink()
    loud, quiet = check(data), check(data, "--quiet")
    assert (loud.returncode, quiet.returncode) == (0, 0)
    assert "cảnh báo [P20]" in loud.stdout
    assert quiet.stdout == "2 thủ tục, 2 văn bản: 0 lỗi, 1 cảnh báo, 0 lưu ý\n"


def test_the_same_report_from_any_folder(data: Path, tmp_path: Path) -> None:
    spoil(data / "thu-nghiem/9.000001.yml", ("level: province", "level: tinh"))
    reports: set[bytes] = set()
    for start, argument in ((tmp_path, "procedures"), (data, "."), (ROOT, str(data))):
        done = subprocess.run(
            [sys.executable, ROOT / "scripts/check.py", argument],
            cwd=start,
            capture_output=True,
            check=False,
            env={**os.environ, "TTHC_TODAY": "2026-07-15", "PYTHONHASHSEED": str(len(reports))},
        )
        reports.add(done.stdout)
    assert len(reports) == 1


def test_a_change_is_compared_with_what_was_published(data: Path) -> None:
    commit(data.parent)
    spoil(data / "thu-nghiem/9.000001.yml", ("amount: 150_000", "amount: 250_000"))
    done = check(data)
    assert done.returncode == 1
    assert "[P12] nội dung đã đổi ở phí, lệ phí (costs)" in done.stdout


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    done = check(tmp_path / "nowhere")
    assert (done.returncode, done.stderr) == (1, "")
    assert "[F01] không có thư mục dữ liệu này" in done.stdout


@pytest.mark.parametrize("day", ["hôm nay", "2026-02-30", "20260701", "2026-7-1"])
def test_a_day_that_is_none_gives_status_2(data: Path, day: str) -> None:
    done = check(data, TTHC_TODAY=day)
    assert done.returncode == 2
    assert f"Ngày «{day}» không đúng" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("day", ["hôm nay", "2026-02-30", ""])
def test_a_day_among_the_arguments_that_is_none_gives_status_2(data: Path, day: str) -> None:
    done = check(data, "--as-of", day)
    assert done.returncode == 2
    assert f"Ngày «{day}» không đúng" in done.stderr


def test_the_day_among_the_arguments_goes_before_that_of_the_environment(data: Path) -> None:
    assert "[P13]" in check(data, "--as-of", "2026-12-24").stdout
    assert "[P13]" not in check(data, TTHC_TODAY="2026-07-15").stdout


def test_wrong_arguments_give_status_2(data: Path) -> None:
    assert check(data, "--khong-co").returncode == 2


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_console_without_vietnamese_does_not_stop_it(data: Path, encoding: str) -> None:
    spoil(data / "thu-nghiem/9.000001.yml", ("level: province", "level: tỉnh\u202e"))
    done = check(data, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (1, "")
    assert "«level» (cấp, mức) là «tỉnh\\u202e»" in done.stdout
    assert check("--help", PYTHONIOENCODING=encoding).returncode == 0
