"""A few days of the simulated month: the same seed is the same log, nothing of it is lost, and its judges see what is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import month_end
from bench.month import Month
from bench.month_judge import Appended, Day, Visits, grown
from bench.month_world import World
from kiosk.core.logged import Logged
from kiosk.store.log import EventLog
from tests.store.kept import AT, opened


def _month(folder: Path, seed: int, days: int) -> Month:
    folder.mkdir()
    month = Month(folder, seed, groups=2)
    month.run(days)
    return month


def test_the_same_seed_is_the_same_log_and_fewer_days_its_beginning(tmp_path: Path) -> None:
    once, again, less = (_month(tmp_path / name, seed=3, days=days) for name, days in (("a", 2), ("b", 2), ("c", 1)))
    assert once.broken == again.broken == less.broken == []
    events = list(once.events())
    assert list(again.events()) == events
    beginning = list(less.events())
    assert beginning and events[: len(beginning)] == beginning and len(events) > len(beginning)
    assert once.visits.of("2026-12")[0] >= 4 and once.counted == again.counted
    assert once.counted["openings"] > 2
    groups, people = once.visits.of("2026-12")
    with once.world.at_work():
        said = list(month_end.judge(once.world.places, {"2026-12": (groups + 1, people)}, once.files.stick))
    assert [line.split()[0] for line in said] == ["2026-12:", "export"]


def test_a_cut_that_loses_what_was_on_disk_is_named_with_what_replays_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = World.copy_log

    def without_the_last_pages(world: World) -> Path:
        left = whole(world)
        journal = left / "kiosk.db-wal"
        os.truncate(journal, journal.stat().st_size - 2 * 4120)
        return left

    monkeypatch.setattr(World, "copy_log", without_the_last_pages)
    month = _month(tmp_path / "m", seed=4, days=1)
    assert month.broken[0].startswith("seed 4, day 1: ") and month.broken[0].endswith("were on disk")


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[tuple[Path, Appended]]:
    """A log of three events, and who has counted them."""
    appended, log = Appended(), EventLog.open(tmp_path, AT)
    for item in ("a", "b", "c"):
        logged = Logged("v", opened(item), AT)
        log.append(logged)
        appended.add(logged)
    assert log.close()
    yield tmp_path, appended


def test_a_whole_log_breaks_no_promise(kept: tuple[Path, Appended]) -> None:
    data, appended = kept
    assert list(appended.judge(data)) == []
    appended.mark()
    appended.add(Logged("v", opened("d"), AT))  # handed over, and never said to be on disk
    appended.back_to_mark()
    assert list(appended.judge(data)) == []


def test_what_was_on_disk_and_is_not_there_is_named(kept: tuple[Path, Appended]) -> None:
    data, appended = kept
    appended.add(Logged("v", opened("d"), AT))
    assert list(appended.judge(data)) == ["3 events are in the log, 4 were on disk"]


def test_other_events_than_those_on_disk_are_named(kept: tuple[Path, Appended]) -> None:
    data, _ = kept
    other = Appended()
    for visit in ("v", "w", "v"):
        other.add(Logged(visit, opened("a"), AT))
    assert list(other.judge(data)) == ["the events in the log are others than those that were on disk"]


FLAT = [
    Day(
        rss=200_000_000 // n,
        opened=100_000_000 if n % 2 else None,
        handles=20,
        threads=5,
        log=1000 * n,
        data=2000 * n,
        visits=6 * n,
    )
    for n in range(1, 31)
]


@pytest.mark.parametrize(
    ("last_week", "said"),
    [
        ({}, ""),
        ({"rss": 900_000_000}, ""),  # somebody is in a room
        ({"opened": 104_900_000}, ""),
        ({"opened": 105_100_000}, "memory grew"),
        ({"opened": None}, ""),
        ({"handles": 22}, ""),
        ({"handles": 23}, "handles grew"),
        ({"threads": 8}, "threads grew"),
        ({"log": 60_000}, "the log grew faster"),
    ],
)
def test_what_grows_and_should_not_is_named(last_week: dict[str, int], said: str) -> None:
    found = list(grown([*FLAT[:-7], *(day._replace(**last_week) for day in FLAT[-7:])]))
    assert [line.startswith(said) for line in found] == ([True] if said else [])


def test_a_visit_that_nobody_promised_to_keep_counts_once_it_is_found_again() -> None:
    visits = Visits()
    visits.see("a", 12, "2026-12")
    visits.mark()
    visits.see("b", 3, "2026-12")
    visits.back_to_mark()
    assert visits.of("2026-12") == (1, 12)
    visits.brought_back("b", "2026-12")
    assert visits.of("2026-12") == (2, 15)
