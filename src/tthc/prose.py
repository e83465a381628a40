"""Markdown files of staff: the YAML front matter and the text below it, with their lines."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

from tthc import reading
from tthc.problems import shown
from tthc.reading import Source

BODY = "body"
"""The key under which the text stands among the data of the front matter."""

_FRONT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)


def read(path: Path, file: PurePath) -> Source:
    """The front matter of the file at `path` and, as `body`, its text. Never raises for bad
    content."""
    try:
        with path.open("rb") as stream:
            content = stream.read(reading.MAX_BYTES + 1)
    except OSError:
        return reading.read(path, file)
    return parse(content, file)


def parse(content: bytes, file: PurePath, most: int = reading.MAX_BYTES) -> Source:
    """As `read`, from bytes."""
    found = _FRONT.match(content)
    if found is None or len(content) > most:
        return _without_front_matter(content, file)
    source = reading.parse(b"\n" + found[1], file)  # so that lines count from the top of the file
    if not isinstance(source.data, dict):
        return source
    if BODY in source.data:
        source.problem(
            source.line((BODY,)),
            "K02",
            f"không có mục nào tên là {shown(BODY)}",
            "Xóa dòng này; nội dung của tin viết dưới dòng --- thứ hai.",
        )
    above = content[: found.end()].count(b"\n")
    body = reading.decoded(content[found.end() :], source, above)
    if body is None:
        source.unreadable.add((BODY,))
    elif body.strip():
        above += len(body) - len(body.lstrip("\n"))
        source.data[BODY] = body.strip().expandtabs(4)
    else:
        source.data.pop(BODY, None)
    source.lines[(BODY,)] = above + 1
    for index in range(len(source.data.get(BODY, "").split("\n"))):
        source.lines[(BODY, index)] = above + 1 + index
    return source


def _without_front_matter(content: bytes, file: PurePath) -> Source:
    source = reading.parse(content, file)
    said = [problem for problem in source.problems if problem.rule in ("Y01", "Y04")]
    source = Source(file, problems=said)
    if not said:
        source.problem(
            1,
            "Y06",
            "tệp không có phần khai báo ở đầu, nằm giữa hai dòng ---",
            "Viết dòng đầu là ---, rồi các mục như title, date, kind, rồi một dòng --- nữa, "
            "rồi nội dung.",
        )
    return source
