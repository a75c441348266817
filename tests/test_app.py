"""The loop on a window that is nowhere: who may end it, and what cannot."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from kiosk import preparing
from kiosk.app import Kiosk
from kiosk.content.cache import last_shown
from kiosk.core.events import SceneFailed, VisitStarted, ZoneClosed
from kiosk.draw.items import find, targets, touchable
from kiosk.opening import open_hall
from kiosk.preparing import Preparation
from kiosk.recorder import Recorder
from kiosk.scene import Tap
from kiosk.screen.painter import Painter
from kiosk.screen.pointer import Key, Pointer, Quit, Resized
from kiosk.screen.window import Window
from kiosk.session.machine import Machine
from kiosk.session.table import Place
from kiosk.splash import open_window
from kiosk.store.locking import take_lock
from kiosk.store.query import rows_counted
from kiosk.store.recording import GestureLog
from kiosk.wall_time import today, visit_names
from kiosk.wiring import CACHE_FOLDER
from kiosk.zones.register import ZONES
from tests.real_hall import PLACES, content, machine


@pytest.fixture
def hall(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Kiosk]:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    opened = open_hall(open_window((480, 480)), replace(PLACES, data=tmp_path))
    yield opened
    opened.close()


def test_a_look_at_one_zone_is_no_opening(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is new is told beside what visitors saw last, not beside what staff looked at."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    look = open_window((480, 480))
    look.full_screen = True
    open_hall(look, replace(PLACES, data=tmp_path), keep=False).close()
    assert last_shown(tmp_path / CACHE_FOLDER) is None
    assert not (tmp_path / "screen.raw").exists()  # what a start shows first is what visitors see
    open_hall(open_window((480, 480)), replace(PLACES, data=tmp_path)).close()
    assert last_shown(tmp_path / CACHE_FOLDER) is not None


def taken(hall: Kiosk, full_screen: bool, *came: object) -> list[bool]:
    """Whether each of what came ends the hall."""
    hall.window.full_screen = full_screen
    return [hall.window.ends(one) for one in came]


def test_only_staff_end_a_full_screen(hall: Kiosk) -> None:
    mashed = [Key(name) for name in ("escape", "f4", "f10", "q", "c", "return", "ctrl+shift+escape")]
    assert taken(hall, True, Quit(), *mashed, Key("ctrl+shift+q")) == [False] * 8 + [True]


def test_a_box_with_two_switches_is_heard_and_nothing_else_on_a_keyboard(hall: Kiosk) -> None:
    for name in ("a", "left", "f5", "escape"):
        hall.window.full_screen = True
        hall._take(Key(name), 0.0)
        assert hall._running and not hall.machine.read_aloud
    for name in ("tab", "return"):  # the first turns the reading on, the second finds nothing read yet
        hall._take(Key(name), 0.0)
        assert hall.machine.read_aloud and hall.machine.place is Place.ATTRACT
    for _ in range(20):
        hall._take(Key("right"), 0.0)
        if hall.machine.reading.chosen() == "start":
            hall._take(Key("space"), 0.0)
            break
    assert hall.machine.place is Place.CHECK_IN


def test_a_window_is_ended_as_windows_are(hall: Kiosk) -> None:
    assert taken(hall, False, Quit(), Key("escape"), Key("ctrl+shift+q"), Key("q")) == [True, True, True, False]


def test_a_screen_that_cannot_be_prepared_does_not_end_the_hall(hall: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Iterator[None]:
        raise RuntimeError("text that no font can measure")
        yield

    monkeypatch.setattr(Painter, "warm", broken)
    hall.paint()
    assert hall.preparation.likely
    hall.preparation.go_on(1.0)
    hall.preparation.go_on(1.0)


def test_a_visit_that_cannot_be_taken_up_does_not_end_the_hall(hall: Kiosk) -> None:
    def broken() -> Iterator[None]:
        yield
        raise ZeroDivisionError("a recording of a window without width")

    preparation = Preparation(hall.machine, hall.painter.warm, hall.stage.paint_ahead, broken(), time.monotonic)
    preparation.go_on(1.0)
    assert not preparation.wanted(0.0) and hall.machine.place is Place.ATTRACT


def opened_after(data: Path, note: str) -> Kiosk:
    """The hall that opens after a run that left that note."""
    (data / "crashes").mkdir()
    (data / "crashes" / "running.txt").write_text(f"{'pages: quiz:start':<2000}{note}")
    hall = open_hall(open_window((480, 480)), replace(PLACES, data=data))
    hall.preparation.touched("")
    return hall


@pytest.mark.parametrize(("scene", "closed", "played"), [("quiz", ["quiz"], True), ("farewell", [], False)])
def test_after_a_fall_the_hall_opens_without_the_zone_and_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, scene: str, closed: list[str], played: bool
) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    hall = opened_after(tmp_path, f'  File "stack.py", line 3 in scene:{scene}\n')
    try:
        happened = [logged.event for logged in hall.machine.take()]
        report = next((tmp_path / "crashes").glob("crash-*.txt")).name
        assert [e.scene for e in happened if isinstance(e, SceneFailed) and report in e.error] == [scene]
        assert [e.zone for e in happened if isinstance(e, ZoneClosed) and report in e.why] == closed
        assert hall.machine.visit_session.is_open("quiz") is not bool(closed)
        assert hall.preparation.wanted(0.0) is played, "a visit that was cut off there is played again only if it may"
    finally:
        hall.close()
    assert not list((tmp_path / "crashes").glob("running*"))


def test_a_scene_that_ends_the_program_while_it_is_made_ends_nothing(
    hall: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenes nobody has asked for yet are made while nobody taps."""

    def ending(machine: Machine) -> Iterator[None]:
        sys.exit(3)
        yield

    monkeypatch.setattr(preparing, "make_scenes", ending)
    hall.preparation.forget_cut_short()
    hall.preparation.begin()
    hall.preparation.go_on(1.0)
    assert not hall.preparation.wanted(0.0)


