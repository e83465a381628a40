"""Fees of a record. Zero is no amount unless the words beside it say so, and no amount stands
against its words."""

from __future__ import annotations

import re
from typing import Any

from tthc.importing.doubts import Doubts
from tthc.importing.record import Fee, Method
from tthc.importing.report import Trap
from tthc.importing.words import cut, says_none, says_nothing
from tthc.model.procedure import CostKind
from tthc.model.source import Part
from tthc.rules.texts import LARGEST_FEE, SMALLEST_FEE

Cost = dict[str, Any]

NAME = "Phí, lệ phí"
LONGEST_NAME = 250
_DONG = ("", "Việt Nam Đồng", "VND", "VNĐ", "đồng")
_PART = Part.COSTS
_AMOUNT = re.compile(
    r"(?<![\d.,/])(?:(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,]0+)?|(\d+[.,]\d{1,2}))\s*"
    r"(triệu|nghìn|ngàn)?\s*(?:đồng|đ(?![\wà-ỹ])|vnđ|vnd)"
    r"|(?<![\d.,/])(\d{1,3}(?:[.,]\d{3})+)(?![\d.,/]|\s*(?:m2|m3|km|ha|gt|kg|tấn))",
    re.IGNORECASE,
)
"""With a unit, or without one where points or commas divide thousands."""
_FACTORS = {"triệu": 1_000_000, "nghìn": 1_000, "ngàn": 1_000, "": 1}
_BY_SHARE = re.compile(r"%|tỷ lệ|tỉ lệ|phần nghìn|phần trăm", re.IGNORECASE)
_FOREIGN = re.compile(r"\bUSD\b|\bEUR\b|đô la|đôla", re.IGNORECASE)
_TELLS_MORE = re.compile(r"\d|%|theo|quy định|tỷ lệ|tỉ lệ|miễn|giảm", re.IGNORECASE)
"""In words that are more than the name of a charge."""
_UNIT = re.compile(
    r"(?:(?P<before>.+?)\s*:\s*(?=\d))?(?:\d[\d.,]*\s*(?:triệu|nghìn|ngàn)?\s*)?(?:đồng|đ|vnđ|vnd)?"
    r"\s*/\s*(?P<unit>(?:\d{1,2}\s+)?[^\W\d][^\d():;,.]{0,58})(?:\((?P<more>[^()]+)\)?)?",
    re.IGNORECASE,
)
"""`Lệ phí: 500.000 đồng/lần cấp (lần đầu)`, all but the unit may be missing."""
_ASKS = re.compile(
    r"(?<!\w)(?:đối với|trường hợp|nếu|khi|áp dụng|theo|kể từ|cho|nhưng|và|hoặc)(?!\w)",
    re.IGNORECASE,
)
"""In what follows an amount: more than a unit."""
_DENIES = re.compile(r"^\W*không(?!\w)(?! quá)", re.IGNORECASE)
_NAMES_NO_ITEM = re.compile(
    r"^(?:[(/]|đ(?:ồng)?\s*/|vnđ|vnd|miễn|giảm|trong đó|căn cứ|theo|thực hiện|mức thu|chi tiết|nộp"
    r"|từ ngày|thông tư|nghị quyết|quyết định|nghị định|chế độ|hội đồng|do |không|áp dụng|\d)",
    re.IGNORECASE,
)


def of_channel(rows: list[Method], doubts: Doubts) -> list[Cost]:
    """What one channel costs, each charge once; empty when nothing is known, which is then among
    the gaps."""
    found: list[Cost] = []
    for row in rows:
        for fee in row.fees:
            cost = _cost(fee, doubts)
            if cost is not None and cost not in found:
                found.append(cost)
    return _consistent(found, doubts)


def _consistent(costs: list[Cost], doubts: Doubts) -> list[Cost]:
    """Without what the others make misleading: that there is nothing to pay beside something to
    pay, and several amounts under one name."""
    others = [cost for cost in costs if cost.get("amount") != "0"]
    if others and len(others) < len(costs):
        doubts.gap(
            _PART,
            "Bản ghi quốc gia vừa có dòng ghi số 0, vừa có khoản thu khác; trang này chỉ nêu các "
            "khoản thu.",
            "",
            Trap.ZERO_FEE,
        )
        costs = others
    unnamed = [
        (cost["amount"], " ".join(cost[key] for key in ("per", "only_if") if key in cost) or None)
        for cost in costs
        if cost["name"] == NAME and "amount" in cost
    ]
    if len(unnamed) > 1 and len({words for _, words in unnamed} - {None}) < len(unnamed):
        doubts.gap(
            _PART,
            "Bản ghi quốc gia ghi nhiều mức thu mà không nói mức nào cho việc gì.",
            "; ".join(" ".join(filter(None, each)) for each in unnamed),
            Trap.ABSURD_AMOUNT,
        )
        costs = [cost for cost in costs if cost["name"] != NAME or "amount" not in cost]
    return costs


