"""What the importer writes, the reader reads as it was."""

from __future__ import annotations

from pathlib import PurePath

import pytest

from tthc import reading
from tthc.importing.yaml_text import dumped

TEXTS = [
    "~",
    "null",
    "NULL",
    "no",
    "1.009770",
    "12:30",
    "- x",
    "# x",
    "a: b",
    "'x",
    "",
    "x\ny",
    "?",
]


@pytest.mark.parametrize("text", TEXTS)
def test_texts_that_mean_something_to_yaml_stay_texts(text: str) -> None:
    data = {"a": text, "b": [text], "c": [{"d": text}]}
    source = reading.parse(dumped(data).encode(), PurePath("a.yml"))
    assert (source.data, source.problems) == (data, [])
