"""抱歉页: something went wrong, nothing is lost, and there is one way on."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.draw.block import Block, icon, place, roomy, sized, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, TITLE
from kiosk.draw.widgets import next_button
from kiosk.scene import Gesture, Step, StillScene, Tap, Visit


class Sorry(StillScene[None]):
    """The scene; it is the same with and without a visit."""

    def start(self, visit: Visit) -> None:
        return None

    def touch(self, state: None, gesture: Gesture) -> Step[None]:
        on = isinstance(gesture, Tap) and gesture.target in ("go_on", "back")
        return Step(None, leave="go_on" if on else "")

    def view(self, state: None, look: Look) -> list[Item]:
        area = look.area
        grown = roomy(look, area.w * 0.9, area.h * 0.9, _words)
        block = _words(grown, area.w * 0.9)
        return [
            *place(block, area.x + area.w * 0.05, area.y + max(0.0, (area.h - block.h) * 0.42)),
            *next_button(look, "接着参观", "go_on"),
        ]

    def page(self, state: None) -> str:
        return "sorry"

    def samples(self) -> Iterator[None]:
        """The one page."""
        yield None


def _words(look: Look, w: float) -> Block:
    theme = look.theme
    words = look.say("这一页出了点问题，已经记下来了")
    if text_width(words, look.size(TITLE), "serif") > w:
        words = words.replace("，", "，\n")
    said = text(look, words, w, TITLE, theme.on_ground, "serif", "centre", True)
    more = text(
        look,
        "不是您按错了。前面看过的都还在，接着参观就好。",
        w,
        BODY,
        theme.on_ground_soft,
        align="centre",
        balance=True,
    )
    emblem = icon("emblem", 180, theme.mark)
    return stack([*([] if look.reach else [sized(emblem, w, 0, "centre")]), said, more], 24)
