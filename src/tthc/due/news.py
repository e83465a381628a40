"""What readers were told will happen on a day that is still to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tthc import addresses
from tthc.catalogue import Catalogue
from tthc.due.base import Due, Kind, by_owner, codes
from tthc.news import news


def announced(catalogue: Catalogue, today: date) -> Iterator[Due]:
    """The days of news that stands: from when, until when and by when; today or later."""
    for item in news(catalogue, "vi"):
        if item.is_withdrawn:
            continue
        known = [catalogue.procedures[code] for code in item.procedures]
        if item.kind is None:
            file = catalogue.file_of(known[0])
        else:
            file = catalogue.updates[item.key.removeprefix(addresses.UPDATES)].file
        days: list[tuple[Kind, str, date | None, str]] = [
            (Kind.EFFECT, "from", item.effective_from, f"Có hiệu lực. {item.lines[0]}"),
            (Kind.EFFECT, "until", item.effective_until, "Ngày cuối cùng còn áp dụng."),
            (Kind.DEADLINE, "by", item.deadline, f"Hạn cuối. {item.deadline_text}"),
        ]
        for kind, name, day, text in days:
            if day is None or day < today:
                continue
            for owner, members in (by_owner(known) or {"": []}).items():
                yield Due(
                    kind,
                    day,
                    (day - today).days,
                    f"{item.key}/{name}",
                    owner,
                    item.title,
                    text,
                    file,
                    item.address,
                    codes(members),
                )
