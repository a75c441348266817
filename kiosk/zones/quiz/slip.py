"""What is to be judged, as a slip of paper: a message, a sentence, or the lines of a call as they are said."""

from __future__ import annotations

from dataclasses import replace

from kiosk.draw.block import Block, icon, sized, stack, text
from kiosk.draw.items import Colour
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION, HEADING, Theme
from kiosk.parts import paper
from kiosk.parts.listening import Listening
from kiosk.zones.quiz.asking import Asking

STATEMENT = "有人这样说，说得对吗？"
"""What is asked of a sentence that is true or not."""
_BETWEEN = 8.0


def slip(look: Look, asking: Asking, w: float, h: float) -> Block:
    """The slip, `w` units wide, in the largest type in which it is no higher than `h`."""
    pad = paper.pad(look)
    if asking.heard is not None:
        said = _spoken(look, asking.heard, asking, w - 2 * pad, h - 2 * paper.PAD_Y)
        return paper.paper(look, said, w)
    for role in (*paper.SIZES, BODY):
        made = paper.paper(look, _written(look, asking, w - 2 * pad, role), w)
        if made.h <= h:
            break
    return made


def _head(look: Look, asking: Asking, who: str, w: float) -> Block:
    """Who it comes from; in large type that is left out once the answer is there."""
    return paper.head(look, who, w, bare=look.large and asking.asked.answered)


def _written(look: Look, asking: Asking, w: float, role: float) -> Block:
    """The message, the sentence that decides marked once the answer is given; or the sentence that is true or not."""
    words, theme = asking.message(look), look.theme
    if not words:
        said = text(look, f"“{asking.question(look)}”", w, role, theme.on_card, "serif", balance=True)
        if look.large and asking.asked.answered:
            return said
        return stack([text(look, STATEMENT, w, CAPTION if look.large else BODY, theme.on_card), said], paper.GAP, w=w)
    body = text(look, f"“{words.strip('“”')}”", w, role, theme.on_card, marks=_marks(theme, asking))
    return stack(
        [_head(look, asking, asking.question(look), w), paper.penned(theme, body, asking.item.genuine)], paper.GAP, w=w
    )


def _marks(theme: Theme, asking: Asking) -> tuple[tuple[str, Colour], ...]:
    decides = asking.item.decides
    return ((decides, paper.pen_ink(theme, asking.item.genuine)),) if decides and asking.asked.answered else ()


def _spoken(look: Look, heard: Listening, asking: Asking, w: float, h: float) -> Block:
    """The call as it is said: the last lines for which there is room; once judged the one that decided."""
    theme, call = look.theme, heard.call
    head = _head(look, asking, call.caller, w)
    if asking.asked.answered and not look.still:
        line = call.script[call.decisive].text
        for role in (HEADING, BODY):
            ink = paper.pen_ink(theme, call.genuine)
            body = text(look, f"“{line}”", w, role, theme.on_card, marks=((line, ink),))
            made = stack([head, paper.penned(theme, body, call.genuine)], paper.GAP, w=w)
            if made.h <= h:
                break
        return made
    rows = [_line(look, heard, i, w) for i in range(max(1, asking.lines))]
    shown: list[Block] = []
    for row in reversed(rows):
        if shown and not look.still and head.h + paper.GAP + stack([row, *shown], _BETWEEN).h > h:
            break
        shown.insert(0, row)
    waiting = [icon("phone", look.size(HEADING), theme.safe)] if not asking.lines else shown
    return stack([head, stack(waiting, _BETWEEN)], paper.GAP, w=w)


def _line(look: Look, heard: Listening, index: int, w: float) -> Block:
    """A line of the call: the caller's at the left, the other's softer at the right."""
    theme, line = look.theme, heard.call.script[index]
    role = BODY if look.still else HEADING
    natural = min(w * 0.92, text_width(look.say(line.text), look.size(role)) + 2)
    words = text(look, line.text, natural, role, theme.on_card_soft if line.me else theme.on_card)
    return replace(sized(words, w, 0, "right" if line.me else "left"), seams=words.seams)
