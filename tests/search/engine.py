"""The search as the browser runs it, here in the node that comes with playwright."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from playwright._impl._driver import compute_driver_executable

from tests.conftest import TODAY
from tthc import catalogue
from tthc.pages import Presenter
from tthc.search.documents import Document, documents
from tthc.search.files import files
from tthc.search.names import names
from tthc.search.rewriting import Rewriting
from tthc.terms import Language

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "overrides/assets/javascripts"
ENGINE = SCRIPTS / "search-engine.js"
HERE = Path(__file__).parent


def node(script: str, data: object) -> Any:
    command = [compute_driver_executable()[0], str(HERE / script)]
    done = subprocess.run(
        command, input=json.dumps(data), capture_output=True, text=True, timeout=300, check=False
    )
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)


def answer(
    text: str = "",
    queries: Iterable[str | tuple[str, dict[str, Any]]] = (),
    vectors: Sequence[str] = (),
) -> dict[str, Any]:
    """What the engine answers to `queries`, with its options, on the file of names `text`."""
    asked = [each if isinstance(each, tuple) else (each, {}) for each in queries]
    data = {"script": str(ENGINE), "names": text, "vectors": vectors, "queries": asked}
    found: dict[str, Any] = node("engine.js", data)
    return found


def keys(result: dict[str, Any]) -> list[str]:
    return [item["key"] for item in result["items"]]


def both_tiers(found: Sequence[Document], queries: Sequence[str]) -> list[list[str]]:
    """The keys that the results page shows for each query."""
    texts = files(found, {"config": {}, "docs": []}, glossary())
    data = {"scripts": str(SCRIPTS), "files": texts, "queries": queries}
    result: list[list[str]] = node("worker.js", data)
    return result


@cache
def site(language: Language) -> tuple[Document, ...]:
    loaded = catalogue.load(ROOT / "procedures", TODAY)[0]
    return tuple(documents(Presenter(loaded, TODAY, language)))


@cache
def glossary() -> Rewriting:
    return Rewriting.of(catalogue.load(ROOT / "procedures", TODAY)[0].glossary)


@cache
def site_names(language: Language) -> str:
    return names(site(language), glossary())
