"""`scripts/due.py`, run as staff and the pipeline run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import icalendar
import pytest

from tests.due.test_due import FIRST, QUIET, change, sign
from tests.due.test_national import DAY, READ, record, save

ROOT = Path(__file__).resolve().parents[2]


def run(data: Path, *arguments: str | Path, day: date = QUIET) -> subprocess.CompletedProcess[str]:
    given: list[str | Path] = ["--data", data, "--as-of", day.isoformat(), *arguments]
    return subprocess.run(
        [sys.executable, ROOT / "scripts/due.py", *given],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "SITE_URL": "https://thutuc.example.vn/"},
    )


@pytest.fixture
def records(data: Path, tmp_path: Path) -> Path:
    """A folder with a national record of the first procedure, which was read from it."""
    change(data, FIRST, (("source", "origins"), [READ]))
    return save(tmp_path / "quoc-gia", record()).parent


def test_nothing_overdue_gives_status_0(data: Path) -> None:
    done = run(data)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Việc đến hạn tính đến ngày 15/06/2026, nhìn trước 180 ngày.\n")
    assert "\nBan Thử nghiệm (ban-thu)\n  01/12/2026  [còn 169 ngày] rà soát: " in done.stdout
    assert "      → procedures/thu-nghiem/9.000001.yml (thủ tục 9.000001)\n" in done.stdout
    assert done.stdout.endswith("\n2 việc, 0 việc quá hạn.\n")


def test_something_overdue_gives_status_1(data: Path) -> None:
    sign(data, "2026-06-01")
    done = run(data)
    assert done.returncode == 1
    assert "08/06/2026  [QUÁ HẠN, quá 5 ngày làm việc] công khai quyết định" in done.stdout


def test_a_review_so_late_that_the_check_fails_is_listed(data: Path) -> None:
    done = run(data, day=date(2027, 5, 1))
    assert (done.returncode, done.stderr) == (1, "")
    assert "2 việc, 2 việc quá hạn." in done.stdout


def test_data_with_errors_is_not_listed(data: Path) -> None:
    change(data, FIRST, (("level",), "tinh"))
    done = run(data)
    assert (done.returncode, done.stderr) == (1, "")
    assert "[K04]" in done.stdout and "rà soát" not in done.stdout


def test_one_unit_sees_its_own(data: Path) -> None:
    change(data, FIRST, (("review", "owner"), "so-thu"))
    sign(data, "2026-06-01")
    own, other = run(data, "--owner", "ban-thu"), run(data, "--owner", "so-thu")
    assert (own.returncode, other.returncode) == (0, 1)
    assert "1 việc, 0 việc quá hạn." in own.stdout
    assert "Ban Thử nghiệm" not in other.stdout


def test_a_shorter_span_lists_less(data: Path) -> None:
    assert "\n0 việc, 0 việc quá hạn." in run(data, "--within", "30").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--owner", "ban-tu"], "không có đơn vị «ban-tu»"),
        (["--owner", "ban-tu"], "gần giống: ban-thu"),
        (["--within", "một tuần"], "«một tuần» không phải số ngày"),
        (["--within", "-3"], "«-3» không phải số ngày"),
        (["--within", "99999"], "từ 0 đến 3650"),
        (["--record"], "chỉ dùng cùng --national"),
        (["--fetched", "2026-06-01"], "chỉ dùng cùng --national"),
        (["--national", "x", "--fetched", "1/6/2026"], "«1/6/2026» không đúng"),
        (["--national", "x", "--fetched", "2099-01-01"], "ở tương lai"),
        (["--ics", "khong-co/lich.ics"], "không ghi được tệp"),
        (["--khong-co"], "--khong-co"),
    ],
)
def test_wrong_arguments_give_status_2(data: Path, arguments: list[str], words: str) -> None:
    done = run(data, *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_the_calendar_reads_back(data: Path, tmp_path: Path) -> None:
    sign(data, "2026-06-01")
    file = tmp_path / "lich.ics"
    assert run(data, "--ics", file).returncode == 1
    text = file.read_bytes()
    first, second = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert first.decoded("DTSTART") == date(2026, 6, 8)
    assert str(first["SUMMARY"]) == "Công khai quyết định: Quyết định 02/QĐ-TN"
    assert str(first["URL"]) == "https://thutuc.example.vn/thu-tuc/9.000001/"
    assert str(second["SUMMARY"]) == "Rà soát: 2 thủ tục"
    run(data, "--ics", file)
    assert file.read_bytes() == text
    assert sorted(each.name for each in tmp_path.iterdir()) == ["docs", "lich.ics", "procedures"]


def test_an_empty_calendar_is_not_written(data: Path, tmp_path: Path) -> None:
    done = run(data, "--within", "1", "--ics", tmp_path / "lich.ics")
    assert "không ghi tệp lịch" in done.stdout
    assert not (tmp_path / "lich.ics").exists()


def test_a_comparison_is_recorded_and_then_known_without_the_files(
    data: Path, records: Path
) -> None:
    register = data / "registers/national-records.yml"
    done = run(data, "--national", records, "--fetched", DAY.isoformat())
    assert done.returncode == 0
    assert "Đọc 1 bản ghi quốc gia, 1 là thủ tục của trang này (2 thủ tục)." in done.stdout
    assert "Không có bản ghi của: 9.000002." in done.stdout
    assert not register.exists()
    run(data, "--national", records, "--fetched", DAY.isoformat(), "--record")
    save(records, record(state="DELETED"))
    seen = run(data, "--national", records)
    assert "bản ghi quốc gia đã đổi: Giấy phép thử nghiệm" in seen.stdout
    assert "bản ghi quốc gia đã đổi" not in run(data).stdout
    run(data, "--national", records, "--record")
    later = run(data)
    assert "Đối chiếu ngày 15/06/2026" in later.stdout
    assert "đã đổi ở phần: hiệu lực" in later.stdout


def test_recording_again_writes_the_same(data: Path, records: Path) -> None:
    register = data / "registers/national-records.yml"
    texts = []
    for _ in range(2):
        run(data, "--national", records, "--record")
        texts.append(register.read_bytes())
    assert texts[0] == texts[1]
    assert sorted(each.suffix for each in register.parent.iterdir()) == [".yml"] * 6


def test_damaged_records_are_named_and_nothing_is_recorded(data: Path, records: Path) -> None:
    save(records, '{"detail": ', "hong.json")
    save(records, json.dumps({"detail": {}}), "trong.json")
    done = run(data, "--national", records, "--record")
    assert (done.returncode, done.stderr) == (1, "")
    assert f"{records / 'hong.json'}:1: lỗi [N01] JSON hỏng ở dòng 1" in done.stdout
    assert "trong.json:1: lỗi [N01] không phải một bản ghi thủ tục" in done.stdout
    assert "Chưa ghi kết quả" in done.stdout
    assert not (data / "registers/national-records.yml").exists()


def test_older_files_than_those_recorded_are_refused(data: Path, records: Path) -> None:
    run(data, "--national", records, "--record")
    done = run(data, "--national", records, "--fetched", "2026-06-14")
    assert done.returncode == 2
    assert "cũ hơn lần đối chiếu đã ghi ngày 2026-06-15" in done.stderr
