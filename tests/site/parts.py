"""Reading parts of built pages."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class Parts(HTMLParser):
    """The `data-part` elements of a page in their order, each with its text, and all tags."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.text: dict[str, str] = {}
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str | None] = []
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        part = attributes.get("data-part")
        if part:
            assert part not in self.text, f"part {part} stands twice"
            self.text[part] = ""
        if tag not in VOID:
            self._open.append(part)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for part in self._open:
            if part:
                self.text[part] += data

    def words(self, part: str) -> str:
        """The text of `part` with single spaces."""
        return " ".join(self.text[part].split())
