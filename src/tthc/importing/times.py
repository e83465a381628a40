"""Time limits of a record: the number and its unit held against the words beside them.

The words are those of the law, the number was typed into a form: where they differ, the words
hold if they are clear, and nothing holds if they are not.
"""

from __future__ import annotations

import re
from typing import Any

from tthc.importing.conditions import (
    adds,
    by_lines,
    by_sentences,
    case_of,
    case_of_row,
    is_after_a_step,
    starts,
)
from tthc.importing.doubts import Doubts
from tthc.importing.durations import (
    Limit,
    conditional,
    says_working_days,
    says_working_hours,
    spoken,
)
from tthc.importing.record import Method
from tthc.importing.report import Trap
from tthc.importing.words import cut
from tthc.model.procedure import TimeUnit
from tthc.model.source import Part
from tthc.rules.dates import calendar_days

Time = dict[str, Any]

UNITS = {
    "WORKING_DAY": TimeUnit.WORKING_DAY,
    "DAY": TimeUnit.DAY,
    "HOUR": TimeUnit.HOUR,
    "MONTH": TimeUnit.MONTH,
}
"""Units of the database that the site has too. A year may be twelve months or 365 days."""
_UNIT_WORDS = {
    "WORKING_DAY": "ngày làm việc",
    "DAY": "ngày",
    "HOUR": "giờ",
    "MONTH": "tháng",
    "YEAR": "năm",
    "OTHER": "(đơn vị «khác»)",
}
"""Units as the portal shows them to people."""
LONGEST = 2000
"""Of any unit; more is a slip."""
PLACEHOLDER = 1
"""What stands in the number for want of a better one, where the unit is OTHER."""
SHORT_HOURS = 4
"""More may be meant as working hours, for which the database has no unit."""
WEEKEND = 1.5
"""Up to so much longer, a limit in days may be the same in working days."""
_AT_ONCE = re.compile(r"(?<!\w)ngay (?:sau|khi|trong|lập)|(?<!\w)(?:cấp|giải quyết|trả) ngay", re.I)
_PART = Part.PROCESSING_TIME


def of_channel(rows: list[Method], steps: str, doubts: Doubts) -> list[Time]:
    """The limits of one channel, which may stand on several rows; empty when they are not known,
    which is then among the gaps."""
    each = [(row, _of_row(row, steps, doubts)) for row in rows]
    different: list[list[Time]] = []
    for _, times in each:
        if times not in different:
            different.append(times)
    if len(different) == 1:
        if len(different[0]) == 1 and different[0][0].get("only_if"):
            doubts.gap(
                _PART,
                "Phần chữ chỉ nói thời hạn này cho một trường hợp; chưa rõ thời hạn của trường hợp "
                "khác.",
                _written(rows),
                Trap.LOOSE_TIME,
            )
        return different[0]
    if told := _by_rows(each):
        doubts.doubt(Trap.LOOSE_TIME, "một cách nộp có nhiều dòng thời hạn", _written(rows))
        return told
    doubts.gap(
        _PART,
        "Bản ghi quốc gia có nhiều dòng thời hạn cho một cách nộp mà không nói rõ dòng nào áp dụng "
        "khi nào.",
        _written(rows),
        Trap.LOOSE_TIME,
    )
    return []


def _by_rows(each: list[tuple[Method, list[Time]]]) -> list[Time]:
    """The limits of rows that tell by their words when each applies; empty when they do not. One
    row may hold for everybody, where all others name their case."""
    words = [row.words for row, _ in each]
    if not all(words) or len(set(words)) < len(words) or not all(times for _, times in each):
        return []
    if any(map(is_after_a_step, words)):
        return []
    is_one_for_all = sum(not case_of_row(row) for row in words) == 1
    told = []
    for row, times in each:
        whole = cut(row.words.replace("\n", " "), 600)
        is_for_all = is_one_for_all and not case_of_row(row.words) and not spoken(row.words).limits
        beside = "" if is_for_all else whole
        for time in times:
            own = time.get("only_if") if len(times) > 1 else ""
            case = {"only_if": own or beside} if own or beside else {}
            made = {key: value for key, value in time.items() if key != "only_if"} | case
            told += [made] if made not in told else []
    return told


def _written(rows: list[Method]) -> str:
    return " | ".join(dict.fromkeys(_quoted(row) for row in rows))


def _quoted(row: Method) -> str:
    number = "" if row.time is None else f"{row.time} {_UNIT_WORDS.get(row.unit, row.unit)}".strip()
    return "; ".join(part for part in (number, row.words) if part)


