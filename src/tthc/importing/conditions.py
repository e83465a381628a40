"""For whom and from when a time limit in words holds, and which limits are those of steps only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tthc.importing.durations import Limit, spoken
from tthc.model.procedure import StartEvent
from tthc.text import fold

_SENTENCES = re.compile(r"\n|(?<=[.;])\s+|\s(?=[-+*•]\s+(?:trường hợp|đối với)\b)", re.IGNORECASE)
_CASE_FIRST = re.compile(
    r"^[\W\d_]*(?:[a-zđ]\)\s*)?(?:áp dụng\s+)?(?:trong\s+)?(?:các\s+|riêng\s+)?"
    r"(?:(?:đối\s+)?với|trường\s+hợp|nếu)(?!\w)",
    re.IGNORECASE,
)
_USUAL = re.compile(
    r"trường\s+hợp\s+(?:hồ sơ\s+)?(?:đã\s+|được\s+)?(?:đầy đủ|đủ|hợp lệ|đáp ứng)", re.IGNORECASE
)
_CASE_AFTER = re.compile(
    r"^[^,;:(]{0,120}?(?:đối với|trong|với|cho|khi)\s+(?:các\s+|những\s+)?trường\s+hợp"
    r"|^[^;:(]{0,160}?đối với\s+(?:các\s+|những\s+)?trường\s+hợp"
    r"|^\s*\(?(?:đối với|nếu)(?!\w)",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:đối\s+với|tại|ở)?\s*(?:sở|ủy ban|uỷ ban|ubnd|chủ tịch|bộ|cơ quan|hội đồng|công an|phòng"
    r"|văn phòng|chi cục|cục|tổng cục|ban quản lý|trung tâm|đơn vị)(?!\w)",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"(?<!\w)(?:kiểm tra|thẩm định|xem xét|thời gian|thời hạn|thông báo|trình|phê duyệt|chi trả"
    r"|đánh giá|xác định|công bố|niêm yết|giải quyết|gửi|tiếp nhận|trả|ban hành|tổ chức|lấy ý kiến"
    r"|xác minh|họp|ký|bước|giai đoạn)(?!\w)",
    re.IGNORECASE,
)
_LONGER = re.compile(
    r"(?<!\w)(?:tăng|cộng|kéo dài|gia hạn)\s+thêm(?!\w)|(?<!\w)(?:thêm|tăng|kéo dài)\s+\d",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:ke tu|tinh tu|sau khi|tu khi|tu ngay)(?!\w)([^.;(]{0,140})")
_END_OF_A_STEP = re.compile(
    r"(?<!\w)(?:ket thuc|co ket qua|ban hanh|hoan thanh|thong bao|quyet dinh|phe duyet|kiem tra"
    r"|danh gia|tham dinh|thuc hien|bat dau|co y kien|ket luan)(?!\w)"
)
_RECEIVING = re.compile(r"(?<!\w)(?:nhan|nop|tiep nhan)(?!\w)")
_REQUEST = re.compile(r"nhan (?:duoc |du )?(?:van ban )?(?:yeu cau|de nghi)(?!\w)")
_SENT_ON = re.compile(
    r"(?:cua (?:so|bo|uy ban|ubnd|chu tich|co quan|hoi dong)|do .{0,60}(?:chuyen|gui|trinh))(?!\w)"
)


def sentences(words: str) -> Iterator[str]:
    yield from (each.strip() for each in _SENTENCES.split(words) if each.strip())


def _is_of_a_case(sentence: str) -> bool:
    """Whether the limit in `sentence` holds for one case only: `Trường hợp cấp lại: 05 ngày`,
    `05 ngày đối với trường hợp cấp lại`. That a dossier is complete is no case."""
    if _CASE_FIRST.match(sentence):
        return not _USUAL.match(re.sub(r"^[\W\d_]*", "", sentence))
    return any(
        _CASE_AFTER.match(sentence[found.end() :])
        for found in re.finditer(r"(?:ngày(?:\s+làm\s+việc)?|giờ|tháng)(?!\w)", sentence, re.I)
        if re.search(r"\d\)?\s*(?:\([^()]*\)\s*)?$", sentence[: found.start()])
    )


def case_of(words: str, limit: Limit) -> str:
    """The sentence of `words` that names `limit`, where it does so for one case; else empty."""
    found = [each for each in sentences(words) if limit in spoken(each).limits]
    return found[0] if found and all(map(_is_of_a_case, found)) else ""


def case_of_row(words: str) -> str:
    """`words` when some sentence in them begins with a case."""
    return words if any(map(_is_of_a_case, sentences(words))) else ""


def is_after_a_step(words: str) -> bool:
    """Whether the limit runs from the end of another step, so that it is not that of the whole."""
    found = _FROM.search(_folded(words))
    return found is not None and _ends_a_step(found[1])


def _ends_a_step(event: str) -> bool:
    near = event.partition(",")[0][:80]
    end, receiving = _END_OF_A_STEP.search(near), _RECEIVING.search(near)
    return end is not None and (receiving is None or end.start() < receiving.start())


def starts(words: str, limit: Limit) -> StartEvent | None:
    """From when `limit` runs, where the words say it in one of the usual ways."""
    near = next((each for each in sentences(words) if limit in spoken(each).limits), words)
    found = _FROM.search(_folded(near))
    return _event(found[1]) if found else None


def _event(event: str) -> StartEvent | None:
    if _ends_a_step(event) or _SENT_ON.search(event):
        return None
    if _REQUEST.search(event):
        return StartEvent.REQUEST_RECEIVED
    if re.search(r"ho so", event):
        if not _RECEIVING.search(event) and "hop le" not in event and "du" not in event.split():
            return None
        is_whole = re.search(r"(?<!\w)(?:hop le|hop phap|day du|du|dung quy dinh)(?!\w)", event)
        return StartEvent.VALID_DOSSIER if is_whole else StartEvent.DOSSIER_RECEIVED
    return None


def _folded(words: str) -> str:
    return " ".join(fold(words).split())


def by_lines(words: str, total: int | None = None) -> list[tuple[str, Limit, str]] | None:
    """Where lines of `words` say `case: limit`, the cases with their limits and lines, each once.
    None where they may be steps or agencies, whose limits add up to `total`."""
    found: list[tuple[str, Limit, str]] = []
    for line in sentences(words):
        said = spoken(line)
        if not said.limits and said.is_clear:
            continue
        head, colon, rest = line.partition(":")
        limit = spoken(rest).only
        case = re.sub(r"^[-+*•–\s]+", "", head).strip()
        if not colon or limit is None or not case or spoken(head).limits:
            return None
        if not _is_case(case, line):
            return None
        if (case, limit) not in [each[:2] for each in found]:
            found.append((case, limit, line))
    is_divided = len(found) > 1 and len({case for case, *_ in found}) == len(found)
    is_a_sum = total is not None and sum(limit.value for _, limit, _ in found) == total
    return found if is_divided and not is_a_sum else None


def _is_case(head: str, line: str) -> bool:
    if _OFFICE.match(head) or is_after_a_step(line):
        return False
    return bool(_CASE_FIRST.match(head)) or not _STEP.search(head)


def adds(words: str) -> bool:
    """Whether some limit in `words` comes on top of another."""
    return any(_LONGER.search(each) and spoken(each).limits for each in sentences(words))


def by_sentences(words: str, limit: Limit) -> list[tuple[Limit, str]] | None:
    """Where `words` name `limit` for everybody, or do not name it, and other limits of the same
    unit for single cases: each with its case, which for `limit` is empty. Else None."""
    others: list[tuple[Limit, str]] = []
    is_named = False
    for each in sentences(words):
        said = spoken(each)
        if not said.limits and said.is_clear:
            continue
        only = said.only
        if only is None or only.unit is not limit.unit or is_after_a_step(each):
            return None
        if _is_of_a_case(each):
            if only == limit or _OFFICE.match(each):
                return None
            others += [(only, each)] if (only, each) not in others else []
        elif only == limit:
            is_named = True
        else:
            return None
    is_told = len(others) == 1 or (others and is_named)
    return [(limit, ""), *others] if is_told else None
