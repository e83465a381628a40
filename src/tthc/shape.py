"""From plain data to frozen models; what does not fit is worded for staff.

Pydantic's error *types* are translated, never its English texts. A record with errors is still
built as far as it goes (`Shaped.is_partial`), misspelt keys and choices being taken for what was
likely meant, so that the rules can report what else is wrong with it in the same run.
"""

from __future__ import annotations

import difflib
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from tthc import terms
from tthc.model.base import MAX_TEXT
from tthc.problems import Problem, shown
from tthc.reading import Place, Source

CODE_ADVICE = (
    "Ghi một chữ số, dấu chấm, sáu chữ số, ví dụ 1.009664; chép nguyên từ quyết định công bố."
)

LIKELY = 0.7
"""How alike two keys are, from 0 to 1, for one to be offered in place of the other."""
CERTAIN = 0.8
"""For reading on as if the other had been written."""

_WORDINGS: dict[str, tuple[str, str, str]] = {
    "missing": ("K01", "thiếu mục «{key}» ({label})", "Thêm dòng «{key}: …»."),
    "model_type": (
        "K03",
        "«{key}» ({label}) phải là một nhóm mục con, không phải {value}",
        "Viết mỗi mục con trên một dòng, thụt vào hai dấu cách, theo mẫu trong sổ tay.",
    ),
    "tuple_type": (
        "K03",
        "«{key}» ({label}) phải là danh sách, không phải {value}",
        "Viết mỗi phần tử trên một dòng bắt đầu bằng «- », hoặc [a, b].",
    ),
    "string_too_long": (
        "K05",
        f"«{{key}}» ({{label}}) dài quá {MAX_TEXT:,} ký tự".replace(",", "."),
        "Viết ngắn lại hoặc tách thành nhiều mục.",
    ),
    "date_form": (
        "P19",
        "{label} là {value}, không đúng dạng năm-tháng-ngày",
        "Ghi theo dạng năm-tháng-ngày, ví dụ 2026-07-17.",
    ),
    "date_unknown": (
        "P19",
        "{label} là {value}, ngày này không có trong lịch",
        "Kiểm tra lại số ngày của tháng, ví dụ 2024-02-29.",
    ),
    "date_far": (
        "P19",
        "{label} là {value}, năm này không hợp lý",
        "Kiểm tra lại bốn chữ số của năm.",
    ),
    "number_form": (
        "P18",
        "{label} là {value}, không phải số nguyên",
        "Chỉ ghi chữ số, ví dụ 10; đơn vị ghi ở mục riêng.",
    ),
    "money_form": (
        "P18",
        "{label} là {value}, không phải số đồng nguyên",
        "Chỉ ghi chữ số, ví dụ 1000000 hoặc 1_000_000; chưa biết mức thu thì dùng «set_by».",
    ),
    "code_form": (
        "P02",
        "mã thủ tục {value} không đúng dạng của Cơ sở dữ liệu quốc gia",
        CODE_ADVICE,
    ),
    "id_form": (
        "K06",
        "«{key}» là {value}, không đúng dạng mã định danh",
        "Dùng chữ thường không dấu, số và dấu gạch nối, ví dụ 96-2026-nd-cp.",
    ),
    "url_form": (
        "K07",
        "«{key}» là {value}, không phải địa chỉ web",
        "Ghi đầy đủ, bắt đầu bằng https://, ví dụ https://vanban.chinhphu.vn.",
    ),
    "province_form": (
        "K03",
        "«{key}» ({label}) là {value}, không phải tên một tỉnh hoặc thành phố",
        "Ghi cả chữ «tỉnh» hoặc «thành phố», tên viết hoa, ví dụ tỉnh Khánh Hòa.",
    ),
    "time_form": (
        "P18",
        "{label} là {value}, không phải giờ trong ngày",
        "Ghi giờ:phút theo 24 giờ, ví dụ 15:30.",
    ),
    "yes_no_form": (
        "K04",
        "«{key}» ({label}) là {value}, phải là true (có) hoặc false (không)",
        "Ghi true hoặc false.",
    ),
}

