"""What an import has to say: what was taken, what is in doubt and why, what was refused."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, IntEnum

from tthc.problems import shown

FEW = 20
"""Up to so many records the doubts are told one by one on the screen."""


class Trap(IntEnum):
    """Kinds of values that mislead, as met in the national database."""

    ZERO_FEE = 1
    UNIT_OTHER = 2
    DAY_OR_WORKING_DAY = 3
    LOOSE_TIME = 4
    LOOSE_WORDS = 5
    ODD_CODE = 6
    LOOSE_LAW = 7
    COPIES = 8
    LARGE = 9
    AGENCIES = 10
    LAG = 11
    ABSURD_AMOUNT = 12
    OTHER_PROVINCE = 13

    @property
    def title(self) -> str:
        return _TITLES[self]


_TITLES = {
    Trap.ZERO_FEE: "số 0 ở phí, lệ phí chưa chắc là mức thu",
    Trap.UNIT_OTHER: "thời hạn có đơn vị «khác» (OTHER)",
    Trap.DAY_OR_WORKING_DAY: "đơn vị và chữ nói khác nhau về ngày và ngày làm việc",
    Trap.LOOSE_TIME: "thời hạn là số lẻ, câu chữ, nhiều dòng hoặc mâu thuẫn",
    Trap.LOOSE_WORDS: "chữ lẫn mã, dấu cách và ký tự lạ",
    Trap.ODD_CODE: "mã không đúng dạng, trùng, hoặc của thủ tục nội bộ",
    Trap.LOOSE_LAW: "số văn bản ghi lỏng lẻo",
    Trap.COPIES: "số bản giấy tờ là 0 hoặc không dùng được",
    Trap.LARGE: "hồ sơ rất lớn",
    Trap.AGENCIES: "cơ quan, đối tượng không rõ hoặc theo tên cũ",
    Trap.LAG: "bản ghi có thể chậm hơn pháp luật",
    Trap.ABSURD_AMOUNT: "số tiền vô lý hoặc trái với chữ",
    Trap.OTHER_PROVINCE: "của tỉnh, thành phố khác, hoặc kể cơ quan của nơi khác",
}


class Held(Enum):
    """Why a change is not taken over though it was wished, and the way out."""

    ENGLISH = (
        "thủ tục có bản tiếng Anh; nhận vào thì bản ấy thiếu lời, phải dịch những chỗ sau",
        "Thêm --set-english-aside để nhận và cất bản tiếng Anh thành tệp chờ dịch (trang chỉ còn "
        "tiếng Việt cho đến khi dịch xong), hoặc chỉ nhận mục không có chữ, ví dụ "
        "--accept 1.009664:processing_time.",
    )
    ORPHANS = (
        "bản ghi quốc gia chia trường hợp khác; nhận vào thì những mục sau nhắc đến trường hợp "
        "không còn",
        "Sửa tay các mục ấy và mục cases theo bản ghi, hoặc chỉ nhận mục khác, ví dụ "
        "--accept 1.009664:costs.",
    )


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """A value of a record that was not taken as it stands."""

    trap: Trap
    code: str
    message: str
    words: str = ""
    """Of the record."""

    def __str__(self) -> str:
        words = f": {shown(self.words, 200)}" if self.words else ""
        return f"{self.code}: {self.message}{words}"


@dataclass(frozen=True, slots=True, order=True)
class Refusal:
    """A record that was left out; the others are imported."""

    code: str
    title: str
    origin: str
    """The file, and for a list the row."""
    reason: str

    def __str__(self) -> str:
        return f"{shown(self.code)} {shown(self.title, 90)}, {self.origin}: {self.reason}"


@dataclass(frozen=True, slots=True, order=True)
class Elsewhere:
    """A record of another province, and in its words who announced it."""

    code: str
    title: str
    announced_by: str

    def __str__(self) -> str:
        return f"{self.code} {shown(self.title, 90)}: {shown(self.announced_by, 90)}"


@dataclass(frozen=True, slots=True, order=True)
class Unread:
    """A sheet of a spreadsheet that is no list of the portal."""

    origin: str
    sheet: str
    rows: int
    """Those that hold anything."""

    def __str__(self) -> str:
        return f"{self.origin}, {sheet_named(self.sheet)}: {self.rows} dòng có chữ"


def sheet_named(name: str) -> str:
    return f"trang tính {shown(name)}"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something that cannot be read. With any, nothing is imported."""

    origin: str
    message: str
    advice: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.origin}:{self.line}: lỗi [N01] {self.message}\n    → {self.advice}"


