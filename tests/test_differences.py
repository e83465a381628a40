"""What two versions of a procedure differ in, in words for readers."""

from __future__ import annotations

import typing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from tests import trees
from tests.conftest import TODAY
from tthc import catalogue, terms
from tthc.differences import ENGLISH, TOLD, differences
from tthc.model.procedure import Procedure
from tthc.shape import core
from tthc.substance import FUNCTIONAL, WORDS
from tthc.terms import Language
from tthc.versions import Version

CODE = "9.000001"
Place = trees.Place


def version(data: Path) -> tuple[Version, catalogue.Catalogue]:
    found, problems = catalogue.load(data, TODAY)
    assert [problem for problem in problems if problem.level == 0] == []
    return replace(found.current(CODE), id="x", change=None), found


def write(file: Path, place: Place, value: Any) -> None:
    """Puts `value`, or what it makes of the value that is there, at `place`."""
    tree = trees.tree(file)
    owner: Any = trees.at(tree, place[:-1])
    key: Any = place[-1]
    old = owner[key] if isinstance(owner, list) else owner.get(key)
    owner[key] = value(old) if callable(value) else value
    trees.write(file, tree)


def told(data: Path, place: Place, value: Any, language: Language = "vi") -> list[str]:
    """What is told when `value` comes to stand at `place` of the fictional procedure."""
    old, _ = version(data)
    write(data / f"thu-nghiem/{CODE}.yml", place, value)
    new, found = version(data)
    return list(differences(old, new, found, language))


APPLICATION, LAND = ("cases", 0, "evidences", 0), ("cases", 0, "evidences", 1)
FIRST = "Thành phần hồ sơ, trường hợp «Cấp lần đầu»"


def _days(number: int) -> dict[str, str]:
    return {"value": str(number), "unit": "working_day"}


