"""Promises of the layout, kept by looking at the code itself."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

from tthc import terms
from tthc.fields import FILES, Kind, fields, records
from tthc.rules import RULES

ROOT = Path(__file__).resolve().parents[1]
HANDBOOK = ROOT / "docs/bao-tri"
SCRIPTS = sorted((ROOT / "scripts").glob("*.py"))
MAX_LINES = 400
MAX_HOOK = 120
PRESENTING = tuple(f"src/tthc/{folder}/" for folder in ("pages", "search", "press"))


def python(*folders: str) -> list[Path]:
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@pytest.mark.parametrize(
    "file",
    [
        file
        for file in python("src", "scripts", "tests")
        if not name(file).startswith("tests/site/")
    ],
    ids=name,
)
def test_only_hooks_import_mkdocs(file: Path) -> None:
    assert {each.split(".")[0] for each in imported(file)} & {"mkdocs", "material"} == set()


@pytest.mark.parametrize("file", python("src", "hooks", "scripts", "tests"), ids=name)
def test_nothing_touches_the_path_of_imports(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "sys.path":
            pytest.fail(f"line {node.lineno}")


def test_every_module_has_its_place_in_the_layout() -> None:
    layout = (ROOT / "README.md").read_text(encoding="utf-8").split("```")[1]
    own = (each for each in (ROOT / "src/tthc").iterdir() if each.name[0] not in "._")
    parts = {each.name if each.suffix else f"{each.name}/" for each in own}
    assert {each for each in parts if not re.search(rf"(?<!\w){re.escape(each)}", layout)} == set()


@pytest.mark.parametrize("file", python("src", "hooks", "scripts", "tests"), ids=name)
def test_no_file_is_too_long(file: Path) -> None:
    most = MAX_HOOK if file.parent.name == "hooks" else MAX_LINES
    assert len(file.read_text(encoding="utf-8").splitlines()) <= most


@pytest.mark.parametrize("file", python("hooks"), ids=name)
def test_no_hook_is_named_like_a_module(file: Path) -> None:
    found = importlib.util.find_spec(file.stem)
    assert found is None or found.origin is None  # a folder of data is no module


def test_the_model_imports_nothing_else_of_the_catalogue() -> None:
    for file in python("src/tthc/model"):
        own = {each for each in imported(file) if each.startswith("tthc")}
        assert all(each.startswith("tthc.model") for each in own), file


def test_the_check_knows_nothing_of_pages() -> None:
    for file in python("src/tthc"):
        if not name(file).startswith(PRESENTING):
            assert not any(each.startswith("tthc.pages") for each in imported(file)), file


@pytest.mark.parametrize("script", SCRIPTS, ids=name)
def test_script_has_help(script: Path) -> None:
    done = subprocess.run(
        [sys.executable, script, "--help"], capture_output=True, check=False, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "usage:" in done.stdout


def test_every_script_that_depends_on_the_day_takes_one() -> None:
    for script in SCRIPTS:
        text = script.read_text(encoding="utf-8")
        if re.search(r"^from tthc import .*\b(project|clock)\b", text, flags=re.MULTILINE):
            assert "console.parser(" in text and "console.arguments(" in text, script.name


@pytest.mark.parametrize("script", SCRIPTS, ids=name)
def test_script_is_in_the_handbook(script: Path) -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in HANDBOOK.rglob("*.md"))
    assert f"scripts/{script.name}" in pages


def test_every_key_has_a_vietnamese_name() -> None:
    models = {record for model in FILES.values() for record, _ in records(model)}
    keys = {each.key for model in models for each in fields(model)}
    assert keys - set(terms.FIELDS) == set()
    assert set(terms.FIELDS) - keys == set()


def enumerations() -> list[type[StrEnum]]:
    return sorted(
        {
            each.type
            for model in FILES.values()
            for record, _ in records(model)
            for each in fields(record)
            if each.kind is Kind.CHOICE
        },
        key=lambda each: each.__name__,
    )


@pytest.mark.parametrize("enumeration", enumerations(), ids=lambda each: each.__name__)
def test_every_value_has_words_in_both_languages(enumeration: type[StrEnum]) -> None:
    for member in enumeration:
        vietnamese, english = terms.label(member), terms.label(member, "en")
        assert bool(vietnamese) == bool(english)
        assert bool(vietnamese) or member.value == "other"


def _anchors(page: str) -> set[str]:
    return set(re.findall(r"\{: #([a-z0-9-]+) \}", page))


def test_every_rule_has_a_heading_in_the_handbook() -> None:
    anchors = _anchors((HANDBOOK / "quy-tac.md").read_text(encoding="utf-8"))
    assert {rule.id.lower() for rule in RULES} - anchors == set()


def test_every_other_code_has_a_heading_in_the_handbook() -> None:
    codes = set()
    for file in python("src/tthc"):
        codes |= set(re.findall(r'"([YKFTN]\d\d)"', file.read_text(encoding="utf-8")))
    anchors = _anchors((HANDBOOK / "quy-tac.md").read_text(encoding="utf-8"))
    assert {code.lower() for code in codes} - anchors == set()
    known = {rule.id.lower() for rule in RULES} | {code.lower() for code in codes}
    assert {each for each in anchors if re.fullmatch(r"[a-z]\d\d", each)} - known == set()


def test_titles_of_rules_in_the_handbook_are_those_of_the_code() -> None:
    page = (HANDBOOK / "quy-tac.md").read_text(encoding="utf-8")
    for rule in RULES:
        assert f"### {rule.id}. {rule.title} {{: #{rule.id.lower()} }}" in page


@pytest.mark.parametrize("page", sorted(HANDBOOK.rglob("*.md")), ids=name)
def test_pages_of_the_handbook_are_not_searched_and_have_anchors(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert re.match(r"---\ntitle: .+\n(.+\n)*?search: \{exclude: true\}\n", text)
    outside_code = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    for heading in re.findall(r"^#+ .*$", outside_code, flags=re.MULTILINE):
        assert re.search(r"\{: #[a-z0-9-]+ \}$", heading), heading
    for target in re.findall(r"\]\(([a-z0-9-]+\.md)?(?:#([a-z0-9-]+))?\)", outside_code):
        other = HANDBOOK / target[0] if target[0] else page
        assert other.exists(), target
        assert not target[1] or target[1] in _anchors(other.read_text(encoding="utf-8")), target
