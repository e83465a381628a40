"""What the description of a way to file says beside its time limits and fees: where, through which
portal, under which condition."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tthc.importing.durations import spoken
from tthc.importing.phrases import sentences
from tthc.importing.record import Method
from tthc.importing.words import bare, cut

_FILING = re.compile(
    r"(?<!\w)(?:nộp|gửi|kê khai|khai báo|trực tiếp|trực tuyến|bưu chính|bưu điện|thư điện tử|email"
    r"|cổng|một cửa|trung tâm phục vụ hành chính|vneid|môi trường (?:điện tử|mạng)|qua mạng"
    r"|giờ hành chính|https?://\S+)(?!\w)",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"^\W*(?:cách (?:thức )?thực hiện\W*|hình thức nộp\W*|hồ sơ (?:\w+ ){0,3}được )?"
    r"(?:nộp|gửi|trực tiếp|trực tuyến|qua|thông qua|bằng)(?!\w)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<!\w)(?:thời hạn|thời gian (?:giải quyết|thực hiện|cụ thể)|(?:kể )?từ (?:ngày|khi)"
    r"|ngay (?:sau khi|khi|trong)|chậm nhất)(?!\w)",
    re.IGNORECASE,
)
_FEE = re.compile(r"(?<!\w)(?:lệ phí|phí|mức thu|đồng)(?!\w)(?! bộ)", re.IGNORECASE)
_ANSWER = re.compile(
    r"^\W*(?:nếu hồ sơ|trường hợp (?:không (?:cấp|đồng ý|chấp thuận)|hồ sơ (?:không|chưa))|cấp )",
    re.IGNORECASE,
)
"""Of the agency, which may go through a portal too."""
_TELLS_ONLY_THE_KIND = re.compile(
    r"(?:hinh thuc )?(?:nop |gui |thuc hien )?(?:ho so )?(?:bang |thong qua |qua |theo )?"
    r"(?:(?:duong|dich vu|hinh thuc|he thong|buu dien|cach thuc) )*"
    r"(?:truc tiep|truc tuyen|buu chinh|buu dien)(?: cong ich)?"
)


def note(rows: Iterable[Method]) -> str:
    """Of the rows of one channel; empty when they tell nothing but times, fees and the channel."""
    return cut("\n".join(dict.fromkeys(filter(None, map(_note, rows)))))


def _note(row: Method) -> str:
    kept: list[str] = []
    headings: list[str] = []
    is_filing = False
    """Whether what came last speaks of filing."""
    for each in sentences(row.words):
        is_time = bool(
            _TIME.search(each)
            or _FEE.search(each)
            or spoken(each).limits
            or not spoken(each).is_clear
        )
        if _ANSWER.match(each):
            headings, is_filing = [], False
        elif _FILING.search(each) and (not is_time or _BEGINS.match(each)):
            kept += [*headings, each]
            headings, is_filing = [], True
        elif is_time:
            headings, is_filing = [], False
        elif is_filing and not each.endswith(":"):
            kept.append(each)
        elif each.endswith(":"):
            headings.append(each)
    if all(_TELLS_ONLY_THE_KIND.fullmatch(bare(each)) for each in kept):
        return ""
    return "\n".join(kept) if len(kept) > 1 else re.sub(r"^[-+*•]\s*", "", kept[0])
