"""What is to be written so that former versions are known without git's history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tthc import clock, former, loading
from tthc.catalogue import Catalogue, committed
from tthc.git_history import GitHistory
from tthc.model.procedure import Procedure
from tthc.problems import Problem, errors
from tthc.rules.base import Context


@dataclass(frozen=True, slots=True)
class Recording:
    files: Mapping[Path, bytes]
    """Path below the data folder → content, of files that are not there yet."""
    lost: tuple[str, ...] = ()
    """`<code>/<id>` of versions that were noted and have no text here that can be read."""
    is_short: bool = False
    """Whether the history here is not whole, so that what is lost may be elsewhere."""
    problems: tuple[Problem, ...] = ()
    """Errors for which the rest is not known."""


def recording(folder: Path) -> Recording:
    """What is not yet recorded of the former versions of all procedures in `folder`."""
    loaded = loading.read(folder)
    if wrong := errors(loaded.problems):
        return Recording({}, problems=tuple(sorted(wrong)))
    history = GitHistory.of(folder.parent)
    today = clock.today()
    context = Context(Catalogue.of(loaded), today, history, today)
    files: dict[Path, bytes] = {}
    lost = []
    for entry in loaded.entries:
        if type(entry.record) is Procedure:
            wanted = former.expected(entry.record)
            texts = committed(entry, wanted, context)
            for identity in wanted:
                place = Path(former.FOLDER, entry.record.code, f"{identity}.yml")
                is_there = (folder / place).exists()
                if identity in texts:
                    files |= _missing(folder, place, texts[identity])
                elif not is_there:
                    lost.append(f"{entry.record.code}/{identity}")
    is_short = history is None or history.is_shallow
    return Recording(dict(sorted(files.items())), tuple(lost), is_short)


def _missing(folder: Path, place: Path, text: former.Text) -> dict[Path, bytes]:
    """The files of a version that are not there. An English side goes with its own text only."""
    path = folder / place
    found = {} if path.exists() else {place: text.content}
    is_same = not path.exists() or path.read_bytes() == text.content
    english = place.with_suffix(former.ENGLISH_SUFFIX)
    if text.english_content and is_same and not (folder / english).exists():
        found[english] = text.english_content
    return found
