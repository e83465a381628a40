"""Lists in XLSX, as the portal exports them, whole and damaged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.importing.made import HEADS, ordered, save, xlsx
from tests.importing.test_damage import GOOD, refused
from tthc.importing.report import Trap

ROW = ("9.000105", "Thủ tục trong danh sách", "Bộ Thử nghiệm", "Sở A\nSở B", "Thử nghiệm chung")
SHEET = "xl/worksheets/sheet1.xml"
FAR = b'<x:worksheet xmlns:x="urn:x"><x:sheetData>%s</x:sheetData></x:worksheet>'
LISTS: dict[str, tuple[bytes, str]] = {
    "no package": (b"x", "không phải bảng tính"),
    "empty": (b"", "không phải bảng tính"),
    "cut": (xlsx(ROW)[:300], "không phải bảng tính"),
    "no sheet": (b"PK\x05\x06" + b"\0" * 18, "không phải bảng tính"),
    "text renamed": (",".join(HEADS).encode(), "không phải bảng tính"),
    "other heads": (xlsx(ROW, heads=("STT", "Mã", "Tên", "Cơ quan", "Lĩnh vực")), "đầu cột"),
    "code a number": (xlsx((9.00966, *ROW[1:])), "«9.00966»"),
    "no code": (xlsx(("", *ROW[1:])), "thiếu mã số hoặc tên"),
    "no name": (xlsx((ROW[0], " ", *ROW[2:])), "thiếu mã số hoặc tên"),
    "entities": (
        xlsx(
            ROW,
            extra={
                SHEET: b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>'
                b"<worksheet>&c;</worksheet>"
            },
        ),
        "thực thể XML",
    ),
    "bomb": (xlsx(ROW, extra={SHEET: b" " * 40_000_000}), "bom nén"),
    "far cell": (xlsx((*ROW, b'<c r="XFD1048576"><v>1</v></c>')), "ô ở quá xa"),
    "far cell in single quotes": (xlsx((*ROW, b"<c r='XFD1048576'><v>1</v></c>")), "ô ở quá xa"),
    "far cell in a name space": (
        xlsx(ROW, extra={SHEET: FAR % b'<x:row r="9"><x:c r="ZZ99999"/></x:row>'}),
        "ô ở quá xa",
    ),
    "far cell in small letters": (xlsx((*ROW, b'<c r="xfd999999"/>')), "ô ở quá xa"),
    "cells that say no place": (
        xlsx(ROW, extra={SHEET: FAR % (b'<x:row r="1048576">%s</x:row>' % (b"<x:c/>" * 16_000))}),
        "ô ở quá xa",
    ),
    "far cells of several sheets": (
        xlsx(ROW, beside={name: [(b'<c r="A700000"/>',)] for name in ("b", "c", "d")}),
        "ô ở quá xa",
    ),
    "no list among the sheets": (
        xlsx(ROW, heads=("STT",), beside={"b": [("Ghi chú",)]}),
        "dòng 2 phải là đầu cột Mã số, Tên, Cơ quan ban hành, Cơ quan thực hiện, Lĩnh vực; "
        "đọc được «STT",
    ),
    "a bad row on another sheet": (
        xlsx(ROW, beside={"Tháng 7": [("DANH SÁCH",), HEADS, ("", *ROW[1:])]}),
        "trang tính «Tháng 7», dòng 3",
    ),
    "broken XML": (xlsx(ROW, extra={SHEET: b"<worksheet><row>"}), ""),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_damaged_list_is_told(tmp_path: Path, name: str) -> None:
    content, words = LISTS[name]
    file = tmp_path / "ds.xlsx"
    file.write_bytes(content)
    said = refused(tmp_path, file)
    assert words in said and "ds.xlsx" in said


def test_a_list_gives_what_it_has_and_gaps_for_the_rest(tmp_path: Path) -> None:
    (tmp_path / "ds.xlsx").write_bytes(xlsx(ROW, ("6.000001", *ROW[1:])))
    found = ordered(tmp_path, tmp_path / "ds.xlsx")
    own = found.procedure("9.000105")
    assert own.title == "Thủ tục trong danh sách"
    assert found.catalogue.fields[own.field].name == "Thử nghiệm chung"
    assert own.executing_agencies == ("so-a", "so-b") and own.competent_authority is None
    assert found.gaps("competent_authority", "9.000105")
    assert found.gaps("processing_time", "9.000105")
    assert [code for code, _ in found.outcome.report.internal] == ["6.000001"]


def test_every_sheet_that_is_a_list_is_read(tmp_path: Path) -> None:
    lines = [("DANH SÁCH",), HEADS, ("9.000106", *ROW[1:])]
    more: dict[str, list[tuple[Any, ...]]] = {"Tháng 7": lines, "Trống": [], "b": [(" ",)]}
    (tmp_path / "ds.xlsx").write_bytes(xlsx(ROW, beside=more))
    found = ordered(tmp_path, tmp_path / "ds.xlsx")
    assert list(found.catalogue.procedures) == ["9.000105", "9.000106"]
    assert "Không đọc" not in found.outcome.report.text()


@pytest.mark.parametrize("is_full", [True, False])
def test_sheets_that_are_no_lists_are_told(tmp_path: Path, is_full: bool) -> None:
    notes = [("Ghi chú",), (), ("Xem quyết định",), ("9.000106", *ROW[1:])]
    (tmp_path / "ds.xlsx").write_bytes(xlsx(ROW, beside={"Ghi chú": notes, "Trống": []}))
    found = ordered(tmp_path, tmp_path / "ds.xlsx")
    assert list(found.catalogue.procedures) == ["9.000105"]
    words = found.outcome.report.text(is_full)
    assert "Không đọc 1 trang tính vì dòng 2 không phải đầu cột danh sách:\n" in words
    assert "  ds.xlsx, trang tính «Ghi chú»: 3 dòng có chữ\n    → " in words
    assert found.outcome.status == 0


def test_a_list_behind_a_cover_is_read(tmp_path: Path) -> None:
    lines = [("DANH SÁCH",), HEADS, ROW]
    (tmp_path / "ds.xlsx").write_bytes(xlsx(heads=("Bìa",), beside={"Danh mục": lines}))
    found = ordered(tmp_path, tmp_path / "ds.xlsx")
    assert list(found.catalogue.procedures) == ["9.000105"]
    assert [str(each) for each in found.outcome.report.unread] == [
        "ds.xlsx, trang tính «a»: 2 dòng có chữ"
    ]


def test_a_row_that_names_nobody_who_announced_it_is_doubted(tmp_path: Path) -> None:
    (tmp_path / "ds.xlsx").write_bytes(xlsx((*ROW[:2], "", *ROW[3:])))
    found = ordered(tmp_path, tmp_path / "ds.xlsx")
    (doubt,) = found.doubts(Trap.OTHER_PROVINCE)
    assert "không ghi cơ quan ban hành" in doubt.message


def test_a_hundred_thousand_empty_rows_are_read(tmp_path: Path) -> None:
    rows = b"".join(b'<row r="%d"/>' % number for number in range(5, 100_000))
    (tmp_path / "ds.xlsx").write_bytes(xlsx(ROW, (b"</row>%s<row>" % rows,)))
    assert ordered(tmp_path, tmp_path / "ds.xlsx").procedure("9.000105").title


def test_a_record_is_taken_before_a_row_of_the_same_code(tmp_path: Path) -> None:
    (tmp_path / "ds.xlsx").write_bytes(xlsx(("9.000102", *ROW[1:])))
    found = ordered(tmp_path, tmp_path / "ds.xlsx", save(tmp_path / "r", GOOD))
    assert found.procedure("9.000102").steps


def test_a_formula_is_text_and_never_computed(tmp_path: Path) -> None:
    formula = b'<c r="@" t="str"><f>HYPERLINK("http://x","y")&amp;1+1</f><v>=1+1</v></c>'
    (tmp_path / "ds.xlsx").write_bytes(xlsx((ROW[0], formula, *ROW[2:])))
    own = ordered(tmp_path, tmp_path / "ds.xlsx").procedure("9.000105")
    assert own.title == "=1+1"
