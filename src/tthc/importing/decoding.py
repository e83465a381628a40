"""Plain data of JSON records and XLSX lists, as strictly as they can be read.

What JSON parsers commonly let pass makes a record say something else than what its reader sees, and
is refused: repeated keys, NaN, numbers beyond all bounds, codes that became numbers.
"""

from __future__ import annotations

import codecs
import json
import math
import re
import zipfile
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from tthc.importing.report import Fault, FaultError, Unread, sheet_named
from tthc.importing.sources import MAX_RATIO, MEBIBYTE, SMALL, Document, in_memory
from tthc.problems import shown

MAX_CELLS = 2_000_000
MAX_SHEET_BYTES = 50 * MEBIBYTE
MAX_DEPTH = 40
"""Groups within groups; a record has 7."""

Plain = dict[str, Any]

_AGAIN = "Tải lại bản ghi này từ Cổng Dịch vụ công quốc gia, lưu nguyên vẹn dạng JSON (UTF-8)."
_HEADS = ("Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực")
"""Of the columns of a list, in its second row."""
_HEAD_ROW = 2
_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
"""Where a cell stands, such as `B12`."""


class _RefusedError(ValueError):
    """Says for staff why a JSON text is refused."""


def records(document: Document) -> list[tuple[str, Plain]]:
    """The records in a JSON file, each with where it stands. Raises `FaultError`."""
    text = _text(document)
    try:
        data = json.loads(
            text, object_pairs_hook=_group, parse_constant=_constant, parse_float=_float
        )
        _must_be_shallow(data)
    except _RefusedError as error:
        raise _fault(document.origin, str(error)) from None
    except json.JSONDecodeError as error:
        message = f"JSON hỏng ở dòng {error.lineno}, cột {error.colno}, hoặc bị cắt"
        raise FaultError(Fault(document.origin, message, _AGAIN, error.lineno)) from None
    except RecursionError:
        raise _fault(document.origin, "JSON lồng quá sâu") from None
    except ValueError:
        raise _fault(document.origin, "JSON có con số quá dài") from None
    rows = data if isinstance(data, list) else [data]
    found = []
    for index, row in enumerate(rows, 1):
        where = f"{document.origin}[{index}]" if isinstance(data, list) else document.origin
        if not isinstance(row, dict) or not ("detail" in row or "executionMethods" in row):
            raise _fault(
                where,
                "không phải bản ghi thủ tục: thiếu «detail»",
                "Mỗi tệp là câu trả lời của Cổng cho một thủ tục, có «code», «name» và «detail».",
            )
        found.append((where, row))
    if not found:
        raise _fault(document.origin, "danh sách bản ghi trống")
    return found


def _text(document: Document) -> str:
    content = document.content
    if not content.strip():
        raise _fault(document.origin, "tệp trống")
    encoding = "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise _fault(document.origin, "tệp không phải UTF-8") from None
    if text.count("\0") > 0:
        raise _fault(document.origin, "tệp không phải UTF-8, có ký tự rỗng")
    if text.lstrip().startswith("<"):
        raise _fault(
            document.origin,
            "tệp là một trang web (HTML), không phải bản ghi; thường là trang báo lỗi của Cổng",
        )
    return text


def _group(pairs: list[tuple[str, Any]]) -> Plain:
    found: Plain = {}
    for key, value in pairs:
        if key in found:
            raise _RefusedError(f"mục {shown(key)} viết hai lần trong cùng một nhóm")
        found[key] = value
    return found


def _constant(text: str) -> Any:
    raise _RefusedError(f"có {shown(text)} ở chỗ phải là một con số")


def _float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _RefusedError(f"có con số {shown(text)} quá lớn")
    return number


def _must_be_shallow(data: Any) -> None:
    level = [data]
    for _ in range(MAX_DEPTH):
        level = [
            child
            for each in level
            if isinstance(each, dict | list)
            for child in (each.values() if isinstance(each, dict) else each)
        ]
        if not level:
            return
    raise _RefusedError("JSON lồng quá sâu")


