"""Page bodies of the fictional data, as they were approved: `tests/golden/`.

`pytest --update-golden` writes them anew; the diff is the review.
"""

from __future__ import annotations

import pytest

from tests.conftest import CASES, TODAY
from tests.goldens import GOLDEN, assert_approved
from tthc import addresses, catalogue, pages
from tthc.pages.search import initial
from tthc.terms import Language


def built(language: Language) -> dict[str, pages.Page]:
    found, problems = catalogue.load(CASES / "base", TODAY, documents=CASES / "docs")
    assert [problem for problem in problems if problem.level == 0] == []
    return {page.address: page for page in pages.all_pages(found, TODAY, language)}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_bodies_are_as_approved(language: Language, request: pytest.FixtureRequest) -> None:
    assert_approved(built(language), GOLDEN / language, request.config)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_contents_list_is_made_of_the_headings(language: Language) -> None:
    for page in built(language).values():
        places = [page.body.find(f' id="{section.id}"') for section in page.sections]
        assert -1 not in places and places == sorted(places), page.address
        for section in page.sections:
            assert str(section.title) in page.body.unescape(), section


def test_no_two_elements_of_a_page_share_an_id() -> None:
    for page in built("vi").values():
        ids = [part.split('"')[0] for part in page.body.split(' id="')[1:]]
        assert len(ids) == len(set(ids)), page.address


@pytest.mark.parametrize(
    ("origin", "target", "link"),
    [
        ("", "thu-tuc/", "thu-tuc/"),
        ("thu-tuc/1.009664/", "", "../../"),
        ("thu-tuc/1.009664/", "linh-vuc/dau-tu/", "../../linh-vuc/dau-tu/"),
        ("thu-tuc/", "thu-tuc/#dau-tu", "#dau-tu"),
        ("en/thu-tuc/1.009664/", "thu-tuc/1.009664/", "../../../thu-tuc/1.009664/"),
        ("van-ban/", "van-ban/", "./"),
    ],
)
def test_links_work_below_any_path(origin: str, target: str, link: str) -> None:
    assert addresses.relative(origin, target) == link


def test_files_stand_once_for_both_languages() -> None:
    assert addresses.asset("en/thu-tuc/1.009664/", "bieu-mau/1.docx") == "../../../bieu-mau/1.docx"


@pytest.mark.parametrize(
    ("title", "letter"),
    [("Ủy quyền", "U"), ("điều chỉnh", "Đ"), ("A\u0302\u0301n", "Â"), ("Gia", "G")],
)
def test_initial_letters_are_those_of_the_alphabet(title: str, letter: str) -> None:
    assert initial(title) == letter
