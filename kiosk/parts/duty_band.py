"""What everybody has to do, on the door of a zone; on the first door, where in the row each finds a bead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.content.models.duties import DutyTask
from kiosk.core.events import DutiesDealt
from kiosk.core.vocabulary import Duty
from kiosk.draw.block import Block, beside, boxed, column_width, grid, label, sized, stack
from kiosk.draw.items import Align
from kiosk.draw.look import Look
from kiosk.draw.widgets import heading
from kiosk.parts.duties import EVERYBODY, dealt_in, duty_bead, line, turn_of, written
from kiosk.scene import Visit

STAND = "从左到右，对着颜色站"
"""How a group finds its duties: each looks at the bead straight ahead."""
_PAD, _GAP = 28.0, 16.0
"""Inside the band; between its columns."""
_BEAD, _LOW = 1.9, 1.35
"""A bead in the row, of the type below it; where there is no room for any."""


def deals_here(visit: Visit, tasks: Sequence[DutyTask]) -> bool:
    """Whether the duties are dealt on a door with those tasks: nobody has any yet, and there is a group to deal to."""
    return bool(tasks and dealt_in(visit)) and not any(isinstance(event, DutiesDealt) for event in visit.events)


def bands(look: Look, visit: Visit, tasks: Sequence[DutyTask], w: float) -> Iterator[Block]:
    """The band in `w` units, the fullest first: whoever has little room takes the first that fits. None for nobody."""
    dealt = dealt_in(visit)
    if not dealt or not tasks:
        return
    turns = [turn for task in tasks if (turn := turn_of(visit, task.who, task.do)) is not None]
    lines = [line(look, turn, turn.name == EVERYBODY) for turn in turns]
    if not deals_here(visit, tasks):
        yield from _shelves(look, [], lines, w, "left")
        return
    head, one = heading(look, STAND, w - 2 * _PAD), len(tasks) == 1
    for heads, asked in (([head, *lines], ()) if one else ([head], tasks), ([head], ()), ([], ())):
        yield from _shelves(look, heads, [_place(look, duty, count, asked) for duty, count in dealt], w)
    yield from _shelves(look, [], [_row(look, duty, count, _LOW, duty.word) for duty, count in dealt], w)


def _place(look: Look, duty: Duty, count: int, tasks: Sequence[DutyTask]) -> Block:
    """Where those of one duty stand: a bead for each, what they are, what they do here."""
    role, ink = written(look), look.theme.on_ground
    does = [label(look, task.do, role, look.theme.on_ground_soft) for task in tasks if duty in (task.who or (duty,))]
    beads = _row(look, duty, count, _BEAD)
    return stack([beads, stack([label(look, duty.word, role, ink, "strong"), *does], 0, "centre")], 10, "centre")


def _row(look: Look, duty: Duty, count: int, size: float, alt: str = "") -> Block:
    """A bead for each who has that duty, `size` times as high as type."""
    bead, last = round(look.size(written(look)) * size), count - 1
    return beside([duty_bead(duty, bead, "" if place < last else alt) for place in range(count)], 8)


def _shelves(
    look: Look, head: Sequence[Block], cells: Sequence[Block], w: float, align: Align = "centre"
) -> Iterator[Block]:
    """The cells side by side in as few rows as their widths allow, on one dark panel."""
    inside = w - 2 * _PAD
    for across in sorted({min(most, len(cells)) for most in (5, 3, 2, 1)}, reverse=True):
        each = column_width(inside, across, _GAP) if across else 0.0
        if cells and max(cell.w for cell in cells) <= each:
            rows = grid([sized(cell, each, cell.h, align) for cell in cells], across, _GAP)
            whole = stack([*head, rows], _GAP) if len(cells) > 1 else cells[0]
            yield boxed(whole, look.theme.ground_dark, pad=_PAD, pad_y=_GAP, w=w if len(cells) > 1 else 0)
