"""What legal acts do to what the site says: law → act → the things that rest on what it touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from tthc import articles, terms, wording
from tthc.articles import Reach
from tthc.catalogue import Catalogue
from tthc.law import CHANGING, TAKING, Act, LawGraph
from tthc.supports import HISTORY, Paper, Support, address
from tthc.terms import Language

BACK = timedelta(days=90)
AHEAD = timedelta(days=180)
"""The period around a day in which acts are news for staff."""


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that happens to a document on a day."""

    target: str
    """May be a document that is not entered yet."""
    act: Act | None
    """None when the document's own words end it."""
    day: date | None
    """First day of it; None when no source gives it."""

    @property
    def articles(self) -> tuple[str, ...]:
        """The parts that are named; empty for the whole document."""
        return self.act.relation.articles if self.act else ()

    @property
    def until(self) -> date | None:
        return self.act.relation.effective_until if self.act else None

    @property
    def takes_force(self) -> bool:
        """Whether what it touches no longer applies, for good or for a time."""
        return self.act is None or self.act.relation.type in TAKING

    def is_over(self, day: date) -> bool:
        return self.until is not None and self.until < day

    @property
    def key(self) -> tuple[str, str, str]:
        """What stays the same when an effect is edited."""
        actor = self.act.actor.id if self.act else self.target
        return self.target, actor, self.act.relation.type if self.act else ""


@dataclass(frozen=True, slots=True)
class Touched:
    """A thing that rests on what an effect touches."""

    support: Support
    reach: Reach
    articles: tuple[str, ...]
    """Those cited that are touched; all that are cited when that is not known by article."""

    @property
    def is_sure(self) -> bool:
        return self.reach in (Reach.PARTS, Reach.WHOLE)


@dataclass(frozen=True, slots=True)
class Impact:
    effect: Effect
    touched: tuple[Touched, ...]

    @property
    def sure(self) -> tuple[Touched, ...]:
        """What rests on what is touched."""
        return tuple(each for each in self.touched if each.is_sure)

    @property
    def doubtful(self) -> tuple[Touched, ...]:
        """What may rest on it: somebody has to look."""
        return tuple(each for each in self.touched if not each.is_sure)

    @property
    def procedures(self) -> set[str]:
        """Codes of those that surely rest on what is touched."""
        return {each.support.code for each in self.sure if each.support.code}

    @property
    def papers(self) -> set[Paper]:
        """Those that surely rest on what is touched."""
        return {each.support.paper for each in self.sure if each.support.paper}

    @property
    def pages(self) -> tuple[str, ...]:
        """Addresses of the pages that rest, or may rest, on what is touched."""
        found = {address(each.support).partition("#")[0] for each in self.touched}
        return tuple(sorted(found - {""}))


def effects(graph: LawGraph) -> Iterator[Effect]:
    """Everything that changes, suspends or ends a document, by document and day."""
    targets = {relation.target for document in graph for relation in document.relations}
    for target in sorted({*graph.documents, *targets}):
        yield from effects_upon(graph, target)


def effects_upon(graph: LawGraph, target: str) -> list[Effect]:
    """By day; days that are not known come last."""
    found = [
        Effect(target, act, act.starts)
        for act in graph.acts_upon(target)
        if act.relation.type in CHANGING
    ]
    if target in graph and (ends := graph[target].expires_on):
        found.append(Effect(target, None, ends))
    return sorted(found, key=lambda each: each.day or date.max)


def within(found: Iterable[Effect], since: date | None, until: date | None) -> list[Effect]:
    """The effects that begin in a period; either end may be open. Those of an unknown day are in
    the period that is open on both sides only."""
    if since is None and until is None:
        return list(found)
    return [
        each
        for each in found
        if each.day and (since or date.min) <= each.day <= (until or date.max)
    ]


def impacts(catalogue: Catalogue, chosen: Iterable[Effect]) -> tuple[Impact, ...]:
    """What rests on what each of the effects touches."""
    resting = catalogue.supports
    return tuple(impact(effect, resting.get(effect.target, ())) for effect in chosen)


def impact(effect: Effect, resting: Iterable[Support]) -> Impact:
    """What of `resting`, the things that rest on the document, rests on what is touched."""
    return Impact(effect, tuple(_touched(effect, resting)))


