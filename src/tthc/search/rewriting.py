"""What people type → what the names say: lay words, short forms, English, question words.

The general tables stand beside this file; the glossary of the site adds its own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import pairwise

from tthc.model.registers import GlossaryTerm
from tthc.text import slug

Table = Mapping[str, tuple[str, ...]]
UNHEARD = "~"


@dataclass(frozen=True)
class Rewriting:
    """The tables that the browser rewrites a query with."""

    lay: Table = field(default_factory=dict)
    """Vietnamese phrase → other ways to say it, the best first."""
    english: Table = field(default_factory=dict)
    """English phrase → Vietnamese; nothing for a word that is left out."""
    dropped: tuple[str, ...] = ()
    """Phrases that ask and say nothing about a procedure."""

    @classmethod
    def general(cls) -> Rewriting:
        """What holds for any site of procedures."""
        return _general()

    @classmethod
    def of(cls, glossary: Iterable[GlossaryTerm]) -> Rewriting:
        """The general tables and the words of `glossary`, which win."""
        lay: dict[str, tuple[str, ...]] = {}
        english: dict[str, tuple[str, ...]] = {}
        for term in glossary:
            own = term.term.lower()
            for short in term.abbreviations:
                _add(lay, short, _spelled_by(short, own))
                if short.isascii():
                    _add(english, short, _spelled_by(short, own))
            for other in term.synonyms:
                if slug(other) not in slug(own):
                    _add(lay, other, own)
                    if other.isascii():
                        _add(english, other, own)
            _add(english, term.english, own)
        general = cls.general()
        return cls({**general.lay, **lay}, {**general.english, **english}, general.dropped)

    def pruned(self, names: Iterable[str]) -> Rewriting:
        """Without what no name says, each two words of it side by side; with a sign before the
        phrases that are in no name themselves."""
        said = f" {' | '.join(' '.join(_words(name)) for name in names)} "
        words = said.split()
        known = {*words, *pairwise(words)}

        def written(phrase: str) -> str:
            return phrase if f" {' '.join(_words(phrase))} " in said else UNHEARD + phrase

        def kept(table: Table) -> dict[str, tuple[str, ...]]:
            found = {}
            for phrase, ways in table.items():
                parts = {way: _words(way) for way in ways}
                good = tuple(
                    way for way in ways if known.issuperset([*parts[way], *pairwise(parts[way])])
                )
                if good or not ways:
                    found[written(phrase) if ways else phrase] = good
            return found

        return Rewriting(kept(self.lay), kept(self.english), self.dropped)


def _add(table: dict[str, tuple[str, ...]], phrase: str, way: str) -> None:
    phrase = phrase.lower()
    if phrase != way:
        table[phrase] = tuple(dict.fromkeys((*table.get(phrase, ()), way)))


def _spelled_by(short: str, phrase: str) -> str:
    """The first words of `phrase` if `short` is made of their initials, else all of it."""
    letters = slug(short).replace("-", "")
    words = phrase.split()[: len(letters)]
    initials = "".join(slug(word)[:1] for word in words)
    return " ".join(words) if initials == letters else phrase


def _words(text: str) -> list[str]:
    return slug(text).split("-")


def lines(table: Table) -> str:
    """One text, since that packs best: `a,b=c|d`, phrases with the same right side in one line."""
    phrases: dict[tuple[str, ...], list[str]] = {}
    for phrase, ways in table.items():
        phrases.setdefault(ways, []).append(phrase.replace(",", ""))
    return "\n".join(f"{','.join(same)}={'|'.join(ways)}" for ways, same in phrases.items())


@cache
def _general() -> Rewriting:
    dropped = tuple(line for line in _rows("question_words.txt"))
    return Rewriting(_table("lay_words.txt"), _table("english_words.txt"), dropped)


def _table(name: str) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for row in _rows(name):
        phrases, _, ways = row.partition("=")
        right = tuple(way.strip() for way in ways.split("|") if way.strip())
        for phrase in phrases.split(","):
            table[phrase.strip()] = right
    return table


def _rows(name: str) -> list[str]:
    text = files("tthc.search").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