CHANGES: list[tuple[str, Place, Any, list[str]]] = [
    (
        "time limit",
        ("processing_time", 0, "value"),
        "12",
        ["Thời hạn giải quyết, trường hợp «Cấp lần đầu»: 15 → 12 ngày làm việc"],
    ),
    (
        "unit",
        ("processing_time", 1, "unit"),
        "day",
        ["Thời hạn giải quyết, trường hợp «Cấp lại»: 3 ngày làm việc → 3 ngày"],
    ),
    (
        "promise",
        ("processing_time", 0),
        lambda each: {
            **each,
            "promise": {"value": "9", "unit": "working_day"},
            "shares": [each["shares"][0], {**each["shares"][1], "duration": _days(2)}],
        },
        [
            "Thời hạn giải quyết, trường hợp «Cấp lần đầu»: "
            "thời hạn cam kết: 10 → 9 ngày làm việc; "
            "thời hạn của từng cơ quan: Sở Thử nghiệm: thời gian: 3 → 2 ngày làm việc"
        ],
    ),
    (
        "fee dropped",
        ("costs", 0, "amount"),
        "0",
        ["Lệ phí cấp Giấy phép: 150.000 đồng → không thu"],
    ),
    (
        "fee for each",
        ("costs", 0),
        lambda cost: {**cost, "per": "giấy"},
        ["Lệ phí cấp Giấy phép: 150.000 đồng → 150.000 đồng/giấy"],
    ),
    (
        "fee added",
        ("costs",),
        lambda costs: [
            *costs,
            {"name": "Phí thẩm định", "amount": "500000", "law": costs[0]["law"]},
        ],
        ["Phí, lệ phí: thêm «Phí thẩm định» (500.000 đồng)"],
    ),
    (
        "fee unknown",
        ("costs", 0),
        lambda cost: {"name": cost["name"], "set_by": "Do tỉnh quy định", "law": cost["law"]},
        [
            "Lệ phí cấp Giấy phép: 150.000 đồng → chưa rõ mức thu. Do tỉnh quy định; "
            "loại: Lệ phí → không nêu"
        ],
    ),
    ("copies", (*LAND, "copies"), "2", [f"{FIRST}: «Giấy tờ về đất»: 1 → 2 bản sao"]),
    (
        "paper for another",
        (*LAND, "type"),
        "don-de-nghi",
        [f"{FIRST}: thêm «Đơn đề nghị»; bỏ «Giấy tờ về đất»"],
    ),
    (
        "form",
        (*APPLICATION, "form"),
        lambda _: "mau-2",
        [f"{FIRST}: «Đơn đề nghị»: mẫu đơn: Mẫu số 1 → Mẫu 2"],
    ),
    (
        "condition of a paper",
        (*LAND, "only_if"),
        "Thuê đất",
        [f"{FIRST}: «Giấy tờ về đất»: chỉ khi: «Có dùng đất» → «Thuê đất»"],
    ),
    (
        "waiver",
        (*LAND, "waivers"),
        [],
        [
            f"{FIRST}: «Giấy tờ về đất»: miễn, giảm giấy tờ: "
            "bỏ Cơ quan đã có dữ liệu: không phải nộp"
        ],
    ),
    (
        "law of a case",
        ("cases", 1, "law", 0, "articles"),
        ["Điều 8"],
        [
            "Thành phần hồ sơ, trường hợp «Cấp lại»: căn cứ pháp lý: Nghị định 901/2021/NĐ-TN: "
            "thêm Điều 8; bỏ Điều 6"
        ],
    ),
    (
        "desk",
        ("contact_point", "agency"),
        "so-thu",
        ["Nơi tiếp nhận hồ sơ: Ban Thử nghiệm → Sở Thử nghiệm"],
    ),
    (
        "authority",
        ("competent_authority",),
        "bo-thu",
        ["Cơ quan có thẩm quyền: Ban Thử nghiệm → Bộ Thử nghiệm"],
    ),
    (
        "partner",
        ("participants",),
        lambda each: [*each, {"agency": "bo-thu", "role": "Cho ý kiến."}],
        ["Cơ quan phối hợp: thêm Bộ Thử nghiệm"],
    ),
    (
        "audience",
        ("audience",),
        ["enterprise", "foreigner"],
        ["Đối tượng thực hiện: thêm Người nước ngoài; bỏ Công dân Việt Nam"],
    ),
    (
        "channel",
        ("channels",),
        lambda each: [*each, {"kind": "post"}],
        ["Cách thức thực hiện: thêm qua bưu chính"],
    ),
    (
        "hours of a channel",
        ("channels", 0),
        {"kind": "in_person", "opening_hours": "Buổi sáng"},
        ["Cách thức thực hiện, trực tiếp: giờ tiếp nhận: không nêu → «Buổi sáng»"],
    ),
    (
        "online level",
        ("online", "level"),
        "full",
        ["Dịch vụ công trực tuyến: Trực tuyến một phần → Trực tuyến toàn trình"],
    ),
    (
        "step's time",
        ("steps", 1, "duration", "value"),
        "8",
        ["Bước 2: thời gian: 10 → 8 ngày làm việc"],
    ),
    ("step's text", ("steps", 1, "text"), "Làm việc khác.", ["Bước 2: sửa nội dung"]),
    (
        "step between",
        ("steps",),
        lambda each: [each[0], {"actor": "one_stop_desk", "text": "Chuyển hồ sơ."}, each[1]],
        ["Trình tự thực hiện: thêm bước 2"],
    ),
    ("step less", ("steps",), lambda each: each[1:], ["Trình tự thực hiện: bỏ bước 1 trước đây"]),
    (
        "steps the other way round",
        ("steps",),
        lambda each: each[::-1],
        ["Trình tự thực hiện: đổi thứ tự các bước"],
    ),
    (
        "step for all",
        ("steps", 1, "cases"),
        ["lan-dau", "cap-lai"],
        ["Bước 2: trường hợp: thêm «Cấp lại»"],
    ),
    ("optional step", ("steps", 1, "is_optional"), "true", ["Bước 2: nay không bắt buộc"]),
    (
        "result",
        ("outputs",),
        lambda each: [*each, {"name": "Bản sao điện tử"}],
        ["Kết quả thực hiện: thêm «Bản sao điện tử»"],
    ),
    (
        "condition",
        ("requirements",),
        lambda each: [{"text": "Có người phụ trách.", "law": each[0]["law"]}, *each],
        ["Yêu cầu, điều kiện: thêm «Có người phụ trách.»"],
    ),
    (
        "legal basis",
        ("legal_basis", 1),
        {"document": "901-2021-nd-tn", "articles": ["Điều 2"], "is_main": "true"},
        [
            "Căn cứ pháp lý, Nghị định 901/2021/NĐ-TN: thêm Điều 2; nay là văn bản chính",
        ],
    ),
    (
        "law less",
        ("legal_basis",),
        lambda each: each[:1],
        ["Căn cứ pháp lý: bỏ Nghị định 901/2021/NĐ-TN"],
    ),
    (
        "procedure before",
        ("requires",),
        ["9.000002"],
        ["Thủ tục phải làm trước: thêm «Thu hồi Giấy phép thử nghiệm»"],
    ),
    (
        "decision",
        ("decisions",),
        lambda each: [*each, {**each[0], "number": "02/QĐ-TN", "action": "repealed"}],
        ["Quyết định công bố: thêm 02/QĐ-TN (bãi bỏ)"],
    ),
]


@pytest.mark.parametrize(
    ("place", "value", "lines"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES]
)
def test_a_change_is_told_in_few_words(
    data: Path, place: Place, value: Any, lines: list[str]
) -> None:
    forms = data / "registers/forms.yml"
    trees.write(
        forms, [*(tree := trees.tree(forms)), {**tree[0], "id": "mau-2", "number": "Mẫu 2"}]
    )
    (data / f"thu-nghiem/{CODE}.en.yml").unlink()
    assert told(data, place, value) == lines


