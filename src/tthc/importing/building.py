"""The YAML of a procedure from its national record, as plain strings, lists and mappings.

What the record states becomes a fact; what it leaves open or states in a misleading way becomes a
gap with its words. Nothing is completed from elsewhere.
"""

from __future__ import annotations

import re
from typing import Any

from tthc.importing import agencies
from tthc.importing.belonging import belonging
from tthc.importing.doubts import Doubts
from tthc.importing.filing import filing
from tthc.importing.law_numbers import Mention, mention
from tthc.importing.papers import cases
from tthc.importing.phrases import answers_nothing, denies, is_name
from tthc.importing.record import NationalRecord
from tthc.importing.registers import DATABASE, Registers
from tthc.importing.report import Trap
from tthc.importing.words import LOST, bare, cut, pieces
from tthc.model.procedure import Audience, Level
from tthc.model.source import Part
from tthc.provinces import Province
from tthc.text import slug

Plain = dict[str, Any]

REVIEW_MONTHS = 6
FEWEST = 2
"""Lines that begin with `Bước`, for them to be a list."""
LONG_AGO = 365
"""Days since the database last changed a record, after which it is told as a doubt."""

_AUDIENCE = {
    "cong dan viet nam": Audience.CITIZEN,
    "nguoi viet nam dinh cu o nuoc ngoai": Audience.OVERSEAS_VIETNAMESE,
    "nguoi nuoc ngoai": Audience.FOREIGNER,
    "doanh nghiep": Audience.ENTERPRISE,
    "doanh nghiep viet nam": Audience.ENTERPRISE,
    "doanh nghiep co von dau tu nuoc ngoai": Audience.FOREIGN_INVESTED_ENTERPRISE,
    "hop tac xa": Audience.COOPERATIVE,
    "to chuc khong bao gom doanh nghiep htx": Audience.ORGANISATION,
    "to chuc nuoc ngoai": Audience.FOREIGN_ORGANISATION,
    "can bo cong chuc vien chuc": Audience.PUBLIC_OFFICIAL,
}
_LEVELS = {
    "isMinistry": Level.MINISTRY,
    "isProvince": Level.PROVINCE,
    "isWard": Level.COMMUNE,
}
_DECISION = re.compile(
    r"(?:số\s*)?(\d[\d.]*?)\.?\s*/\s*((?:\d{4}/)?(?:QĐ|QD)[-_][\w.&-]+?)\.?", re.I
)
_STEP = re.compile(r"^[-+*•\s]*(?:[a-zđ]\)\s*)?bước\s+(\d{1,2})\b", re.IGNORECASE)


_COMMUNAL = re.compile(r"(?<!\w)(?:xã(?! hội)|phường|thị trấn|đặc khu)(?!\w)", re.IGNORECASE)
_NO_RESULT = re.compile(r"khong (?:co|phai tra|phat sinh|tra) ket qua")
_REFUSES = re.compile(
    r"^\W*(?:hoặc )?[^.;,:/(]{0,40}(?<!\w)(?:từ chối|không (?:chấp thuận|đồng ý|cấp|công nhận"
    r"|đủ điều kiện)|(?:sửa đổi, )?bổ sung hồ sơ|nêu rõ lý do)(?!\w)"
    r"|^\W*[^.;,:/(]{0,80}thông báo[^.;,:/(]{0,40}nêu rõ lý do(?!\w)",
    re.IGNORECASE,
)
_OR = re.compile(r"(?<=\S )hoặc(?!\w)", re.IGNORECASE)
_REMARKS = {
    Part.COMPETENT_AUTHORITY: re.compile(
        r"^\W*(?:\d+\.\s*)?(?:hoặc )?(?:mô tả )?(?:cơ quan (?:có thẩm quyền|thực hiện|giải quyết)"
        r"|(?:ủy|uỷ) ban nhân dân|ubnd|sở|bộ)(?!\w)",
        re.IGNORECASE | re.MULTILINE,
    ),
    Part.AUDIENCE: re.compile(
        r"^\W*(?:\d+\.\s*)?(?:mô tả )?đối tượng thực hiện|^\W*(?:cá nhân|tổ chức)\W*$",
        re.IGNORECASE | re.MULTILINE,
    ),
}


