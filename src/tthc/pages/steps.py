"""Words of steps, for lists that number them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tthc.model.procedure import Step

_LABEL = re.compile(
    r"[-+*•–\s]*(?:[a-zđ]\)\s*)?(?:bước|b|step)\s*(?P<number>\d{1,2})\s*"
    r"(?:[.:)]+(?!\d)|[-–](?!\s*\d)|(?=\n|\Z))[\s.:]*",
    re.IGNORECASE,
)
"""`Bước 1:`, `- Bước 1.`, `a) Bước 1`, `B1:`, `Step 1 –`; not `Bước 1.2` and not `Bước 1 và 2`."""


def unlabelled(steps: Sequence[Step]) -> list[Step]:
    """`steps` without their own numbers, if each begins with that of its place, which the list
    gives anyway; else as they are. Who has no other words keeps them."""
    labels = [_LABEL.match(step.text) for step in steps]
    numbers = [int(label["number"]) for label in labels if label]
    if numbers != list(range(1, len(steps) + 1)):
        return list(steps)
    return [
        step.model_copy(update={"text": step.text[label.end() :] or step.text})
        for step, label in zip(steps, labels, strict=True)
        if label
    ]
