"""JSON files too large to be read at once, if they are lists of records: one record at a time."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import IO

from tthc.importing.report import Fault, FaultError

CHUNK = 1024 * 1024
"""Bytes."""
_AGAIN = "Tải lại từ Cổng Dịch vụ công quốc gia rồi chạy lại, hoặc tách mỗi bản ghi một tệp."
_SPACES = " \t\r\n"


def texts(origin: str, stream: IO[bytes], most: int) -> Iterator[tuple[str, str]]:
    """Each item of the list in `stream` with where it stands, as text of at most `most` characters.
    Raises `FaultError` where it is no list, is cut or has a larger item."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    end_of = json.JSONDecoder().raw_decode
    buffer, count, is_over = "", 0, False
    while not is_over:
        chunk = stream.read(CHUNK)
        try:
            buffer += decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError:
            raise _fault(origin, "tệp không phải UTF-8") from None
        if not count:
            buffer = buffer.lstrip(_SPACES)
            if buffer and buffer[0] != "[":
                size = f"{most // (1024 * 1024)} MB"
                raise _fault(origin, f"tệp lớn quá mức {size} mà không phải danh sách bản ghi")
        while True:
            at = _after_spaces(buffer, 0)
            if at < len(buffer) and buffer[at] == "]" and count:
                if buffer[at + 1 :].strip(_SPACES) or stream.read(1).strip():
                    raise _fault(origin, "JSON hỏng: còn chữ sau danh sách")
                is_over = True
                break
            start = _after_spaces(buffer, at + 1)
            try:
                _, end = end_of(buffer, start)
            except RecursionError:
                raise _fault(f"{origin}[{count + 1}]", "JSON lồng quá sâu") from None
            except ValueError:
                break  # more is needed
            if end - start > most or buffer[at] != (",[")[not count]:
                raise _fault(f"{origin}[{count + 1}]", "JSON hỏng hoặc bản ghi quá lớn")
            count += 1
            yield f"{origin}[{count}]", buffer[start:end]
            buffer = buffer[end:]
        if not is_over and (len(buffer) > most + CHUNK or not chunk):
            raise _fault(f"{origin}[{count + 1}]", "JSON hỏng, bị cắt hoặc bản ghi quá lớn")


def _after_spaces(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACES:
        at += 1
    return at


def _fault(origin: str, message: str) -> FaultError:
    return FaultError(Fault(origin, message, _AGAIN))
