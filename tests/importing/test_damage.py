"""Inputs that are damaged or hostile: each is told in Vietnamese, and nothing is written."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.importing.made import (
    case,
    fee,
    law,
    method,
    ordered,
    paper,
    record,
    save,
    tree,
    without,
)
from tthc.importing import sources

GOOD = json.dumps(record("9.000102"))


def _nested(depth: int, opening: str = "[", closing: str = "]") -> str:
    return '{"detail": ' + opening * depth + closing * depth + "}"


def _changed(**changes: Any) -> str:
    return json.dumps(record(**changes))


TEXTS: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "tệp trống"),
    "spaces": ("  \n", "tệp trống"),
    "page": ("<!DOCTYPE html><html>502 Bad Gateway</html>", "trang web (HTML)"),
    "page after spaces": ("\n\n <html></html>", "trang web (HTML)"),
    "cut": (GOOD[:200], "bị cắt"),
    "cut at the end": (GOOD[:-1], "bị cắt"),
    "twice": (GOOD + GOOD, "JSON hỏng"),
    "comma": (GOOD[:-1] + ",}", "JSON hỏng"),
    "single quotes": ("{'detail': {}}", "JSON hỏng"),
    "python": ("{'a': None}", "JSON hỏng"),
    "yaml": ("code: 1.009664\n", "JSON hỏng"),
    "number": ("1.009664", "không phải bản ghi thủ tục"),
    "text": ('"1.009664"', "không phải bản ghi thủ tục"),
    "null": ("null", "không phải bản ghi thủ tục"),
    "true": ("true", "không phải bản ghi thủ tục"),
    "no record": ('{"status": 404, "message": "Not Found"}', "thiếu «detail»"),
    "empty list": ("[]", "danh sách bản ghi trống"),
    "list of texts": ('["1.009664"]', "không phải bản ghi thủ tục"),
    "no detail": ('{"detail": null}', "không có mã thủ tục"),
    "detail a list": ('{"detail": []}', "phải là nhóm mục"),
    "detail a text": ('{"detail": "x"}', "phải là nhóm mục"),
    "repeated key": ('{"detail": {"code": "9.000102", "code": "9.000103"}}', "viết hai lần"),
    "NaN": ('{"detail": {"code": "9.000102", "updatedAt": NaN}}', "«NaN»"),
    "infinity": ('{"detail": {"code": "9.000102", "updatedAt": -Infinity}}', "«-Infinity»"),
    "1e999": ('{"detail": {"code": "9.000102", "updatedAt": 1e999}}', "quá lớn"),
    "long number": ('{"detail": {"updatedAt": ' + "9" * 5000 + "}}", "số quá dài"),
    "deep": (_nested(100_000), "lồng quá sâu"),
    "deep but parsed": (_nested(60), "lồng quá sâu"),
    "deep groups": (_nested(100_000, '{"a":', "}"), "JSON"),
    "UTF-16 without a mark": (GOOD.encode("utf-16-le"), "không phải UTF-8"),
    "cut UTF-16": (GOOD.encode("utf-16")[:101], "không phải UTF-8"),
    "Windows 1258": ('{"a": "Đ"}'.encode("cp1258"), "không phải UTF-8"),
    "binary": (bytes(range(256)) * 4, "không phải UTF-8"),
    "zeros": (b"\0" * 1000, "ký tự rỗng"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\xff" * 100, "không phải UTF-8"),
    "code a number": (_changed(code=9.00966), "đã thành con số «9.00966»"),
    "code a whole number": (_changed(code=9), "đã thành con số"),
    "code null": (_changed(code=None), "không có mã thủ tục"),
    "code empty": (_changed(code=" "), "không có mã thủ tục"),
    "code a list": (_changed(code=["9.000102"]), "không có mã thủ tục"),
    "two codes": (json.dumps({**record(), "code": "9.000199"}), "hai mã khác nhau"),
    "name missing": (json.dumps({"detail": {"code": "9.000102"}}), "không có tên thủ tục"),
    "name a number": (_changed(name=5), "mục «name» phải là chữ, không phải số «5»"),
    "steps a text": (_changed(executionSteps="Nộp."), "mục «executionSteps» phải là danh sách"),
    "steps of texts": (_changed(executionSteps=["Nộp."]), "phải là danh sách nhóm mục"),
    "step a number": (_changed(executionSteps=[{"description": 5}]), "«description» phải là chữ"),
    "methods a group": (_changed(executionMethods={}), "phải là danh sách, không phải nhóm mục"),
    "time a list": (_changed(executionMethods=[method(processingTime=[1])]), "phải là con số"),
    "time a flag": (_changed(executionMethods=[method(processingTime=True)]), "phải là con số"),
    "unit a number": (_changed(executionMethods=[method(processingTimeUnit=1)]), "phải là chữ"),
    "fees a number": (_changed(executionMethods=[method(fees=0)]), "«fees» phải là danh sách"),
    "fee a list": (_changed(executionMethods=[method(fees=[fee([1])])]), "«value» phải là"),
    "papers a text": (
        _changed(executionCases=[{"profileComponents": "Đơn"}]),
        "«profileComponents» phải là danh sách",
    ),
    "copies a text": (_changed(executionCases=[case("", paper("Đơn", "1"))]), "phải là con số"),
    "law a text": (_changed(legalBasisesDetails=["96/2026/NĐ-CP"]), "danh sách nhóm mục"),
    "law number a number": (_changed(legalBasisesDetails=[{"code": 96}]), "«code» phải là chữ"),
    "flag a text": (_changed(isProvince="true"), "phải là đúng hoặc sai"),
    "proposal a list": (_changed(procedureProposal=[]), "«procedureProposal» phải là nhóm mục"),
    "date a text": (_changed(updatedAt="2026-07-17"), "«updatedAt» phải là con số"),
    "date far": (_changed(updatedAt=10**20), "mili giây"),
    "date in seconds": (_changed(updatedAt=-(10**15)), "mili giây"),
    "field a text": (_changed(categoriesDetails="Đất đai"), "«categoriesDetails» phải là"),
    "keywords a list": (_changed(keywords=["a"]), "«keywords» phải là chữ"),
}


def refused(tmp_path: Path, *paths: Path) -> str:
    """What is said of inputs among which something is damaged, and beside which a good record
    stands; nothing is written."""
    good = save(tmp_path / "tot", GOOD)
    found = ordered(tmp_path, good, *paths)
    assert found.outcome.status == 1
    assert not found.folder.exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    text = "\n".join(map(str, found.outcome.faults))
    assert "    → " in text and "Traceback" not in text
    return text


@pytest.mark.parametrize("name", TEXTS)
def test_a_damaged_record_is_told_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    content, words = TEXTS[name]
    file = tmp_path / "hong.json"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    said = refused(tmp_path, file)
    assert words in said and "hong.json" in said


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    save(tmp_path / "nhieu", _changed(name=5, keywords=1, executionSteps=2), "", "[", GOOD)
    said = refused(tmp_path, tmp_path / "nhieu")
    for words in ("«name»", "«keywords»", "«executionSteps»", "001.json", "002.json"):
        assert words in said


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_record_that_windows_saved_with_a_mark_is_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.json").write_bytes(GOOD.encode(encoding))
    assert list(ordered(tmp_path, tmp_path / "a.json").catalogue.procedures) == ["9.000102"]


def test_a_very_long_text_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "dai.json"
    with file.open("wb") as stream:
        stream.write(b'{"detail": {"name": "')
        stream.seek(200 * 1024 * 1024)
        stream.write(b'"}}')
    assert "quá mức 8 MB" in refused(tmp_path, file)


def test_a_long_text_that_can_be_read_is_divided(tmp_path: Path) -> None:
    text = json.dumps(record(requirementsAndConditions="điều kiện " * 20_000))
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    own = ordered(tmp_path, tmp_path / "a.json").procedure()
    assert sum(len(each.text) for each in own.requirements) > 190_000


def test_a_procedure_that_would_break_a_rule_is_refused_alone(tmp_path: Path) -> None:
    papers = [paper(f"Giấy {n} " + "chữ " * 1000) for n in range(300)]
    save(tmp_path / "r", record("9.000103", executionCases=[case("", *papers)]), GOOD)
    found = ordered(tmp_path, tmp_path / "r")
    assert list(found.catalogue.procedures) == ["9.000102"]
    assert "[Y04]" in found.outcome.report.refusals[0].reason
    assert found.outcome.report.taken == [("9.000102", "Cấp giấy thử nghiệm")]


def _tar(file: Path, *members: tuple[str, bytes], mode: str = "w") -> Path:
    with tarfile.open(file, mode) as archive:  # type: ignore[call-overload]
        for name, content in members:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return file


def _zip(file: Path, *members: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file


def _linked_tar(file: Path, kind: bytes) -> Path:
    with tarfile.open(file, "w") as archive:
        member = tarfile.TarInfo("a.json")
        member.type, member.linkname = kind, "/etc/passwd"
        archive.addfile(member)
    return file


def _linked_zip(file: Path) -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        member = zipfile.ZipInfo("a.json")
        member.external_attr = 0o120777 << 16
        archive.writestr(member, "/etc/passwd")
    return file


def _zip_bomb(folder: Path) -> Path:
    return _zip(folder / "bom.zip", *((f"{n}.json", b"0" * 7_000_000) for n in range(8)))


def _gzip_bomb(folder: Path) -> Path:
    file = folder / "bom.tar.gz"
    file.write_bytes(gzip.compress(b"\0" * 60_000_000))
    return file


def _xz_bomb(folder: Path) -> Path:
    """A header that asks a reader to take in gigabytes before it sees a member."""
    header = tarfile.TarInfo("././@LongLink")
    header.type, header.size = tarfile.GNUTYPE_LONGNAME, 3 * 2**30
    file = folder / "bom.tar.xz"
    file.write_bytes(lzma.compress(header.tobuf(tarfile.GNU_FORMAT) + b"a" * 20_000_000))
    return file


def _inside(folder: Path) -> Path:
    inner = _zip(folder / "trong.zip", ("a.json", GOOD.encode()))
    return _zip(folder / "ngoai.zip", ("trong.zip", inner.read_bytes()))


def _locked(folder: Path) -> Path:
    file = _zip(folder / "khoa.zip", ("a.json", GOOD.encode()))
    content = bytearray(file.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    file.write_bytes(content)
    return file


def _lying(folder: Path) -> Path:
    """An archive that says its member is small."""
    file = _zip(folder / "doi.zip", ("a.json", b"0" * 9_000_000))
    content = bytearray(file.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.index(mark) + offset
        content[at : at + 4] = (100).to_bytes(4, "little")
    file.write_bytes(content)
    return file


def _written(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def _deep_folder(folder: Path) -> Path:
    deep = folder / "sau"
    (deep / "/".join("a" * 12)).mkdir(parents=True)
    return deep


def _link(folder: Path) -> Path:
    (folder / "lien").mkdir()
    (folder / "lien/a.json").symlink_to(__file__)
    return folder / "lien"


def _link_to_folder(folder: Path) -> Path:
    (folder / "lien").mkdir()
    (folder / "lien/len").symlink_to(folder)
    return folder / "lien"


def _empty_folder(folder: Path) -> Path:
    (folder / "trong").mkdir()
    return folder / "trong"


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "ong.json")
    return folder / "ong.json"


LOOSE = "chỉ ra ngoài kho"
FILES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "absent": (lambda folder: folder / "khong-co.json", "không có tệp hay thư mục này"),
    "impossible name": (lambda folder: folder / ("a" * 300), "không có tệp hay thư mục này"),
    "word file": (lambda folder: _written(folder, "a.docx", b"x"), "không phải loại tệp đọc được"),
    "old Excel": (lambda folder: _written(folder, "a.xls", b"x"), "lưu thành .xlsx"),
    "no ending": (lambda folder: _written(folder, "a", b"x"), "không phải loại tệp đọc được"),
    "link": (_link, "liên kết hoặc tệp đặc biệt"),
    "link to a folder": (_link_to_folder, "liên kết hoặc tệp đặc biệt"),
    "pipe": (_pipe, "liên kết hoặc tệp đặc biệt"),
    "deep folder": (_deep_folder, "lồng nhau quá sâu"),
    "no zip": (lambda folder: _written(folder, "a.zip", b"PK"), "kho nén hỏng"),
    "cut zip": (
        lambda folder: _written(
            folder, "b.zip", _zip(folder / "a.zip", ("a.json", b"{}" * 999)).read_bytes()[:60]
        ),
        "kho nén hỏng",
    ),
    "no tar": (lambda folder: _written(folder, "a.tar.xz", b"xz"), "kho nén hỏng"),
    "no gzip": (lambda folder: _written(folder, "a.tar.gz", b"gz"), "kho nén hỏng"),
    "cut xz": (
        lambda folder: _written(folder, "a.tar.xz", lzma.compress(b"a" * 9999)[:40]),
        "kho nén hỏng",
    ),
    "zip that climbs": (lambda f: _zip(f / "a.zip", ("../a.json", GOOD.encode())), LOOSE),
    "zip from the root": (lambda f: _zip(f / "a.zip", ("/etc/a.json", b"{}")), LOOSE),
    "zip on a drive": (lambda f: _zip(f / "a.zip", ("C:\\a.json", b"{}")), LOOSE),
    "zip that climbs backwards": (lambda f: _zip(f / "a.zip", ("a\\..\\..\\b.json", b"{}")), LOOSE),
    "tar that climbs": (lambda f: _tar(f / "a.tar", ("x/../../a.json", b"{}")), LOOSE),
    "tar from the root": (lambda f: _tar(f / "a.tar", ("/a.json", b"{}")), LOOSE),
    "tar with a link": (lambda f: _linked_tar(f / "a.tar", tarfile.SYMTYPE), "liên kết"),
    "tar with a hard link": (lambda f: _linked_tar(f / "a.tar", tarfile.LNKTYPE), "liên kết"),
    "tar with a device": (lambda f: _linked_tar(f / "a.tar", tarfile.CHRTYPE), "liên kết"),
    "zip with a link": (lambda f: _linked_zip(f / "a.zip"), "liên kết"),
    "zip bomb": (_zip_bomb, "bom nén"),
    "gzip bomb": (_gzip_bomb, "không có bản ghi"),
    "xz bomb": (_xz_bomb, "bom nén"),
    "zip within zip": (_inside, "kho nén nằm trong kho nén"),
    "zip with a password": (_locked, "có mật khẩu"),
    "zip that lies": (_lying, "kho nén hỏng"),
    "large member": (lambda f: _zip(f / "a.zip", ("a.json", os.urandom(9_000_000))), "8 MB"),
    "damaged member": (lambda f: _zip(f / "a.zip", ("a.json", b"{")), "a.zip/a.json"),
    "nothing in it": (lambda f: _tar(f / "a.tar", ("README.md", b"x")), "không có bản ghi"),
    "empty folder": (_empty_folder, "không có bản ghi"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_or_archive_is_told(tmp_path: Path, name: str) -> None:
    made, words = FILES[name]
    assert words in refused(tmp_path, made(tmp_path))


def test_too_many_members_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_MEMBERS", 5)
    members = [(f"{n}.json", GOOD.encode()) for n in range(9)]
    assert "hơn 5 tệp" in refused(tmp_path, _zip(tmp_path / "a.zip", *members))


def test_archives_of_every_kind_give_the_same(tmp_path: Path) -> None:
    members = [(f"r/{n}.json", json.dumps(record(f"9.00010{n}")).encode()) for n in range(3)]
    trees = []
    for number, file in enumerate(
        (
            _zip(tmp_path / "a.zip", *members),
            _tar(tmp_path / "a.tar.xz", *members, mode="w:xz"),
            _tar(tmp_path / "a.tar.gz", *members, mode="w:gz"),
            _tar(tmp_path / "a.tar", *members),
        )
    ):
        found = ordered(tmp_path / str(number), file)
        assert len(found.catalogue.procedures) == 3
        trees.append(tree(found.folder))
    assert all(each == trees[0] for each in trees)


def test_what_a_record_lacks_is_no_damage(tmp_path: Path) -> None:
    for key in record()["detail"]:
        if key not in ("code", "name"):
            for number, data in enumerate((without(record(), key), record(**{key: None}))):
                folder = tmp_path / f"{key}{number}"
                found = ordered(folder, save(folder / "r", data))
                assert found.outcome.faults == [] and found.procedure().title


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script> {{ 7*7 }} ../../etc: - [a](javascript:b) & \" ' | # \\"
    changes = {
        "name": hostile,
        "executionSteps": [{"name": hostile, "description": hostile}],
        "resultsDetails": [{"name": hostile}],
        "categoriesDetails": [{"code": hostile, "name": "../../" + hostile}],
        "departmentsExecuting": [{"name": hostile}],
        "legalBasisesDetails": [law(hostile, hostile)],
        "executionCases": [case(hostile, paper(hostile, 1, 0, hostile))],
    }
    found = ordered(tmp_path, save(tmp_path / "r", record(**changes)))
    assert found.procedure().title == hostile
    assert found.procedure().steps[0].text == f"{hostile}\n{hostile}"
    assert {path.name for path in tmp_path.iterdir()} == {"r", "procedures"}
