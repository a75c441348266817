"""Words that are spoken: who says them and how they reach the ear, and the recording there is of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from kiosk.core.text_hash import text_hash
from kiosk.core.vocabulary import Silhouette, Term


class Role(Term):
    """A kind of person, each with a voice of its own."""

    NARRATOR = "narrator", "旁白"
    WOMAN = "woman", "女士"
    MAN = "man", "先生"
    GIRL = "girl", "女孩"
    BOY = "boy", "男孩"
    OLD_WOMAN = "old_woman", "老奶奶"
    OLD_MAN = "old_man", "老爷爷"
    OFFICER = "officer", "民警"
    CLERK = "clerk", "职员"
    CALLER = "caller", "陌生的来电人"


ROLE_OF = {
    Silhouette.WOMAN: Role.WOMAN,
    Silhouette.MAN: Role.MAN,
    Silhouette.GIRL: Role.GIRL,
    Silhouette.BOY: Role.BOY,
    Silhouette.YOUNG_WOMAN: Role.GIRL,
    Silhouette.YOUNG_MAN: Role.BOY,
    Silhouette.OLD_WOMAN: Role.OLD_WOMAN,
    Silhouette.OLD_MAN: Role.OLD_MAN,
    Silhouette.OFFICER: Role.OFFICER,
    Silhouette.BANK: Role.CLERK,
    Silhouette.OTHER: Role.CALLER,
    Silhouette.PHONE: Role.CALLER,
}
"""Who speaks where that figure stands on the screen."""


class Way(Term):
    """How a voice reaches the ear."""

    ROOM = "room", "在身边"
    PHONE = "phone", "电话里"


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words to be spoken by somebody. `key` names the recording, so that other words have another."""

    words: str
    role: Role
    way: Way = Way.ROOM

    @property
    def key(self) -> str:
        return _key(self.role, self.way, self.words)


@lru_cache(maxsize=2048)
def _key(role: Role, way: Way, words: str) -> str:
    """Asked for in every frame in which something moves while somebody speaks."""
    return text_hash(f"{role}|{way}|{words}")[:16]


STEPS_A_SECOND = 12
"""How finely the loudness of a recording is known."""
LOUDNESS_FILE = "loudness.json"
"""Beside the recordings: their loudness by the keys of their lines."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line and its recording: the file below the content folder, and how many seconds it lasts. `loudness` is a
    digit 0-9 for each twelfth of a second; "" where it is not known."""

    line: Utterance
    file: str
    seconds: float
    loudness: str = ""


Recording = Callable[[Utterance], Spoken | None]
"""Gives the recording of a line; None while there is none."""
