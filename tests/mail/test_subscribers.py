"""The list of subscribers: as people and Excel write it."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from tests.mail.conftest import newsroom
from tthc.mail.subscribers import Subscriber, parse, read
from tthc.mail.topics import Topics

FILE = PurePath("nguoi-nhan.csv")


@pytest.fixture
def found(data: Path) -> Topics:
    return newsroom(data).topics


def reports(content: str | bytes, found: Topics) -> list[str]:
    raw = content if isinstance(content, bytes) else content.encode()
    return list(map(str, parse(raw, FILE, found)[1]))


def accepted(content: str | bytes, found: Topics) -> list[Subscriber]:
    raw = content if isinstance(content, bytes) else content.encode()
    subscribers, problems = parse(raw, FILE, found)
    assert problems == []
    return subscribers


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_all_ways_in_which_it_is_saved(found: Topics, mark: str, end: str, delimiter: str) -> None:
    rows = [
        ["Email", "language", "topics", "unsubscribe", "name"],
        ["an@example.com", "vi+en", "thu-nghiem 9.000001", "https://x.vn/huy?m=a1", '"Ông ""An"""'],
        ["ba@example.com", "", "", "", ""],
    ]
    text = mark + end.join(delimiter.join(row) for row in rows) + end + end
    an, ba = accepted(text, found)
    assert (an.mailbox.address, an.mailbox.name) == ("an@example.com", 'Ông "An"')
    assert (an.languages, an.topics) == (("vi", "en"), ("thu-nghiem", "9.000001"))
    assert (an.unsubscribe, an.line) == ("https://x.vn/huy?m=a1", 2)
    assert (ba.languages, ba.topics, ba.unsubscribe, ba.line) == (("vi",), ("all",), "", 3)


def test_only_the_address_is_needed(found: Topics) -> None:
    assert [each.mailbox.address for each in accepted("email\nan@example.com\n", found)]


def test_formulas_are_just_text(found: Topics) -> None:
    text = "email;name\nan@example.com;=HYPERLINK(A1)\n"
    assert accepted(text, found)[0].mailbox.name == "=HYPERLINK(A1)"


def test_all_mistakes_are_reported_at_once_with_their_lines_and_no_address(
    found: Topics,
) -> None:
    text = (
        "email;language;topics;unsubscribe;name\n"
        "an.nguyen@example.com;fr;;;\n"
        "khong-phai-dia-chi;;;;\n"
        ";vi;;;Ba\n"
        "ba@example.com;;dau-tuu 1.2;http://x.vn/huy;\n"
        'tu@example.com;;;;"Tư\r\nBcc: x@y.vn"\n'
        "AN.Nguyen@EXAMPLE.com;;;;\n"
        "nam@example.com;;;;Năm;thừa\n"
    )
    found_reports = reports(text, found)
    assert [report.split("\n")[0] for report in found_reports] == [
        "nguoi-nhan.csv:2: lỗi [B04] ngôn ngữ là «fr»",
        "nguoi-nhan.csv:3: lỗi [B02] «k…» không phải địa chỉ thư",
        "nguoi-nhan.csv:4: lỗi [B02] thiếu địa chỉ thư",
        "nguoi-nhan.csv:5: lỗi [B05] không có chủ đề nào là «1.2»",
        "nguoi-nhan.csv:5: lỗi [B05] không có chủ đề nào là «dau-tuu»",
        "nguoi-nhan.csv:5: lỗi [B06] địa chỉ hủy đăng ký không phải địa chỉ https chỉ gồm chữ "
        "không dấu, tối đa 500 ký tự",
        "nguoi-nhan.csv:6: lỗi [B02] tên của t…@example.com dài quá 100 chữ hoặc có ký tự lạ "
        "(như xuống dòng)",
        "nguoi-nhan.csv:8: lỗi [B03] A…@example.com đã có ở dòng 2; chữ hoa, chữ thường là một "
        "địa chỉ",
        "nguoi-nhan.csv:9: lỗi [B01] dòng có 6 ô, dòng đầu chỉ có 5 cột",
    ]
    assert all("\n    → " in report for report in found_reports)
    assert "guyen" not in "".join(found_reports)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "1: lỗi [B01] dòng đầu không có cột «email»"),
        (b"an@example.com\n", "1: lỗi [B01] dòng đầu không có cột «email»"),
        (b"email;topic\n", "1: lỗi [B01] không có cột nào tên là «topic»"),
        (b"email;email\n", "1: lỗi [B01] cột «email» có hai lần"),
        ("email;name\na@x.vn;Đ\n".encode("utf-16"), "1: lỗi [B01] tệp không ghi bằng mã UTF-8"),
        (b"email;name\na@x.vn;\xd0\n", "2: lỗi [B01] tệp không ghi bằng mã UTF-8"),
        (b'email;name\na@x.vn;"Ba\nb@x.vn;T\n', "2: lỗi [B01] dấu nháy kép mở ra mà không đóng"),
        (b"email;unsubscribe\na@x.vn;https://x.vn/a>b\n", "2: lỗi [B06]"),
        (b"email;unsubscribe\na@x.vn;javascript:alert(1)\n", "2: lỗi [B06]"),
    ],
)
def test_files_that_are_not_a_list(found: Topics, content: bytes, words: str) -> None:
    assert reports(content, found)[0].startswith(f"nguoi-nhan.csv:{words}")


def test_a_list_that_is_not_there_is_said_so(found: Topics, tmp_path: Path) -> None:
    assert "không đọc được danh sách này" in str(read(tmp_path / "x.csv", FILE, found)[1][0])


def test_every_code_is_explained_in_the_handbook() -> None:
    root = Path(__file__).resolve().parents[2]
    page = (root / "docs/bao-tri/ban-tin.md").read_text(encoding="utf-8")
    for number in range(1, 7):
        assert f"| B0{number} |" in page
