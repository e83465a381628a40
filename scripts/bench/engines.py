"""The engines and the files that each of them needs in the browser."""

from __future__ import annotations

import gzip
import importlib
import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import minify

from bench.material import Material
from tthc import text
from tthc.search import names, scripts
from tthc.search.documents import Document

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ENGINE = "engine.js"
"""Our engine alone, as small as it is served. The rest of our worker is counted with every engine,
since each needs one; it is not run here."""
END = """
const spelling = word => { const { letters, tone } = read(word); return letters + (tone || "") }
const tables = { open, learnWording, learnEnglish }
globalThis.tthcSearch = { ...tables, fold, spelling, find, ranges, documentOf }
"""
PACKAGES = ("lunr@2.3.9", "minisearch@7.2.0", "esbuild@0.25.10")
"""esbuild makes the script of MiniSearch as small as a site would serve it."""
FIELDS = {"title": 2, "aliases": 1, "code": 4, "rest": 1}
"""The fields of lunr and MiniSearch with the weight of each."""
SHOWN = ("key", "title", "url", "kind", "field", "audience", "channels", "agency", "facts")
"""What a result shows and is filtered by, whichever engine finds it."""


class MissingToolError(Exception):
    """Something the benchmark needs is not installed; the text says how to install it."""


@dataclass(frozen=True, slots=True)
class Engine:
    id: str
    name: str
    script: str
    """Its name in the folder that is served."""


ENGINES = (
    Engine("ours", "trang này", ENGINE),
    Engine("lunr", "lunr.js + lunr.py", "lunr.min.js"),
    Engine("minisearch", "MiniSearch", "minisearch.min.js"),
)


def packed(data: bytes) -> int:
    """The size in bytes as a server sends it."""
    return len(gzip.compress(data, 9, mtime=0))


def client_scripts() -> dict[str, int]:
    """All scripts of our search and their sizes as sent."""
    return {name: packed(_small(names).encode()) for name, names in scripts.SERVED.items()}


def _small(names: Iterable[str], end: str = "") -> str:
    text: str = minify.string("application/javascript", scripts.joined(ROOT, names, end))
    return text


def install(folder: Path) -> None:
    """Fetches the packages from npm and lays all scripts into `folder`."""
    npm = shutil.which("npm")
    if npm is None:
        raise MissingToolError("Chưa có npm. Hãy chạy: sudo apt install npm")
    packages = folder / "npm"
    packages.mkdir()
    command = [npm, "install", "--silent", "--no-save", "--prefix", str(packages), *PACKAGES]
    if subprocess.run(command, check=False).returncode:
        raise MissingToolError("Không tải được gói từ npm; hãy xem lại mạng rồi chạy lại.")
    modules = packages / "node_modules"
    shutil.copy(modules / "lunr/lunr.min.js", folder)
    subprocess.run(
        [
            modules / ".bin/esbuild",
            modules / "minisearch/dist/umd/index.js",
            "--minify",
            "--log-level=error",
            f"--outfile={folder / 'minisearch.min.js'}",
        ],
        check=True,
    )


def lay_out(folder: Path) -> None:
    """Copies our scripts and the adapters, and writes a page for each engine."""
    (folder / ENGINE).write_text(_small(scripts.ENGINE, END), encoding="utf-8")
    for script in HERE.glob("*.js"):
        shutil.copy(script, folder)
    for engine in ENGINES:
        # Each page has the engine of this site, whose folding all of them share.
        wanted = dict.fromkeys([ENGINE, engine.script, "harness.js"])
        tags = "".join(f'<script src="{each}"></script>' for each in [*wanted, f"{engine.id}.js"])
        page = f'<!doctype html><meta charset="utf-8"><title>{engine.id}</title>{tags}'
        (folder / f"{engine.id}.html").write_text(page, encoding="utf-8")


def data(engine: Engine, searched: Material) -> str | None:
    """What the browser downloads to search; None where a browser has to make it."""
    if engine.id == "ours":
        first = json.loads(names.names(searched.documents))
        first |= json.loads(names.wording(names.pruned(searched.documents, searched.words)))
        return json.dumps(first, ensure_ascii=False, separators=(",", ":"))
    return lunr_index(searched.documents) if engine.id == "lunr" else None


def script_size(engine: Engine, folder: Path) -> int:
    """What a reader downloads of scripts before the first result."""
    worker = client_scripts()["search-worker.js"]
    if engine is ENGINES[0]:
        return worker
    rest = worker - packed(_small(scripts.ENGINE).encode())
    return packed((folder / engine.script).read_bytes()) + rest


def records(listed: list[Document]) -> list[dict[str, Any]]:
    """Documents as lunr and MiniSearch take them."""
    return [
        {
            "id": number,
            "aliases": " ".join(each.aliases),
            "code": " ".join([each.key, re.sub(r"\W", "", each.key)]),
            "rest": " ".join([each.field, *each.agency, each.facts]),
            **{name: getattr(each, name) for name in SHOWN},
        }
        for number, each in enumerate(listed)
    ]


def lunr_index(listed: list[Document]) -> str:
    """An index without stemmer, trimmer or stop words: these are made for English."""
    try:
        builder = importlib.import_module("lunr.builder").Builder()
    except ImportError:
        raise MissingToolError("Chưa có lunr.py. Hãy chạy: pip install lunr") from None
    builder.ref("id")
    for field, boost in FIELDS.items():
        builder.field(field, boost=boost)
    for record in records(listed):
        folded = {field: _words(record[field]) for field in FIELDS}
        builder.add({"id": record["id"], **folded})
    shown = [{name: getattr(each, name) for name in SHOWN} for each in listed]
    index = {"index": builder.build().serialize(), "names": shown}
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))


def _words(value: str) -> str:
    """Without accents and tones, i for a final y; `bench.words` of harness.js in Python."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", value))
    spelled = (text.fold(text.spelling(word)) for word in words)
    return " ".join(re.sub(r"(?<=\D)\d\Z", "", word) for word in spelled)
