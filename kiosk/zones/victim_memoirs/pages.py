"""The pages of a memoir in the order in which they are told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kiosk.content.models.memoir import Memoir


@dataclass(frozen=True, slots=True)
class Page:
    """A stage told (`stage` is its index), the moment to speak after a stage, or the end."""

    kind: Literal["stage", "speak", "end"]
    stage: int = -1


@lru_cache(maxsize=64)
def pages_of(memoir: Memoir) -> tuple[Page, ...]:
    """All stages, with the moment to speak where the author put it, then the end."""
    told: list[Page] = []
    for i in range(len(memoir.stages)):
        told.append(Page("stage", i))
        if i + 1 == memoir.speak_after:
            told.append(Page("speak", i))
    return (*told, Page("end"))