def rows(document: Document) -> tuple[list[tuple[str, list[Any]]], list[Unread]]:
    """The rows of a list of the portal below its heads, each with where it stands, of all sheets
    that have such heads; and the sheets that have others. Cells hold what was last shown in them;
    formulas are never computed. Raises `FaultError`, also when no sheet has such heads."""
    _must_unpack_within_bounds(document)
    tables = _tables(document)
    found, unread, heads = [], [], []
    for name, table in tables:
        filled = [
            (number, row[: len(_HEADS)])
            for number, row in enumerate(table, 1)
            if any(str(cell).strip() for cell in row)
        ]
        heads.append([str(cell).strip() for cell in table[1]] if len(table) >= _HEAD_ROW else [])
        where = document.origin if len(tables) == 1 else f"{document.origin}, {sheet_named(name)}"
        if heads[-1][: len(_HEADS)] == list(_HEADS):
            below = [each for each in filled if each[0] > _HEAD_ROW]
            found += [(f"{where}, dòng {number}", row) for number, row in below]
        elif filled:
            unread.append(Unread(document.origin, name, len(filled)))
    if not any(each[: len(_HEADS)] == list(_HEADS) for each in heads):
        raise _fault(
            document.origin,
            f"dòng 2 phải là đầu cột {', '.join(_HEADS)}; đọc được {shown(', '.join(heads[0]))}",
            "Dùng nguyên tệp danh sách mà Cổng xuất ra.",
        )
    return found, unread


def _tables(document: Document) -> list[tuple[str, list[list[Any]]]]:
    """The sheets of a spreadsheet with their cells, at least one. Raises `FaultError`."""
    try:
        book = CalamineWorkbook.from_filelike(in_memory(document.content))
        names = [each.name for each in book.sheets_metadata if each.typ is SheetTypeEnum.WorkSheet]
        sheets = [book.get_sheet_by_name(name) for name in names]
        if sum(sheet.height * sheet.width for sheet in sheets) > MAX_CELLS:
            raise _fault(document.origin, "bảng có quá nhiều ô", "Xóa các ô thừa rồi lưu lại.")
        tables = [(each.name, each.to_python(skip_empty_area=False)) for each in sheets]
    except (CalamineError, OSError, ValueError, IndexError, MemoryError):
        tables = []
    except BaseException as error:  # a panic of the reader, which is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise _fault(document.origin, "tệp .xlsx hỏng") from None
    if not tables:
        raise _fault(
            document.origin,
            "tệp không phải bảng tính .xlsx đọc được, hoặc có mật khẩu",
            "Mở bằng Excel hay LibreOffice, lưu lại thành .xlsx, không đặt mật khẩu.",
        )
    return tables


def _must_unpack_within_bounds(document: Document) -> None:
    try:
        with zipfile.ZipFile(in_memory(document.content)) as package:
            total = room = 0
            for part in package.infolist():
                with package.open(part) as stream:
                    content = stream.read(MAX_SHEET_BYTES - total + 1)
                total += len(content)
                if total > min(MAX_SHEET_BYTES, max(SMALL, len(document.content) * MAX_RATIO)):
                    raise _fault(document.origin, "bảng tính bung ra quá lớn, giống bom nén")
                if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                    raise _fault(document.origin, "bảng tính khai báo thực thể XML, không đọc")
                room += _room(content) if b"sheetData" in content else 0
                if room > MAX_CELLS:
                    raise _fault(
                        document.origin, "bảng có ô ở quá xa", "Xóa các ô thừa rồi lưu lại."
                    )
    except FaultError:
        raise
    except Exception:  # whatever a damaged package makes the library raise
        raise _fault(
            document.origin,
            "tệp không phải bảng tính .xlsx, hoặc bị cắt, có mật khẩu",
            "Mở bằng Excel hay LibreOffice, lưu lại thành .xlsx, không đặt mật khẩu.",
        ) from None


def _fault(origin: str, message: str, advice: str = _AGAIN) -> FaultError:
    return FaultError(Fault(origin, message, advice))


def _room(sheet: bytes) -> int:
    """For how many cells a reader of `sheet` makes room, however few there are: up to the last row
    times up to the last column. Cells need not say where they stand."""
    row = column = rows = columns = 0

    def begin(name: str, values: dict[str, str]) -> None:
        nonlocal row, column, rows, columns
        match name.rpartition(":")[2]:
            case "row":
                number = values.get("r", "")
                row, column = int(number) if number.isdecimal() else row + 1, 0
            case "c":
                column += 1
                if place := _PLACE.fullmatch(values.get("r", "")):
                    row, column = int(place[2]), _column(place[1])
                rows, columns = max(rows, row), max(columns, column)

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.Parse(sheet, True)
    return rows * columns


def _column(letters: str) -> int:
    """The number of the column called `letters`: 1 for `A`, 27 for `AA`."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
