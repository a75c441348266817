"""What is read at a glance, and “再看一点”: the quiet key to what a page leaves out, at the left of the next step."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kiosk.draw.block import place
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import CAPTION, TARGET_GAP
from kiosk.draw.widgets import icon_button

MORE = "more"
_SENTENCE = re.compile(r"[^。！？]+[。！？]?[”』]?")
_GLANCE = 34
"""Characters that are read in a glance."""


def sentences(words: str) -> list[str]:
    """The words sentence by sentence."""
    return [str(found) for found in _SENTENCE.findall(words)] or [words]


def gist(words: str, most: int = _GLANCE) -> str:
    """The first sentence, and those after it that still fit a glance, or `most` characters."""
    taken, *rest = sentences(words)
    for sentence in rest:
        if len(taken) + len(sentence) > most:
            break
        taken += sentence
    return taken


def more_button(look: Look, beside_them: Sequence[Item]) -> list[Item]:
    """The key, beside what already stands where the next step does, if that leaves it room."""
    slot = look.next_slot
    width = max(look.target, round(4 * look.size(CAPTION) + 28))
    left = min((item.rect.x for item in beside_them if item.rect.y >= slot.y), default=slot.right)
    x = max(slot.x, left - 2 * TARGET_GAP - width)
    if x + width + TARGET_GAP > left:
        return []
    return place(icon_button(look, "search", "再看一点", MORE, width, slot.h), x, slot.y)
