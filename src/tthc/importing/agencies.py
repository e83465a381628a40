"""The agencies of a procedure: who decides, who is consulted, and of which province they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from tthc.importing.belonging import Belonging
from tthc.importing.doubts import Doubts
from tthc.importing.phrases import answers_nothing, sentence_with
from tthc.importing.record import NationalRecord
from tthc.importing.registers import Registers
from tthc.importing.report import Trap
from tthc.model.source import Part
from tthc.provinces import Province, province

Plain = dict[str, Any]

_HANDED_IN = re.compile(
    r"^(?!.*(?<!\w)(?:bổ sung|hoàn thiện|giải trình|có trách nhiệm|nộp thuế"
    r"|gửi (?:thông báo|biên bản|kết quả|văn bản thẩm định))(?!\w))"
    r"(?!\W*(?:bước \d+\W*)?(?:(?:trong (?:thời hạn|vòng)|sau khi|chậm nhất|kể từ)[^,]*,\s*)?"
    r"(?:sở|(?:ủy|uỷ) ban|ubnd|bộ(?! hồ sơ)|cục|chi cục|cơ quan (?!báo chí)|phòng|trung tâm"
    r"|hội đồng|công chức|cán bộ|ban quản lý|công an|trên cơ sở|quyết định)(?!\w))"
    r".*?(?<!\w)(?:nộp|gửi)(?!\w)[^.;\n]{0,160}(?<!\w)(?:tại|đến|tới|về|cho|qua)\s+(?:\w+ ){0,3}?"
    r"(?:trung tâm (?:phục vụ )?hành chính|bộ phận (?:một cửa|tiếp nhận)|trụ sở|(?:ủy|uỷ) ban|ubnd"
    r"|sở|bộ|cục|chi cục|ban quản lý|công an|phòng|cơ quan|ngân hàng nhà nước)(?!\w)",
    re.IGNORECASE,
)
"""Of who files for the first time; not of agencies that pass a file on."""
_SEVERAL = re.compile(
    r"\n(?!\()|;(?!\s*địa)|(?<!\w)(?:hoặc|một trong)(?!\w)|^\W*các(?!\w)|(?<=[^\W\d])/|\+ ",
    re.IGNORECASE,
)
_OF_A_KIND = re.compile(
    r"(?<!\w)(?:cấp (?:tỉnh|xã)|địa phương|nơi|khu vực|cơ sở\W*$|theo thẩm quyền|giao"
    r"|trên địa bàn|tỉnh, thành phố|công an xã)(?!\w)",
    re.IGNORECASE,
)
"""Without the name of one."""
_OLD_NAME = re.compile(r"\s*\([^()]*\bcũ\)\s*$", re.IGNORECASE)


def agency(name: str, registers: Registers, doubts: Doubts) -> str:
    """The id of the agency called `name`."""
    plain = _OLD_NAME.sub("", name).strip(" .,;") or name
    if plain != name.strip(" .,;"):
        doubts.doubt(Trap.AGENCIES, "tên cơ quan mang tên cũ", name)
    return registers.agency(plain)


def announcer(record: NationalRecord, whose: Belonging, doubts: Doubts) -> str:
    """The province that announced the procedure, where it is not known to be ours; else empty."""
    words = "; ".join(part for part in (record.promulgator, record.decision) if part)
    if whose.doubt:
        doubts.gap(Part.COMPETENT_AUTHORITY, whose.doubt, words, Trap.OTHER_PROVINCE)
    elif whose.province:
        message = f"của {whose.province}, đầu trang ghi như vậy"
        doubts.doubt(Trap.OTHER_PROVINCE, message, words)
    return str(whose.province or "")


def agencies(
    record: NationalRecord, where: Province | None, registers: Registers, doubts: Doubts
) -> Plain:
    """The keys of a procedure that name agencies, but for that where one hands in. Agencies of
    another province than `where` cannot be meant; None when that is not known."""
    _desk(record, doubts)
    found = authority(record, where, registers, doubts)
    others = _elsewhere((*record.coordinating, *record.authorized), where)
    if others:
        doubts.gap(
            Part.COMPETENT_AUTHORITY,
            "Bản ghi quốc gia kể cơ quan phối hợp hoặc được ủy quyền mang tên tỉnh, thành phố "
            "khác; chưa rõ ở đây là cơ quan nào."
            if record.authorized
            else "Bản ghi quốc gia kể cơ quan phối hợp mang tên tỉnh, thành phố khác; chưa rõ ở "
            "đây là cơ quan nào.",
            "; ".join(others),
            Trap.OTHER_PROVINCE,
        )
    return {
        **found,
        "participants": [
            {"agency": own, "role": role}
            for role, names in (
                ("Phối hợp thực hiện.", record.coordinating),
                ("Được ủy quyền giải quyết, theo bản ghi quốc gia.", record.authorized),
            )
            for own in dict.fromkeys(
                agency(name, registers, doubts) for name in names if name not in others
            )
        ],
    }


def _desk(record: NationalRecord, doubts: Doubts) -> None:
    """What the record says of the place where one hands in, as a gap: nobody has found out yet
    which agency of the register that is."""
    words = record.addresses
    if answers_nothing(words):
        steps = (text for step in record.steps for text in step)
        words = sentence_with(_HANDED_IN, *steps, *(each.words for each in record.methods))
        there = " trong tỉnh" if record.levels == ("isProvince",) else ""
        note = (
            "Bản ghi quốc gia không có mục nơi nộp; chữ của các bước hoặc cách nộp viết như sau."
            if words
            else f"Bản ghi quốc gia không nói rõ hồ sơ của thủ tục này nộp ở đâu{there}."
        )
    elif _SEVERAL.search(words):
        note = "Nơi nộp trong bản ghi quốc gia viết cho nhiều nơi; chưa rõ nơi nào nhận hồ sơ này."
    elif _OF_A_KIND.search(words):
        note = "Bản ghi quốc gia ghi nơi nộp chung cho cả nước; chưa rõ ở đây là nơi nào."
    else:
        note = "Bản ghi quốc gia ghi nơi nộp sau đây; trang này chưa đối chiếu."
    doubts.gap(Part.CONTACT_POINT, note, words)


def authority(
    record: NationalRecord, where: Province | None, registers: Registers, doubts: Doubts
) -> Plain:
    """Who decides, if the record names one, and who carries the procedure out without deciding;
    of both only whom one can mean in `where`."""
    named = dict.fromkeys((*record.deciding, *record.executing))
    others = _elsewhere(named, where)
    deciding, executing = (
        [agency(name, registers, doubts) for name in names if name not in others]
        for names in (record.deciding, record.executing)
    )
    if others:
        doubts.gap(
            Part.COMPETENT_AUTHORITY,
            "Bản ghi quốc gia kể cơ quan mang tên tỉnh, thành phố khác; chưa rõ ở đây cơ quan nào "
            "giải quyết.",
            "; ".join(others),
            Trap.OTHER_PROVINCE,
        )
    if len(record.deciding) > 1:
        doubts.gap(
            Part.COMPETENT_AUTHORITY,
            "Bản ghi quốc gia kể nhiều cơ quan mà không nói cơ quan nào giải quyết việc nào.",
            "; ".join(record.deciding),
            Trap.AGENCIES,
        )
    elif record.deciding or doubts.has_gap(Part.COMPETENT_AUTHORITY):
        pass
    elif executing:
        doubts.gap(
            Part.COMPETENT_AUTHORITY,
            "Bản ghi quốc gia chỉ nêu cơ quan thực hiện, không nói cơ quan nào quyết định.",
        )
    else:
        doubts.gap(
            Part.COMPETENT_AUTHORITY,
            "Bản ghi quốc gia không nêu cơ quan thực hiện.",
            "",
            Trap.AGENCIES,
        )
    is_one = len(record.deciding) == 1 and deciding
    return {
        **({"competent_authority": deciding[0]} if is_one else {}),
        "executing_agencies": [own for own in dict.fromkeys(executing) if own not in deciding],
    }


def _elsewhere(names: Iterable[str], where: Province | None) -> list[str]:
    """Those of `names` that name another province than `where`; none when that is not known."""
    named = ((name, province(name)) for name in names)
    return [name for name, found in named if where and found and not found.is_same(where)]
