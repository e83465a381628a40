"""MkDocs hook: our scripts, styles, fonts and images, small and with a version in their address.

The sources in `overrides/assets/` stay as people read them; what all pages need is joined.
Templates write `'path' | asset | url`: the address then ends in the version of the file's bytes,
so that browsers may keep the file for ever (`scripts/nginx/tthc.conf`). Files of the theme are not
served.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path, PurePosixPath

import minify
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import Files

try:
    from tthc.search import scripts
except ModuleNotFoundError as error:
    raise ConfigurationError("Chưa cài gói «tthc». Hãy chạy: make site") from error

FOLDER = "assets/"
TYPES = {".js": "application/javascript", ".css": "text/css"}
_FILE_OF_STYLE = re.compile(r"(?<=url\()\.\./([^)\s]+)(?=\))")
"""In a minified style sheet, a file in another folder of `assets/`."""


class Assets:
    """The hook's state, renewed by `on_config`: MkDocs keeps the module between builds."""

    def on_config(self, config: MkDocsConfig) -> None:
        root = Path(config.config_file_path).parent
        self.files: dict[str, bytes] = {}
        texts: dict[str, str] = {}
        for source in sorted(root.glob("overrides/assets/*/*.*")):
            path = source.relative_to(root / "overrides").as_posix()
            if source.suffix in TYPES:
                texts[path] = source.read_text(encoding="utf-8")
            else:
                self.files[path] = source.read_bytes()
        for joined in (config.extra["scripts"], config.extra["styles"]):
            whole = PurePosixPath(joined["path"])
            parts = [str(whole.with_name(part + whole.suffix)) for part in joined["parts"]]
            texts[str(whole)] = "\n".join(texts.pop(part) for part in parts)
        for name, names in scripts.SERVED.items():
            texts[f"{FOLDER}javascripts/{name}"] = scripts.joined(root, names)
        for path, text in texts.items():
            small: str = minify.string(TYPES[PurePosixPath(path).suffix], text)
            if path.endswith(".css"):
                small = _FILE_OF_STYLE.sub(self._beside, small)
            self.files[path] = small.encode()

    def address(self, path: str) -> str:
        """`path` with the version of the bytes of that file of ours."""
        return f"{path}?v={hashlib.sha256(self.files[path]).hexdigest()[:10]}"

    def _beside(self, found: re.Match[str]) -> str:
        return f"../{self.address(FOLDER + found[1]).removeprefix(FOLDER)}"

    def on_files(self, files: Files, config: MkDocsConfig) -> None:
        for file in list(files):
            if file.src_uri.startswith(FOLDER):
                files.remove(file)

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        env.filters["asset"] = self.address

    def on_post_build(self, config: MkDocsConfig) -> None:
        for path, content in self.files.items():
            written = Path(config.site_dir, path)
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_bytes(content)


_assets = Assets()
on_config = _assets.on_config
on_files = _assets.on_files
on_env = _assets.on_env
on_post_build = _assets.on_post_build
