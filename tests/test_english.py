"""The English side: derived from the model, aligned with the Vietnamese, and only words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from tests import trees
from tests.conftest import Load
from tthc import english
from tthc.model.base import Translated
from tthc.model.procedure import Cost, Procedure, Step
from tthc.model.walk import markers, records

CODE = "9.000001"


def test_only_words_have_an_english_side() -> None:
    assert set(english.side(Cost).model_fields) == {
        "name",
        "per",
        "set_by",
        "only_if",
        "table",
        "law",
    } - {"law"}
    assert set(english.side(Step).model_fields) == {"text", "only_if"}
    assert "amount" not in english.side(Cost).model_fields


def test_a_field_marked_as_words_is_in_the_english_model() -> None:
    for model in {type(record) for _, record in records(_empty(Procedure))} | {Procedure, Cost}:
        for name, marks in markers(model).items():
            if any(isinstance(mark, Translated) for mark in marks):
                assert name in english.side(model).model_fields, (model, name)


def _empty(model: type[BaseModel]) -> BaseModel:
    return model.model_construct(**dict.fromkeys(model.model_fields))


def test_the_english_file_may_not_say_facts() -> None:
    with pytest.raises(ValidationError):
        english.EnglishProcedure.model_validate({"translated_on": "2026-06-01", "code": CODE})


def test_nothing_is_missing_and_nothing_is_surplus_in_good_data(load: Load) -> None:
    found = load()[0]
    whole = found.english[CODE]
    assert list(english.missing(found.procedures[CODE], whole)) == []


def _facts(value: Any) -> Any:
    """`value` without the words that have an English side."""
    if isinstance(value, BaseModel):
        return {
            name: _facts(getattr(value, name))
            for name, marks in markers(type(value)).items()
            if not any(isinstance(mark, Translated) for mark in marks)
        }
    return tuple(map(_facts, value)) if isinstance(value, tuple) else value


def _words(value: Any) -> list[str]:
    found = []
    for _, record in records(value):
        for name, marks in markers(type(record)).items():
            if any(isinstance(mark, Translated) for mark in marks):
                given = getattr(record, name)
                found += list(given) if isinstance(given, tuple) else [given] if given else []
    return found


def test_overlay_keeps_every_number_date_and_id(load: Load) -> None:
    found = load()[0]
    assert _facts(found.english[CODE]) == _facts(found.procedures[CODE])


def test_overlay_replaces_every_word(load: Load) -> None:
    found = load()[0]
    vietnamese, words = _words(found.procedures[CODE]), _words(found.english[CODE])
    assert len(vietnamese) == len(words)
    assert set(vietnamese) & set(words) == set()
    assert all(word.isascii() for word in words)


def test_procedure_without_an_english_file_has_no_english(load: Load) -> None:
    assert list(load()[0].english) == [CODE]


def test_each_word_left_out_is_reported_once(data: Path, load: Load) -> None:
    file = data / f"thu-nghiem/{CODE}.en.yml"
    tree = trees.tree(file)
    for place in trees.places(tree):
        is_word = isinstance(trees.at(tree, place), str) and place != ("translated_on",)
        if is_word and isinstance(place[-1], str):
            trees.write(file, trees.removed(tree, place))
            found, reported = load()
            assert [problem.rule for problem in reported] == ["T02"], place
            assert CODE not in found.english


def test_english_lists_align_by_position(data: Path, load: Load) -> None:
    file = data / f"thu-nghiem/{CODE}.en.yml"
    tree = trees.tree(file)
    tree["steps"] = [{}, *tree["steps"]]
    trees.write(file, tree)
    assert [(problem.rule, problem.message[:60]) for problem in load()[1]] == [
        ("T03", "bản tiếng Anh có steps.3 mà bản tiếng Việt không có"),
        ("T02", "thiếu bản tiếng Anh của steps.1.text: «Nộp hồ sơ.»"),
    ][::-1]


def test_an_empty_group_adds_nothing(data: Path, load: Load) -> None:
    file = data / f"thu-nghiem/{CODE}.en.yml"
    tree = trees.tree(file)
    tree["recourse"] = {}
    trees.write(file, tree)
    found, reported = load()
    assert reported == []
    assert found.english[CODE].recourse is None
