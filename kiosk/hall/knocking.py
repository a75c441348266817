"""Staff's page on the waiting screen: five touches of the emblem, one after another, show how many came today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import EffectVerdict
from kiosk.draw.block import Block, beside, label, place, stack, text
from kiosk.draw.items import Ground, Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING, MARGIN
from kiosk.hall.poster import display
from kiosk.reports.tallying import Counting
from kiosk.reports.today import Came, Today

KNOCKS = 5
BETWEEN_SECONDS = 1.0
"""The longest between two touches; a visitor who touched the emblem once has then been waiting so long to begin."""
SHOWN_SECONDS = 40.0
"""How long the page stands when nobody closes it."""

ASK_SECONDS = 0.1
"""While the figures are being counted, one asks so often whether they are there."""
_GAPS = (44, 28, 16)
"""Between two lines: as much as there is room for."""
_EDGE = 40

SAMPLE = Today(
    date(2026, 11, 28),
    Came(12, 180),
    Came(260, 3_900),
    EffectVerdict.TOO_FEW,
    "参观前后都答了题的有 9 场，至少要 10 场才能判断",
    "2026-11-20T17:02",
    damage=(
        "记录坏过一次，读得出的都收回了",
        "最近是11月28日。坏文件 kiosk-damaged-….db 请管理员看看，移走就不再提",
    ),
)
"""For whoever looks at every screen."""


@dataclass(frozen=True, slots=True)
class Knocking:
    """So many touches in a row, the last one `seconds` ago; or what is `shown` for that long. `missed`: it was a
    visitor, who goes on now."""

    touches: int = 0
    seconds: float = 0.0
    shown: Today | Counting | None = None
    missed: bool = False

    @property
    def begun(self) -> bool:
        """Whether time matters to it."""
        return self.touches > 0 or self.shown is not None


def knocked(knocking: Knocking, today: Callable[[], Today | Counting | None]) -> Knocking:
    """After a touch more."""
    if knocking.touches + 1 < KNOCKS:
        return Knocking(knocking.touches + 1)
    return Knocking(shown=today())


def tick(knocking: Knocking, seconds: float, today: Callable[[], Today | Counting | None]) -> Knocking:
    """After so many seconds."""
    stood = knocking.seconds + seconds
    if knocking.shown == "counting" and (found := today()) != "counting":
        return Knocking(shown=found)
    if knocking.shown is not None:
        return replace(knocking, seconds=stood) if stood < SHOWN_SECONDS else Knocking()
    return replace(knocking, seconds=stood) if stood < BETWEEN_SECONDS else Knocking(missed=True)


def due(knocking: Knocking) -> float:
    """Seconds until it changes."""
    if knocking.shown == "counting":
        return ASK_SECONDS
    return (SHOWN_SECONDS if knocking.shown is not None else BETWEEN_SECONDS) - knocking.seconds


def view(look: Look, hall_name: str, today: Today | Counting) -> list[Item]:
    """The figures, large, or that they are being counted; a touch anywhere closes them."""
    canvas = Rect(0, 0, *look.canvas)
    room = canvas.h - 2 * _EDGE
    tried = [
        _sheet(size, _rows(size, hall_name, today), gap) for size in (look, replace(look, large=False)) for gap in _GAPS
    ]
    whole = next((one for one in tried if one.h <= room), tried[-1])
    return [
        Ground(rect=canvas, top=look.theme.ground, bottom=look.theme.ground_dark),
        Panel(rect=canvas, target="close", alt=look.say("关上")),
        *place(whole, MARGIN, max(_EDGE, (canvas.h - whole.h) / 2)),
    ]


def _sheet(look: Look, rows: list[Block], gap: float) -> Block:
    w = look.canvas[0] - 2 * MARGIN
    foot = text(look, "给值班员看的。点一下屏幕就关上。", w, CAPTION, look.theme.on_ground_soft)
    return stack([*rows, foot], gap)


def _rows(look: Look, hall_name: str, today: Today | Counting) -> list[Block]:
    theme, w = look.theme, look.canvas[0] - 2 * MARGIN
    if today == "counting":
        return [text(look, hall_name, w, HEADING, theme.on_ground_soft), display(look, "正在数记录", 110.0, w)]
    first = max(label(look, heading, HEADING, theme.mark, "serif").w for heading, _, _ in today.lines) + 48
    head = text(look, f"{hall_name} · {today.day.month}月{today.day.day}日", w, HEADING, theme.on_ground_soft)
    rows: list[Block] = [head]
    for heading, words, besides in today.lines:
        large = heading == today.lines[0][0]
        said = (
            display(look, words, 110.0, w - first) if large else text(look, words, w - first, HEADING, theme.on_ground)
        )
        more = text(look, besides, w - first, BODY, theme.on_ground_soft)
        name = label(look, heading, HEADING, theme.mark, "serif")
        rows.append(beside([replace(name, w=first), stack([said, more], 4) if besides else said], 0, "top"))
    return rows
