"""Words of national records, made clean: composed Unicode, plain spaces and letters, no numbers of
persons."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from tthc.model.base import MAX_TEXT
from tthc.rules.texts import INVISIBLE, PERSONAL, PLAIN, WRONG_LETTERS
from tthc.text import fold

LOST = "[…]"
"""Stands for what cannot be shown: the number of a person, a letter of another script."""

_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r"\r\n?|[\u0085\u2028\u2029\v\f]")
_MARKUP = re.compile(
    r"(?P<cells></t[dh]\s*>\s*<t[dh](?:\s[^<>]*)?>)"
    r"|</?(?:p|br|div|li|ul|ol|tr|table|tbody|thead|h[1-6])(?:\s[^<>]*)?/?>"
    r"|(?P<inline></?(?:span|b|strong|i|em|u|a|font|sup|sub|td|th|o:p)(?:\s[^<>]*)?/?>)"
    r"|(?P<letter>&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,5});)",
    re.IGNORECASE,
)
_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТХаеорсухіјѕԁμ",
    "ABEKMHOPCTXaeopcyxijsdµ",
)
"""Cyrillic letters that look like Latin ones, and the Greek one that is written for millionths."""
_SYMBOL_FONT = range(0xF020, 0xF07F)
"""Private characters by which Word writes bullets; the low byte is the character meant."""
_MONEY = re.compile(r"(?<![\d/.-])(\d{9}|\d{12})(?=\s*(?:đồng|đ\b|vnđ|vnd))", re.IGNORECASE)
_CODE = re.compile(r"\s*\(\s*\d\.\d{6}\s*\)\s*$")
_QUOTE = 500
"""Characters of a quotation in a gap; the record has the rest."""


def _shown(markup: re.Match[str]) -> str:
    if markup["letter"]:
        return html.unescape(markup["letter"])
    if markup["cells"]:
        return " – "
    return "" if markup["inline"] else "\n"


@dataclass
class Cleaner:
    """Cleans the words of one record and counts what it had to do."""

    done: Counter[str] = field(default_factory=Counter)
    """What was done, in words → how often."""

    def prose(self, text: str) -> str:
        """`text` with its lines, each without needless spaces; no empty lines."""
        if not unicodedata.is_normalized("NFC", text):
            self.done["chữ không phải Unicode dựng sẵn (NFC)"] += 1
        text = _BREAKS.sub("\n", self._without_markup(text))
        text = unicodedata.normalize("NFC", text)
        if not PLAIN.fullmatch(text):
            text = text.translate({ord(char): self._letter(char) for char in set(text)})
            text = unicodedata.normalize("NFC", text)
        lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
        text = "\n".join(line for line in lines if line)
        return self._without_persons(text) if re.search(r"\d", text) else text

    def _without_markup(self, text: str) -> str:
        """`text` as a browser shows it, where it holds HTML; what only looks like it stays."""
        plain = _MARKUP.sub(_shown, text)
        if plain != text:
            self.done["thẻ hoặc ký hiệu HTML"] += 1
        return plain

    def line(self, text: str) -> str:
        """As `prose`, on one line."""
        return self.prose(text).replace("\n", " ")

    def name(self, text: str) -> str:
        """As `line`, without a code of a procedure at the end, and marks of a list around it."""
        name = self.line(text)
        plain = _CODE.sub("", name)
        if plain != name:
            self.done["mã thủ tục trong tên"] += 1
        return re.sub(r"^[-+*•–]+\s*", "", plain).strip(" ;,") or name

    def _letter(self, char: str) -> str:
        category = unicodedata.category(char)
        found = char
        if char in " \n" or (char.isascii() and char.isprintable()):
            return char
        if char in WRONG_LETTERS:
            found, what = WRONG_LETTERS[char], "chữ giả dạng"
        elif category == "Zs" or char == "\t":
            found, what = " ", "dấu cách lạ"
        elif char in INVISIBLE or category in ("Cc", "Cf", "Cn", "Cs"):
            found, what = "", "ký tự ẩn"
        elif category == "Co":
            found = chr(ord(char) - 0xF000) if ord(char) in _SYMBOL_FONT else ""
            what = "ký tự riêng của phông chữ"
        elif char.isalpha():
            found, what = self._foreign(char), "chữ không thuộc bảng chữ Latinh"
        if found != char:
            self.done[what] += 1
        return found

    @staticmethod
    def _foreign(char: str) -> str:
        name = unicodedata.name(char, "")
        if name.startswith(("LATIN", "MODIFIER", "MICRO", "FEMININE", "MASCULINE")):
            return char
        if (latin := char.translate(_LOOKALIKES)) != char:
            return latin
        greek = re.fullmatch(r"GREEK (?:SMALL|CAPITAL) LETTER (\w+)( WITH .*)?", name)
        return greek[1].lower() if greek else LOST

    def _without_persons(self, text: str) -> str:
        text = _MONEY.sub(lambda found: f"{int(found[0]):,}".replace(",", "."), text)
        for pattern, kind in PERSONAL:
            text, count = pattern.subn(LOST, text)
            self.done[f"lược {kind}"] += count
        return text


def cut(text: str, most: int = MAX_TEXT) -> str:
    """`text`, or its beginning up to a word with `…` when it is longer than `most` characters."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(None, 1)[0].rstrip(" ,;:") + "…"


def quote(text: str) -> str:
    """`text` on one line, as a gap quotes it."""
    return cut(text.replace("\n", " "), _QUOTE)


def pieces(text: str, most: int = MAX_TEXT) -> list[str]:
    """`text` in parts of at most `most` characters, divided between lines where that can be."""
    found: list[str] = []
    rest = text
    while len(rest) > most:
        at = max(rest.rfind("\n", 0, most), 0) or rest.rfind(" ", 0, most)
        at = at if at > 0 else most
        found.append(rest[:at].strip())
        rest = rest[at:].strip()
    return [*found, rest] if rest else found


_NOTHING = {
    *("khong", "khong co", "khong thu", "khong thu phi", "khong thu le phi", "mien phi"),
    *("khong thu phi le phi", "khong phai nop", "khong mat phi", "khong co phi", "khong mat"),
}
_NOTHING_SAID = {"khong quy dinh", "chua co quy dinh", "chua quy dinh", "theo quy dinh"}


def bare(text: str) -> str:
    """`text` for comparing with short answers: folded, letters only."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(text)))


def says_none(text: str) -> bool:
    """Whether the words say that there is none, as `Không.` does and `Không quy định` does not."""
    return bare(text) in _NOTHING


def says_nothing(text: str) -> bool:
    """Whether there are words that tell nothing: `Không quy định`, `-`."""
    return bare(text) in _NOTHING_SAID or not bare(text)
