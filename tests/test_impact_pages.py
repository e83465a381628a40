"""What readers see of legal acts: the page of acts, the page of a law, the banners."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import TODAY
from tests.test_impact import CODE, NEW, OLD, law, relation
from tests.trees import tree, write
from tthc import addresses, catalogue, pages
from tthc.pages import guidance, impact, laws
from tthc.pages.base import Page, Presenter
from tthc.terms import Language


def presenter(data: Path, day: date = TODAY, language: Language = "vi") -> Presenter:
    found, problems = catalogue.load(data, day, documents=data.parent / "docs", latest=TODAY)
    assert [str(each) for each in problems if each.level == 0] == []
    return Presenter(found, day, language)


def enact(data: Path, *relations: dict[str, Any], effective: str | None = "2026-07-10") -> None:
    write(data / f"law/{NEW}.yml", law(NEW, effective, *relations))


def plain(body: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", body).split())


def banners(page: Page) -> list[str]:
    found = re.findall(
        r"<div class=\"tt-banner [^>]*data-law-banner.*?</div>", page.body, re.DOTALL
    )
    return [plain(each) for each in found]


def test_a_repealed_article_has_one_banner(data: Path) -> None:
    enact(data, relation("repeals", "Điều 5", "Điều 9"))
    page = guidance.page(presenter(data), CODE)
    (banner,) = banners(page)
    assert banner == (
        "Từ ngày 10/07/2026, Điều 5, Điều 9 của Nghị định 901/2021/NĐ-TN hết hiệu lực (theo Nghị "
        "định 903/2026/NĐ-TN). Trang này có 3 chỗ dựa trên phần đó: giấy tờ: Đơn đề nghị (Cấp lần "
        "đầu); giấy tờ: Giấy tờ về đất (Cấp lần đầu); phí, lệ phí: Lệ phí cấp Giấy phép."
    )
    assert 'href="#cach-nop"' in page.body and 'href="#ho-so-lan-dau"' in page.body


def test_it_is_told_180_days_ahead_in_both_languages(data: Path) -> None:
    enact(data, relation("repeals", "Điều 9"), effective="2027-01-11")
    starts: dict[Language, str] = {
        "vi": "Từ ngày 11/01/2027, Điều 9 của",
        "en": "From 11 January 2027, Article 9 of",
    }
    for language, start in starts.items():
        (banner,) = banners(guidance.page(presenter(data, language=language), CODE))
        assert banner.startswith(start)
    enact(data, relation("repeals", "Điều 9"), effective="2027-01-12")
    assert banners(guidance.page(presenter(data), CODE)) == []


def test_an_amendment_after_the_check_is_milder(data: Path) -> None:
    enact(data, relation("amends", "Điều 9"))
    page = guidance.page(presenter(data), CODE)
    (banner,) = banners(page)
    assert "được sửa đổi, bổ sung (theo Nghị định 903/2026/NĐ-TN); trang này chưa được" in banner
    assert 'tt-banner--info" role="note" data-law-banner' in page.body
    file = data / f"thu-nghiem/{CODE}.yml"
    procedure = tree(file)
    procedure["review"] |= {"verified_by": "ban-thu", "verified_on": "2026-07-10"}
    write(file, procedure)
    assert banners(guidance.page(presenter(data), CODE)) == []


def test_one_banner_for_an_act_on_two_documents(data: Path) -> None:
    enact(data, relation("replaces"), relation("replaces") | {"target": "1-2020-qh99"})
    file = data / f"thu-nghiem/{CODE}.yml"
    procedure = tree(file)
    procedure["legal_basis"].append({"document": NEW, "is_main": "true"})
    write(file, procedure)
    (banner,) = banners(guidance.page(presenter(data), CODE))
    assert "Luật 1/2020/QH99" in banner and "Nghị định 901/2021/NĐ-TN" in banner


def test_a_repealed_procedure_has_no_other_banner(data: Path) -> None:
    enact(data, relation("repeals", "Điều 9"))
    file = data / f"thu-nghiem/{CODE}.yml"
    procedure = tree(file)
    procedure["decisions"].append(
        {"number": "2/QĐ", "issuer": "bo-thu", "action": "repealed", "signed_on": "2026-07-01"}
    )
    write(file, procedure)
    assert banners(guidance.page(presenter(data), CODE)) == []


def test_an_article_that_has_gone_is_marked_in_the_legal_basis(data: Path) -> None:
    enact(data, relation("repeals", "Điều 6"))
    file = data / f"thu-nghiem/{CODE}.yml"
    procedure = tree(file)
    procedure["legal_basis"][1]["articles"] = ["Điều 5", "khoản 1 Điều 6"]
    write(file, procedure)
    body = plain(guidance.page(presenter(data), CODE).body)
    assert "Điều 5 Còn hiệu lực; khoản 1 Điều 6 Hết hiệu lực " in body
    assert "Điều khoản không ghi riêng thì theo hiệu lực của văn bản." in body
    before = plain(guidance.page(presenter(data, date(2026, 7, 9)), CODE).body)
    assert "Điều 5; khoản 1 Điều 6 " in before


def section(page: Page, part: str) -> str:
    found = re.search(
        rf'<section id="[^"]*" data-part="{part}".*?(?=<section id="[^"]*" data-part|\Z)',
        page.body,
        re.DOTALL,
    )
    assert found
    return plain(found[0])


@pytest.mark.parametrize(
    ("effective", "part"),
    [("2026-07-16", "coming"), ("2026-07-15", "past"), ("2025-07-15", "past"), (None, "undated")],
)
def test_acts_stand_by_day(data: Path, effective: str | None, part: str) -> None:
    enact(data, relation("repeals", "Điều 9"), effective=effective)
    page = impact.page(presenter(data))
    for each in ("coming", "past", "undated"):
        assert ("903/2026/NĐ-TN bãi bỏ" in section(page, each)) == (each == part)
    assert "Phí, lệ phí: Lệ phí cấp Giấy phép" in section(page, part)
    assert "Có thể liên quan, vì dẫn văn bản mà không nêu điều khoản" in section(page, part)


def test_older_acts_are_on_the_page_of_the_law_only(data: Path) -> None:
    enact(data, relation("repeals", "Điều 9"), effective="2025-07-14")
    assert "903/2026/NĐ-TN" not in impact.page(presenter(data)).body
    assert "bị bãi bỏ bởi" in laws.law(presenter(data), OLD).body


def test_what_nobody_cites_is_said_in_words(data: Path) -> None:
    other = law("902-2026-nd-tn", "2020-01-01")
    write(data / "law/902-2026-nd-tn.yml", other)
    enact(data, relation("repeals", "Điều 9") | {"target": "902-2026-nd-tn"})
    assert "Không có gì trên trang này dẫn phần đó." in section(
        impact.page(presenter(data)), "past"
    )


def test_links_lead_both_ways(data: Path) -> None:
    enact(data, relation("repeals", "Điều 9"))
    made = presenter(data)
    body = impact.page(made).body
    assert f'href="../../thu-tuc/{CODE}/#cach-nop"' in body
    assert f'href="../{OLD}/"' in body and f'href="../{NEW}/"' in body
    assert 'href="tac-dong/"' in next(laws.laws(made)).body
    assert 'href="../tac-dong/"' in laws.law(made, OLD).body


def test_the_page_of_a_law_tells_what_rests_on_which_article(data: Path) -> None:
    enact(data, relation("repeals", "khoản 1 Điều 9"))
    found = section(laws.law(presenter(data), OLD), "articles")
    assert [found.index(each) for each in ("Điều 5", "Điều 6", "Điều 7", "Điều 9")] == sorted(
        found.index(each) for each in ("Điều 5", "Điều 6", "Điều 7", "Điều 9")
    )
    assert (
        "Điều 9 Hết hiệu lực một phần Bị bãi bỏ bởi Nghị định 903/2026/NĐ-TN (khoản 1 Điều 9)"
        in found
    )


def test_ids_stay_unique_with_two_relations_of_one_kind(data: Path) -> None:
    enact(data, relation("repeals", "Điều 5"), relation("repeals", "Điều 6"))
    ids = [each.split('"')[0] for each in impact.page(presenter(data)).body.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_hostile_names_are_shown_and_never_obeyed(data: Path) -> None:
    made = law(NEW, "2026-07-10", relation("repeals", "Điều 9", "<script>alert(1)</script>"))
    write(data / f"law/{NEW}.yml", {**made, "title": "<img src=x onerror=alert(1)>"})
    for language in ("vi", "en"):
        every = pages.all_pages(presenter(data).catalogue, TODAY, language)
        bodies = "".join(page.body for page in every)
        assert "<script>alert" not in bodies and "<img src=x" not in bodies
        assert "&lt;script&gt;alert" in bodies and "&lt;img src=x" in bodies


def test_the_page_stands_at_its_address_in_both_languages(data: Path) -> None:
    for language in ("vi", "en"):
        found = {
            page.address for page in pages.all_pages(presenter(data).catalogue, TODAY, language)
        }
        assert addresses.IMPACT in found
