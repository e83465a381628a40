"""What legal acts touch, as plain Vietnamese text for staff: file and line of every citation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePath

from tthc import articles, impact, supports, wording
from tthc.articles import Reach
from tthc.catalogue import Catalogue
from tthc.impact import Edit, Effect, Impact
from tthc.model.procedure import Procedure
from tthc.model.walk import Place
from tthc.supports import WORDS, Support
from tthc.wording import law_name, short_date

_INDENT = "    "


def of_effects(catalogue: Catalogue, chosen: Iterable[Effect]) -> Iterator[str]:
    """Each effect with everything that rests on what it touches."""
    for found in impact.impacts(catalogue, chosen):
        yield _headline(catalogue, found.effect)
        yield from _details(catalogue, found)


def of_law(catalogue: Catalogue, law: str, day: date) -> Iterator[str]:
    """What acts upon `law`, what it does to others, and what rests on which article of it."""
    graph = catalogue.laws
    status = wording.law_status(graph.status(law, day)).lower()
    yield f"{law_name(graph[law])}: {status} (tính đến ngày {short_date(day)})"
    yield "\nTác động đến văn bản này:"
    upon = impact.effects_upon(graph, law)
    yield from (f"{_INDENT}{_headline(catalogue, each)}" for each in upon)
    if not upon:
        yield f"{_INDENT}chưa ghi nhận"
    if acting := [each for each in impact.effects(graph) if each.act and each.act.actor.id == law]:
        yield "\nVăn bản này tác động:"
        yield from of_effects(catalogue, acting)
    yield "\nNhững chỗ dựa vào văn bản này, theo điều khoản:"
    resting = catalogue.supports.get(law, [])
    if not resting:
        yield f"{_INDENT}không có"
    cited = {article for each in resting for article in each.citation.articles}
    for article in sorted(cited, key=articles.sort_key):
        yield f"{article}: {_article_status(catalogue, law, article, day)}"
        yield from _lines(
            catalogue, [each for each in resting if article in each.citation.articles]
        )
    if unnamed := [each for each in resting if not each.citation.articles]:
        yield "không nêu điều khoản:"
        yield from _lines(catalogue, unnamed)


def of_edits(catalogue: Catalogue, edits: Iterable[Edit]) -> Iterator[str]:
    """How relations differ from those of the last commit, and what that touches."""
    for edit in edits:
        if edit.before is None and edit.after:
            yield f"Thêm: {_headline(catalogue, edit.after)}"
        elif edit.after is None and edit.before:
            yield f"Bỏ: {_headline(catalogue, edit.before)}"
        elif edit.before and edit.after:
            yield f"Sửa, trước: {_headline(catalogue, edit.before)}"
            yield f"      nay: {_headline(catalogue, edit.after)}"
        both = [each for each in (edit.after, edit.before) if each]
        found = impact.impacts(catalogue, both)
        yield from _details(catalogue, found[0])
        if len(found) > 1:
            now = {(each.support.file, each.support.line) for each in found[0].touched}
            left = [
                each
                for each in found[1].touched
                if (each.support.file, each.support.line) not in now
            ]
            if left:
                yield f"{_INDENT}Trước chạm đến, nay không:"
                yield from _lines(catalogue, [each.support for each in left])


def _headline(catalogue: Catalogue, effect: Effect) -> str:
    day = short_date(effect.day) if effect.day else "Chưa rõ ngày"
    until = f", đến hết ngày {short_date(effect.until)}" if effect.until else ""
    return f"{day}: {impact.headline(effect, catalogue.laws)}{until}"


_DOUBTS = {
    Reach.UNNAMED: "Dẫn văn bản mà không nêu điều khoản, cần xem lại:",
    Reach.UNCLEAR: "Chưa rõ có thuộc phần bị tác động hay không, cần xem lại:",
}


def _details(catalogue: Catalogue, found: Impact) -> Iterator[str]:
    if not found.touched:
        yield f"{_INDENT}Không có gì trên trang dựa vào phần bị tác động."
        return
    yield from _lines(catalogue, [each.support for each in found.sure])
    for reach, title in _DOUBTS.items():
        if doubtful := [each.support for each in found.doubtful if each.reach is reach]:
            yield f"{_INDENT}{title}"
            yield from _lines(catalogue, doubtful)
    total = f"{len(found.procedures)} thủ tục, {len(found.papers)} giấy tờ"
    pages = ", ".join(f"/{page}" for page in found.pages)
    yield f"{_INDENT}Chắc chắn dựa vào: {total}. Trang cần xem: {pages}"


def _lines(catalogue: Catalogue, resting: Iterable[Support]) -> Iterator[str]:
    """One line for each citation, however many things rest on it."""
    groups: dict[tuple[PurePath, int, Place], list[Support]] = {}
    for support in resting:
        key = (support.file, support.line, support.cited_at)
        groups.setdefault(key, []).append(support)
    for (file, line, _), members in sorted(groups.items(), key=lambda each: each[0][:2]):
        parts = members[0].citation.articles
        cited = f"; dẫn {', '.join(parts)}" if parts else ""
        things = "; ".join(dict.fromkeys(_thing(catalogue, each) for each in members))
        yield f"{_INDENT}{file}:{line}: {things}{cited}"


def _thing(catalogue: Catalogue, support: Support) -> str:
    record = support.owner.record
    name = supports.name(support, catalogue)
    case = supports.case_name(support, catalogue)
    words = WORDS[support.kind][0] + (f" «{name}»" if name else "")
    words += f" (trường hợp «{case}»)" if case else ""
    return f"{record.code} {words}" if isinstance(record, Procedure) else words


def _article_status(catalogue: Catalogue, law: str, article: str, day: date) -> str:
    graph = catalogue.laws
    acts = [
        _headline(catalogue, Effect(law, act, act.starts))
        for act in graph.acts_upon_article(law, article)
        if not act.is_whole
    ]
    status = wording.article_status(graph.article_status(law, article, day)).lower()
    return "; ".join([status, *acts])
