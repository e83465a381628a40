"""One folding for Python and the browser."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import TypedDict

import pytest

from tests.search.engine import answer
from tthc.text import fold, spelling

VECTORS = Path(__file__).parents[1] / "vectors/folding.json"


class Vector(TypedDict, total=False):
    text: str
    fold: str
    spelling: str


def vectors() -> list[Vector]:
    found: list[Vector] = json.loads(VECTORS.read_text("utf-8"))
    return found


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_python_folds_as_the_vectors_say(form: str) -> None:
    for vector in vectors():
        text = _in_form(form, vector["text"])
        assert fold(text) == vector["fold"], vector
        if "spelling" in vector:
            assert spelling(text) == vector["spelling"], vector


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_browser_folds_as_the_vectors_say(form: str) -> None:
    found = answer(vectors=[_in_form(form, vector["text"]) for vector in vectors()])["vectors"]
    for vector, (folded, spelled) in zip(vectors(), found, strict=True):
        assert folded == vector["fold"], vector
        if "spelling" in vector:
            assert spelled == vector["spelling"], vector


def _in_form(form: str, text: str) -> str:
    return unicodedata.normalize("NFC" if form == "NFC" else "NFD", text)
