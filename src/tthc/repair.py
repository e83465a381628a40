"""The likely slip of the pen behind a YAML syntax error, and the text without it.

A file with a slip is read on as if the slip were mended, so that its editor learns of everything
else that is wrong with it in the same run. Nothing here ever changes a file.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from tthc.problems import shown

_HEAD = re.compile(r"(?P<head>\s*(?:- +)*(?:[\w.-]+: +)?)(?P<value>.*)")
_TOP_KEY = re.compile(r"[a-z_]+:")
_NO_COLON = re.compile(r"(?P<head>\s*(?:- +)*)(?P<key>[a-z_]+)(?::| +)(?P<value>[^\s:].*)")
_CLOSING = {"[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong on a line, and the text in which it is mended."""

    line: int
    message: str
    advice: str
    text: str
    lost: int | None = None
    """The line on which an empty value now stands for something that could not be read."""


def slip(text: str, error: yaml.MarkedYAMLError, known: set[int]) -> Slip | None:
    """The slip behind `error`: of all that may be, the one without which most of the text can be
    read. None when nothing helps. `known` are the lines of earlier slips."""
    best, reached = None, _first_suspect(text, error)
    for candidate in _candidates(text, error):
        line = _first_error(candidate.text)
        is_earlier = best is None and candidate.line < line and candidate.line not in known
        if line > reached or (line == reached and is_earlier):
            best, reached = candidate, line
    return best


def _first_suspect(text: str, error: yaml.MarkedYAMLError) -> float:
    """Where an open quote or bracket began, else where the reader gave up."""
    mark: Any = error.problem_mark or error.context_mark
    if _began(text, error):
        mark = error.context_mark
    return mark.line + 1 if mark else 0


def _began(text: str, error: yaml.MarkedYAMLError) -> bool:
    """Whether the error tells where what was not closed began: a quote or another scalar that the
    scanner was in, or a bracket."""
    begun: Any = error.context_mark
    if begun is None:
        return False
    row = text.split("\n")[begun.line : begun.line + 1]
    is_bracket = row and row[0][begun.column : begun.column + 1] in _CLOSING
    return isinstance(error, yaml.scanner.ScannerError) or bool(is_bracket)


def _first_error(text: str) -> float:
    """The line on which `text` cannot be read on; infinity when there is none."""
    try:
        for _ in yaml.parse(text, Loader=yaml.CBaseLoader):
            pass
    except yaml.MarkedYAMLError as error:
        return _first_suspect(text, error)
    return math.inf


def _candidates(text: str, error: yaml.MarkedYAMLError) -> Iterator[Slip]:
    """What may be wrong, what is most likely first."""
    rows = text.split("\n")
    lines = [min(line, len(rows)) for line in _suspects(text, error)]
    before = lines[0] - 1
    if before and _opens(rows[before - 1]):
        lines.append(before)
    for line in lines:
        yield from _without_tabs(rows, line)
        yield from _with_mended_value(rows, line)
    for line in (lines[0], before):
        yield from _with_colon(rows, line, _indent(rows[lines[0] - 1]))
        yield from _realigned(rows, line)
    yield from _without_first_dash(rows)
    for line in (*lines, before):
        yield from _without_block(rows, line)


def _suspects(text: str, error: yaml.MarkedYAMLError) -> Iterator[int]:
    """Lines on which to look, the best guess first."""
    begun: Any = error.context_mark
    if _began(text, error):
        yield begun.line + 1
    mark: Any = error.problem_mark or begun
    line: int = mark.line if mark else 0
    start = _quoted_lines_before(text, line)
    if start is not None:
        yield start + 1
    yield line + 1


def _quoted_lines_before(text: str, line: int) -> int | None:
    """The first line of a text in quotes over several lines that ends on `line` (from zero): its
    first quote is the one that was not closed."""
    try:
        for token in yaml.scan(text, Loader=yaml.CBaseLoader):
            if (
                isinstance(token, yaml.ScalarToken)
                and token.style in ("'", '"')
                and token.start_mark.line < token.end_mark.line == line
            ):
                return int(token.start_mark.line)
    except yaml.YAMLError:
        pass
    return None


def _without_tabs(rows: list[str], line: int) -> Iterator[Slip]:
    last = line - 1
    while last < len(rows) and "\t" in _indent(rows[last]):
        last += 1
    for width in (2, 0, 4) if last >= line else ():
        fixed = [
            _indent(row).replace("\t", " " * width) + row.lstrip() for row in rows[line - 1 : last]
        ]
        yield Slip(
            line,
            "dòng thụt đầu dòng bằng phím Tab" + (f" (đến dòng {last})" if last > line else ""),
            "Xóa dấu Tab và thay bằng hai dấu cách cho mỗi bậc.",
            "\n".join([*rows[: line - 1], *fixed, *rows[last:]]),
        )


def _with_mended_value(rows: list[str], line: int) -> Iterator[Slip]:
    match = _HEAD.fullmatch(rows[line - 1])
    value = match["value"].rstrip() if match else ""
    if match and value and (found := _value_slip(value)):
        message, advice, mended = found
        yield Slip(line, message, advice, _with_row(rows, line, match["head"] + mended))


def _with_row(rows: list[str], line: int, row: str) -> str:
    return "\n".join([*rows[: line - 1], row, *rows[line:]])


def _opens(row: str) -> bool:
    match = _HEAD.fullmatch(row)
    return match is not None and match["value"][:1] in ("[", "{", "'", '"')


