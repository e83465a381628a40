"""Parts of legal documents as data: which part is inside which.

Names of parts are those of Luật Ban hành văn bản quy phạm pháp luật (phần, chương, mục, tiểu mục,
điều, khoản, điểm), besides appendices and forms. Articles are numbered through a whole document,
so that a chapter named beside an article adds nothing. What cannot be read is compared word by
word and never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache

from tthc.text import fold


class Kind(IntEnum):
    """From the widest to the narrowest."""

    APPENDIX = 0
    PART = 1
    CHAPTER = 2
    SECTION = 3
    SUBSECTION = 4
    ARTICLE = 5
    CLAUSE = 6
    POINT = 7
    SUBPOINT = 8
    FORM = 9


Number = tuple[tuple[int, int], ...]
"""Comparable as lawyers number: 5 < 5a < 6, d < đ < e. Each step is (0, digits) or (1, letter)."""


@dataclass(frozen=True, slots=True)
class Span:
    """One part, or those from `first` to `last`."""

    kind: Kind
    first: Number
    last: Number

    def covers(self, other: Span) -> bool:
        return self.kind is other.kind and self.first <= other.first and other.last <= self.last

    def meets(self, other: Span) -> bool:
        return self.kind is other.kind and self.first <= other.last and other.first <= self.last


Path = tuple[Span, ...]
"""From the widest to the narrowest: điều 5, khoản 2, điểm a."""


class Reach(StrEnum):
    """How what is cited meets what an act names."""

    PARTS = "parts"
    """They share a part."""
    WHOLE = "whole"
    """The act names no part: it concerns the document as a whole."""
    UNNAMED = "unnamed"
    """The citation names no part."""
    UNCLEAR = "unclear"
    """Such as a chapter and an article: which articles a chapter has is not in the data."""


def parse(text: str) -> tuple[Path, ...]:
    """The parts that `text` names, such as two for `Điều 5 và khoản 1 Điều 7`; empty when it
    cannot be read, or can be read in two ways."""
    return _parse(" ".join(unicodedata.normalize("NFC", text).split()))


def covers(wide: str, narrow: str) -> bool:
    """Whether all that `narrow` names is in what `wide` names."""
    return covered(narrow, (wide,))


def covered(named: str, by: Iterable[str]) -> bool:
    """Whether the parts `by` together hold everything that `named` names."""
    others = list(by)
    paths = parse(named)
    if not paths:
        return any(_same_words(named, other) for other in others)
    wider = [path for other in others for path in parse(other)]
    return all(any(_holds(path, each) for path in wider) for each in paths)


def touches(one: str, other: str) -> bool:
    """Whether both name something in common."""
    ours, theirs = parse(one), parse(other)
    if not ours and not theirs:
        return _same_words(one, other)
    return any(_meet(mine, yours) for mine in ours for yours in theirs)


def reach(cited: tuple[str, ...], acted: tuple[str, ...]) -> Reach | None:
    """How an act on the parts `acted` of a document meets a citation of its parts `cited`; None
    when it does not."""
    if not acted:
        return Reach.WHOLE
    if not cited:
        return Reach.UNNAMED
    pairs = [(mine, yours) for mine in cited for yours in acted]
    if any(touches(mine, yours) for mine, yours in pairs):
        return Reach.PARTS
    if any(_is_unclear(mine, yours) for mine, yours in pairs):
        return Reach.UNCLEAR
    return None


def sort_key(text: str) -> tuple[bool, bool, list[tuple[int, Number]], str]:
    """The order of the document: by number, then what is attached; what cannot be read last."""
    paths = parse(text)
    steps = [(span.kind.value, span.first) for span in paths[0]] if paths else []
    return not paths, bool(paths) and paths[0][0].kind in _ATTACHED, steps, text


def _same_words(one: str, other: str) -> bool:
    return fold(one).split() == fold(other).split()


def _holds(wide: Path, narrow: Path) -> bool:
    return len(wide) <= len(narrow) and all(
        mine.covers(yours) for mine, yours in zip(wide, narrow, strict=False)
    )


def _meet(one: Path, other: Path) -> bool:
    return all(mine.meets(yours) for mine, yours in zip(one, other, strict=False))


_ATTACHED = {Kind.APPENDIX, Kind.FORM}
"""What follows the text of a document; never inside a chapter or an article."""


def _is_unclear(one: str, other: str) -> bool:
    ours, theirs = parse(one), parse(other)
    if not ours or not theirs:
        return True
    roots = {(mine[0].kind, yours[0].kind) for mine in ours for yours in theirs}
    return any(
        mine is not yours and (mine in _ATTACHED) == (yours in _ATTACHED) for mine, yours in roots
    )


_KINDS = {
    "phu luc": Kind.APPENDIX,
    "phan": Kind.PART,
    "chuong": Kind.CHAPTER,
    "tieu muc": Kind.SUBSECTION,
    "muc": Kind.SECTION,
    "dieu": Kind.ARTICLE,
    "khoan": Kind.CLAUSE,
    "diem": Kind.POINT,
    "tiet": Kind.SUBPOINT,
    "bieu mau": Kind.FORM,
    "mau": Kind.FORM,
}
_KIND = re.compile(rf"(?:cac )?({'|'.join(_KINDS)})(?: so)? ")
_GLUED = re.compile(r"(?<=\d)(?=dieu|khoan|diem)|(?<=dieu)(?=\d)|(?<=khoan)(?=\d)")
_OLD_LETTERS = str.maketrans({"ð": "đ", "Ð": "đ"})
_JOINT = re.compile(r"(?P<comma>,)|(?P<also>;|va |hoac |cung )|(?P<until>den |toi |[-–—])")
_NUMBERS = {
    Kind.APPENDIX: re.compile(r"[ivx]+|(?=\S*\d)[0-9a-zđ]+(?:[./-][0-9a-zđ]+)*|[a-zđ]"),
    Kind.FORM: re.compile(r"(?=\S*\d)[0-9a-zđ]+(?:[./-][0-9a-zđ]+)*|[ivx]+|[a-zđ]"),
    Kind.POINT: re.compile(r"[a-zđ]\d*"),
    Kind.SUBPOINT: re.compile(r"[a-zđ]\d*|\d+"),
    Kind.ARTICLE: re.compile(r"\d+[a-zđ]?\d*"),
    Kind.CLAUSE: re.compile(r"\d+[a-zđ]?\d*"),
}
_OTHER_NUMBER = re.compile(r"[ivx]+|\d+[a-zđ]?|[a-zđ]")
_ROMAN_KINDS = {Kind.APPENDIX, Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION}
_ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})")
_INNER = {Kind.CLAUSE, Kind.POINT, Kind.SUBPOINT}
_LETTERS = "abcdđefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class _Group:
    """One kind of part with its numbers, such as `điểm a, b`."""

    kind: Kind
    spans: list[Span]
    joint: str
    """What stands before it: `comma`, `also`, or nothing."""


@cache
def _parse(text: str) -> tuple[Path, ...]:
    """A narrower group before a wider one is a part of it: read from the end, the context grows
    until a group is as wide as one before."""
    groups = _groups(_bare(text))
    kinds = [group.kind for group in groups]
    if kinds == sorted(set(kinds)):  # Điều 5 khoản 2 điểm a
        if any(_is_apart(group.kind, group.joint) for group in groups):
            return ()
        groups.reverse()
        for group in groups:
            group.joint = ""
    chains: list[list[_Group]] = []
    context: list[_Group] = []
    joint = ""
    for group in reversed(groups):
        if context and group.kind <= context[-1].kind:
            chains.append(context)
            context = [each for each in context if each.kind < group.kind]
        elif context and joint == "also" and group.kind not in _INNER:
            chains.append(context)
            context = []
        elif context and _is_apart(group.kind, joint):
            return ()
        context = [*context, group]
        joint = group.joint
    chains.append(context)
    found = [path for chain in reversed(chains) if chain for path in _paths(chain)]
    is_rooted = len(groups) == 1 or all(path[0].kind not in _INNER for path in found)
    is_single = all(len(group.spans) == 1 for chain in chains for group in chain[:-1])
    return tuple(found) if is_rooted and is_single else ()


def _is_apart(kind: Kind, joint: str) -> bool:
    """Whether nobody can tell if a group of `kind` is a part of the wider one that `joint` joins
    it to: `điểm a và khoản 2 Điều 5`, `Điều 5, Phụ lục I`."""
    return joint == "also" or (joint == "comma" and kind is Kind.ARTICLE)


def _paths(chain: list[_Group]) -> list[Path]:
    """From each number of the last group up to the first group."""
    *wider, leaf = chain
    found = []
    for span in leaf.spans:
        path = (*(group.spans[0] for group in wider), span)
        kinds = {each.kind for each in path}
        if Kind.ARTICLE in kinds and Kind.APPENDIX not in kinds:
            path = tuple(each for each in path if each.kind >= Kind.ARTICLE)
        found.append(path)
    return found


def _groups(text: str) -> list[_Group]:
    """What follows each other in `text`; empty when something else than parts is in it."""
    groups: list[_Group] = []
    rest, joint = text.removeprefix("tu "), ""
    while rest:
        named = _KIND.match(rest)
        if named:
            kind, rest = _KINDS[named[1]], rest[named.end() :]
        elif groups and joint:
            kind = groups[-1].kind
        else:
            return []
        number = _NUMBERS.get(kind, _OTHER_NUMBER).match(rest)
        if not number or re.match(r"[\w/]", rest[number.end() :]):
            return []
        value = _number(kind, number[0])
        if joint == "until":
            last = groups[-1].spans[-1]
            if last.kind is not kind or value < last.first:
                return []
            groups[-1].spans[-1] = Span(kind, last.first, value)
        elif named:
            groups.append(_Group(kind, [Span(kind, value, value)], joint))
        else:
            groups[-1].spans.append(Span(kind, value, value))
        rest = rest[number.end() :].lstrip()
        joint = ""
        while found := _JOINT.match(rest):
            joint = "also" if "also" in (joint, found.lastgroup) else str(found.lastgroup)
            rest = rest[found.end() :].lstrip()
    return [] if joint else groups


def _number(kind: Kind, text: str) -> Number:
    steps: list[tuple[int, int]] = []
    for piece in re.split("[./-]", text):
        roman = _ROMAN.fullmatch(piece)
        if kind in _ROMAN_KINDS and roman and piece:
            units = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
            units |= {"vi": 6, "vii": 7, "viii": 8, "ix": 9}
            steps.append((0, 10 * len(roman[1]) + units[roman[2]]))
            continue
        for step in re.findall(r"\d+|[a-zđ]", piece):
            steps.append((0, int(step)) if step.isdigit() else (1, _LETTERS.index(step)))
    return tuple(steps)


def _bare(text: str) -> str:
    """Lower case without accents, but for single letters: điểm d and điểm đ are two points."""
    text = re.sub(r"\s*([,;–—])\s*", r"\1 ", text.rstrip(" .")).translate(_OLD_LETTERS).lower()
    words = " ".join(_bare_word(word) for word in text.split())
    return _GLUED.sub(" ", words)


def _bare_word(word: str) -> str:
    plain = fold(word)
    return word if len(plain.rstrip(",;–—0123456789")) <= 1 or "/" in word else plain
