"""The shards of parts that are known are not made again, and nobody sees which were."""

from __future__ import annotations

import random
from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from tests.search.engine import site
from tthc.memory import Live
from tthc.search import files, parts, shards
from tthc.search.documents import Document
from tthc.search.fulltext import PageTerms, page_terms

SYLLABLES = [
    first + second for first in "bcdghklmnt" for second in ("a", "e", "i", "o", "u", "ung")
]
INDEX: Mapping[str, Any] = {"config": {}, "docs": []}

Pages = dict[str, tuple[str, str]]
"""Key → title, text."""


class Counting(Live):
    """Counts what was not known."""

    def __init__(self) -> None:
        super().__init__()
        self.made = 0

    def put(self, key: Hashable, value: Any) -> Any:
        self.made += 1
        return super().put(key, value)


def words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices([*SYLLABLES, "35/2022/NĐ-CP,", "1.5."], k=count))


def pages(count: int = 120) -> Pages:
    chance = random.Random(2026)
    return {f"2.{at:06}": (words(chance, 4), words(chance, 200)) for at in range(count)}


def made(given: Pages, memory: Live | None = None, processes: int = 1) -> dict[str, str]:
    listed = [
        Document("procedure", key, title, key, has_text=True) for key, (title, _) in given.items()
    ]
    terms = {key: page_terms(f"<p>{text}</p>") for key, (_, text) in given.items()}
    return files.files(listed, terms, INDEX, memory=memory, processes=processes)


def add(given: Pages, chance: random.Random) -> None:
    given[f"3.{chance.randrange(10**6):06}"] = words(chance, 5), words(chance, 150)


def remove(given: Pages, chance: random.Random) -> None:
    del given[chance.choice(list(given))]


def edit_a_word(given: Pages, chance: random.Random) -> None:
    key = chance.choice(list(given))
    title, text = given[key]
    given[key] = title, text.replace(chance.choice(text.split()), words(chance, 1), 1)


def edit_a_title(given: Pages, chance: random.Random) -> None:
    key = chance.choice(list(given))
    given[key] = words(chance, 3), given[key][1]


def lengthen(given: Pages, chance: random.Random) -> None:
    key = chance.choice(list(given))
    given[key] = given[key][0], given[key][1] + words(chance, 90)


EDITS: list[Callable[[Pages, random.Random], None]] = [
    add,
    remove,
    edit_a_word,
    edit_a_title,
    lengthen,
]


@pytest.mark.parametrize("seed", range(5))
def test_files_are_the_same_whatever_is_known(seed: int) -> None:
    chance, given, memory = random.Random(seed), pages(60), Live()
    for _ in range(6):
        for edit in chance.choices(EDITS, k=chance.choice((1, 1, 4))):
            edit(given, chance)
        memory.turn()
        assert made(given, memory) == made(given)


def test_files_are_the_same_in_any_number_of_processes() -> None:
    assert made(pages(), Live(), processes=3) == made(pages())


def test_what_is_known_is_not_made_again() -> None:
    memory = Counting()
    made(pages(), memory)
    assert memory.made > 10
    memory.made = 0
    made(pages(), memory)
    assert memory.made == 0


def test_an_edited_word_makes_few_parts_anew() -> None:
    memory, given = Counting(), pages()
    made(given, memory)
    title, text = given["2.000050"]
    edited = {**given, "2.000050": (title, text.replace(" ta ", " qwertz ", 1))}
    assert edited != given
    whole, memory.made = memory.made, 0
    made(edited, memory)
    assert 1 <= memory.made < whole / 2


def test_what_is_kept_of_a_build_is_enough_for_the_next() -> None:
    memory = Counting()
    for _ in range(5):
        memory.turn()
        made(pages(), memory)
    memory.made = 0
    memory.turn()
    made(pages(), memory)
    assert memory.made == 0


def test_an_entry_that_was_lost_is_made_again() -> None:
    class Forgetful(Live):
        def get(self, key: Hashable) -> Any:
            found = super().get(key)
            return None if isinstance(found, list) and lost.random() < 0.5 else found

    lost, memory = random.Random(1), Forgetful()
    made(pages(), memory)
    assert made(pages(), memory) == made(pages())


def test_parts_share_no_term_and_stand_in_order() -> None:
    found = {
        at: parts.Searched(key, title, page_terms(text))
        for at, (key, (title, text)) in enumerate(pages().items())
    }
    ranges = []
    for part in parts.parts(found):
        heads = {line.split(" ", 2)[2] for line in part.pages.splitlines()}
        firsts = {term for head in heads for row in head.split(";") for term in row.split(",")[1:]}
        ranges.append((min(firsts | part.names.keys()), max(firsts | part.names.keys())))
    assert len(ranges) > 5
    assert ranges == sorted(ranges)
    assert all(one[1] < other[0] for one, other in pairwise(ranges))


def test_no_shard_is_much_larger_or_smaller_than_others() -> None:
    texts = [text for name, text in made(pages(300)).items() if name.startswith("text.")]
    sizes = [len(text) for text in texts if text.startswith("{")]
    assert len(sizes) > 20
    assert max(sizes) < 1.5 * shards.SHARD
    assert sum(size < 0.2 * shards.SHARD for size in sizes) < len(sizes) / 5


def test_documents_that_differ_only_in_what_is_shown_have_names_of_their_own() -> None:
    memory = Live()
    listed = list(site("vi"))
    changed = [replace(listed[0], facts="3 ngày"), *listed[1:]]
    none: dict[str, PageTerms] = {}
    files.files(listed, none, INDEX, memory=memory)
    assert files.files(changed, none, INDEX, memory=memory) == files.files(changed, none, INDEX)
