"""YAML as written: every scalar a string, every value with its line.

Only the part of YAML that a form needs is accepted: one document of mappings, lists and scalars.
Anchors and aliases, tags and repeated keys are refused, since each of them makes a file say
something else than what its reader sees (and nested aliases can grow without bound).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

import yaml

from tthc import repair
from tthc.problems import Problem, shown

Place = tuple[str | int, ...]

MAX_BYTES = 512 * 1024
"""The largest national record, 224 papers in 14 cases, takes a third of this as YAML."""
MAX_REGISTER_BYTES = 16 * 1024 * 1024
"""The kinds of paper of 700 national records take 1.5 MB."""
MAX_DEPTH = 24
NULLS = frozenset(("~", "null", "Null", "NULL"))
"""How YAML writes that there is no value (1.2.2, 10.3.2)."""
MAX_SLIPS = 20
"""Syntax errors that are reported in one run."""

_CONTROL = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML refuses, and line ends that editors do not count as such."""

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(slots=True)
class Source:
    """A YAML file's plain data, and the line on which each value stands.

    Scalars stay strings on purpose: YAML would turn the code `1.009770` into the number
    1.00977 and `no` into false before any rule could look at them. Only what says that there is no
    value, `~` or `null`, is empty.
    """

    file: PurePath
    """As shown in messages."""
    data: Any = None
    lines: dict[Place, int] = field(default_factory=lambda: {(): 1})
    problems: list[Problem] = field(default_factory=list)
    unreadable: set[Place] = field(default_factory=set)
    """Where something stands that could not be read; `problems` says what."""

    @property
    def key(self) -> bytes:
        """A digest of the file and how it was read; empty where none was made."""
        return b""

    def is_unreadable(self, place: Place) -> bool:
        return any(place[:size] in self.unreadable for size in range(len(place) + 1))

    def line(self, place: Place) -> int:
        """The line of `place`, or of its nearest ancestor that was written."""
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]

    def value(self, place: Place) -> Any:
        """What was written at `place`, or None."""
        value = self.data
        for key in place:
            try:
                value = value[key]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def rename(self, place: Place, name: str) -> None:
        """Takes the key at the end of `place` for `name`, which is not there."""
        owner, size, to = self.value(place[:-1]), len(place), (*place[:-1], name)
        owner[name] = owner.pop(place[-1])
        for each, line in list(self.lines.items()):
            if each[:size] == place:
                self.lines[(*to, *each[size:])] = line
        self.unreadable |= {(*to, *each[size:]) for each in self.unreadable if each[:size] == place}

    def texts(self, place: Place = ()) -> list[tuple[Place, str]]:
        """Every scalar at or below `place`, in the order of the file."""
        found: list[tuple[Place, str]] = []
        _collect_texts(self.value(place), place, found)
        return found

    def problem(self, line: int, rule: str, message: str, advice: str) -> None:
        self.problems.append(Problem(self.file, line, rule, message, advice))


class _RefusedError(Exception):
    """The rest of the file cannot be trusted; what is wrong has been noted."""


def read(path: Path, file: PurePath | None = None, most: int = MAX_BYTES) -> Source:
    """The data of the file at `path`, named `file` in messages. Never raises for bad content, nor
    reads more than `most` bytes."""
    try:
        with path.open("rb") as stream:
            content = stream.read(most + 1)
    except OSError:
        source = Source(file or path)
        source.problem(
            1,
            "Y01",
            "không mở được tệp",
            "Kiểm tra quyền đọc tệp, hoặc xóa tệp rồi tạo lại.",
        )
        return source
    return parse(content, file or path, most)


def parse(content: bytes, file: PurePath, most: int = MAX_BYTES) -> Source:
    """As `read`, from bytes."""
    source = Source(file)
    if len(content) > most:
        source.problem(
            1,
            "Y04",
            f"tệp dài quá {most // 1024} KB",
            "Mỗi thủ tục là một tệp; hãy kiểm tra xem có dán nhầm nội dung khác vào tệp không.",
        )
        return source
    text = decoded(content, source)
    return source if text is None else _parsed(text, file)


def decoded(content: bytes, source: Source, above: int = 0) -> str | None:
    """`content`, which stands below line `above` of `source`, as text with plain line ends; None
    when it is no text in UTF-8, which is then noted."""
    if content.count(0) > len(content) // 10:  # UTF-16, or no text at all
        _not_utf8(source, above + 1)
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _not_utf8(source, above + content[: error.start].count(b"\n") + 1)
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf8(source: Source, line: int) -> None:
    source.problem(
        line,
        "Y01",
        "tệp không phải văn bản UTF-8",
        "Mở tệp, chọn «Lưu thành…» (Save As) và chọn mã hóa UTF-8 rồi lưu lại.",
    )


