"""MkDocs hook: what readers search in, in place of the index of the theme.

Every page is kept out of the theme's index; the empty index that remains says where ours is.
"""

from __future__ import annotations

import json
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

try:
    from tthc.search import documents
    from tthc.search import files as contents
    from tthc.search.fulltext import PageTerms, page_terms
    from tthc.search.rewriting import Rewriting
except ModuleNotFoundError as error:
    raise ConfigurationError("Chưa cài gói «tthc». Hãy chạy: make site") from error


class SearchIndex:
    """The hook's state, renewed by `on_config`: MkDocs keeps the module between builds."""

    def on_config(self, config: MkDocsConfig) -> None:
        self.authored: list[documents.Document] = []
        self.terms: dict[str, PageTerms] = {}

    def on_page_markdown(
        self, markdown: str, page: Page, config: MkDocsConfig, files: Files
    ) -> None:
        is_excluded = (page.meta.get("search") or {}).get("exclude", False)
        page.meta["search"] = {"exclude": True}
        page.meta["is_found"] = not is_excluded and not page.meta.get("is_generated")

    @event_priority(-50)  # after the hook that fills generated pages
    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
        if page.meta["is_found"]:
            self.authored.append(documents.authored(str(page.title), page.url))
            self.terms[page.url] = page_terms(html)

    @event_priority(-100)  # after the search plugin
    def on_post_build(self, config: MkDocsConfig) -> None:
        folder = Path(config.site_dir, "search")
        index = json.loads((folder / contents.INDEX).read_text(encoding="utf-8"))
        if index["docs"]:
            raise PluginError(f"Còn {len(index['docs'])} trang trong chỉ mục của giao diện.")
        presenter = config.extra["presenter"]
        words = Rewriting.of(presenter.catalogue.glossary)
        made = config.extra["generated"]
        leading = [made[address] for address in documents.LEADING]
        found = documents.documents(presenter, leading)
        terms = {each.url: page_terms(made[each.url].body) for each in found if each.has_text}
        texts = contents.files([*found, *self.authored], terms | self.terms, index, words)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")


_index = SearchIndex()
on_config = _index.on_config
on_page_markdown = _index.on_page_markdown
on_page_content = _index.on_page_content
on_post_build = _index.on_post_build
