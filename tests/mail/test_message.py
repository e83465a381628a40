"""Letters as bytes: what the policy of headers promises."""

from __future__ import annotations

import email
import email.policy
from datetime import datetime
from email.header import decode_header, make_header
from email.message import EmailMessage

import pytest

from tests.mail.conftest import BOARD, ONE_CLICK, SENDER
from tthc import clock
from tthc.mail.digest import Digest
from tthc.mail.mailbox import Mailbox, mailbox
from tthc.mail.message import WIRE, WIRE_UTF8, message

AT = datetime(2026, 7, 15, 8, 30, tzinfo=clock.VIET_NAM)
READER = Mailbox("nguyen.an", "example.com", "Nguyễn Văn An, kế toán")
DIGEST = Digest(
    "Đầu tư: tin mới", "Đoạn\n.\nFrom đây\n" + "dài " * 400 + "\n", "<p>Đoạn</p>", ("vi",)
)


def wire(
    digest: Digest = DIGEST, reader: Mailbox = READER, one_click: str = ONE_CLICK, name: str = "a"
) -> bytes:
    return message(digest, SENDER, reader, identity=name, at=AT, one_click=one_click).as_bytes()


def header(content: bytes, name: str) -> str:
    """As its bytes stand, without the name."""
    head = content.partition(b"\r\n\r\n")[0].replace(b"\r\n ", b" ").decode("ascii")
    found = [row for row in head.split("\r\n") if row.startswith(f"{name}: ")]
    assert len(found) == 1, (name, found)
    return found[0].partition(": ")[2]


def decoded(content: bytes, name: str) -> str:
    return str(make_header(decode_header(header(content, name))))


def test_headers_of_list_mail() -> None:
    content = wire()
    assert header(content, "Date") == "Wed, 15 Jul 2026 08:30:00 +0700"
    assert header(content, "List-Id") == "<ban-tin.thutuc.example.vn>"
    assert header(content, "List-Unsubscribe-Post") == "List-Unsubscribe=One-Click"
    assert header(content, "List-Unsubscribe") == (
        "<https://thutuc.example.vn/huy?m=1>, <mailto:huy@example.vn?subject=unsubscribe>"
    )
    assert header(content, "Auto-Submitted") == "auto-generated"
    assert header(content, "MIME-Version") == "1.0"
    assert header(content, "Content-Language") == "vi"


def test_words_survive_the_way_through_the_headers() -> None:
    content = wire()
    assert decoded(content, "Subject") == DIGEST.subject
    assert decoded(content, "To") == "Nguyễn Văn An, kế toán <nguyen.an@example.com>"
    assert decoded(content, "From") == f"{BOARD.name} <ban-tin@example.vn>"


@pytest.mark.parametrize("length", range(1, 100, 7))
def test_no_space_of_a_name_is_lost_wherever_the_line_ends(length: int) -> None:
    name = ("Ủy ban nhân dân tỉnh, " * 9)[:length].strip()
    content = wire(reader=Mailbox("a", "example.com", name))
    assert decoded(content, "To") == f"{name} <a@example.com>"


def test_one_click_is_offered_only_where_it_works() -> None:
    content = wire(one_click="")
    assert header(content, "List-Unsubscribe") == "<mailto:huy@example.vn?subject=unsubscribe>"
    assert b"List-Unsubscribe-Post" not in content


@pytest.mark.parametrize("reader", [READER, Mailbox("đông", "example.com")], ids=["ascii", "utf8"])
def test_a_long_address_for_one_click_is_neither_folded_nor_encoded(reader: Mailbox) -> None:
    url = "https://thutuc.example.vn/huy?m=" + "a1" * 200 + "=?utf-8?q?x?="
    assert f"\r\nList-Unsubscribe: <{url}>, <mailto:".encode() in wire(reader=reader, one_click=url)


def test_lines_are_short_ascii_and_end_as_they_must() -> None:
    content = wire()
    assert content.isascii()
    assert b"\n" not in content.replace(b"\r\n", b"")
    rows = content.split(b"\r\n")
    assert max(len(row) for row in rows if not row.startswith(b"List-Unsubscribe:")) <= 78


def test_both_forms_come_out_as_they_went_in() -> None:
    found = email.message_from_bytes(wire(), policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    plain, html = found.get_body(("plain",)), found.get_body(("html",))
    assert plain and html
    assert plain.get_content().replace("\r\n", "\n") == DIGEST.text
    assert html.get_content().strip() == DIGEST.html
    assert found.get_content_type() == "multipart/alternative"
    assert found.defects == []


def test_the_same_delivery_has_the_same_bytes_and_another_its_own_id() -> None:
    assert wire() == wire()
    assert header(wire(), "Message-ID") != header(wire(name="b"), "Message-ID")
    assert "nguyen" not in header(wire(), "Message-ID")


HOSTILE = ("=?utf-8?q?a=0D=0ABcc:_x@y.vn?=", '"; <x@y.vn>', "=cmd|'/c calc'!A1", "a" * 90 + " đ")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_in_their_header(words: str) -> None:
    content = wire(Digest(words, "x", "x", ("vi",)), reader=Mailbox("a", "example.com", words))
    assert decoded(content, "Subject") == words
    found = email.message_from_bytes(content, policy=email.policy.default)
    assert found["Bcc"] is None
    assert [each.addr_spec for each in found["To"].addresses] == ["a@example.com"]


@pytest.mark.parametrize("words", ["a\r\nBcc: x@y.vn", "a\nb", "a\0b", "a\x7fb", "a\u2028b"])
@pytest.mark.parametrize("name", ["Subject", "To", "List-Unsubscribe", "X-Other"])
@pytest.mark.parametrize("policy", [WIRE, WIRE_UTF8], ids=["ascii", "utf8"])
def test_no_header_takes_a_control_character(
    policy: email.policy.Policy, name: str, words: str
) -> None:
    with pytest.raises(ValueError, match=name):
        EmailMessage(policy)[name] = words


@pytest.mark.parametrize("value", ["<https://example.vn/đ>", f"<https://example.vn/{'a' * 990}>"])
def test_no_header_takes_what_cannot_stand_on_the_wire(value: str) -> None:
    with pytest.raises(ValueError, match="List-Unsubscribe"):
        EmailMessage(WIRE)["List-Unsubscribe"] = value


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("An.Nguyen@Example.COM", "An.Nguyen@example.com"),
        ("an@thủtục.vn", "an@xn--thtc-x05ak.vn"),
        ("đông+tin@example.com", "đông+tin@example.com"),
    ],
)
def test_addresses_as_servers_take_them(text: str, address: str) -> None:
    found = mailbox(text)
    assert found
    assert found.address == address


@pytest.mark.parametrize(
    "text",
    [
        "", "an", "an@", "@example.com", "an@example", "an@@example.com", "a n@example.com",
        "an@exa mple.com", "an@example..com", ".an@example.com", "an@-example.com", "an@1.2.3.4",
        "an@[1.2.3.4]", '"an"@example.com', "an@example.com\r\nBcc: x@y.vn", "an\0@example.com",
        "An <an@example.com>", "an@example.com,ba@example.com", "a" * 65 + "@example.com",
        "an@" + "a." * 130 + "com", "<an@example.com>", "an@example.com ", "a" * 60 + "!" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_address(text: str) -> None:
    assert mailbox(text) is None


def test_an_address_is_never_shown_whole() -> None:
    found = mailbox("nguyen.an@example.com", "Nguyễn Văn An")
    assert str(found) == "n…@example.com"
    assert f"{found}" == "n…@example.com"
