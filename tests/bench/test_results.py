"""What follows from the measurements, and how it is told."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench.build import chart, report, results
from bench.build.contenders import NAMES
from bench.build.measuring import Cost, Output
from bench.build.results import Result, Results

PLAIN = Result(100, "ours", "cold", 2, 2.0, 1.5, 90_000_000, 700, 12_345_678, 700, 700, 33_000)


def result(size: int, contender: str, phase: str, seconds: float) -> Result:
    return replace(
        PLAIN, size=size, contender=contender, phase=phase, wall=seconds, cpu=2 * seconds
    )


@pytest.fixture
def measured() -> Results:
    found = (
        result(100, "ours", "cold", 1.0),
        result(100, "hugo", "cold", 0.5),
        result(1000, "ours", "cold", 10**0.5),
        result(1000, "hugo", "cold", 5.0),
        result(1000, "hugo", "edit", 5.0),
        result(1000, "ours", "edit", 0.25),
    )
    return Results("23/11/2026", 2, {"Hugo": "0.168.0"}, found)


@pytest.mark.parametrize(
    ("seconds", "exponent"), [((1, 10), 1), ((1, 100), 2), ((2, 2), 0), ((1, 10**0.5), 0.5)]
)
def test_growth_is_the_slope_on_logarithmic_axes(
    seconds: tuple[float, float], exponent: float
) -> None:
    series = [result(100, "ours", "cold", seconds[0]), result(1000, "ours", "cold", seconds[1])]
    ((first, second, found),) = results.exponents(series, "wall")
    assert (first, second) == (100, 1000)
    assert found == pytest.approx(exponent)


def test_one_size_says_nothing_of_growth() -> None:
    assert list(results.exponents([PLAIN], "cpu")) == []


def test_a_ratio_tells_how_many_times_the_other_ours_took(measured: Results) -> None:
    ours, hugo = measured.one(100, "ours", "cold"), measured.one(100, "hugo", "cold")
    assert results.ratio(ours, hugo, "wall") == 2
    assert results.ratio(ours, hugo, "cpu") == 2
    assert results.ratio(ours, measured.one(100, "plain", "cold"), "wall") is None


def test_the_best_time_and_the_most_memory_of_all_runs_count() -> None:
    output = Output(files=3, size=30, written=2, changed=1)
    runs = [(Cost(2, 1, 50), output), (Cost(1, 3, 40), output)]
    found = results.best(100, "hugo", "edit", runs, 7)
    assert (found.wall, found.cpu, found.memory, found.runs) == (1, 1, 50, 2)
    assert (found.files, found.bytes, found.written, found.changed, found.page) == (3, 30, 2, 1, 7)


def test_results_that_were_written_are_read_back(measured: Results, tmp_path: Path) -> None:
    results.write(tmp_path / "found.json", measured)
    assert results.read(tmp_path / "found.json") == measured


def test_the_report_tells_ratios_and_growth_in_vietnamese_figures(measured: Results) -> None:
    text = report.text(measured)
    assert "### 1.000 thủ tục {: #co-1000 }" in text
    assert "| Hugo, từ đầu, thời gian | 2,00 lần | 0,63 lần |" in text
    assert "| Hugo, sửa một thời hạn, CPU | – | 0,05 lần |" in text
    assert "| Trang này, tiếng Việt | từ đầu | CPU | 100 → 1.000 | 0,50 |" in text
    assert "Đo ngày 23/11/2026, máy 2 nhân. Hugo 0.168.0." in text


def test_the_page_is_one_of_the_handbook(measured: Results) -> None:
    text = report.page(measured)
    assert re.match(r"---\ntitle: .+\n(.+\n)*?search: \{exclude: true\}\n---\n", text)
    headings = re.findall(r"^#+ .*$", text, flags=re.MULTILINE)
    assert all(re.search(r"\{: #[a-z0-9-]+ \}$", each) for each in headings)
    assert f"]({report.CHART})" in text


def test_the_chart_has_a_name_a_description_and_all_points(measured: Results) -> None:
    root = ElementTree.fromstring(report.drawing(measured))
    space = {"svg": "http://www.w3.org/2000/svg"}
    named = (root.attrib["aria-labelledby"]).split()
    texts = {each.attrib["id"]: each.text or "" for each in root.iterfind("*[@id]")}
    assert all(texts[each] for each in named)
    assert "Với 1.000 thủ tục: Trang này, tiếng Việt 3,16 giây, Hugo 5,00 giây" in texts[named[1]]
    circles = root.findall("svg:circle", space)
    assert len(circles) == 6
    for circle in circles:
        assert (
            0 < float(circle.attrib["cx"]) < chart.WIDTH
            and 0 < float(circle.attrib["cy"]) < chart.HEIGHT
        )


def test_more_seconds_stand_higher_and_more_procedures_further_right(measured: Results) -> None:
    root = ElementTree.fromstring(report.drawing(measured))
    line = root.find("{http://www.w3.org/2000/svg}polyline")
    assert line is not None
    (x, y), (to_x, to_y) = (map(float, each.split(",")) for each in line.attrib["points"].split())
    assert to_x > x and to_y < y


def test_every_line_can_be_told_apart() -> None:
    sized = [(size, 1.0 * size) for size in (100, 1000)]
    found = (
        result(size, name, phase, seconds)
        for size, seconds in sized
        for name in NAMES
        for phase in ("cold", "edit")
    )
    root = ElementTree.fromstring(report.drawing(Results("23/11/2026", 2, {}, tuple(found))))
    lines = root.findall("{http://www.w3.org/2000/svg}polyline")
    looks = {(each.attrib["stroke"], each.attrib.get("stroke-dasharray")) for each in lines}
    assert len(lines) == len(looks) == len(NAMES) + 2
