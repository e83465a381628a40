"""The page of the staff handbook that lists every key: `docs/bao-tri/truong-du-lieu.md`."""

from __future__ import annotations

from pydantic import BaseModel

from tthc import terms
from tthc.fields import FILES, FormField, Kind, fields, records
from tthc.loading import REGISTERS
from tthc.text import slug

_HEAD = """\
---
title: Các mục dữ liệu
search: {exclude: true}
---

# Các mục dữ liệu {: #cac-muc }

Trang này do máy viết từ khuôn dữ liệu, đừng sửa tay. Khuôn đổi thì chạy
`python scripts/describe_fields.py --write`.

Mỗi bảng là một nhóm mục. Cột «Bắt buộc» nói mục nào không được thiếu; mục khác không biết thì bỏ,
đừng đoán. Chữ có dấu **(A)** phải có bản tiếng Anh trong tệp `.en.yml`.
"""

_TITLES = {
    "procedure": "Thủ tục",
    "update": "Tin chính sách",
    "law": "Văn bản",
    "calendar": "Lịch nghỉ của một năm",
    "agencies": "Cơ quan",
    "events": "Sự kiện kinh doanh",
    "evidence-types": "Loại giấy tờ",
    "exceptions": "Ngoại lệ",
    "fields": "Lĩnh vực",
    "forms": "Mẫu đơn",
    "glossary": "Thuật ngữ",
    "national-records": "Bản ghi quốc gia đã đối chiếu",
}
"""Kinds of file, in the order of the page."""

_PLACES = {
    "procedure": "procedures/<lĩnh vực>/<mã>.yml",
    "update": "docs/tin-chinh-sach/<ngày>-<tên>.md",
    "law": "procedures/law/<mã định danh>.yml",
    "calendar": "procedures/calendar/<năm>.yml",
}

_KINDS = {
    Kind.TEXT: "chữ",
    Kind.DATE: "ngày, ví dụ `2026-07-01`",
    Kind.COUNT: "số nguyên",
    Kind.DONG: "số đồng, ví dụ `150_000`",
    Kind.YES_NO: "`true` (có) hoặc `false` (không)",
    Kind.TIME: "giờ, ví dụ `15:30`",
    Kind.CODE: "mã thủ tục, ví dụ `1.009664`",
    Kind.ID: "mã định danh, ví dụ `ban-quan-ly`",
    Kind.URL: "địa chỉ web, bắt đầu bằng `https://`",
}

_REGISTERS = {
    "agencies": "mã cơ quan trong `registers/agencies.yml`",
    "cases": "mã trường hợp của thủ tục này",
    "events": "mã sự kiện trong `registers/events.yml`",
    "evidence_types": "mã loại giấy tờ trong `registers/evidence-types.yml`",
    "fields": "mã lĩnh vực trong `registers/fields.yml`",
    "forms": "mã mẫu đơn trong `registers/forms.yml`",
    "laws": "mã văn bản trong thư mục `law/`",
    "procedures": "mã của thủ tục khác",
    "updates": "tên tệp của tin, bỏ ngày và đuôi",
}


def fields_page() -> str:
    """The whole page, in Markdown."""
    parts = [_HEAD]
    known: set[type[BaseModel]] = set()
    for name, title in _TITLES.items():
        place = _PLACES.get(name, f"procedures/registers/{name}.yml")
        what = "là một danh sách" if name in REGISTERS else "một tệp cho mỗi bản ghi"
        parts.append(f"## {title} {{: #{name} }}\n\n`{place}`: {what}.\n")
        for model, keys in records(FILES[name]):
            if model in known:
                continue
            known.add(model)
            if keys:
                labels = " / ".join(dict.fromkeys(terms.field(key) for key in keys))
                codes = ", ".join(f"`{key}`" for key in keys)
                heading = f"{labels[0].upper()}{labels[1:]} ({codes})"
                parts.append(f"### {heading} {{: #{_anchor(model)} }}\n")
            parts.append(_table(model))
    return "\n".join(parts)


def _anchor(model: type[BaseModel]) -> str:
    return f"nhom-{slug(model.__name__)}"


def _table(model: type[BaseModel]) -> str:
    rows = ["| Mục | Nghĩa | Bắt buộc | Ghi gì |", "|---|---|---|---|"]
    for each in fields(model):
        required = "có" if each.is_required else ""
        mark = " **(A)**" if each.is_translated else ""
        rows.append(
            f"| `{each.key}` | {terms.field(each.key)} | {required} | {_content(each)}{mark} |"
        )
    return "\n".join(rows) + "\n"


def _content(field: FormField) -> str:
    one = _one(field)
    return f"danh sách: {one}" if field.is_list else one


def _one(field: FormField) -> str:
    if field.kind is Kind.RECORD:
        return f"[nhóm mục](#{_anchor(field.type)})"
    if field.kind is Kind.CHOICE:
        choices = (f"`{each.value}` ({terms.label(each) or 'khác'})" for each in field.type)
        return "một trong: " + ", ".join(choices)
    if field.register:
        return _REGISTERS[field.register]
    return _KINDS[field.kind]
