"""What of a procedure counts as changed: what somebody must do, bring, pay or wait.

The rule that asks for a note and the list of differences that readers see both rest on this.
"""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic import BaseModel

FUNCTIONAL = (
    "audience",
    "contact_point",
    "competent_authority",
    "executing_agencies",
    "participants",
    "steps",
    "channels",
    "online",
    "cases",
    "processing_time",
    "costs",
    "outputs",
    "requirements",
    "legal_basis",
    "requires",
)
"""Fields that change what somebody must do, bring, pay or wait."""
WORDS = frozenset(("note", "text", "name", "description", "role", "reason", "medium"))
"""Below these keys a change of words alone changes nothing that one must do; numbers count."""
ORDERED = ("steps",)
"""Fields of which the order says something; elsewhere what only moved has not changed."""


_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def differs(key: str, old: Any, new: Any) -> bool:
    """Whether two values of the field `key` differ in substance. Both are records, or both plain
    data as written."""
    if key in ORDERED and isinstance(old, list | tuple) and isinstance(new, list | tuple):
        return [substance(each) for each in old] != [substance(each) for each in new]
    return bool(substance(old) != substance(new))


def substance(value: Any) -> Any:
    """`value` with nothing but the numbers of words that may be polished freely, and without an
    order of lists."""
    if isinstance(value, BaseModel):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, dict):
        kept = {key: substance(item) for key, item in value.items() if key not in WORDS}
        numbers = {key: _numbers(value[key]) for key in WORDS & value.keys()}
        return kept | {key: found for key, found in numbers.items() if found}
    if isinstance(value, list | tuple):
        return sorted((substance(item) for item in value), key=_sortable)
    return value


def _numbers(words: Any) -> list[str]:
    """Such as `["20", "5,5"]`."""
    return _NUMBER.findall(words) if isinstance(words, str) else []


def _sortable(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