def _of_row(row: Method, steps: str, doubts: Doubts) -> list[Time]:
    """The limits of one row. `steps` are the words of all steps."""
    if row.unit == "OTHER" or isinstance(row.time, str):
        return _other(row, steps, doubts)
    if row.time is None:
        doubts.gap(_PART, "Bản ghi quốc gia không ghi thời hạn cho một cách nộp.", row.words, None)
        return []
    unit = UNITS.get(row.unit)
    if unit is None or row.time != int(row.time) or not 0 < row.time <= LONGEST:
        doubts.gap(
            _PART,
            "Thời hạn trong bản ghi quốc gia là số hoặc đơn vị không dùng được.",
            _quoted(row),
            Trap.LOOSE_TIME,
        )
        return []
    limit = Limit(int(row.time), unit)
    if unit is TimeUnit.HOUR and says_working_hours(f"{row.words}\n{steps}"):
        doubts.gap(
            _PART,
            "Bản ghi quốc gia chọn đơn vị «giờ», còn phần chữ nói «giờ làm việc»; chưa rõ theo bên "
            "nào.",
            _quoted(row),
            Trap.LOOSE_TIME,
        )
        return []
    return _by_words(limit, row, steps, doubts)


def _by_words(limit: Limit, row: Method, steps: str, doubts: Doubts) -> list[Time]:
    words = spoken(row.words)
    if not words.limits and words.is_clear:
        if limit.unit is TimeUnit.HOUR and limit.value > SHORT_HOURS:
            doubts.gap(
                _PART,
                "Bản ghi quốc gia chỉ chọn được đơn vị «giờ»; chưa rõ là giờ liên tục hay giờ làm "
                "việc.",
                _quoted(row),
                Trap.LOOSE_TIME,
            )
        return _by_steps(limit, row, steps, doubts)
    if adds(row.words):
        return _several(row, doubts, Trap.LOOSE_TIME)
    if words.only == limit:
        return [_time(limit, row.words, case_of(row.words, limit))]
    cases = by_sentences(row.words, limit)
    if cases is not None and not _gainsaid(limit, steps):
        _tell_cases(row, doubts, Trap.LOOSE_TIME)
        return [_time(each, row.words, case) for each, case in cases]
    if words.only is not None:
        return _against(limit, words.only, row, doubts)
    return _several(row, doubts, Trap.LOOSE_TIME, limit.value)


def _by_steps(limit: Limit, row: Method, steps: str, doubts: Doubts) -> list[Time]:
    """`limit`, of which the row's own words say nothing, unless the steps gainsay it."""
    if line := _gainsaid(limit, steps):
        doubts.gap(
            _PART,
            "Bản ghi quốc gia có một con số, còn chữ của các bước nói thời hạn khác hoặc nói riêng "
            "cho từng trường hợp; hãy đọc nguyên văn.",
            f"{_quoted(row)}; {line}",
            Trap.LOOSE_TIME,
        )
        return []
    same = {each.unit for each in spoken(steps).limits if each.value == limit.value}
    days = {TimeUnit.DAY, TimeUnit.WORKING_DAY}
    if limit.unit is TimeUnit.DAY and TimeUnit.WORKING_DAY in same:
        if TimeUnit.DAY not in same:
            return _against(
                limit,
                Limit(limit.value, TimeUnit.WORKING_DAY),
                row,
                doubts,
                _sentence(limit, steps),
            )
    elif limit.unit not in days or limit.unit in same or not same & days:
        spelt = limit.unit is TimeUnit.DAY and not same and says_working_days(row.words)
        if not spelt:
            return [_time(limit, row.words)]
    doubts.gap(
        _PART,
        "Bản ghi quốc gia chọn đơn vị này, còn chữ ở các bước nói khác; chưa rõ theo đơn vị nào.",
        f"{_quoted(row)}; {_sentence(limit, steps)}",
        Trap.DAY_OR_WORKING_DAY,
    )
    return []


def _gainsaid(limit: Limit, steps: str) -> str:
    """The line of the steps by which `limit` cannot be the limit of every case: it gives that to
    one case and other limits to others; or the number is the placeholder, and a step takes
    longer. Empty when there is none."""
    for line in steps.split("\n"):
        limits = spoken(line).limits
        if len(limits) > 1 and limit.value in conditional(line):
            return line
        if limit.value == PLACEHOLDER and limit.unit in (TimeUnit.DAY, TimeUnit.WORKING_DAY):
            length = calendar_days(limit.value, limit.unit)
            if any(calendar_days(each.value, each.unit) > length * WEEKEND for each in limits):
                return line
    return ""


