"""Who decides, who carries out, where and how one files, by the words of a record."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importing.made import imported, named, record


@pytest.mark.parametrize(
    ("executing", "deciding", "carries_out", "decides"),
    [
        (["Sở A"], [], ["Sở A"], None),
        (["Sở A", "Sở B"], [], ["Sở A", "Sở B"], None),
        (["Sở A"], ["Sở A"], [], "Sở A"),
        (["Ban C", "Sở A"], ["Sở A"], ["Ban C"], "Sở A"),
        ([], ["Sở A"], [], "Sở A"),
        (["Ban C"], ["Sở A", "Sở B"], ["Ban C"], None),
    ],
)
def test_who_carries_out_is_not_said_to_decide(
    tmp_path: Path,
    executing: list[str],
    deciding: list[str],
    carries_out: list[str],
    decides: str | None,
) -> None:
    found = imported(
        tmp_path,
        record(departmentsExecuting=named(*executing), departmentsAuthority=named(*deciding)),
    )
    own, agencies = found.procedure(), found.catalogue.agencies
    assert [agencies[each].name for each in own.executing_agencies] == carries_out
    assert (own.competent_authority and agencies[own.competent_authority].name) == decides
    assert bool(found.gaps("competent_authority")) is (decides is None)
