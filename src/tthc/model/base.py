"""What every record shares: frozen, closed to unknown keys, and built from plain strings.

YAML scalars reach the models as the strings that were written, so each type here says how it
reads a string. A value that it refuses raises a `PydanticCustomError` whose type names the rule
of `shape` that words it for staff; nothing is ever matched on English text.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

MAX_TEXT = 6000
"""Characters in one text. The longest of the national records is below 4,000."""

MAX_PROSE = 40_000
"""Characters in the text of one page."""

YEARS = range(1945, 2101)
"""Years that a date may have: from the first laws of the State to any end that one plans."""


class Record(BaseModel):
    """Base of all models."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickles hold values only. Which of them were written and which are defaults is not told:
        that would take more memory than the values."""
        values, kind = self.__dict__, type(self)
        return assembled, (kind, *[values[name] for name in kind.__pydantic_fields__])


R = TypeVar("R", bound=Record)


def assembled(kind: type[R], *values: Any) -> R:
    """The record that has `values`, which are right, in the order of its fields. Short texts,
    such as ids and the names of papers, are shared by all records."""
    found = kind.__new__(kind)
    for name, value in zip(kind.__pydantic_fields__, values, strict=True):
        is_short = type(value) is str and len(value) <= _SHORT
        _set(found, name, sys.intern(value) if is_short else value)
    _set(found, "__pydantic_fields_set__", _NONE_SET)
    _set(found, "__pydantic_extra__", None)
    _set(found, "__pydantic_private__", None)
    return found


_set = object.__setattr__
_SHORT = 100
_NONE_SET: set[str] = set()


class Translated:
    """Marks a field whose words have an English side (see `tthc.english`)."""


TRANSLATED = Translated()


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks an id of something else; `register` names the catalogue's attribute that has it."""

    register: str


def _iso_date(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            raise PydanticCustomError("date_form", "not YYYY-MM-DD")
        if int(value[:4]) not in YEARS:
            raise PydanticCustomError("date_far", "not a year of this data")
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("date_unknown", "no such day") from None
    return value


def _whole_number(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"\d{1,9}", value, re.ASCII):
            raise PydanticCustomError("number_form", "not a whole number")
        return int(value)
    return value


def _dong(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"\d{1,3}(_\d{3})*|\d{1,15}", value, re.ASCII):
            raise PydanticCustomError("money_form", "not whole đồng")
        return int(value.replace("_", ""))
    return value


def _yes_no(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return {"true": True, "false": False}[value]
        except KeyError:
            raise PydanticCustomError("yes_no_form", "not true or false") from None
    return value


def _clock_time(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value, re.ASCII):
        raise PydanticCustomError("time_form", "not HH:MM")
    return value


def _procedure_code(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"\d\.\d{6}", value, re.ASCII):
        raise PydanticCustomError("code_form", "not a national code")
    return value


def _identifier(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise PydanticCustomError("id_form", "not a slug")
    return value


_PROVINCE = re.compile(r"(?:tỉnh|thành phố) (?P<name>[^\W\d_]\w{,9}(?: (?:- )?\w{1,10}){,3})")
"""As `tthc.provinces` reads it."""


def _province(value: Any) -> Any:
    found = _PROVINCE.fullmatch(value) if isinstance(value, str) else None
    if isinstance(value, str) and not (found and found["name"][0].isupper()):
        raise PydanticCustomError("province_form", "not a province")
    return value


def _https(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"https?://[^\s\"'<>\\]+", value):
        raise PydanticCustomError("url_form", "not a web address")
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT)]
"""Plain words, shown as they are: markup in them is shown, never obeyed."""

Words = Annotated[Text, TRANSLATED]
"""Plain words in Vietnamese that the English file of a procedure gives in English."""

Prose = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_PROSE),
    TRANSLATED,
]
"""Markdown; HTML in it is shown, never obeyed."""

Date = Annotated[date, BeforeValidator(_iso_date)]
"""Written `YYYY-MM-DD`; days are those of Việt Nam (UTC+7)."""

Count = Annotated[int, BeforeValidator(_whole_number)]
"""A whole number in digits."""

Dong = Annotated[int, BeforeValidator(_dong)]
"""Whole đồng, written `1500000` or `1_500_000`."""

YesNo = Annotated[bool, BeforeValidator(_yes_no)]
"""Written `true` or `false`."""

ClockTime = Annotated[str, BeforeValidator(_clock_time)]
"""Written `HH:MM`, 24 hours, Việt Nam time."""

ProcedureCode = Annotated[str, BeforeValidator(_procedure_code)]
"""The national code (mã thủ tục), such as `1.009664`. It looks like a number and is not one."""

Id = Annotated[str, BeforeValidator(_identifier)]
"""A stable name in lower-case ASCII words joined by hyphens; it appears in addresses."""

Url = Annotated[str, BeforeValidator(_https)]
"""An address that begins with http:// or https://."""

ProvinceName = Annotated[str, BeforeValidator(_province)]
"""A province with its kind, such as `tỉnh Khánh Hòa` or `thành phố Huế`."""

AgencyId = Annotated[Id, Refers("agencies")]
CaseId = Annotated[Id, Refers("cases")]
"""A case of the same procedure."""
EventId = Annotated[Id, Refers("events")]
EvidenceTypeId = Annotated[Id, Refers("evidence_types")]
FieldId = Annotated[Id, Refers("fields")]
FormId = Annotated[Id, Refers("forms")]
LawId = Annotated[Id, Refers("laws")]
OtherProcedure = Annotated[ProcedureCode, Refers("procedures")]
UpdateSlug = Annotated[Id, Refers("updates")]
"""The name of a policy update's file without its date."""
