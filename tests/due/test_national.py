"""Records of the national database: what is read of them, and what is held against ours."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Load
from tests.due.test_due import QUIET, change, found
from tthc import catalogue, comparison, national
from tthc.due import Kind
from tthc.model.registers import NationalRecord
from tthc.model.source import Part
from tthc.problems import errors

DAY = date(2026, 6, 2)
"""On which the records were fetched; ours was read the day before."""
READ = {"name": "Cơ sở dữ liệu quốc gia về thủ tục hành chính", "read_on": "2026-06-01"}


def milliseconds(day: str, hour: int = 0) -> int:
    """`hour` of `day` in Việt Nam, seven hours before that of Greenwich."""
    return ((date.fromisoformat(day) - date(1970, 1, 1)).days * 24 + hour - 7) * 3_600_000


def record(**changes: Any) -> dict[str, Any]:
    """A record that agrees with the fictional procedure, in the shape of the database's answers."""
    detail: dict[str, Any] = {
        "id": "00000000-0000-0000-0000-000000000001",
        "code": "9.000001",
        "name": "Cấp Giấy phép  thử nghiệm ",
        "state": "ACTIVE",
        "executionSteps": [{"name": "Bước 1", "description": "Nộp hồ sơ."}],
        "executionMethods": [
            {
                "submissionMethod": "DIRECT",
                "processingTime": 15,
                "processingTimeUnit": "WORKING_DAY",
                "description": "15 ngày",
                "fees": [{"type": "FEE", "value": 150000, "description": ""}],
            },
            {"submissionMethod": "ONLINE", "processingTime": 15, "fees": []},
        ],
        "executionCases": [
            {
                "name": "Cấp lần đầu",
                "profileComponents": [
                    {"name": "Đơn", "originalQty": 1, "copyQty": 0, "attachments": []},
                    {"name": "Giấy tờ đất", "originalQty": 0, "copyQty": 1, "attachments": []},
                ],
            }
        ],
        "legalBasisesDetails": [{"code": "901/2021/NĐ-TN", "name": "Nghị định"}],
        "resultsDetails": [{"name": "Giấy phép"}],
        "procedureProposal": {
            "proposalNumber": "01/QĐ-TN",
            "decisionDate": milliseconds("2026-01-05"),
        },
        "updatedAt": milliseconds("2026-05-20", 23),
    }
    return {"id": "x", "code": "9.000001", "detail": {**detail, **changes}}


def save(folder: Path, content: Any, name: str = "9.000001.json") -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    file.write_text(text, encoding="utf-8")
    return file


def read(folder: Path, day: date = DAY) -> NationalRecord:
    records, problems = national.read(folder, day)
    assert problems == []
    return records["9.000001"]


def test_what_is_read_is_normal_text_and_days_in_viet_nam(tmp_path: Path) -> None:
    save(tmp_path, record())
    one = read(tmp_path)
    assert one.title == "Cấp Giấy phép thử nghiệm"
    assert (one.decision, one.signed_on) == ("01/QĐ-TN", date(2026, 1, 5))
    assert (one.updated_on, one.compared_on) == (date(2026, 5, 20), DAY)
    assert [each.part for each in one.parts] == list(dict.fromkeys(each.part for each in one.parts))


def test_a_file_and_a_folder_give_the_same(tmp_path: Path) -> None:
    file = save(tmp_path, record())
    assert national.read(file, DAY) == national.read(tmp_path, DAY)


def test_an_answer_without_its_envelope_is_read_too(tmp_path: Path) -> None:
    save(tmp_path, record()["detail"])
    assert read(tmp_path).decision == "01/QĐ-TN"


@pytest.mark.parametrize("code", ["1.014955-Xoa", " 1.014325", "1.0133611", "2.009182739"])
def test_codes_that_ours_cannot_have_are_left_out(tmp_path: Path, code: str) -> None:
    save(tmp_path, record(code=code))
    assert national.read(tmp_path, DAY) == ({}, [])


DAMAGED = {
    "": "tệp trống",
    "<html>Lỗi</html>": "trang web (HTML)",
    '{"detail": {"code": "9.000001",\n': "JSON hỏng ở dòng 2",
    "[]": "danh sách bản ghi trống",
    '"9.000001"': "không phải bản ghi thủ tục",
    "null": "không phải bản ghi thủ tục",
    '{"detail": null}': "không phải một bản ghi thủ tục",
    '{"detail": {"code": 9.000001}}': "không phải một bản ghi thủ tục",
    '{"detail": {"code": "9.000001", "name": ["x"]}}': "«name» là «['x']», không phải chữ",
    '{"detail": {"code": "9.000001", "procedureProposal": "x"}}': "«procedureProposal» là «x»",
    '{"detail": {"code": "9.000001", "procedureProposal": {"decisionDate": "05/01"}}}': "«05/01»",
    '{"detail": {"code": "9.000001", "updatedAt": 9' + "0" * 30 + "}}": "«updatedAt»",
    '{"detail": {"code": "9.000001", "updatedAt": true}}': "«updatedAt»",
    '{"detail": {"code": "9.000001", "updatedAt": NaN}}': "«NaN»",
    '{"n": 9' + "0" * 5000 + "}": "số quá dài",
    "[" * 100_000: "lồng quá sâu",
    '[{"detail": {}}, {"detail": {}}]': "nhiều hơn một bản ghi",
}


