"""MkDocs hook: takes what MkDocs and the theme have made, and has the rest of the site made.

Every page is kept out of the theme's search; the empty index that remains says where ours is.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

try:
    from tthc.pages import frames
    from tthc.press.edition import SEARCH, Edition, press
    from tthc.press.shell import PLAN, Authored, Shell
    from tthc.press.tree import Tree
    from tthc.press.writing import PressError
    from tthc.search.files import INDEX
except ModuleNotFoundError as error:
    raise ConfigurationError("Chưa cài gói «tthc». Hãy chạy: make site") from error


class TheShell:
    """The hook's state, renewed by `on_config`: MkDocs keeps the module between builds."""

    def on_config(self, config: MkDocsConfig) -> None:
        self.frames: dict[str, frames.Frame] = {}
        self.authored: dict[str, Authored] = {}

    def on_page_markdown(
        self, markdown: str, page: Page, config: MkDocsConfig, files: Files
    ) -> None:
        page.meta["is_found"] = not (page.meta.get("search") or {}).get("exclude", False)
        page.meta["search"] = {"exclude": True}

    @event_priority(-50)  # after those who change the text
    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
        if page.url not in config.extra["models"]:
            self.authored[page.url] = Authored(
                page.url,
                str(page.title),
                html,
                page.meta.get("updated_on"),
                page.meta["is_found"],
                not page.meta.get("robots"),
            )

    @event_priority(-200)  # after all who still change the page
    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str | None:
        if page.url not in config.extra["models"]:
            return None
        self.frames[page.url] = frames.frame(output)
        return ""  # which MkDocs does not write

    @event_priority(-100)  # after the search plugin
    def on_post_build(self, config: MkDocsConfig) -> None:
        folder = Path(config.site_dir)
        index = json.loads((folder / SEARCH / INDEX).read_text(encoding="utf-8"))
        if index["docs"]:
            raise PluginError(f"Còn {len(index['docs'])} trang trong chỉ mục của giao diện.")
        (folder / "sitemap.xml.gz").unlink()  # of the theme's list, which ours replaces
        files = {
            file.relative_to(folder).as_posix(): file.read_bytes()
            for file in sorted(folder.rglob("*"))
            if file.is_file()
        }
        shell = Shell(self.frames, tuple(self.authored.values()), index, files)
        if config.extra["output"] is None:
            Path(os.environ[PLAN]).write_bytes(shell.to_bytes())
            return
        edition = Edition(config.extra["output"], shell)
        try:
            press([edition], Tree(folder))
        except PressError as error:
            raise PluginError(str(error)) from error


_shell = TheShell()
on_config = _shell.on_config
on_page_markdown = _shell.on_page_markdown
on_page_content = _shell.on_page_content
on_post_page = _shell.on_post_page
on_post_build = _shell.on_post_build
