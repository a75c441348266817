"""The page that stands when the hall cannot: on a real display, without one, without pygame, without anything of ours."""

from __future__ import annotations

import ast
import shutil
import signal
import struct
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.draw.theme import NORMAL
from kiosk.ops import maintenance
from kiosk.screen.lean import pygame
from kiosk.screen.placard import placard
from tests.ops.watched import PATIENCE_SECONDS, alive, environment, once
from tests.screen.test_window import server

PAGE = [sys.executable, "-m", "kiosk.ops.maintenance"]


def near(shown: bytes, ink: Sequence[int]) -> bool:
    """Blue, green and red as they are shown; scaling a picture rounds them."""
    return all(abs(a - b) <= 4 for a, b in zip(shown, reversed(ink[:3]), strict=True))


@contextmanager
def page(said: Path, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    hidden = environment(**more)
    if "SDL_VIDEODRIVER" not in more:
        del hidden["SDL_VIDEODRIVER"]
    with said.open("wb") as words, subprocess.Popen(PAGE, env=hidden, stdout=words, stderr=words) as shown:
        try:
            yield shown
        finally:
            shown.kill()


@pytest.fixture
def display(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "x").mkdir()
    with server(tmp_path / "x") as name:
        yield name


def pixels(folder: Path) -> tuple[int, int, bytes]:
    """Width, height and all of an X server's screen, three bytes a pixel from blue to red, and one of nothing."""
    screen = (folder / "Xvfb_screen0").read_bytes()
    head = struct.unpack(">25I", screen[:100])
    return head[4], head[5], screen[head[0] + head[19] * 12 :]


def test_it_fills_the_screen_with_the_halls_blue_and_with_words_and_no_touch_moves_it(
    tmp_path: Path, display: str
) -> None:
    with page(tmp_path / "said.txt", DISPLAY=display) as shown:

        def colour(x: int, y: int) -> bytes:
            w, _, seen = pixels(tmp_path / "x")
            return seen[4 * (y * w + x) :][:3]

        once(lambda: near(colour(3, 3), NORMAL.ground) and near(colour(1276, 716), NORMAL.ground), "no page")
        w, h, raw = pixels(tmp_path / "x")
        spots = [(x, y) for y in range(h // 4, 3 * h // 4, 3) for x in range(w // 3, 2 * w // 3, 3)]
        for ink in (NORMAL.ground, NORMAL.mark, NORMAL.on_ground):
            assert any(near(raw[4 * (y * w + x) :][:3], ink) for x, y in spots), ink
        touch = ["mousemove", "640", "360", "click", "1", "key", "ctrl+shift+q", "key", "alt+F4", "key", "Escape"]
        subprocess.run(["xdotool", *touch, "sleep", "1"], env=environment(DISPLAY=display), check=True)
        assert shown.poll() is None and pixels(tmp_path / "x")[2] == raw
        shown.send_signal(signal.SIGTERM)
        assert shown.wait(PATIENCE_SECONDS) == 0


def test_without_a_display_it_waits_until_it_is_told_to_end(tmp_path: Path) -> None:
    said = tmp_path / "said.txt"
    with page(said) as shown:
        once(lambda: "maintenance page:" in said.read_text("utf-8"), "it says nothing")
        assert shown.poll() is None and "Traceback" not in said.read_text("utf-8")
        shown.send_signal(signal.SIGTERM)
        assert shown.wait(PATIENCE_SECONDS) == 0


def test_without_pygame_it_waits_and_does_not_fall(tmp_path: Path) -> None:
    (tmp_path / "pygame.py").write_text("raise ImportError('libSDL2 is gone')")
    said = tmp_path / "said.txt"
    with page(said, PYTHONPATH=f"{tmp_path}:{environment()['PYTHONPATH']}") as shown:
        once(lambda: "libSDL2 is gone" in said.read_text("utf-8"), "it says nothing")
        assert shown.poll() is None
        shown.send_signal(signal.SIGTERM)
        assert shown.wait(PATIENCE_SECONDS) == 0


def test_it_goes_with_whoever_opened_it(tmp_path: Path) -> None:
    """A supervisor that was killed leaves no page over the hall."""
    opener = f"import subprocess, time; print(subprocess.Popen({PAGE!r}).pid, flush=True); time.sleep(3600)"
    nowhere = environment()
    with subprocess.Popen([sys.executable, "-c", opener], env=nowhere, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        shown = int(parent.stdout.readline())
        assert alive(shown)
        once(lambda: _maps_pygame(shown), "it does not start")
        parent.kill()
        once(lambda: not alive(shown), "the page stays")


def _maps_pygame(pid: int) -> bool:
    return "pygame" in Path(f"/proc/{pid}/maps").read_text()


def test_it_needs_nothing_of_ours() -> None:
    tree = ast.parse(Path(maintenance.__file__).read_text("utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not [name for name in named if name.startswith("kiosk")]


def test_it_stands_alone_with_its_picture_and_even_without(tmp_path: Path) -> None:
    alone = tmp_path / "page.py"
    shutil.copy(maintenance.__file__, alone)
    nowhere = {**environment(), "PYTHONPATH": ""}
    with subprocess.Popen([sys.executable, str(alone)], cwd=tmp_path, env=nowhere, stdout=subprocess.PIPE) as shown:
        assert shown.stdout is not None
        assert b"no picture" in shown.stdout.readline()
        shown.send_signal(signal.SIGTERM)
        assert shown.wait(PATIENCE_SECONDS) == 0


def test_the_picture_is_the_one_that_is_painted_now() -> None:
    kept = pygame.image.load(str(maintenance.PICTURE))
    now = placard()
    assert kept.get_size() == now.get_size()
    assert pygame.image.tobytes(kept, "RGB") == pygame.image.tobytes(now, "RGB"), "run `kiosk placard`"
    assert tuple(kept.get_at((0, 0)))[:3] == maintenance.GROUND == tuple(NORMAL.ground[:3])
