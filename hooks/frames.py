"""MkDocs hook: writes the pages that share a frame, which MkDocs renders once for all of them.

The other way, on which MkDocs renders every page alone, gives the same bytes (`extra.frames`).
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

try:
    from tthc.pages import frames
except ModuleNotFoundError as error:
    raise ConfigurationError("Chưa cài gói «tthc». Hãy chạy: make site") from error


class FramedPages:
    """The hook's state, renewed by `on_config`: MkDocs keeps the module between builds."""

    def on_config(self, config: MkDocsConfig) -> None:
        self.models = {model.address: model for model in config.extra["framed"].values()}
        self.frames: dict[str, frames.Frame] = {}

    def on_env(self, env: object, config: MkDocsConfig, files: Files) -> None:
        """Lists for the sitemap what MkDocs renders, without models, and what is framed."""
        base = config.site_url or ""
        found = {
            page.canonical_url: page.meta.get("updated_on")
            for page in (file.page for file in files.documentation_pages())
            if page and not page.meta.get("robots") and page.url not in self.models
        }
        for address in config.extra["framed"]:
            own = config.extra["generated"][address]
            if own.is_findable:
                found[urljoin(base, address)] = own.updated_on
        config.extra["sitemap"] = sorted(found.items())

    @event_priority(-200)  # after all who still change the page
    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str | None:
        if page.url not in self.models:
            return None
        self.frames[page.url] = frames.frame(output)
        return ""  # which MkDocs does not write

    @event_priority(100)  # before those who look at what was built
    def on_post_build(self, config: MkDocsConfig) -> None:
        for address, model in config.extra["framed"].items():
            words = frames.words(config.extra["generated"][address])
            file = Path(config.site_dir, address, "index.html")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(self.frames[model.address].filled(words), encoding="utf-8")


_pages = FramedPages()
on_config = _pages.on_config
on_env = _pages.on_env
on_post_page = _pages.on_post_page
on_post_build = _pages.on_post_build
