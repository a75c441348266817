"""The plainest page there is, for when even the sorry page fails: nothing in it can raise."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.core.geometry import Rect
from kiosk.draw.items import Item, Panel, Text
from kiosk.draw.look import Look
from kiosk.scene import Gesture, Step, StillScene, Visit


class PlainSorry(StillScene[None]):
    """Two lines and a button as large as the screen."""

    def start(self, visit: Visit) -> None:
        return None

    def touch(self, state: None, gesture: Gesture) -> Step[None]:
        return Step(None, leave="go_on")

    def view(self, state: None, look: Look) -> list[Item]:
        area, theme = look.area, look.theme
        size = look.size(44.0)
        return [
            Panel(rect=area, fill=theme.card, radius=24, target="go_on"),
            Text(
                rect=Rect(area.x + 40, area.y + 60, area.w - 80, size * 3),
                lines=("这一页出了点问题，", "请点一下，回到展区图。"),
                colour=theme.on_card,
                size=size,
                leading=size * 1.45,
                align="centre",
            ),
        ]

    def page(self, state: None) -> str:
        return "plain"

    def samples(self) -> Iterator[None]:
        """The one page."""
        yield None


PLAIN = PlainSorry()
