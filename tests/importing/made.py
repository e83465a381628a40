"""Fictional records in the shape of the national database's answers, and imports of them."""

from __future__ import annotations

import copy
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath
from typing import Any
from xml.sax.saxutils import escape

from tthc import catalogue, reading
from tthc.catalogue import Catalogue
from tthc.importing import accepting
from tthc.importing.report import Doubt, Trap
from tthc.importing.running import Order, Outcome, run
from tthc.model.procedure import Procedure

TODAY = date(2026, 11, 23)
READ_ON = date(2026, 7, 17)
CODE = "9.000101"
HOME = Path(__file__).parents[1] / "cases/base"
"""A data folder that has the agency which keeps imported procedures up."""
OWNER = "ban-thu"
BOARD = "ban-tinh"
"""Whose site it is; of the province OWN."""
OWN = "tỉnh Thử Nghiệm"


def method(channel: str = "DIRECT", **changes: Any) -> dict[str, Any]:
    return {
        "submissionMethod": channel,
        "processingTime": 10,
        "processingTimeUnit": "WORKING_DAY",
        "description": "10 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ",
        "fees": [],
        **changes,
    }


def fee(value: Any, words: str | None = None, **changes: Any) -> dict[str, Any]:
    return {"type": "FEE", "value": value, "currencyName": None, "description": words, **changes}


def paper(name: str = "Đơn thử nghiệm", originals: Any = 1, copies: Any = 0, *files: str) -> Any:
    return {
        "name": name,
        "originalQty": originals,
        "copyQty": copies,
        "required": False,
        "attachments": [{"fileName": file} for file in files],
    }


def case(name: str = "", *papers: Any) -> dict[str, Any]:
    return {"name": name, "profileComponents": list(papers) or [paper()]}


def law(code: str, name: str = "") -> dict[str, str]:
    return {"code": code, "name": name or code}


def named(*names: str) -> list[dict[str, str]]:
    return [{"name": name} for name in names]


def record(code: Any = CODE, **changes: Any) -> dict[str, Any]:
    detail: dict[str, Any] = {
        "id": f"id-{code}",
        "code": code,
        "name": "Cấp giấy thử nghiệm",
        "state": "ACTIVE",
        "type": "STANDARD",
        "isProvince": True,
        "isMinistry": False,
        "isWard": False,
        "isOtherAgency": False,
        "isFullProcess": True,
        "executionSteps": [{"name": "", "description": "Nộp hồ sơ.\nNhận kết quả."}],
        "executionMethods": [method("DIRECT"), method("POSTAL"), method("ONLINE")],
        "executionCases": [case()],
        "legalBasisesDetails": [law("901/2021/NĐ-CP", "Nghị định về thử nghiệm")],
        "resultsDetails": named("Giấy thử nghiệm"),
        "subjectTypesDetails": named("Doanh nghiệp"),
        "categoriesDetails": [{"code": "G99-TN01", "name": "Thử nghiệm chung"}],
        "departmentsExecuting": named("Sở Thử nghiệm"),
        "departmentPromulgateName": "Bộ Thử nghiệm",
        "procedureProposal": {"proposalNumber": "12/QĐ-BTN", "decisionDate": 1778778000000},
        "requirementsAndConditions": "Có giấy phép.",
        "dossierReceivingAddresses": "",
        "keywords": "",
        "updatedAt": 1778778000000,
    }
    return {
        "id": f"id-{code}",
        "code": code,
        "name": detail["name"],
        "detail": {**detail, **changes},
    }


def without(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    made = copy.deepcopy(dict(data))
    del made["detail"][key]
    return made


def save(folder: Path, *records: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number, each in enumerate(records):
        text = each if isinstance(each, str) else json.dumps(each)
        (folder / f"{number:03}.json").write_text(text, encoding="utf-8")
    return folder


HEADS = ("Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực")


def xlsx(
    *rows: Any,
    heads: tuple[str, ...] = HEADS,
    extra: Mapping[str, bytes] | None = None,
    beside: Mapping[str, list[tuple[Any, ...]]] | None = None,
) -> bytes:
    """A list as the portal exports it; texts are inline, numbers are numbers, and a cell given as
    bytes is raw XML. `beside` has the names and lines of further sheets."""
    sheets = {"a": [("DANH SÁCH",), heads, *rows], **(beside or {})}
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        + "".join(
            f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"/>'
            for number, name in enumerate(sheets, 1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}">'
        + "".join(
            f'<Relationship Id="r{number}" Type="{office}/worksheet" '
            f'Target="worksheets/sheet{number}.xml"/>'
            for number, _ in enumerate(sheets, 1)
        )
        + "</Relationships>",
    }
    for number, lines in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{main}"><sheetData>{_sheet(lines)}</sheetData></worksheet>'
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, (extra or {}).get(name, text.encode()))
    return out.getvalue()


def _sheet(lines: list[tuple[Any, ...]]) -> str:
    return "".join(
        f'<row r="{number}">'
        + "".join(_cell(f"{chr(65 + column)}{number}", cell) for column, cell in enumerate(line))
        + "</row>"
        for number, line in enumerate(lines, 1)
    )


def _cell(place: str, cell: Any) -> str:
    if isinstance(cell, bytes):
        return cell.decode().replace("@", place)
    if isinstance(cell, int | float):
        return f'<c r="{place}"><v>{cell}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'


@dataclass
class Imported:
    outcome: Outcome
    folder: Path
    """The data folder."""

    @property
    def catalogue(self) -> Catalogue:
        found, problems = catalogue.load(self.folder, TODAY)
        assert [str(each) for each in problems if each.level == 0] == []
        return found

    def procedure(self, code: str = CODE) -> Procedure:
        return self.catalogue.procedures[code]

    def data(self, code: str = CODE) -> Any:
        (file,) = self.folder.glob(f"*/{code}.yml")
        return reading.read(file, PurePath(file.name)).data

    def gaps(self, part: str, code: str = CODE) -> list[tuple[str, str]]:
        """Notes and quotations of the gaps of one part."""
        gaps = self.procedure(code).source.gaps
        return [(gap.note, gap.quote or "") for gap in gaps if gap.part == part]

    def doubts(self, trap: Trap) -> list[Doubt]:
        return [each for each in self.outcome.report.doubts if each.trap is trap]


def imported(tmp_path: Path, *records: Any, accept: tuple[str, ...] = (), **order: Any) -> Imported:
    """What importing `records` into the folder `procedures` comes to."""
    source = tmp_path / "ban-ghi"
    for old in source.glob("*.json") if source.is_dir() else ():
        old.unlink()
    save(source, *records)
    return ordered(tmp_path, source, accept=accept, **order)


def ordered(tmp_path: Path, *paths: Path, accept: tuple[str, ...] = (), **order: Any) -> Imported:
    folder = tmp_path / "procedures"
    outcome = run(
        Order(
            paths=list(paths),
            folder=folder,
            home=order.pop("home", HOME),
            board=order.pop("board", BOARD),
            owner=order.pop("owner", OWNER),
            today=order.pop("today", TODAY),
            latest=TODAY,
            read_on=READ_ON,
            wish=accepting.wish(accept),
            **order,
        )
    )
    return Imported(outcome, folder)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
