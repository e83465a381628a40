"""What the handbook shows is what the check accepts."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from tthc import catalogue, problems

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
