"""How many originals and copies a paper needs, where the numbers and the words beside them agree.

The database counts one original of nearly everything; its words often ask for a copy.
"""

from __future__ import annotations

import re

from tthc.importing.doubts import Doubts
from tthc.importing.record import Paper
from tthc.importing.report import Trap
from tthc.importing.words import cut
from tthc.model.dossier import StatutoryForm
from tthc.model.source import Part

MOST_COPIES = 999
FAR = 350
"""Characters into the words, beyond which a gap would not quote that far."""
NEAR = 120
_MARK = r"^[\W_]*(?:\(?[a-zđ\d.]{1,4}[.)/][\W_]*)?"
"""Of a list, before the words: `- `, `đ) `, `(5) `."""
_NUMBER = r"(?<![\w/.,-])(?P<number>\d{1,2})\s*(?:\(\w[^()]{0,12}\)\s*)?"
_COPY = r"(?:bản\s+(?:sao|chụp|photo(?:copy)?|phô\s*tô))"
_ORIGINAL = r"(?:bản\s+(?:chính|gốc))"
_IS_NOT_ASKED = re.compile(
    r"(?:(?:đóng\s+)?dấu\s+)?sao\s+y(?:\s+(?:từ\s+)?" + _ORIGINAL + r")?"
    r"|(?:từ|với)\s+(?:" + _ORIGINAL + r"|sổ\s+gốc)"
    r"|(?:kèm(?:\s+theo)?(?:\s+xuất\s+trình)?|(?:và\s+)?xuất\s+trình|cùng)\s+" + _ORIGINAL
    + r"|" + _ORIGINAL + r"\s+để\s+(?:đối\s+chiếu|so\s+sánh|kiểm\s+tra)"
    r"|không\s+(?:(?:cần|phải|yêu\s+cầu)\s+)*(?:nộp|bao\s+gồm|gồm)\s+(?:các\s+)?" + _COPY,
    re.IGNORECASE,
)  # fmt: skip
"""Originals of which a copy is made or that are only shown, and copies that are not asked for."""
_NAMES_COPY = re.compile(rf"(?<!\w){_COPY}(?!\w)", re.IGNORECASE)
_NAMES_ORIGINAL = re.compile(rf"(?<!\w){_ORIGINAL}(?!\w)", re.IGNORECASE)
_BEGINS_WITH_COPY = re.compile(rf"{_MARK}(?:nộp\s+)?(?:{_NUMBER})?{_COPY}(?!\w)", re.IGNORECASE)
_ENDS_WITH_COPY = re.compile(rf"\((?:\s*|{_NUMBER}){_COPY}(?!\w)[^()]*\)[\W_]*$", re.IGNORECASE)
_HAS_ANOTHER = re.compile(
    r";\s*(?=\w)|\n|\.\s+(?=\w)|(?<!\w)(?:kèm|cùng|bản\s+điện\s+tử|bản\s+dịch)(?!\w)"
    r"|\svà\s+(?:các\s+)?(?:giấy|văn\s+bản|tài\s+liệu|báo\s+cáo|hợp\s+đồng|quyết\s+định|đơn)(?!\w)",
    re.IGNORECASE,
)
"""In a row that may name a second paper, or another form of the one."""
_COUNTED = re.compile(
    rf"{_NUMBER}"
    rf"(?:(?P<original>(?i:{_ORIGINAL}))|(?P<copy>(?i:{_COPY}))|(?i:tấm\s+)?(?i:ảnh)|bộ|bản)"
    r"(?!\s+hồ\s+sơ)(?!\w)"
)
"""A number of originals, copies, photographs, or of either; `Bộ` is a word of names."""
_CERTIFIED = re.compile(r"chứng\s+thực|công\s+chứng", re.IGNORECASE)