class FaultError(Exception):
    """Raised where reading cannot go on; `faults` says why, for staff."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*map(str, faults))
        self.faults = faults


@dataclass
class Report:
    """Everything that one import found and did."""

    read: int = 0
    """Records, internal ones too."""
    ignored: int = 0
    """Files of other kinds."""
    unread: list[Unread] = field(default_factory=list)
    internal: list[tuple[str, str]] = field(default_factory=list)
    """Code and title of procedures between State bodies, which are left out."""
    province: str = ""
    """Whose site it is; empty when nobody knows."""
    elsewhere: list[Elsewhere] = field(default_factory=list)
    """Procedures of other provinces, which are left out."""
    untouched: list[Elsewhere] = field(default_factory=list)
    """Procedures that stand, and of which the record is of another province."""
    taken: list[tuple[str, str]] = field(default_factory=list)
    """Code and title of new procedures."""
    standing: int = 0
    """Procedures that stood already and do not differ."""
    doubts: list[Doubt] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)
    """Paragraphs on procedures that stood already."""
    accepted: list[str] = field(default_factory=list)
    """Codes, with the fields that were taken over."""
    held: list[str] = field(default_factory=list)
    """Paragraphs on procedures of which nothing was taken over though it was wished."""
    aside: list[str] = field(default_factory=list)
    """English files that were put by for the translator."""
    files: int = 0
    """Written, or for a trial run to be written."""

    def hold(self, code: str, why: Held, rows: Iterable[str]) -> None:
        told = [f"Chưa nhận {code}: {why.value[0]}:", *(f"  {row}" for row in rows)]
        self.held.append("\n".join([*told, f"    → {why.value[1]}"]))

    def text(self, is_full: bool = True) -> str:
        """The whole report; without `is_full`, doubts of many records by trap and code only."""
        return "\n".join(self._lines(is_full)) + "\n"

    def _lines(self, is_full: bool) -> Iterator[str]:
        yield f"Đã đọc {self.read} bản ghi" + (
            f"; bỏ qua {self.ignored} tệp loại khác." if self.ignored else "."
        )
        yield f"Nhận mới {len(self.taken)} thủ tục; {self.standing} thủ tục có sẵn, không khác."
        if is_full or len(self.taken) <= FEW:
            yield from (f"  {code} {title}" for code, title in sorted(self.taken))
        if self.unread:
            yield f"Không đọc {len(self.unread)} trang tính vì dòng 2 không phải đầu cột danh sách:"
            yield from (f"  {each}" for each in sorted(self.unread))
            yield (
                "    → Nếu ở đó có thủ tục, ghi đầu cột vào dòng 2 như ở trang tính đã đọc, rồi "
                "nhập lại tệp."
            )
        if self.internal:
            yield (
                f"Bỏ {len(self.internal)} thủ tục nội bộ, không dành cho công chúng "
                f"[bẫy {Trap.ODD_CODE.value}]:"
            )
            yield from (f"  {shown(code)} {shown(title, 90)}" for code, title in self.internal)
        yield from self._elsewhere(is_full)
        if self.refusals:
            yield f"Từ chối {len(self.refusals)} bản ghi:"
            yield from (f"  {each}" for each in sorted(self.refusals))
        if self.doubts:
            yield "Nghi ngờ, theo từng loại bẫy:"
            yield from self._doubts(is_full)
        if self.differences:
            yield f"Khác với dữ liệu đang có: {len(self.differences)} thủ tục."
            yield from self.differences
        if self.accepted:
            yield f"Đã nhận thay đổi của {len(self.accepted)} thủ tục:"
            yield from (f"  {each}" for each in sorted(self.accepted))
        yield from self.held
        yield from (f"Bản tiếng Anh chờ dịch: {each}" for each in sorted(self.aside))
        yield f"{self.files} tệp đổi."

    def _elsewhere(self, is_full: bool) -> Iterator[str]:
        """What is not imported because other provinces announced it."""
        mark = f"[bẫy {Trap.OTHER_PROVINCE.value}]"
        if self.elsewhere:
            yield (
                f"Bỏ {len(self.elsewhere)} thủ tục do tỉnh, thành phố khác công bố, không phải của "
                f"{self.province} {mark}:"
            )
            yield from _grouped(self.elsewhere, is_full)
            yield (
                "    → Vẫn muốn nhận thì thêm --include-other-provinces; đầu trang từng thủ tục sẽ "
                "ghi là của nơi nào."
            )
        if self.untouched:
            yield (
                f"Không so, không sửa {len(self.untouched)} thủ tục đã có, vì bản ghi là của tỉnh, "
                f"thành phố khác {mark}:"
            )
            yield from _grouped(self.untouched, is_full)

    def _doubts(self, is_full: bool) -> Iterator[str]:
        traps: dict[Trap, list[Doubt]] = defaultdict(list)
        for doubt in sorted(set(self.doubts)):
            traps[doubt.trap].append(doubt)
        for trap, doubts in traps.items():
            codes = list(dict.fromkeys(doubt.code for doubt in doubts))
            yield f"[bẫy {trap.value}] {trap.title}: {len(codes)} bản ghi"
            if is_full or self.read <= FEW:
                yield from (f"  {doubt}" for doubt in doubts)
            else:
                yield from _wrapped(codes)


def _grouped(records: list[Elsewhere], is_full: bool) -> Iterator[str]:
    """One line for each of `records`; of many, unless `is_full`, the codes by who announced."""
    if is_full or len(records) <= FEW:
        yield from (f"  {each}" for each in sorted(records))
        return
    codes: dict[str, list[str]] = defaultdict(list)
    for each in sorted(records):
        codes[each.announced_by].append(each.code)
    for name, own in sorted(codes.items()):
        yield f"  {shown(name, 90)}, {len(own)}:"
        yield from (f"  {line}" for line in _wrapped(own))


def _wrapped(codes: Iterable[str]) -> list[str]:
    return textwrap.wrap(
        ", ".join(codes), 100, initial_indent="  ", subsequent_indent="  ", break_long_words=False
    )
