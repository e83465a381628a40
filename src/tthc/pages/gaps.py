"""What the sources leave open: for the Board to fill."""

from __future__ import annotations

from collections.abc import Iterator

from tthc import addresses
from tthc.model.procedure import Procedure
from tthc.pages.base import Page, Presenter
from tthc.pages.paging import Sheet, sheets
from tthc.text import sort_key


def gaps(presenter: Presenter) -> Page:
    """Every gap and every unconfirmed record, for the Board to fill. Where they are too many, the
    fields with their numbers."""
    catalogue = presenter.catalogue
    return Page(
        addresses.GAPS,
        presenter.say("Dữ liệu còn thiếu", "Missing data"),
        presenter.say(
            "Những điều nguồn không cho biết, hoặc chưa được Ban xác nhận.",
            "What the sources leave open, or the Board has not confirmed.",
        ),
        presenter.later(
            "gaps.html.j2",
            addresses.GAPS,
            grouped=presenter.fields(),
            documents=[each for each in catalogue.laws if each.source.gaps],
            agencies=[
                each for each in catalogue.agencies.values() if each.source and each.source.gaps
            ],
            forms=sorted(
                (each for each in catalogue.forms.values() if not each.file),
                key=lambda each: sort_key(each.name),
            ),
            waiting=catalogue.laws.waiting(),
            total=sum(len(each.source.gaps) for each in catalogue.procedures.values()),
            unconfirmed=sum(
                each.source.confirmed_by is None for each in catalogue.procedures.values()
            ),
        ),
        is_translated=False,
    )


def of_field(presenter: Presenter, identity: str) -> Iterator[Page]:
    """How many gaps each procedure of the field has in which parts, where the page of all gaps
    only leads here. The words of a gap stand on the page of its procedure."""
    if not presenter.is_large:
        return
    say, record = presenter.say, presenter.catalogue.fields[identity]
    title = f"{say('Dữ liệu còn thiếu', 'Missing data')}: {presenter.name(record)}"
    for sheet in _sheets(presenter, identity):
        yield Page(
            sheet.address,
            presenter.numbered(title, sheet),
            presenter.numbered(
                say(
                    f"Điều nguồn không cho biết về thủ tục của lĩnh vực {presenter.name(record)}.",
                    f"What the sources leave open on procedures of {presenter.name(record)}.",
                ),
                sheet,
            ),
            presenter.later("gaps-field.html.j2", sheet.address, field=record, sheet=sheet),
            trail=((addresses.GAPS, say("Dữ liệu còn thiếu", "Missing data")),),
            is_translated=False,
            is_record=True,
            about=frozenset(each.code for each in sheet.members),
        )


def _sheets(presenter: Presenter, field: str) -> list[Sheet[Procedure]]:
    members = presenter.by_field.get(field, [])
    return sheets(addresses.gaps(field), members, presenter.limits.sheet) if members else []