@pytest.mark.parametrize("key", TOLD)
def test_each_field_that_needs_a_note_is_told(key: str) -> None:
    assert key in Procedure.model_fields
    assert set(FUNCTIONAL) <= set(TOLD)


def _fields(annotation: Any) -> set[str]:
    """Names of all fields below a field of a procedure, but for free words."""
    kind = core(annotation)
    kind = core(typing.get_args(kind)[0]) if typing.get_origin(kind) is tuple else kind
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        return set()
    own = set(kind.model_fields) - WORDS
    return own.union(*(_fields(kind.model_fields[name].annotation) for name in own))


def test_each_field_has_english_words() -> None:
    told = set(TOLD) - {"decisions"}
    names = set().union(*(_fields(Procedure.model_fields[key].annotation) for key in told))
    elsewhere = {"id", "type", "document", "value", "unit", "amount", "table", "set_by", "item"}
    elsewhere |= {"per", "originals", "copies", "certified_copies", "ground", "effect", "evidences"}
    elsewhere |= {"is_optional", "is_main", "is_addition", "articles", "level"}
    assert names - elsewhere == set(ENGLISH)
    assert set(ENGLISH) <= set(terms.FIELDS)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("summary",), "Câu khác."),
        (("steps", 0, "text"), "Nộp  hồ sơ,"),
        (("requirements", 0, "text"), "Phải có địa điểm thử nghiệm."),
        (("costs", 0, "name"), "Lệ phí cấp Giấy phép thử nghiệm"),
        (("cases", 0, "name"), "Cấp mới"),
        (("participants", 0, "role"), "Góp ý."),
        (("cases",), lambda each: each[::-1]),
        (("cases", 0, "evidences"), lambda each: each[::-1]),
        (("processing_time",), lambda each: each[::-1]),
        (("legal_basis",), lambda each: each[::-1]),
        (("audience",), lambda each: each[::-1]),
        (("costs", 0, "amount"), "150000"),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else "",
)
def test_polished_words_and_moved_items_are_no_difference(
    data: Path, place: Place, value: Any
) -> None:
    (data / f"thu-nghiem/{CODE}.en.yml").unlink()
    assert told(data, place, value) == []


def test_a_removed_case_is_told_once(data: Path) -> None:
    (data / f"thu-nghiem/{CODE}.en.yml").unlink()
    file = data / f"thu-nghiem/{CODE}.yml"
    write(file, ("processing_time",), lambda each: each[:1])
    assert told(data, ("cases",), lambda each: each[:1]) == ["Trường hợp: bỏ «Cấp lại»"]


def test_a_case_that_got_another_id_is_the_same_case(data: Path) -> None:
    (data / f"thu-nghiem/{CODE}.en.yml").unlink()
    write(data / f"thu-nghiem/{CODE}.yml", ("processing_time",), lambda each: each[:1])
    assert told(data, ("cases", 1, "id"), "cap-doi") == []


def test_english_tells_the_same_changes_in_its_own_words(data: Path) -> None:
    old, _ = version(data)
    for place, value in [
        (("processing_time", 1, "value"), "1"),
        (("costs", 0, "amount"), "0"),
        ((*LAND, "copies"), "2"),
        (("contact_point", "agency"), "so-thu"),
        (("legal_basis",), lambda each: each[:1]),
        (("steps", 1, "duration"), _days(1)),
    ]:
        write(data / f"thu-nghiem/{CODE}.yml", place, value)
    new, found = version(data)
    assert differences(old, new, found, "en") == (
        "Where files are received: Test Board → Test Department",
        "Step 2: time: 10 → 1 working day",
        "Papers, case “First issuance”: “Papers on land”: 1 → 2 copies",
        "Time limit, case “Reissuance”: 3 → 1 working day",
        "Permit fee: VND 150,000 → nothing is charged",
        "Legal basis: removed Decree 901/2021/NĐ-TN",
    )
    assert len(differences(old, new, found, "vi")) == 6


def test_a_better_translation_is_no_difference(data: Path) -> None:
    old, _ = version(data)
    file = data / f"thu-nghiem/{CODE}.en.yml"
    write(file, ("steps", 0, "text"), "The applicant submits all papers.")
    write(file, ("costs", 0, "name"), "Charge for the permit")
    new, found = version(data)
    assert differences(old, new, found, "en") == ()


def test_without_english_words_nothing_is_told_in_english(data: Path) -> None:
    (data / f"thu-nghiem/{CODE}.en.yml").unlink()
    assert told(data, ("costs", 0, "amount"), "0", "en") == []


def test_long_texts_are_quoted_in_part(data: Path) -> None:
    (data / f"thu-nghiem/{CODE}.en.yml").unlink()
    (line,) = told(data, (*LAND, "only_if"), "Có dùng đất " * 40)
    assert line.endswith("…»") and len(line) < 250
