"""Short answers and sentences in the words of records."""

from __future__ import annotations

import re

from tthc.importing.words import bare, says_none, says_nothing

_NONE = re.compile(
    r"khong(?: co| dat ra| ap dung)?(?: (?:yeu cau|dieu kien|ket qua|quy dinh ve dieu kien))+"
    r"(?: (?:va|hoac)? ?dieu kien)?(?: thuc hien)?(?: thu tuc(?: hanh chinh)?)?"
    r"|khong (?:yeu cau|ap dung|phat sinh)"
)
_NO_ANSWER = re.compile(
    r"(?:chua|khong) co (?:thong tin|du lieu)|(?:chua|khong) (?:ro|cap nhat)|dang cap nhat"
    r"|(?:thuc hien )?theo quy dinh(?: cua)?(?: phap luat)?(?: hien hanh)?"
)
_END = re.compile(
    r"\n+|(?<=[.;:])(?<!\bTP\.)(?<!\btp\.)(?<!\bTp\.)\s+(?=[-+*•]\s)"
    r"|(?<=[.;])(?<!\bTP\.)(?<!\btp\.)(?<!\bTp\.)\s+(?=[A-ZÀ-ỸĐ\d]|không quá|trong )"
    r"|\s+(?=Thời hạn (?:giải quyết|thực hiện)\s*:)"
)


def denies(text: str) -> bool:
    """Whether the words say that there is none of what is asked for: `Không yêu cầu.`"""
    return says_none(text) or bool(_NONE.fullmatch(bare(text)))


def answers_nothing(text: str) -> bool:
    """Whether the words tell nothing: `Chưa có thông tin`, `Theo quy định của pháp luật`."""
    return says_nothing(text) or bool(_NO_ANSWER.fullmatch(bare(text)))


def is_name(text: str) -> bool:
    """Whether `text` names something, as `Không` and `Chưa có thông tin` do not."""
    return not (denies(text) or answers_nothing(text))


def sentences(text: str) -> list[str]:
    """The sentences and lines of `text`, in order."""
    return [each.strip() for each in _END.split(text) if bare(each)]


def sentence_with(pattern: re.Pattern[str], *texts: str) -> str:
    """The first sentence of `texts` in which `pattern` is found; empty when there is none."""
    every = (each for text in texts for each in sentences(text))
    return next((each for each in every if pattern.search(each)), "")
