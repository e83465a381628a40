"""Steps that bring numbers of their own into a list that numbers them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importing.made import TODAY, imported, record, tree
from tthc import pages
from tthc.model.procedure import Step
from tthc.pages.steps import unlabelled


def shown(*texts: str) -> list[str]:
    return [step.text for step in unlabelled([Step(text=text) for text in texts])]


@pytest.mark.parametrize(
    "label",
    [
        *("Bước {}: ", "Bước {}. ", "Bước {} - ", "Bước {} – ", "- Bước {}: ", "+Bước {}.\n"),
        *("Bước {}\n", "Bước {}:\n", "Bước {} : ", "Bước 0{}: ", "BƯỚC {}:", "B{}: ", "b{}) "),
        *("a) Bước {}: ", "đ) Bước {}. ", "Bước {}:\n: ", "Step {}: ", "Step {}. "),
    ],
)
def test_the_number_of_a_place_is_left_to_the_list(label: str) -> None:
    texts = ("Nộp hồ sơ.\nNộp phí.", "Sau 05 ngày, nhận kết quả.")
    labelled = (label.format(number) + text for number, text in enumerate(texts, 1))
    assert shown(*labelled) == list(texts)


@pytest.mark.parametrize(
    "texts",
    [
        ("Bước 1: Nộp.", "Bước 3: Nhận."),
        ("Bước 2: Nộp.", "Bước 3: Nhận."),
        ("Bước 1: Nộp.", "Bước 2: Xét.", "Bước 2: Nhận."),
        ("Bước 1: Nộp.", "Trường hợp khác thì bổ sung.", "Bước 2: Nhận."),
        ("Trình tự thực hiện:\nBước 1: Nộp.", "Bước 2: Nhận."),
        ("Bước 1: Nộp.", "Bước 2: Nhận.", "Phần sau của bước trước."),
        ("Bước 1.1. Nộp.", "Bước 2.1. Nhận."),
        ("Bước 1 và 2: Nộp.", "Bước 2: Nhận."),
        ("Bước 1-2: Nộp.", "Bước 2: Nhận."),
        ("Bước 1 nộp hồ sơ.", "Bước 2 nhận kết quả."),
        ("Nộp.", "Nhận."),
    ],
)
def test_other_numbers_stay(texts: tuple[str, ...]) -> None:
    assert shown(*texts) == list(texts)


def test_a_number_that_follows_is_no_part_of_the_label() -> None:
    assert shown("Bước 1: 05 ngày sau, nộp.") == ["05 ngày sau, nộp."]


def test_a_step_that_is_only_a_label_stays() -> None:
    assert shown("Bước 1:", "Bước 2: Nhận.") == ["Bước 1:", "Nhận."]
    assert shown("Bước 1", "Bước 2: Nhận.") == ["Bước 1", "Nhận."]


def test_data_keep_the_words_of_the_record(tmp_path: Path) -> None:
    words = "Bước 1: Nộp hồ sơ.\nBước 2: Nhận kết quả."
    labelled = record(executionSteps=[{"name": "", "description": words}])
    found = imported(tmp_path, labelled)
    assert [step.text for step in found.procedure().steps] == words.split("\n")
    body = str(pages.guidance.page(pages.Presenter(found.catalogue, TODAY), "9.000101").body)
    assert "Bước 1" not in body
    assert body.index(">Nộp hồ sơ.<") < body.index(">Nhận kết quả.<")
    before = tree(found.folder)
    assert imported(tmp_path, labelled).outcome.report.differences == []
    assert tree(found.folder) == before
