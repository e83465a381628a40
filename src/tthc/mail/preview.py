"""Digests as files that a mail program opens, to be read before anything is sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from tthc import clock
from tthc.mail.digest import digest
from tthc.mail.mailbox import Mailbox
from tthc.mail.message import Sender, message
from tthc.mail.selection import LANGUAGES, Newsroom, Period, Selection

NOBODY = Mailbox("xem-thu", "example.invalid")
"""Stands where addresses will be; a domain to which no letter can go (RFC 2606)."""


def previews(
    newsroom: Newsroom,
    period: Period,
    topics: Iterable[str],
    languages: Iterable[str],
    sender: Sender,
) -> dict[str, bytes]:
    """Name of the file → a letter of RFC 5322, for each topic that has news, in each language (a
    key of `LANGUAGES`). The same data and days give the same bytes."""
    at = datetime.combine(period.until, time(), clock.VIET_NAM)
    found = {}
    for topic in topics:
        for language in languages:
            selection = Selection(period, (topic,), LANGUAGES[language])
            if content := digest(newsroom, selection, sender.mailto):
                identity = f"{period}/{topic}/{language}"
                letter = message(content, sender, NOBODY, identity=identity, at=at)
                found[f"{topic}.{language}.eml"] = letter.as_bytes()
    return found