def _value_slip(value: str) -> tuple[str, str, str] | None:
    """Message, advice and mended form of a value that YAML does not take as it stands."""
    advice = f"Đặt cả giá trị trong dấu nháy kép, ví dụ: {_quoted(value)}."
    if value[0] in "'\"":
        return _quote_slip(value)
    if value[0] in _CLOSING:
        missing, rest = _brackets(value)
        if missing:
            return (
                f"ngoặc mở ở {shown(value)} chưa đóng",
                f"Thêm {missing} ở cuối.",
                value + missing,
            )
        what = f"giá trị {shown(value)} còn chữ sau ngoặc đóng" if _is_text(rest) else ""
    elif value[0] in "*&!%@`":
        what = f"giá trị {shown(value)} bắt đầu bằng ký tự đặc biệt {shown(value[0])}"
    elif ": " in value or value.endswith(":"):
        what = f"giá trị {shown(value)} có dấu hai chấm ở giữa nên máy không hiểu"
    else:
        what = ""
    return (what, advice, _quoted(value)) if what else None


def _quote_slip(value: str) -> tuple[str, str, str] | None:
    closed = re.match(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", value)
    if closed is None:
        inner = value[1:]
        return (
            f"dấu nháy mở ở {shown(value)} chưa đóng",
            f"Thêm dấu nháy ở cuối giá trị: {_quoted(inner)}.",
            _quoted(inner),
        )
    if _is_text(value[closed.end() :]):
        return (
            f"giá trị {shown(value)} còn chữ sau dấu nháy đóng",
            "Đặt cả giá trị trong dấu nháy đơn, hoặc dùng dấu « » ở bên trong.",
            _quoted(value),
        )
    return None


def _is_text(rest: str) -> bool:
    return bool(rest.strip()) and not rest.lstrip().startswith("#")


def _brackets(value: str) -> tuple[str, str]:
    """The brackets that are missing at the end of `value`, and what follows the last one."""
    expected: list[str] = []
    quote = ""
    for index, char in enumerate(value):
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"" and value[index - 1] in " ,[{":
            quote = char
        elif char in _CLOSING:
            expected.append(_CLOSING[char])
        elif expected and char == expected[-1]:
            expected.pop()
            if not expected:
                return "", value[index + 1 :]
    return "".join(reversed(expected)), ""


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _with_colon(rows: list[str], line: int, indent: str) -> Iterator[Slip]:
    row = rows[line - 1] if line else ""
    match = _NO_COLON.fullmatch(row)
    if match and _indent(row) == indent:
        fixed = f"{match['head']}{match['key']}: {match['value']}"
        yield Slip(
            line,
            f"{shown(row.strip())} thiếu dấu hai chấm và dấu cách sau tên mục",
            f"Viết {shown(fixed.strip())}.",
            _with_row(rows, line, fixed),
        )


def _realigned(rows: list[str], line: int) -> Iterator[Slip]:
    """The row at the left edge of the row before it, or of the row after it."""
    row = rows[line - 1] if line else ""
    before = next((each for each in reversed(rows[: max(line - 1, 0)]) if each.strip()), "")
    after = next((each for each in rows[line:] if each.strip()), "")
    for edge in dict.fromkeys((_content_column(before), _content_column(after))):
        if row.strip() and edge != len(_indent(row)):
            yield Slip(
                line,
                f"{shown(row.strip())} thụt đầu dòng không khớp với các dòng bên cạnh",
                "Các mục cùng nhóm phải bắt đầu ở cùng một cột, mỗi bậc thụt hai dấu cách.",
                _with_row(rows, line, " " * edge + row.lstrip()),
            )


def _content_column(row: str) -> int:
    match = re.match(r"\s*(?:- +)*", row)
    return match.end() if match else 0


def _without_first_dash(rows: list[str]) -> Iterator[Slip]:
    line = next((number for number, row in enumerate(rows, 1) if _is_edge(row)), 0)
    if line and rows[line - 1].startswith("- "):
        yield Slip(
            line,
            "dòng bắt đầu bằng «- » nhưng các dòng sau không phải là phần tử của danh sách",
            "Xóa dấu «- » ở đầu dòng.",
            _with_row(rows, line, rows[line - 1].removeprefix("- ")),
        )


def _without_block(rows: list[str], line: int) -> Iterator[Slip]:
    """Without what stands at the left edge and to which `line` belongs; without its row alone."""
    is_list = next((row for row in rows if _is_edge(row)), "").startswith("- ")

    def starts(row: str) -> bool:
        return _is_edge(row) and (is_list or not row.startswith("- "))

    first = next((n for n in range(line, 0, -1) if starts(rows[n - 1])), None)
    if first is None:
        return
    last = next((n for n in range(line + 1, len(rows) + 1) if starts(rows[n - 1])), len(rows) + 1)
    row = rows[first - 1]
    key = _TOP_KEY.search(row)
    is_item = is_list and row.startswith("- ")
    stub = "-" if is_item else key[0] if key and not is_list else ""
    for end in (last,) if stub else (first + 1, last):
        blank = [stub] + [""] * (end - first - 1)
        yield Slip(
            line,
            f"máy không đọc được từ dòng này: {shown(rows[line - 1].strip())}",
            "Kiểm tra thụt đầu dòng, dấu hai chấm sau tên mục, dấu nháy và ngoặc chưa đóng.",
            "\n".join([*rows[: first - 1], *blank, *rows[end - 1 :]]),
            lost=first if stub else None,
        )


def _is_edge(row: str) -> bool:
    return bool(row) and not row[0].isspace() and row[0] != "#"


def _indent(row: str) -> str:
    return row[: len(row) - len(row.lstrip(" \t"))]
