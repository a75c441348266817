"""A sheet for writing with a finger: strokes, undo, clear, and a kind word when it is full.

The sheet has one size of its own, however large it is drawn; so what was written in portrait or big text hangs on the
wall unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import hypot

from kiosk.core.geometry import Rect
from kiosk.draw.block import place, text
from kiosk.draw.items import Ink, Item, Lines, Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import HEADING, RADIUS
from kiosk.scene import Gesture, Stroke, Tap

SHEET_W, SHEET_H = 1200, 600
"""The sheet in its own units."""
PEN = 12.0
"""Width of the ink line, in the sheet's units."""
LINES_MOST, POINTS_MOST = 200, 12_000
"""Ten minutes of writing, or minutes of scribbling without lifting the finger."""
_NEAR = 3.0


@dataclass(frozen=True, slots=True)
class Pad:
    """Finished strokes and the one under the finger; x0, y0, x1, y1, … in the sheet's whole units.

    `full` once something did not fit any more. A long line comes as several strokes: `lines` says of how many each is
    made, `end` how the last one ended, and `goes_on` that the growing stroke is more of it.
    """

    strokes: tuple[tuple[int, ...], ...] = ()
    growing: tuple[int, ...] = ()
    full: bool = False
    lines: tuple[int, ...] = ()
    end: tuple[float, ...] = field(default=(), compare=False)
    goes_on: bool = False

    @property
    def points(self) -> int:
        return sum(len(stroke) for stroke in self.strokes) // 2

    @property
    def empty(self) -> bool:
        return not self.strokes and not self.growing


def touch(pad: Pad, gesture: Gesture, name: str) -> Pad | None:
    """After ink on the sheet called `name`, or a tap on `name/undo` or `name/clear`; None for anything else."""
    if isinstance(gesture, Stroke):
        sheet, _, thousandths = gesture.target.partition("/")
        known = sheet == name and thousandths.isdecimal() and int(thousandths) > 0
        return _written(pad, gesture, int(thousandths) / 1000) if known else None
    if isinstance(gesture, Tap) and gesture.target == f"{name}/undo":
        return Pad(pad.strokes[: -pad.lines[-1]], lines=pad.lines[:-1]) if pad.lines else Pad()
    if isinstance(gesture, Tap) and gesture.target == f"{name}/clear":
        return Pad()
    return None


def _written(pad: Pad, stroke: Stroke, scale: float) -> Pad:
    if not pad.growing:  # a finger that comes down begins with one point, and a line that goes on with its last two
        pad = replace(pad, goes_on=not stroke.done and len(stroke.points) == 4 and stroke.points == pad.end)
    room = POINTS_MOST - pad.points
    if (len(pad.lines) >= LINES_MOST and not pad.goes_on) or room <= 0:
        return replace(pad, growing=(), full=True)
    line = thinned(stroke.points, scale)
    full = pad.full or len(line) > 2 * room
    line = line[: 2 * room]
    if not stroke.done:
        return replace(pad, growing=line, full=full)
    if not line:
        return replace(pad, growing=())
    lines = (*pad.lines[:-1], pad.lines[-1] + 1) if pad.goes_on else (*pad.lines, 1)
    return Pad((*pad.strokes, line), (), full, lines, stroke.points[-4:])


def thinned(points: tuple[float, ...], scale: float) -> tuple[int, ...]:
    """Screen points on the sheet, `scale` screen units for one of the sheet's, leaving out those too near the last.

    What is kept does not change as the stroke grows.
    """
    kept: list[int] = []
    for x, y in zip(points[::2], points[1::2], strict=False):
        across = round(min(SHEET_W, max(0.0, x / scale)))
        down = round(min(SHEET_H, max(0.0, y / scale)))
        if not kept or hypot(across - kept[-2], down - kept[-1]) >= _NEAR:
            kept += (across, down)
    return tuple(kept)


def fitting(w: float, h: float) -> tuple[float, float]:
    """Width and height of the largest sheet in that room."""
    scale = min(w / SHEET_W, h / SHEET_H)
    return SHEET_W * scale, SHEET_H * scale


def view(look: Look, rect: Rect, pad: Pad, name: str, hint: str) -> list[Item]:
    """The sheet filling `rect` (of the sheet's shape), with guide lines and, while empty, a hint in the middle.

    The target carries its scale in thousandths, so that strokes come back in the sheet's units.
    """
    theme = look.theme
    thousandths = round(rect.w / SHEET_W * 1000)
    items: list[Item] = [
        Panel(rect=rect, fill=theme.card, radius=RADIUS, target=f"{name}/{thousandths}", finger="ink", shadow=True)
    ]
    for share in (1 / 3, 2 / 3):
        y = rect.y + rect.h * share
        across = rect.w - 96
        items.append(Lines(rect=Rect(rect.x + 48, y, across, 2), points=(0, 1, across, 1), colour=theme.line, width=2))
    if pad.empty:
        words = text(look, hint, rect.w - 96, HEADING, theme.on_card_soft, "serif", "centre")
        return items + place(words, rect.x + 48, rect.y + (rect.h - words.h) / 2)
    strokes = (*pad.strokes, pad.growing) if pad.growing else pad.strokes
    return [
        *items,
        Ink(rect=rect, strokes=strokes, colour=theme.on_card, width=PEN, scale=thousandths / 1000, clip=rect),
    ]
