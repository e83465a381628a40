"""The digest as a letter of RFC 5322, with what list mail owes its readers and their servers."""

from __future__ import annotations

import hashlib
import re
import textwrap
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, quote
from typing import Any

from tthc.mail.digest import Digest
from tthc.mail.mailbox import Mailbox
from tthc.mail.parts import MAILTO

_LINE = 76
"""Characters in a line with encoded words (RFC 2047, 2)."""
_WORD = 64
"""Of an encoded word: it fits behind the name of a header."""
_MAX_LINE = 998
"""Octets in a line without its end (RFC 5322, 2.1.1)."""
_OF_THE_LIBRARY = ("content-type", "content-transfer-encoding", "mime-version")
_FOLDED = ("from", "to", "subject")
_ATOMS = re.compile(r"[A-Za-z0-9]+( [A-Za-z0-9]+)*")


class WirePolicy(EmailPolicy):
    """Takes headers in the form that goes over the wire and leaves them as they are.

    The library's own policy writes what is too long for a line as encoded words, which no receiver
    decodes in `List-Unsubscribe`, so that one-click unsubscribing silently fails; it loses spaces
    between the encoded words of names; and it decodes encoded words before it writes a header, line
    breaks in them included. Here a value with a control character is refused, so that none can
    begin another header.
    """

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        if name.lower() in _OF_THE_LIBRARY:
            stored: tuple[str, Any] = super().header_store_parse(name, value)
            return stored
        if not isinstance(value, str) or not value.isprintable():
            raise ValueError(f"a character that cannot be printed in the header {name}")
        if not (value.isascii() or self.utf8) or len(f"{name}: {value}".encode()) > _MAX_LINE:
            raise ValueError(f"the header {name} cannot go over the wire as it is")
        return name, value

    def header_fetch_parse(self, name: str, value: str) -> Any:
        if name.lower() in _OF_THE_LIBRARY:
            return super().header_fetch_parse(name, value)
        return value

    def fold(self, name: str, value: Any) -> str:
        if name.lower() in _OF_THE_LIBRARY:
            return str(super().fold(name, value))
        if name.lower() not in _FOLDED:
            return f"{name}: {value}{self.linesep}"
        lines = textwrap.wrap(
            f"{name}: {value}", _LINE, break_long_words=False, break_on_hyphens=False
        )
        return f"{self.linesep} ".join(lines) + self.linesep

    def fold_binary(self, name: str, value: Any) -> bytes:
        return self.fold(name, value).encode()


WIRE = WirePolicy(linesep="\r\n", cte_type="7bit")
WIRE_UTF8 = WIRE.clone(utf8=True)
"""For servers with SMTPUTF8 and addresses that need it."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends the digest."""

    mailbox: Mailbox
    unsubscribe: Mailbox
    """Takes letters of those who want no more."""
    authority: str
    """A domain of ours, for ids; it never changes."""

    @property
    def mailto(self) -> str:
        """What a mail program opens to unsubscribe."""
        return f"{MAILTO}{self.unsubscribe.address}?subject=unsubscribe"


def message(
    digest: Digest,
    sender: Sender,
    recipient: Mailbox,
    *,
    identity: str,
    at: datetime,
    one_click: str = "",
) -> EmailMessage:
    """The letter that takes `digest` to `recipient`.

    `identity` names this delivery and nobody's address; the same one gives the same Message-ID,
    by which servers know a letter that comes twice. `one_click` is the address (https) for RFC
    8058; without it, readers unsubscribe by mail.
    """
    name = hashlib.sha256(identity.encode()).hexdigest()[:32]
    letter = EmailMessage(WIRE_UTF8 if recipient.needs_utf8 else WIRE)
    letter["From"] = _address(sender.mailbox)
    letter["To"] = _address(recipient)
    letter["Subject"] = _encoded(digest.subject)
    letter["Date"] = format_datetime(at)
    letter["Message-ID"] = f"<{name}@{sender.authority}>"
    letter["List-Id"] = f"<ban-tin.{sender.authority}>"
    if one_click:
        letter["List-Unsubscribe"] = f"<{one_click}>, <{sender.mailto}>"
        letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    else:
        letter["List-Unsubscribe"] = f"<{sender.mailto}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(digest.text, cte="quoted-printable")
    letter.add_alternative(digest.html, subtype="html", cte="quoted-printable")
    letter.set_boundary(f"=_{name}")  # quoted-printable has no line that begins with =_
    letter["Content-Language"] = ", ".join(digest.languages)
    return letter


def _address(mailbox: Mailbox) -> str:
    name = " ".join(mailbox.name.split())
    if not name:
        return mailbox.address
    is_quotable = name.isascii() and "=?" not in name
    return f"{_quoted(name) if is_quotable else _encoded(name)} <{mailbox.address}>"


def _quoted(name: str) -> str:
    """`name` as a phrase of RFC 5322."""
    return name if _ATOMS.fullmatch(name) else f'"{quote(name)}"'


def _encoded(text: str) -> str:
    """`text` on one line of ASCII: as encoded words unless it is what it looks like."""
    if text.isascii() and "=?" not in text:
        return text
    return Header(text, "utf-8", maxlinelen=_WORD).encode(linesep="\n").replace("\n", "")
