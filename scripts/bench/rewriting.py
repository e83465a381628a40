"""Our tables of rewriting, applied to a query for engines that have none of their own."""

from __future__ import annotations

from collections.abc import Sequence

from tthc.search.rewriting import UNHEARD, Rewriting, Table
from tthc.text import fold, spelling

MOST = 8
"""As many variants as our own engine tries."""

Segment = tuple[str, ...]
"""Some consecutive words as typed, and what may be meant; alone when nothing else is known."""


def variants(query: str, tables: Rewriting) -> list[str]:
    """The query without its question words, and with lay and English words as names have them."""
    words = query.split()
    questions: Table = dict.fromkeys(tables.dropped, ())
    segments = _segments(words, {**questions, **tables.lay})
    kept = [segment for segment in segments if segment[1:] != ("",)]
    found = _combined(kept) if kept else [query]
    english = _english(words, tables.english)
    # Where most words are English, few names have them as typed.
    found[1:1] = english[: MOST // 2]
    return list(dict.fromkeys([*found, *english]))[:MOST]


def _english(words: Sequence[str], table: Table) -> list[str]:
    """In both orders, since English puts the qualifier first and Vietnamese last."""
    groups: list[list[Segment]] = [[]]
    known = unknown = 0
    singular = [
        word[:-1] if word.endswith("s") and not word.endswith("ss") else word for word in words
    ]
    for segment in _segments(singular, table, shown=words):
        meant = segment[1:]
        if meant == ("",):
            groups.append([])
        else:
            known, unknown = known + bool(meant), unknown + (not meant)
            groups[-1].append(meant or segment)
    if not known or unknown > known:
        return []
    ahead = _combined([segment for group in groups for segment in group])
    behind = _combined([segment for group in groups for segment in reversed(group)])
    return [way for both in zip(behind, ahead, strict=True) for way in both]


def _segments(
    words: Sequence[str], table: Table, shown: Sequence[str] | None = None
) -> list[Segment]:
    """Cuts `words` into the longest phrases of `table`; an empty right side is an empty text."""
    plain = {phrase.removeprefix(UNHEARD): ways for phrase, ways in table.items()}
    phrases = {tuple(fold(phrase).split()): (phrase, ways) for phrase, ways in plain.items()}
    longest = max(map(len, phrases), default=1)
    found: list[Segment] = []
    at = 0
    while at < len(words):
        for size in range(min(longest, len(words) - at), 0, -1):
            typed = words[at : at + size]
            phrase, ways = phrases.get(tuple(map(fold, typed)), ("", ()))
            if phrase and _agree(typed, phrase.split()):
                break
        else:
            size, ways = 1, None
        own = " ".join((shown or words)[at : at + size])
        found.append((own,) if ways is None else (own, *(ways or ("",))))
        at += size
    return found


def _agree(typed: Sequence[str], phrase: Sequence[str]) -> bool:
    """Accents count where they were typed; one word alone needs all that it has."""
    return all(
        spelling(own) == spelling(word)
        or (len(phrase) > 1 and spelling(own) == fold(spelling(own)))
        for own, word in zip(typed, phrase, strict=True)
    )


def _combined(segments: Sequence[Segment]) -> list[str]:
    """The best choices of one alternative per segment; earlier alternatives are better."""
    ways: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    for segment in segments:
        longer = [
            (cost + at, (*way, part)) for cost, way in ways for at, part in enumerate(segment)
        ]
        ways = sorted(longer, key=lambda each: each[0])[:MOST]
    return [" ".join(filter(None, way)) for _, way in ways]
