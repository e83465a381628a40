"""The list of subscribers: a CSV file, as Excel writes it too, checked before anything is sent.

Columns: `email`, and as wanted `language` (vi, en, vi+en), `topics`, `unsubscribe`, `name`.
No message shows an address in full: reports get copied into mails and tickets.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from tthc.mail.mailbox import Mailbox, mailbox, masked
from tthc.mail.selection import LANGUAGES, Languages
from tthc.mail.topics import ALL, Topics
from tthc.problems import Problem, shown

COLUMNS = ("email", "language", "topics", "unsubscribe", "name")
MAX_UNSUBSCRIBE = 500
"""Characters of an address at which one unsubscribes: a header line must stay below 998."""
MAX_NAME = 100
_HTTPS = re.compile(r"https://[A-Za-z0-9.-]+(:\d{1,5})?(/[!-;=?-~]*)?")
"""Visible ASCII without angle brackets, which end the address in its header."""


@dataclass(frozen=True, slots=True)
class Subscriber:
    mailbox: Mailbox
    languages: Languages
    topics: tuple[str, ...]
    unsubscribe: str = ""
    """Address (https) at which a single POST ends the subscription; empty when there is none."""
    line: int = 0
    """Where in the list the record begins."""


def read(path: Path, file: PurePath, known: Topics) -> tuple[list[Subscriber], list[Problem]]:
    """The subscribers in the file at `path`, named `file` in messages, and what is wrong."""
    try:
        content = path.read_bytes()
    except OSError:
        return [], [
            Problem(
                file,
                1,
                "B01",
                "không đọc được danh sách này",
                "Kiểm tra lại đường dẫn và quyền đọc.",
            )
        ]
    return parse(content, file, known)


def parse(content: bytes, file: PurePath, known: Topics) -> tuple[list[Subscriber], list[Problem]]:
    """As `read`, from bytes. Never raises for bad content."""
    reader = _Reader(file, known)
    reader.read(content)
    return reader.found, sorted(reader.problems)


class _Reader:
    def __init__(self, file: PurePath, known: Topics) -> None:
        self.file = file
        self.known = known
        self.found: list[Subscriber] = []
        self.problems: list[Problem] = []
        self.lines: dict[str, int] = {}
        """Identity of a mailbox → the line on which it stood first."""

    def problem(self, line: int, rule: str, message: str, advice: str) -> None:
        self.problems.append(Problem(self.file, line, rule, message, advice))

    def read(self, content: bytes) -> None:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self.problem(
                content[: error.start].count(b"\n") + 1,
                "B01",
                "tệp không ghi bằng mã UTF-8",
                "Trong Excel chọn Lưu thành, kiểu «CSV UTF-8 (Comma delimited)».",
            )
            return
        rows = self.rows(text)
        line, header = next(rows, (1, []))
        columns = [name.strip().lower() for name in header]
        if not self.may_be_header(line, columns):
            return
        for line, row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > len(columns) and any(cell.strip() for cell in row[len(columns) :]):
                self.problem(
                    line,
                    "B01",
                    f"dòng có {len(row)} ô, dòng đầu chỉ có {len(columns)} cột",
                    'Ô nào có dấu phân cách bên trong thì đặt giữa hai dấu nháy kép, ví dụ "A, B".',
                )
                continue
            cells = dict(zip(columns, (cell.strip() for cell in row), strict=False))
            self.subscriber(line, cells)

    def rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Each record with the line on which it begins."""
        first = text.partition("\n")[0]
        delimiter = ";" if first.count(";") > first.count(",") else ","
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        line = 1
        try:
            for row in reader:
                yield line, row
                line = reader.line_num + 1
        except csv.Error:
            self.problem(
                line,
                "B01",
                "dấu nháy kép mở ra mà không đóng đúng chỗ",
                'Viết cả ô giữa hai dấu nháy kép; dấu nháy bên trong viết hai lần: "Ông ""Ba""".',
            )

    def may_be_header(self, line: int, columns: list[str]) -> bool:
        before = len(self.problems)
        example = "Dòng đầu phải là tên cột, ví dụ: email;language;topics;unsubscribe;name"
        if "email" not in columns:
            self.problem(line, "B01", "dòng đầu không có cột «email»", example)
            return False
        for name in columns:
            if name and name not in COLUMNS:
                self.problem(line, "B01", f"không có cột nào tên là {_safe(name)}", example)
        for name in sorted({name for name in columns if name and columns.count(name) > 1}):
            self.problem(line, "B01", f"cột {shown(name)} có hai lần", "Bỏ một cột.")
        return len(self.problems) == before

    def subscriber(self, line: int, cells: dict[str, str]) -> None:
        before = len(self.problems)
        box = self.mailbox(line, cells.get("email", ""), cells.get("name", ""))
        languages = self.languages(line, cells.get("language", ""))
        wanted = self.topics(line, cells.get("topics", ""))
        unsubscribe = self.unsubscribe(line, cells.get("unsubscribe", ""))
        if box is not None and len(self.problems) == before:
            self.found.append(Subscriber(box, languages, wanted, unsubscribe, line))

    def mailbox(self, line: int, address: str, name: str) -> Mailbox | None:
        box = mailbox(address, name)
        if box is None:
            self.problem(
                line,
                "B02",
                f"«{masked(address)}» không phải địa chỉ thư" if address else "thiếu địa chỉ thư",
                "Chỉ ghi địa chỉ, ví dụ ten@example.com; tên người ghi ở cột name.",
            )
            return None
        if len(name) > MAX_NAME or not name.isprintable():
            self.problem(
                line,
                "B02",
                f"tên của {box} dài quá {MAX_NAME} chữ hoặc có ký tự lạ (như xuống dòng)",
                "Gõ lại tên trên một dòng, ví dụ Nguyễn Văn An.",
            )
        first = self.lines.setdefault(box.identity, line)
        if first != line:
            self.problem(
                line,
                "B03",
                f"{box} đã có ở dòng {first}; chữ hoa, chữ thường là một địa chỉ",
                "Giữ một dòng; nhiều chủ đề thì ghi chung, cách nhau bằng dấu cách.",
            )
        return box

    def languages(self, line: int, text: str) -> Languages:
        """Empty means Vietnamese."""
        key = text.lower().replace(" ", "") or "vi"
        if key not in LANGUAGES:
            self.problem(
                line,
                "B04",
                f"ngôn ngữ là {_safe(text)}",
                "Ghi vi (tiếng Việt), en (tiếng Anh) hoặc vi+en (cả hai); để trống là vi.",
            )
        return LANGUAGES.get(key, ())

    def topics(self, line: int, text: str) -> tuple[str, ...]:
        """Empty means everything."""
        wanted = tuple(dict.fromkeys(re.split(r"[\s,;|]+", text.strip()))) if text else ()
        for topic in wanted:
            if topic not in self.known:
                self.problem(
                    line,
                    "B05",
                    f"không có chủ đề nào là {_safe(topic)}",
                    "Ghi all, changes, mã lĩnh vực (như dau-tu), mã thủ tục (như 1.009664) "
                    "hoặc loại tin (như new_policy), cách nhau bằng dấu cách.",
                )
        return wanted or (ALL,)

    def unsubscribe(self, line: int, text: str) -> str:
        if text and (len(text) > MAX_UNSUBSCRIBE or not _HTTPS.fullmatch(text)):
            self.problem(
                line,
                "B06",
                "địa chỉ hủy đăng ký không phải địa chỉ https chỉ gồm chữ không dấu, "
                f"tối đa {MAX_UNSUBSCRIBE} ký tự",
                "Ghi như https://thutuc.example.vn/huy?m=a1b2, hoặc để trống.",
            )
        return text


def _safe(text: str) -> str:
    """`text` as written, unless it may be an address that slipped into another column."""
    return f"«{masked(text)}»" if "@" in text else shown(text)
