"""What a guidance page says, as plain data that other generators can print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bench.build.data import Member
from tthc.model.dossier import Case, Evidence
from tthc.model.law import Citation
from tthc.model.procedure import Channel, ChannelKind, Cost, ProcessingTime, Step
from tthc.pages.base import Presenter
from tthc.pages.guidance import PARTS
from tthc.pages.view import View

Record = dict[str, Any]
_GAPS = {
    "cases": ("cases", "audience"),
    "steps": ("steps",),
    "papers": ("evidences", "forms"),
    "channels": ("contact_point", "competent_authority", "channels", "online", "costs"),
    "due-date": ("processing_time",),
    "requirements": ("requirements",),
    "outputs": ("outputs",),
    "law": ("legal_basis", "decisions"),
    "rights": ("recourse",),
}
"""Section → parts of a procedure whose gaps it tells."""
SECTIONS = [{"id": anchor, "part": part, "title": title} for anchor, part, title, _ in PARTS]


def of_member(seed: Record, member: Member) -> Record:
    """The record of `member`, from that of its seed."""
    titles = {key: seed[key] + member.suffix for key in ("title", "official")}
    return {**seed, **titles, "code": member.code}


def laws(presenter: Presenter) -> list[Record]:
    return [
        {
            "id": law.id,
            "title": f"{presenter.label(law.type)} {law.number}",
            "about": law.title,
            "status": presenter.law_status(law.id)[0],
        }
        for law in presenter.catalogue.laws
    ]


def fields(records: Iterable[Record]) -> list[Record]:
    """Each field with its procedures, for the pages that list them."""
    found: dict[str, Record] = {}
    for each in records:
        own = found.setdefault(each["field"]["id"], {**each["field"], "procedures": []})
        brief = {key: each[key] for key in ("code", "title", "description")}
        own["procedures"].append(brief)
    return list(found.values())


def record(presenter: Presenter, code: str) -> Record:
    """All that the guidance page of the procedure with `code` says, with words for every id. What
    is absent is empty, so that templates need not ask whether it is there."""
    procedure = presenter.procedure(code)
    view = View(presenter, procedure)
    contact = procedure.contact_point
    field = presenter.catalogue.fields[procedure.field]
    return {
        "code": code,
        "title": presenter.short_title(procedure),
        "official": procedure.title,
        "description": procedure.summary,
        "field": {"id": field.id, "name": presenter.name(field)},
        "decisions": [
            f"{each.number}, {presenter.agency(each.issuer)}, ngày {presenter.date(each.signed_on)}"
            for each in procedure.decisions
        ],
        "status": view.standing.label,
        "read_on": presenter.date(view.read_on),
        "today": presenter.date(presenter.today),
        "audience": [presenter.label(each) for each in procedure.audience],
        "paper_count": view.paper_count,
        "time": view.time,
        "times": [_limit(view, each) for each in procedure.processing_time],
        "costs": [_cost(view, each) for each in view.costs_now],
        "where": presenter.agency(contact.agency) if contact else "",
        "authority": (
            presenter.agency(procedure.competent_authority) if procedure.competent_authority else ""
        ),
        "is_online": view.files_online,
        "results": [each.name for each in procedure.outputs],
        "ways": [
            {
                "cases": names,
                "steps": [
                    {
                        "actor": _actor(presenter, step),
                        "text": step.text,
                        "within": presenter.duration(step.duration) if step.duration else "",
                        "only_if": step.only_if or "",
                    }
                    for step in steps
                ],
            }
            for names, steps in view.step_groups
        ],
        "participants": [
            {"agency": presenter.agency(each.agency), "role": each.role}
            for each in procedure.participants
        ],
        "cases": [_case(view, each) for each in procedure.cases],
        "channels": [_channel(view, each) for each in procedure.channels],
        "requirements": [
            {"text": each.text, "law": _citations(presenter, each.law)}
            for members in view.requirement_groups
            for each in members[1]
        ],
        "law": [
            {
                **_citation(presenter, each),
                "about": presenter.catalogue.laws[each.document].title,
                "status": presenter.law_status(each.document)[0],
                "is_main": each.is_main,
            }
            for each in procedure.legal_basis
        ],
        "changes": [
            {"on": presenter.date(each.on), "kind": presenter.label(each.kind), "note": each.note}
            for each in procedure.changes
        ],
        "origins": [
            {"name": each.name, "read_on": presenter.date(each.read_on)}
            for each in procedure.source.origins
        ],
        "gaps": {
            section: [
                {"note": each.note, "quote": each.quote or ""}
                for each in presenter.gaps(procedure, *parts)
            ]
            for section, parts in _GAPS.items()
        },
    }


def _actor(presenter: Presenter, step: Step) -> str:
    if step.agency:
        return presenter.agency(step.agency)
    return presenter.label(step.actor) if step.actor else ""


def _case(view: View, case: Case) -> Record:
    return {
        "id": case.id,
        "name": f"Nộp thêm: {case.name}" if case.is_addition else case.name,
        "description": case.description or "",
        "count": view.paper_number(case),
        "papers": [_paper(view, each) for each in case.evidences],
    }


def _paper(view: View, evidence: Evidence) -> Record:
    presenter = view.presenter
    kind = presenter.catalogue.evidence_types[evidence.type]
    form = presenter.catalogue.forms[evidence.form] if evidence.form else None
    return {
        "type": evidence.type,
        "name": evidence.name or presenter.name(kind),
        "copies": view.copies(evidence) or "Số bản: nguồn không nêu",
        "only_if": evidence.only_if or "",
        "alternatives": list(evidence.alternatives) or list(kind.alternatives),
        "notes": [each for each in (evidence.note, kind.note) if each],
        "form": (form.number or presenter.name(form)) if form else "",
        "law": _citations(presenter, evidence.law),
    }


def _channel(view: View, channel: Channel) -> Record:
    online = view.procedure.online
    is_online = channel.kind is ChannelKind.ONLINE and online
    limits = [_limit(view, each) for each in channel.processing_time]
    return {
        "name": view.presenter.label(online.level if is_online and online else channel.kind),
        "time": "; ".join(limits) or view.time or "chưa có thông tin",
        "costs": [_cost(view, each) for each in view.costs_of(channel)],
        "note": channel.note or "",
        "url": channel.url or "",
    }


def _limit(view: View, limit: ProcessingTime) -> str:
    words = [view.presenter.duration(limit)]
    words += [view.presenter.label(limit.starts)] if limit.starts else []
    words += [f"({limit.only_if})"] if limit.only_if else []
    names = view.case_names(limit.cases)
    return " ".join(words) + (f": {'; '.join(names)}" if names else "")


def _cost(view: View, cost: Cost) -> str:
    condition = f" ({cost.only_if})" if cost.only_if else ""
    names = view.case_names(cost.cases)
    return f"{cost.name}: {view.cost(cost)}{condition}" + (
        f" – {'; '.join(names)}" if names else ""
    )


def _citations(presenter: Presenter, cited: Sequence[Citation]) -> list[Record]:
    return [_citation(presenter, each) for each in cited]


def _citation(presenter: Presenter, citation: Citation) -> Record:
    document = presenter.catalogue.laws[citation.document]
    return {
        "id": document.id,
        "name": f"{presenter.label(document.type)} {document.number}",
        "articles": "; ".join(map(presenter.article, citation.articles)),
    }
