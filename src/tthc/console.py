"""What every command of `scripts/` needs."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tthc import clock


def write_utf8() -> None:
    """Lets the command write Vietnamese also where the console of Windows cannot show it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def parser(description: str) -> argparse.ArgumentParser:
    """The parser of a command whose work depends on the day. `arguments` reads it."""
    write_utf8()
    made = argparse.ArgumentParser(description=description)
    made.add_argument(
        "--as-of", metavar="NGÀY", help="làm như vào ngày này, ví dụ 2026-07-01 (mặc định: hôm nay)"
    )
    return made


def arguments(
    parser: argparse.ArgumentParser, given: Sequence[str] | None = None
) -> argparse.Namespace:
    """What was typed, with the clock set to the day of `--as-of`, also for commands that this one
    starts. Ends the command with status 2 when an argument or the day is wrong."""
    found = parser.parse_args(given)
    try:
        if found.as_of is not None:
            os.environ[clock.VARIABLE] = clock.day(found.as_of).isoformat()
        clock.today()
    except clock.ClockError as error:
        parser.error(str(error))
    return found


def day(text: str) -> date:
    """A day among the arguments of a command: `add_argument("--since", type=console.day)`."""
    try:
        return clock.day(text)
    except clock.ClockError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def write(file: Path, content: bytes) -> None:
    """Writes `file` as a whole or not at all. Raises `OSError`."""
    fresh = file.with_name(f".{file.name}.new")
    fresh.write_bytes(content)
    fresh.replace(file)
