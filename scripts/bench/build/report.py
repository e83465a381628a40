"""The measurements as Markdown and as a chart, in Vietnamese."""

from __future__ import annotations

from collections.abc import Sequence

from bench.build import chart
from bench.build.contenders import NAMES, Phase
from bench.build.results import Measure, Results, exponents, ratio

PHASES = {
    Phase.COLD: "từ đầu",
    Phase.WARM: "không đổi gì",
    Phase.EDIT: "sửa một thời hạn",
}
_DIGITS_BELOW = 10
"""Numbers below have two digits after the comma, others one."""
MEASURES: dict[Measure, str] = {"wall": "thời gian", "cpu": "CPU"}
CHART = "do-toc-do.svg"
_PAIRS = (
    ("hugo", Phase.COLD, Phase.COLD),
    ("hugo", Phase.WARM, Phase.WARM),
    ("hugo", Phase.EDIT, Phase.EDIT),
    ("plain", Phase.COLD, Phase.COLD),
    ("plain", Phase.EDIT, Phase.COLD),
    ("yaml", Phase.COLD, Phase.COLD),
    ("yaml", Phase.EDIT, Phase.COLD),
)
"""Another contender, a phase of ours and the phase of the other to compare it with: plain MkDocs
builds everything again after an edit."""


def text(results: Results) -> str:
    """The whole report, from below the heading of the page."""
    parts = [
        _where(results),
        "## Kết quả {: #ket-qua }",
        *(_table(results, size) for size in results.sizes),
        _notes(results),
        "## Tỷ lệ {: #ty-le }",
        _ratios(results),
        "## Khi số thủ tục tăng {: #tang }",
        _growth(results),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def page(results: Results) -> str:
    """The page of the handbook, with the chart."""
    return (
        "---\ntitle: Đo tốc độ dựng trang\n"
        "description: Dựng trang mất bao lâu khi có nhiều thủ tục, bên cạnh Hugo và MkDocs.\n"
        "search: {exclude: true}\n---\n\n"
        "# Đo tốc độ dựng trang {: #do-toc-do }\n\n"
        "Trang này do lệnh `python scripts/bench_build.py --write` viết ra từ lần đo gần nhất; "
        "đừng sửa tay.\n\n"
        f"![{_caption(results)}]({CHART})\n\n"
        f"{text(results)}"
    )


def drawing(results: Results) -> str:
    """The chart, as SVG."""
    lines = [
        chart.Line(f"{NAMES[name]}", [(each.size, each.wall) for each in series])
        for name in results.contenders
        if (series := results.series(name, Phase.COLD))
    ]
    edits = [
        chart.Line(f"{NAMES[name]}, sửa", [(each.size, each.wall) for each in series])
        for name in results.contenders
        if name in ("ours", "hugo") and (series := results.series(name, Phase.EDIT))
    ]
    axes = ("số thủ tục", "giây (thang logarit)")
    return chart.chart("Thời gian dựng trang", _caption(results), axes, [*lines, *edits])


def _caption(results: Results) -> str:
    """What the chart shows, in words for those who do not see it."""
    told = [
        f"{NAMES[name]} {_number(series[-1].wall)} giây"
        for name in results.contenders
        if (series := results.series(name, Phase.COLD)) and series[-1].size == results.sizes[-1]
    ]
    return (
        "Biểu đồ thời gian dựng trang từ đầu theo số thủ tục. "
        f"Với {_count(results.sizes[-1])} thủ tục: {', '.join(told)}."
    )


def _where(results: Results) -> str:
    software = ", ".join(f"{name} {version}" for name, version in results.software.items())
    return (
        f"Đo ngày {results.day}, máy {results.cores} nhân. {software}. Mỗi số thời gian là lần tốt "
        "nhất, bộ nhớ là lần nhiều nhất; các máy dựng chạy lần lượt, xen kẽ nhau."
    )


def _table(results: Results, size: int) -> str:
    heads = ["Máy dựng", "Lần dựng", "Giây", "CPU (giây)", "Bộ nhớ (MB)", "Tệp", "MB"]
    heads += ["Tệp được ghi", "Tệp đổi nội dung", "KB mỗi trang"]
    lines = [f"### {_count(size)} thủ tục {{: #co-{size} }}", "", _line(heads)]
    lines.append(_line(["---", "---", *["---:"] * (len(heads) - 2)]))
    for each in results.results:
        if each.size == size:
            cells = [NAMES[each.contender], PHASES[Phase(each.phase)]]
            cells += [_number(each.wall), _number(each.cpu), f"{each.memory / 1e6:.0f}"]
            cells += [_count(each.files), _number(each.bytes / 1e6)]
            cells += [_count(each.written), _count(each.changed), _number(each.page / 1e3)]
            lines.append(_line(cells))
    return "\n".join(lines)


def _notes(results: Results) -> str:
    lines = [
        "Hugo và MkDocs thuần chỉ dựng trang hướng dẫn, văn bản và danh sách theo lĩnh vực, bằng "
        "một ngôn ngữ, từ lời đã soạn sẵn. Trang này còn đọc và kiểm tra YAML, tính hiệu lực của "
        "văn bản, viết trang phiên bản, nguồn tin, lịch và dữ liệu tìm kiếm.",
    ]
    size = results.sizes[-1]
    own = results.one(size, "ours", Phase.COLD)
    others = (results.one(size, name, Phase.COLD) for name in results.contenders)
    for other in others:
        if own and other and other.contender not in ("ours", "site"):
            lines.append(
                f"Một trang hướng dẫn của trang này bằng {_number(own.page / other.page)} lần "
                f"của {NAMES[other.contender]} (dung lượng, chưa nén)."
            )
    return "\n".join(lines)


def _ratios(results: Results) -> str:
    rows = []
    for name, own_phase, phase in _PAIRS:
        for measure, words in MEASURES.items():
            found = [
                ratio(results.one(size, "ours", own_phase), results.one(size, name, phase), measure)
                for size in results.sizes
            ]
            if any(found):
                head = f"{NAMES[name]}, {PHASES[own_phase]}, {words}"
                rows.append(_line([head, *map(_times, found)]))
    if not rows:
        return "Không có máy dựng nào khác được đo."
    columns = [f"{_count(size)} thủ tục" for size in results.sizes]
    head = _line(["Trang này (tiếng Việt) so với", *columns])
    rule = _line(["---", *["---:"] * len(columns)])
    return "\n".join([head, rule, *rows, "", "Dưới 1 là trang này nhanh hơn."])


def _growth(results: Results) -> str:
    rows = []
    for name in results.contenders:
        for phase in (Phase.COLD, Phase.EDIT):
            series = results.series(name, phase)
            for measure, words in MEASURES.items():
                for first, second, exponent in exponents(series, measure):
                    span = f"{_count(first)} → {_count(second)}"
                    rows.append(_line([NAMES[name], PHASES[phase], words, span, _number(exponent)]))
    if not rows:
        return "Chỉ đo một cỡ nên chưa biết."
    lines = [
        "Số mũ là độ dốc trên thang logarit: 1 là tăng đúng theo số thủ tục; nhỏ hơn thì tốt hơn.",
        "",
        _line(["Máy dựng", "Lần dựng", "Đo", "Từ → đến", "Số mũ"]),
        _line(["---", "---", "---", "---", "---:"]),
    ]
    return "\n".join([*lines, *rows])


def _times(ratio: float | None) -> str:
    return "–" if ratio is None else f"{_number(ratio)} lần"


def _number(value: float) -> str:
    digits = 2 if abs(value) < _DIGITS_BELOW else 1
    return f"{value:.{digits}f}".replace(".", ",")


def _count(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
