"""A real mail server on a real socket, with the moods of real ones."""

from __future__ import annotations

import asyncio
import random
import socket
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Mood:
    """What the server does. Answers are given once each, in order; then it takes everything."""

    mail: list[str] = field(default_factory=list)
    rcpt: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    data: list[str] = field(default_factory=list)
    """`lost` takes the letter and closes the connection without an answer; `cut` closes it too,
    and has not taken the letter."""
    slowness: float = 0
    """Seconds at most before the answer to a letter, and after it has been taken."""
    seed: int = 0


class Handler:
    """Keeps what the server has taken."""

    def __init__(self, mood: Mood) -> None:
        self.mood = mood
        self.letters: list[tuple[str, bytes]] = []
        """Recipient and bytes of each letter that the server took upon itself."""
        self.connections = 0
        self.logins: list[str] = []
        self._random = random.Random(mood.seed)

    @property
    def recipients(self) -> list[str]:
        return [recipient for recipient, _ in self.letters]

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, name: str, replies: list[str]
    ) -> list[str]:
        session.host_name = name
        self.connections += 1
        return replies

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.mood.mail:
            return self.mood.mail.pop(0)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.mood.rcpt[address]:
            return self.mood.rcpt[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        await asyncio.sleep(self._random.random() * self.mood.slowness)
        answer = self.mood.data.pop(0) if self.mood.data else "250 taken"
        if answer in ("lost", "250 taken"):
            assert isinstance(envelope.original_content, bytes)
            self.letters.append((envelope.rcpt_tos[0], envelope.original_content))
        if answer in ("lost", "cut"):
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        await asyncio.sleep(self._random.random() * self.mood.slowness)
        return answer


@contextmanager
def running(mood: Mood | None = None, **options: Any) -> Iterator[tuple[Handler, int]]:
    """The server's handler and its port."""
    handler = Handler(mood or Mood())
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield handler, port
    finally:
        controller.stop()
