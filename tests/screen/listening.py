"""Run by test_window.py in a process of its own: opens a window, paints one screen, prints what comes in."""

from __future__ import annotations

import sys
import time

from kiosk.core.geometry import Rect
from kiosk.draw.items import Ground, Item, Panel
from kiosk.screen.painter import Painter
from kiosk.screen.pointer import Key, Pointer, Quit, Resized
from kiosk.screen.touch import Finger
from kiosk.screen.window import NoDisplay, Window

SCREEN: list[Item] = [
    Ground(rect=Rect(0, 0, 1920, 1080), top=(18, 38, 74), bottom=(11, 24, 48)),
    Panel(rect=Rect(100, 100, 400, 300), fill=(244, 246, 242), radius=24, target="card"),
]


def main(size: str) -> None:
    try:
        window = Window.open(
            None if size == "full" else (int(size.split("x")[0]), int(size.split("x")[1])), now=time.monotonic
        )
    except NoDisplay as problem:
        print("NoDisplay", problem, flush=True)
        return
    painter = Painter(window.surface, wake=window.ring)
    finger = Finger(painter.surface.get_height() / 1080)
    window.present(painter.paint(SCREEN))
    print("ready", *window.size, flush=True)
    while True:
        for came in window.wait(30):
            if isinstance(came, Pointer):
                gestures = finger.feel(came, SCREEN, time.monotonic())
                window.present(painter.paint(SCREEN, finger.pressed))
                print(came.kind, round(came.x), round(came.y), *gestures, flush=True)
            elif isinstance(came, Resized):
                painter = Painter(window.surface, wake=window.ring)
                finger = Finger(painter.surface.get_height() / 1080)
                window.present(painter.paint(SCREEN))
                print("resized", came.w, came.h, flush=True)
            elif isinstance(came, Key):
                print("key", came.name, flush=True)
            elif isinstance(came, Quit):
                return


main(sys.argv[1])
