"""Finding what to import: files, folders of them, and archives, none of which is trusted.

Nothing is ever unpacked to disk; names of members only appear in messages. Sizes are checked before
and while unpacking, since what an archive says of itself may be untrue.
"""

from __future__ import annotations

import gzip
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from tthc.importing import arrays
from tthc.importing.report import Fault, FaultError
from tthc.problems import shown

MEBIBYTE = 1024 * 1024
MAX_FILE = 8 * MEBIBYTE
"""The largest record known is 0.3 MB, the largest list 0.04 MB."""
MAX_ARRAY = 400 * MEBIBYTE
"""Of a JSON file that is a list of records; each of them may be as large as a file."""
MAX_ARCHIVE = 200 * MEBIBYTE
MAX_UNPACKED = 1024 * MEBIBYTE
MAX_RATIO = 400
"""Unpacked to packed. Records that are much alike come to 60 in a `.tar.xz`."""
SMALL = 10 * MEBIBYTE
"""Up to so much unpacked, the ratio does not matter."""
MAX_MEMBERS = 50_000
MAX_DEPTH = 8
"""Folders within folders."""

DATA = (".json", ".xlsx")
ARCHIVES = (".zip", ".tar.xz", ".txz", ".tar.gz", ".tgz", ".tar")
_AGAIN = "Tải lại từ Cổng Dịch vụ công quốc gia rồi chạy lại."
_BROKEN = (
    tarfile.TarError,
    zipfile.BadZipFile,
    lzma.LZMAError,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,  # an archive with a password
    NotImplementedError,  # a kind of compression that is not supported
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Document:
    """The content of one file."""

    origin: str
    """As shown in messages; of a member, with the name of its archive."""
    kind: str
    """Its ending: one of `DATA`."""
    content: bytes


@dataclass
class Found:
    ignored: int = 0
    """Files of other kinds in folders and archives."""


def documents(paths: list[Path], faults: list[Fault], found: Found) -> Iterator[Document]:
    """What is at `paths`, in the order of names; what cannot be read is added to `faults`."""
    for path in paths:
        origin, known = str(path.name or path), len(faults)
        walker = _Walker(faults, found)
        is_empty = True
        try:
            for document in walker.walk(path, origin, 0, is_named=True):
                is_empty = False
                yield document
        except FaultError as error:
            faults.extend(error.faults)
        if is_empty and len(faults) == known:
            message = "không có bản ghi .json hay danh sách .xlsx nào"
            faults.append(Fault(origin, message, "Kiểm tra lại đường dẫn."))


class _Walker:
    def __init__(self, faults: list[Fault], found: Found) -> None:
        self.faults = faults
        self.found = found
        self.count = 0

    def walk(
        self, path: Path, origin: str, depth: int, *, is_named: bool = False
    ) -> Iterator[Document]:
        try:
            mode = (path.stat() if is_named else path.lstat()).st_mode
        except (OSError, ValueError):
            raise _fault(
                origin, "không có tệp hay thư mục này", "Kiểm tra lại đường dẫn."
            ) from None
        if stat.S_ISDIR(mode):
            yield from self._folder(path, origin, depth)
        elif not stat.S_ISREG(mode):
            raise _fault(
                origin,
                "là liên kết hoặc tệp đặc biệt, không đi theo",
                "Chép chính tệp ấy vào thư mục, hoặc xóa liên kết.",
            )
        else:
            yield from self._file(path, origin, is_named)

    def _folder(self, path: Path, origin: str, depth: int) -> Iterator[Document]:
        if depth > MAX_DEPTH:
            raise _fault(origin, "thư mục lồng nhau quá sâu", "Gom các bản ghi vào một thư mục.")
        try:
            names = sorted(each.name for each in path.iterdir() if not _is_hidden(each.name))
        except OSError:
            raise _fault(origin, "không mở được thư mục", "Kiểm tra quyền đọc.") from None
        for name in names:
            self._more(origin)
            try:
                yield from self.walk(path / name, f"{origin}/{name}", depth + 1)
            except FaultError as error:
                self.faults.extend(error.faults)

    def _file(self, path: Path, origin: str, is_named: bool) -> Iterator[Document]:
        name = path.name.lower()
        try:
            size = path.stat().st_size
            if name.endswith(".json") and size > MAX_FILE:
                _must_not_exceed(origin, size, MAX_ARRAY)
                with path.open("rb") as stream:
                    for where, text in arrays.texts(origin, stream, MAX_FILE):
                        self._more(origin)
                        yield Document(where, ".json", text.encode())
            elif name.endswith(DATA):
                with path.open("rb") as stream:
                    yield _document(origin, name, stream, size)
            elif name.endswith(ARCHIVES):
                _must_not_exceed(origin, size, MAX_ARCHIVE)
                with path.open("rb") as stream:
                    yield from self._archive(origin, name, stream, size)
            elif is_named:
                raise _fault(
                    origin,
                    "không phải loại tệp đọc được",
                    "Dùng bản ghi .json, danh sách .xlsx, thư mục, hoặc kho nén .zip, .tar.xz, "
                    ".tar.gz của chúng; tệp .xls thì mở bằng Excel rồi lưu thành .xlsx.",
                )
            else:
                self.found.ignored += 1
        except PermissionError:
            raise _fault(origin, "không được quyền đọc tệp", "Kiểm tra quyền đọc.") from None

    def _archive(self, origin: str, name: str, stream: IO[bytes], size: int) -> Iterator[Document]:
        members = _zip_members if name.endswith(".zip") else _tar_members
        budget = _Budget(origin, size)
        try:
            for member, length, content in members(origin, name, stream, budget):
                self._more(origin)
                where = f"{origin}/{member}"
                ending = member.lower()
                if _is_hidden(PurePosixPath(member).name) or "__MACOSX" in member:
                    continue
                if ending.endswith(ARCHIVES):
                    raise _fault(
                        where,
                        "kho nén nằm trong kho nén, không đọc",
                        "Giải nén lớp ngoài rồi chạy với thư mục.",
                    )
                if ending.endswith(DATA):
                    with content:
                        yield _document(where, ending, content, length)
                else:
                    self.found.ignored += 1
        except _BROKEN:
            raise _fault(
                origin, "kho nén hỏng, bị cắt, có mật khẩu hoặc không đúng loại", _AGAIN
            ) from None

    def _more(self, origin: str) -> None:
        self.count += 1
        if self.count > MAX_MEMBERS:
            raise _fault(
                origin, f"có hơn {MAX_MEMBERS:,} tệp".replace(",", "."), "Chia thành nhiều phần."
            )


class _Budget:
    """How much may still be unpacked of one archive."""

    def __init__(self, origin: str, packed: int) -> None:
        self.origin = origin
        self.most = min(MAX_UNPACKED, max(SMALL, packed * MAX_RATIO))

    def allow(self, total: int) -> None:
        if total > self.most:
            raise _fault(
                self.origin,
                "kho nén bung ra quá lớn so với cỡ của nó, giống bom nén",
                "Chỉ dùng kho nén lấy từ nơi tin được; nếu đúng thì giải nén rồi chạy với thư mục.",
            )


class _Limited:
    """A stream that is not read beyond the budget, even where an archive's own records say so."""

    def __init__(self, stream: IO[bytes], budget: _Budget) -> None:
        self.stream = stream
        self.budget = budget

    def read(self, size: int = -1) -> bytes:
        at = self.stream.tell()
        self.budget.allow(at + (size if size >= 0 else self.budget.most + 1))
        return self.stream.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        if whence == 0:
            self.budget.allow(offset)
        return self.stream.seek(offset, whence)

    def tell(self) -> int:
        return self.stream.tell()


Member = tuple[str, int, IO[bytes]]


def _tar_members(origin: str, name: str, stream: IO[bytes], budget: _Budget) -> Iterator[Member]:
    unpack: Any = nullcontext
    if name.endswith((".xz", ".txz")):
        unpack = lzma.LZMAFile
    elif name.endswith((".gz", ".tgz")):
        unpack = partial(gzip.GzipFile, "", "rb", 9)
    with (
        unpack(stream) as plain,
        tarfile.open(fileobj=cast("IO[bytes]", _Limited(plain, budget)), mode="r:") as archive,
    ):
        for member in archive:
            if member.isdir():
                continue
            _must_be_inside(origin, member.name)
            if not member.isreg():
                raise _fault(
                    f"{origin}/{member.name}",
                    "là liên kết hoặc tệp đặc biệt trong kho nén, không đi theo",
                    "Đóng gói lại, chỉ gồm tệp thường.",
                )
            budget.allow(member.offset_data + member.size)
            content = archive.extractfile(member)
            if content is not None:
                yield member.name, member.size, content


def _zip_members(origin: str, name: str, stream: IO[bytes], budget: _Budget) -> Iterator[Member]:
    with zipfile.ZipFile(stream) as archive:
        members = [each for each in archive.infolist() if not each.is_dir()]
        budget.allow(sum(each.file_size for each in members))
        for member in sorted(members, key=lambda each: each.filename):
            _must_be_inside(origin, member.filename)
            if stat.S_ISLNK(member.external_attr >> 16):
                raise _fault(
                    f"{origin}/{member.filename}",
                    "là liên kết trong kho nén, không đi theo",
                    "Đóng gói lại, chỉ gồm tệp thường.",
                )
            yield member.filename, member.file_size, archive.open(member)


def _must_be_inside(origin: str, name: str) -> None:
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or not parts[0] or ":" in parts[0] or "\0" in name:
        raise _fault(
            origin,
            f"kho nén có tên tệp {shown(name)} chỉ ra ngoài kho",
            "Không dùng kho nén này; chỉ lấy từ nơi tin được.",
        )


def _document(origin: str, name: str, stream: IO[bytes], size: int) -> Document:
    _must_not_exceed(origin, size, MAX_FILE)
    content = stream.read(MAX_FILE + 1)
    _must_not_exceed(origin, len(content), MAX_FILE)
    return Document(origin, next(each for each in DATA if name.endswith(each)), content)


def _must_not_exceed(origin: str, size: int, most: int) -> None:
    if size > most:
        raise _fault(
            origin,
            f"tệp lớn {size // MEBIBYTE} MB, quá mức {most // MEBIBYTE} MB",
            "Kiểm tra xem có đúng là bản ghi của Cơ sở dữ liệu quốc gia không.",
        )


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))


def _fault(origin: str, message: str, advice: str) -> FaultError:
    return FaultError(Fault(origin, message, advice))


def in_memory(content: bytes) -> IO[bytes]:
    """A stream of `content`, for what wants a file."""
    return BytesIO(content)
