"""What staff have to do, and by which day: the clocks that run in the catalogue.

The days and thresholds are those of the rules that warn of the same things (P10, P11, P13). What
is not in the catalogue as published, such as drafts, is not here either. For staff, so in
Vietnamese only.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from tthc.catalogue import Catalogue
from tthc.due import law, news, procedures
from tthc.due.base import HORIZON, Due, Kind, dated, merged
from tthc.model.registers import NationalRecord

__all__ = ["HORIZON", "Due", "Kind", "dated", "due", "merged"]


def due(
    catalogue: Catalogue,
    today: date,
    *,
    within: timedelta = HORIZON,
    national: Mapping[str, NationalRecord] | None = None,
) -> tuple[Due, ...]:
    """What is overdue on `today` and what comes `within` that span, in the order of days.

    `national` stands for what the catalogue remembers of the national records (see
    `comparison.compared`). `catalogue` may have overdue reviews but no other errors.
    """
    records = catalogue.national_records if national is None else national
    found = [
        *procedures.publications(catalogue, today),
        *procedures.reviews(catalogue, today),
        *law.changes(catalogue, today, within),
        *procedures.decisions(catalogue, today),
        *news.announced(catalogue, today),
        *procedures.national(catalogue, today, records),
    ]
    near = (each for each in found if each.day <= today + within)
    return tuple(sorted(near, key=lambda each: (each.day, each.kind, each.owner, each.identity)))
