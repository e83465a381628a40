"""Taking over changes of procedures that have an English side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel

from tests.importing.made import CODE, Imported, case, imported, method, named, paper, record, tree
from tthc import english
from tthc.importing.yaml_text import dumped

OLD = record(resultsDetails=named("Giấy A", "Giấy B"))


def _translated(value: Any) -> Any:
    """An English side of everything that `value` says."""
    if isinstance(value, str):
        return f"English of {value}"
    if isinstance(value, tuple):
        return [_translated(item) or {} for item in value]
    kind: type[BaseModel] = type(value)
    model = english.side(kind)
    if model is None:
        return None
    made = {}
    for name in model.model_fields:
        own = getattr(value, name, None)
        words = _translated(own) if own is not None else None
        if words and words != [{}] * len(words):
            made[name] = words
    return made


def _standing(tmp_path: Path) -> Path:
    """The English file of a procedure that was imported."""
    found = imported(tmp_path, OLD)
    (file,) = found.folder.glob(f"*/{CODE}.yml")
    target = file.with_suffix(".en.yml")
    words = {"translated_on": "2026-11-23", **_translated(found.procedure())}
    target.write_text(dumped(words), encoding="utf-8")
    assert CODE in found.catalogue.english
    return target


def _english(found: Imported) -> Any:
    return found.catalogue.english[CODE]


def test_a_number_is_taken_over_and_the_english_kept(tmp_path: Path) -> None:
    _standing(tmp_path)
    rows = [method(processingTime=8, description="8 ngày làm việc kể từ ngày nhận đủ hồ sơ")]
    found = imported(
        tmp_path,
        record(executionMethods=rows, resultsDetails=named("Giấy A", "Giấy B")),
        accept=(f"{CODE}:processing_time",),
    )
    assert found.outcome.report.accepted == [f"{CODE}: processing_time"]
    assert _english(found).processing_time[0].value == 8
    assert _english(found).changes[-1].note.startswith("Brought into line with the national")


def test_what_goes_takes_its_english_along(tmp_path: Path) -> None:
    _standing(tmp_path)
    found = imported(tmp_path, record(resultsDetails=named("Giấy B")), accept=(f"{CODE}:outputs",))
    assert [each.name for each in _english(found).outputs] == ["English of Giấy B"]


def test_words_that_lack_english_are_told_beforehand(tmp_path: Path) -> None:
    _standing(tmp_path)
    new = record(resultsDetails=named("Giấy A", "Giấy B", "Giấy C"))
    (told,) = imported(tmp_path, new).outcome.report.differences
    assert "nhận hết thì bản tiếng Anh thiếu lời" in told
    assert "outputs.3.name: «Giấy C»" in told


def test_words_that_lack_english_are_not_taken_over(tmp_path: Path) -> None:
    _standing(tmp_path)
    before = tree(tmp_path / "procedures")
    new = record(resultsDetails=named("Giấy A", "Giấy B", "Giấy C"))
    found = imported(tmp_path, new, accept=("all",))
    assert found.outcome.status == 1 and tree(found.folder) == before
    words = found.outcome.report.text()
    assert f"Chưa nhận {CODE}" in words and "«Giấy C»" in words
    assert "--set-english-aside" in words


def test_the_english_side_is_put_by_when_that_is_wished(tmp_path: Path) -> None:
    translation = _standing(tmp_path)
    new = record(resultsDetails=named("Giấy A", "Giấy B", "Giấy C"))
    found = imported(tmp_path, new, accept=("all",), set_english_aside=True)
    assert found.outcome.status == 0 and not translation.exists()
    assert CODE not in found.catalogue.english  # and no errors
    aside = translation.with_name(translation.name + ".can-dich").read_text(encoding="utf-8")
    assert aside.startswith("# Bản tiếng Anh chờ dịch") and "#   outputs.3.name: Giấy C" in aside
    assert "English of Giấy B" in aside
    again = imported(tmp_path, new, accept=("all",), set_english_aside=True)
    assert again.outcome.report.files == 0


def test_cases_that_other_parts_speak_of_are_not_taken_away(tmp_path: Path) -> None:
    file = imported(tmp_path, record(executionCases=[case("Cấp mới", paper())])).folder
    (path,) = file.glob(f"*/{CODE}.yml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\noutputs:\n- name:", "\noutputs:\n- cases: [cap-moi]\n  name:"))
    before = tree(file)
    found = imported(
        tmp_path, record(executionCases=[case("Cấp đổi", paper())]), accept=(f"{CODE}:cases",)
    )
    assert found.outcome.status == 1 and tree(found.folder) == before
    words = found.outcome.report.text()
    assert "kết quả (outputs): Cấp mới" in words and "Sửa tay" in words
