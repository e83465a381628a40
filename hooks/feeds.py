"""MkDocs hook: feeds and calendars as files of the site, and their links on pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

try:
    from tthc import addresses
    from tthc.feeds import atom, json_feed
    from tthc.feeds.files import files as texts
    from tthc.feeds.topics import Scope, Topic, topics
    from tthc.pages import frames
except ModuleNotFoundError as error:
    raise ConfigurationError("Chưa cài gói «tthc». Hãy chạy: make site") from error


class FeedFiles:
    """The hook's state, renewed by `on_config`: MkDocs keeps the module between builds."""

    def on_config(self, config: MkDocsConfig) -> None:
        presenter = config.extra["presenter"]
        catalogue, language = presenter.catalogue, presenter.language
        self.texts = texts(catalogue, presenter.today, language, presenter.site)
        found = [each for each in topics(catalogue, language) if each.scope is not Scope.KIND]
        self.whole = next(each for each in found if each.scope is Scope.SITE)
        self.topics = {each.page: each for each in found}

    def on_files(self, files: Files, config: MkDocsConfig) -> None:
        for path, text in self.texts.items():
            if files.get_file_from_path(path):
                raise PluginError(
                    f"docs/{path} trùng tên với tệp sinh ra từ dữ liệu: "
                    "hãy xóa hoặc đổi tên tệp trong docs/."
                )
            # `exclude_docs` is about files that people have put there.
            included = InclusionLevel.INCLUDED
            files.append(File.generated(config, path, content=text, inclusion=included))

    def on_page_context(
        self, context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
    ) -> dict[str, Any]:
        own = self.topics.get(page.url, self.whole)
        for record, model in config.extra["framed"].items():
            if model.address == page.url and record in self.topics:
                own = replace(self.topics[record], title=frames.FEED, address=page.url)
                break
        shown = [self.whole] if own is self.whole else [self.whole, own]
        context["feeds"] = [link for each in shown for link in _links(each)]
        return context

    def on_template_context(
        self, context: dict[str, Any], template_name: str, config: MkDocsConfig
    ) -> dict[str, Any]:
        """For the page that says that a page is not found."""
        context["feeds"] = _links(self.whole)
        return context


def _links(topic: Topic) -> list[dict[str, str]]:
    return [
        {"type": kind, "title": topic.title, "url": topic.address + name}
        for kind, name in ((atom.TYPE, addresses.FEED), (json_feed.TYPE, addresses.JSON_FEED))
    ]


_feeds = FeedFiles()
on_config = _feeds.on_config
on_files = _feeds.on_files
on_page_context = _feeds.on_page_context
on_template_context = _feeds.on_template_context
