"""A hook of plain MkDocs as one writes it first: each page from its YAML, by the usual loader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bench.build import plain


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    uri = Path(page.file.src_uri)
    data = Path(config["config_file_path"]).parent / plain.DATA / f"{uri.stem}.yml"
    if uri.parent.name != "thu-tuc" or not data.is_file():
        return markdown
    record = yaml.safe_load(data.read_text(encoding="utf-8"))
    page.meta.update({key: record[key] for key in ("title", "description")})
    return "\n".join(plain.guidance(record))
