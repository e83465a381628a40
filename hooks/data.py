"""MkDocs hook: reads and checks the data, before MkDocs touches the site.

A build never goes on with data that has errors: half a procedure is worse than yesterday's site.
"""

from __future__ import annotations

import os
import pickle
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.plugins import get_plugin_logger

try:
    from tthc import clock, problems, project
    from tthc.pages import Presenter
    from tthc.press.output import Output
    from tthc.press.shell import PLAN, Plan
    from tthc.site import Site
except ModuleNotFoundError as error:
    raise ConfigurationError("Chưa cài gói «tthc». Hãy chạy: make site") from error

log = get_plugin_logger("tthc")


def on_config(config: MkDocsConfig) -> None:
    """Leaves for the other hooks what the data gives; nothing when a build has asked for the shell
    alone, with its plan at hand."""
    output = None
    if file := os.environ.get(PLAN):
        plan: Plan = pickle.loads(Path(file).read_bytes())
    else:
        output = _output(config)
        plan = output.plan
    config.extra["output"], config.extra["plan"] = output, plan
    config.extra["models"] = {page.address: page for page in plan.models}
    config.extra["brand"]["owner"] = plan.board
    config.site_name = f"{config.site_name} – {plan.board}"


def _output(config: MkDocsConfig) -> Output:
    """What the data gives. Raises for data with errors, before MkDocs touches the site."""
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
    if site.board not in found.agencies:
        raise ConfigurationError(f"Không có cơ quan «{site.board}» trong registers/agencies.yml.")
    return Output(Presenter(found, today, language, site), config.extra["frames"])
