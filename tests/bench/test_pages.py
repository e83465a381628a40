"""The arithmetic of what pages weigh and how soon they are seen."""

from __future__ import annotations

from pathlib import Path

import pytest

import bench_pages
from bench.pages import report
from bench.pages.figures import Shift, Task, Visit, cls, middle, tbt
from bench.pages.report import Row


@pytest.mark.parametrize(
    ("shifts", "worst"),
    [
        ([], 0),
        ([(100, 0.1)], 0.1),
        ([(100, 0.1), (900, 0.2)], 0.3),  # less than a second apart
        ([(100, 0.1), (1100, 0.2)], 0.2),  # a second apart: another window
        ([(1400, 0.2), (100, 0.1), (300, 0.15)], 0.25),  # in any order
        ([(900 * each, 0.1) for each in range(7)], 0.6),  # five seconds are over
    ],
)
def test_shifts_count_in_windows(shifts: list[tuple[float, float]], worst: float) -> None:
    assert cls(Shift(*each) for each in shifts) == pytest.approx(worst)


@pytest.mark.parametrize(
    ("tasks", "blocked"),
    [
        ([], 0),
        ([(500, 50)], 0),
        ([(500, 80), (700, 60)], 40),
        ([(100, 200)], 0),  # over before the first paint
        ([(350, 200)], 100),  # counts from the first paint, at 400
    ],
)
def test_only_long_tasks_after_the_first_paint_block(
    tasks: list[tuple[float, float]], blocked: float
) -> None:
    assert tbt((Task(*each) for each in tasks), 400) == blocked


def test_each_figure_has_its_own_median() -> None:
    visits = [
        Visit(10, 3, 100, 300, 0, 0),
        Visit(30, 3, 300, 100, 0.2, 0),
        Visit(20, 5, 200, 200, 0.1, 9),
    ]
    assert middle(visits) == Visit(20, 3, 200, 200, 0.1, 0)


def test_table_has_a_line_for_each_page_and_line() -> None:
    first, later = Visit(52_340, 9, 700.4, 800.5, 0, 12), Visit(9_000, 1, 500, 600, 0.01, 0)
    row = Row("thu-tuc/1.009664/", "2", "3G nhanh, 150 ms", first, later)
    *_, line = report.table([row]).splitlines()
    assert [cell.strip() for cell in line.strip("|").split("|")] == [
        "/thu-tuc/1.009664/", "2", "3G nhanh, 150 ms", "52,3", "9,0", "9 / 1",
        "700", "800", "600", "0,0100", "12",
    ]  # fmt: skip


def test_longest_page_is_the_one_with_most_html(tmp_path: Path) -> None:
    for name, size in (("1.1", 10), ("1.2", 30), ("1.3", 20)):
        folder = tmp_path / "thu-tuc" / name
        folder.mkdir(parents=True)
        (folder / "index.html").write_text("x" * size)
    assert bench_pages.longest(tmp_path) == "thu-tuc/1.2/"
