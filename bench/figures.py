"""Samples into medians, 95th percentiles and ratios."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement beside its baseline, both in `unit`; `p95` of ours (0 when there is only one sample)."""

    what: str
    ours: float
    naive: float
    unit: str
    p95: float = 0.0

    def __str__(self) -> str:
        ratio = f"×{self.ours / self.naive:.2f}" if self.naive else "—"
        spread = f" (p95 {self.p95:.2f})" if self.p95 else ""
        return f"| {self.what} | {self.ours:.2f} {self.unit}{spread} | {self.naive:.2f} {self.unit} | {ratio} |"


HEAD = "| what | here | naive | ratio |\n| --- | ---: | ---: | ---: |"


def milliseconds(act: Callable[[], object], times: int) -> list[float]:
    """What each of `times` calls took of the processor, in milliseconds: other work on the machine is not counted."""
    took = []
    for _ in range(times):
        begun = time.thread_time()
        act()
        took.append((time.thread_time() - begun) * 1000)
    return took


def median(samples: list[float]) -> float:
    return statistics.median(samples)


def p95(samples: list[float]) -> float:
    return sorted(samples)[int(len(samples) * 0.95)]


def compared(what: str, ours: list[float], naive: list[float], unit: str = "ms") -> Row:
    """The row of two sets of samples."""
    return Row(what, median(ours), median(naive), unit, p95(ours) if len(ours) > 4 else 0.0)
