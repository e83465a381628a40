"""What is generated from the models: the handbook's table and the schemas for editors."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import CASES
from tthc import handbook, json_schema, terms
from tthc.fields import FILES, Kind, fields, records
from tthc.loading import REGISTERS
from tthc.model.procedure import Cost, Procedure

ROOT = Path(__file__).resolve().parents[1]


def test_page_of_fields_is_up_to_date() -> None:
    page = (ROOT / "docs/bao-tri/truong-du-lieu.md").read_text(encoding="utf-8")
    assert page == handbook.fields_page(), "run: python scripts/describe_fields.py --write"


@pytest.mark.parametrize("name", FILES)
def test_schema_is_up_to_date(name: str) -> None:
    file = ROOT / f"procedures/schema/{name}.json"
    hint = "run: python scripts/write_schema.py --write"
    assert file.read_text(encoding="utf-8") == json_schema.text(name), hint


def test_every_link_on_the_page_has_its_heading() -> None:
    page = handbook.fields_page()
    anchors = re.findall(r"\{: #([a-z0-9-]+) \}", page)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#([^)]*)\)", page)) <= set(anchors)


def test_every_key_is_on_the_page() -> None:
    page = handbook.fields_page()
    for name, model in FILES.items():
        if not name.endswith(".en"):
            for record, _ in records(model):
                for each in fields(record):
                    assert f"| `{each.key}` | {terms.FIELDS[each.key]} |" in page


def test_kinds_are_told_apart() -> None:
    kinds = {each.key: each for each in fields(Cost)}
    assert (kinds["amount"].kind, kinds["amount"].is_required) == (Kind.DONG, False)
    assert (kinds["kind"].kind, kinds["name"].is_translated) == (Kind.CHOICE, True)
    assert (kinds["cases"].is_list, kinds["cases"].register) == (True, "cases")
    assert {each.key for each in fields(Procedure) if each.is_required} == {
        "code", "title", "summary", "field", "source", "review",
    }  # fmt: skip


def faults(value: Any, schema: dict[str, Any], defs: dict[str, Any]) -> list[str]:
    """What `schema` says against `value`: as much of JSON Schema as ours use."""
    for part in schema.get("allOf", []):
        return faults(value, defs[part["$ref"].rsplit("/", 1)[1]], defs)
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{value} is not in the list"]
    kinds: dict[str, Any] = {"string": str, "number": (int, float), "integer": int, "boolean": bool}
    kinds |= {"object": dict, "array": list}
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(isinstance(value, kinds[name]) for name in names):
        return [f"{value} is no {names}"]
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        return [f"{value} has another form"]
    found = []
    if isinstance(value, list):
        for item in value:
            found += faults(item, schema["items"], defs)
    if isinstance(value, dict):
        found += [f"{key} is missing" for key in schema.get("required", []) if key not in value]
        for key, item in value.items():
            if key in schema["properties"]:
                found += faults(item, schema["properties"][key], defs)
            else:
                found.append(f"{key} is unknown")
    return found


def _kind_of(file: Path) -> str:
    folder = file.parent.name
    if folder in ("law", "calendar"):
        return folder
    if folder == "registers":
        return file.stem
    return "procedure.en" if file.name.endswith(".en.yml") else "procedure"


BASE = sorted((CASES / "base").rglob("*.yml"))


class _Editor(yaml.SafeLoader):
    """YAML as an editor reads it (YAML 1.2), where a date and `on` are text."""


_Editor.yaml_implicit_resolvers = {
    first: [
        each
        for each in each_of
        if "timestamp" not in each[0] and ("bool" not in each[0] or first in "tTfF")
    ]
    for first, each_of in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("loader", [yaml.BaseLoader, _Editor])
@pytest.mark.parametrize("file", BASE, ids=lambda file: file.name)
def test_schema_accepts_good_data_as_an_editor_reads_it(file: Path, loader: Any) -> None:
    schema = json.loads(json_schema.text(_kind_of(file)))
    data = yaml.load(file.read_text(encoding="utf-8"), loader)
    for item in data if isinstance(data, list) else [data]:
        assert faults(item, schema.get("items", schema), schema["$defs"]) == []


def test_schema_rejects_what_the_check_rejects() -> None:
    schema = json.loads(json_schema.text("procedure"))
    data = yaml.load(BASE[-2].read_text(encoding="utf-8"), yaml.BaseLoader)
    assert data["code"] == "9.000001"
    for key, value in {
        "code": "9000001",
        "level": "tinh",
        "titel": "x",
        "costs": "x",
        "review": {},
        "changes": [{"on": "1/2/2026", "kind": "major", "note": "x"}],
    }.items():
        assert faults({**data, key: value}, schema, schema["$defs"]), key


def test_registers_are_lists() -> None:
    for name in FILES:
        assert (json_schema.schema(name).get("type") == "array") == (name in REGISTERS)