_EMPTY = ("K05", "«{key}» ({label}) để trống", "Ghi giá trị hoặc xóa dòng này.")
_NOT_ONE_VALUE = (
    "K03",
    "«{key}» ({label}) phải là một giá trị, không phải {value}",
    "Viết một giá trị trên cùng dòng với tên mục; chữ có dấu : hoặc [ thì đặt trong nháy kép.",
)
_OTHER = ("K03", "«{key}» ({label}) có giá trị {value} không dùng được", "Xem mẫu trong sổ tay.")

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Shaped(Generic[M]):
    """A record as far as it could be built. In a partial one, any attribute that is not a record
    or a list may be None."""

    record: M | None
    problems: tuple[Problem, ...] = ()
    broken: tuple[Place, ...] = ()
    """Where something is missing or could not be read."""

    @property
    def is_partial(self) -> bool:
        return bool(self.broken)


def build(model: type[M], source: Source, place: Place = ()) -> Shaped[M]:
    """The record of type `model` written at `place` of `source`."""
    data = source.value(place)
    if not isinstance(data, dict):
        if source.is_unreadable(place):
            return Shaped(None, (), (place,))
        problem = Problem(
            source.file,
            source.line(place),
            "K03",
            f"chỗ này phải là các mục «tên: giá trị», không phải {_written(data)}",
            "Viết theo mẫu trong sổ tay, ví dụ bắt đầu bằng «code: 1.009664».",
        )
        return Shaped(None, (problem,), (place,))
    problems: list[Problem] = []
    record, details = _validated(model, data)
    while slips := _misspelt(details, model, data, CERTAIN):
        for loc, name in slips.items():
            problems.append(_unknown_key(source, (*place, *loc), name))
            source.rename((*place, *loc), name)
        record, details = _validated(model, data)
    likely = _misspelt(details, model, data, LIKELY)
    problems += _worded(details, model, likely, source, place)
    broken = [(*place, *detail["loc"]) for detail in details if detail["type"] != "extra_forbidden"]
    broken += [(*place, *loc[:-1], name) for loc, name in likely.items()]
    broken += [each for each in source.unreadable if each[: len(place)] == place]
    record = record or typing.cast("M", _salvaged(model, data))
    return Shaped(record, tuple(problems), tuple(broken))


def _validated(model: type[M], data: Any) -> tuple[M | None, list[ErrorDetails]]:
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def _worded(
    details: list[ErrorDetails],
    model: type[BaseModel],
    likely: dict[Place, str],
    source: Source,
    place: Place,
) -> Iterator[Problem]:
    meant = {(*loc[:-1], name) for loc, name in likely.items()}
    for detail in details:
        loc, kind, given = detail["loc"], detail["type"], detail["input"]
        if source.is_unreadable((*place, *loc)) or (kind == "missing" and loc in meant):
            continue  # reported already, or reported as the unknown key
        if kind == "extra_forbidden":
            yield _unknown_key(source, (*place, *loc), likely.get(loc))
            continue
        if kind == "enum" and isinstance(given, str) and given.strip():
            wording = (
                "K04",
                "«{key}» ({label}) là {value}, không có trong danh sách",
                f"Chọn một trong: {', '.join(_choices(model, loc))}.",
            )
        else:
            wording = _wording(kind, given)
        key = next((part for part in reversed(loc) if isinstance(part, str)), "")
        words = {"key": key, "label": terms.field(key), "value": _written(given)}
        rule, message, advice = wording[0], *(text.format_map(words) for text in wording[1:])
        yield Problem(source.file, source.line((*place, *loc)), rule, message, advice)


def _wording(kind: str, given: Any) -> tuple[str, str, str]:
    if isinstance(given, str) and not given.strip():
        return _EMPTY
    if isinstance(given, dict | list) and kind not in ("missing", "model_type", "tuple_type"):
        return _NOT_ONE_VALUE
    return _WORDINGS.get(kind, _OTHER)