def mentions(record: NationalRecord) -> list[Mention]:
    """The legal documents that the record names in a way that tells which they are."""
    return [found for code, name in record.laws if (found := mention(code, name))]


def procedure(record: NationalRecord, registers: Registers, owner: str) -> tuple[Plain, Doubts]:
    """The YAML of the procedure in `record`, kept up by the agency `owner`, and its doubts."""
    doubts = Doubts(record.code.strip())
    if record.tidied:
        doubts.doubt(Trap.LOOSE_WORDS, "đã sửa " + ", ".join(record.tidied), record.title)
    whose = belonging(record, registers.province)
    where = whose.province or registers.province
    _remark(record, doubts)
    parts = (
        _row_parts(record, where, registers, doubts)
        if record.is_row
        else {
            "level": _level(record, doubts),
            "audience": _audience(record, doubts),
            "decisions": _decisions(record, registers, doubts),
            **agencies.agencies(record, where, registers, doubts),
            "steps": _steps(record, doubts),
            **filing(record, doubts),
            "cases": cases(record, registers, doubts),
            "outputs": _outputs(record, doubts),
            "requirements": _requirements(record, doubts),
            "legal_basis": _laws(record, registers, doubts),
        }
    )
    _age(record, registers, doubts)
    made = {
        "code": record.code,
        "title": cut(record.title),
        "summary": _summary(record),
        "keywords": _keywords(record),
        "field": registers.field(*_field(record)),
        "province": agencies.announcer(record, whose, doubts),
        **parts,
        "source": {
            "origins": [
                {
                    "name": f"{DATABASE}, {'danh sách' if record.is_row else 'bản ghi'} "
                    f"{record.code}",
                    "read_on": registers.read_on.isoformat(),
                }
            ],
            "gaps": doubts.gaps,
            "imported_on": registers.today.isoformat(),
        },
        "review": {"owner": owner, "every_months": str(REVIEW_MONTHS)},
        "changes": [
            {
                "on": registers.today.isoformat(),
                "kind": "major",
                "note": "Nhập tự động từ Cơ sở dữ liệu quốc gia, bản đọc ngày "
                f"{registers.read_on:%d/%m/%Y}.",
            }
        ],
    }
    return {key: made[key] for key in ORDER if made.get(key)}, doubts


ORDER = (
    *("code", "title", "summary", "keywords", "field", "level", "audience", "province"),
    *("decisions", "competent_authority", "executing_agencies"),
    *("participants", "cases", "steps", "channels"),
    *("online", "processing_time", "costs", "outputs", "requirements", "legal_basis", "source"),
    *("review", "changes"),
)
"""Of the keys in a file, as in the files written by hand."""


def _field(record: NationalRecord) -> tuple[str, str]:
    code, name = record.field
    if LOST in code:  # a code that looks like somebody's number: none is better than half of one
        code = ""
    return (code, re.sub(r"\s*\([A-ZĐ0-9.-]+\)$", "", name)) if name else ("", "Chưa rõ lĩnh vực")


def _summary(record: NationalRecord) -> str:
    field = f"Thủ tục thuộc lĩnh vực {_field(record)[1]}."
    granted = (each for each in record.results if _is_result(each) and not _refuses(each))
    if not (first := next(granted, "")):
        return cut(field)
    return cut(f"{field} Kết quả: {cut(first, 300).rstrip('.…')}.")


def _is_result(name: str) -> bool:
    return is_name(name) and not _NO_RESULT.search(bare(name))


def _refuses(result: str) -> bool:
    """Whether it is nothing but a refusal; `Giấy phép hoặc văn bản từ chối` is not."""
    return bool(_REFUSES.match(result)) and not _OR.search(result)


def _remark(record: NationalRecord, doubts: Doubts) -> None:
    """What stands in the remarks of a record only; of which part it speaks is told by how its lines
    begin."""
    if not is_name(record.note) or record.note in record.requirements:
        return
    part = next((part for part, begins in _REMARKS.items() if begins.search(record.note)), None)
    doubts.gap(
        part or Part.REQUIREMENTS,
        "Mục ghi chú của bản ghi quốc gia viết như sau; chưa biên tập.",
        record.note,
        is_whole=True,
    )