def copies(paper: Paper, head: str, doubts: Doubts) -> dict[str, str]:
    """Numbers of originals and copies of `paper`, and `statutory_form` where its words plainly ask
    for a copy though the numbers count an original; `head` is what the page calls it."""
    made = _counts(paper, head, doubts)
    if made and (said := _gainsaid(paper)):
        doubts.gap(
            Part.EVIDENCES,
            "Bản ghi quốc gia đếm một đằng, chữ ở giấy tờ này ghi số khác; số bản phải nộp chưa "
            "rõ.",
            _quoted(paper, said),
            Trap.COPIES,
        )
        return {}
    if "originals" not in made:
        return made
    asked = _IS_NOT_ASKED.sub(lambda found: " " * len(found[0]), paper.name)
    named = _NAMES_COPY.search(asked)
    if named is None or _NAMES_ORIGINAL.search(asked):
        return made
    if form := _form(asked):
        return {**made, "statutory_form": form.value}
    is_copy = _BEGINS_WITH_COPY.match(asked) or _ENDS_WITH_COPY.search(asked)
    if "copies" in made and not is_copy:  # the row may well name one paper of each sort
        return made
    doubts.gap(
        Part.EVIDENCES,
        "Bản ghi quốc gia đếm bản chính, còn chữ ở giấy tờ này nói đến bản sao; số bản phải nộp "
        "chưa rõ.",
        _quoted(paper, named),
        Trap.COPIES,
    )
    return {}


def _gainsaid(paper: Paper) -> re.Match[str] | None:
    """What in the words of `paper` gives a number that none of its numbers is."""
    originals, copied = paper.originals or 0, paper.copies or 0
    for each in _COUNTED.finditer(paper.name):
        number = int(each["number"])
        if each["original"]:
            fits = number == originals
        elif each["copy"]:
            fits = number == copied or (copied == 0 and number == originals)
        else:
            fits = number in (originals, copied, originals + copied)
        if not fits:
            return each
    return None


def _form(words: str) -> StatutoryForm | None:
    """The one form in which `words`, which name no original, ask for the one paper they name."""
    begins = _BEGINS_WITH_COPY.match(words)
    ends = _ENDS_WITH_COPY.search(words)
    rest = words[begins.end() :] if begins else words[: ends.start()] if ends else None
    if rest is None or _HAS_ANOTHER.search(rest.strip(" .;,\n")):
        return None
    if not _CERTIFIED.search(words):
        return StatutoryForm.COPY
    is_one = len(_NAMES_COPY.findall(words)) == len(_CERTIFIED.findall(words)) == 1
    return StatutoryForm.CERTIFIED_COPY if is_one else None


def _quoted(paper: Paper, said: re.Match[str]) -> str:
    """The numbers beside the words, from near `said` where that is far from the beginning."""
    numbers = f"{paper.originals or 0} bản chính, {paper.copies or 0} bản sao"
    words = paper.name
    at = words.rfind(" ", 0, max(said.start() - NEAR, 0)) if said.end() > FAR else -1
    return f"{numbers}: {'…' if at > 0 else ''}{words[at + 1 :].strip()}"


def _counts(paper: Paper, head: str, doubts: Doubts) -> dict[str, str]:
    made: dict[str, str] = {}
    strange = []
    for key, number in (("originals", paper.originals), ("copies", paper.copies)):
        if number is None or number == 0:
            continue
        if number == int(number) and 0 < number <= MOST_COPIES:
            made[key] = str(int(number))
        else:
            strange.append(str(number))
    if strange:
        doubts.gap(
            Part.EVIDENCES,
            f"Số bản trong bản ghi quốc gia không dùng được, ở giấy tờ «{cut(head, 80)}».",
            "; ".join(strange),
            Trap.COPIES,
        )
    elif not made:
        doubts.gap(
            Part.EVIDENCES,
            "Ở một số giấy tờ, bản ghi quốc gia ghi 0 bản chính và 0 bản sao; số bản phải nộp chưa "
            "rõ.",
        )
        doubts.doubt(Trap.COPIES, "0 bản chính, 0 bản sao", head)
    return made
