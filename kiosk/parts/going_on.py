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
_ONWARD = "next"
_STEP = 0.5
"""Seconds between two looks at how far it is."""
_LINE = 8.0
"""Height of the line along the yellow key that says how far it is."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The page that stands on a guided path, for how many seconds it has been silent; whether anything was said on it,
    and whether somebody `held` it by touching."""

    page: str = ""
    silent: float = 0.0
    spoken: bool = False
    held: bool = False

    def touched(self, page: str, going: bool) -> Standing:
        """Somebody has touched it, and this page stands there now. Who touched one that was `going` to turn has something
        to say, or to see there, and is not hurried; an answer is none."""
        return replace(self, held=True) if going and page == self.page else Standing(page)


def goes_on(standing: Standing, tells: Sequence[str], items: Sequence[Item]) -> str:
    """What turns the page by itself: the yellow key, or the green one of a telephone; "" for a page that waits for
    somebody."""
    if standing.held or not any(fits(name, standing.page) for name in tells):
        return ""
    shown = targets(items)
    return next((word for word in (ANSWER, _ONWARD) if word in shown), "")


def seconds_of(standing: Standing, items: Sequence[Item], ages: Collection[AgeBand], word: str) -> float:
    """How long the page stands in silence: what was said need not be read again."""
    if word == ANSWER:
        return RING_SECONDS
    if standing.spoken:
        return REST_SECONDS
    characters = sum(len(line) for item in items if isinstance(item, Text) for line in item.lines)
    return REST_SECONDS + reading_seconds(characters, ages)


def after(standing: Standing, items: Sequence[Item], seconds: float) -> Standing:
    """The page so many seconds later; they count while nobody speaks."""
    if any(isinstance(item, Sound) and item.channel == "voice" for item in items):
        return replace(standing, silent=0.0, spoken=True)
    return replace(standing, silent=standing.silent + seconds)


def due(standing: Standing, stands: float) -> float:
    """Seconds until it next looks otherwise, or goes on."""
    return max(0.0, min(_STEP, stands - standing.silent))


def shown(look: Look, items: Sequence[Item], share: float) -> list[Item]:
    """A line along the lower edge of the yellow key, as long as the page has stood."""
    key = next((item for item in reversed(items) if isinstance(item, Panel) and item.target == _ONWARD), None)
    if key is None or share <= 0:
        return []
    inside = key.rect.w - 2 * key.radius
    line = Rect(key.rect.x + key.radius, key.rect.bottom - 2 * _LINE, inside * min(1.0, share), _LINE)
    return [Panel(rect=line, fill=look.theme.on_accent, radius=_LINE / 2)]
