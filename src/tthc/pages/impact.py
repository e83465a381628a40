"""Legal acts and what rests on them, for readers: the page of acts, the articles of a law, and the
banners of a procedure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from markupsafe import Markup

from tthc import addresses, articles, impact, supports
from tthc.impact import Effect, Impact
from tthc.law import Act
from tthc.model.law import LegalDocument, RelationType
from tthc.model.procedure import Procedure
from tthc.pages.base import Page, Presenter, Section
from tthc.supports import WORDS, Kind, Support

SHOWN = timedelta(days=365)
"""How long an act stays on the page of acts; the page of each law keeps it."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that rests on a law, in words, with the place where readers meet it."""

    kind: str
    name: str
    """Empty when the kind says it all."""
    case: str
    address: str
    """Empty for what has no page."""
    is_foreign: bool


@dataclass(frozen=True, slots=True)
class OfProcedure:
    procedure: Procedure
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Resting:
    """Things by procedure, and those that are part of none."""

    procedures: tuple[OfProcedure, ...]
    others: tuple[Thing, ...]
    is_brief: bool = False
    """Whether only a few procedures are named, without their things."""
    unnamed: int = 0
    """How many more procedures there are."""

    @property
    def number(self) -> int:
        if self.is_brief:
            return len(self.procedures) + self.unnamed
        return sum(len(each.things) for each in self.procedures) + len(self.others)


@dataclass(frozen=True, slots=True)
class Row:
    """One effect of an act on one document."""

    effect: Effect
    anchor: str
    target: LegalDocument
    sure: Resting
    """What rests on what is touched."""
    doubtful: Resting
    """What may rest on it: cited without an article, or by a part that cannot be compared."""


def page(presenter: Presenter) -> Page:
    """Acts by day: coming ones, those of the last year, and those of which no day is known."""
    say = presenter.say
    groups = (
        ("sap-toi", "coming", say("Sắp tới", "Coming")),
        ("da-co-hieu-luc", "past", say("Một năm qua", "The last year")),
        ("chua-ro-ngay", "undated", say("Chưa rõ từ ngày nào", "From a day not known")),
    )
    sections = tuple(Section(anchor, title, part) for anchor, part, title in groups)
    return Page(
        addresses.IMPACT,
        say("Văn bản mới chạm đến thủ tục nào", "What new law touches"),
        say(
            "Văn bản mới sửa đổi, thay thế, bãi bỏ gì, và giấy tờ, khoản thu nào dựa vào đó.",
            "What new law amends, replaces or repeals, and which papers and fees rest on it.",
        ),
        partial(_body, presenter, sections),
        sections,
        ((addresses.LAWS, say("Văn bản pháp luật", "Legal documents")),),
    )


def _body(presenter: Presenter, sections: Iterable[Section]) -> Markup:
    today = presenter.today
    rows = _rows(presenter, impact.effects(presenter.catalogue.laws))
    dated = [(each.effect.day, each) for each in rows if each.effect.day]
    dated.sort(key=lambda each: each[0])
    shown = (
        [row for day, row in dated if day > today],
        [row for day, row in reversed(dated) if today - SHOWN <= day <= today],
        [row for row in rows if row.effect.day is None],
    )
    return presenter.render(
        "impact.html.j2", addresses.IMPACT, groups=list(zip(sections, shown, strict=True))
    )


def _rows(presenter: Presenter, chosen: Iterable[Effect]) -> list[Row]:
    laws, rows = presenter.catalogue.laws, []
    used: dict[str, int] = {}
    for effect in chosen:
        if effect.target not in laws:
            continue
        name = "-".join([effect.act.actor.id if effect.act else "tu-het", effect.target])
        used[name] = used.get(name, 0) + 1
        found = impact.impact(effect, presenter.catalogue.supports.get(effect.target, ()))
        anchor = name if used[name] == 1 else f"{name}-{used[name]}"
        sure, doubtful = (
            resting(presenter, [each.support for each in side], is_brief=presenter.is_large)
            for side in (found.sure, found.doubtful)
        )
        rows.append(Row(effect, anchor, laws[effect.target], sure, doubtful))
    return rows


def resting(presenter: Presenter, found: Sequence[Support], *, is_brief: bool = False) -> Resting:
    """Each thing once, however many citations it rests on."""
    others = tuple(
        dict.fromkeys(
            _thing(presenter, support)
            for support in found
            # a form stands with the papers that use it
            if not support.code and support.kind is not Kind.FORM
        )
    )
    if is_brief:
        codes = sorted({support.code for support in found if support.code})
        named = codes[: presenter.limits.named]
        procedures = tuple(OfProcedure(presenter.procedure(code), ()) for code in named)
        return Resting(procedures, others, is_brief=True, unnamed=len(codes) - len(named))
    return Resting(_by_procedure(presenter, found), others)


