"""Who speaks how: a voice, a rate and a colour for each kind of person, and how a telephone sounds.

No voice belongs to scams or to the genuine: the same officers, clerks and callers are cast in both.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from hashlib import sha256

from kiosk.core.speech import Line, Role

MADE_WITH = 2
"""Counts changes of how speech is made; whatever was made before is made again."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of Kokoro's Mandarin voices, its rate (1 is its own; elders understand four syllables a second), and its
    pitch beside its own."""

    voice: str
    rate: float
    pitch: float = 1.0


CAST = {
    Role.NARRATOR: Part("zf_xiaoxiao", 0.9),
    Role.WOMAN: Part("zf_xiaobei", 0.92),
    Role.MAN: Part("zm_yunxi", 0.92),
    Role.GIRL: Part("zf_xiaoyi", 0.94, 1.04),
    Role.BOY: Part("zm_yunxia", 0.92),
    Role.OLD_WOMAN: Part("zf_xiaobei", 0.84, 0.92),
    Role.OLD_MAN: Part("zm_yunjian", 0.84, 0.94),
    Role.OFFICER: Part("zm_yunjian", 0.9),
    Role.CLERK: Part("zf_xiaoyi", 0.92, 0.96),
    Role.CALLER: Part("zm_yunyang", 0.86),
}


def settings_of(line: Line, read: str) -> str:
    """A short hash of everything that the line's recording was made with; `read` is how its words are read."""
    return sha256(repr((MADE_WITH, *astuple(CAST[line.role]), read)).encode()).hexdigest()[:8]
