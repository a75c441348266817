"""How the screen is to look for these visitors: canvas, text size, contrast, reach, language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kiosk.core.geometry import Rect, Size
from kiosk.draw.theme import CONTRAST, LARGE, LIGHTINGS, TARGET_MM, TARGET_UNITS, Lighting, Theme


class Words:
    """The interface's phrases in another language, keyed by the Chinese phrase; hashed by identity."""

    def __init__(self, table: Mapping[str, str] | None = None) -> None:
        self._table = dict(table or {})

    def get(self, phrase: str) -> str:
        return self._table.get(phrase, phrase)


CHINESE = Words()


@dataclass(frozen=True, slots=True)
class Look:
    """Everything a view may know about the screen. `area` is where a scene draws, in units;
    `next_slot` the place at the lower right where its next step stands.

    `headroom` is how much there is above the area to be seen by everybody and touched by nobody: on a lowered screen.
    `units_per_mm` is 0 when the panel's size is unknown. `still` asks for no motion. `zoom` grows the type of a page
    that has room to spare. `lighting` is the light of the zone.
    """

    canvas: Size = Size(1920, 1080)
    area: Rect = Rect(96, 144, 1728, 776)
    next_slot: Rect = Rect(1344, 944, 480, 104)
    large: bool = False
    contrast: bool = False
    lighting: Lighting = Lighting.NIGHT
    reach: bool = False
    headroom: float = 0.0
    still: bool = False
    units_per_mm: float = 0.0
    words: Words = CHINESE
    zoom: float = 1.0

    @property
    def portrait(self) -> bool:
        return self.canvas.h > self.canvas.w

    @property
    def sight(self) -> Rect:
        """The area and what is above it: for what is only looked at."""
        return Rect(self.area.x, self.area.y - self.headroom, self.area.w, self.area.h + self.headroom)

    @property
    def theme(self) -> Theme:
        return CONTRAST if self.contrast else LIGHTINGS[self.lighting]

    @property
    def target(self) -> float:
        """The least width and height of a target, in units: 16 mm on the real panel, never under 72."""
        return max(TARGET_UNITS, TARGET_MM * self.units_per_mm)

    def size(self, role: float) -> float:
        """The size in units of TITLE, HEADING, BODY or CAPTION text for these visitors."""
        return (LARGE.get(role, role * 1.7) if self.large else role) * self.zoom

    def say(self, phrase: str, **values: Any) -> str:
        """An interface phrase in the visitors' language: `look.say("还剩 {n} 分钟", n=3)`."""
        found = self.words.get(phrase)
        return found.format(**values) if values else found

    def within(self, area: Rect) -> Look:
        """The same look for a smaller area."""
        return replace(self, area=area, headroom=0.0)
