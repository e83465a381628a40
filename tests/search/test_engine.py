"""What the engine promises for any names, and on every query of the site's own list."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from tests.search.engine import Files, answer, keys, site_names
from tests.search.test_queries import hostile, queries
from tthc.search.documents import Document
from tthc.terms import Language
from tthc.text import fold

TITLES = {
    "1.000001": "Cấp giấy phép xây dựng",
    "1.000002": "Gia hạn giấy phép xây dựng",
    "1.000003": "Cấp Giấy chứng nhận đăng ký đầu tư",
    "1.000004": "Thủ tục hoàn thuế đất",
    "1.000005": "Cho thuê đất",
    "1.000006": "Cấp giấy phép lao động cho người lao động nước ngoài",
    "1.000007": "Cấp Giấy chứng nhận xuất xứ hàng hóa (C/O) mẫu D",
    "1.000008": "Cấp bản sao quy hoạch đường bộ",
    "1.000009": "Cấp phép kỹ thuật (thuộc thẩm quyền của tỉnh)",
    "2.000010": "Chấm dứt hoạt động văn phòng đại diện",
    "2.0000101": "Đổi giấy phép lái xe",
}
NAMES = Files.of(
    [
        Document(
            "procedure",
            code,
            title,
            f"thu-tuc/{code}/",
            field="xay-dung" if "xây dựng" in title else "khac",
            audience=("doanh-nghiep", "ca-nhan") if code == "1.000001" else ("doanh-nghiep",),
        )
        for code, title in TITLES.items()
    ]
)
LANGUAGES: tuple[Language, ...] = ("vi", "en")
OLD_TONES = {"hòa": "hoà", "hóa": "hoá", "hủy": "huỷ", "ủy": "uỷ", "tòa": "toà", "thủy": "thuỷ"}


def ask(*queries: str, **options: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer(NAMES, [(query, options) for query in queries])["found"]
    return found


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("giay phep xay dung", "1.000001"),
        ("giấy phep xây dung", "1.000001"),
        ("GIẤY PHÉP XÂY DỰNG", "1.000001"),
        ("giaays pheps xaay duwngj", "1.000001"),
        ("giayphepxaydung", "1.000001"),
        ("giayphep xaydung", "1.000001"),
        ("giay phep xay dugn", "1.000001"),
        ("giấy phép xây dựg", "1.000001"),
        ("giay phep xay d", "1.000001"),
        ("GPXD", "1.000001"),
        ("gpxd", "1.000001"),
        ("gia hạn GPXD", "1.000002"),
        ("building permit", "1.000001"),
        ("construction permit extension", "1.000002"),
        ("GCNĐKĐT", "1.000003"),
        ("gcndkdt", "1.000003"),
        ("giay chung nhan dau tu", "1.000003"),
        ("C/O", "1.000007"),
        ("c/o mẫu d", "1.000007"),
        ("dduwowngf bộ", "1.000008"),
        ("bản sao qui hoạch", "1.000008"),
        ("kĩ thuật", "1.000009"),
        ("VPĐD", "2.000010"),
        ("đóng vpdd", "2.000010"),
        ("bằng lái", "2.0000101"),
        ("tôi muốn xin giấy phép xây dựng thì cần giấy tờ gì", "1.000001"),
        ("giay phep lao ddong", "1.000006"),
    ],
)
def test_what_is_asked_for_comes_first(query: str, code: str) -> None:
    assert keys(ask(query)[0])[0] == code


@pytest.mark.parametrize(
    "query",
    ["1.000003", "1000003", "000003", "1 000003", "mã 1.000003", "1.000003 giấy phép xây dựng"],
)
def test_codes_come_first_in_any_form(query: str) -> None:
    found = ask(query)[0]
    assert keys(found)[0] == "1.000003"
    assert not found["isWeak"]


def test_the_beginning_of_a_code_finds_all_that_begin_so() -> None:
    assert set(keys(ask("2.0000")[0])) == {"2.000010", "2.0000101"}


def test_accents_that_were_typed_decide() -> None:
    tax, lease, plain = ask("thuế đất", "thuê đất", "thue dat")
    assert keys(tax) == ["1.000004"]
    assert keys(lease) == ["1.000005"]
    assert set(keys(plain)[:2]) == {"1.000004", "1.000005"}


def test_other_tones_are_found_where_there_is_nothing_better() -> None:
    assert keys(ask("giầy phếp xây dừng")[0])[0] == "1.000001"


def test_what_was_asked_for_is_marked() -> None:
    item = ask("giay phep xay dung")[0]["items"][0]
    assert [item["title"][start:end] for start, end in item["ranges"]] == ["giấy phép xây dựng"]


def test_a_filter_leaves_out() -> None:
    assert keys(ask("giấy phép", filter={"audience": "ca-nhan"})[0]) == ["1.000001"]
    wanted = {"field": "xay-dung", "kind": "procedure"}
    assert set(keys(ask("giấy phép", filter=wanted)[0])) == {"1.000001", "1.000002"}
    assert keys(ask("1.000003", filter={"field": "xay-dung"})[0]) == []


def test_the_limit_cuts_and_the_total_counts() -> None:
    found = ask("cấp", limit=2)[0]
    assert len(found["items"]) == 2
    assert found["total"] > 2


def test_what_no_name_says_is_weak() -> None:
    nothing, little, much = ask("xyzzy", "đường sắt cao tốc bắc nam", "giấy phép xây dựng")
    assert nothing["isWeak"]
    assert little["isWeak"]
    assert not much["isWeak"]


def test_slips_are_told() -> None:
    slip, fine = ask("giay phep xay dugn", "giay phep xay dung")
    assert slip["hints"] == ["giấy phép xây dựng"]
    assert fine["hints"] == []


def test_hostile_queries_neither_hang_nor_break() -> None:
    odd = [text for _, text in hostile()]
    odd += ["a" * 10_000, "đ" * 10_000, "(" * 10_000, "1" * 10_000, "1." * 5_000, "giayphep" * 1250]
    odd += ["~", "=", "|", ",", "constructor", "__proto__ toString", "\ud800", "ﬃ ﷺ"]
    for result in answer(site_names("vi"), odd)["found"]:
        assert result["time"] < 500
        assert len(result["items"]) <= 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_of_letters_makes_no_difference(language: Language) -> None:
    asked = [row["query"] for row in queries(language)]
    forms = [
        asked,
        [unicodedata.normalize("NFC", query) for query in asked],
        [unicodedata.normalize("NFD", query) for query in asked],
        [query.upper() for query in asked],
        [unicodedata.normalize("NFC", query).lower() for query in asked],
        [_with(OLD_TONES, query) for query in asked],
        [_with({old: new for new, old in OLD_TONES.items()}, query) for query in asked],
    ]
    text = site_names(language)
    first, *others = (list(map(keys, answer(text, form)["found"])) for form in forms)
    for other in others:
        for query, one, same in zip(asked, first, other, strict=True):
            assert one == same, query


def _with(table: dict[str, str], query: str) -> str:
    for one, other in table.items():
        query = unicodedata.normalize("NFC", query).replace(one, other)
    return query


def test_no_judged_query_without_accents_is_answered_by_nothing() -> None:
    asked = [fold(row["query"]) for row in queries("vi")]
    found = answer(site_names("vi"), asked)["found"]
    assert [query for query, result in zip(asked, found, strict=True) if not result["items"]] == []
