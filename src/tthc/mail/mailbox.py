"""Addresses of e-mail: what is one, how it goes over the wire, how it is shown to nobody."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_MAX_LOCAL = 64
_MAX = 254
"""Octets before the @, and of the whole (RFC 5321, 4.5.3.1; RFC 3696, erratum 1690)."""
_SHOWN = 80
_ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
"""A dot-atom of RFC 5322 with the letters of RFC 6531. The quoted form is not in use."""
_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+(?!\d+\Z){_LABEL}")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An address to which letters can go."""

    local: str
    domain: str
    """In ASCII, lower case."""
    name: str = ""

    @property
    def address(self) -> str:
        """As servers take it."""
        return f"{self.local}@{self.domain}"

    @property
    def identity(self) -> str:
        """The same for all spellings that reach one person, for all we know."""
        return f"{self.local.casefold()}@{self.domain}"

    @property
    def needs_utf8(self) -> bool:
        """Whether only servers with SMTPUTF8 (RFC 6531) can take it."""
        return not self.local.isascii()

    def __str__(self) -> str:
        """Masked: for messages and logs."""
        return masked(f"{self.local}@{self.domain}")


def mailbox(address: str, name: str = "") -> Mailbox | None:
    """What `address` (without a name or brackets) stands for; None when it is no address."""
    local, at, domain = unicodedata.normalize("NFC", address).rpartition("@")
    if len(address) > _MAX:
        return None
    try:
        ascii_domain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    if not (at and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(ascii_domain)):
        return None
    octets = len(local.encode())
    if octets > _MAX_LOCAL or octets + 1 + len(ascii_domain) > _MAX:
        return None
    return Mailbox(local, ascii_domain, name)


def masked(text: str) -> str:
    """`nguyen.an@example.com` → `n…@example.com`; also for what is no address."""
    local, at, domain = text.rpartition("@")
    kept = f"{local[:1]}…@{domain}" if at else f"{text[:1]}…"
    return "".join(char if char.isprintable() else "?" for char in kept[:_SHOWN])
