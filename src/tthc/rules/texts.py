"""Rules on letters, numbers and amounts."""

from __future__ import annotations

import re
import unicodedata

from pydantic import BaseModel

from tthc.model.dossier import Evidence
from tthc.model.procedure import (
    Cost,
    CostRow,
    Duration,
    Procedure,
    ProcessingTime,
    Review,
)
from tthc.model.walk import records
from tthc.problems import Level, shown
from tthc.reading import Place
from tthc.rules.base import Entry, Finding, Findings, own_rule
from tthc.wording import money

SMALLEST_FEE = 1_000
LARGEST_FEE = 1_000_000_000
MOST_COPIES = 20
REVIEW_MONTHS = range(1, 61)

PERSONAL = (
    (
        re.compile(r"(?<!\d)(?:0|\+84[ .-]?)[35789](?:[ .-]?\d){8}(?!\d)"),
        "số điện thoại di động",
    ),
    (re.compile(r"(?<![\d/.-])\d{12}(?![\d/-])"), "số định danh cá nhân (12 chữ số)"),
    (re.compile(r"(?<![\d/.-])\d{9}(?![\d/-])"), "số chứng minh nhân dân (9 chữ số)"),
)
_LONG_NUMBER = re.compile(r"\d(?:[ .-]?\d){8}")
"""What stands in every match of those."""
_NOT_PERSONAL = {"phone", "hotline", "email", "website", "url", "id", "amount", "fee"}
"""Keys below which a long number is an office's, or money."""
INVISIBLE = {
    "\u00a0": "dấu cách không ngắt (NBSP)",
    "\u00ad": "dấu gạch nối ẩn",
    "\u200b": "ký tự rộng bằng không",
    "\u200c": "ký tự rộng bằng không",
    "\u200d": "ký tự rộng bằng không",
    "\u202f": "dấu cách hẹp không ngắt",
    "\u2060": "ký tự rộng bằng không",
    "\ufeff": "ký tự đánh dấu đầu tệp (BOM)",
}
PLAIN = re.compile("[\n -~«»À-ÏÑ-ïñ-ÿĂăĐđĨĩŨũƠơƯưẠ-ỹ–]*")
"""What nearly all texts are made of, and nothing is wrong with."""
_APART = "\n\n"
"""Between texts that are looked at together first, since nearly always nothing is wrong with any.
It is plain, and no part of a number."""
WRONG_LETTERS = {"ð": "đ", "Ð": "Đ", "ƣ": "ư", "Ƣ": "Ư", "Ɖ": "Đ", "ɖ": "đ"}


@own_rule("P15", "Không có số liệu cá nhân", BaseModel)
def no_personal_numbers(entry: Entry[BaseModel]) -> Findings:
    texts = _own_texts(entry)
    together = _APART.join(text for _, text in texts)
    if not _LONG_NUMBER.search(together):
        return
    for place, text in texts:
        if place and place[-1] in _NOT_PERSONAL:
            continue
        for pattern, kind in PERSONAL:
            if match := pattern.search(text):
                yield Finding(
                    place,
                    f"có {shown(match[0])}, giống {kind}",
                    "Không đăng số của cá nhân; số của cơ quan ghi vào registers/agencies.yml, "
                    "mục phone.",
                )
                break


@own_rule("P17", "Chữ đúng bảng mã, không có chữ giả dạng", BaseModel)
def text_is_clean(entry: Entry[BaseModel]) -> Findings:
    texts, decomposed = _own_texts(entry), []
    if PLAIN.fullmatch(_APART.join(text for _, text in texts)):
        return
    for place, text in texts:
        if PLAIN.fullmatch(text):
            continue
        if found := _first_fault(text):
            yield Finding(place, *found)
        elif not unicodedata.is_normalized("NFC", text):
            decomposed.append((place, text))
    if decomposed:
        yield _decomposed(decomposed)


def _decomposed(texts: list[tuple[Place, str]]) -> Finding:
    """One finding for all: a keyboard or a program that writes so writes everything so."""
    place, text = texts[0]
    more = f" (và {len(texts) - 1} chỗ khác)" if len(texts) > 1 else ""
    return Finding(
        place,
        f"{shown(text, 40)}{more} viết bằng Unicode tổ hợp (dấu rời), tìm kiếm sẽ không thấy",
        f"Gõ lại bằng Unicode dựng sẵn: «{unicodedata.normalize('NFC', text)[:60]}»; nhiều chỗ thì "
        "dùng công cụ chuyển mã của bộ gõ cho cả tệp.",
    )


