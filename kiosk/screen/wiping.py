"""A page of cells that staff wipe with a finger: what stays dark is where the panel is deaf; contacts that are reported
twice are counted."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import hypot
from pathlib import Path

from kiosk.core.geometry import Rect, canvas_size
from kiosk.draw.items import Item, Panel, Text
from kiosk.draw.theme import NORMAL
from kiosk.screen.lean import pygame
from kiosk.screen.painter import Painter
from kiosk.screen.window import Window

LONG, SHORT = 16, 9
"""Cells along the panel's longer and shorter side: each is about as large as the smallest thing to touch."""
TWICE_SECONDS, TWICE_PIXELS = 0.04, 12.0
"""No finger comes down twice so soon at the same place."""
LEFT_SECONDS = 60.0
"""Staff who touch nothing for so long have gone."""
_WORDS = "用一根手指把格子全部抹亮。抹不亮的地方就是失灵的。按 Esc，或一分钟不碰，就结束。"


@dataclass
class Wiped:
    """What was touched of a panel of that many pixels; the lines say so to staff."""

    size: tuple[int, int]
    touched: set[tuple[int, int]] = field(default_factory=set)
    downs: int = 0
    twice: int = 0
    _last: tuple[float, float, float] = (-1e9, 0.0, 0.0)

    @property
    def grid(self) -> tuple[int, int]:
        """Columns and rows."""
        w, h = self.size
        return (LONG, SHORT) if w >= h else (SHORT, LONG)

    @property
    def well(self) -> bool:
        """Whether every cell answered, and nothing was reported twice."""
        columns, rows = self.grid
        return len(self.touched) == columns * rows and not self.twice

    def come(self, x: float, y: float, down: bool, now: float) -> None:
        """A contact is at that pixel: it came `down` there, or moves."""
        columns, rows = self.grid
        column, row = int(x * columns / self.size[0]), int(y * rows / self.size[1])
        if 0 <= column < columns and 0 <= row < rows:
            self.touched.add((column, row))
        if down:
            at, was_x, was_y = self._last
            self.twice += now - at < TWICE_SECONDS and hypot(x - was_x, y - was_y) < TWICE_PIXELS
            self.downs += 1
            self._last = now, x, y

    @property
    def lines(self) -> Iterable[str]:
        """What there is to say."""
        columns, rows = self.grid
        deaf = sorted({(c, r) for c in range(columns) for r in range(rows)} - self.touched, key=lambda cell: cell[::-1])
        yield f"共 {columns * rows} 格，抹亮 {len(self.touched)} 格，手指按下 {self.downs} 次。"
        if deaf:
            named = "、".join(f"第{r + 1}行第{c + 1}列" for c, r in deaf[:12]) + ("……" if len(deaf) > 12 else "")
            yield f"没有亮的：{named}。先擦干净屏幕再抹一遍；还是不亮，就是这里坏了，找装屏的人。"
        if self.twice:
            yield f"有 {self.twice} 次一碰报了两次：换一根 USB 线，或找装屏的人。"
        if not deaf and not self.twice:
            yield "处处都灵。"


def cells(wiped: Wiped) -> list[Item]:
    """The page as it stands."""
    canvas = canvas_size(*wiped.size)
    columns, rows = wiped.grid
    w, h = canvas.w / columns, canvas.h / rows
    lit = [
        Panel(
            rect=Rect(c * w + 2, r * h + 2, w - 4, h - 4),
            fill=NORMAL.accent if (c, r) in wiped.touched else NORMAL.ground_dark,
            radius=8,
        )
        for c in range(columns)
        for r in range(rows)
    ]
    size = min(44.0, canvas.w / len(_WORDS) * 0.94)
    line = Rect(0, canvas.h / 2 - size, canvas.w, 2 * size)
    words = Text(rect=line, lines=(_WORDS,), colour=NORMAL.on_card, size=size, leading=2 * size, align="centre")
    return [
        Panel(rect=Rect(0, 0, canvas.w, canvas.h), fill=NORMAL.ground),
        *lit,
        Panel(rect=line, fill=NORMAL.card),
        words,
    ]


def wiped(window: Window) -> Wiped:
    """The page until every cell is lit, somebody presses Esc, or nobody touches it any more."""
    result, painter = Wiped(window.size), Painter(window.surface, root=Path())
    try:
        touched = time.monotonic()
        while not result.well and time.monotonic() - touched < LEFT_SECONDS:
            window.present(painter.paint(cells(result)))
            event = pygame.event.wait(200)
            if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
                break
            touched = time.monotonic() if _takes(result, event) else touched
        window.present(painter.paint(cells(result)))
    finally:
        painter.close()
    return result


def _takes(result: Wiped, event: pygame.Event) -> bool:
    now, (w, h) = time.monotonic(), result.size
    if event.type in (pygame.FINGERDOWN, pygame.FINGERMOTION):
        result.come(event.x * w, event.y * h, event.type == pygame.FINGERDOWN, now)
    elif event.type == pygame.MOUSEBUTTONDOWN and not getattr(event, "touch", False):
        result.come(event.pos[0], event.pos[1], True, now)
    elif event.type == pygame.MOUSEMOTION and event.buttons[0] and not getattr(event, "touch", False):
        result.come(event.pos[0], event.pos[1], False, now)
    else:
        return False
    return True