def _keywords(record: NationalRecord) -> list[str]:
    words = (cut(each.strip()) for each in re.split(r"[;,]", record.keywords))
    return [each for each in dict.fromkeys(words) if each and each not in record.title]


def _row_parts(
    record: NationalRecord, where: Province | None, registers: Registers, doubts: Doubts
) -> Plain:
    """Of a row of a list, which has little."""
    for part in (
        *(Part.DECISIONS, Part.AUDIENCE, Part.CONTACT_POINT, Part.STEPS, Part.EVIDENCES),
        *(Part.CHANNELS, Part.ONLINE, Part.PROCESSING_TIME, Part.COSTS, Part.REQUIREMENTS),
        *(Part.OUTPUTS, Part.LEGAL_BASIS),
    ):
        doubts.gap(part, "Danh sách của Cổng Dịch vụ công quốc gia không có phần này.")
    return agencies.authority(record, where, registers, doubts)


def _level(record: NationalRecord, doubts: Doubts) -> str | None:
    levels = [_LEVELS[each] for each in record.levels if each in _LEVELS]
    bodies = (*record.deciding, *record.executing)
    if levels == [Level.COMMUNE] and bodies and not any(map(_COMMUNAL.search, bodies)):
        doubts.doubt(
            Trap.AGENCIES,
            "bản ghi chọn cấp xã mà không kể cơ quan nào của cấp xã nên để trống cấp",
            "; ".join(bodies),
        )
        return None
    if len(levels) == len(record.levels) == 1:
        return levels[0].value
    doubts.doubt(
        Trap.AGENCIES, "không có đúng một cấp thực hiện nên để trống", ", ".join(record.levels)
    )
    return None


def _audience(record: NationalRecord, doubts: Doubts) -> list[str]:
    known = [_AUDIENCE.get(bare(name)) for name in record.subjects]
    strange = [name for name, kind in zip(record.subjects, known, strict=True) if kind is None]
    if strange:
        doubts.gap(
            Part.AUDIENCE,
            "Bản ghi quốc gia còn kể đối tượng mà trang này chưa phân loại được.",
            "; ".join(strange),
            Trap.AGENCIES,
        )
    elif not known and not doubts.has_gap(Part.AUDIENCE):
        doubts.gap(
            Part.AUDIENCE, "Bản ghi quốc gia không nêu đối tượng thực hiện.", "", Trap.AGENCIES
        )
    return list(dict.fromkeys(kind.value for kind in known if kind))


def _decisions(record: NationalRecord, registers: Registers, doubts: Doubts) -> list[Plain]:
    found = _DECISION.fullmatch(record.decision)
    if found and record.decided_on and record.promulgator:
        number = f"{found[1]}/{found[2].upper().replace('QD', 'QĐ', 1).replace('_', '-')}"
        return [
            {
                "number": number,
                "issuer": agencies.agency(record.promulgator, registers, doubts),
                "signed_on": record.decided_on.isoformat(),
            }
        ]
    doubts.gap(
        Part.DECISIONS,
        "Bản ghi quốc gia không cho đủ số, ngày và cơ quan của quyết định công bố.",
        record.decision,
    )
    return []


def _steps(record: NationalRecord, doubts: Doubts) -> list[Plain]:
    texts = ["\n".join(part for part in (name, words) if part) for name, words in record.steps]
    texts = [text for text in texts if text]
    if len(texts) == 1:
        texts = _listed(texts[0])
    if not texts:
        doubts.gap(Part.STEPS, "Bản ghi quốc gia không nêu trình tự thực hiện.")
        return []
    doubts.gap(
        Part.STEPS,
        "Chữ của các bước chép nguyên từ bản ghi quốc gia, chưa biên tập; bản ghi không nói riêng "
        "ai làm bước nào.",
    )
    return [{"text": part} for text in texts for part in pieces(text)]


def _listed(text: str) -> list[str]:
    """`text` at lines that begin with `Bước 1`, `Bước 2` and so on, if they are numbered so."""
    lines = text.split("\n")
    at = [index for index, line in enumerate(lines) if _STEP.match(line)]
    numbers = [found[1] for line in lines if (found := _STEP.match(line))]
    if len(at) < FEWEST or [int(each) for each in numbers] != list(range(1, len(at) + 1)):
        return [text]
    ends = [*at[1:], len(lines)]
    return ["\n".join(lines[: ends[0]])] + [
        "\n".join(lines[start:end]) for start, end in zip(at[1:], ends[1:], strict=True)
    ]


