"""What every command of `scripts/` needs."""

from __future__ import annotations

import io
import sys


def write_utf8() -> None:
    """Lets the command write Vietnamese also where the console of Windows cannot show it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
