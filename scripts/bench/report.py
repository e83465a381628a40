"""The measurements as Markdown, in Vietnamese."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from bench.browser import Timing
from bench.engines import ENGINES, Engine, packed
from bench.material import Query

AT = 5
ENGLISH = "english.json"
FILES = {
    "Lời chỉ đường, tải trước khi tìm": "search_index.",
    "Tên": "names.",
    "Lời thường, tải sau khi đã trả lời": "wording.",
    "Tiếng Anh, tải khi có chữ lạ": "english.",
    "Toàn văn: bảng kê": "texts.",
    "Toàn văn: các mảnh": "text.",
}
"""Parts of what the site serves, by how the names of their files begin."""


@dataclass(frozen=True, slots=True)
class Quality:
    """How often the expected code is first, among the first five, and its mean reciprocal rank."""

    first: float
    five: float
    mrr: float


@dataclass(slots=True)
class Row:
    """One engine over one list: sizes in bytes as sent, and what was measured."""

    name: str
    engine: Engine
    script: int
    data: int
    queries: list[list[str]]
    """Each in all its variants."""
    is_rewritten: bool = False
    timing: Timing = field(default_factory=Timing)
    quality: Quality | None = None

    @property
    def file(self) -> str:
        return f"{self.engine.id}.json"

    @property
    def more(self) -> str:
        """The file that is fetched when a query wants it; empty for none."""
        return ENGLISH if self.is_ours else ""

    @property
    def is_ours(self) -> bool:
        return self.engine is ENGINES[0]

    @property
    def download(self) -> int:
        """Bytes, as a server sends them, before the first result can be shown."""
        return self.script + self.data


def quality(queries: Sequence[Query], answers: Sequence[Sequence[str]]) -> Quality:
    ranks = []
    for query, keys in zip(queries, answers, strict=True):
        places = (at for at, key in enumerate(keys, start=1) if key in query.expected)
        ranks.append(next(places, None))
    count = len(ranks)
    return Quality(
        first=sum(rank == 1 for rank in ranks) / count,
        five=sum(rank is not None and rank <= AT for rank in ranks) / count,
        mrr=sum(1 / rank for rank in ranks if rank) / count,
    )


def sizes(scripts: Mapping[str, int], files: Mapping[str, str]) -> str:
    """What the search of this site weighs, by part."""
    parts = [("Mã chạy trên máy người đọc", list(scripts.values()))]
    for name, start in FILES.items():
        found = [packed(text.encode()) for key, text in files.items() if key.startswith(start)]
        parts.append((name, found))
    lines = [_line(["Phần", "Số tệp", "Tổng (KB)", "Lớn nhất (KB)"]), "|---|---:|---:|---:|"]
    for name, found in parts:
        total, most = sum(found) / 1000, max(found, default=0) / 1000
        lines.append(_line([name, str(len(found)), f"{total:.1f}", f"{most:.1f}"]))
    listed = ", ".join(f"`{name}` {size / 1000:.1f}" for name, size in scripts.items())
    return "\n".join([*lines, "", f"Mã gồm (KB): {listed}. Mọi dung lượng là sau khi nén gzip."])


def table(rows: Sequence[Row]) -> str:
    heads = ["Máy tìm", "Mã (KB)", "Dữ liệu (KB)", "Tải đến kết quả đầu (KB)", "Bộ nhớ (MB)"]
    heads += ["Mở (ms)", "Mở + câu đầu (ms)", "p50 (ms)", "p95 (ms)", "đúng@1", "đúng@5", "MRR"]
    lines = [_line(heads), _line(["---", *["---:"] * (len(heads) - 1)])]
    for row in rows:
        cells = [row.name, f"{row.script / 1000:.1f}", f"{row.data / 1000:.1f}"]
        cells += [f"{row.download / 1000:.1f}", f"{row.timing.memory / 1e6:.1f}"]
        cells += [f"{median(row.timing.opened):.0f}", f"{row.timing.start:.0f}"]
        cells += [f"{row.timing.p50:.1f}", f"{row.timing.p95:.1f}"]
        judged = row.quality
        values = (judged.first, judged.five, judged.mrr) if judged else ()
        cells += [f"{value:.3f}" for value in values] or ["–"] * 3
        lines.append(_line(cells))
    return "\n".join(lines)


def ratios(rows: Sequence[Row]) -> str:
    """How this site's engine stands to the best of the others, for each measure."""
    ours = next(row for row in rows if row.is_ours)
    others = [row for row in rows if not row.is_ours]
    groups = [[row for row in others if row.is_rewritten is each] for each in (True, False)]
    heads = ["Máy tìm của trang này", "so với máy tốt nhất, câu hỏi viết lại", "câu hỏi như gõ"]
    lines = [_line(heads), "| --- | --- | --- |"]
    for name, cost in COSTS.items():
        lines.append(_line([name, *(_ratio(ours, group, cost) for group in groups)]))
    for name, mark in MARKS.items() if ours.quality else ():
        lines.append(_line([name, *(_gap(ours, group, mark) for group in groups)]))
    return "\n".join(lines)


COSTS: dict[str, Callable[[Row], float]] = {
    "tải đến kết quả đầu": lambda row: row.download,
    "bộ nhớ": lambda row: row.timing.memory,
    "mở": lambda row: median(row.timing.opened),
    "mở + câu đầu": lambda row: row.timing.start,
    "p50": lambda row: row.timing.p50,
    "p95": lambda row: row.timing.p95,
}
"""Where less is better."""
MARKS: dict[str, Callable[[Quality], float]] = {
    "đúng@1": lambda each: each.first,
    "đúng@5": lambda each: each.five,
    "MRR": lambda each: each.mrr,
}
"""Where more is better."""


def _ratio(ours: Row, others: Sequence[Row], cost: Callable[[Row], float]) -> str:
    best = min(others, key=cost)
    ratio = cost(ours) / cost(best)
    return f"{ratio:.2f} lần {best.engine.name}; {_verdict(ratio < 1)}"


def _gap(ours: Row, others: Sequence[Row], mark: Callable[[Quality], float]) -> str:
    judged = [(mark(row.quality), row.engine.name) for row in others if row.quality]
    best, name = max(judged)
    gap = mark(ours.quality) - best if ours.quality else 0
    return f"{gap:+.3f} so với {name}; {_verdict(gap > 0)}"


def _verdict(is_ahead: bool) -> str:
    return "dẫn trước" if is_ahead else "**chưa dẫn trước**"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
