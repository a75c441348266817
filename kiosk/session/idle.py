"""How long a screen may stay untouched: longer when there is more to read, without end while a film runs."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.core.pace import reading_seconds
from kiosk.core.vocabulary import AgeBand
from kiosk.draw.items import Item, Text, Video

LONGEST_SECONDS = 300.0


def limit(items: Iterable[Item], least_seconds: float, ages: Iterable[AgeBand] = ()) -> float | None:
    """Seconds without a touch after which people of these ages are asked “还在看吗？”; None while a film runs."""
    characters = 0
    for item in items:
        if isinstance(item, Video) and item.playing:
            return None
        if isinstance(item, Text):
            characters += sum(len(line) for line in item.lines)
    return min(LONGEST_SECONDS, least_seconds + reading_seconds(characters, ages))
