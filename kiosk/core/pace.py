"""How fast people read and listen: the one place behind the idle question, the timers of the stories and their lint,
and the pauses between lines that are said.

Characters (Han) a minute, read aloud to a group or slowly by oneself. Adults read Chinese in silence at 300 to 500,
people over sixty at about 180 to 260 from a screen two metres away; a hall has to wait for its slowest reader.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kiosk.core.vocabulary import AgeBand

CHARACTERS_A_MINUTE: dict[AgeBand, int] = {
    AgeBand.MINOR: 240,
    AgeBand.YOUNG: 300,
    AgeBand.MIDDLE: 300,
    AgeBand.SENIOR: 180,
    AgeBand.UNKNOWN: 180,
}

PAUSE_SECONDS, LONG_PAUSE_SECONDS = 0.45, 0.9
"""Between two lines that are said: somebody takes a breath. Old people take in the one before the next comes."""


def pause_seconds(ages: Collection[AgeBand] = ()) -> float:
    """Between two lines that are said to a group of these ages."""
    return LONG_PAUSE_SECONDS if AgeBand.SENIOR in ages else PAUSE_SECONDS


def characters_a_minute(ages: Iterable[AgeBand] = ()) -> int:
    """The pace of a group: of its slowest band; of the slowest of all where nobody said."""
    return min((CHARACTERS_A_MINUTE[band] for band in ages), default=min(CHARACTERS_A_MINUTE.values()))


def reading_seconds(characters: int, ages: Iterable[AgeBand] = ()) -> float:
    """Seconds a group of these ages needs for so many characters."""
    return characters * 60.0 / characters_a_minute(ages)
