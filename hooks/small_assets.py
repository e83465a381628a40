"""MkDocs hook: our scripts and styles without comments and long names, once the site is built.

The sources in `overrides/assets/` stay as people read them; the theme's own files are small
already. Those of the search are joined first.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import minify
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

try:
    from tthc.search import scripts
except ModuleNotFoundError as error:
    raise ConfigurationError("Chưa cài gói «tthc». Hãy chạy: make site") from error

TYPES = {".js": "application/javascript", ".css": "text/css"}


def on_post_build(config: MkDocsConfig) -> None:
    root, site = Path(config.config_file_path).parent, Path(config.site_dir)
    sources = root / "overrides"
    for source in sorted(sources.glob("assets/*/*")):
        if kind := TYPES.get(source.suffix):
            written = site / source.relative_to(sources)
            text = minify.string(kind, source.read_text(encoding="utf-8"))
            written.write_text(text, encoding="utf-8")
    parts = site / Path(scripts.FOLDER).relative_to("overrides")
    for name, names in scripts.SERVED.items():
        text = minify.string(TYPES[".js"], scripts.joined(root, names))
        (parts.parent / name).write_text(text, encoding="utf-8")
    shutil.rmtree(parts)
