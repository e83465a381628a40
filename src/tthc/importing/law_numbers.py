"""Numbers of legal documents as records write them, and what a number says of its document.

The forms of numbers are those of Luật Ban hành văn bản quy phạm pháp luật and of the decrees that
guide it: serial number, year, abbreviation of the type and of the issuer. Documents of provinces
all share the same abbreviations, so that their number alone names none of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tthc.model.base import YEARS
from tthc.model.law import LawType
from tthc.text import fold

MINISTRIES = {
    "BCA": "Bộ Công an",
    "BCN": "Bộ Công nghiệp",
    "BCT": "Bộ Công Thương",
    "BDTTG": "Bộ Dân tộc và Tôn giáo",
    "BGDĐT": "Bộ Giáo dục và Đào tạo",
    "BGTVT": "Bộ Giao thông vận tải",
    "BHXH": "Bảo hiểm xã hội Việt Nam",
    "BKHCN": "Bộ Khoa học và Công nghệ",
    "BKHĐT": "Bộ Kế hoạch và Đầu tư",
    "BLĐTBXH": "Bộ Lao động - Thương binh và Xã hội",
    "BNG": "Bộ Ngoại giao",
    "BNNMT": "Bộ Nông nghiệp và Môi trường",
    "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn",
    "BNV": "Bộ Nội vụ",
    "BQP": "Bộ Quốc phòng",
    "BTC": "Bộ Tài chính",
    "BTM": "Bộ Thương mại",
    "BTNMT": "Bộ Tài nguyên và Môi trường",
    "BTP": "Bộ Tư pháp",
    "BTTTT": "Bộ Thông tin và Truyền thông",
    "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch",
    "BXD": "Bộ Xây dựng",
    "BYT": "Bộ Y tế",
    "KTNN": "Kiểm toán nhà nước",
    "NHNN": "Ngân hàng Nhà nước Việt Nam",
    "TANDTC": "Tòa án nhân dân tối cao",
    "TTCP": "Thanh tra Chính phủ",
    "UBDT": "Ủy ban Dân tộc",
    "VKSNDTC": "Viện kiểm sát nhân dân tối cao",
    "VPCP": "Văn phòng Chính phủ",
}
"""Abbreviations in numbers, those of bodies that have been merged since too."""

_SERIAL = r"(?P<serial>\d{1,5}(?:\.\d{1,3})?)"
_NUMBER = re.compile(
    rf"(?<![\d/.]){_SERIAL}\s*/\s*(?P<year>\d{{4}})\s*/\s*"
    r"(?P<suffix>[A-Za-zĐđƯư]{2,}\d{0,2}(?:\s*-\s*[A-Za-zĐđƯư]{2,}\d{0,2})*)(?![A-Za-zĐđ\d/])"
)
_LOOSE = re.compile(r"(?<!\d)(\d{1,5}(?:\.\d{1,3})?)(?!\d)(?:\s*/\s*(\d{4})(?!\d))?")
_ARTICLES = re.compile(
    r"^((?:(?:điểm [a-zđ]|khoản \d+[a-z]?|Điều \d+[a-z]?)[ ,]*)+)(?=\D*\d)", re.IGNORECASE
)
_PREFIX = (
    r"(?:(?:bộ luật|luật|nghị định|nghị quyết|quyết định|thông tư liên tịch|thông tư|pháp lệnh)"
    r"\s*)?"
    r"(?:số\s*:?\s*)?"
)
_DATE = r"(?:[,\s]*ngày\s+\d{1,2}(?:\s*/\s*\d{1,2}\s*/\s*\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))?"
_ISSUER = (
    r"(?:[,\s]*của\s+(?:Chính phủ|Quốc hội|Thủ tướng Chính phủ"
    r"|(?:Bộ trưởng\s+)?Bộ\s[^:,;]*?(?=\s*(?:[:,]|quy định|hướng dẫn|sửa đổi|về)|$)))?"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in its proper form, and what it says."""

    text: str
    type: LawType | None
    """None where the number fits several, as those of Quốc hội do, and no word tells which."""
    issuer: str
    """The name of the agency."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A legal document as one record names it."""

    number: Number
    articles: tuple[str, ...]
    title: str
    """Without the number; all words of the record when nothing would be left."""


