"""What is searched: this site, a list of names, and many names made from that list."""

from __future__ import annotations

import json
import lzma
import random
import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tthc import project
from tthc.pages import Presenter, all_pages
from tthc.search import files
from tthc.search.documents import LEADING, Document, documents
from tthc.search.fulltext import page_terms
from tthc.search.rewriting import Rewriting

WARM_UP = 40


@dataclass(frozen=True, slots=True)
class Query:
    text: str
    expected: frozenset[str] = frozenset()
    """Empty when nobody judged the query; it is then only timed."""


@dataclass(frozen=True, slots=True)
class Material:
    """One list of documents with its queries."""

    name: str
    documents: list[Document]
    queries: list[Query]
    files: dict[str, str]
    """What the site serves for its search; empty for other lists."""
    words: Rewriting
    """What our files are made with."""
    tables: Rewriting
    """The same without what no name says, for the engines that do not rewrite by themselves."""
    is_made: bool = False

    @property
    def is_judged(self) -> bool:
        return any(query.expected for query in self.queries)

    def warm_up(self) -> list[str]:
        """Queries that are not timed: the first words of titles spread over the list."""
        return [words(each.title, 4) for each in _spread(self.documents, WARM_UP)]


def of_site(root: Path, queries: Path | None) -> Material:
    found, _, today = project.load(root / "procedures")
    pages = {page.address: page for page in all_pages(found, today, "vi")}
    listed = documents(Presenter(found, today), [pages[address] for address in LEADING])
    terms = {each.url: page_terms(pages[each.url].body) for each in listed if each.has_text}
    words = Rewriting.of(found.glossary)
    served = files.files(listed, terms, {"config": {}}, words)
    written = {name: text for name, text in served.items() if name.endswith(".json")}
    return _material("Trang này", listed, queries, written, words)


def of_names(path: Path, queries: Path | None) -> Material:
    """Reads a .jsonl or .jsonl.xz of {code, name, field, agency, audience, channels}."""
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        listed = [_document(json.loads(line)) for line in lines]
    return _material("Danh sách tên", listed, queries)


def grown(material: Material, size: int) -> Material:
    """Fills up to `size` documents: the first half of one title and the second of another."""
    listed = material.documents[:size]
    chance = random.Random(2026)
    while len(listed) < size:
        first, second = chance.choices(material.documents, k=2)
        begin, end = first.title.split(), second.title.split()
        title = " ".join([*begin[: (len(begin) + 1) // 2], *end[len(end) // 2 :]])
        listed.append(replace(first, key=f"9.{len(listed):06}", title=title))
    # Made names answer judged queries too, so only times can be measured here.
    queries = [Query(query.text) for query in material.queries]
    return replace(material, name="Tên ghép", documents=listed, queries=queries, is_made=True)


def _material(
    name: str,
    listed: list[Document],
    queries: Path | None,
    written: dict[str, str] | None = None,
    tables: Rewriting | None = None,
) -> Material:
    titles = (text for each in listed for text in (each.title, *each.aliases))
    words = tables or Rewriting.general()
    pruned = words.pruned(titles)
    asked = _judged(queries) or _sampled(listed)
    return Material(name, listed, asked, written or {}, words, pruned)


def words(title: str, count: int) -> str:
    return " ".join(title.split()[:count])


def _document(record: dict[str, Any]) -> Document:
    code = record["code"].strip()
    return Document(
        kind="procedure",
        key=code,
        title=" ".join(unicodedata.normalize("NFC", record["name"]).split()),
        url=f"thu-tuc/{code}/",
        field=", ".join(record["field"]),
        audience=tuple(record["audience"]),
        channels=tuple(record["channels"]),
        agency=tuple(record["agency"]),
    )


def _judged(path: Path | None) -> list[Query]:
    if path is None or not path.is_file():
        return []
    records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Query(each["query"], frozenset(each["expected"])) for each in records]


def _sampled(listed: list[Document]) -> list[Query]:
    """Beginnings of titles, every second one cut within a word as while typing."""
    begun = [words(each.title, 3 + at % 4) for at, each in enumerate(_spread(listed, 100))]
    return [Query(re.sub(r"\w$", "", text) if at % 2 else text) for at, text in enumerate(begun)]


def _spread(listed: list[Document], count: int) -> list[Document]:
    return listed[:: max(1, len(listed) // count)][:count]