def _parsed(text: str, file: PurePath) -> Source:
    """The data in `text`; slips are noted, and what can be read in spite of them is."""
    slips: list[Problem] = []
    if _CONTROL.search(text):
        for number, row in enumerate(text.split("\n"), 1):
            if found := _CONTROL.search(row):
                message = f"dòng có ký tự điều khiển không được phép (U+{ord(found[0]):04X})"
                advice = "Xóa dòng này rồi gõ lại, thay vì dán từ chương trình khác."
                slips.append(Problem(file, number, "Y01", message, advice))
        text = _CONTROL.sub(" ", text)
    lost: set[int] = set()
    limit = len(slips) + min(MAX_SLIPS, 1 + MAX_BYTES // (len(text) + 1))
    while True:
        builder = _Builder(Source(file))
        source = builder.source
        try:
            source.data = builder.document(text)
        except _RefusedError:
            source.data = None
        except yaml.MarkedYAMLError as error:
            known = {problem.line for problem in slips}
            slip = repair.slip(text, error, known) if len(slips) < limit else None
            if slip is not None:
                slips.append(Problem(file, slip.line, "Y02", slip.message, slip.advice))
                if slip.lost is not None:
                    lost.add(slip.lost)
                text = slip.text
                continue
            if not any(problem.rule == "Y02" for problem in slips):
                mark: Any = error.problem_mark
                message = "máy không đọc được từ dòng này"
                advice = "Viết theo mẫu trong sổ tay, mỗi mục là «tên: giá trị»."
                slips.append(Problem(file, mark.line + 1 if mark else 1, "Y02", message, advice))
        break
    source.problems += slips
    if lost:
        tops = [(place, line) for place, line in source.lines.items() if len(place) == 1]
        source.unreadable |= {place for place, line in tops if line in lost}
    return source


def _line(event: Any) -> int:
    line: int = event.start_mark.line
    return line + 1


class _Builder:
    """Plain data from the events of a YAML text."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._next: Callable[[], Any]
        """The next event. Events are told apart by their types alone: they are most of what is
        to be done."""
        self.anchors: set[str] = set()

    def document(self, text: str) -> Any:
        self._next = _Loader(text).get_event
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        data = self._value(self._next(), ())
        self._next()
        again = self._next()
        if not isinstance(again, yaml.StreamEndEvent):
            self.source.problem(
                _line(again),
                "Y02",
                "tệp có nhiều hơn một phần, ngăn bởi dòng «---»",
                "Mỗi tệp chỉ có một phần: xóa dòng «---» và chuyển phần sau sang tệp khác.",
            )
        return data

    def _value(self, event: Any, place: Place) -> Any:
        line = _line(event)
        self.source.lines.setdefault(place, line)
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in self.anchors:
                self._mark(f"*{event.anchor}", line)
            self.source.unreadable.add(place)
            return ""
        if event.anchor:
            self.anchors.add(event.anchor)
            self._mark("&" + event.anchor, line)
        if event.tag not in (None, "!"):
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.source.problem(
                line,
                "Y03",
                f"{shown(tag)} là nhãn kiểu của YAML, ở đây không dùng",
                "Xóa nhãn bắt đầu bằng dấu !, chỉ để lại giá trị.",
            )
            self.source.unreadable.add(place)
        if len(place) > MAX_DEPTH:
            self.source.problem(
                line, "Y04", "các mục lồng nhau quá sâu", "Viết phẳng hơn, theo mẫu trong sổ tay."
            )
            raise _RefusedError
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(place)
        return self._mapping(place)

    def _skip(self, event: Any, place: Place) -> None:
        """Passes over a key that is no word, and its value."""
        line = _line(event)
        if not isinstance(event, yaml.AliasEvent):
            self._value(event, (*place, "\0key", line))
        self._value(self._next(), (*place, "\0value", line))
        if place:
            self.source.unreadable.add(place)

    def _mark(self, mark: str, line: int) -> None:
        self.source.problem(
            line,
            "Y03",
            f"{shown(mark)} là dấu tham chiếu của YAML, ở đây không dùng",
            "Viết lại nội dung đầy đủ; nếu chữ bắt đầu bằng & hoặc * thì đặt trong dấu nháy kép.",
        )

    def _sequence(self, place: Place) -> list[Any]:
        items: list[Any] = []
        following, lines, is_deep = self._next, self.source.lines, len(place) >= MAX_DEPTH
        while (kind := type(event := following())) is not yaml.SequenceEndEvent:
            here = (*place, len(items))
            if kind is yaml.ScalarEvent and not (event.tag or event.anchor or is_deep):
                lines.setdefault(here, event.start_mark.line + 1)
                items.append(_scalar(event))
            else:
                items.append(self._value(event, here))
        return items

    def _mapping(self, place: Place) -> dict[str, Any]:
        data: dict[str, Any] = {}
        following, lines, is_deep = self._next, self.source.lines, len(place) >= MAX_DEPTH
        while (kind := type(event := following())) is not yaml.MappingEndEvent:
            line = event.start_mark.line + 1
            if kind is not yaml.ScalarEvent or event.anchor:
                self.source.problem(
                    line,
                    "Y02",
                    "tên mục phải là một từ, không phải danh sách hay nhóm mục",
                    "Viết «tên: giá trị», ví dụ «code: 1.009664».",
                )
                self._skip(event, place)
                continue
            key = str(event.value)
            here = (*place, key)
            if key == "<<":  # takes over what stands elsewhere, so the whole is not known
                event = self._next()
                if not isinstance(event, yaml.AliasEvent):  # else the alias is reported
                    self._mark(key, line)
                self._value(event, here)
                self.source.unreadable.add(place)
            elif key in data:
                self.source.problem(
                    line,
                    "Y05",
                    f"mục {shown(key)} viết hai lần; lần trước ở dòng {self.source.lines[here]}",
                    "Giữ lại một dòng, xóa dòng kia.",
                )
                self._value(self._next(), (*here, "\0again", line))
            else:
                lines[here] = line
                event = following()
                if type(event) is yaml.ScalarEvent and not (event.tag or event.anchor or is_deep):
                    data[key] = _scalar(event)
                else:
                    data[key] = self._value(event, here)
        return data


def _scalar(event: Any) -> str:
    """The value as it was written, but for nulls, which in quotes are words like others."""
    value = str(event.value)
    return "" if value in NULLS and event.implicit[0] else value.rstrip("\n")


def _collect_texts(value: Any, place: Place, found: list[tuple[Place, str]]) -> None:
    if isinstance(value, str):
        found.append((place, value))
    elif isinstance(value, dict):
        for key, item in value.items():
            _collect_texts(item, (*place, key), found)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            _collect_texts(item, (*place, index), found)