@cache
def mention(code: str, name: str) -> Mention | None:
    """The document that the number `code` and the words `name` of a record mean, if they tell.

    Where `code` is cut short or lacks its letters, a number in `name` with the same serial number
    completes it; two different numbers tell nothing.
    """
    numbers = _numbers(code)
    if not numbers:
        loose = {found[1] for found in _LOOSE.finditer(code)}
        numbers = {
            text: number
            for text, number in _numbers(name).items()
            if not loose or text.partition("/")[0] in loose
        }
    if len(numbers) != 1 or _names_another(name, next(iter(numbers))):
        return None
    number = next(iter(numbers.values()))
    kind = number.type or _parliament_type(f"{code} | {name}")
    found = _ARTICLES.match(code)
    articles = (found[1].strip(" ,"),) if found else ()
    title = _title(number.text, name if not _is_number(name) else code) or number.text
    return Mention(Number(number.text, kind, number.issuer), articles, title)


def _names_another(name: str, number: str) -> bool:
    """Whether `name` begins with the number of another document than `number`."""
    head = _HEAD.match(name)
    if head is None:
        return False
    own = _numbers(head["number"])
    return bool(own) and number not in own


def _is_number(text: str) -> bool:
    return not re.search(r"[^\W\d_]{2,}", _NUMBER.sub("", text))


def _numbers(text: str) -> dict[str, Number]:
    found = {}
    for match in _NUMBER.finditer(text):
        suffix = re.sub(r"\s", "", match["suffix"]).upper()
        year = int(match["year"])
        if year in YEARS and not _is_cut(suffix, year) and (known := _known(suffix)):
            kind, issuer, proper = known
            number = f"{match['serial']}/{match['year']}/{proper}"
            found[number] = Number(number, kind, issuer)
    return found


_LAST_YEAR_OF_SHORT_TERMS = 1997
"""In which Quốc hội khóa IX ended."""


def _is_cut(suffix: str, year: int) -> bool:
    """Whether the term of Quốc hội has lost a digit, as in QH1 for QH15."""
    return year > _LAST_YEAR_OF_SHORT_TERMS and bool(re.search(r"QH\d$", suffix))


def _known(suffix: str) -> tuple[LawType | None, str, str] | None:
    """Type, issuer and proper form of the letters of a number; None where they name nobody."""
    if re.fullmatch(r"QH\d{1,2}", suffix):
        return None, "Quốc hội", suffix
    if found := re.fullmatch(r"(?:(PL|NQ)-)?UBTVQH\d{1,2}", suffix):
        kind = {"PL": LawType.ORDINANCE, "NQ": LawType.RESOLUTION, None: None}[found[1]]
        return kind, "Ủy ban Thường vụ Quốc hội", suffix
    return _FIXED.get(suffix) or _of_ministries(suffix)


_FIXED = {
    "NĐ-CP": (LawType.DECREE, "Chính phủ", "NĐ-CP"),
    "NQ-CP": (LawType.RESOLUTION, "Chính phủ", "NQ-CP"),
    "QĐ-TTG": (LawType.DECISION, "Thủ tướng Chính phủ", "QĐ-TTg"),
}


def _of_ministries(suffix: str) -> tuple[LawType, str, str] | None:
    letters, _, rest = suffix.partition("-")
    kinds = {
        "TT": LawType.CIRCULAR,
        "QĐ": LawType.DECISION,
        "TTLT": LawType.JOINT_CIRCULAR,
    }
    names = [MINISTRIES.get(each, "") for each in rest.split("-")]
    is_joint = letters == "TTLT"
    if letters not in kinds or not all(names) or (len(names) > 1) is not is_joint:
        return None
    return kinds[letters], ", ".join(names), suffix