def _cost(fee: Fee, doubts: Doubts) -> Cost | None:
    """The charge that `fee` tells of, or None when it tells of none that is known."""
    if fee.value is None or fee.value == 0:
        return _zero(fee, doubts)
    amounts = _amounts(fee.words)
    written = f"{fee.value} {fee.currency}".strip()
    if isinstance(fee.value, str) or fee.value != int(fee.value) or fee.value < 0:
        reason = "Số tiền trong bản ghi quốc gia không phải số đồng nguyên."
    elif fee.currency not in _DONG or _FOREIGN.search(fee.words):
        reason = "Bản ghi quốc gia tính khoản thu này bằng ngoại tệ."
    elif amounts and (len(amounts) > 1 or int(fee.value) not in amounts):
        reason = (
            "Số tiền trong bản ghi quốc gia khác với phần chữ, hoặc phần chữ có nhiều mức; trang "
            "này dẫn phần chữ."
        )
    elif says_none(fee.words) or _DENIES.match(fee.words):
        reason = "Bản ghi quốc gia có số tiền, còn phần chữ nói là không; trang này dẫn phần chữ."
    elif _BY_SHARE.search(fee.words):
        reason = "Khoản thu này tính theo tỷ lệ; trang này dẫn phần chữ của bản ghi quốc gia."
    elif not SMALLEST_FEE <= fee.value <= LARGEST_FEE:
        reason = "Số tiền trong bản ghi quốc gia không hợp lý nên không dùng."
    else:
        return _charge(fee.words, str(int(fee.value)))
    doubts.gap(_PART, reason, "; ".join(filter(None, (written, fee.words))), Trap.ABSURD_AMOUNT)
    return _set_by(fee.words)


def _charge(words: str, amount: str) -> Cost:
    """The charge of a certain `amount`, with all that its words say but for the amount itself."""
    line = words.replace("\n", " ").strip(" .;")
    per = {}
    found = _UNIT.fullmatch(line)
    if found and not _ASKS.search(found["unit"]):
        before, more = ((found[part] or "").strip() for part in ("before", "more"))
        if not before or _named(before)["name"] != NAME:
            per = {"per": found["unit"].strip()}
            line = f"{before} ({more})" if before and more else before or more
    named = _named(line)
    is_told = named["name"] != NAME or says_nothing(line)
    beside = {} if is_told else {"only_if": cut(_unbracketed(line), 600)}
    return {**named, "amount": amount, **per, **beside}


def _zero(fee: Fee, doubts: Doubts) -> Cost | None:
    if says_none(fee.words) and fee.value == 0:
        doubts.gap(
            _PART,
            "Bản ghi quốc gia ghi là không thu nhưng không dẫn căn cứ pháp lý của việc không thu.",
            fee.words,
        )
        return {"name": NAME, "amount": "0"}
    if says_nothing(fee.words):
        doubts.gap(
            _PART,
            "Bản ghi quốc gia không cho mức thu: chỉ có số 0 hoặc ô trống, không kèm chữ nào nói "
            "phải trả bao nhiêu.",
            fee.words,
            Trap.ZERO_FEE,
        )
        return None
    if fee.value == 0:
        doubts.gap(
            _PART,
            "Bản ghi quốc gia ghi số 0 kèm lời dẫn; số 0 này không phải mức thu, mức thu chưa rõ.",
            fee.words,
            Trap.ZERO_FEE,
        )
    return _set_by(fee.words)


def _set_by(words: str) -> Cost | None:
    """A charge of an unknown amount; what its words name, they say of it."""
    if says_nothing(words) or says_none(words):
        return None
    named = _named(words)
    if "kind" in named and named["name"] != NAME and not _TELLS_MORE.search(words):
        return {**named, "set_by": "Bản ghi quốc gia chưa ghi mức thu."}
    kind = {key: value for key, value in named.items() if key == "kind"}
    plain = _unbracketed(words.strip(" .;"))
    return {"name": NAME, **kind, "set_by": cut(plain[0].upper() + plain[1:])}


def _unbracketed(words: str) -> str:
    if (words.startswith("(") and words.endswith(")")) or words.count(")") > words.count("("):
        return words.removeprefix("(").removesuffix(")")
    return words


def _named(words: str) -> Cost:
    """The name and kind of a charge, by the words beside its amount."""
    line = re.sub(r"^[-+*•–\s]+", "", words.replace("\n", " ")).strip(" .;:")
    kinds = (("lệ phí", CostKind.FEE), ("phí", CostKind.CHARGE), ("giá", CostKind.PRICE))
    kind = next((kind for word, kind in kinds if re.match(rf"{word}\b", line.lower())), None)
    is_name = line and len(line) <= LONGEST_NAME and not _NAMES_NO_ITEM.match(line)
    return {
        "name": line[0].upper() + line[1:] if is_name else NAME,
        **({"kind": kind.value} if kind else {}),
    }


def _amounts(words: str) -> set[int]:
    """The amounts in đồng that `words` name."""
    found = set()
    for match in _AMOUNT.finditer(words):
        factor = _FACTORS[(match[3] or "").lower()]
        if match[2]:
            found.add(round(float(match[2].replace(",", ".")) * factor))
        else:
            found.add(int(re.sub(r"[.,]", "", match[1] or match[4])) * factor)
    return found
