"""The run of a digest through its list of subscribers: each gets it once or not at all."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tthc import clock
from tthc.mail.delivery import Connection, Reply, ServerError
from tthc.mail.digest import Digest, digest
from tthc.mail.journal import DigestId, Journal, State
from tthc.mail.message import Sender, message
from tthc.mail.selection import Newsroom, Selection
from tthc.mail.subscribers import Subscriber

BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (5, 20, 60, 240))
"""How long to wait after the first, second, … time that the server puts a letter off."""
MAX_ATTEMPTS = len(BACKOFF) + 1
MAX_REFUSALS = 10
"""Refusals in a row after which it is the server, not the subscribers."""


@dataclass(frozen=True, slots=True)
class Issue:
    """A digest as it goes to many: what it is called, what it holds, who sends it."""

    id: DigestId
    newsroom: Newsroom
    sender: Sender

    def digest(self, subscriber: Subscriber) -> Digest | None:
        """What `subscriber` is to read; None when there is no news for them."""
        selection = Selection(
            self.id.period, subscriber.topics, subscriber.languages, only=self.id.topic
        )
        return digest(self.newsroom, selection, subscriber.unsubscribe or self.sender.mailto)


@dataclass
class Run:
    """What one run did."""

    results: Counter[State] = field(default_factory=Counter)
    without_news: int = 0
    waiting: int = 0
    """Put off earlier; their time has not come."""
    stopped: str = ""
    """Why the run ended before the list did; empty when it did not."""


@dataclass(frozen=True)
class Pace:
    """How many letters leave, and how fast."""

    limit: int | None = None
    """Letters in this run."""
    per_minute: float = 0
    """Zero means as fast as the server takes them."""
    now: Callable[[], datetime] = clock.now
    sleep: Callable[[float], None] = time.sleep


def send(
    issue: Issue,
    subscribers: Iterable[Subscriber],
    journal: Journal,
    connection: Connection,
    pace: Pace,
) -> Run:
    """Sends the issue to those who have not got it and for whom it is not too early."""
    return _Sending(issue, journal, connection, pace).run(subscribers)


@dataclass(frozen=True)
class _Sending:
    issue: Issue
    journal: Journal
    connection: Connection
    pace: Pace

    def run(self, subscribers: Iterable[Subscriber]) -> Run:
        run = Run()
        refusals = 0
        for subscriber in subscribers:
            name = self.journal.subscriber(subscriber.mailbox.identity)
            known = self.journal.delivery(self.issue.id, name)
            if known and known.state is not State.PENDING:
                continue
            if known and known.not_before and self.pace.now() < known.not_before:
                run.waiting += 1
                continue
            content = self.issue.digest(subscriber)
            if content is None:
                run.without_news += 1
                continue
            if self.pace.limit is not None and run.results.total() >= self.pace.limit:
                run.stopped = f"đã đủ {self.pace.limit} thư của lần chạy này (--limit)"
                break
            if self.pace.per_minute and run.results:
                self.pace.sleep(60 / self.pace.per_minute)
            try:
                state = self.letter(subscriber, name, content, known.attempts if known else 0)
            except ServerError as error:
                run.stopped = str(error)
                break
            run.results[state] += 1
            refusals = 0 if state is State.SENT else refusals + 1
            if refusals >= MAX_REFUSALS:
                run.stopped = (
                    f"{refusals} thư liền nhau không gửi được: xem lý do bằng --list, "
                    "kiểm tra máy chủ thư rồi chạy lại"
                )
                break
        return run

    def letter(self, subscriber: Subscriber, name: str, content: Digest, attempts: int) -> State:
        """Takes one letter to its end. `attempts` have failed before."""
        sender, box = self.issue.sender, subscriber.mailbox
        letter = message(
            content,
            sender,
            box,
            identity=f"{self.issue.id} {name}",
            at=self.pace.now(),
            one_click=subscriber.unsubscribe,
        ).as_bytes()
        refusal = self.connection.offer(sender.mailbox, box)
        if refusal is not None:
            return self.refused(name, refusal, attempts)
        self.journal.start(self.issue.id, name, self.pace.now())
        reply = self.connection.hand_over(letter)
        if reply.state in (State.SENT, State.UNCERTAIN):
            self.journal.finish(self.issue.id, name, reply.state, reply.words, self.pace.now())
            return reply.state
        return self.refused(name, reply, attempts)

    def refused(self, name: str, reply: Reply, attempts: int) -> State:
        """Writes down that the server did not take the letter. Put off too often, it has failed."""
        now = self.pace.now()
        if reply.state is State.FAILED or attempts + 1 >= MAX_ATTEMPTS:
            self.journal.fail(self.issue.id, name, reply.words, now)
            return State.FAILED
        self.journal.postpone(self.issue.id, name, reply.words, now, now + BACKOFF[attempts])
        return State.PENDING
