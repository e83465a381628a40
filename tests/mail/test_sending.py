"""Sending to a real server: its moods, and what is written down of them."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult

from tests.mail.conftest import SENDER, WEEK, Publish, newsroom
from tests.mail.server import Handler, Mood, running
from tthc import clock
from tthc.mail import delivery, journal
from tthc.mail.delivery import Connection, Settings, SettingsError
from tthc.mail.journal import Delivery, DigestId, State
from tthc.mail.mailbox import mailbox
from tthc.mail.selection import Newsroom
from tthc.mail.sending import MAX_ATTEMPTS, MAX_REFUSALS, Issue, Pace, Run, send
from tthc.mail.subscribers import Subscriber

AT = datetime(2026, 7, 15, 8, 0, tzinfo=clock.VIET_NAM)
DIGEST = DigestId(WEEK, "all")


@pytest.fixture
def room(data: Path, publish: Publish) -> Newsroom:
    publish(title="Tin mới")
    return newsroom(data)


def subscriber(address: str, **more: object) -> Subscriber:
    box = mailbox(address)
    assert box
    return replace(Subscriber(box, ("vi",), ("all",)), **more)  # type: ignore[arg-type]


def people(number: int) -> list[Subscriber]:
    return [subscriber(f"doc-gia-{index}@example.com") for index in range(number)]


@dataclass
class Office:
    """All that a run needs, with a clock that can be moved."""

    room: Newsroom
    folder: Path
    settings: Settings
    now: datetime = AT
    slept: list[float] = field(default_factory=list)

    def run(self, *subscribers: Subscriber, limit: int | None = None, rate: float = 0) -> Run:
        pace = Pace(limit, rate, lambda: self.now, self.slept.append)
        with (
            journal.opened(self.folder / "journal", self.now) as book,
            Connection(self.settings, self.slept.append) as connection,
        ):
            return send(Issue(DIGEST, self.room, SENDER), subscribers, book, connection, pace)

    def deliveries(self) -> list[Delivery]:
        with journal.opened(self.folder / "journal", self.now) as book:
            return book.deliveries(*State)

    def states(self) -> list[State]:
        return [each.state for each in self.deliveries()]


@contextmanager
def office(
    room: Newsroom, folder: Path, mood: Mood | None = None
) -> Iterator[tuple[Office, Handler]]:
    with running(mood) as (handler, port):
        yield Office(room, folder, Settings("127.0.0.1", port, "none", timeout=5)), handler


AN = subscriber("an@example.com")
BA = subscriber("ba@example.com")


def test_each_gets_one_letter_over_one_connection(room: Newsroom, tmp_path: Path) -> None:
    with office(room, tmp_path) as (desk, server):
        assert desk.run(*people(5)).results == {State.SENT: 5}
        assert desk.run(*people(5)).results == {}
        assert server.recipients == [each.mailbox.address for each in people(5)]
        assert server.connections == 1
        assert desk.states() == [State.SENT] * 5


def test_the_bytes_that_arrive_are_the_bytes_that_were_made(room: Newsroom, tmp_path: Path) -> None:
    url = "https://thutuc.example.vn/huy?m=" + "a1b2" * 100
    with office(room, tmp_path) as (desk, server):
        desk.run(replace(AN, unsubscribe=url))
    content = server.letters[0][1]
    assert f"\r\nList-Unsubscribe: <{url}>, <mailto:huy@example.vn?subject=unsubscribe>\r\n" in (
        content.decode("ascii")
    )
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in content
    assert b"\r\nDate: Wed, 15 Jul 2026 08:00:00 +0700\r\n" in content
    assert max(map(len, content.split(b"\r\n"))) < 998


@pytest.mark.parametrize(
    "mood",
    [
        Mood(mail=["451 later"]),
        Mood(rcpt={"an@example.com": ["450 greylisted"]}),
        Mood(data=["452 disk full"]),
        Mood(mail=["421 bye", "421 bye"]),
    ],
    ids=["mail", "rcpt", "data", "closing"],
)
def test_what_is_put_off_is_tried_again_when_its_time_has_come(
    room: Newsroom, tmp_path: Path, mood: Mood
) -> None:
    mood.rcpt.setdefault("an@example.com", [])
    mood.rcpt.setdefault("ba@example.com", [])
    with office(room, tmp_path, mood) as (desk, server):
        assert desk.run(AN, BA).results == {State.PENDING: 1, State.SENT: 1}
        assert server.recipients == ["ba@example.com"]
        desk.now += timedelta(minutes=4)
        assert desk.run(AN, BA).waiting == 1
        desk.now += timedelta(minutes=1)
        assert desk.run(AN, BA).results == {State.SENT: 1}
        assert server.recipients == ["ba@example.com", "an@example.com"]


def test_what_is_put_off_too_often_has_failed(room: Newsroom, tmp_path: Path) -> None:
    mood = Mood(rcpt={"an@example.com": ["450 busy"] * 99})
    with office(room, tmp_path, mood) as (desk, server):
        for _ in range(MAX_ATTEMPTS + 1):
            desk.run(AN)
            desk.now += timedelta(days=1)
        (found,) = desk.deliveries()
        assert (found.state, found.attempts, server.letters) == (State.FAILED, MAX_ATTEMPTS, [])


@pytest.mark.parametrize(
    "mood",
    [
        Mood(rcpt={"an@example.com": ["550 5.1.1 <an@example.com>: no\x07 such user"]}),
        Mood(data=["554 spam from an@example.com"]),
    ],
    ids=["rcpt", "data"],
)
def test_a_refusal_for_good_is_recorded_in_the_words_of_the_server(
    room: Newsroom, tmp_path: Path, mood: Mood
) -> None:
    with office(room, tmp_path, mood) as (desk, server):
        assert desk.run(AN).results == {State.FAILED: 1}
        assert desk.run(AN).results == {}
        (found,) = desk.deliveries()
        assert found.state is State.FAILED
        assert found.words[:3] in ("550", "554")
        assert "a…@example.com" in found.words
        assert found.words.isprintable()
        assert server.letters == []


@pytest.mark.parametrize("answer", ["lost", "cut"])
def test_a_connection_lost_in_the_letter_is_uncertain_and_the_rest_is_sent(
    room: Newsroom, tmp_path: Path, answer: str
) -> None:
    with office(room, tmp_path, Mood(data=[answer])) as (desk, server):
        assert desk.run(AN, BA).results == {State.UNCERTAIN: 1, State.SENT: 1}
        desk.now += timedelta(days=9)
        assert desk.run(AN, BA).results == {}
        assert desk.states() == [State.UNCERTAIN, State.SENT]
        assert server.recipients.count("an@example.com") == (answer == "lost")
        assert server.recipients.count("ba@example.com") == 1


def test_a_person_can_have_it_sent_again(room: Newsroom, tmp_path: Path) -> None:
    with office(room, tmp_path, Mood(data=["cut"])) as (desk, server):
        desk.run(AN)
        with journal.opened(tmp_path / "journal", AT) as book:
            assert book.resolve(1, State.PENDING, "", AT)
        assert desk.run(AN).results == {State.SENT: 1}
        assert server.recipients == ["an@example.com"]


def test_a_server_that_is_not_there_costs_no_attempt(room: Newsroom, tmp_path: Path) -> None:
    desk = Office(room, tmp_path, Settings("127.0.0.1", 1, "none", timeout=1))
    run = desk.run(AN, BA)
    assert run.stopped.startswith("Không kết nối được máy chủ thư 127.0.0.1:1")
    assert desk.deliveries() == []
    assert len(desk.slept) == 2


def test_a_refused_sender_stops_the_run_and_fails_nobody(room: Newsroom, tmp_path: Path) -> None:
    with office(room, tmp_path, Mood(mail=["553 not your address"])) as (desk, server):
        assert "553 not your address" in desk.run(*people(3)).stopped
        assert (desk.deliveries(), server.letters) == ([], [])
        assert desk.run(*people(3)).results == {State.SENT: 3}


def test_many_refusals_in_a_row_stop_the_run(room: Newsroom, tmp_path: Path) -> None:
    mood = Mood()
    for each in people(50):
        mood.rcpt[each.mailbox.address] = ["554 relay access denied"]
    with office(room, tmp_path, mood) as (desk, _):
        run = desk.run(*people(50))
        assert run.results == {State.FAILED: MAX_REFUSALS}
        assert "liền nhau" in run.stopped


def test_limit_and_rate(room: Newsroom, tmp_path: Path) -> None:
    with office(room, tmp_path) as (desk, server):
        run = desk.run(*people(9), limit=4, rate=30)
        assert "--limit" in run.stopped
        assert desk.slept == [2, 2, 2]
        desk.run(*people(9), limit=4)
        assert server.recipients == [each.mailbox.address for each in people(8)]


def test_who_has_no_news_gets_no_letter(room: Newsroom, tmp_path: Path) -> None:
    with office(room, tmp_path) as (desk, server):
        run = desk.run(replace(AN, topics=("outage",)), BA)
        assert (run.without_news, server.recipients) == (1, ["ba@example.com"])


def test_an_address_with_accents_needs_a_server_that_takes_it(
    room: Newsroom, tmp_path: Path
) -> None:
    accented = subscriber("đông@thủtục.vn")
    with running(enable_SMTPUTF8=False) as (_, port):
        desk = Office(room, tmp_path / "old", Settings("127.0.0.1", port, "none"))
        assert desk.run(accented).results == {State.FAILED: 1}
        assert "SMTPUTF8" in desk.deliveries()[0].words
    with running() as (server, port):
        desk = Office(room, tmp_path, Settings("127.0.0.1", port, "none"))
        assert desk.run(accented, AN).results == {State.SENT: 2}
        assert server.recipients == ["đông@xn--thtc-x05ak.vn", "an@example.com"]
        assert "\r\nTo: đông@xn--thtc-x05ak.vn\r\n".encode() in server.letters[0][1]
        assert server.letters[1][1].isascii()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a certificate for localhost that signs itself, and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed, so no certificate can be made")
    folder = tmp_path_factory.mktemp("certificate")
    subprocess.run(
        [
            *"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes".split(),
            *"-days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost".split(),
            *("-keyout", folder / "key.pem", "-out", folder / "certificate.pem"),
        ],
        check=True,
        capture_output=True,
    )
    return folder / "certificate.pem"


def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    return context


@contextmanager
def secure(certificate: Path, security: str) -> Iterator[tuple[Handler, int]]:
    def check(*given: object) -> AuthResult:
        data = given[-1]
        is_right = (data.login, data.password) == (b"ban-tin", b"mat khau")  # type: ignore[attr-defined]
        return AuthResult(success=is_right, handled=False)

    context = tls(certificate)
    with (
        running(ssl_context=context)
        if security == "tls"
        else running(
            tls_context=context, require_starttls=True, authenticator=check, auth_required=True
        )
    ) as found:
        yield found


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_letters_go_encrypted_to_a_server_that_proves_its_name(
    room: Newsroom, tmp_path: Path, certificate: Path, security: str
) -> None:
    user, password = ("ban-tin", "mat khau") if security == "starttls" else ("", "")
    with secure(certificate, security) as (server, port):
        right = Settings("localhost", port, security, user, password, certificate)
        desk = Office(room, tmp_path, right)
        stranger = replace(desk, settings=replace(right, ca=None))
        misnamed = replace(desk, settings=replace(right, host="127.0.0.1"))
        for each in (stranger, misnamed):
            assert "Không lập được kết nối mã hóa" in each.run(AN).stopped
        assert server.letters == []
        assert desk.run(AN).results == {State.SENT: 1}


def test_a_wrong_password_is_said_so_and_not_shown(
    room: Newsroom, tmp_path: Path, certificate: Path
) -> None:
    with secure(certificate, "starttls") as (server, port):
        wrong = Settings("localhost", port, "starttls", "ban-tin", "sai", certificate)
        run = Office(room, tmp_path, wrong).run(AN)
        assert run.stopped.startswith("Máy chủ thư không nhận SMTP_USER và SMTP_PASSWORD: 535")
        assert server.letters == []
        assert "sai" not in repr(wrong)


def test_a_server_without_encryption_gets_nothing(room: Newsroom, tmp_path: Path) -> None:
    with running() as (server, port):
        desk = Office(room, tmp_path, Settings("localhost", port, "starttls"))
        assert "STARTTLS" in desk.run(AN).stopped
        assert server.letters == []


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({}, "Thiếu SMTP_HOST"),
        ({"SMTP_HOST": "x.vn", "SMTP_SECURITY": "ssl"}, "SMTP_SECURITY là «ssl»"),
        ({"SMTP_HOST": "x.vn", "SMTP_SECURITY": "none"}, "không phải chính máy này"),
        ({"SMTP_HOST": "x.vn", "SMTP_PORT": "smtp"}, "SMTP_PORT là «smtp»"),
        ({"SMTP_HOST": "x.vn", "SMTP_USER": "a"}, "SMTP_USER và SMTP_PASSWORD"),
    ],
)
def test_a_wrong_setting_is_said_so(environment: dict[str, str], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        delivery.settings(environment, None)


def test_settings_have_safe_defaults() -> None:
    found = delivery.settings({"SMTP_HOST": "smtp.example.vn"}, None)
    assert (found.port, found.security) == (587, "starttls")
