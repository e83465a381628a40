"""Cases and papers of a record."""

from __future__ import annotations

import re
from typing import Any

from tthc.importing.copies import copies
from tthc.importing.doubts import Doubts
from tthc.importing.record import Dossier, NationalRecord, Paper
from tthc.importing.registers import LONGEST_NAME, Registers, identity
from tthc.importing.report import Trap
from tthc.importing.words import bare, cut
from tthc.model.source import Part

Plain = dict[str, Any]

MANY_PAPERS = 60
MANY_CASES = 10
SHORTEST_NAME = 20
"""Characters; fewer name no paper."""
_UNNAMED = {"", "mac dinh", "thanh phan ho so", "ho so", "ho so gom", "ho so bao gom"}
_HEADING = re.compile(
    r"^[\W\d_]*(?:[a-zđivx]{1,4}[.)]\s*)?(?:(?:đối với|trường hợp|riêng|thành phần|hồ sơ)(?!\w)"
    r"|(?:các\s+)?(?:giấy tờ|tài liệu|loại giấy tờ)\s+(?:phải|cần|nộp|xuất trình|sau"
    r"|gửi|liên quan)).*(?::|gồm|như sau|sau đây)[\W_]*$",
    re.IGNORECASE | re.DOTALL,
)
"""Of rows that name a group of papers: `2. Hồ sơ đề nghị cấp C/O bao gồm:`."""
_FORM_NUMBER = re.compile(
    r"(?:mẫu|phụ lục|biểu mẫu)(?:\s+số)?\s+[\dIVXA-Z][\w.]*(?:[-/]\w+)*", re.IGNORECASE
)
_FILE_ENDING = re.compile(r"\.+(?:docx?|pdf|xlsx?|rtf|odt|zip|rar|jpe?g|png)$", re.IGNORECASE)
_COPY_OF_A_FILE = re.compile(r"\s*\(\d{1,2}\)$")
"""What browsers add to the name of a file that is downloaded again."""


def cases(record: NationalRecord, registers: Registers, doubts: Doubts) -> list[Plain]:
    """The cases of `record` with their papers."""
    filled = [dossier for dossier in record.dossiers if dossier.papers]
    count = sum(len(dossier.papers) for dossier in filled)
    if count > MANY_PAPERS or len(filled) > MANY_CASES:
        doubts.doubt(Trap.LARGE, f"{len(filled)} trường hợp, {count} dòng giấy tờ")
    empty = [dossier.name for dossier in record.dossiers if not dossier.papers and dossier.name]
    if empty:
        doubts.gap(
            Part.CASES,
            "Bản ghi quốc gia còn kể trường hợp mà không nêu giấy tờ nào.",
            "; ".join(empty),
        )
    if not filled:
        doubts.gap(Part.EVIDENCES, "Bản ghi quốc gia không nêu thành phần hồ sơ.")
        return []
    doubts.gap(
        Part.EVIDENCES,
        "Bản ghi quốc gia không dẫn căn cứ cho từng giấy tờ, và không cho biết chắc giấy tờ nào "
        "bắt buộc.",
    )
    found: list[Plain] = []
    for number, dossier in enumerate(filled, 1):
        name = _name(dossier, number, len(filled))
        own = base = "chung" if name == "Mọi trường hợp" else identity(cut(name, 120))
        taken = {case["id"] for case in found}
        again = 1
        while own in taken:
            again += 1
            own = f"{base}-{again}"
        evidences = [
            made for paper in dossier.papers if (made := _evidence(paper, registers, doubts))
        ]
        if not any(map(_is_heading, dossier.papers)):
            evidences = _each_once(evidences, name, doubts)
        if evidences:
            shown = name if again == 1 else f"{name} (bộ hồ sơ thứ {number})"
            found.append({"id": own, "name": cut(shown), "evidences": evidences})
    if any(bare(dossier.name) in _UNNAMED for dossier in filled) and len(filled) > 1:
        doubts.gap(
            Part.CASES,
            "Bản ghi quốc gia chia hồ sơ thành nhiều bộ mà không nói bộ nào dành cho ai.",
        )
    return found


def _each_once(evidences: list[Plain], case: str, doubts: Doubts) -> list[Plain]:
    """Without rows that repeat another in everything. Not for cases with headings, since the
    database promises no order: the same paper may stand under two of them."""
    once = [each for index, each in enumerate(evidences) if each not in evidences[:index]]
    if len(once) < len(evidences):
        doubts.gap(
            Part.EVIDENCES,
            f"Bản ghi quốc gia ghi lặp {len(evidences) - len(once)} dòng giấy tờ giống hệt nhau; "
            "trang này ghi một lần.",
            case,
        )
    return once


def _is_heading(paper: Paper) -> bool:
    return bool(_HEADING.match(paper.name)) and not paper.files


def _name(dossier: Dossier, number: int, count: int) -> str:
    if bare(dossier.name) not in _UNNAMED:
        return dossier.name.rstrip(" :") or dossier.name
    return "Mọi trường hợp" if count == 1 else f"Bộ hồ sơ thứ {number}"


def _evidence(paper: Paper, registers: Registers, doubts: Doubts) -> Plain | None:
    words = re.sub(r"^[-+*•–]+\s*", "", paper.name).strip(" ;,")
    if not words:
        doubts.gap(Part.EVIDENCES, "Bản ghi quốc gia có một dòng giấy tờ không tên.")
        return None
    head = _head(words)
    kind = registers.evidence_type(head)
    name = registers.name("evidence_types", kind)
    named = {"type": kind, **({"name": cut(words)} if words != name else {})}
    if _is_heading(paper):
        doubts.gap(
            Part.EVIDENCES,
            "Bản ghi quốc gia lẫn tiêu đề của nhóm giấy tờ vào giữa các giấy tờ và không cho biết "
            "giấy tờ nào thuộc nhóm nào; số bản ghi ở tiêu đề không dùng.",
            "",
            Trap.COPIES,
        )
        return {**named, "note": "Đây là tiêu đề của một nhóm giấy tờ trong bản ghi quốc gia."}
    return {
        **named,
        **copies(paper, head, doubts),
        **_form(paper, head, registers, doubts),
    }


def _head(words: str) -> str:
    """What to call a paper whose words go on to describe it: its first line or part."""
    line = words.split("\n", maxsplit=1)[0]
    if len(line) <= LONGEST_NAME:
        return line.rstrip(" :;,.") or line
    part = re.split(r"(?<=[^\d\W])[:;.]\s|\s\(", line)[0]
    return cut(part if len(part) > SHORTEST_NAME else line, LONGEST_NAME - 40)


def _form(paper: Paper, head: str, registers: Registers, doubts: Doubts) -> dict[str, str]:
    """The form of a paper that has exactly one. A file's name is the number of the form only where
    it looks like one."""
    names = list(
        dict.fromkeys(_COPY_OF_A_FILE.sub("", _FILE_ENDING.sub("", n).strip()) for n in paper.files)
    )
    if not names:
        return {}
    if len(names) > 1:
        doubts.gap(
            Part.FORMS,
            f"Bản ghi quốc gia kèm nhiều tệp mẫu cho giấy tờ «{cut(head, 80)}».",
            "; ".join(names),
        )
        return {}
    is_number = _FORM_NUMBER.fullmatch(names[0])
    number = names[0][0].upper() + names[0][1:] if is_number else ""
    return {"form": registers.form(head, number)}
