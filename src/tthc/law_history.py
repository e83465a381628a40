"""The law graph as it was at the last commit, to see what an edit of today does."""

from __future__ import annotations

from pathlib import PurePath

from tthc import reading, shape
from tthc.catalogue import Catalogue
from tthc.git_history import GitHistory
from tthc.law import LawGraph
from tthc.model.law import LegalDocument


def committed(catalogue: Catalogue, history: GitHistory, folder: str) -> LawGraph:
    """The documents of the last commit, where `folder` is the name of the data folder. What was
    not readable then is left out."""
    documents = {
        PurePath(folder, "law", f"{document.id}.yml"): document for document in catalogue.laws
    }
    for file in history.changed():
        if file.parent == PurePath(folder, "law") and file.suffix == ".yml":
            documents.pop(file, None)
            content = history.committed(file)
            shaped = shape.build(LegalDocument, reading.parse(content, file)) if content else None
            if shaped and isinstance(shaped.record, LegalDocument) and not shaped.problems:
                documents[file] = shaped.record
    return LawGraph(documents.values())
