"""The search as the browser runs it, here in the node that comes with playwright."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from playwright._impl._driver import compute_driver_executable

from tthc import catalogue
from tthc.pages import Page, Presenter, all_pages
from tthc.search import fulltext, names, scripts
from tthc.search.documents import LEADING, Document, documents
from tthc.search.files import files
from tthc.search.fulltext import PageTerms
from tthc.search.rewriting import Rewriting
from tthc.terms import Language

DAY = date(2026, 11, 23)
"""On which the policy updates that are written so far are published."""
ROOT = Path(__file__).resolve().parents[2]
END = """
const spelling = word => { const { letters, tone } = read(word); return letters + (tone || "") }
const tables = { open, learnWording, learnEnglish }
globalThis.tthcSearch = { ...tables, fold, spelling, find, ranges, documentOf }
"""
"""What the tests use of the engine."""
HERE = Path(__file__).parent


def node(script: str, data: object) -> Any:
    command = [compute_driver_executable()[0], str(HERE / script)]
    done = subprocess.run(
        command, input=json.dumps(data), capture_output=True, text=True, timeout=300, check=False
    )
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)


@dataclass(frozen=True)
class Files:
    """What the engine reads, as JSON."""

    names: str = ""
    wording: str = '{"lay": "", "dropped": ""}'
    english: str = '""'

    @classmethod
    def of(cls, found: Sequence[Document], rewriting: Rewriting | None = None) -> Files:
        table = names.pruned(found, rewriting)
        return cls(names.names(found), names.wording(table), names.english(table))


def answer(
    read: Files = Files(),
    queries: Iterable[str | tuple[str, dict[str, Any]]] = (),
    vectors: Sequence[str] = (),
) -> dict[str, Any]:
    """What the engine answers to `queries`, with its options, on the files that it has `read`."""
    asked = [each if isinstance(each, tuple) else (each, {}) for each in queries]
    script = scripts.joined(ROOT, scripts.ENGINE, END)
    data = {"script": script, **asdict(read), "vectors": vectors, "queries": asked}
    found: dict[str, Any] = node("engine.js", data)
    return found


def keys(result: dict[str, Any]) -> list[str]:
    return [item["key"] for item in result["items"]]


def both_tiers(language: Language, queries: Sequence[str]) -> list[list[str]]:
    """The keys that the results page shows for each query."""
    texts = files(site(language), site_terms(language), {"config": {}, "docs": []}, glossary())
    worker = scripts.joined(ROOT, scripts.SERVED["search-worker.js"])
    data = {"script": worker, "files": texts, "queries": queries}
    result: list[list[str]] = node("worker.js", data)
    return result


@cache
def pages(language: Language) -> dict[str, Page]:
    """What is generated, by address."""
    loaded = catalogue.load(ROOT / "procedures", DAY, documents=ROOT / "docs")[0]
    return {page.address: page for page in all_pages(loaded, DAY, language)}


@cache
def site(language: Language) -> tuple[Document, ...]:
    """What can be found among the generated pages."""
    loaded = catalogue.load(ROOT / "procedures", DAY, documents=ROOT / "docs")[0]
    leading = [pages(language)[address] for address in LEADING]
    return tuple(documents(Presenter(loaded, DAY, language), leading))


@cache
def site_texts(language: Language) -> dict[str, str]:
    """Address → words of each page whose words are searched."""
    found = (each.url for each in site(language) if each.has_text)
    return {address: fulltext.plain(pages(language)[address].body) for address in found}


@cache
def site_terms(language: Language) -> dict[str, PageTerms]:
    """Address → terms."""
    return {
        address: fulltext.page_terms(pages(language)[address].body)
        for address in site_texts(language)
    }


@cache
def glossary() -> Rewriting:
    return Rewriting.of(catalogue.load(ROOT / "procedures", DAY)[0].glossary)


@cache
def site_names(language: Language) -> Files:
    return Files.of(site(language), glossary())
