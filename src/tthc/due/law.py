"""Law that is about to begin or end, and on which procedures rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tthc import addresses
from tthc.catalogue import Catalogue
from tthc.due.base import Due, Kind, by_owner, codes
from tthc.law import ENDING, Act, LawGraph
from tthc.model.law import LegalDocument
from tthc.model.procedure import Procedure
from tthc.rules.law import ends_within, replacement
from tthc.terms import label
from tthc.wording import short_date


@dataclass(frozen=True, slots=True)
class _LawEvent:
    """What happens to law on one day, and which procedures rest on it."""

    kind: Kind
    day: date
    document: LegalDocument
    text: str
    procedures: Iterable[Procedure]


def changes(catalogue: Catalogue, today: date, within: timedelta) -> Iterator[Due]:
    """What ends `within` that span after `today`, and all that begins after it; by owner."""
    resting: dict[str, list[Procedure]] = defaultdict(list)
    for procedure in catalogue.procedures.values():
        for document in dict.fromkeys(basis.document for basis in procedure.legal_basis):
            resting[document].append(procedure)
    laws = catalogue.laws
    for event in (*_ends(laws, resting, today, within), *_begins(laws, resting, today)):
        for owner, members in by_owner(event.procedures).items():
            yield Due(
                event.kind,
                event.day,
                (event.day - today).days,
                f"{event.document.id}/{event.day}",
                owner,
                f"{label(event.document.type)} {event.document.number}",
                f"{event.text} Chuẩn bị nội dung theo quy định mới trước ngày đó.",
                catalogue.file_of(event.document),
                addresses.law(event.document.id),
                codes(members),
            )


Resting = Mapping[str, list[Procedure]]
"""Law → procedures that rest on it."""


def _ends(laws: LawGraph, resting: Resting, today: date, within: timedelta) -> Iterator[_LawEvent]:
    for identity, procedures in sorted(resting.items()):
        if day := ends_within(laws, identity, today, within):
            newer = replacement(laws, identity)
            text = f"Hết hiệu lực từ ngày {short_date(day)}"
            text += f", được thay bằng {newer}." if newer else "."
            yield _LawEvent(Kind.LAW_ENDS, day, laws[identity], text, procedures)


def _begins(laws: LawGraph, resting: Resting, today: date) -> Iterator[_LawEvent]:
    """What begins on one day by one document, be it the document itself or what it does to those
    on which procedures rest. Those that it ends as a whole are told by `_ends`."""
    deeds: dict[tuple[date, str], list[str]] = defaultdict(list)
    concerned: dict[tuple[date, str], dict[str, Procedure]] = defaultdict(dict)
    for identity, procedures in sorted(resting.items()):
        own = laws[identity].effective_from
        found = [((own, identity), "bắt đầu có hiệu lực")] if own else []
        found += [
            ((act.starts, act.actor.id), _deed(act, laws[identity]))
            for act in laws.acts_upon(identity)
            if act.starts and not (act.is_whole and act.relation.type in ENDING)
        ]
        for key, deed in found:
            if key[0] > today:
                deeds[key].append(deed)
                concerned[key].update((each.code, each) for each in procedures)
    for (day, identity), done in deeds.items():
        text = f"Từ ngày {short_date(day)}: {'; '.join(done)}."
        members = concerned[day, identity].values()
        yield _LawEvent(Kind.LAW_BEGINS, day, laws[identity], text, members)


def _deed(act: Act, target: LegalDocument) -> str:
    articles = f"{', '.join(act.relation.articles)} " if act.relation.articles else ""
    return f"{label(act.relation.type)} {articles}{label(target.type)} {target.number}"