def test_what_cannot_be_closed_keeps_nothing_else_open(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A hall that falls may fall once more while it is closed; what was logged is on disk all the same."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    hall = open_hall(open_window((480, 480)), replace(PLACES, data=tmp_path))
    go(hall, "start", "people/12", "kind/community", "next")
    monkeypatch.setattr(hall.machine, "take", lambda: 1 / 0)
    monkeypatch.setattr(hall.painter, "close", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        hall.close()
    take_lock(tmp_path).close()  # type: ignore[union-attr]
    assert [type(logged.event) for logged in rows_counted(tmp_path, today())] == [VisitStarted]


def go(hall: Kiosk, *words: str) -> None:
    for word in words:
        assert word in targets(hall.machine.view()), word
        hall._do(Tap(word))
        hall._write()


def brought_back(hall: Kiosk, data: Path) -> Machine:
    """The visit as the hall that opens next offers it, taken up."""
    hall.recorder.close()
    again = machine()
    second = Recorder(again, GestureLog(data))
    for _ in second.bring_back(content(), replace(PLACES, data=data), time.time() + 60):
        pass
    second.close()
    again.touch(Tap("take_up"))
    return again


def test_what_was_touched_on_a_turned_screen_comes_back(hall: Kiosk, tmp_path: Path) -> None:
    """Some charts can be reached on a wide screen only."""
    go(hall, "start", "people/4", "kind/family")
    go(hall, *(word for word in targets(hall.machine.view()) if word.startswith("keys/to/")))
    go(hall, "mode/free", "next", "skip", "zone/harm_data", "round")
    assert "open/solved-by-year" not in targets(hall.machine.view())
    hall._take(Resized(1920, 1080), time.monotonic())
    go(hall, "open/solved-by-year")
    page = hall.machine.page()
    assert "solved-by-year" in page and brought_back(hall, tmp_path).page() == page


def test_after_a_page_that_could_not_be_painted_everything_comes_back(
    hall: Kiosk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise MemoryError("no room")

    go(hall, "start", "people/12", "kind/community", "next", "skip")
    with monkeypatch.context() as failing:
        failing.setattr(hall.stage, "paint", broken)
        hall.paint()
    assert hall.machine.place is Place.SORRY
    go(hall, "go_on", "next", "next")
    page = hall.machine.page()
    assert hall.machine.zone == "harm_data" and brought_back(hall, tmp_path).page() == page


def test_whoever_goes_again_before_checking_in_leaves_nothing_behind(hall: Kiosk) -> None:
    for _ in range(50):
        for word in ("start", "frame/home"):
            assert word in targets(hall.machine.view())
            hall.recorder.take(Tap(word))
            hall.machine.touch(Tap(word))
            hall._tick(0.1)
    assert hall.machine.place is Place.ATTRACT
    assert len(hall.recorder.begun) <= 4


def test_a_touch_in_the_midst_of_a_movement_counts(hall: Kiosk) -> None:
    """The check-in page is still on its way when the next finger comes down where a number is going to stand."""

    def finger(kind: Literal["down", "up"], word: str) -> None:
        items = hall.machine.view()
        box = touchable(targets(items)[word])
        places = [(box.x + box.w * i / 10, box.y + box.h * j / 10) for i in range(1, 10) for j in range(1, 10)]
        x, y = next(at for at in places if (met := find(items, *at, "tap")) and met.target == word)
        scale = min(hall.window.size) / min(hall.machine.look.canvas)
        hall._take(Pointer(kind, 1, x * scale, y * scale), time.monotonic())
        hall.paint()

    hall.paint()
    finger("down", "start")
    finger("up", "start")
    assert hall.machine.place is Place.CHECK_IN and hall.stage.due() == 0.0
    before = hall.machine.state
    finger("down", "people/4")
    assert hall.finger.pressed == "people/4" and hall.stage.due() != 0.0
    painter = Painter(hall.window.size, root=PLACES.content, accent=hall.painter.accent)
    painter.paint(hall.machine.view(), "people/4")
    assert hall.window.surface.get_buffer().raw == painter.surface.get_buffer().raw
    painter.close()
    finger("up", "people/4")
    assert hall.machine.state != before


def test_a_movement_on_the_glass_is_none_of_the_machines_business(hall: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty times a second nothing is composed anew or recorded; what the machine waits for is never late."""
    monkeypatch.setattr(hall.machine, "due", lambda: 0.5)
    for moving, seconds, expected in ((None, 0.02, True), (0.0, 0.02, False), (0.0, 0.5, True)):
        monkeypatch.setattr(hall.stage, "due", lambda moving=moving: moving)
        assert hall._matters(seconds) is expected
    monkeypatch.setattr(hall.machine, "due", lambda: None)
    assert not hall._matters(10.0)


def test_two_starts_at_the_same_moment_name_their_visits_differently(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped:
        @staticmethod
        def now() -> Stopped:
            return Stopped()

        def strftime(self, _: str) -> str:
            return "20000101-000000"

    monkeypatch.setattr("kiosk.wall_time.datetime", Stopped)
    assert len({visit_names()() for _ in range(8)}) > 1


OPENING = """
import sys, time
from pathlib import Path
from kiosk.splash import open_window
from kiosk.opening import open_hall
from kiosk.recorder import Recorder
from kiosk.session.preview_state import make_scenes
from kiosk.wiring import Places

hall = open_hall(open_window((640, 360)), Places(*map(Path, sys.argv[1:])))
hall.window.present(hall.painter.paint(hall.machine.view()))
print(*sorted(m for m in sys.modules if m.startswith("kiosk.zones") and m.endswith(".scene")))
for _ in make_scenes(hall.machine):
    pass
print(*sorted(m for m in sys.modules if m.startswith("kiosk.zones") and m.endswith(".scene")))
"""


def test_the_first_picture_waits_for_no_zone_and_all_are_there_before_anyone_goes_in(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", OPENING, PLACES.content, PLACES.hall, tmp_path],
        env={**os.environ, "SDL_VIDEODRIVER": "dummy"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    at_first, then = told[-2:]
    assert at_first == ""
    assert then.split() == sorted(f"kiosk.zones.{zone.id}.scene" for zone in ZONES)


def test_opening_imports_nothing_that_only_checks_developers_or_films_need() -> None:
    """Each of these costs milliseconds before the first picture."""
    unneeded = {"yaml", "pydantic", "annotated_types", "numpy", "PIL", "av", "tornado", "fpdf", "fractions"}
    script = f"import sys, kiosk.opening; print(sorted({unneeded} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def held(hall: Kiosk, word: str) -> tuple[float, float]:
    """A finger comes down on that, and the hall has time until it lifts; where it is, in pixels."""
    hall.paint()
    items, canvas = hall.machine.view(), hall.machine.look.canvas
    spots = ((x, y) for y in range(10, int(canvas.h), 40) for x in range(10, int(canvas.w), 40))
    x, y = next(spot for spot in spots if (met := find(items, *spot, "tap")) is not None and met.target == word)
    scale = min(hall.window.size) / min(canvas)
    felt(hall, Pointer("down", 1, x * scale, y * scale))
    for _ in range(200):
        if not hall.preparation.wanted(0.0):
            break
        hall.preparation.go_on(0.0)
    return x * scale, y * scale


def felt(hall: Kiosk, pointer: Pointer) -> None:
    hall._take(pointer, time.monotonic())
    hall.preparation.touched(hall.finger.pressed)
    hall.paint()


def on_glass(hall: Kiosk) -> bytes:
    """The screen with all its pictures."""
    hall.painter.settle()
    return bytes(hall.window.surface.get_buffer().raw)


def test_what_a_finger_will_bring_is_ready_before_it_lifts(hall: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    hall.preparation.forget_cut_short()
    shown: list[object] = []
    monkeypatch.setattr(Window, "present", lambda _, rects: shown.extend(rects))
    hall.paint()
    before = on_glass(hall)
    x, y = held(hall, "start")
    shown.clear()
    assert on_glass(hall) != before and hall.machine.place is Place.ATTRACT, "painted, and nothing has happened"
    for roll in (1, -1):  # a finger at rest trembles
        felt(hall, Pointer("move", 1, x + roll, y))
    assert not shown, "nothing of it is seen"
    felt(hall, Pointer("up", 1, x, y))
    assert hall.machine.place is Place.CHECK_IN and shown


def test_a_finger_that_is_lost_leaves_the_screen_as_it_was(hall: Kiosk) -> None:
    hall.preparation.forget_cut_short()
    hall.paint()
    before = on_glass(hall)
    x, y = held(hall, "start")
    felt(hall, Pointer("cancel", 1, x, y))
    assert on_glass(hall) == before and hall.machine.place is Place.ATTRACT
