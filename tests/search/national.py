"""The names of the national database as documents, for measuring; not part of the repository."""

from __future__ import annotations

import json
import lzma
import unicodedata
from pathlib import Path

from tthc.search.documents import Document

FOLDER = Path(__file__).parents[3] / "shared" / "search"
NAMES = FOLDER / "national-names.jsonl.xz"
QUERIES = FOLDER / "dev-queries.jsonl"


def documents() -> list[Document]:
    with lzma.open(NAMES, "rt", encoding="utf-8") as lines:
        return [_document(json.loads(line)) for line in lines]


def _document(row: dict[str, object]) -> Document:
    code = str(row["code"]).strip()
    return Document(
        kind="procedure",
        key=code,
        title=" ".join(unicodedata.normalize("NFC", str(row["name"])).split()),
        url=f"thu-tuc/{code}/",
        field=", ".join(_texts(row["field"])),
        audience=_texts(row["audience"]),
        channels=_texts(row["channels"]),
    )


def _texts(values: object) -> tuple[str, ...]:
    assert isinstance(values, list)
    return tuple(map(str, values))
