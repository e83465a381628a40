"""The page of what staff have to do: in Vietnamese only, and in no menu for readers."""

from __future__ import annotations

from itertools import groupby

from tthc import addresses
from tthc import due as clocks
from tthc.due import Due, Kind
from tthc.pages.base import Page, Presenter, Section

PARTS = (
    ("cong-khai", "Công khai quyết định", (Kind.PUBLICATION,)),
    ("ra-soat", "Rà soát", (Kind.REVIEW,)),
    ("van-ban", "Văn bản sắp có hoặc sắp hết hiệu lực", (Kind.LAW_ENDS, Kind.LAW_BEGINS)),
    ("thay-doi", "Thay đổi và hạn chót sắp đến", (Kind.EFFECT, Kind.DEADLINE)),
    ("ban-ghi-quoc-gia", "Bản ghi quốc gia đã đổi", (Kind.NATIONAL,)),
)
"""Anchor, heading, what stands below it."""


def due(presenter: Presenter) -> Page:
    catalogue = presenter.catalogue
    found = clocks.merged(presenter.due)
    shown = _soonest(presenter, found)
    sections = tuple(Section(anchor, title, anchor) for anchor, title, _ in PARTS)
    return Page(
        addresses.DUE,
        "Việc đến hạn",
        "Rà soát, công khai, văn bản và thay đổi sắp đến ngày, cho cán bộ.",
        presenter.later(
            "due.html.j2",
            addresses.DUE,
            parts=[
                (
                    section,
                    _by_owner([each for each in shown if each.kind in kinds]),
                    sum(each.kind in kinds for each in found)
                    - sum(each.kind in kinds for each in shown),
                )
                for section, (_, _, kinds) in zip(sections, PARTS, strict=True)
            ],
            overdue=sum(each.is_overdue for each in presenter.due),
            span=clocks.HORIZON.days,
            compared=[each.compared_on for each in catalogue.national_records.values()],
            has_calendar=bool(clocks.dated(found)),
        ),
        sections,
        (("bao-tri/", "Sổ tay cho cán bộ"),),
        is_translated=False,
        is_for_staff=True,
    )


def _soonest(presenter: Presenter, found: list[Due]) -> list[Due]:
    """Of each part what comes first, where all of it is too long for a page."""
    if not presenter.is_large:
        return found
    most = presenter.limits.sheet // 2
    parts = ([each for each in found if each.kind in kinds] for _, _, kinds in PARTS)
    return [each for part in parts for each in part[:most]]


def _by_owner(found: list[Due]) -> list[tuple[str, list[Due]]]:
    """Each owner's own in the order of days; what is nobody's comes first."""
    ordered = sorted(found, key=lambda each: each.owner)
    return [(owner, list(each)) for owner, each in groupby(ordered, key=lambda one: one.owner)]
