"""What every command that builds the site begins with."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path

from tthc import addresses, clock, project, site, store
from tthc.catalogue import Catalogue
from tthc.press.edition import Edition
from tthc.press.output import Output
from tthc.press.shell import Shell
from tthc.press.shells import CONFIGURATIONS
from tthc.press.writing import PressError
from tthc.store import Store
from tthc.terms import Language


def outputs(
    root: Path,
    found: Catalogue,
    today: date,
    languages: Iterable[Language] = tuple(addresses.ROOTS),
) -> dict[Language, Output]:
    """What `found` gives in `languages`, with the settings of the project at `root`. Raises
    `PressError` when the agency whose site it is has no name, or the site a wrong address; it may
    have none."""
    try:
        own = site.read(root / CONFIGURATIONS["vi"], may_be_empty=True)
    except site.SiteError as error:
        raise PressError(f"Không dựng trang: {error}") from error
    if own.board not in found.agencies:
        raise PressError(
            f"Không có cơ quan «{own.board}» trong registers/agencies.yml. "
            "Sửa biến BOARD, hoặc thêm cơ quan này vào danh mục trước."
        )
    return {language: Output.of(found, today, language, own) for language in languages}


@contextmanager
def remembering(root: Path, name: str) -> Iterator[Store | None]:
    """What earlier builds at `root` kept under `name`; None when nothing is to be kept."""
    caches = project.cache_folder(root)
    if caches is None:
        yield None
        return
    with Store.open(caches / f"{name}.sqlite", store.version()) as known:
        yield known


def editions(made: Mapping[Language, Output], shells: Mapping[Language, Shell]) -> list[Edition]:
    return [
        Edition(output, shells[language], addresses.ROOTS[language])
        for language, output in made.items()
    ]


def surroundings(today: date) -> dict[str, str]:
    """The environment of MkDocs."""
    midnight = datetime.combine(today, time(), clock.VIET_NAM)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(midnight.timestamp()))}
    if "SITE_URL" in os.environ:
        environment["SITE_URL_EN"] = os.environ["SITE_URL"].rstrip("/") + "/en/"
    return environment
