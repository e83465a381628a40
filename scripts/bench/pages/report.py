"""The measurements as Markdown, in Vietnamese, and as records for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bench.pages.figures import Visit

HEADINGS = (
    "Trang", "HTTP", "Đường truyền", "Lần đầu (KB)", "Trang kế (KB)", "Yêu cầu",
    "FCP (ms)", "LCP (ms)", "LCP trang kế", "CLS", "TBT (ms)",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One page over one line: opened first, and opened when the files that all share are kept."""

    page: str
    http: str
    line: str
    first: Visit
    later: Visit

    def record(self) -> dict[str, Any]:
        return asdict(self)


def table(rows: Sequence[Row]) -> str:
    lines = [HEADINGS, ("---",) * len(HEADINGS), *map(_cells, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cells(row: Row) -> tuple[str, ...]:
    first, later = row.first, row.later
    return (
        f"/{row.page}",
        row.http,
        row.line,
        kilobytes(first.size),
        kilobytes(later.size),
        f"{first.requests} / {later.requests}",
        f"{first.fcp:.0f}",
        f"{first.lcp:.0f}",
        f"{later.lcp:.0f}",
        f"{max(first.cls, later.cls):.4f}".replace(".", ","),
        f"{max(first.tbt, later.tbt):.0f}",
    )


def kilobytes(size: int) -> str:
    """In thousands of bytes."""
    return f"{size / 1000:.1f}".replace(".", ",")
