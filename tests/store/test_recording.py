"""A recording gives back what the fingers did, but not what they wrote, and never grows without end."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.scene import Drag, Gesture, Stroke, Tap
from kiosk.store.gestures import (
    entries,
    from_line,
    gesture_from_record,
    gesture_to_record,
    to_line,
    without_ink,
)
from kiosk.store.recording import FOLDER, GestureLog, read_recording, recording_path

NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-4000, 4000)
TAPS = st.builds(Tap, st.text(), NUMBERS, NUMBERS)
DRAGS = st.builds(
    Drag, st.text(), st.sampled_from(("start", "move", "end")), NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS
)
STROKES = st.builds(Stroke, st.sampled_from(("pad", "sheet")), st.lists(NUMBERS, max_size=12).map(tuple), st.booleans())
GESTURES: st.SearchStrategy[Gesture] = TAPS | DRAGS | STROKES
TICKS = st.builds(lambda seconds: {"kind": "tick", "seconds": seconds}, NUMBERS)


@given(GESTURES)
def test_a_gesture_comes_back_the_same(gesture: Gesture) -> None:
    assert gesture_from_record(gesture_to_record(gesture)) == gesture
    assert from_line(to_line(gesture)) == gesture
    assert "\n" not in to_line(gesture)


@given(st.lists(TAPS | DRAGS | TICKS))
def test_a_whole_recording_comes_back_the_same(inputs: list[Any]) -> None:
    assert list(entries([to_line(without_ink(entry)) + "\n" for entry in inputs])) == inputs


@given(STROKES)
def test_of_a_stroke_only_stays_that_it_was_drawn_and_whether_by_more_than_a_dot(stroke: Stroke) -> None:
    kept = without_ink(stroke)
    assert kept == Stroke(stroke.target, (0.0,) * min(4, len(stroke.points)), stroke.done)


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"kind": "pinch", "target": "a"},
        {"kind": "tap", "target": "a"},
        {"kind": "tap", "target": 3, "x": 0.5, "y": 0.5},
        {"kind": "tap", "target": "a", "x": "0.5", "y": 0.5},
        {"kind": "tap", "target": "a", "x": True, "y": 0.5},
        {"kind": "tap", "target": "a", "x": 0.5, "y": 0.5, "finger": 2},
        {"kind": "drag", "target": "a", "phase": "stop", "dx": 0, "dy": 0, "x": 0, "y": 0, "vx": 0, "vy": 0},
        {"kind": "stroke", "target": "a", "points": ["1"], "done": True},
        {"kind": "stroke", "target": "a", "points": [1, 2], "done": "yes"},
    ],
)
def test_what_is_no_gesture_is_refused(record: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        gesture_from_record(record)


def test_a_torn_last_line_is_left_out_and_any_other_is_named() -> None:
    whole = to_line(Tap("ok")) + "\n"
    assert list(entries([whole, whole[:9]])) == [Tap("ok")]
    with pytest.raises(ValueError, match="line 2"):
        list(entries([whole, "garbage\n", whole]))


def test_a_visit_is_recorded_from_begin_to_end(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    log = GestureLog(tmp_path)
    inputs: list[Any] = [
        {"kind": "start", "seed": 7, "hall": {"name": "博山", "visit_minutes": 40}},
        Tap("zone:quiz", 0.25, 0.1 + 0.2),
        {"kind": "tick", "seconds": 1 / 3},
        Stroke("pad", (1.0, 2.5), done=False),
        Stroke("pad", (1.0, 2.5, 3.0, 4.0), done=True),
    ]
    log.write(Tap("before"))
    log.begin("v-1")
    for entry in inputs:
        log.write(entry)
    log.end()
    log.write(Tap("after"))
    assert log.close()
    kept = [*inputs[:3], Stroke("pad", (0.0, 0.0), done=False), Stroke("pad", (0.0,) * 4, done=True)]
    assert list(read_recording(recording_path(tmp_path / FOLDER, "v-1"))) == [*kept, {"kind": "end"}]
    assert set(threading.enumerate()) == before


def test_only_the_newest_visits_are_kept(tmp_path: Path) -> None:
    for n in range(6):
        log = GestureLog(tmp_path, keep_visits=3)
        log.begin(f"v{n}")
        log.write(Tap("ok"))
        log.end()
        assert log.close()
        os.utime(recording_path(tmp_path / FOLDER, f"v{n}"), (n, n))
    assert sorted(f.stem for f in (tmp_path / FOLDER).iterdir()) == ["v3", "v4", "v5"]


def test_a_stuck_finger_does_not_fill_the_disk(tmp_path: Path) -> None:
    log = GestureLog(tmp_path, visit_bytes=2000)
    log.begin("v")
    for _ in range(5000):
        log.write(Drag("list", "move", 0.5, 1.5))
    log.close()
    path = recording_path(tmp_path / FOLDER, "v")
    assert path.stat().st_size < 2100
    assert list(read_recording(path))[-1] == {"kind": "cut"}, "a replay can tell that it is not all"


def test_a_visit_that_goes_on_after_a_power_cut(tmp_path: Path) -> None:
    path = recording_path(tmp_path / FOLDER, "v")
    path.parent.mkdir()
    path.write_text(to_line(Tap("one")) + "\n" + to_line(Tap("torn"))[:7])
    log = GestureLog(tmp_path)
    log.begin("v")
    log.write(Tap("two"))
    log.close()
    assert list(read_recording(path)) == [Tap("one"), Tap("two")]


def test_a_disk_that_refuses_is_only_a_line_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / FOLDER).write_text("in the way")
    log = GestureLog(tmp_path)
    log.begin("v")
    log.write(Tap("ok"))
    assert log.close()
    assert "触摸录制中断" in caplog.text


def test_a_visit_s_name_cannot_leave_the_folder(tmp_path: Path) -> None:
    assert recording_path(tmp_path, "../../etc/passwd").parent == tmp_path


def test_no_trace_of_handwriting_is_on_the_disk_not_even_that_of_an_older_program(tmp_path: Path) -> None:
    old = tmp_path / "gestures"
    old.mkdir()
    (old / "v-0.jsonl").write_text('{"kind":"stroke","target":"pad/1000","points":[123.25,456.75],"done":true}\n')
    log = GestureLog(tmp_path)
    log.begin("v-1")
    log.write(Stroke("pad/1000", (321.5, 654.5, 322.5, 655.5), done=True))
    assert log.close()
    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert b"stroke" in kept
    assert not [trace for trace in (b"321.5", b"655.5", b"123.25", b"456.75") if trace in kept]
    assert not old.exists()


@pytest.mark.parametrize(
    ("last", "synced"),
    [
        (Tap("next"), True),
        ({"kind": "tick", "seconds": 1.0}, True),
        ({"kind": "tick", "seconds": 0.9}, False),
        (Drag("list", "move", 0.0, 5.0), False),
    ],
    ids=["tap", "second", "moment", "drag"],
)
def test_a_power_cut_takes_no_tap_and_less_than_a_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: Any, synced: bool
) -> None:
    on_disk: list[int] = []
    monkeypatch.setattr("kiosk.store.recording.os.fsync", lambda file: on_disk.append(os.fstat(file).st_size))
    log = GestureLog(tmp_path)
    log.begin("v")
    log.write(last)
    file = recording_path(tmp_path / FOLDER, "v")
    while not (file.exists() and file.stat().st_size):
        time.sleep(0.01)
    assert log.close()
    assert on_disk == ([file.stat().st_size] if synced else [])


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_number_that_is_none_is_refused(number: str) -> None:
    for line in (
        '{"kind":"tick","seconds":%s}',
        '{"kind":"tap","target":"a","x":%s,"y":0.5}',
        '{"kind":"stroke","target":"a","points":[1,%s],"done":true}',
    ):
        from_line(line % "0.5")
        with pytest.raises(ValueError):
            from_line(line % number)