def _first_fault(text: str) -> tuple[str, str] | None:
    for char in text:
        if char in INVISIBLE:
            return (
                f"{shown(text, 40)} có {INVISIBLE[char]} (U+{ord(char):04X})",
                "Xóa và gõ lại dấu cách bình thường.",
            )
        if char in WRONG_LETTERS:
            return (
                f"{shown(text, 40)} có chữ {shown(char)} giống mà không phải «"
                f"{WRONG_LETTERS[char]}»",
                f"Gõ lại chữ «{WRONG_LETTERS[char]}» bằng bộ gõ tiếng Việt (Unicode dựng sẵn).",
            )
        if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cn") and char != "\n":
            return (
                f"{shown(text, 40)} có ký tự ẩn U+{ord(char):04X}",
                "Xóa chữ ở chỗ đó rồi gõ lại.",
            )
        if char.isalpha() and not unicodedata.name(char, "LATIN").startswith(
            ("LATIN", "MODIFIER", "MICRO", "FEMININE", "MASCULINE")
        ):
            return (
                f"{shown(text, 40)} có chữ {shown(char)} không thuộc bảng chữ Latinh",
                "Có thể là chữ Nga hay Hy Lạp giống chữ Latinh: xóa và gõ lại.",
            )
    return None


def _own_texts(entry: Entry[BaseModel]) -> list[tuple[Place, str]]:
    size, texts = len(entry.place), entry.source.texts(entry.place)
    return [(place[size:], text) for place, text in texts] if size else texts


@own_rule("P18", "Con số và số tiền hợp lý", Procedure)
def numbers_are_plausible(entry: Entry[Procedure]) -> Findings:
    for place, record in records(entry.record, wanted=_has_numbers):
        amount = record.amount if isinstance(record, Cost | CostRow) else None
        if amount and not SMALLEST_FEE <= amount <= LARGEST_FEE:
            yield Finding(
                (*place, "amount"),
                f"số tiền {money(amount)} khó tin",
                "Kiểm tra lại số chữ số 0; đúng thì ghi vào registers/exceptions.yml.",
                Level.WARNING,
            )
        if isinstance(record, Cost):
            yield from _says_one_thing(place, record)
        elif isinstance(record, ProcessingTime | Duration) and record.value == 0:
            yield Finding(
                (*place, "value"),
                "thời hạn là 0",
                "Ghi đúng số của văn bản; chưa biết thì bỏ mục này và khai trong source.gaps.",
            )
        elif isinstance(record, Review) and (record.every_months or 0) not in REVIEW_MONTHS:
            yield Finding(
                (*place, "every_months"),
                f"chu kỳ rà soát {record.every_months} tháng không hợp lý",
                f"Ghi số tháng từ 1 đến {REVIEW_MONTHS[-1]}, ví dụ 6.",
            )
        elif isinstance(record, Evidence):
            for name in ("originals", "copies", "certified_copies"):
                if (getattr(record, name) or 0) > MOST_COPIES:
                    yield Finding(
                        (*place, name),
                        f"đòi {getattr(record, name)} bản, khó tin",
                        "Kiểm tra lại; đúng thì ghi vào registers/exceptions.yml.",
                        Level.WARNING,
                    )


def _has_numbers(model: type[BaseModel]) -> bool:
    return issubclass(model, (Cost, CostRow, ProcessingTime, Duration, Review, Evidence))


def _says_one_thing(place: Place, cost: Cost) -> Findings:
    said = (cost.amount is not None) + bool(cost.table) + (cost.set_by is not None)
    if said != 1:
        yield Finding(
            place,
            "khoản thu phải ghi đúng một trong ba: «amount», «table» hoặc «set_by»",
            "Biết số tiền thì ghi amount (0 là miễn phí), nhiều mức thì table, chưa biết thì "
            "set_by.",
            rests_on=tuple((*place, name) for name in ("amount", "table", "set_by")),
        )