def _outputs(record: NationalRecord, doubts: Doubts) -> list[Plain]:
    found = [name for name in record.results if _is_result(name)]
    denied = [name for name in record.results if denies(name) or _NO_RESULT.search(bare(name))]
    if denied:
        doubts.gap(Part.OUTPUTS, "Bản ghi quốc gia ghi là không có kết quả.", "; ".join(denied))
    elif not found:
        words = "; ".join(record.results)
        doubts.gap(Part.OUTPUTS, "Bản ghi quốc gia không nêu kết quả thực hiện.", words)
    return [{"name": cut(name)} for name in found]


def _requirements(record: NationalRecord, doubts: Doubts) -> list[Plain]:
    words = record.requirements
    if denies(words):
        doubts.gap(Part.REQUIREMENTS, "Bản ghi quốc gia ghi là không có yêu cầu, điều kiện.", words)
    elif answers_nothing(words):
        if words or not doubts.has_gap(Part.REQUIREMENTS):
            doubts.gap(
                Part.REQUIREMENTS,
                "Bản ghi quốc gia không nêu yêu cầu, điều kiện; chưa rõ là không có hay chưa nhập.",
                words,
            )
    else:
        doubts.gap(
            Part.REQUIREMENTS,
            "Chữ chép nguyên từ bản ghi quốc gia, không dẫn điều khoản riêng cho từng điều kiện.",
        )
        return [{"text": part} for part in pieces(words)]
    return []


def _laws(record: NationalRecord, registers: Registers, doubts: Doubts) -> list[Plain]:
    found: dict[str, list[str]] = {}
    loose = []
    for code, name in record.laws:
        said = mention(code, name)
        law = registers.law(said, record.code) if said else None
        if law is None or said is None:
            loose.append(code if code == name or not name else f"{code} – {name}")
            continue
        if newer := registers.newer(said):
            doubts.gap(
                Part.LEGAL_BASIS,
                f"Bản ghi quốc gia dẫn {said.number.text} trong khi đã có luật sau cùng tên, "
                f"{newer}; chưa kiểm tra thủ tục có đổi theo hay không.",
                name,
                Trap.LAG,
            )
        articles = found.setdefault(law, [])
        articles += [each for each in said.articles if each not in articles]
        if said.number.text != code:
            doubts.doubt(Trap.LOOSE_LAW, f"số văn bản đọc là {said.number.text}", code)
    if loose:
        doubts.gap(
            Part.LEGAL_BASIS,
            f"Bản ghi quốc gia còn kể {len(loose)} căn cứ mà số ghi chưa đủ để biết là văn bản nào "
            "(thiếu năm, sai dạng, hoặc là văn bản của địa phương).",
            "; ".join(loose),
            Trap.LOOSE_LAW,
        )
    if found:
        doubts.gap(
            Part.LEGAL_BASIS,
            "Bản ghi quốc gia không nói văn bản nào đặt ra thủ tục, cũng không dẫn điều khoản.",
        )
    elif not loose:
        doubts.gap(Part.LEGAL_BASIS, "Bản ghi quốc gia không nêu căn cứ pháp lý.")
    for law in found:
        if registers.has_ended(law):
            doubts.gap(
                Part.LEGAL_BASIS,
                "Bản ghi quốc gia dẫn văn bản đã hết hiệu lực; nội dung thủ tục có thể đã đổi theo "
                "văn bản mới.",
                next(code for code, name in record.laws if _is_named(code, name, law)),
                Trap.LAG,
            )
    return [
        {"document": law, **({"articles": articles} if articles else {})}
        for law, articles in found.items()
    ]


def _is_named(code: str, name: str, law: str) -> bool:
    said = mention(code, name)
    return said is not None and slug(said.number.text) == law


def _age(record: NationalRecord, registers: Registers, doubts: Doubts) -> None:
    if record.updated_on and (registers.read_on - record.updated_on).days > LONG_AGO:
        doubts.doubt(
            Trap.LAG,
            f"cơ sở dữ liệu sửa bản ghi lần cuối ngày {record.updated_on:%d/%m/%Y}, có thể chưa "
            "theo pháp luật mới",
        )
