"""What a reader is warned of, by the day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.editing import edit
from tthc import catalogue, pages
from tthc.pages.standing import Standing, standing

CODE = "9.000001"


def standing_on(data: Path, day: date) -> Standing:
    found, _ = catalogue.load(data, day)
    presenter = pages.Presenter(found, day)
    return standing(presenter, presenter.procedure(CODE))


def decide(data: Path, *lines: str) -> None:
    edit(
        data / f"thu-nghiem/{CODE}.yml",
        "decisions:\n",
        "decisions:\n  - number: 99/QĐ-TN\n    issuer: bo-thu\n"
        + "".join(f"    {line}\n" for line in lines),
    )


@pytest.mark.parametrize(
    ("day", "label"),
    [(date(2026, 9, 30), "Sắp bãi bỏ"), (date(2026, 10, 1), "Đã bãi bỏ")],
)
def test_a_repeal_takes_effect_on_its_day(data: Path, day: date, label: str) -> None:
    decide(data, "action: repealed", "signed_on: 2026-07-01", "effective_from: 2026-10-01")
    found = standing_on(data, day)
    assert found.label == label
    assert "từ ngày 01/10/2026, theo Quyết định 99/QĐ-TN (Bộ Thử nghiệm)." in found.warnings[0]


def test_a_repealed_procedure_leads_to_what_stands_in_its_place(data: Path) -> None:
    edit(
        data / "thu-nghiem/9.000002.yml",
        "code: 9.000002\n",
        f"code: 9.000002\nreplaces: [{CODE}]\n",
    )
    found, _ = catalogue.load(data, date(2026, 7, 15))
    body = str(pages.guidance.page(pages.Presenter(found, date(2026, 7, 15)), CODE).body)
    notice = body.partition('data-part="replaced"')[2].partition("</div>")[0]
    assert 'href="../9.000002/"' in notice


def test_a_coming_change_is_told_before_its_day_only(data: Path) -> None:
    decide(data, "action: amended", "signed_on: 2026-07-01", "effective_from: 2026-10-01")
    assert standing_on(data, date(2026, 9, 30)).warnings == (
        "Thủ tục này sắp thay đổi từ ngày 01/10/2026.",
    )
    assert standing_on(data, date(2026, 10, 1)).warnings == ()


def test_an_unconfirmed_procedure_is_called_published_and_not_in_effect(data: Path) -> None:
    assert standing_on(data, date(2026, 7, 15)).label == "Đang công bố, theo nguồn ngày 01/06/2026"


def test_a_case_without_papers_is_unknown_and_not_zero(data: Path) -> None:
    found, _ = catalogue.load(data, date(2026, 7, 15))
    presenter = pages.Presenter(found, date(2026, 7, 15))
    procedure = presenter.procedure(CODE)
    bare = procedure.cases[0].model_copy(update={"evidences": ()})
    view = pages.view.View(
        presenter, procedure.model_copy(update={"cases": (bare, *procedure.cases[1:])})
    )
    assert view.paper_number(bare) == "chưa có thông tin về giấy tờ"
    assert view.paper_count == "1 loại giấy tờ; có trường hợp chưa rõ"
