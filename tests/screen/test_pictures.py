"""Which picture comes first where several are wanted at once."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from kiosk.screen.pictures import ROUND, Pictures, Wish

CONTENT = Path(__file__).parents[2] / "content"
ROOM = Wish("vr_experience/rooms/bank.jpg", (2048, 1024), ROUND, 0)
SMALL = [Wish(f"stills/{name}.jpg", (320, 240), "cover", 8) for name in ("padded_jacket", "approval")]


def test_what_lies_before_a_room_does_not_wait_for_the_room() -> None:
    """A visitor who opens a story sees its picture while the room behind it is still on its way."""
    rung = threading.Event()
    pictures = Pictures(CONTENT, 64 << 20, rung.set)
    try:
        pictures.ask(ROOM)
        time.sleep(0.01)  # the room is begun
        for wish in SMALL:
            pictures.ask(wish)
        came: list[Wish] = []
        while pictures.pending:
            assert rung.wait(60)
            rung.clear()
            came += pictures.collect()
        assert set(came[:2]) == set(SMALL) and came[2:] == [ROOM]
        assert all(pictures.get(wish) is not None for wish in came)
    finally:
        pictures.close()


def test_a_hall_that_closes_waits_for_no_picture() -> None:
    pictures = Pictures(CONTENT, 64 << 20, lambda: None)
    for wish in (ROOM, *SMALL):
        pictures.ask(wish)
    pictures.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "pictures"]
