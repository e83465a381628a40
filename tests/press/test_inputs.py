"""A file with the inputs of another build has its bytes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import CASES
from tests.editing import edit
from tests.press.sites import DAY, FRAME, copied, editions
from tests.trees import Place, at, places, replaced, tree, write
from tests.versioning import CODE, english, note, vietnamese
from tthc.memory import Live, Memory
from tthc.pages.frames import Frame

NAMES = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*|\d\.\d{6}|[a-z_]+")
"""Ids, codes and choices: with others in their place the data would have errors."""


def changes(folder: Path) -> Iterator[tuple[str, Place, str]]:
    """A file, a place in it, and another value; one for each kind of place."""
    seen = set()
    for file in sorted(folder.rglob("*.yml")):
        path = file.relative_to(folder)
        data = tree(file)
        for place in places(data):
            value = at(data, place)
            kind = (path.parts[0], *(part for part in place if isinstance(part, str)))
            if not isinstance(value, str) or kind in seen:
                continue
            other = changed(value)
            if other:
                seen.add(kind)
                yield path.as_posix(), place, other


def changed(value: str) -> str:
    """Empty for what nothing else can stand for."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value[:-2] + ("17" if value[-2:] != "17" else "18")
    if value.isdigit():
        return str(int(value) + 1)
    if NAMES.fullmatch(value) or value.startswith("http"):
        return ""
    return f"{value} khác"


def made(data: Path, memory: Memory | None = None) -> dict[str, tuple[bytes, str]]:
    """Path → inputs and text; nothing for data with errors."""
    found: dict[str, tuple[bytes, str]] = {}
    for edition in editions(data, memory=memory):
        found |= {item.path: (item.inputs, item.make().text) for item in edition.items}
    return found


@pytest.fixture(scope="module", params=[None, Live()], ids=["no memory", "memory"])
def memory(request: pytest.FixtureRequest) -> Memory | None:
    found: Memory | None = request.param
    return found


@pytest.fixture(scope="module")
def before(
    tmp_path_factory: pytest.TempPathFactory, memory: Memory | None
) -> dict[str, tuple[bytes, str]]:
    return made(copied(tmp_path_factory.mktemp("before")), memory)


@pytest.mark.parametrize(
    ("path", "place", "other"), list(changes(CASES / "base")), ids=lambda each: str(each)[:60]
)
def test_same_inputs_give_the_same_file(
    data: Path,
    memory: Memory | None,
    before: dict[str, tuple[bytes, str]],
    *,
    path: str,
    place: Place,
    other: str,
) -> None:
    write(data / path, replaced(tree(data / path), place, other))
    after = made(data, memory)
    if not after:
        pytest.skip("the data has errors with that value")
    same = {each for each in after if each in before and after[each][0] == before[each][0]}
    assert [each for each in same if after[each][1] != before[each][1]] == []


def test_a_sentence_touches_only_what_tells_of_its_procedure(
    data: Path, memory: Memory | None, before: dict[str, tuple[bytes, str]]
) -> None:
    file = data / "thu-nghiem/9.000002.yml"
    write(file, replaced(tree(file), ("summary",), "Một câu khác."))
    after = made(data, memory)
    touched = {each for each in after if after[each][0] != before[each][0]}
    assert "thu-tuc/9.000002/index.html" in touched
    assert "thu-tuc/9.000001/index.html" not in touched
    assert "thuat-ngu/index.html" not in touched


def test_a_change_with_its_note_touches_only_what_tells_of_its_procedure(
    data: Path, memory: Memory | None, before: dict[str, tuple[bytes, str]]
) -> None:
    file = data / "thu-nghiem/9.000002.yml"
    note = "\nchanges:\n  - kind: major\n    on: 2026-07-10\n    note: Nộp ở nơi khác.\n"
    assert "\nchanges:" not in file.read_text(encoding="utf-8")
    file.write_text(file.read_text(encoding="utf-8").rstrip() + note, encoding="utf-8")
    after = made(data, memory)
    touched = {each for each in after if after[each][0] != before.get(each, (b"", ""))[0]}
    assert {"thu-tuc/9.000002/index.html", "thu-tuc/9.000002/feed.xml", "feed.xml"} <= touched
    assert "thu-tuc/9.000001/index.html" not in touched


def test_another_day_or_frame_is_another_input() -> None:
    first, later = editions()[0], editions(day=DAY.replace(day=16))[0]
    reframed = editions(frame=Frame((*FRAME.pieces[:-1], "<footer>")))[0]
    for other in (later, reframed):
        inputs = {each.inputs for each in other.items}
        pages = [each for each in first.items if each.path.endswith(".html")]
        assert pages and not any(each.inputs in inputs for each in pages)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [("2026-06-01.yml", "Cấp lại", "Cấp đổi"), ("2026-06-01.en.yml", "Reissuance", "Exchange")],
)
def test_another_text_of_a_former_version_is_another_input(
    data: Path, memory: Memory | None, name: str, old: str, new: str
) -> None:
    copies = data / f"versions/{CODE}"
    copies.mkdir(parents=True)
    shutil.copy(vietnamese(data), copies / "2026-06-01.yml")
    shutil.copy(english(data), copies / "2026-06-01.en.yml")
    note(data)
    first = made(data, memory)
    edit(copies / name, old, new)
    after = made(data, memory)
    touched = {each for each in after if after[each][0] != first[each][0]}
    changed = {each for each in after if after[each][1] != first[each][1]}
    assert any(f"/{CODE}/phien-ban/2026-06-01/" in each for each in changed)
    assert changed <= touched
    assert not any("9.000002" in each for each in touched)
