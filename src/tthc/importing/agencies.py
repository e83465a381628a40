"""The agencies of a procedure: who decides, who is consulted, and of which province they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from tthc.importing.belonging import Belonging
from tthc.importing.doubts import Doubts
from tthc.importing.record import NationalRecord
from tthc.importing.registers import Registers
from tthc.importing.report import Trap
from tthc.model.source import Part
from tthc.provinces import Province, province

Plain = dict[str, Any]

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
    doubts.gap(
        Part.CONTACT_POINT,
        "Bản ghi quốc gia không nói rõ hồ sơ của thủ tục này nộp ở đâu trong tỉnh."
        if not record.addresses
        else "Nơi nộp trong bản ghi quốc gia viết cho nhiều nơi; chưa rõ nơi nào nhận hồ sơ này.",
        record.addresses,
    )
    found = authority(record, where, registers, doubts)
    others = _elsewhere(record.coordinating, where)
    if others:
        doubts.gap(
            Part.COMPETENT_AUTHORITY,
            "Bản ghi quốc gia kể cơ quan phối hợp mang tên tỉnh, thành phố khác; chưa rõ ở đây là "
            "cơ quan nào.",
            "; ".join(others),
            Trap.OTHER_PROVINCE,
        )
    return {
        **found,
        "participants": [
            {"agency": own, "role": "Phối hợp thực hiện."}
            for own in dict.fromkeys(
                agency(name, registers, doubts)
                for name in record.coordinating
                if name not in others
            )
        ],
    }


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
    elif executing and not record.deciding:
        doubts.gap(
            Part.COMPETENT_AUTHORITY,
            "Bản ghi quốc gia chỉ nêu cơ quan thực hiện, không nói cơ quan nào quyết định.",
        )
    elif not record.deciding and not record.executing:
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
