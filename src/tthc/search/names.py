"""The names of all documents in one small file: a dictionary of words, and each name as a row of
references to it. The names are the index, so nothing else is needed to search or to show them."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import groupby, islice

from tthc.search import pairs
from tthc.search.documents import Document
from tthc.search.pairs import Unit
from tthc.search.rewriting import Rewriting, lines
from tthc.text import slug

ALPHABET = "".join(map(chr, range(35, 127))).replace("\\", "")
"""Characters that JSON writes as they are."""
LAST = 70
"""So many characters end a number, the others are followed by more of it."""
BETWEEN_TEXTS, BETWEEN_DOCUMENTS = "!", " "

LEADS = frozenset("thủ tục".split())
"""Words with which names begin before they say anything."""
CHANGES = frozenset(
    "gia hạn lại khóa đổi thay sửa điều chỉnh chấm dứt thu hồi hủy huỷ xóa đính giải thể "
    "extend change amend reissue close terminate adjust cancel".split()
)
"""Words of acts upon what one already has. Who does not ask for them wants the first time."""
BREAKS = frozenset("cho đối của tại trong ở ( ; :".split())
"""What opens that which a name adds after its first clause."""


def names(documents: Iterable[Document]) -> str:
    """The file of names, as JSON: all that the first answer needs (see `wording`, `english`)."""
    rows = sorted(documents, key=lambda each: (each.kind, each.field, each.title, each.key))
    names = [(row.title, *row.aliases) for row in rows]
    texts = pairs.join([tuple(split(text)) for row in names for text in row])
    counted = Counter(unit for text in texts for unit in text)
    units = sorted(pairs.parts(counted), key=lambda unit: (-counted[unit], str(unit)))
    ids = {unit: number for number, unit in enumerate(units, start=1)}
    written = (code(ids[unit] - 1 for unit in text) for text in texts)
    return _json(
        {
            "words": [
                "",  # in the browser, number 0 is the end of a name
                *(
                    each if isinstance(each, str) else [ids[part] for part in each]
                    for each in units
                ),
            ],
            "names": BETWEEN_DOCUMENTS.join(
                BETWEEN_TEXTS.join(islice(written, len(row))) for row in names
            ),
            "keys": list(map(_key, rows)),
            "columns": {
                name: _column([value(row) for row in rows]) for name, value in COLUMNS.items()
            }
            | {name: _set([value(row) for row in rows]) for name, value in SETS.items()},
            "marks": [_marked(units, marked) for marked in (LEADS, CHANGES, BREAKS)],
        }
    )


def wording(table: Rewriting) -> str:
    """Lay words → what the names say, and question words, as JSON."""
    return _json({"lay": lines(table.lay), "dropped": ",".join(table.dropped)})


def english(table: Rewriting) -> str:
    """English → what the names say, as JSON. Few readers need it."""
    return _json(lines(table.english))


def pruned(documents: Iterable[Document], rewriting: Rewriting | None) -> Rewriting:
    """Without rewritings that lead to no word of the names."""
    texts = (text for row in documents for text in (row.title, *row.aliases))
    return (rewriting or Rewriting.general()).pruned(texts)


COLUMNS: dict[str, Callable[[Document], object]] = {
    "kind": lambda row: row.kind,
    "url": lambda row: row.url.replace(row.key, "*", 1) if row.key else row.url,
    "field": lambda row: row.field,
    "facts": lambda row: row.facts,
    "boost": lambda row: row.boost,
    "isForeign": lambda row: row.is_foreign,
}
"""What else is known of a document, by the name that the browser uses."""
SETS: dict[str, Callable[[Document], tuple[str, ...]]] = {
    "audience": lambda row: tuple(sorted(row.audience)),
    "channel": lambda row: tuple(sorted(row.channels)),
    "agency": lambda row: row.agency,
}
"""The same, where a document may have several values."""


def split(text: str) -> list[str]:
    """Words and what stands between them, all but a single space between two words."""
    parts: list[str] = []
    was_word = False
    for at, chunk in enumerate(text.split(" ")):
        runs = _runs(chunk)
        if at and not (was_word and runs and runs[0][1]):
            runs = (" ", False), *runs
        for run, is_word in runs:
            if parts and not was_word and not is_word:
                parts[-1] += run
            else:
                parts.append(run)
            was_word = is_word
    return parts


@cache
def _runs(chunk: str) -> tuple[tuple[str, bool], ...]:
    """The words of `chunk` and what stands between them, and whether each is a word."""
    same = groupby(chunk, lambda char: unicodedata.category(char)[0] in "LMN")
    return tuple(("".join(run), is_word) for is_word, run in same)


def code(numbers: Iterable[int]) -> str:
    """Numbers as characters of the alphabet: the frequent ones take one."""
    return "".join(map(_one, numbers))


def _one(number: int) -> str:
    first, last = divmod(number, LAST)
    written = ALPHABET[last]
    while first:
        first, digit = divmod(first - 1, len(ALPHABET) - LAST)
        written = ALPHABET[LAST + digit] + written
    return written


def _key(row: Document) -> str | int:
    """The key of a document, or the number of that of its names which it is made from."""
    if not row.key.replace("-", "").isalnum():  # no slug
        return row.key
    slugs = [slug(name) for name in (row.title, *row.aliases)]
    return slugs.index(row.key) if row.key in slugs else row.key


def _column(values: Sequence[object]) -> list[object]:
    """The different values, and for each document the number of its own."""
    different = list(dict.fromkeys(values))
    ids = {value: number for number, value in enumerate(different)}
    return [different, code(ids[value] for value in values)]


def _set(values: Sequence[Sequence[str]]) -> list[object]:
    """The different values, the frequent ones first, for each document those it has, and a sign
    that these are several."""
    counted = Counter(value for row in values for value in row)
    ids = {value: number for number, (value, _) in enumerate(counted.most_common())}
    return [list(ids), " ".join(code(ids[value] for value in row) for row in values), 1]


def _marked(units: Sequence[Unit], marks: frozenset[str]) -> list[int]:
    """The numbers of the words that are, or of what stands between words and holds, a mark."""
    return [
        number
        for number, unit in enumerate(units, start=1)
        if isinstance(unit, str)
        and (unit.lower() in marks or (not unit[0].isalnum() and not marks.isdisjoint(unit)))
    ]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
