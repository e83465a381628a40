"""How to file by a record: channels with time and fees, and the online service."""

from __future__ import annotations

import re
from typing import Any

from tthc.importing import fees, times
from tthc.importing.doubts import Doubts
from tthc.importing.durations import says_working_hours
from tthc.importing.notes import note
from tthc.importing.phrases import sentence_with
from tthc.importing.record import NationalRecord
from tthc.model.procedure import ChannelKind, OnlineLevel
from tthc.model.source import Part

Plain = dict[str, Any]

CHANNELS = {
    "direct": ChannelKind.IN_PERSON,
    "postal": ChannelKind.POST,
    "online": ChannelKind.ONLINE,
}
_SPEAKS_OF_ONLINE = re.compile(
    r"(?<!\w)(?:trực tuyến|cổng (?:thông tin )?dịch vụ công"
    r"|(?:trên|qua) môi trường (?:điện tử|mạng))(?!\w)",
    re.IGNORECASE,
)


def filing(record: NationalRecord, doubts: Doubts) -> Plain:
    """Channels with what differs between them, time limits, costs, and the online service."""
    rows: dict[ChannelKind, list[Any]] = {}
    strange = []
    for method in record.methods:
        kind = CHANNELS.get(method.channel.casefold())
        if kind is None:
            strange.append(method.channel)
        else:
            rows.setdefault(kind, []).append(method)
    if strange or not rows:
        doubts.gap(
            Part.CHANNELS,
            "Bản ghi quốc gia không nêu cách nộp, hoặc nêu cách nộp mà trang này không biết.",
            "; ".join(strange),
        )
    kinds = [kind for kind in ChannelKind if kind in rows]
    steps = "\n".join("\n".join(each) for each in record.steps)
    # What one channel says of working hours tells what «giờ» means in the others.
    hours = [each.words for each in record.methods if says_working_hours(each.words)]
    steps = "\n".join([steps, *hours])
    limits = {kind: times.of_channel(rows[kind], steps, doubts) for kind in kinds}
    costs = {kind: fees.of_channel(rows[kind], doubts) for kind in kinds}
    told = {kind: note(rows[kind]) for kind in kinds}
    made: Plain = {
        "channels": [
            {"kind": kind.value, **({"note": told[kind]} if told[kind] else {})} for kind in kinds
        ]
    }
    for key, part, values in (
        ("processing_time", Part.PROCESSING_TIME, limits),
        ("costs", Part.COSTS, costs),
    ):
        each = list(values.values())
        if all(value == each[0] for value in each):
            made[key] = each[0] if each else []
        else:
            for channel, kind in zip(made["channels"], kinds, strict=True):
                channel.update({key: values[kind]} if values[kind] else {})
            doubts.gap(part, "Bản ghi quốc gia ghi mỗi cách nộp một khác; xem ở từng cách nộp.")
    if not doubts.has_gap(Part.COSTS):
        doubts.gap(
            Part.COSTS,
            "Bản ghi quốc gia không dẫn điều khoản cho khoản thu."
            if any(costs.values())
            else "Bản ghi quốc gia không ghi gì về phí, lệ phí; chưa rõ là không có hay chưa nhập.",
        )
    if not made.get("processing_time") and not doubts.has_gap(Part.PROCESSING_TIME):
        doubts.gap(Part.PROCESSING_TIME, "Bản ghi quốc gia không ghi thời hạn giải quyết.")
    online = _online(record, ChannelKind.ONLINE in rows, bool(strange), doubts)
    return {**made, **({"online": {"level": online.value}} if online else {})}


def _online(
    record: NationalRecord, is_channel: bool, is_strange: bool, doubts: Doubts
) -> OnlineLevel | None:
    """`is_channel`: the record has it among the ways to file; `is_strange`: there is one that
    nobody knows."""
    if is_channel and record.is_fully_online:
        return OnlineLevel.FULL
    if is_channel and record.is_fully_online is not None and not record.is_offline_only:
        doubts.gap(Part.ONLINE, "Bản ghi quốc gia không nói vì sao dịch vụ chưa toàn trình.")
        return OnlineLevel.PARTIAL
    if not is_channel and record.methods and not is_strange and not record.is_fully_online:
        words = (
            *(text for step in record.steps for text in step),
            *(each.words for each in record.methods),
        )
        if not (said := sentence_with(_SPEAKS_OF_ONLINE, *words)):
            return OnlineLevel.NONE
        doubts.gap(
            Part.ONLINE,
            "Bản ghi quốc gia không kể cách nộp trực tuyến, nhưng chữ của nó nói đến; chưa rõ có "
            "nộp trực tuyến được hay không.",
            said,
        )
        return None
    doubts.gap(
        Part.ONLINE,
        "Bản ghi quốc gia không cho biết chắc thủ tục có làm trực tuyến được hay không.",
    )
    return None
