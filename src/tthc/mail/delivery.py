"""One connection to the mail server, and what each step of a letter's way through it means."""

from __future__ import annotations

import re
import smtplib
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from tthc.mail.journal import State
from tthc.mail.mailbox import Mailbox, mailbox, masked

PORTS = {"starttls": 587, "tls": 465, "none": 25}
"""Security → the usual port (RFC 8314; RFC 5321 for a relay on this very machine)."""
_LOCAL = ("localhost", "127.0.0.1", "::1")
TIMEOUT = 60.0
DATA_TIMEOUT = 600.0
"""Seconds to wait for an answer; after the letter ten minutes (RFC 5321, 4.5.3.2.6)."""
_PAUSES = (2.0, 10.0)
"""Seconds before another try to connect."""
_WORDS = 200
_SHUTTING_DOWN = 421
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+")


class SettingsError(ValueError):
    """The environment does not say how to send; the message is for the person who set it."""


class ServerError(Exception):
    """The server cannot be reached or refuses us: no letter can be sent now."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to reach the server."""

    host: str
    port: int
    security: str
    """A key of `PORTS`."""
    user: str = ""
    """Empty means no login."""
    password: str = ""
    ca: Path | None = None
    """Certificates to trust in place of those of the system."""
    timeout: float = TIMEOUT
    data_timeout: float = DATA_TIMEOUT

    def __repr__(self) -> str:
        return f"Settings({self.host}:{self.port}, {self.security})"


def settings(environment: Mapping[str, str], ca: Path | None) -> Settings:
    """What `SMTP_…` say. Raises `SettingsError` with all that is wrong."""
    said = {
        name: environment.get(f"SMTP_{name.upper()}", "").strip()
        for name in ("host", "port", "security", "user")
    }
    security = said["security"] or "starttls"
    wrong = []
    if not said["host"]:
        wrong.append("Thiếu SMTP_HOST: tên máy chủ thư, ví dụ smtp.example.vn.")
    if security not in PORTS:
        wrong.append(
            f"SMTP_SECURITY là «{security}». Ghi starttls (thường là cổng 587), tls (cổng 465) "
            "hoặc none (chỉ với máy chủ thư trên chính máy này)."
        )
    elif security == "none" and said["host"] and said["host"] not in _LOCAL:
        wrong.append(
            "SMTP_SECURITY là «none» nhưng SMTP_HOST không phải chính máy này: thư và mật khẩu "
            "sẽ đi không mã hóa. Ghi starttls hoặc tls."
        )
    port = said["port"] or str(PORTS.get(security, 0))
    if not re.fullmatch(r"\d{1,5}", port, re.ASCII):
        wrong.append(f"SMTP_PORT là «{port}», không phải số cổng. Ví dụ 587.")
    password = environment.get("SMTP_PASSWORD", "")
    if bool(said["user"]) != bool(password):
        wrong.append("SMTP_USER và SMTP_PASSWORD phải có cả hai hoặc không có cả hai.")
    if ca is not None and not ca.is_file():
        wrong.append(f"Không có tệp chứng thư {ca}.")
    if wrong:
        raise SettingsError("\n".join(wrong))
    return Settings(said["host"], int(port), security, said["user"], password, ca)


def sender_mailbox(environment: Mapping[str, str], variable: str, name: str = "") -> Mailbox | None:
    """The address in `variable`; None when it is not set. Raises `SettingsError`."""
    text = environment.get(variable, "").strip()
    if not text:
        return None
    box = mailbox(text, name)
    if box is None or box.needs_utf8:
        raise SettingsError(
            f"{variable} không phải địa chỉ thư không dấu, viết trần. Ví dụ ban-tin@example.vn."
        )
    return box


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a letter, and the server's words about it."""

    state: State
    words: str


