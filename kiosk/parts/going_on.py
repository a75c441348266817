"""What only tells goes on by itself: on a guided path, a page that asks nothing turns once it was said or read, unless
somebody has touched it. What asks something waits for somebody."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from kiosk.core.geometry import Rect
from kiosk.core.pace import reading_seconds
from kiosk.core.page_names import fits
from kiosk.core.vocabulary import AgeBand
from kiosk.draw.items import Item, Panel, Sound, Text, targets
from kiosk.draw.look import Look
from kiosk.parts.listening import ANSWER

REST_SECONDS = 3.0
"""How long a page stands once everything on it was said, or read at the pace of the slowest who came."""
RING_SECONDS = 6.0
"""How long a telephone rings that is only to be listened to, before the call is put through."""
MEANT_SECONDS = 1.0
"""Who touches a page so soon after it came by itself has meant the one before."""
_ONWARD = "next"
_STEP = 1.0
"""Seconds between two looks at how far it is."""
_LINE = 8.0
"""Height of the line along the yellow key that says how far it is."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The page that stands on a guided path, and for how many seconds it has been `silent`; whether anything was said
    on it, and whether somebody `held` it by touching.

    `seen`: it has been looked at; then `word` is what turns it by itself ("": it waits for somebody) after so many
    seconds of silence. `fresh`: it came by itself, and for so many seconds more the yellow key is not meant for it.
    """

    page: str = ""
    silent: float = 0.0
    spoken: bool = False
    held: bool = False
    seen: bool = False
    word: str = ""
    stands: float = 0.0
    fresh: float = 0.0

    @property
    def going(self) -> bool:
        """Whether it will turn by itself."""
        return bool(self.word) and not self.held

    @property
    def over(self) -> bool:
        """Whether it turns now."""
        return self.going and self.silent >= self.stands

    @property
    def share(self) -> float:
        """How much of its time is over (0-1)."""
        return min(1.0, self.silent / self.stands) if self.going else 0.0

    @property
    def due(self) -> float | None:
        """Seconds until it has to be looked at, looks otherwise, turns, or may be touched; None where it waits for
        somebody."""
        if self.held or (self.seen and not self.word):
            return self.fresh or None
        return max(0.0, min(_STEP, self.stands - self.silent)) if self.seen else 0.0

    def older(self, seconds: float) -> Standing:
        """So many seconds later, as far as touches go."""
        return replace(self, fresh=max(0.0, self.fresh - seconds)) if self.fresh else self

    def meant(self, target: str) -> bool:
        """Whether a touch of that is meant for this page: not of the yellow key, where one just like it stood a moment
        ago on the page that has turned by itself."""
        return not self.fresh or target != _ONWARD

    def touched(self, page: str) -> Standing:
        """Somebody has touched it, and this page stands there now. Who touched one that was about to turn has something
        to say, or to see there, and is not hurried; an answer is none."""
        return replace(self, held=True) if self.going and page == self.page else Standing(page)

    def waited(self, seconds: float) -> Standing:
        """So many seconds later, with nothing else on the screen."""
        return replace(self, silent=self.silent + seconds)

    def tells(self, pages: Sequence[str]) -> bool:
        """Whether it is one of those that only tell."""
        return any(fits(name, self.page) for name in pages)

    def looked_at(self, items: Sequence[Item], seconds: float, ages: Collection[AgeBand]) -> Standing:
        """So many seconds later, when these stand there (nothing, if it is no page that only tells); they count while
        nobody speaks. What was said need not be read again."""
        shown = targets(items)
        word = next((word for word in (ANSWER, _ONWARD) if word in shown), "")
        speaks = any(isinstance(item, Sound) and item.channel == "voice" for item in items)
        spoken = self.spoken or speaks
        stands = RING_SECONDS if word == ANSWER else REST_SECONDS
        if word == _ONWARD and not spoken:
            characters = sum(len(line) for item in items if isinstance(item, Text) for line in item.lines)
            stands += reading_seconds(characters, ages)
        silent = 0.0 if speaks or not word else self.silent + seconds
        return replace(self, silent=silent, spoken=spoken, seen=True, word=word, stands=stands)


def line(look: Look, items: Sequence[Item], share: float) -> list[Item]:
    """A line along the lower edge of the yellow key, as long as the page has stood."""
    key = next((item for item in reversed(items) if isinstance(item, Panel) and item.target == _ONWARD), None)
    if key is None or share <= 0:
        return []
    inside = key.rect.w - 2 * key.radius
    drawn = Rect(key.rect.x + key.radius, key.rect.bottom - 2 * _LINE, inside * share, _LINE)
    return [Panel(rect=drawn, fill=look.theme.on_accent, radius=_LINE / 2)]
