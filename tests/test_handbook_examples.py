"""What the handbook shows is what the check accepts."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from tthc import addresses, catalogue, pages, problems
from tthc.site import Site
from tthc.terms import Language

ROOT = Path(__file__).resolve().parents[1]
LATEST = date(2026, 11, 23)


def examples(page: str) -> list[str]:
    text = (ROOT / f"docs/bao-tri/{page}.md").read_text(encoding="utf-8")
    return re.findall(r"^```yaml\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)


@pytest.mark.skipif(not (ROOT / "procedures/law").is_dir(), reason="the data is not there")
def test_the_example_of_a_procedure_is_accepted_as_it_stands(tmp_path: Path) -> None:
    folder = tmp_path / "procedures"
    shutil.copytree(ROOT / "procedures", folder)
    procedure, evidence_type, english = examples("them-thu-tuc")
    (folder / "dau-tu/9.999999.yml").write_text(procedure, encoding="utf-8")
    (folder / "dau-tu/9.999999.en.yml").write_text(english, encoding="utf-8")
    with (folder / "registers/evidence-types.yml").open("a", encoding="utf-8") as stream:
        stream.write(evidence_type)
    found, reported = catalogue.load(folder, LATEST, documents=ROOT / "docs")
    own = [str(each) for each in reported if "9.999999" in each.file.name]
    assert own == []
    assert "9.999999" in found.english
    assert "ban-ve-mat-bang" in found.evidence_types
    assert problems.errors(reported) == []


@pytest.mark.skipif(not (ROOT / "procedures/law").is_dir(), reason="the data is not there")
@pytest.mark.parametrize(
    ("language", "lead"),
    [
        ("vi", "dành cho doanh nghiệp tại các khu công nghiệp của tỉnh Ví Dụ."),
        ("en", "for businesses in the industrial parks of Vi Du province."),
    ],
)
def test_another_board_begins_with_the_registers_and_its_own_entry(
    tmp_path: Path, language: Language, lead: str
) -> None:
    folder = tmp_path / "procedures"
    for name in ("registers", "law", "calendar"):
        shutil.copytree(ROOT / "procedures" / name, folder / name)
    for name in ("national-records", "exceptions"):
        (folder / f"registers/{name}.yml").unlink(missing_ok=True)
    (entry,) = examples("ban-khac")
    with (folder / "registers/agencies.yml").open("a", encoding="utf-8") as stream:
        stream.write(entry)
    found, reported = catalogue.load(folder, LATEST)
    assert problems.errors(reported) == []
    own = Site("https://vi-du.vn/", "ban-quan-ly-kcn")
    made = pages.pages_of(pages.Presenter(found, LATEST, language, own))
    bodies = {page.address: page.body for page in made}
    assert lead in bodies[addresses.HOME]
    elsewhere = (addresses.GLOSSARY, addresses.GAPS)  # registers of which the board reads each
    assert not [
        address
        for address, body in bodies.items()
        if address not in elsewhere and ("Vân Phong" in body or "Van Phong" in body)
    ]
