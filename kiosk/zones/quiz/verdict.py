"""What it was, whether that was the answer, and why in one sentence; the whole explanation is a page of its own."""

from __future__ import annotations

from kiosk.core.vocabulary import QuestionForm
from kiosk.draw.block import Block, beside, icon, label, moving, roomy, sized, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING
from kiosk.draw.widgets import flow, next_button, sign
from kiosk.parts import scroller
from kiosk.parts.question import Asked
from kiosk.parts.scroller import Scroll
from kiosk.zones.quiz.asking import Asking
from kiosk.zones.quiz.models import QuizItem
from kiosk.zones.quiz.options import options_of
from kiosk.zones.quiz.score import is_right, withheld

_WIDE = 1200.0
_WHY = 40.0
"""Size of the one sentence, where type is not large anyway: it is read from where the group stands."""
_READING = 1240.0


def verdict(look: Look, asking: Asking, w: float) -> Block:
    """Right or not, what it was in words, and why. Nobody is blamed."""
    item, theme = asking.item, look.theme
    top = _top(look, asking)
    role = BODY if look.large or not item.why else _WHY
    room = w - top.w - 48 if w > _WIDE else w
    why = text(look, item.why or item.explanation, room, role, theme.on_ground)
    said = beside([top, why], 48) if room < w else stack([flow(look, list(_parts(look, asking)), w, 24), why], 14, w=w)
    return moving(said, "turn", item.id)


def _parts(look: Look, asking: Asking) -> tuple[Block, Block]:
    item, theme = asking.item, look.theme
    right = is_right(item, asking.asked.chosen)
    size = look.size(HEADING)
    picture, ink = ("safe", theme.safe_light) if right else ("doubt", theme.mark)
    judged = label(look, _judged(item, asking.asked, right), HEADING, theme.on_ground, "serif")
    return beside([icon(picture, size * 1.2, ink), judged], 18), _truth(look, item)


def _top(look: Look, asking: Asking) -> Block:
    return beside(_parts(look, asking), 24)


def _judged(item: QuizItem, asked: Asked, right: bool) -> str:
    if right:
        return "答对了"
    if withheld(item, asked.chosen):
        return "先核实也稳妥"
    options = options_of(item)
    some = any(options[i].right for i in asked.chosen)
    return "还差一点" if item.form is QuestionForm.MULTIPLE and some else "再看一眼"


def _truth(look: Look, item: QuizItem) -> Block:
    """诈骗 or 真实 in words, where an item judges something."""
    if item.form is QuestionForm.JUDGE:
        if item.genuine is None:
            return sign(look, "doubt", "要先核实")
        return sign(look, "genuine", "这是真的") if item.genuine else sign(look, "danger", "这是骗局")
    return Block(0, 0)


def fuller(look: Look, asking: Asking, topic: tuple[str, str], reading: Scroll, following: str) -> list[Item]:
    """The page behind “再看一点”: the words that were judged, the whole explanation, what it belongs to, and how many
    hands went up."""
    item, theme = asking.item, look.theme
    area = look.area.inset(max(0.0, (look.area.w - _READING) / 2), 0)

    def build(look: Look, w: float) -> Block:
        size = look.size(CAPTION)
        name = label(look, topic[1], CAPTION, theme.on_ground_soft)
        parts = [
            _top(look, asking),
            text(look, item.explanation, w, BODY, theme.on_ground),
            text(look, f"“{item.quote}”" if item.quote else item.stem, w, BODY, theme.on_ground_soft, "serif"),
        ]
        if asking.hands is not None:
            said = look.say("{all} 位里有 {n} 位举手选了它。", all=asking.people, n=asking.hands)
            parts.append(text(look, said, w, BODY, theme.on_ground_soft))
        parts.append(beside([icon(topic[0], size * 1.2, theme.on_ground_soft), name], 12))
        return stack(parts, 32, w=w)

    grown = roomy(look, area.w, area.h, build)

    def spread(w: float) -> Block:
        block = build(grown, w)
        return sized(block, w, area.h) if block.h < area.h else block

    return [*scroller.view(look, area, spread, reading, "read", edge=16), *next_button(look, following, "next")]
