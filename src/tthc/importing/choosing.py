"""Which records become procedures: those of the public whose code names one procedure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from tthc.catalogue import Catalogue
from tthc.importing.record import INTERNAL, NationalRecord
from tthc.importing.report import Refusal, Report
from tthc.problems import shown

CODE = re.compile(r"\d\.\d{6}", re.ASCII)
INTERNAL_CODES = ("5.", "6.")
VALID_STATES = ("", "ACTIVE", "UPDATED")


def chosen(
    records: Iterable[NationalRecord], standing: Catalogue, report: Report
) -> list[NationalRecord]:
    """One record for each code, in the order of codes; what is left out is in `report`."""
    public: dict[str, list[NationalRecord]] = defaultdict(list)
    odd: list[NationalRecord] = []
    for record in records:
        if is_internal(record):
            report.internal.append((record.code, record.title))
        elif not CODE.fullmatch(record.code):
            odd.append(record)
        else:
            public[record.code].append(record)
    found = list(chain.from_iterable(_of_code(public[code], report) for code in sorted(public)))
    titles = {code.strip(): f"{title} (nội bộ)" for code, title in report.internal}
    titles |= {code: each.title for code, each in standing.procedures.items()}
    titles |= {record.code: record.title for record in found}
    report.refusals += [_refusal(each, _oddness(each, titles)) for each in odd]
    return found


def is_internal(record: NationalRecord) -> bool:
    """Whether it is a procedure between State bodies, which is not for the public."""
    return record.kind == INTERNAL or record.code.strip().startswith(INTERNAL_CODES)


def _oddness(record: NationalRecord, titles: dict[str, str]) -> str:
    """Why a code that is not in the national form is refused, naming the procedure whose code it
    resembles, since the two are different ones."""
    near = next((code for code in titles if code in record.code), None)
    if near is None:
        stem = re.search(r"\d\.\d{6}", record.code)
        like = f" Gần giống {stem[0]}, nhưng không đoán." if stem else ""
        return f"mã không đúng dạng một chữ số, dấu chấm, sáu chữ số.{like}"
    return (
        "mã không đúng dạng (thừa dấu cách, chữ hoặc số); đây là thủ tục khác với "
        f"{near} {shown(titles[near], 90)}, nên không nhập chung một mã. Hỏi cơ quan công bố mã "
        "đúng."
    )


def _of_code(records: list[NationalRecord], report: Report) -> Iterator[NationalRecord]:
    """The record to take among those with one code, if they are one procedure."""
    full = [each for each in records if not each.is_row] or records[:1]
    if len({each.identity for each in full}) > 1:
        names = "; ".join(f"{shown(each.title, 90)} ({each.origin})" for each in full)
        report.refusals += [
            _refusal(each, f"nhiều thủ tục khác nhau mang cùng một mã: {names}") for each in full
        ]
        return
    newest = max(full, key=lambda each: (str(each.updated_on or ""), -full.index(each)))
    if newest.state not in VALID_STATES:
        report.refusals.append(
            _refusal(
                newest,
                f"trạng thái {shown(newest.state)} không phải đang áp dụng (ACTIVE, UPDATED)",
            )
        )
        return
    yield newest


def _refusal(record: NationalRecord, reason: str) -> Refusal:
    return Refusal(record.code, record.title, record.origin, reason)