@pytest.mark.parametrize("text", DAMAGED, ids=lambda text: text[:60] or "empty")
def test_a_damaged_file_is_named_and_the_others_are_read(tmp_path: Path, text: str) -> None:
    save(tmp_path, text, "hong.json")
    save(tmp_path, record())
    records, problems = national.read(tmp_path, DAY)
    assert list(records) == ["9.000001"]
    (problem,) = problems
    assert (problem.rule, problem.file.name) == ("N01", "hong.json")
    assert DAMAGED[text] in problem.message
    assert "\n    → Tải lại bản ghi này" in str(problem)


def test_a_name_of_which_nothing_can_be_seen_is_none(tmp_path: Path) -> None:
    save(tmp_path, record(name="\u200b \u200b"))
    records, problems = national.read(tmp_path, DAY)
    assert problems == []
    assert records["9.000001"].title is None


def _absent(folder: Path) -> Path:
    return folder / "khong-co.json"


def _binary(folder: Path) -> Path:
    (folder / "a.json").write_bytes(b"{\xff\xfe")
    return folder


def _twice(folder: Path) -> Path:
    save(folder, record(), "a.json")
    save(folder, record(), "b.json")
    return folder


def _folder(folder: Path) -> Path:
    (folder / "a.json").mkdir()
    return folder


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (_absent, "không có tệp hay thư mục này"),
        (lambda folder: folder, "thư mục không có tệp .json nào"),
        (_binary, "không phải UTF-8"),
        (_twice, "thủ tục 9.000001 đã có ở một tệp khác"),
        (_folder, "không mở được tệp"),
    ],
)
def test_what_cannot_be_opened_is_a_problem(
    tmp_path: Path, made: Callable[[Path], Path], words: str
) -> None:
    _, (problem,) = national.read(made(tmp_path), DAY)
    assert words in problem.message


def parts_that_differ(folder: Path, *records: Any) -> list[Part]:
    first, second = (dict(_digests(folder, each)) for each in records)
    return [part for part in first if first[part] != second[part]]


def _digests(folder: Path, content: Any) -> list[tuple[Part, str]]:
    return [(each.part, each.digest) for each in read(save(folder, content)).parts]


def test_spacing_order_ids_and_empty_values_are_no_change(tmp_path: Path) -> None:
    other = record(id="2", requirementsAndConditions="", dossierReceivingAddresses=None)
    detail = other["detail"]
    detail["executionMethods"] = detail["executionMethods"][::-1]
    detail["executionCases"][0]["profileComponents"].reverse()
    detail["executionSteps"] = [{"name": "Bước  1", "description": "Nộp hồ sơ.\n"}]
    assert parts_that_differ(tmp_path, record(), other) == []


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"executionSteps": [{"name": "Bước 1", "description": "Gửi hồ sơ."}]}, Part.STEPS),
        ({"executionSteps": "Nộp hồ sơ."}, Part.STEPS),
        ({"state": "DELETED"}, Part.STATUS),
        ({"legalBasisesDetails": []}, Part.LEGAL_BASIS),
        ({"resultsDetails": [{"name": "Thẻ"}]}, Part.OUTPUTS),
        ({"requirementsAndConditions": "Có địa điểm."}, Part.REQUIREMENTS),
        ({"departmentsExecuting": [{"name": "Sở"}]}, Part.COMPETENT_AUTHORITY),
        ({"subjectTypesDetails": [{"name": "Doanh nghiệp"}]}, Part.AUDIENCE),
        ({"dossierReceivingAddresses": "Số 1"}, Part.CONTACT_POINT),
    ],
)
def test_a_change_is_told_by_its_part(tmp_path: Path, changes: Any, part: Part) -> None:
    assert parts_that_differ(tmp_path, record(), record(**changes)) == [part]


@pytest.mark.parametrize(
    ("place", "value", "part"),
    [
        (("executionMethods", 0, "processingTime"), 10, Part.PROCESSING_TIME),
        (("executionMethods", 0, "description"), "10 ngày", Part.PROCESSING_TIME),
        (("executionMethods", 0, "fees", 0, "value"), 0, Part.COSTS),
        (
            ("executionCases", 0, "profileComponents", 0, "copyQty"),
            1,
            Part.EVIDENCES,
        ),
        (
            ("executionCases", 0, "profileComponents", 0, "attachments"),
            [{"fileName": "Mẫu 1.docx"}],
            Part.FORMS,
        ),
    ],
)
def test_a_change_within_a_list_is_told_by_its_part(
    tmp_path: Path, place: Any, value: Any, part: Part
) -> None:
    other = record()
    one = other["detail"]
    for key in place[:-1]:
        one = one[key]
    one[place[-1]] = value
    assert parts_that_differ(tmp_path, record(), other) == [part]


