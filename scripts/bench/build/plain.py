"""Plain MkDocs with Material on the same content: Markdown pages outside the navigation, written
beforehand, or made from YAML by a hook as people do who keep data apart from words."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import yaml

from bench.build import content
from bench.build.content import Record

SCRIPTS = Path(__file__).resolve().parents[2]
_MARKUP = re.compile(r"[\\`*_\[\]#]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"})
_NOTHING = "Chưa có thông tin."
_CONFIGURATION = {
    "site_name": "Thủ tục hành chính",
    "site_url": "https://thutuc.example.vn/",
    "theme": {"name": "material", "language": "vi", "font": False},
    "markdown_extensions": ["attr_list", "tables", {"toc": {"permalink": False}}],
    "nav": [
        {"Trang chủ": "index.md"},
        {"Thủ tục": "thu-tuc/index.md"},
        {"Văn bản": "van-ban/index.md"},
    ],
    "not_in_nav": "/thu-tuc/\n/linh-vuc/\n/van-ban/\n",
}
"""As a beginner writes it, but for the navigation: with all pages in it nothing else is measured.
JSON is YAML too."""


DATA = "data"
"""The folder of the records, for the hook."""
HOOK = Path(__file__).with_name("plain_hook.py")


def command(site: Path) -> list[str | Path]:
    """Builds the site laid out in the current folder into `site`."""
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", site]


def environment() -> dict[str, str]:
    """The environment of a build; the hook imports this module."""
    path = os.pathsep.join([str(SCRIPTS), os.environ.get("PYTHONPATH", "")])
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": path}


def lay_out(
    folder: Path, records: Iterable[Record], laws: Iterable[Record], *, from_yaml: bool
) -> None:
    """A MkDocs site in `folder`."""
    listed, known = list(records), list(laws)
    fields = content.fields(listed)
    docs = folder / "docs"
    configuration = _CONFIGURATION | ({"hooks": [HOOK.name]} if from_yaml else {})
    _write(folder / "mkdocs.yml", [json.dumps(configuration, ensure_ascii=False, indent=1)])
    if from_yaml:
        shutil.copy2(HOOK, folder / HOOK.name)
    for each in listed:
        lines = [*_front_matter(each), *guidance(each)]
        _write(docs / "thu-tuc" / f"{each['code']}.md", [] if from_yaml else lines)
        if from_yaml:
            text = yaml.dump(each, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
            _write(folder / DATA / f"{each['code']}.yml", [text])
    for each in fields:
        entries = (
            f"- [{_plain(own['title'])}](../thu-tuc/{own['code']}.md): {_plain(own['description'])}"
            for own in each["procedures"]
        )
        _write(docs / "linh-vuc" / f"{each['id']}.md", [f"# {_plain(each['name'])}", "", *entries])
    for each in known:
        lines = [f"# {_plain(each['title'])}", "", _plain(each["about"]), "", each["status"]]
        _write(docs / "van-ban" / f"{each['id']}.md", lines)
    _list(docs / "index.md", "Lĩnh vực", ((f"linh-vuc/{f['id']}", f["name"]) for f in fields))
    _list(docs / "thu-tuc/index.md", "Thủ tục", ((r["code"], r["title"]) for r in listed))
    _list(docs / "van-ban/index.md", "Văn bản", ((law["id"], law["title"]) for law in known))


def _list(file: Path, title: str, links: Iterable[tuple[str, str]]) -> None:
    _write(file, [f"# {title}", "", *(f"- [{_plain(name)}]({path}.md)" for path, name in links)])


def _front_matter(record: Record) -> list[str]:
    keys = ("title", "description")
    return [
        "---",
        *(f"{key}: {json.dumps(record[key], ensure_ascii=False)}" for key in keys),
        "---",
    ]


def guidance(record: Record) -> Iterator[str]:
    """The lines of a guidance page, below the front matter."""
    yield from ("", f"# {_plain(record['title'])}", "")
    yield from (f"Tên chính thức: {_plain(record['official'])}", "")
    field = record["field"]
    facts = {
        "Mã thủ tục": record["code"],
        "Lĩnh vực": f"[{_plain(field['name'])}](../linh-vuc/{field['id']}.md)",
        "Quyết định công bố": _joined(record["decisions"]),
        "Tình trạng": _plain(record["status"]),
        "Kiểm tra": f"Theo nguồn đọc ngày {record['read_on']}",
    }
    yield from _table(("Mục", "Nội dung"), facts.items())
    sections = {
        "brief": _brief(record),
        "cases": _items(f"{_plain(case['name'])}: {case['count']}" for case in record["cases"]),
        "steps": _steps(record),
        "papers": _papers(record),
        "channels": _channels(record),
        "due-date": _items(map(_plain, record["times"])),
        "requirements": _items(
            _plain(each["text"]) + _law(each["law"]) for each in record["requirements"]
        ),
        "outputs": _items(map(_plain, record["results"])),
        "law": _items(
            f"{_link(each)} **{each['status']}**: {_plain(each['about'])}; {each['articles']}"
            for each in record["law"]
        ),
        "rights": _items(_RIGHTS),
        "related": _items([f"Các thủ tục khác cùng lĩnh vực: {facts['Lĩnh vực']}"]),
        "changes": _items(
            f"{each['on']} – {each['kind']}: {_plain(each['note'])}" for each in record["changes"]
        ),
        "source": _items(
            f"{_plain(each['name'])}, đọc ngày {each['read_on']}" for each in record["origins"]
        ),
        "feedback": iter([f"Thấy chỗ sai, thiếu? Hãy báo kèm mã thủ tục **{record['code']}**."]),
    }
    for section in content.SECTIONS:
        yield from ("", f"## {section['title']} {{: #{section['id']} }}", "")
        yield from sections[section["part"]]
        for gap in record["gaps"].get(section["part"], []):
            yield from ("", f"> **Chưa có thông tin chắc chắn:** {_plain(gap['note'])}")
            if gap["quote"]:
                yield from (">", f"> Nguồn ghi: “{_plain(gap['quote'])}”")


_RIGHTS = (
    "Danh mục giấy tờ này theo đúng nguồn đã dẫn nhưng [chưa đủ chắc chắn](#ho-so) để bạn dựa vào "
    "mà từ chối. Bị đòi giấy tờ ngoài danh mục, hãy hỏi điều khoản nào yêu cầu.",
    "Mức thu ở trang này [chưa đủ chắc chắn](#cach-nop). Trước khi trả một khoản, hãy hỏi điều "
    "khoản nào quy định và lấy biên lai.",
    "Tuyệt đối không bồi dưỡng, quà cáp.",
    "Hồ sơ thiếu thì người nhận hồ sơ phải nói rõ còn thiếu gì; bị từ chối thì bạn có quyền biết "
    "lý do.",
)


def _brief(record: Record) -> Iterator[str]:
    yield from (_plain(record["description"]), "")
    facts = {
        "Ai làm": _joined(record["audience"]),
        "Giấy tờ": record["paper_count"],
        "Thời hạn": record["time"],
        "Phí, lệ phí": _joined(record["costs"]),
        "Nơi nộp": _plain(record["where"]),
        "Kết quả": _joined(record["results"]),
    }
    yield from _table(("Câu hỏi", "Trả lời"), facts.items())


def _steps(record: Record) -> Iterator[str]:
    for way in record["ways"]:
        if way["cases"]:
            yield from (f"### Trường hợp: {_joined(way['cases'])}", "")
        for step in way["steps"]:
            within = f" **Trong {step['within']}.**" if step["within"] else ""
            only_if = f" Chỉ khi: {_plain(step['only_if'])}" if step["only_if"] else ""
            actor = f"*{_plain(step['actor'])}*: " if step["actor"] else ""
            yield f"1. {actor}{_plain(step['text'])}{within}{only_if}"
        yield ""
    if record["participants"]:
        yield from ("Cơ quan phối hợp:", "")
        yield from _items(
            f"{_plain(each['agency'])}: {_plain(each['role'])}" for each in record["participants"]
        )


def _papers(record: Record) -> Iterator[str]:
    for case in record["cases"]:
        yield from (f"### {_plain(case['name'])} {{: #ho-so-{case['id']} }}", "")
        yield from (_plain(case["description"]), "")
        rows = []
        for paper in case["papers"]:
            notes = [f"Chỉ khi: {_plain(paper['only_if'])}"] if paper["only_if"] else []
            notes += [f"Một trong: {_joined(paper['alternatives'])}"] * bool(paper["alternatives"])
            notes += map(_plain, paper["notes"])
            notes += [f"Theo {_plain(paper['form'])}"] if paper["form"] else []
            rows.append((_plain(paper["name"]), paper["copies"], ". ".join(notes)))
            rows[-1] = (*rows[-1][:2], rows[-1][2] + _law(paper["law"]))
        yield from _table(("Giấy tờ", "Số bản", "Ghi chú"), rows)
        yield ""


def _channels(record: Record) -> Iterator[str]:
    yield from (f"Nơi tiếp nhận hồ sơ: **{_plain(record['where'])}**.", "")
    yield from (f"Cơ quan có thẩm quyền giải quyết: **{_plain(record['authority'])}**.", "")
    rows = (
        (
            f"{_plain(each['name'])}. {_plain(each['note'])} {each['url']}",
            _plain(each["time"]),
            _joined(each["costs"]),
        )
        for each in record["channels"]
    )
    yield from _table(("Cách nộp", "Thời hạn", "Phí, lệ phí"), rows)


def _items(texts: Iterable[str]) -> Iterator[str]:
    found = [f"- {text}" for text in texts]
    yield from found or [_NOTHING]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell or _NOTHING for cell in row)} |"


def _law(cited: Sequence[Record]) -> str:
    named = (f"{_link(each)} {each['articles']}".strip() for each in cited)
    return f" (Căn cứ: {'; '.join(named)})" if cited else ""


def _link(law: Record) -> str:
    return f"[{_plain(law['name'])}](../van-ban/{law['id']}.md)"


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(map(_plain, texts))


def _plain(text: str) -> str:
    """`text` on one line, its marks of Markdown without effect."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split())).translate(_ENTITIES)


def _write(file: Path, lines: Iterable[str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
