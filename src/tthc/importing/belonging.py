"""Of which province a record is.

Who announced the procedure tells: a ministry announces those of the whole country, a province its
own. Who carries it out does not: ministries pick any agency of the right kind («Sở Nông nghiệp và
Môi trường Thành phố Hà Nội» in a procedure of all provinces), and provinces borrow one another's
(records of Thanh Hóa name the land office that has Gia Lai's code).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tthc.catalogue import Catalogue
from tthc.importing.record import NationalRecord
from tthc.importing.report import Elsewhere, Report
from tthc.model.procedure import Procedure
from tthc.provinces import CITY, Province, province

SPECIFIC = "SPECIFIC"
"""The type of procedures that one province has made for itself."""
_LOCAL_CODE = re.compile(r"H\d\d(\..+)?")
_LOCAL_DECISION = re.compile(r"UBND|HĐND", re.IGNORECASE)
_COMMITTEE = re.compile(r"UBND|[uủ][yỷ] ban nhân dân", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Belonging:
    """What a record says of its province, seen from ours."""

    province: Province | None = None
    """That announced the procedure, where it is not known to be ours. None also of procedures of
    the whole country."""
    doubt: str = ""
    """Why it cannot be told whether the procedure is ours; empty when it can."""

    @property
    def is_other(self) -> bool:
        return self.province is not None and not self.doubt


def belonging(record: NationalRecord, own: Province | None) -> Belonging:
    """To whom `record` belongs; `own` is the province of the Board, None when nobody knows."""
    announced = _announced(record)
    if announced is None:
        if record.is_row and not record.promulgator:
            return Belonging(
                doubt="Danh sách không ghi cơ quan ban hành thủ tục này; chưa rõ có phải của tỉnh "
                "này hay không."
            )
        if not _is_local(record):
            return Belonging()
        return Belonging(
            doubt="Bản ghi quốc gia cho biết thủ tục do địa phương công bố mà không nói tỉnh nào; "
            "chưa rõ có phải của tỉnh này hay không."
        )
    if own is None:
        return Belonging(
            announced,
            f"Thủ tục do {announced} công bố; danh mục cơ quan chưa ghi Ban thuộc tỉnh nào, nên "
            "chưa rõ có phải của tỉnh này hay không.",
        )
    return Belonging() if announced.is_same(own) else Belonging(announced)


def _announced(record: NationalRecord) -> Province | None:
    found = province(record.promulgator)
    if found and found.kind == CITY and "." in record.promulgator_code:
        # Below a province there have been cities too, with committees of their own.
        return None if _COMMITTEE.match(record.promulgator) else found
    return found


def _is_local(record: NationalRecord) -> bool:
    return bool(
        record.kind == SPECIFIC
        or _LOCAL_CODE.fullmatch(record.promulgator_code)
        or _LOCAL_DECISION.search(record.decision)
        or _COMMITTEE.match(record.promulgator)
    )


def of_here(
    records: Iterable[NationalRecord],
    own: Province | None,
    standing: Catalogue,
    include_others: bool,
    report: Report,
) -> list[NationalRecord]:
    """Those of `records` that are imported. Of other provinces: with `include_others` new ones, and
    always those that stand as theirs; the others are in `report`."""
    found = []
    report.province = str(own or "")
    for record in records:
        whose = belonging(record, own)
        here = standing.procedures.get(record.code)
        row = Elsewhere(record.code, record.title, record.promulgator)
        if not whose.is_other or (here and _is_of(here, whose.province)):
            found.append(record)
        elif here:
            report.untouched.append(row)
        elif include_others:
            found.append(record)
        else:
            report.elsewhere.append(row)
    return found


def _is_of(standing: Procedure, where: Province | None) -> bool:
    own = province(standing.province or "")
    return bool(own and where and own.is_same(where))