class Connection:
    """A connection that is made when it is needed and made again when it is lost."""

    def __init__(self, given: Settings, sleep: Callable[[float], None] = time.sleep) -> None:
        self._settings = given
        self._sleep = sleep
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Connection:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._smtp is None:
            return
        try:
            self._smtp.quit()
        except (smtplib.SMTPException, OSError):
            self._close()

    def offer(self, sender: Mailbox, recipient: Mailbox) -> Reply | None:
        """Names sender and recipient to the server. None when it wants the letter; else why not.

        Nothing has been sent in any case. Raises `ServerError` when no letter can be sent.
        """
        try:
            return self._offer(sender, recipient)
        except (smtplib.SMTPException, OSError):
            self._close()  # idle for too long, most likely
        try:
            return self._offer(sender, recipient)
        except (smtplib.SMTPException, OSError) as error:
            self._close()
            raise ServerError(f"Mất kết nối với máy chủ thư: {sanitised(str(error))}.") from error

    def _offer(self, sender: Mailbox, recipient: Mailbox) -> Reply | None:
        smtp = self._connected()
        options = []
        if recipient.needs_utf8:
            if not smtp.has_extn("smtputf8"):
                return Reply(State.FAILED, "máy chủ thư không nhận địa chỉ có dấu (SMTPUTF8)")
            options.append("SMTPUTF8")
        code, words = smtp.mail(sender.address, options)
        if code == _SHUTTING_DOWN:
            self._close()
            smtp = self._connected()
            code, words = smtp.mail(sender.address, options)
        if _is_permanent(code):
            self._close()
            raise ServerError(
                f"Máy chủ thư không nhận thư gửi từ {sender}: {code} {sanitised(words)}"
            )
        if _is_done(code):
            code, words = smtp.rcpt(recipient.address)
        if _is_done(code):
            return None
        self._reset(code)
        state = State.FAILED if _is_permanent(code) else State.PENDING
        return Reply(state, f"{code} {sanitised(words)}")

    def hand_over(self, letter: bytes) -> Reply:
        """Sends the letter to whom `offer` named. `UNCERTAIN` when the answer did not come."""
        smtp = self._smtp
        if smtp is None or smtp.sock is None:
            return Reply(State.PENDING, "mất kết nối trước khi gửi")
        try:
            smtp.sock.settimeout(self._settings.data_timeout)
            code, words = smtp.data(letter)
        except smtplib.SMTPDataError as error:  # an answer to DATA itself: nothing was sent
            code, words = error.smtp_code, _bytes(error.smtp_error)
        except (smtplib.SMTPException, OSError) as error:
            self._close()
            return Reply(State.UNCERTAIN, f"mất kết nối khi đang gửi: {sanitised(str(error))}")
        said = f"{code} {sanitised(words)}"
        if _is_done(code):
            return Reply(State.SENT, said)
        if _is_permanent(code) or _is_passing(code):
            self._reset(code)
            return Reply(State.FAILED if _is_permanent(code) else State.PENDING, said)
        self._close()
        return Reply(State.UNCERTAIN, f"máy chủ trả lời không hiểu được: {said}")

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is not None and self._smtp.sock is not None:
            self._smtp.sock.settimeout(self._settings.timeout)
            return self._smtp
        for pause in (*_PAUSES, None):
            try:
                self._smtp = self._connect()
                return self._smtp
            except ssl.SSLError as error:
                raise ServerError(
                    f"Không lập được kết nối mã hóa với máy chủ thư: {sanitised(str(error))}. "
                    "Kiểm tra SMTP_HOST đúng tên trong chứng thư, SMTP_SECURITY, hoặc dùng --ca."
                ) from error
            except smtplib.SMTPAuthenticationError as error:
                raise ServerError(
                    "Máy chủ thư không nhận SMTP_USER và SMTP_PASSWORD: "
                    f"{error.smtp_code} {sanitised(_bytes(error.smtp_error))}"
                ) from error
            except (smtplib.SMTPException, OSError) as error:
                if pause is None:
                    raise ServerError(
                        f"Không kết nối được máy chủ thư {self._settings.host}:"
                        f"{self._settings.port}: {sanitised(str(error))}"
                    ) from error
                self._sleep(pause)
        raise AssertionError

    def _connect(self) -> smtplib.SMTP:
        given = self._settings
        context = ssl.create_default_context(cafile=given.ca)
        if given.security == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                given.host, given.port, timeout=given.timeout, context=context
            )
        else:
            smtp = smtplib.SMTP(given.host, given.port, timeout=given.timeout)
        try:
            if given.security == "starttls":
                smtp.starttls(context=context)
            smtp.ehlo_or_helo_if_needed()
            if given.user:
                smtp.login(given.user, given.password)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _reset(self, code: int) -> None:
        """Ends a transaction that the server refused, so that the next can begin."""
        if self._smtp is None or code == _SHUTTING_DOWN:
            self._close()
            return
        try:
            self._smtp.rset()
        except (smtplib.SMTPException, OSError):
            self._close()

    def _close(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None


def sanitised(words: bytes | str) -> str:
    """What a server said, as it may stand in a report: one line, printable, no addresses."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    text = "".join(char if char.isprintable() else " " for char in text)
    text = _ADDRESS.sub(lambda found: masked(found[0]), " ".join(text.split()))
    return text if len(text) <= _WORDS else text[: _WORDS - 1] + "…"


def _bytes(words: bytes | str) -> bytes:
    return words if isinstance(words, bytes) else words.encode()


def _is_done(code: int) -> bool:
    return code in range(200, 300)


def _is_passing(code: int) -> bool:
    return code in range(400, 500)


def _is_permanent(code: int) -> bool:
    return code in range(500, 600)
