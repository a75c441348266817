"""Lines that are said one after another: which one is being said, what is to be heard, and when the next one begins.

How long a recording lasts is known beforehand, so a scene's own clock says where the speaker is. With the sound off,
or no loudspeaker at all, everything comes at the same time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.core.speech import Spoken
from kiosk.draw.items import Sound

PAUSE_SECONDS = 0.45
"""Between two lines: somebody takes a breath."""
SILENT_LETTERS_A_SECOND = 5.0
"""How fast a line without a recording goes by."""
ALL = 1e9
"""Seconds after which everything has been said."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Lines in their order, each with its recording (None: there is none) and how many letters it has. They begin
    `lead` seconds after the speech does."""

    lines: tuple[tuple[Spoken | None, int], ...] = ()
    lead: float = 0.0

    @property
    def begins(self) -> tuple[float, ...]:
        """When each line begins, in seconds."""
        at, out = self.lead, []
        for line in self.lines:
            out.append(at)
            at += _seconds(line) + PAUSE_SECONDS
        return tuple(out)

    @property
    def seconds(self) -> float:
        """When the last line has been said; 0 where nothing is to be heard."""
        if not self.heard_at_all:
            return 0.0
        return self.begins[-1] + _seconds(self.lines[-1])

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

    def sounds(self, heard: float, key: str) -> list[Sound]:
        """The line that is being said, where it is by now; `key` tells this occasion from others."""
        index = self.begun(heard) - 1
        if not 0 <= index < len(self.lines) or self.over(heard):
            return []
        spoken, into = self.lines[index][0], heard - self.begins[index]
        if spoken is None or into >= spoken.seconds:
            return []
        return [Sound(name=spoken.file, channel="voice", key=f"{key}/{index}", start=round(into, 2))]


def _seconds(line: tuple[Spoken | None, int]) -> float:
    spoken, letters = line
    return spoken.seconds if spoken is not None else letters / SILENT_LETTERS_A_SECOND


def speech(spoken: Sequence[Spoken | None], letters: Sequence[int], lead: float = 0.0) -> Speech:
    """A speech of these recordings, and of so many letters where there is none."""
    return Speech(tuple(zip(spoken, letters, strict=True)), lead)
