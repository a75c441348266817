"""The baseline: the same hall as people usually write pygame, all of it redrawn sixty times a second."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pygame

from kiosk.content.load import load
from kiosk.screen.painter import Painter
from kiosk.wiring import Places, make_machine
from kiosk.zones.register import CATALOGUE

ROOT = Path(__file__).parents[1]


def main() -> None:
    pygame.init()
    screen = pygame.display.set_mode((1920, 1080))
    places = Places(ROOT / "content", ROOT / "zones.yaml", Path(tempfile.mkdtemp(prefix="kiosk-naive")))
    loaded = load(CATALOGUE, places.content, places.hall)
    machine = make_machine(loaded, places, (1920, 1080), random.Random(1), lambda: "n")
    painter, clock = Painter(screen, root=places.content), pygame.time.Clock()
    first = True
    while not any(event.type == pygame.QUIT for event in pygame.event.get()):
        machine.tick(clock.tick(60) / 1000)
        painter.forget()
        painter.paint(machine.view())
        pygame.display.flip()
        if first:
            print("shown", flush=True)
            first = False


if __name__ == "__main__":
    main()