def _against(
    limit: Limit, said: Limit, row: Method, doubts: Doubts, sentence: str = ""
) -> list[Time]:
    """What the words say, where they and the number differ in the unit only."""
    words = "; ".join(part for part in (_quoted(row), sentence) if part)
    if said.value == limit.value and {said.unit, limit.unit} == {
        TimeUnit.DAY,
        TimeUnit.WORKING_DAY,
    }:
        chosen, spelt = (
            ("ngày", "ngày làm việc") if limit.unit is TimeUnit.DAY else ("ngày làm việc", "ngày")
        )
        doubts.gap(
            _PART,
            f"Bản ghi quốc gia chọn đơn vị «{chosen}», còn phần chữ ghi «{spelt}»; trang này theo "
            "phần chữ.",
            words,
            Trap.DAY_OR_WORKING_DAY,
        )
        return [_time(said, sentence or row.words)]
    doubts.gap(
        _PART,
        "Con số và phần chữ về thời hạn trong bản ghi quốc gia nói khác nhau; chưa rõ theo bên "
        "nào.",
        words,
        Trap.LOOSE_TIME,
    )
    return []


def _tell_cases(row: Method, doubts: Doubts, trap: Trap) -> None:
    doubts.gap(
        _PART,
        "Bản ghi quốc gia có một con số, còn phần chữ ghi thời hạn riêng cho từng trường hợp; "
        "trang này theo phần chữ.",
        _quoted(row),
        trap,
    )


def _several(row: Method, doubts: Doubts, trap: Trap, total: int | None = None) -> list[Time]:
    """Limits by case where the words have a line for each; `total` is the number beside them."""
    cases = by_lines(row.words, total)
    if cases is not None:
        _tell_cases(row, doubts, trap)
        return [_time(limit, line, case) for case, limit, line in cases]
    doubts.gap(
        _PART,
        "Phần chữ về thời hạn trong bản ghi quốc gia có nhiều mốc hoặc không phải một con số; hãy "
        "đọc nguyên văn.",
        _quoted(row),
        trap,
    )
    return []


def _other(row: Method, steps: str, doubts: Doubts) -> list[Time]:
    """A row whose number has no unit, or that has words for a number."""
    text = row.time if isinstance(row.time, str) else ""
    words = "\n".join(part for part in (text, row.words) if part)
    trap = Trap.LOOSE_TIME if text and row.unit != "OTHER" else Trap.UNIT_OTHER
    if text:
        doubts.doubt(Trap.LOOSE_TIME, "thời hạn là chữ, không phải số", text)
    said = spoken(words)
    if said.only is not None and not case_of(words, said.only) and not _AT_ONCE.search(words):
        doubts.gap(
            _PART,
            "Mục thời hạn của bản ghi quốc gia không có đơn vị; trang này theo phần chữ bên cạnh.",
            _quoted(row),
            trap,
        )
        return [_time(said.only, words)]
    if said.limits or not said.is_clear:
        return _several(row, doubts, trap)
    found = _largest(row.time, steps)
    if found is not None:
        doubts.gap(
            _PART,
            "Mục thời hạn của bản ghi quốc gia chỉ có con số, không có đơn vị. Trang này theo chữ "
            "của các bước, nơi con số ấy có đơn vị và là mốc dài nhất.",
            f"{_quoted(row)}; {_sentence(found, steps)}",
            trap,
        )
        return [_time(found, _sentence(found, steps))]
    doubts.gap(
        _PART,
        "Mục thời hạn của bản ghi quốc gia không có đơn vị và không cho biết thời hạn; hãy xem các "
        "bước thực hiện.",
        _quoted(row),
        trap,
    )
    return []


def _largest(number: Any, steps: str) -> Limit | None:
    """The limit with the value `number` among the words of the steps, if none there is longer and
    all agree on its unit. A total cannot be shorter than a part of it."""
    if not isinstance(number, int) or number <= PLACEHOLDER:
        return None
    said = spoken(steps)
    same = {each for each in said.limits if each.value == number}
    if len(same) != 1 or any(each.value > number for each in said.limits):
        return None
    found = same.pop()
    is_days = found.unit in (TimeUnit.DAY, TimeUnit.WORKING_DAY)
    return found if said.is_clear and is_days else None


def _sentence(limit: Limit, steps: str) -> str:
    """The first line of the steps that names `limit`, or a limit of the same value."""
    near = ""
    for line in steps.split("\n"):
        limits = spoken(line).limits
        if limit in limits:
            return line
        if not near and any(each.value == limit.value for each in limits):
            near = line
    return near


def _time(limit: Limit, words: str, only_if: str = "") -> Time:
    begins = starts(words, limit)
    return {
        "value": str(limit.value),
        "unit": limit.unit.value,
        **({"starts": begins.value} if begins else {}),
        **({"only_if": cut(only_if.replace("\n", " "), 600)} if only_if else {}),
    }
