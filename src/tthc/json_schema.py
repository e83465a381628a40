"""JSON Schemas with which an editor completes keys and underlines slips while one types.

They say less than the rules do. An editor reads YAML's own types where `tthc.reading` keeps the
written string, so both are accepted: `1.009664` is a number to the one and text to the other.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from tthc import terms
from tthc.fields import FILES, FormField, Kind, fields, records
from tthc.loading import REGISTERS

_SCALARS: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": ["string", "number", "boolean"], "minLength": 1},
    Kind.DATE: {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    Kind.COUNT: {"type": ["integer", "string"], "pattern": "^[0-9]{1,9}$", "minimum": 0},
    Kind.DONG: {
        "type": ["integer", "string"],
        "pattern": "^([0-9]{1,3}(_[0-9]{3})*|[0-9]{1,15})$",
        "minimum": 0,
    },
    Kind.YES_NO: {"enum": [True, False, "true", "false"]},
    Kind.TIME: {
        "type": ["string", "integer"],
        "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$",
    },
    Kind.CODE: {"type": ["number", "string"], "pattern": "^[0-9]\\.[0-9]{6}$"},
    Kind.ID: {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    Kind.URL: {"type": "string", "pattern": "^https?://"},
}


def schema(name: str) -> dict[str, Any]:
    """The schema of the kind of file `name` of `fields.FILES`."""
    model = FILES[name]
    whole = _reference(model)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": name,
        **({"type": "array", "items": whole} if name in REGISTERS else whole),
        "$defs": {each.__name__: _record(each) for each, _ in records(model)},
    }


def text(name: str) -> str:
    """`schema(name)` as it stands in its file."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def _record(model: type[BaseModel]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "type": "object",
        "properties": {each.key: _property(each) for each in fields(model)},
        "additionalProperties": False,
    }
    if required := [each.key for each in fields(model) if each.is_required]:
        described["required"] = required
    return described


def _property(field: FormField) -> dict[str, Any]:
    one = _value(field)
    value = {"type": "array", "items": one} if field.is_list else one
    return {"title": terms.field(field.key), **value}


def _reference(model: type[BaseModel]) -> dict[str, Any]:
    return {"allOf": [{"$ref": f"#/$defs/{model.__name__}"}]}


def _value(field: FormField) -> dict[str, Any]:
    if field.kind is Kind.RECORD:
        return _reference(field.type)
    if field.kind is Kind.CHOICE:
        return {
            "enum": [member.value for member in field.type],
            "enumDescriptions": [terms.label(member) for member in field.type],
        }
    return _SCALARS[field.kind]
