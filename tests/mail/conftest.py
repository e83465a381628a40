"""News to be sent: the fictional data of `cases/base` with policy updates."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import TODAY
from tthc import catalogue, problems
from tthc.mail.digest import Digest, digest
from tthc.mail.mailbox import Mailbox
from tthc.mail.message import Sender
from tthc.mail.selection import Newsroom, Period, Selection
from tthc.site import Site

WEEK = Period(date(2026, 7, 9), TODAY)
SITE = Site("https://thutuc.example.vn/", "ban-quan-ly", "thutuc.example.vn")
BOARD = Mailbox("ban-tin", "example.vn", "Ban Quản lý Thử nghiệm, các khu công nghiệp")
SENDER = Sender(BOARD, Mailbox("huy", "example.vn"), SITE.authority)
ONE_CLICK = "https://thutuc.example.vn/huy?m=1"

Publish = Callable[..., Path]


@pytest.fixture
def data(data: Path) -> Path:
    shutil.rmtree(data.parent / "docs/tin-chinh-sach", ignore_errors=True)
    agencies = data / "registers/agencies.yml"
    agencies.write_text(
        agencies.read_text(encoding="utf-8")
        + f"- id: ban-quan-ly\n  name: {BOARD.name}\n  name_en: Test Management Board\n",
        encoding="utf-8",
    )
    return data


@pytest.fixture
def publish(data: Path) -> Publish:
    """Writes a policy update; keys of the front matter as keywords, lines of YAML in `more`."""

    def write(
        *,
        slug: str = "tin-moi",
        title: str = "Tin mới",
        day: str = "2026-07-10",
        kind: str = "notice",
        summary: str = "Có việc mới.",
        english: str = "",
        more: str = "",
    ) -> Path:
        folder = data.parent / "docs/tin-chinh-sach"
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{day}-{slug}.md"
        file.write_text(
            f"---\ntitle: {title}\ndate: {day}\nkind: {kind}\nsummary: {summary}\n{more}"
            "source:\n  origins:\n    - name: Dữ liệu thử\n      read_on: 2026-07-01\n"
            "---\n\nNội dung.\n",
            encoding="utf-8",
        )
        if english:
            file.with_suffix(".en.md").write_text(
                f"---\ntranslated_on: {day}\ntitle: {english}\nsummary: Something is new.\n"
                "---\n\nText.\n",
                encoding="utf-8",
            )
        return file

    return write


def newsroom(data: Path, *, may_be_bad: bool = False) -> Newsroom:
    found, reported = catalogue.load(data, TODAY, documents=data.parent / "docs")
    assert may_be_bad or problems.errors(reported) == []
    return Newsroom(found, SITE)


def letter(data: Path, unsubscribe: str = ONE_CLICK, **selection: object) -> Digest | None:
    return digest(newsroom(data), Selection(**{"period": WEEK, **selection}), unsubscribe)  # type: ignore[arg-type]
