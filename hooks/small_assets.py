"""MkDocs hook: our scripts and styles without comments and long names, once the site is built.

The sources in `overrides/assets/` stay as people read them; the theme's own files are small
already.
"""

from __future__ import annotations

from pathlib import Path

import minify
from mkdocs.config.defaults import MkDocsConfig

TYPES = {".js": "application/javascript", ".css": "text/css"}


def on_post_build(config: MkDocsConfig) -> None:
    sources = Path(config.config_file_path).parent / "overrides"
    for source in sorted(sources.glob("assets/*/*")):
        if kind := TYPES.get(source.suffix):
            written = Path(config.site_dir, source.relative_to(sources))
            text = minify.string(kind, source.read_text(encoding="utf-8"))
            written.write_text(text, encoding="utf-8")