def _by_procedure(presenter: Presenter, found: Iterable[Support]) -> tuple[OfProcedure, ...]:
    things: dict[str, dict[Thing, None]] = defaultdict(dict)
    for support in found:
        if support.code:
            things[support.code][_thing(presenter, support)] = None
    return tuple(
        OfProcedure(presenter.procedure(code), tuple(own)) for code, own in sorted(things.items())
    )


def _thing(presenter: Presenter, support: Support) -> Thing:
    catalogue, language = presenter.catalogue, presenter.language
    vietnamese, english = WORDS[support.kind]
    is_foreign = presenter.is_foreign(support.code) if support.code else False
    if support.kind is Kind.UPDATE:
        slug = supports.address(support).split("/")[1]
        is_foreign = language not in catalogue.updates[slug].words
    address = supports.address(support)
    if is_foreign:  # a notice has no parts
        address = address.partition("#")[0]
    return Thing(
        presenter.say(vietnamese, english),
        supports.name(support, catalogue, language),
        supports.case_name(support, catalogue, language),
        address,
        is_foreign,
    )


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """An article of a law on which something rests."""

    text: str
    acts: tuple[Act, ...]
    """Those that name it; what acts upon the whole document is said elsewhere."""
    resting: Resting


def cited_articles(presenter: Presenter, law: str) -> list[CitedArticle]:
    """In the order of the document."""
    found: dict[str, list[Support]] = defaultdict(list)
    things = presenter.catalogue.supports.get(law, ())
    for support in things:
        for article in dict.fromkeys(support.citation.articles):
            found[article].append(support)
    return [
        CitedArticle(
            article,
            tuple(
                act
                for act in presenter.catalogue.laws.acts_upon_article(law, article)
                if not act.is_whole
            ),
            resting(presenter, found[article], is_brief=len(things) > presenter.limits.whole),
        )
        for article in sorted(found, key=articles.sort_key)
    ]


@dataclass(frozen=True, slots=True)
class Banner:
    """What the reader of a procedure must know of one act."""

    day: date
    until: date | None
    actor: LegalDocument | None
    """None when the documents end by their own words."""
    targets: tuple[tuple[LegalDocument, tuple[str, ...]], ...]
    """Each document with the parts that are named; none for the whole."""
    deed: str
    """What happens to them, in words."""
    is_mild: bool
    """They stay in force."""
    things: tuple[Thing, ...]


def banners(presenter: Presenter, code: str) -> list[Banner]:
    """One for each act, oldest first. An act that does the same to several documents on one day
    is one act."""
    catalogue = presenter.catalogue
    procedure = catalogue.procedures[code]
    checked_on = max(origin.read_on for origin in procedure.source.origins)
    if verified_on := procedure.review.verified_on:
        checked_on = max(checked_on, verified_on)
    own = presenter.supports_of.get(code, [])
    groups: dict[tuple[str, str, date], list[Impact]] = {}
    for found in impact.warnings(catalogue.laws, own, presenter.today, checked_on):
        day = found.effect.day
        assert day is not None, "a warning has a day"
        _, actor, kind = found.effect.key
        groups.setdefault((actor, kind, day), []).append(found)
    return [_banner(presenter, day, members) for (_, _, day), members in groups.items()]


def _banner(presenter: Presenter, day: date, members: list[Impact]) -> Banner:
    effect = members[0].effect
    things = [_thing(presenter, each.support) for member in members for each in member.touched]
    targets = []
    for member in members:
        cited = {article for each in member.touched for article in each.articles}
        parts = [
            part
            for part in member.effect.articles
            if any(articles.touches(part, article) for article in cited)
        ]
        targets.append((presenter.catalogue.laws[member.effect.target], tuple(parts)))
    return Banner(
        day,
        effect.until,
        effect.act.actor if effect.act else None,
        tuple(targets),
        _deed(presenter, effect),
        not effect.takes_force,
        tuple(dict.fromkeys(things)),
    )


def _deed(presenter: Presenter, effect: Effect) -> str:
    say = presenter.say
    kind = effect.act.relation.type if effect.act else None
    if kind is RelationType.SUSPENDS:
        return say("ngưng hiệu lực", "suspended")
    if kind is RelationType.AMENDS:
        return say("được sửa đổi, bổ sung", "amended")
    if kind is RelationType.CORRECTS:
        return say("được đính chính", "corrected")
    return say("hết hiệu lực", "no longer in force")
