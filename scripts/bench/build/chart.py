"""Lines on two logarithmic axes, as SVG without scripts or styles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

WIDTH, HEIGHT = 820, 430
LEFT, RIGHT, TOP, BOTTOM = 70, 280, 20, 60
LOOKS = (
    ("#00558c", ""),
    ("#5b9bd5", "7 4"),
    ("#b3261e", ""),
    ("#e08e79", "7 4"),
    ("#3d7a2a", "2 4"),
    ("#6b4fa0", "10 3 2 3"),
    ("#8a6d00", "12 5"),
    ("#1d2733", "1 3"),
)
"""Colour and dashes, so that lines can be told apart without seeing colours."""


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    points: Sequence[tuple[float, float]]


def chart(title: str, description: str, axes: tuple[str, str], lines: Sequence[Line]) -> str:
    """An SVG document; `axes` are the names of the horizontal and the vertical one. There must be
    a point."""
    points = [point for line in lines for point in line.points]
    across = _Axis.over([x for x, _ in points], LEFT, WIDTH - RIGHT)
    up = _Axis.over([y for _, y in points], HEIGHT - BOTTOM, TOP)
    places = sorted({x for x, _ in points})
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'aria-labelledby="ten mo-ta" font-family="sans-serif" font-size="13">',
        f'<title id="ten">{escape(title)}</title>',
        f'<desc id="mo-ta">{escape(description)}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
    ]
    for y in up.decades():
        at = up.at(y)
        parts.append(_rule(LEFT, at, WIDTH - RIGHT, at))
        parts.append(_text(LEFT - 8, at + 4, f"{y:g}".replace(".", ","), "end"))
    for x in places:
        at = across.at(x)
        parts.append(_rule(at, TOP, at, HEIGHT - BOTTOM))
        parts.append(_text(at, HEIGHT - BOTTOM + 20, f"{x:,.0f}".replace(",", "."), "middle"))
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14, axes[0], "middle"))
    middle = (TOP + HEIGHT - BOTTOM) / 2
    turned = f'transform="rotate(-90 18 {middle:.0f})"'
    parts.append(_text(18, middle, axes[1], "middle", turned))
    for at, line in enumerate(lines):
        colour, dashes = LOOKS[at % len(LOOKS)]
        drawn = [(across.at(x), up.at(y)) for x, y in line.points]
        joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in drawn)
        look = f'stroke="{colour}" stroke-width="2" fill="none"'
        look += f' stroke-dasharray="{dashes}"' if dashes else ""
        parts.append(f'<polyline points="{joined}" {look}/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in drawn]
        row = TOP + 14 + at * 24
        start = WIDTH - RIGHT + 12
        parts.append(f'<path d="M{start} {row - 4} h26" {look}/>')
        parts.append(_text(start + 32, row, line.name, "start"))
    return "\n".join([*parts, "</svg>"]) + "\n"


@dataclass(frozen=True, slots=True)
class _Axis:
    """Whole decades from `low` to `high` (powers of ten) on the way from `start` to `end`."""

    low: int
    high: int
    start: float
    end: float

    @classmethod
    def over(cls, values: Sequence[float], start: float, end: float) -> _Axis:
        low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
        return cls(low, max(high, low + 1), start, end)

    def at(self, value: float) -> float:
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def decades(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def _rule(x: float, y: float, to_x: float, to_y: float) -> str:
    return f'<path d="M{x:.1f} {y:.1f} L{to_x:.1f} {to_y:.1f}" stroke="#c9ced6"/>'


def _text(x: float, y: float, text: str, anchor: str, more: str = "") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="#1d2733"'
    return f"<text {place} {more}>{escape(text)}</text>".replace(" >", ">")
