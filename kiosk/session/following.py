"""What somebody touches who follows the yellow key and nothing else, for visits that are played off-screen."""

from __future__ import annotations

from kiosk.draw.items import targets
from kiosk.session.conducting import yellow_key
from kiosk.session.frame import PREFIX
from kiosk.session.machine import Machine

_ASIDE = ("stop", "again", "round", "film", "back", "more", "pen", "group", "clue")
"""What leads aside from the path."""


def next_touch(machine: Machine, touched: set[tuple[str, str]]) -> str:
    """The yellow key; else what has not been touched on this page, from the top, which is noted in `touched`; "" where
    there is nothing."""
    items = machine.view()
    yellow = yellow_key(items, machine.look)
    if yellow:
        return yellow
    page = machine.page()
    fresh = [
        word
        for word in (*targets(items), *targets(items, "ink"))
        if not word.startswith(PREFIX)
        and "/to/" not in word
        and word.partition("/")[0] not in _ASIDE
        and (page, word) not in touched
    ]
    if fresh:
        touched.add((page, fresh[0]))
    return fresh[0] if fresh else ""
