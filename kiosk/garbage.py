"""When the program's garbage is collected: while nobody touches the screen, since going over all that lives takes as
long as several frames."""

from __future__ import annotations

import gc

QUIET_SECONDS = 3.0
"""So long nobody touches before everything is gone over."""
ENOUGH, FAR_TOO_MUCH = 10, 100
"""Collections of what is young after which all is gone over, in quiet, and without waiting for it."""


def put_off() -> None:
    """What lives now is kept for good, and what will is gone over in quiet; what is young at once, as ever."""
    gc.freeze()
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, FAR_TOO_MUCH)
    gc.enable()


def due(quiet: float) -> bool:
    """Whether it is time to go over everything, when nobody has touched for `quiet` seconds."""
    return quiet >= QUIET_SECONDS and gc.get_count()[2] >= ENOUGH


def collect(quiet: float) -> None:
    """Go over everything, if that is due."""
    if due(quiet):
        gc.collect()
