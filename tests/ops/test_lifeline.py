"""The loop's own signs of life: often enough, and none at all where nobody listens."""

from __future__ import annotations

import os
import select
from pathlib import Path

import pytest

from kiosk.ops.crashes import RunNote, aftermath
from kiosk.ops.lifeline import Lifeline, Overgrown
from kiosk.ops.notifying import Notifier
from kiosk.ops.weighing import MOST_BYTES, Scales

LIMIT = 9.0


class Listened:
    """A lifeline with somebody at its other end."""

    def __init__(self, limit: float | None, note: RunNote | None = None, *weights: int) -> None:
        self._read, write = os.pipe()
        usec = {} if limit is None else {"WATCHDOG_USEC": str(int(limit * 1e6))}
        left = list(weights or (1,))
        scales = Scales(lambda: left.pop(0) if len(left) > 1 else left[0])
        self.life = Lifeline(Notifier({"KIOSK_NOTIFY_PIPE": str(write), **usec}), note, scales)

    def heard(self) -> list[str]:
        ready, _, _ = select.select([self._read], [], [], 0)
        return os.read(self._read, 65536).decode().split() if ready else []


def test_it_beats_from_the_loop_at_a_third_of_the_limit() -> None:
    one = Listened(LIMIT)
    one.life.opened()
    assert one.heard() == ["READY=1"]
    for now, beats in ((0.0, 1), (2.9, 0), (3.0, 1), (5.9, 0), (6.1, 1)):
        one.life.turn(now, "attract")
        assert one.heard() == ["WATCHDOG=1"] * beats, now
    one.life.closing()
    assert one.heard() == ["STOPPING=1"]
    one.life.closed()


def test_a_watched_loop_wakes_twice_before_the_limit_and_an_unwatched_one_sleeps_as_before() -> None:
    assert Listened(LIMIT).life.most_seconds <= LIMIT / 2
    assert Listened(None).life.most_seconds == Lifeline().most_seconds == 60.0


def test_without_a_limit_nothing_is_told_but_the_beginning_and_the_end() -> None:
    one = Listened(None, None, 10 * MOST_BYTES)
    one.life.opened()
    for now in range(100):
        one.life.turn(float(now), "attract")
    one.life.closing()
    assert one.heard() == ["READY=1", "STOPPING=1"]


@pytest.mark.parametrize("page", ["quiz:start", "attract:attract"])
def test_a_hall_that_grows_without_end_is_opened_anew_without_the_scene_under_which_it_grew(
    tmp_path: Path, page: str
) -> None:
    note = RunNote(tmp_path, "2026-11-28T09:00:00")
    sizes = (MOST_BYTES // 10, MOST_BYTES // 10 + 1000, MOST_BYTES, MOST_BYTES + 1, MOST_BYTES + 2)
    one = Listened(LIMIT, note, *sizes)
    one.life.turn(0.0, "map:map")
    one.life.turn(4.0, "map:map")
    for now in (8.0, 12.0):  # as much as it may, and one byte more: looked at until the next beat
        one.life.turn(now, page)
    with pytest.raises(Overgrown):
        one.life.turn(16.0, page)
    one.life.closed()
    found = aftermath(tmp_path, "2026-11-28T12:00:00", ("quiz",))
    assert found.where == page.partition(":")[0] and found.playable is (found.where == "quiz")
    assert [zone for zone, _ in found.closed] == (["quiz"] if page.startswith("quiz") else [])


def test_a_report_of_a_growing_hall_names_the_function_that_grew() -> None:
    scales, kept = Scales(lambda: 2 * MOST_BYTES), []
    assert scales.too_heavy("quiz") == ""

    def hoard() -> None:
        kept.extend(bytearray(1000) for _ in range(1000))

    hoard()
    assert f'File "{__file__}"' in (said := scales.too_heavy("quiz")) and "in hoard" in said
