"""What somebody can touch who follows the yellow key and nothing else, for visits that are played off-screen."""

from __future__ import annotations

from collections.abc import Collection

from kiosk.draw.items import targets
from kiosk.session.conducting import yellow_key
from kiosk.session.frame import PREFIX
from kiosk.session.machine import Machine

_ASIDE = ("stop", "again", "round", "film", "back", "more", "pen", "group", "clue")
"""What leads aside from the path."""


def ways_on(machine: Machine, touched: Collection[tuple[str, str]]) -> list[str]:
    """The yellow key; where there is none, what was not `touched` on this page (a page and a word), from the top."""
    items = machine.view()
    yellow = yellow_key(items, machine.look)
    if yellow:
        return [yellow]
    page = machine.page()
    return [
        word
        for word in (*targets(items), *targets(items, "ink"))
        if not word.startswith(PREFIX)
        and "/to/" not in word
        and word.partition("/")[0] not in _ASIDE
        and (page, word) not in touched
    ]
