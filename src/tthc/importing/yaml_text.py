"""Plain data as YAML in the form of the files written by hand, and changes of single keys that
leave the rest of a file as its author wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any

import yaml

from tthc import reading

WIDTH = 110
SHORT = 30
"""Lists of strings that are all shorter stand on one line."""


class _Dumper(getattr(yaml, "CBaseDumper", yaml.BaseDumper)):  # type: ignore[misc]
    """Knows strings, lists and mappings only. Strings stand bare where YAML allows it: every
    reader of these files takes scalars as strings, but for what YAML reads as no value."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _text(dumper: Any, data: str) -> Any:
    style = "|" if "\n" in data else "'" if data in reading.NULLS else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=style)


def _list(dumper: Any, data: list[Any]) -> Any:
    is_short = all(isinstance(item, str) and len(item) < SHORT for item in data)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=is_short)


def _mapping(dumper: Any, data: dict[str, Any]) -> Any:
    return dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=False)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(dict, _mapping)


def dumped(data: Any) -> str:
    """`data`, made of strings, lists and mappings, as YAML."""
    text: str = yaml.dump(
        data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH, indent=2
    )
    return text


def extended(content: bytes, entries: list[Any]) -> bytes:
    """The list in `content` with `entries` at its end."""
    text = content.decode("utf-8-sig")
    rows = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if rows and not rows[0].startswith("- "):
        data = reading.parse(content, PurePath("list"), reading.MAX_REGISTER_BYTES).data
        return dumped([*(data or []), *entries]).encode()
    if text and not text.endswith("\n"):
        text += "\n"
    return (text + dumped(entries)).encode()


def changed(content: bytes, values: Mapping[str, Any], order: Iterable[str]) -> bytes:
    """The mapping in `content` with `values` in place of what stands under their keys; a key with
    an empty value is taken out, a new one stands where `order` puts it."""
    source = reading.parse(content, PurePath("file"))
    lines = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    starts = sorted((source.line((key,)) - 1, key) for key in source.data)
    blocks = {
        key: lines[start : starts[index + 1][0] if index + 1 < len(starts) else len(lines)]
        for index, (start, key) in enumerate(starts)
    }
    head = lines[: starts[0][0]]
    keys = [key for _, key in starts]
    ranks = {key: rank for rank, key in enumerate(order)}
    for key, value in values.items():
        if not value:
            if key in keys:
                keys.remove(key)
            continue
        if key not in keys:
            rank = ranks.get(key, len(ranks))
            after = [index for index, each in enumerate(keys) if ranks.get(each, rank) < rank]
            keys.insert(after[-1] + 1 if after else len(keys), key)
        tail = _trailing(blocks.get(key, []))
        blocks[key] = [*dumped({key: value}).rstrip("\n").split("\n"), *tail]
    body = [line for key in keys for line in blocks[key]]
    return ("\n".join([*head, *body]).rstrip("\n") + "\n").encode()


def _trailing(block: list[str]) -> list[str]:
    """Empty lines and remarks at the end of a block, which belong to what follows."""
    size = len(block)
    while size > 0 and (not block[size - 1].strip() or block[size - 1].startswith("#")):
        size -= 1
    return block[size:]
