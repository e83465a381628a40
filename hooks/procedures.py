"""MkDocs hook: the pages that come from the data, and the files beside them.

MkDocs renders what is written by hand, and a model for each kind of page (`tthc.pages.frames`);
what the models give, and the data, `tthc.press` makes into the rest of the site. The other way, on
which MkDocs renders every page alone, gives the same bytes (`extra.frames`).
"""

from __future__ import annotations

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents


class ProcedurePages:
    """The hook's state, renewed by `on_config`: MkDocs keeps the module between builds."""

    def on_config(self, config: MkDocsConfig) -> None:
        plan = config.extra["plan"]
        self.attachments = plan.attachments
        self.pages = {f"{page.address}index.md": page for page in plan.models}

    @event_priority(50)  # before plugins that read the list of files
    def on_files(self, files: Files, config: MkDocsConfig) -> None:
        for src_uri in self.pages:
            if files.get_file_from_path(src_uri):
                raise PluginError(
                    f"docs/{src_uri} trùng địa chỉ với trang sinh ra từ dữ liệu: "
                    "hãy xóa hoặc đổi tên tệp trong docs/."
                )
            files.append(
                File.generated(config, src_uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            )
        for attachment in self.attachments:  # all else in their folder is kept out
            if file := files.get_file_from_path(attachment.as_posix()):
                file.inclusion = InclusionLevel.INCLUDED

    def on_page_markdown(
        self, markdown: str, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        own = self.pages.get(page.file.src_uri)
        if own is None:
            return None
        # MkDocs and its themes take titles and descriptions for HTML.
        page.meta["title"] = str(escape(own.title))
        page.meta["description"] = str(escape(own.description))
        page.meta["breadcrumb"] = [
            {"url": address, "title": str(escape(title))} for address, title in own.trail
        ]
        if own.file and (base := config.extra["edit_base"]):
            page.edit_url = base + own.file.as_posix()
        page.meta["is_generated"] = True
        page.meta["is_translated"] = own.is_translated
        page.meta["script"] = own.script
        page.meta["is_for_staff"] = own.is_for_staff
        if not own.is_findable:
            page.meta["robots"] = "noindex"
        return ""

    def on_page_content(
        self, html: str, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        own = self.pages.get(page.file.src_uri)
        if own is None:
            return None
        page.toc = TableOfContents(
            [AnchorLink(str(escape(section.title)), section.id, 2) for section in own.sections]
        )
        return str(own.body)


_pages = ProcedurePages()
on_config = _pages.on_config
on_files = _pages.on_files
on_page_markdown = _pages.on_page_markdown
on_page_content = _pages.on_page_content
