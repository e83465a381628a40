"""What was measured, as it is kept in a file, and what follows from it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

from bench.build.measuring import Cost, Output

Measure = Literal["wall", "cpu"]


@dataclass(frozen=True, slots=True)
class Result:
    """The best of several runs of one contender in one phase."""

    size: int
    """Procedures."""
    contender: str
    phase: str
    runs: int
    wall: float
    """Seconds, the least of all runs, as is `cpu`."""
    cpu: float
    memory: int
    """Bytes, the most of all runs."""
    files: int
    bytes: int
    written: int
    changed: int
    page: int
    """Mean bytes of a guidance page."""


@dataclass(frozen=True, slots=True)
class Results:
    """One measurement and where it was made."""

    day: str
    cores: int
    software: dict[str, str]
    """Name → version."""
    results: tuple[Result, ...]

    def one(self, size: int, contender: str, phase: str) -> Result | None:
        wanted = (size, contender, phase)
        found = (r for r in self.results if (r.size, r.contender, r.phase) == wanted)
        return next(found, None)

    @property
    def sizes(self) -> list[int]:
        return sorted({each.size for each in self.results})

    @property
    def contenders(self) -> list[str]:
        """In the order in which they were measured."""
        return list(dict.fromkeys(each.contender for each in self.results))

    def series(self, contender: str, phase: str) -> list[Result]:
        """From the smallest size on."""
        found = (self.one(size, contender, phase) for size in self.sizes)
        return [each for each in found if each]


def best(
    size: int, contender: str, phase: str, runs: Sequence[tuple[Cost, Output]], page: int
) -> Result:
    costs = [cost for cost, _ in runs]
    last = runs[-1][1]
    return Result(
        size=size,
        contender=contender,
        phase=phase,
        runs=len(runs),
        wall=min(each.wall for each in costs),
        cpu=min(each.cpu for each in costs),
        memory=max(each.memory for each in costs),
        files=last.files,
        bytes=last.size,
        written=last.written,
        changed=last.changed,
        page=page,
    )


def ratio(ours: Result | None, other: Result | None, measure: Measure) -> float | None:
    """How many times what `other` cost ours did; None when one of them was not measured."""
    if ours is None or other is None:
        return None
    return _value(ours, measure) / _value(other, measure)


def exponents(series: Iterable[Result], measure: Measure) -> Iterator[tuple[int, int, float]]:
    """From size to size: how the cost grows with it. 1 is in proportion; less is better."""
    for first, second in pairwise(series):
        grown = math.log(_value(second, measure) / _value(first, measure))
        yield first.size, second.size, grown / math.log(second.size / first.size)


def write(file: Path, results: Results) -> None:
    text = json.dumps(asdict(results), ensure_ascii=False, indent=1)
    file.write_text(text + "\n", encoding="utf-8")


def read(file: Path) -> Results:
    """Raises OSError, ValueError, KeyError or TypeError for a file that `write` has not made."""
    found = json.loads(file.read_text(encoding="utf-8"))
    return Results(**{**found, "results": tuple(Result(**each) for each in found["results"])})


def _value(result: Result, measure: Measure) -> float:
    return result.wall if measure == "wall" else result.cpu
