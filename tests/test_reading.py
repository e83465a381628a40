"""YAML as written: what is kept, what is refused, and on which line."""

from __future__ import annotations

import time
from pathlib import Path, PurePath

import pytest

from tests.casefile import Case, cases
from tests.conftest import CASES as FOLDER
from tthc import reading
from tthc.reading import Source

CASES = cases("reading")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_report(case: Case, data: Path, pytestconfig: pytest.Config) -> None:
    case.assert_report(data, pytestconfig)


@pytest.mark.parametrize("code", ["Y01", "Y02", "Y03", "Y04", "Y05"])
def test_every_code_has_a_case(code: str) -> None:
    assert any(f"[{code}]" in case.expected for case in CASES)


def parse(text: str | bytes) -> Source:
    return reading.parse(text.encode() if isinstance(text, str) else text, PurePath("a.yml"))


def found(source: Source) -> list[tuple[int, str]]:
    return [(problem.line, problem.rule) for problem in source.problems]


@pytest.mark.parametrize(
    "written",
    ["1.009770", "no", "12:30", "2024-02-30", "1_000", "0o17", "1e3", "=", ".nan"],
)
def test_scalars_stay_as_written(written: str) -> None:
    source = parse(f"a: {written}\nb: [{written}]\n")
    assert (source.data, found(source)) == ({"a": written, "b": [written]}, [])


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_what_says_that_there_is_no_value_is_empty(written: str) -> None:
    source = parse(f"a: {written}\nb:\n  - {written}\nc: {{d: {written}}}\n")
    assert (source.data, found(source)) == ({"a": "", "b": [""], "c": {"d": ""}}, [])


@pytest.mark.parametrize("written", ["'~'", '"null"', "!!str ~", "|\n null\n"])
def test_words_in_quotes_are_words(written: str) -> None:
    assert parse(f"a: {written}\n").data["a"] in ("~", "null")


def test_every_value_has_its_line() -> None:
    source = parse("# x\na: 1\nb:\n  - c: 2\n    d: [3,\n      4]\n  - e\n")
    lines = {(): 1, ("a",): 2, ("b",): 3, ("b", 0, "d", 1): 6, ("b", 1): 7, ("b", 0, "x", 9): 4}
    assert {place: source.line(place) for place in lines} == lines


def test_lines_are_counted_as_editors_count_them() -> None:
    for end in ("\n", "\r\n", "\r"):
        source = parse(f"a: |{end}  x\u2028y{end}  z{end}b: [{end}")
        assert found(source) == [(2, "Y01"), (4, "Y02")], repr(end)


def test_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert parse(b"\xef\xbb\xbfcode: 1.009770\n").data == {"code": "1.009770"}


def test_decomposed_letters_are_kept_for_the_rule_that_reports_them() -> None:
    assert parse("a: Chu\u031ba\n").data == {"a": "Chu\u031ba"}


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("code: 1\ntitle: Cấp giấy\n".encode("utf-16"), 1),
        ("code: 1\ntitle: Cấp giấy\n".encode("utf-16-le"), 1),
        (b"code: 1\nfield: x\ntitle: C\xe2\xecp gi\xe2\xecy\n", 3),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 1),
        (b"\x00" * 100, 1),
        (b"\xed\xa0\x80", 1),
    ],
    ids=["utf-16", "utf-16 without a mark", "cp1258", "image", "zeros", "surrogate"],
)
def test_other_encodings_are_named_as_such(content: bytes, line: int) -> None:
    source = parse(content)
    assert (source.data, found(source)) == (None, [(line, "Y01")])


def test_large_file_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes(b"a: [" * 150_000)
    assert found(reading.read(file)) == [(1, "Y04")]


def test_nested_aliases_do_not_grow() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    start = time.perf_counter()
    source = parse("\n".join(rows))
    assert time.perf_counter() - start < 1
    assert {rule for _, rule in found(source)} == {"Y03"}
    assert source.data["a11"] == [""] * 9


@pytest.mark.parametrize("opening", ["[", "{", "- ", "[{a: ", "? "])
def test_deep_nesting_is_refused(opening: str) -> None:
    source = parse(opening * 5000)
    assert source.problems


@pytest.mark.parametrize("text", ["", "\n\n", "# chỉ có ghi chú\n", "---\n", "\ufeff"])
def test_empty_file_has_no_data_and_no_problem_of_reading(text: str) -> None:
    source = parse(text)
    assert (source.data or None, found(source)) == (None, [])


def test_a_very_long_key_is_only_a_long_key() -> None:
    assert parse(f"? {'x' * 10_000}\n: y\n").data == {"x" * 10_000: "y"}


def test_missing_file_is_a_problem_and_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / "a.yml").symlink_to(tmp_path / "nowhere.yml")
    assert found(reading.read(tmp_path / "a.yml")) == [(1, "Y01")]


BASE = (FOLDER / "base/thu-nghiem/9.000001.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("slip", ["\t", "]", '"', ": :", "*x y", "%"])
def test_one_slip_anywhere_is_one_problem_there_and_the_rest_is_read(slip: str) -> None:
    whole = parse(BASE).data
    for number, row in enumerate(BASE.splitlines()):
        rows = BASE.splitlines()
        indent = row[: len(row) - len(row.lstrip())]
        rows[number] = f"{indent}{slip}{row.lstrip()}"
        source = parse("\n".join(rows))
        assert found(source) == [(number + 1, "Y02")], rows[number]
        assert len(source.data) >= len(whole) - 1, rows[number]


def test_a_slip_in_a_list_costs_one_item() -> None:
    source = parse("- id: a\n- id: b\n  name: >x\n- id: c\n")
    assert (found(source), source.data[0], source.data[2]) == (
        [(3, "Y02")],
        {"id": "a"},
        {"id": "c"},
    )
    assert source.unreadable == {(1,)}
