"""The Jinja environment of all page bodies: escaped by default, strict about undefined names."""

from __future__ import annotations

import jinja2
from markupsafe import Markup

ENVIRONMENT = jinja2.Environment(
    loader=jinja2.PackageLoader("tthc"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    auto_reload=False,
    cache_size=-1,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(template: str, **names: object) -> Markup:
    """The HTML of `template`; every name is escaped unless it is Markup."""
    return Markup(ENVIRONMENT.get_template(template).render(**names))
