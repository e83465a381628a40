"""The files of the search, below `search/` of each language.

One file has a fixed name and says what the others are called. Their names change with their
content, so that a browser may keep them for ever. Each has a twin that is a script: a page that
is opened from a disk may load scripts only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tthc.memory import Memory, all_recalled
from tthc.memory import digest as memory_key
from tthc.search.documents import Document
from tthc.search.fulltext import PageTerms
from tthc.search.names import english, names, pruned, wording
from tthc.search.rewriting import Rewriting
from tthc.search.shards import digest, table_and_shards

INDEX = "search_index.json"
"""The name is that of the index of the theme, in whose place it stands."""


def files(
    documents: Iterable[Document],
    terms: Mapping[str, PageTerms],
    index: Mapping[str, Any],
    rewriting: Rewriting | None = None,
    *,
    memory: Memory | None = None,
    processes: int = 1,
) -> dict[str, str]:
    """Name → text. `terms` are those of the pages by their addresses; a document whose page has
    none there is found by its names alone. `index` is the empty index that the theme has made.
    What `memory` has is not worked out again, the rest in as many `processes`."""
    found = sorted(documents, key=lambda each: (each.kind, each.field, each.title, each.key))
    rests_on = memory_key(repr(found), repr(rewriting))
    jobs: list[tuple[bytes, Callable[[], dict[str, str]]]] = [
        (memory_key("names", rests_on), lambda: {"names": names(found)}),
        (memory_key("words", rests_on), lambda: _words(pruned(found, rewriting))),
    ]
    first: dict[str, str] = {}
    for named in all_recalled(memory, jobs, processes):
        first |= named
    first["texts"], shards = table_and_shards(found, terms, memory, processes)
    called = {kind: f"{kind}.{digest(text)}.json" for kind, text in first.items()}
    stub = {**index, "config": {**index["config"], "files": called}}
    texts = {
        INDEX: json.dumps(stub, ensure_ascii=False, separators=(",", ":")),
        **{called[kind]: text for kind, text in first.items()},
        **{f"text.{name}.json": text for name, text in shards.items()},
    }
    return texts | {f"{name}.js": twin(name, text) for name, text in texts.items()}


def _words(rewriting: Rewriting) -> dict[str, str]:
    return {"wording": wording(rewriting), "english": english(rewriting)}


def twin(name: str, text: str) -> str:
    """The script that gives `text` to a page under `name`."""
    key, value = (json.dumps(each, ensure_ascii=False) for each in (name, text))
    return f"(self.tthcData ??= {{}})[{key}] = {value}\n"