def _touched(effect: Effect, resting: Iterable[Support]) -> Iterator[Touched]:
    for support in resting:
        cited = support.citation.articles
        how = articles.reach(cited, effect.articles)
        if how is Reach.PARTS:
            hit = [a for a in cited if any(articles.touches(a, part) for part in effect.articles)]
            yield Touched(support, how, tuple(hit))
        elif how is not None:
            yield Touched(support, how, cited)


def warnings(
    graph: LawGraph, resting: Iterable[Support], day: date, checked_on: date
) -> list[Impact]:
    """What somebody who relies on the things `resting`, last checked on `checked_on`, must know on
    `day`: what they cite has lost its force, loses it or is amended within `AHEAD`, or was amended
    after the check. By day."""
    living: dict[str, list[Support]] = defaultdict(list)
    for support in resting:
        if support.kind not in HISTORY:
            living[support.citation.document].append(support)
    found = []
    for law, members in living.items():
        for effect in effects_upon(graph, law):
            start = effect.day
            if start is None or start > day + AHEAD or effect.is_over(day):
                continue
            if not effect.takes_force and start <= checked_on:
                continue
            hit = [each for each in _touched(effect, members) if each.is_sure]
            if hit:
                found.append(Impact(effect, tuple(hit)))
    return sorted(found, key=lambda each: (each.effect.day or date.max, each.effect.key))


@dataclass(frozen=True, slots=True)
class Edit:
    """An effect that was added (`before` is None), removed (`after` is None) or changed."""

    before: Effect | None
    after: Effect | None


def edits(old: LawGraph, new: LawGraph) -> list[Edit]:
    """How the effects in `new` differ from those in `old`, by document."""
    before, after = _by_key(effects(old)), _by_key(effects(new))
    found = []
    for key in sorted({*before, *after}):
        gone = _without(before.get(key, []), after.get(key, []))
        came = _without(after.get(key, []), before.get(key, []))
        found += [Edit(*pair) for pair in zip_longest(gone, came)]
    return found


def _by_key(found: Iterable[Effect]) -> dict[tuple[str, str, str], list[Effect]]:
    groups: dict[tuple[str, str, str], list[Effect]] = defaultdict(list)
    for effect in found:
        groups[effect.key].append(effect)
    return groups


def _without(found: Iterable[Effect], others: Iterable[Effect]) -> list[Effect]:
    same = [(other.articles, other.day, other.until) for other in others]
    return [each for each in found if (each.articles, each.day, each.until) not in same]


def headline(effect: Effect, graph: LawGraph, language: Language = "vi") -> str:
    """`Nghị định 224/2026/NĐ-CP bãi bỏ Nghị định 42/2022/NĐ-CP (toàn bộ)`."""
    is_english = language == "en"
    target = effect.target
    if target in graph:
        target = wording.law_name(graph[target], language)
    if effect.act is None:
        return f"{target} {'expires by its own words' if is_english else 'tự hết hiệu lực'}"
    parts = "; ".join(wording.article(each, language) for each in effect.articles)
    if not parts and effect.takes_force:
        parts = "the whole" if is_english else "toàn bộ"
    elif not parts:
        parts = "articles not named" if is_english else "nguồn không nêu điều khoản"
    deed = terms.label(effect.act.relation.type, language)
    return f"{wording.law_name(effect.act.actor, language)} {deed} {target} ({parts})"


def summary(catalogue: Catalogue, day: date) -> str:
    """One line for whoever builds the site: what is news in law around `day`."""
    chosen = within(effects(catalogue.laws), day - BACK, day + AHEAD)
    found = [each for each in impacts(catalogue, chosen) if each.sure]
    coming = sum(each.effect.day is not None and each.effect.day > day for each in found)
    codes = {code for each in found for code in each.procedures}
    papers = {paper for each in found for paper in each.papers}
    return (
        f"{len(found) - coming} tác động của văn bản trong {BACK.days} ngày qua và {coming} trong "
        f"{AHEAD.days} ngày tới chạm đến {len(codes)} thủ tục, {len(papers)} giấy tờ"
    )
