"""A real window on a real X server (Xvfb), touched from outside with xdotool."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Timer

import pytest

from kiosk.screen.lean import pygame
from kiosk.screen.pointer import Key, Quit, Resized
from kiosk.screen.window import Window

PROGRAM = Path(__file__).with_name("listening.py")
ROOT = PROGRAM.parents[2]


def environment(**more: str) -> dict[str, str]:
    hidden = {"WAYLAND_DISPLAY", "DISPLAY", "SDL_VIDEODRIVER"}
    return {k: v for k, v in os.environ.items() if k not in hidden} | {"PYTHONPATH": str(ROOT)} | more


class Desk:
    """An X server with the program on it."""

    def __init__(self, display: str, folder: Path, program: subprocess.Popen[str]) -> None:
        self.display, self.folder, self.program = display, folder, program

    def do(self, *words: str | int) -> None:
        subprocess.run(["xdotool", *map(str, words)], env=environment(DISPLAY=self.display), check=True, timeout=20)

    def hear(self, last: str) -> list[str]:
        """What the program prints, up to the line that begins with `last`."""
        assert self.program.stdout is not None
        lines = []
        for line in self.program.stdout:
            lines.append(line.strip())
            if line.startswith(last):
                return lines
        raise AssertionError(f"the program ended: {lines}")

    def colour(self, x: int, y: int) -> bytes:
        """The colour on the X server itself, not in the program's memory (its screen is a file in XWD format)."""
        screen = (self.folder / "Xvfb_screen0").read_bytes()
        head = struct.unpack(">25I", screen[:100])
        begin = head[0] + head[19] * 12 + y * head[12] + x * 4
        return screen[begin : begin + 3]


Open = Callable[..., Desk]


SERVERS: dict[str, subprocess.Popen[str]] = {}
"""The process behind each display."""


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """An X server whose screen is a file in `folder`; yields its display."""
    # Each process begins at its own number: servers that look for a free one at the same time can end up sharing it.
    for number in range(1000 + os.getpid() % 50000, 60000):
        with subprocess.Popen(
            # Without -noreset the server begins anew when xdotool, its only client so far, has looked and gone.
            ["Xvfb", f":{number}", "-noreset", "-displayfd", "1", "-screen", "0", "1280x720x24", "-fbdir", str(folder)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as xvfb:
            assert xvfb.stdout is not None
            if xvfb.stdout.readline().strip():
                SERVERS[f":{number}"] = xvfb
                yield f":{number}"
                xvfb.terminate()
                return
    raise AssertionError("no display is free")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Open]:
    with ExitStack() as stack:

        def one(size: str, **more: str) -> Desk:
            display = stack.enter_context(server(tmp_path))
            program = stack.enter_context(
                subprocess.Popen(
                    [sys.executable, str(PROGRAM), size],
                    stdout=subprocess.PIPE,
                    text=True,
                    env=environment(DISPLAY=display, **more),
                )
            )
            watchdog = Timer(60, program.kill)
            watchdog.start()
            stack.callback(watchdog.cancel)
            stack.callback(program.kill)
            return Desk(display, tmp_path, program)

        yield one


@pytest.mark.parametrize("more", [{}, {"SDL_MOUSE_TOUCH_EVENTS": "1"}], ids=["mouse", "finger and mouse"])
def test_one_tap_is_one_tap(desk: Open, more: dict[str, str]) -> None:
    hall = desk("full", **more)
    assert hall.hear("ready") == ["ready 1280 720"]
    calm = hall.colour(150, 120)
    hall.do("mousemove", 200, 150, "mousedown", 1)
    hall.hear("down")
    assert hall.colour(150, 120) != calm, "a pressed card looks pressed"
    hall.do("mouseup", 1)
    # The second tap comes as soon as a finger can; it must neither be lost nor doubled.
    hall.do("sleep", 0.1, "mousemove", 210, 160, "click", 1, "key", "a")
    heard = hall.hear("key")
    taps = [line for line in heard if not line.startswith("move")]
    assert [line.split()[0] for line in taps] == ["up", "down", "up", "key"]
    assert "Tap(target='card'" in taps[0] and "Tap(target='card'" in taps[2]
    assert hall.colour(150, 120) == calm


def test_the_window_can_be_resized_and_left(desk: Open) -> None:
    hall = desk("640x360", SDL_VIDEO_WINDOW_POS="0,0")
    assert hall.hear("ready") == ["ready 640 360"]
    hall.do("search", "--onlyvisible", "--class", "listening", "windowsize", 960, 540)
    assert hall.hear("resized")[-1] == "resized 960 540"
    hall.do("mousemove", 100, 100, "click", 1)
    assert hall.hear("up")[-1].startswith("up 100 100 Tap(target='card', x=0.25, y=0.33")
    hall.do("key", "Escape")
    assert hall.hear("key")[-1] == "key escape"


def test_without_a_screen_one_sentence_says_so() -> None:
    said = subprocess.run(
        [sys.executable, str(PROGRAM), "full"], env=environment(), capture_output=True, text=True, timeout=30
    )
    assert said.stdout.startswith("NoDisplay")
    assert said.returncode == 0


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    """A window that is nowhere, as on a machine whose display is not X."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    window = Window.open((320, 180), now=lambda: 0.0)
    yield window
    window.close()


def test_the_last_screen_can_be_shown_again(still: Window, tmp_path: Path) -> None:
    file = tmp_path / "screen.raw"
    assert not still.recall(file)
    still.surface.fill((1, 2, 3))
    writing = still.remember(file)
    still.surface.fill((0, 0, 0))
    writing.join()
    assert still.recall(file) and still.surface.get_at((5, 5))[:3] == (1, 2, 3)
    assert list(tmp_path.iterdir()) == [file]
    file.write_bytes(b"of another size")
    assert not still.recall(file) and still.surface.get_at((5, 5))[:3] == (1, 2, 3)


def test_where_there_is_no_x_the_bell_still_wakes(still: Window) -> None:
    still.wait(0)
    still.ring()
    assert still.wait(0.4) == []
    pygame.event.post(pygame.Event(pygame.QUIT))
    assert still.wait(0.4) == [Quit()]


def test_on_a_full_disk_nothing_is_left_of_the_remembered_screen(
    still: Window, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "screen.raw").mkdir()  # so that the last step fails
    still.remember(tmp_path / "screen.raw").join()
    assert len(caplog.records) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["screen.raw"]


def test_keys_held_together_are_told(still: Window) -> None:
    both = pygame.KMOD_LCTRL | pygame.KMOD_LSHIFT
    still.wait(0)
    for key, held in ((pygame.K_q, both), (pygame.K_q, pygame.KMOD_LCTRL), (pygame.K_ESCAPE, 0)):
        pygame.event.post(pygame.Event(pygame.KEYDOWN, key=key, mod=held))
    assert still.wait(0.4) == [Key("ctrl+shift+q"), Key("q"), Key("escape")]


@pytest.mark.parametrize("size", [(1, 1), (640, 3), (20, 4000)])
def test_on_a_size_on_which_nothing_can_be_seen_all_goes_on_where_nobody_sees_it(
    still: Window, size: tuple[int, int]
) -> None:
    still.wait(0)
    shown = still.surface
    still.reshape(size)
    assert still.wait(0) == [Resized(320, 180)] and still.size == (320, 180)
    assert still.surface is not shown, "what is painted now is painted aside"
    still.present([pygame.Rect(0, 0, 320, 180)])
    assert still.wait(0) == []
    still.reshape((640, 360))
    assert still.wait(0) == [Resized(640, 360)] and still.surface is pygame.display.get_surface()
