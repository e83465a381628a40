"""Pages of one kind from one frame."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import PurePath

import pytest
from markupsafe import Markup

from tthc.pages import frames
from tthc.pages.base import Page, Section

PARTS = (Section("tom-tat", "Tóm tắt", "brief"),)


def heading() -> Markup:
    return Markup("<h1>x</h1>")


def page(address: str, title: str = "Tên", **other: object) -> Page:
    trail = (("thu-tuc/", "Thủ tục"), ("linh-vuc/dau-tu/", "Đầu tư"))
    values = {"sections": PARTS, "trail": trail, "file": PurePath("a/b.yml"), "is_record": True}
    return Page(address, title, "Mô tả", heading, **(values | other))  # type: ignore[arg-type]


def test_pages_that_differ_in_words_alone_share_a_model() -> None:
    own = page("thu-tuc/1.000001/", "Một", trail=(("linh-vuc/a/", "A"),))
    other = page("thu-tuc/1.000002/", "Hai", trail=(("linh-vuc/b/", "B"),))
    assert frames.model(own) == frames.model(other)
    found = frames.models([own, other])
    assert found["thu-tuc/1.000001/"] == found["thu-tuc/1.000002/"]


@pytest.mark.parametrize(
    "other",
    [
        page("van-ban/x/"),
        page("thu-tuc/x/phien-ban/y/"),
        page("thu-tuc/x/", sections=()),
        page("thu-tuc/x/", is_translated=False),
        page("thu-tuc/x/", is_notice=True),
        page("thu-tuc/x/", trail=(("thu-tuc/", "Thủ tục"),)),
        page("thu-tuc/x/", file=None),
        page("thu-tuc/x/", feed_title="Tên"),
        page("thu-tuc/x/", script="version-day.js"),
        page("thu-tuc/x/", is_for_staff=True),
        page("thu-tuc/x/", is_indexed=False),
        page("thu-tuc/x/", is_record=False),
        page("thu-tuc/x/", trail=(("thu-tuc/x/", "Thủ tục"), ("linh-vuc/a/", "A"))),
        replace(page("thu-tuc/x/"), description=""),
    ],
    ids=lambda each: each.address,
)
def test_pages_that_differ_in_shape_do_not(other: Page) -> None:
    own = page("thu-tuc/1.000001/")
    assert frames.model(own) != frames.model(other)
    found = frames.models([own, other])
    assert found[own.address] != found[other.address]


def test_each_part_of_a_page_is_its_own_or_decides_its_model() -> None:
    own = {"title", "make", "updated_on", "about"}
    shape = {"address", "trail", "description", "file", "feed_title", "sections", "script"}
    flags = {"is_translated", "is_notice", "is_record", "is_for_staff", "is_indexed"}
    assert {each.name for each in fields(Page)} == own | shape | flags


def test_models_of_one_kind_have_addresses_of_their_own() -> None:
    made = [page(f"thu-tuc/{number}/", is_notice=number > 2) for number in range(1, 5)]
    assert len({model.address for model in frames.models(made).values()}) == 2


def test_a_page_that_is_no_record_has_a_frame_for_itself_where_it_stands() -> None:
    made = [page("thu-tuc/", is_record=False), page("van-ban/", is_record=False), page("a/1/")]
    found = frames.models(made)
    assert [found[each.address].address for each in made] == [
        "thu-tuc/",
        "van-ban/",
        "a/zzpart1_2zz/",
    ]


def test_words_go_where_the_marks_are() -> None:
    own = page("thu-tuc/1.000001/", 'A & <b> "c"  d')
    model = frames.model(own)
    html = f"<title>{model.title}</title><a href='../{model.address}'>{model.body}</a>"
    assert frames.frame(html).filled(frames.words(own)) == (
        "<title>A &amp; &lt;b&gt; &#34;c&#34; d</title>"
        "<a href='../thu-tuc/1.000001/'><h1>x</h1></a>"
    )


def test_words_that_look_like_marks_stay_words() -> None:
    own = page("thu-tuc/1.000001/", "zzbodyzz zztitlezz")
    html = frames.frame(frames.model(own).title).filled(frames.words(own))
    assert html == "zzbodyzz zztitlezz"


def test_a_link_up_to_the_page_above_keeps_its_name() -> None:
    own = page("thu-tuc/1.1/phien-ban/2026-01-01/", trail=(("thu-tuc/1.1/", "Cấp phép"),))
    model = frames.model(own)
    assert model.trail[0][0] == "thu-tuc/zzpart1zz/"
    assert model.address == "thu-tuc/zzpart1zz/phien-ban/zzpart3zz/"
