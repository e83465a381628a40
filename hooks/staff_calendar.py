"""MkDocs hook: what staff have to do as a calendar, beside the page that lists it."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.structure.files import File, Files

try:
    from tthc import addresses
    from tthc.due import due
    from tthc.due.calendar import calendar
except ModuleNotFoundError as error:
    raise ConfigurationError("Chưa cài gói «tthc». Hãy chạy: make site") from error


def on_files(files: Files, config: MkDocsConfig) -> None:
    presenter = config.extra["presenter"]
    if presenter.language != "vi":
        return
    site = presenter.site
    text = calendar(
        due(presenter.catalogue, presenter.today),
        lambda address: site.link("vi", address),
        site.authority,
    )
    if files.get_file_from_path(addresses.DUE_CALENDAR):
        raise PluginError(
            f"docs/{addresses.DUE_CALENDAR} trùng tên với tệp sinh ra từ dữ liệu: "
            "hãy xóa hoặc đổi tên tệp trong docs/."
        )
    if text:
        files.append(File.generated(config, addresses.DUE_CALENDAR, content=text.encode()))
