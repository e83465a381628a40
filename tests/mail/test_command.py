"""`scripts/send_digest.py`, run as an officer and a timer run it, killed as only machines do."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.conftest import TODAY
from tests.editing import spoil
from tests.mail.conftest import Publish
from tests.mail.server import Mood, running
from tthc import clock
from tthc.mail import journal
from tthc.mail.journal import State

ROOT = Path(__file__).resolve().parents[2]
MANY = 500
KILLS = 20


@pytest.fixture
def people(tmp_path: Path) -> Path:
    return listed(tmp_path, 3)


def listed(folder: Path, number: int) -> Path:
    file = folder / "nguoi-nhan.csv"
    rows = [f"doc-gia-{index}@example.com;vi+en" for index in range(number)]
    file.write_text("\n".join(["email;language", *rows, ""]), encoding="utf-8")
    return file


def settings(port: int = 1) -> dict[str, str]:
    return {
        **os.environ,
        "TTHC_TODAY": TODAY.isoformat(),
        "SITE_URL": "https://thutuc.example.vn/",
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(port),
        "SMTP_SECURITY": "none",
        "MAIL_FROM": "ban-tin@example.vn",
    }


def command(data: Path, *arguments: str | Path) -> list[str | Path]:
    return [sys.executable, ROOT / "scripts/send_digest.py", "--data", data, *arguments]


def run(
    data: Path,
    *arguments: str | Path,
    port: int = 1,
    environment: Mapping[str, str] = MappingProxyType({}),
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(data, *arguments),
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**settings(port), **environment},
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_killed_twenty_times_nobody_gets_two(data: Path, publish: Publish, tmp_path: Path) -> None:
    publish()
    dice = random.Random(2026)
    list_of_many, book = listed(tmp_path, MANY), tmp_path / "journal"
    arguments = ("--subscribers", list_of_many, "--journal", book, "--rate", "0")
    kills = 0
    with running(Mood(slowness=0.002, seed=2026)) as (server, port):
        while kills < KILLS:
            goal = len(server.letters) + dice.randrange(1, 22)
            process = subprocess.Popen(
                command(data, *arguments),
                env=settings(port),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            while len(server.letters) < goal and process.poll() is None:
                time.sleep(0.0005)
            time.sleep(dice.random() * 0.01)
            assert process.poll() is None, "all was sent before the last kill"
            process.send_signal(signal.SIGKILL)
            process.wait()
            kills += 1
        last = run(data, *arguments, port=port)
        received = Counter(server.recipients)
    with journal.opened(book, clock.now()) as found:
        names = {each: found.subscriber(each) for each in received}
        states = {each.subscriber: each.state for each in found.deliveries(*State)}
    counts = Counter(states.values())
    assert max(received.values()) == 1
    assert counts[State.SENT] + counts[State.FAILED] + counts[State.UNCERTAIN] == MANY
    assert all(states[names[each]] in (State.SENT, State.UNCERTAIN) for each in received)
    assert counts[State.SENT] <= len(received)
    assert 0 < counts[State.UNCERTAIN] <= KILLS
    assert f"{counts[State.UNCERTAIN]} chưa rõ" in last.stdout
    assert last.returncode == 1


def test_all_sent_gives_status_0_and_a_second_run_sends_nothing(
    data: Path, publish: Publish, people: Path, tmp_path: Path
) -> None:
    publish()
    with running() as (server, port):
        arguments = ("--subscribers", people, "--journal", tmp_path / "journal")
        first = run(data, *arguments, "--rate", "0", port=port)
        second = run(data, *arguments, port=port)
        assert (first.returncode, second.returncode) == (0, 0), first.stdout + first.stderr
        assert len(server.letters) == 3
    assert first.stderr == ""
    assert "Lần chạy này: 3 đã gửi." in first.stdout
    assert "Lần chạy này: không có thư nào.\nCả bản tin: 3 đã gửi." in second.stdout


def test_a_dry_run_says_what_would_be_sent_and_writes_nothing(
    data: Path, publish: Publish, people: Path, tmp_path: Path
) -> None:
    publish(title="Tin mới")
    with running() as (server, port):
        book = tmp_path / "journal"
        limit = ("--limit", "1")
        run(data, "--subscribers", people, "--journal", book, *limit, port=port)
        before = tree(tmp_path)
        done = run(data, "--subscribers", people, "--journal", book, "--dry-run", port=port)
        assert tree(tmp_path) == before
        assert len(server.letters) == 1
    assert done.returncode == 0
    assert done.stdout == (
        "Bản tin 09/07/2026–15/07/2026\n"
        "Sẽ gửi 2 thư:\n  2 người: Tin mới (15/07/2026)\n"
        "Không gửi nữa vì đã gửi: 1\n"
        "Đây là chạy thử: chưa gửi và chưa ghi gì.\n"
    )


def test_a_dry_run_needs_no_journal_and_no_server(
    data: Path, publish: Publish, people: Path, tmp_path: Path
) -> None:
    publish()
    before = tree(tmp_path)
    done = run(
        data, "--subscribers", people, "--dry-run", environment={"SMTP_HOST": "", "MAIL_FROM": ""}
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Sẽ gửi 3 thư:" in done.stdout
    assert tree(tmp_path) == before


def test_two_runs_at_once_are_one(
    data: Path, publish: Publish, people: Path, tmp_path: Path
) -> None:
    publish()
    arguments = ("--subscribers", people, "--journal", tmp_path / "journal")
    with running() as (server, port):
        with journal.opened(tmp_path / "journal", clock.now()):
            refused = run(data, *arguments, port=port)
        assert refused.returncode == 1
        assert "Một lệnh gửi thư khác đang chạy" in refused.stdout
        assert server.letters == []
        both = [
            subprocess.Popen(
                command(data, *arguments, "--rate", "0"),
                env=settings(port),
                stdout=subprocess.PIPE,
            )
            for _ in range(2)
        ]
        for process in both:
            process.communicate()
        assert sorted(server.recipients) == sorted(set(server.recipients))
        assert len(server.letters) == 3


def test_no_news_is_said_and_not_sent(data: Path, people: Path, tmp_path: Path) -> None:
    done = run(data, "--subscribers", people, "--journal", tmp_path / "journal")
    assert done.returncode == 0
    assert done.stdout == "Bản tin 09/07/2026–15/07/2026: không có tin nào, không gửi gì.\n"
    assert not (tmp_path / "journal").exists()


def test_days_that_were_sent_are_not_sent_again_in_other_company(
    data: Path, publish: Publish, people: Path, tmp_path: Path
) -> None:
    publish()
    arguments = ("--subscribers", people, "--journal", tmp_path / "journal", "--rate", "0")
    with running() as (server, port):
        run(data, *arguments, port=port)
        tomorrow = run(data, *arguments, "--as-of", "2026-07-16", port=port)
        assert len(server.letters) == 3
    assert tomorrow.returncode == 1
    assert "--since 2026-07-09 --until 2026-07-15" in tomorrow.stdout


def test_one_letter_to_a_list_address(data: Path, publish: Publish, tmp_path: Path) -> None:
    publish(title="Tin mới", english="News")
    with running() as (server, port):
        done = run(data, "--to", "ds@example.vn", "--journal", tmp_path / "journal", port=port)
        assert (done.returncode, server.recipients) == (0, ["ds@example.vn"])
    assert b"Content-Language: vi, en" in server.letters[0][1]
    assert (
        b"List-Unsubscribe: <mailto:ban-tin@example.vn?subject=unsubscribe>"
        in (server.letters[0][1])
    )


def test_previews_are_the_same_bytes_each_time(
    data: Path, publish: Publish, tmp_path: Path
) -> None:
    publish(english="News")
    publish(slug="hai", kind="outage", title="Hệ thống nghỉ")
    for name, seed in (("a", "1"), ("b", "2")):
        done = run(
            data, "--eml", tmp_path / name, environment={"PYTHONHASHSEED": seed, "MAIL_FROM": ""}
        )
        assert (done.returncode, done.stderr) == (0, "")
    files = tree(tmp_path / "a")
    assert files == tree(tmp_path / "b")
    assert set(files) == {
        f"{topic}.{language}.eml"
        for topic in ("all", "thu-nghiem", "notice", "outage")
        for language in ("vi", "en", "vi+en")
    }
    assert b"\r\nTo: xem-thu@example.invalid\r\n" in files["all.vi.eml"]
    run(data, "--eml", tmp_path / "c", "--topic", "outage", "--language", "vi")
    assert set(tree(tmp_path / "c")) == {"outage.vi.eml"}


def test_a_person_sees_and_decides_what_is_uncertain(
    data: Path, publish: Publish, people: Path, tmp_path: Path
) -> None:
    publish()
    book = tmp_path / "journal"
    arguments = ("--subscribers", people, "--journal", book, "--rate", "0")
    with running(Mood(data=["cut", "lost"])) as (server, port):
        sent = run(data, *arguments, port=port)
        assert sent.returncode == 1
        seen = run(data, "--journal", book, "--subscribers", people, "--list").stdout
        assert "1. chưa rõ: d…@example.com (" in seen
        assert "nguoi-nhan.csv:2), bản tin 09/07/2026–15/07/2026" in seen
        assert "doc-gia" not in sent.stdout + seen
        assert run(data, "--journal", book, "--resolve", "retry", "1").returncode == 0
        assert run(data, "--journal", book, "--resolve", "sent", "2").returncode == 0
        wrong = run(data, "--journal", book, "--resolve", "sent", "2", "77")
        assert (wrong.returncode, wrong.stdout.count("Không có thư số")) == (1, 2)
        assert run(data, *arguments, port=port).returncode == 0
        assert sorted(server.recipients) == [f"doc-gia-{number}@example.com" for number in range(3)]
    nothing = run(data, "--journal", book, "--list").stdout
    assert nothing == "Không có thư nào cần xem.\n"


def test_bad_subscribers_and_bad_data_stop_it(
    data: Path, publish: Publish, people: Path, tmp_path: Path
) -> None:
    publish()
    arguments = ("--subscribers", people, "--journal", tmp_path / "journal")
    spoil(people, ("doc-gia-1@example.com", "doc-gia-0@EXAMPLE.com"))
    done = run(data, *arguments)
    assert done.returncode == 1
    assert "nguoi-nhan.csv:3: lỗi [B03] d…@example.com đã có ở dòng 2" in done.stdout
    spoil(data / "thu-nghiem/9.000001.yml", ("level: province", "level: tinh"))
    done = run(data, *arguments)
    assert done.returncode == 1
    assert "[K04]" in done.stdout
    assert not (tmp_path / "journal").exists()


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("MAIL_FROM", "", "Thiếu MAIL_FROM"),
        ("MAIL_FROM", "Ban <a@x.vn>", "MAIL_FROM không phải địa chỉ thư"),
        ("SMTP_HOST", "", "Thiếu SMTP_HOST"),
        ("SITE_URL", "thutuc.example.vn", "Địa chỉ của trang (SITE_URL)"),
    ],
)
def test_a_wrong_set_up_is_said_in_words(
    data: Path, publish: Publish, variable: str, value: str, words: str
) -> None:
    publish()
    arguments = ("--to", "ds@example.vn", "--journal", data.parent / "journal")
    done = run(data, *arguments, environment={variable: value})
    assert (done.returncode, done.stderr) == (1, "")
    assert words in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "thiếu người nhận"),
        (["--to", "x@example.vn"], "thiếu --journal"),
        (["--to", "x y", "--dry-run"], "--to không phải địa chỉ thư"),
        (["--to", "x@example.vn", "--subscribers", "x", "--dry-run"], "chỉ chọn một trong"),
        (["--eml", "x", "--dry-run"], "chỉ chọn một trong"),
        (["--journal", "không-có", "--list"], "không có sổ gửi thư"),
        (["--eml", "x", "--topic", "khong-co"], "không có chủ đề «khong-co»"),
        (["--eml", "x", "--since", "2026-07-20"], "ở sau --until"),
        (["--eml", "x", "--until", "2026-07-16"], "ở sau hôm nay"),
        (["--eml", "x", "--limit", "-1"], "không phải số nguyên"),
    ],
)
def test_wrong_arguments_give_status_2(data: Path, arguments: list[str], words: str) -> None:
    done = run(data, *arguments)
    assert done.returncode == 2
    assert words in done.stderr
