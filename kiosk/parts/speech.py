"""Lines that are said one after another: which one is being said, what is to be heard, and when the next one begins.

How long a recording lasts is known beforehand, so a scene's own clock says where the speaker is. With the sound off,
or no loudspeaker at all, everything comes at the same time.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from kiosk.core.pace import pause_seconds
from kiosk.core.speech import Spoken
from kiosk.core.vocabulary import AgeBand
from kiosk.draw.items import Sound

SILENT_LETTERS_A_SECOND = 5.0
"""How fast a line without a recording goes by."""
ALL = 1e9
"""Seconds after which everything has been said."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Lines in their order, each with its recording (None: there is none) and how many letters it has; and when each
    `begins`, in seconds."""

    lines: tuple[tuple[Spoken | None, int], ...] = ()
    begins: tuple[float, ...] = ()

    @property
    def each(self) -> tuple[float, ...]:
        """How many seconds each line lasts."""
        return tuple(
            spoken.seconds if spoken is not None else letters / SILENT_LETTERS_A_SECOND
            for spoken, letters in self.lines
        )

    @property
    def seconds(self) -> float:
        """When the last line has been said; 0 where nothing is to be heard."""
        return self.begins[-1] + self.each[-1] if self.heard_at_all else 0.0

    @property
    def heard_at_all(self) -> bool:
        """Whether there is any recording: without one, nobody waits for words that stand there to be read."""
        return any(spoken is not None for spoken, _ in self.lines)

    def begun(self, heard: float) -> int:
        """How many lines have begun after `heard` seconds."""
        return sum(begin <= heard for begin in self.begins) if self.heard_at_all else len(self.lines)

    def over(self, heard: float) -> bool:
        """Whether everything has been said."""
        return heard >= self.seconds

    def due(self, heard: float) -> float | None:
        """Seconds until another line begins, or the last one ends; None when all is said."""
        ahead = [at - heard for at in (*self.begins, self.seconds) if at > heard]
        return min(ahead) if ahead and self.heard_at_all else None

    def saying(self, heard: float) -> tuple[int, Spoken, float] | None:
        """The recording that is heard just now: which line it is, and how many seconds of it are over."""
        index = self.begun(heard) - 1
        if not 0 <= index < len(self.lines) or self.over(heard):
            return None
        spoken, into = self.lines[index][0], heard - self.begins[index]
        return None if spoken is None or into >= spoken.seconds else (index, spoken, into)

    def sounds(self, heard: float, key: str) -> list[Sound]:
        """The line that is being said, where it is by now; `key` tells this occasion from others."""
        saying = self.saying(heard)
        if saying is None:
            return []
        index, spoken, into = saying
        return [Sound(name=spoken.file, channel="voice", key=f"{key}/{index}", start=round(into, 2))]


def speech(
    spoken: Sequence[Spoken | None], letters: Sequence[int], lead: float = 0.0, ages: Collection[AgeBand] = ()
) -> Speech:
    """A speech of these recordings, and of so many letters where there is none, beginning after `lead` seconds, to
    listeners of these ages."""
    lines = Speech(tuple(zip(spoken, letters, strict=True)))
    at, begins = lead, []
    for seconds in lines.each:
        begins.append(at)
        at += seconds + pause_seconds(ages)
    return replace(lines, begins=tuple(begins))
