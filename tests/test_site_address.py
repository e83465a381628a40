"""The address of the site, as others than MkDocs read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tthc import site

CONFIGURATION = Path(__file__).resolve().parents[1] / "mkdocs.yml"


def test_it_is_that_of_mkdocs_unless_the_environment_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    found = site.read(CONFIGURATION)
    assert f'[SITE_URL, "{found.root}"]' in CONFIGURATION.read_text(encoding="utf-8")
    monkeypatch.setenv("SITE_URL", "https://thutuc.example.vn/tt")
    found = site.read(CONFIGURATION)
    assert found.root == "https://thutuc.example.vn/tt/"
    assert found.link("vi", "thu-tuc/") == "https://thutuc.example.vn/tt/thu-tuc/"
    assert found.link("en", "") == "https://thutuc.example.vn/tt/en/"


@pytest.mark.parametrize("url", ["", "thutuc.vn", "javascript:alert(1)", "https://", "https://[x/"])
def test_what_others_cannot_follow_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("SITE_URL", url)
    with pytest.raises(site.SiteError, match="không phải địa chỉ web đầy đủ"):
        site.read(CONFIGURATION)
