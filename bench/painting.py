"""Tap, new screen and scroll on an off-screen surface, beside a loop that redraws everything each time."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Row, compared, milliseconds
from kiosk.draw.items import targets
from kiosk.parts.entrance import ROUND
from kiosk.scene import Drag, Tap
from kiosk.screen.painter import Painter
from kiosk.session.machine import Machine
from kiosk.session.preview_state import open_zone
from kiosk.wiring import Places, make_machine, read_content
from kiosk.zones.case_warnings.pages import CaseWallPage

ROOT = Path(__file__).parents[1]
SIZES = ((1920, 1080), (3840, 2160))


def hall(pixels: tuple[int, int]) -> Machine:
    """A machine on the hall's own content, behind the door of the cases."""
    places = Places(ROOT / "content", ROOT / "zones.yaml", Path(tempfile.mkdtemp(prefix="kiosk-bench")))
    machine = make_machine(read_content(places), places, pixels, random.Random(1), lambda: "bench")
    open_zone(machine, "case_warnings")
    machine.touch(Tap(ROUND))
    return machine


def rows() -> Iterator[Row]:
    for pixels in SIZES:
        yield from _painting(pixels)


def _painting(pixels: tuple[int, int]) -> Iterator[Row]:
    machine, size = hall(pixels), f"{pixels[0]}×{pixels[1]}"
    ours, naive = Painter(pixels, root=ROOT / "content"), Painter(pixels, root=ROOT / "content")

    def redraw(pressed: str = "") -> None:
        naive.forget()
        naive.paint(machine.view(), pressed)

    card = next(w for w in targets(machine.view()) if w.startswith("case/"))
    ours.paint(machine.view())
    redraw()
    pressed = [
        t
        for _ in range(60)
        for t in milliseconds(lambda: ours.paint(machine.view(), card), 1)
        + milliseconds(lambda: ours.paint(machine.view()), 1)
    ]
    yield compared(f"tap to pressed look, {size}", pressed, milliseconds(lambda: redraw(card), 30))

    def on_the_wall() -> bool:
        return isinstance(machine.state.inside.page, CaseWallPage)

    def turn(painter_redraws: bool) -> None:
        machine.touch(Tap(card if on_the_wall() else "frame/back"))
        redraw() if painter_redraws else ours.paint(machine.view())

    turn(False)
    turn(True)
    yield compared(
        f"tap to new screen, {size}", milliseconds(lambda: turn(False), 60), milliseconds(lambda: turn(True), 30)
    )
    if not on_the_wall():
        machine.touch(Tap("frame/back"))

    def scroll(painter_redraws: bool, way: list[float]) -> None:
        if machine.state.inside.wall.offset > 1500 or machine.state.inside.wall.offset <= 0:
            way[0] = 12.0 if machine.state.inside.wall.offset > 1500 else -12.0
        machine.touch(Drag("wall", "move", 0.0, way[0], extent=2000.0))
        redraw() if painter_redraws else ours.paint(machine.view())

    way = [-12.0]
    yield compared(
        f"a frame of scrolling, {size}",
        milliseconds(lambda: scroll(False, way), 200),
        milliseconds(lambda: scroll(True, way), 60),
    )
    ours.close()
    naive.close()
