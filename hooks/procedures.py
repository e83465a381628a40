"""MkDocs hook: reads and checks the data, and makes every page that comes from it.

The data is read once per build, in `on_config`, before MkDocs touches the output folder. A build
never goes on with data that has errors: half a procedure is worse than yesterday's site.
"""

from __future__ import annotations

from pathlib import Path

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

try:
    from tthc import clock, pages, problems, project
    from tthc.pages import frames
    from tthc.site import Site
except ModuleNotFoundError as error:
    raise ConfigurationError("Chưa cài gói «tthc». Hãy chạy: make site") from error

log = get_plugin_logger("tthc")


class ProcedurePages:
    """The hook's state, renewed by `on_config`: MkDocs keeps the module between builds."""

    def on_config(self, config: MkDocsConfig) -> None:
        root = Path(config.config_file_path).parent
        folder = root / config.extra["data"]
        config.watch.append(str(folder))
        try:
            found, reported, today = project.load(folder)
        except clock.ClockError as error:
            raise ConfigurationError(str(error)) from error
        if errors := problems.errors(reported):
            raise PluginError("\n".join([f"Dữ liệu có {len(errors)} lỗi:", *map(str, errors)]))
        log.info("%d thủ tục, %s", len(found.procedures), problems.summary(reported))
        language = config.theme["language"]
        site = Site.of(config.site_url or "", language, config.extra)
        presenter = pages.Presenter(found, today, language, site)
        config.extra["presenter"] = presenter  # for the hooks after this one
        if (identity := config.extra["board"]) not in found.agencies:
            raise ConfigurationError(f"Không có cơ quan «{identity}» trong registers/agencies.yml.")
        board = presenter.agency(identity)
        config.extra["brand"]["owner"] = board
        config.site_name = f"{config.site_name} – {board}"
        self.attachments = found.attachments
        made = {page.address: page for page in pages.all_pages(found, today, language, site)}
        framed = frames.models(made.values()) if config.extra["frames"] else {}
        config.extra["generated"], config.extra["framed"] = made, framed
        apart = (page for address, page in made.items() if address not in framed)
        self.pages = {f"{page.address}index.md": page for page in (*apart, *framed.values())}

    @event_priority(50)  # before plugins that read the list of files
    def on_files(self, files: Files, config: MkDocsConfig) -> None:
        for address in config.extra["generated"]:
            if files.get_file_from_path(f"{address}index.md"):
                raise PluginError(
                    f"docs/{address}index.md trùng địa chỉ với trang sinh ra từ dữ liệu: "
                    "hãy xóa hoặc đổi tên tệp trong docs/."
                )
        for src_uri in self.pages:
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
        page.meta["updated_on"] = own.updated_on
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
