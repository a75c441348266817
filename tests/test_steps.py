"""The search for the longest turn of the loop does what it says, for a few gestures."""

from __future__ import annotations

from bench import steps


def test_whatever_is_done_no_scene_fails_and_the_hall_waits_for_visitors_again() -> None:
    said = list(steps.rows(gestures=60, seed=3))
    assert said[0].startswith("seed 3: 60 gestures") and said[-1] == "0 scenes failed"
    longest = [float(line.split()[0]) for line in said if " ms  " in line]
    assert longest == sorted(longest, reverse=True) and longest[0] > 0
