"""Which province the name of an agency tells."""

from __future__ import annotations

import pytest

from tthc.provinces import Province, province


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("UBND tỉnh Bắc Ninh", "tỉnh Bắc Ninh"),
        ("UBND Thành phố Hải Phòng", "thành phố Hải Phòng"),
        ("Sở Xây dựng - Tỉnh Đắk Lắk", "tỉnh Đắk Lắk"),
        ("Trung tâm phục vụ hành chính công Thành phố Hà Nội", "thành phố Hà Nội"),
        ("Sở Ngoại vụ TP.Đà Nẵng", "thành phố Đà Nẵng"),
        ("Bộ Tư lệnh Thủ đô Hà nội", "thành phố Hà nội"),
        ("Sở Ngoại vụ Thành phố Hồ Chí Minh - Bộ Ngoại giao", "thành phố Hồ Chí Minh"),
        ("Văn phòng Đăng ký đất đai tỉnh - tỉnh Gia Lai", "tỉnh Gia Lai"),
        ("UBND tỉnh Bà Rịa - Vũng Tàu", "tỉnh Bà Rịa - Vũng Tàu"),
        ("UBND tỉnh Bà Rịa-Vũng Tàu", "tỉnh Bà Rịa - Vũng Tàu"),
        ("UBND TỈNH THỪA THIÊN–HUẾ", "tỉnh Thừa Thiên - Huế"),
        ("Sở Xây dựng tỉnh Gia Lai – Bộ Xây dựng", "tỉnh Gia Lai"),
        ("Sở Xây dựng TP.HCM", "thành phố Hồ Chí Minh"),
        ("UBND tỉnh Thừa Thiên Huế (cũ)", "tỉnh Thừa Thiên Huế"),
        ("UBND thành phố Nha Trang, tỉnh Khánh Hòa", "tỉnh Khánh Hòa"),
        ("tỉnh Khánh Hòa", "tỉnh Khánh Hòa"),
    ],
)
def test_a_name_tells_its_province(words: str, found: str) -> None:
    assert str(province(words)) == found


@pytest.mark.parametrize(
    "words",
    [
        "Bộ Tài chính",
        "Công an cấp Tỉnh",
        "Ủy ban nhân dân tỉnh nơi có dự án",
        "Sở Công Thương tỉnh, thành phố trực thuộc trung ương.",
        "Ủy ban nhân dân cấp tỉnh, Ban quản lý dự án",
        "Ngân hàng Nhà nước chi nhánh tỉnh biên giới",
        "",
    ],
)
def test_a_kind_of_agency_tells_none(words: str) -> None:
    assert province(words) is None


def test_the_place_of_a_tone_mark_and_the_kind_make_no_other_province() -> None:
    own = Province("tỉnh", "Khánh Hòa")
    assert own.is_same(Province("thành phố", "Khánh Hoà"))
    assert not own.is_same(Province("tỉnh", "Ninh Thuận"))
