"""A few days of the simulated month: the same seed is the same log, and nothing of it is lost."""

from __future__ import annotations

from pathlib import Path

from bench.month import Month


def _month(folder: Path, seed: int, days: int) -> Month:
    folder.mkdir()
    month = Month(folder, seed, groups=2)
    month.run(days)
    return month


def test_the_same_seed_is_the_same_log(tmp_path: Path) -> None:
    once, again = (_month(tmp_path / name, seed=3, days=2) for name in ("once", "again"))
    assert once.broken == again.broken == []
    assert list(once.events()) == list(again.events())
    assert len(once.days) == 2 and once.visits.of("2026-12")[0] >= 4
