"""What becomes of the English side of a procedure when a change of the national record is taken
over: words that still fit are carried along, the rest has to be translated by people."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from pydantic import BaseModel, ValidationError

from tthc import english, reading
from tthc.importing.building import ORDER
from tthc.importing.yaml_text import changed
from tthc.model.procedure import Procedure
from tthc.problems import shown

Plain = dict[str, Any]
Lack = tuple[str, str]
"""Where words are missing, as `steps.2.text`, and the Vietnamese words."""

ASIDE = ".can-dich"
"""Added to the name of an English file that waits for a translator; nothing reads such files."""
_FEW = 5


@dataclass(frozen=True, slots=True)
class Side:
    """The English side as far as it can be carried along."""

    content: bytes
    """The new file, without the words that are lacking."""
    lacks: tuple[Lack, ...]

    @property
    def aside(self) -> bytes:
        """The file for the translator: what is lacking, then what there is."""
        lines = [
            "# Bản tiếng Anh chờ dịch, chưa lên trang. Điền các chỗ dưới đây, xóa các dòng có dấu",
            f"# này, rồi đổi tên tệp (bỏ «{ASIDE}»). Chỗ chưa dịch đang ghi {{}} hoặc không có.",
            *(f"#   {place}: {' '.join(words.split())}" for place, words in self.lacks),
        ]
        return "\n".join([*lines, ""]).encode() + self.content

    def told(self) -> list[str]:
        """For staff, what has to be translated."""
        more = len(self.lacks) - _FEW
        return [
            *(f"{place}: {shown(words, 90)}" for place, words in self.lacks[:_FEW]),
            *([f"… và {more} chỗ nữa"] if more > 0 else []),
        ]


def side(before: Procedure, after: bytes, content: bytes, note: tuple[str, str]) -> Side | None:
    """The English file `content` of `before`, for the procedure file `after`. `note` is the note of
    the change that was added last, in both languages. None when `after` is no procedure."""
    try:
        made = Procedure.model_validate(reading.parse(after, PurePath("vi")).data)
    except ValidationError:
        return None
    old = reading.parse(content, PurePath("en")).data
    lacks: list[Lack] = []
    found = _carried((before, made, old), "", lacks, dict([note])) or {}
    values = {key: found.get(key) for key in {**old, **found} if key != "translated_on"}
    new = {key: value for key, value in values.items() if value != old.get(key)}
    return Side(changed(content, new, ("translated_on", *ORDER)), tuple(lacks))


def _carried(
    sides: tuple[Any, Any, Any], place: str, lacks: list[Lack], known: dict[str, str]
) -> Any:
    """The English of what stands now: of what is said as before, and what is `known`. `sides` are
    the Vietnamese before and now, and the English before."""
    before, after, words = sides
    if isinstance(after, str):
        if after in known:
            return known[after]
        if before == after and isinstance(words, str):
            return words
        lacks.append((place, after))
        return None
    if isinstance(after, tuple):
        items = []
        for number, item in enumerate(after, 1):
            at = _same(before or (), item)
            old = before[at] if at is not None else None
            has_own = at is not None and isinstance(words, list) and at < len(words)
            own = words[at] if has_own else None
            made = _carried((old, item, own), f"{place}.{number}", lacks, known)
            items.append({} if made is None else made)
        return items if any(items) else None
    if isinstance(after, BaseModel) and (model := english.side(type(after))) is not None:
        found = {}
        for name in model.model_fields:
            own = words.get(name) if isinstance(words, dict) else None
            inner = (getattr(before, name, None), getattr(after, name), own)
            made = _carried(inner, f"{place}.{name}".lstrip("."), lacks, known)
            if made:
                found[name] = made
        return found or None
    return None


def _same(before: tuple[Any, ...], item: Any) -> int | None:
    """Where in `before` the same is said as in `item`, or what has the same id stands."""
    for key in (_words, lambda each: getattr(each, "id", None)):
        wanted = key(item)
        if wanted:
            found = next((at for at, each in enumerate(before) if key(each) == wanted), None)
            if found is not None:
                return found
    return None


def _words(value: Any) -> tuple[Any, ...]:
    return tuple(english.missing(value, None))