_PARLIAMENT = (
    (re.compile(r"(?:^|\| )(?:hien phap)"), LawType.CONSTITUTION),
    (re.compile(r"(?:^|\| )(?:bo luat)"), LawType.CODE),
    (re.compile(r"(?:^|\| )(?:nghi quyet|nq)\b"), LawType.RESOLUTION),
    (re.compile(r"(?:^|\| )(?:phap lenh)"), LawType.ORDINANCE),
    (re.compile(r"(?:^|\| )(?:luat)"), LawType.LAW),
    (re.compile(r"\bnghi quyet\b"), LawType.RESOLUTION),
    (re.compile(r"\bphap lenh\b"), LawType.ORDINANCE),
    # A title that only ends with the name of a law may be that of a resolution.
    (re.compile(r"\bluat so \d|qh\d+[ –-]+luat\b|\b(?:sua doi|bo sung)\b.*\bluat\b"), LawType.LAW),
)


def _parliament_type(words: str) -> LawType | None:
    """What Quốc hội or its standing committee passed, by the words around the number."""
    folded = fold(words)
    return next((kind for pattern, kind in _PARLIAMENT if pattern.search(folded)), None)


_TOLD = re.compile(r"\b(bộ luật|luật|nghị quyết|pháp lệnh)\s+(?:số\s*:?\s*)?(?=\d)", re.IGNORECASE)
_TYPES = {
    "bo luat": LawType.CODE,
    "luat": LawType.LAW,
    "nghi quyet": LawType.RESOLUTION,
    "phap lenh": LawType.ORDINANCE,
}


def told(words: str) -> dict[str, LawType]:
    """Types that `words` give to numbers of Quốc hội by the way, such as `Nghị định … quy định chi
    tiết Nghị quyết số 254/2025/QH15`."""
    found = {}
    for match in _TOLD.finditer(words):
        number = _NUMBER.match(words, match.end())
        for text in _numbers(number[0]) if number else ():
            if "QH" in text:
                found[text] = _TYPES[fold(match[1])]
    return found


_HEAD = re.compile(
    rf"^{_PREFIX}(?P<number>\d[\d.]*\s*/\s*\d{{4}}\s*/\s*"
    r"(?-i:[A-ZĐƯ\d]+(?:\s*-\s*(?:TTg|[A-ZĐƯ\d]+))*))(?![\w/])"
    rf"{_DATE}{_ISSUER}[\s.,:;–-]*",
    re.IGNORECASE,
)


def _title(number: str, words: str) -> str:
    """`words` without type, number, date and issuer at the beginning."""
    head = _HEAD.match(words)
    is_own = head is not None and re.sub(r"\s", "", head["number"]).upper() == number.upper()
    rest = words[head.end() :].strip(" .;") if head and is_own else words.strip(" .;")
    if not re.search(r"[^\W\d_]{3,}", rest):
        rest = words.strip(" .;")
    return rest[:1].upper() + rest[1:]


_OWN_NUMBER = re.compile(r"(?:luat )?so [\d/]+qh\d+(?: ngay [\d/]+)?(?: cua quoc hoi)?[:.,]?\s*")
_AMENDS = re.compile(r"^(?:bo )?luat sua doi,? bo sung (?:mot so dieu )?cua (?=bo luat|luat)")
_SUBJECT = re.compile(
    r"^(?:bo luat|luat) ([a-z][a-z ,-]*?)(?:,? (?:so|nam|ngay|duoc|da) .*|[ .;]*)$"
)


def subject(number: str, title: str) -> str:
    """What a law passed by Quốc hội is on, folded, by which a later law on the same is known:
    `Luật sửa đổi, bổ sung một số điều của Luật Xây dựng` → `xay dung`. Empty for others."""
    if not re.search(r"/QH\d", number):
        return ""
    found = _SUBJECT.match(_AMENDS.sub("", _OWN_NUMBER.sub("", " ".join(fold(title).split()))))
    if not found or found[1].startswith("sua doi") or " luat " in found[1]:
        return ""
    return found[1].strip(" ,.")


def passed_in(number: str) -> int:
    """The year in a number; 0 when there is none."""
    found = re.search(r"/(\d{4})/", number)
    return int(found[1]) if found else 0
