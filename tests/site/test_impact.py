"""Legal acts on the built site."""

from __future__ import annotations

import re
from pathlib import Path

from tests.site.conftest import AS_OF
from tests.site.parts import Parts


def test_the_page_of_acts_is_built_in_both_languages_and_linked(site: Path) -> None:
    for root in (site, site / "en"):
        parts = Parts(root / "van-ban/tac-dong/index.html")
        assert {"coming", "past", "undated"} <= set(parts.text)
        assert 'href="tac-dong/"' in (root / "van-ban/index.html").read_text(encoding="utf-8")


def test_a_replaced_law_is_told_where_it_is_cited(site: Path) -> None:
    """50/2014/QH13, replaced by 135/2025/QH15 from 2026-07-01."""
    assert AS_OF > "2026-07-01"
    html = (site / "thu-tuc/1.013230/index.html").read_text(encoding="utf-8")
    found = re.findall(r'data-law-banner="2026-07-01">(.*?)</p>', html, re.DOTALL)
    assert len(found) == 1
    assert "50/2014/QH13" in found[0] and "135/2025/QH15" in found[0]
    other = (site / "thu-tuc/1.009664/index.html").read_text(encoding="utf-8")
    assert "data-law-banner" not in other
