"""A real window on an X server whose panel changes, under several real fingers (Xorg with its dummy drivers)."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Timer

import pytest

from tests.screen.test_window import PROGRAM, Desk, environment
from tests.screen.touching import TouchScreen, xorg


@contextmanager
def opened(display: str, folder: Path, size: str = "full") -> Iterator[Desk]:
    """The listening program on that display."""
    with subprocess.Popen(
        [sys.executable, str(PROGRAM), size],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment(DISPLAY=display),
    ) as program:
        watchdog = Timer(90, program.kill)
        watchdog.start()
        try:
            yield Desk(display, folder, program)
        finally:
            watchdog.cancel()
            program.kill()


@pytest.fixture
def panel(tmp_path: Path) -> Iterator[Desk]:
    """A full screen without fingers."""
    with xorg(tmp_path) as (display, _), opened(display, tmp_path) as hall:
        yield hall


def switch(hall: Desk, *words: str) -> None:
    order = ["xrandr", "--output", "DUMMY0", *words]
    subprocess.run(order, env=environment(DISPLAY=hall.display), check=True, timeout=30)


def place_of_window(hall: Desk) -> str:
    find = ["xdotool", "search", "--onlyvisible", "--class", ".", "getwindowgeometry", "--shell"]
    said = subprocess.run(find, env=environment(DISPLAY=hall.display), capture_output=True, text=True, check=True)
    values = dict(line.split("=") for line in said.stdout.splitlines())
    return "{WIDTH}x{HEIGHT}+{X}+{Y}".format(**values)


def test_a_full_screen_follows_its_panel_whatever_becomes_of_it(panel: Desk) -> None:
    assert panel.hear("ready") == ["ready 1920 1080"]
    for mode in ("1024x768", "1280x1024"):
        switch(panel, "--mode", mode)
        assert panel.hear("resized")[-1] == "resized " + mode.replace("x", " ")
        assert place_of_window(panel) == f"{mode}+0+0"
    switch(panel, "--off")  # pulled out, and back with another size than it had
    switch(panel, "--mode", "1920x1080")
    assert panel.hear("resized")[-1] == "resized 1920 1080"
    switch(panel, "--mode", "1024x768", "--fb", "1920x1080")  # what is around it stays as large as it was
    assert panel.hear("resized")[-1] == "resized 1024 768"
    assert place_of_window(panel) == "1024x768+0+0"
    panel.do("mousemove", 100, 100, "click", 1)
    assert panel.hear("up")[-1].startswith("up 100 100 Tap(target='card'")


def test_a_panel_that_is_switched_on_after_the_start_is_filled(tmp_path: Path) -> None:
    with xorg(tmp_path) as (display, _):
        subprocess.run(["xrandr", "--output", "DUMMY0", "--off"], env=environment(DISPLAY=display), check=True)
        with opened(display, tmp_path) as hall:
            hall.hear("ready")
            switch(hall, "--mode", "1280x1024")
            for _ in range(40):
                if place_of_window(hall) == "1280x1024+0+0":
                    break
                time.sleep(0.25)
            assert place_of_window(hall) == "1280x1024+0+0"


@pytest.fixture
def touched(tmp_path: Path) -> Iterator[tuple[Desk, TouchScreen, TouchScreen]]:
    """A full screen with two touch panels."""
    with ExitStack() as stack:
        display, (one, other) = stack.enter_context(xorg(tmp_path, panels=2))
        hall = stack.enter_context(opened(display, tmp_path))
        hall.hear("ready")
        time.sleep(0.3)
        yield hall, one, other


def taps(hall: Desk) -> int:
    """How many taps on the card were heard until a key was pressed now."""
    hall.do("sleep", 0.2, "key", "a")
    return sum("Tap(target='card'" in line for line in hall.hear("key"))


def test_a_hand_on_the_glass_costs_another_visitor_nothing(touched: tuple[Desk, TouchScreen, TouchScreen]) -> None:
    hall, glass, _ = touched
    glass.down(0, 1500, 900)
    for step in range(60):  # it trembles by a pixel
        glass.move(0, 1500 + step % 2, 900)
        time.sleep(0.02)
    for finger in range(1, 6):
        glass.tap(finger, 300, 250)
        glass.move(0, 1500 + finger % 2, 900)
    glass.up(0, 1500, 900)
    assert taps(hall) == 5


def test_two_panels_whose_fingers_have_the_same_numbers_are_not_mixed_up(
    touched: tuple[Desk, TouchScreen, TouchScreen],
) -> None:
    hall, one, other = touched
    one.down(0, 300, 250)
    other.down(0, 1500, 900)
    other.move(0, 1000, 900)
    other.up(0, 1000, 900)
    one.up(0, 300, 250)
    time.sleep(0.1)
    other.tap(0, 310, 260)
    one.tap(0, 900, 900)
    assert taps(hall) == 2


def test_more_fingers_than_two_hands_have_leave_nothing_behind(touched: tuple[Desk, TouchScreen, TouchScreen]) -> None:
    hall, one, other = touched
    for panel in (one, other):
        for finger in range(10):
            panel.down(finger, 1919 if finger % 3 else 0, 100 * finger)
    for panel in (one, other):
        for finger in range(9):  # of each panel one is never lifted
            panel.up(finger, 960, 100 * finger)
    time.sleep(0.9)
    one.tap(3, 300, 250)
    other.tap(3, 300, 250)
    assert taps(hall) == 2
