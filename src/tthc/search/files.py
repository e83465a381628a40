"""The files of the search, below `search/` of each language.

One file has a fixed name and says what the others are called. Their names change with their
content, so that a browser may keep them for ever. Each has a twin that is a script: a page that
is opened from a disk may load scripts only.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from tthc.search.documents import Document
from tthc.search.fulltext import shards
from tthc.search.names import english, names, wording
from tthc.search.rewriting import Rewriting

INDEX = "search_index.json"
"""The name is that of the index of the theme, in whose place it stands."""


def files(
    documents: Iterable[Document], index: Mapping[str, Any], rewriting: Rewriting | None = None
) -> dict[str, str]:
    """Name → text. `index` is the empty index that the theme has made."""
    found = sorted(documents, key=lambda each: (each.kind, each.field, each.title, each.key))
    first = {
        "names": names(found),
        "wording": wording(found, rewriting),
        "english": english(found, rewriting),
    }
    called = {kind: f"{kind}.{digest(text)}.json" for kind, text in first.items()}
    rest = shards(found)
    mark = digest(*rest.values())
    own = {**called, "texts": mark}
    stub = {**index, "config": {**index["config"], "files": own}}
    texts = {
        INDEX: json.dumps(stub, ensure_ascii=False, separators=(",", ":")),
        **{called[kind]: text for kind, text in first.items()},
        **{f"{name.removesuffix('.json')}.{mark}.json": text for name, text in rest.items()},
    }
    return texts | {f"{name}.js": twin(name, text) for name, text in texts.items()}


def digest(*texts: str) -> str:
    """Different for different `texts`."""
    return hashlib.sha256("\0".join(texts).encode("utf-8")).hexdigest()[:10]


def twin(name: str, text: str) -> str:
    """The script that gives `text` to a page under `name`."""
    key, value = (json.dumps(each, ensure_ascii=False) for each in (name, text))
    return f"(self.tthcData ??= {{}})[{key}] = {value}\n"
