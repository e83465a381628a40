"""The address of the site, as others than MkDocs read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import CASES, TODAY
from tthc import catalogue, site
from tthc.press import building
from tthc.press.writing import PressError

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


WRONG = [
    *("abc", "thutuc.vn", "//x", "/tthc/", "javascript:alert(1)", "ftp://x.vn/", "https://"),
    *("https://[x/", "https://x.vn:cong/", "https://x .vn/", " https://x.vn/"),
    *("https://x.vn/?a", "https://x.vn/#a"),
]


@pytest.mark.parametrize("url", ["", *WRONG])
def test_what_others_cannot_follow_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("SITE_URL", url)
    with pytest.raises(site.SiteError, match="không phải địa chỉ web đầy đủ"):
        site.read(CONFIGURATION)


@pytest.mark.parametrize("url", WRONG)
def test_no_site_is_made_for_an_address_that_cannot_be(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("SITE_URL", url)
    found, _ = catalogue.load(CASES / "base", TODAY)
    with pytest.raises(PressError, match=r"Địa chỉ của trang \(SITE_URL\)") as raised:
        building.outputs(CONFIGURATION.parent, found, TODAY)
    assert f"«{url}»" in str(raised.value)


def test_a_site_may_have_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "")
    monkeypatch.setenv("BOARD", "ban-thu")
    found, _ = catalogue.load(CASES / "base", TODAY)
    assert set(building.outputs(CONFIGURATION.parent, found, TODAY)) == {"vi", "en"}
