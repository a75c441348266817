"""Who speaks how: a voice, a rate and a colour for each kind of person, and how a telephone sounds.

No voice belongs to scams or to the genuine: the same officers, clerks and callers are cast in both.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from hashlib import sha256

from kiosk.core.speech import Role, Utterance

MADE_WITH = 3
"""Counts changes of how speech is made; whatever was made before is made again."""


LEAST_RATE = 0.94
"""Asked to speak more slowly, Kokoro puts a syllable before each sentence that nobody wrote."""


@dataclass(frozen=True, slots=True)
class VoicePart:
    """One of Kokoro's Mandarin voices, how fast it speaks (1 is its own way; elders understand four syllables a
    second), and its pitch beside its own."""

    voice: str
    pace: float
    pitch: float = 1.0

    @property
    def rate(self) -> float:
        """The rate it is made at."""
        return LEAST_RATE / self.pitch

    @property
    def tempo(self) -> float:
        """What is left to be slowed down afterwards."""
        return self.pace / LEAST_RATE


CAST = {
    Role.NARRATOR: VoicePart("zf_xiaoxiao", 0.77),
    Role.WOMAN: VoicePart("zf_xiaobei", 0.78),
    Role.MAN: VoicePart("zm_yunxi", 0.78),
    Role.GIRL: VoicePart("zf_xiaoyi", 0.8, 1.04),
    Role.BOY: VoicePart("zm_yunxia", 0.79),
    Role.OLD_WOMAN: VoicePart("zf_xiaobei", 0.74, 0.92),
    Role.OLD_MAN: VoicePart("zm_yunjian", 0.74, 0.94),
    Role.OFFICER: VoicePart("zm_yunjian", 0.77),
    Role.CLERK: VoicePart("zm_yunyang", 0.75, 1.03),
    Role.CALLER: VoicePart("zm_yunyang", 0.74),
}


def settings_of(line: Utterance, read: str) -> str:
    """A short hash of everything that the line's recording was made with; `read` is how its words are read."""
    return sha256(repr((MADE_WITH, *astuple(CAST[line.role]), read)).encode()).hexdigest()[:8]