def _written(value: Any) -> str:
    if isinstance(value, dict):
        return "một nhóm mục"
    return "một danh sách" if isinstance(value, list) else shown(value or "")


def _unknown_key(source: Source, place: Place, known: str | None) -> Problem:
    return Problem(
        source.file,
        source.line(place),
        "K02",
        f"không có mục nào tên là {shown(place[-1])}",
        f"Có phải «{known}» ({terms.field(known)})?"
        if known
        else "Xóa dòng này, hoặc xem danh sách các mục trong sổ tay.",
    )


def _misspelt(
    details: list[ErrorDetails], model: type[BaseModel], data: Any, cutoff: float
) -> dict[Place, str]:
    """Unknown keys, each with the absent key that it resembles."""
    found: dict[Place, str] = {}
    for detail in details:
        loc = detail["loc"]
        if detail["type"] == "extra_forbidden":
            owner = _annotation_at(model, loc[:-1])
            written = _at(data, loc[:-1])
            taken = {name for each, name in found.items() if each[:-1] == loc[:-1]}
            names = [name for name in owner.model_fields if name not in written.keys() | taken]
            if near := difflib.get_close_matches(str(loc[-1]), names, 1, cutoff):
                found[loc] = near[0]
    return found


def _at(data: Any, place: Place) -> Any:
    for part in place:
        data = data[part]
    return data


def _choices(model: type[BaseModel], loc: Place) -> list[str]:
    kind = _annotation_at(model, loc)
    return [str(member.value) for member in kind] if issubclass(kind, Enum) else []


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def core(annotation: Any) -> Any:
    """`annotation` without None and Annotated; a tuple keeps its form `tuple[X, ...]`."""
    while True:
        origin = typing.get_origin(annotation)
        if origin is Annotated:
            annotation = typing.get_args(annotation)[0]
        elif origin in (typing.Union, types.UnionType):
            annotation = next(
                arg for arg in typing.get_args(annotation) if arg is not types.NoneType
            )
        else:
            return annotation


def _annotation_at(model: type[BaseModel], loc: Place) -> Any:
    annotation: Any = model
    for part in loc:
        annotation = core(annotation)
        if isinstance(part, int):
            annotation = typing.get_args(annotation)[0]
        elif _is_model(annotation) and part in annotation.model_fields:
            annotation = annotation.model_fields[part].annotation
    return core(annotation)


@cache
def _adapter(annotation: Any) -> TypeAdapter[Any]:
    return TypeAdapter(annotation)


def _salvaged(annotation: Any, value: Any) -> Any:
    """What of `value` fits `annotation`; None, () or a record of these stand for what does not."""
    try:
        return _adapter(annotation).validate_python(value)
    except ValidationError:
        pass
    kind = core(annotation)
    if _is_model(kind) and isinstance(value, dict):
        parts = {}
        for name, info in kind.model_fields.items():
            whole = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
            if name in value:
                parts[name] = _salvaged(whole, value[name])
            elif info.is_required():
                parts[name] = _hole(info.annotation)
            else:
                parts[name] = info.get_default()
        return kind.model_construct(**parts)
    if typing.get_origin(kind) is tuple and isinstance(value, list):
        item = typing.get_args(kind)[0]
        return tuple(_salvaged(item, part) for part in value)
    if isinstance(kind, type) and issubclass(kind, Enum) and isinstance(value, str):
        values = [str(member.value) for member in kind]
        near = difflib.get_close_matches(value.lower(), values, 1, LIKELY)
        return kind(near[0]) if near else None
    return _hole(annotation)


def _hole(annotation: Any) -> Any:
    kind = core(annotation)
    if _is_model(kind) and kind is annotation:
        return kind.model_construct(
            **{name: _hole(info.annotation) for name, info in kind.model_fields.items()}
        )
    return () if typing.get_origin(kind) is tuple else None