def test_digests_hold_no_number_that_looks_like_that_of_a_person(tmp_path: Path) -> None:
    digests = [digest for _, digest in _digests(tmp_path, record())]
    assert digests and all(digest.isalpha() and len(digest) == 16 for digest in digests)


@pytest.fixture
def ours(data: Path) -> Path:
    """The fictional data, its first procedure read from the national database."""
    change(data, "thu-nghiem/9.000001.yml", (("source", "origins"), [READ]))
    return data


def recorded(data: Path, folder: Path, content: Any, day: date) -> list[str]:
    """Compares with `content`, records it as the command does, and says what is due then."""
    save(folder, content)
    loaded, _ = catalogue_of(data, day)
    records = comparison.compared([read(folder, day)], loaded.national_records, loaded.procedures)
    text = comparison.register(records.values())
    (data / "registers/national-records.yml").write_text(text, encoding="utf-8")
    return [each.text for each in found(data, day, Kind.NATIONAL)]


def catalogue_of(data: Path, day: date) -> Any:

    return catalogue.load(data, day, documents=data.parent / "docs")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, None),
        ({"name": "Cấp Giấy phép khác"}, "tên là «Cấp Giấy phép khác»"),
        (
            {"procedureProposal": {"proposalNumber": "09/QĐ-TN", "decisionDate": 1767546000000}},
            "quyết định công bố là «09/QĐ-TN» ký ngày 05/01/2026",
        ),
        (
            {
                "procedureProposal": {
                    "proposalNumber": "01/QĐ-TN",
                    "decisionDate": milliseconds("2026-02-05"),
                }
            },
            "ký ngày 05/02/2026",
        ),
        ({"procedureProposal": {"proposalNumber": "01/QĐ-TN"}}, None),
        ({"procedureProposal": None}, None),
        ({"updatedAt": milliseconds("2026-06-01", 23)}, None),
        (
            {"updatedAt": milliseconds("2026-06-02")},
            "cập nhật ngày 02/06/2026, ta đọc ngày 01/06/2026",
        ),
    ],
)
def test_what_both_say_alike_is_held_against_ours(
    ours: Path, tmp_path: Path, changes: Any, words: str | None
) -> None:
    texts = recorded(ours, tmp_path / "quoc-gia", record(**changes), DAY)
    assert len(texts) == (words is not None)
    assert all(words is not None and words in text for text in texts)


def test_a_changed_part_is_told_until_ours_is_read_again(ours: Path, tmp_path: Path) -> None:
    folder = tmp_path / "quoc-gia"
    fee = record()
    fee["detail"]["executionMethods"][0]["fees"][0]["value"] = 0
    assert recorded(ours, folder, record(), DAY) == []
    assert "đã đổi ở phần: phí, lệ phí" in recorded(ours, folder, fee, date(2026, 6, 10))[0]
    assert "phí, lệ phí" in recorded(ours, folder, fee, date(2026, 6, 12))[0]
    again = [{**READ, "read_on": "2026-06-12"}]
    change(ours, "thu-nghiem/9.000001.yml", (("source", "origins"), again))
    assert found(ours, QUIET, Kind.NATIONAL) == []
    assert recorded(ours, folder, fee, date(2026, 6, 14)) == []


def test_the_register_is_good_data_whatever_the_record_says(ours: Path, tmp_path: Path) -> None:
    hostile = 'x"\n- code: 9.000002\n#: {[&*!|>%@` \\ \ud800\u0000\u202e'
    proposal = {"proposalNumber": hostile, "decisionDate": milliseconds("2026-01-05")}
    save(tmp_path / "q", "")
    content = json.dumps(record(name=hostile, procedureProposal=proposal))
    texts = recorded(ours, tmp_path / "q", content, DAY)
    loaded, reported = catalogue_of(ours, DAY)
    assert errors(reported) == [] and len(texts) == 1
    assert loaded.national_records["9.000001"].decision == 'x" - code: 9.000002 #: {[&*!|>%@` \\'


def test_recording_twice_writes_the_same(ours: Path, tmp_path: Path) -> None:
    file = ours / "registers/national-records.yml"
    texts = []
    for _ in range(2):
        recorded(ours, tmp_path / "q", record(), DAY)
        texts.append(file.read_bytes())
    assert texts[0] == texts[1]


def test_records_of_other_procedures_are_not_kept(load: Load, tmp_path: Path) -> None:
    save(tmp_path / "q", record(code="9.000009"))
    fresh, _ = national.read(tmp_path / "q", DAY)
    loaded, _ = load()
    assert list(fresh) == ["9.000009"]
    assert comparison.compared(fresh.values(), {}, loaded.procedures) == {}


def test_records_that_are_not_in_hand_stay_as_they_were(ours: Path, tmp_path: Path) -> None:
    recorded(ours, tmp_path / "q", record(), DAY)
    loaded, _ = catalogue_of(ours, DAY)
    known = loaded.national_records
    assert comparison.compared([], known, loaded.procedures) == known
    assert comparison.compared([], known, {}) == {}
