"""What it was, whether that was the answer, and why in one sentence; the whole explanation is a page of its own."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import QuestionForm
from kiosk.draw.block import Block, beside, boxed, icon, label, moving, place, roomy, sized, stack, text
from kiosk.draw.items import Colour, Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING
from kiosk.draw.widgets import flow, next_button, sign
from kiosk.parts import scroller
from kiosk.parts.abacus import split
from kiosk.parts.question import Asked
from kiosk.parts.scroller import Scroll
from kiosk.zones.quiz.asking import Asking
from kiosk.zones.quiz.counting import sides, unsure
from kiosk.zones.quiz.models import FixedAnswer, QuizItem, QuizOption
from kiosk.zones.quiz.options import answer_words, options_of
from kiosk.zones.quiz.score import is_right, withheld

_WIDE = 1200.0
_WHY = 40.0
"""Size of the one sentence, where type is not large anyway: it is read from where the group stands."""
_LEFT, _BETWEEN, _TALL = 0.54, 56.0, 620.0
"""On a wide page: the share that the words have, the units beside them, and the height from which there is room for
the answers there."""
Answers = Callable[[float, float], Block]
"""The answers as they stood, in so many units of width and height."""


def verdict(look: Look, asking: Asking, w: float) -> Block:
    """How the room was split, whether that was right, what it was in words, and why. Nobody is blamed."""
    item, theme = asking.item, look.theme
    top = _top(look, asking)
    role = BODY if look.large or not item.why else _WHY
    room = w - top.w - 48 if w > _WIDE else w
    why = text(look, item.why or item.explanation, room, role, theme.on_ground)
    said = beside([top, why], 48) if room < w else stack([flow(look, list(_parts(look, asking)), w, 24), why], 14, w=w)
    said = stack([*_split(look, asking, w), said], 16, w=w)
    return moving(said, "turn", item.id)


def _split(look: Look, asking: Asking, w: float) -> list[Block]:
    """The hands that went up for answers of a word each; in a list of options each has its figure, and so it has on the
    scales where type is large."""
    if not (asking.worded and asking.hands.counted) or look.large:
        return []
    return [split(look, asking.hands, sides(asking), w, unsure(asking))]


def _parts(look: Look, asking: Asking) -> tuple[Block, ...]:
    """Whether it was right, and what it is; a group that did not judge sees what it is."""
    item, theme = asking.item, look.theme
    truth = _truth(look, item)
    if not asking.asked.chosen:
        return (truth,)
    right = is_right(item, asking.asked.chosen)
    size = look.size(HEADING)
    picture, ink = ("safe", theme.safe_light) if right else ("search", theme.mark)
    judged = label(look, _judged(item, asking.asked, right), HEADING, theme.on_ground, "serif")
    return beside([icon(picture, size * 1.2, ink), judged], 18), truth


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
    """What it is in words, where an item judges something or says something that is true or not: with neither tick nor
    cross, which are for what visitors answered."""
    theme = look.theme
    if item.form is QuestionForm.TRUE_FALSE:
        words = "这句话对" if item.answer == FixedAnswer.TRUE.word else "这句话不对"
        return _stamp(look, "info", words, theme.ground_light, theme.on_ground)
    if item.form is QuestionForm.JUDGE:
        if item.genuine is None:
            return _stamp(look, "phone", "要先核实", theme.accent, theme.on_accent)
        if item.genuine:
            return sign(look, "genuine", "这是真的")
        return _stamp(look, "scammer", "这是骗局", theme.danger, theme.on_danger)
    return Block(0, 0)


def _stamp(look: Look, picture: str, words: str, fill: Colour, ink: Colour) -> Block:
    size = look.size(CAPTION)
    return boxed(
        beside([icon(picture, size * 1.1, ink), label(look, words, CAPTION, ink, "strong")], 10),
        fill,
        pad=18,
        pad_y=6,
        radius=12,
    )


def fuller(
    look: Look, asking: Asking, topic: tuple[str, str], reading: Scroll, following: str, answers: Answers
) -> list[Item]:
    """The page behind “再看一点”: what was judged, the whole explanation, how many hands went up, what it belongs to;
    and `answers`, drawn for a width and a height, that say what was chosen and what was right. In large type, and
    where the page is low, those are told in a line each."""
    area = look.area
    apart = not look.large and not look.portrait and area.h >= _TALL
    room = Rect(area.x, area.y, round(area.w * _LEFT) if apart else area.w, area.h)
    held = answers(area.right - room.right - _BETWEEN, area.h) if apart else Block(0, 0)

    def build(look: Look, w: float) -> Block:
        parts = [
            _top(look, asking),
            *([] if look.large else _asked(look, asking, w)),
            text(look, asking.item.explanation, w, BODY, look.theme.on_ground),
            *([] if apart else _recap(look, asking, w)),
            *_split(look, asking, w),
            *([] if look.large else _belongs(look, asking.item, topic)),
        ]
        return stack(parts, 20 if look.large else 28, w=w)

    grown = roomy(look, room.w, room.h, build)

    def spread(w: float) -> Block:
        block = build(grown, w)
        return sized(block, w, room.h) if block.h < room.h else block

    items = scroller.view(look, room, spread, reading, "read", edge=16)
    items += place(held, room.right + _BETWEEN, area.y + (area.h - held.h) / 2)
    return [*items, *next_button(look, following, "next")]


def _asked(look: Look, asking: Asking, w: float) -> list[Block]:
    """What was judged, as it stood there; a call was heard, and can be heard again."""
    if asking.heard is not None:
        return []
    ink = look.theme.on_ground_soft
    words = asking.message(look)
    if words:
        return [text(look, f"{asking.item.stem}“{words.strip('“”')}”", w, CAPTION, ink)]
    said = asking.question(look)
    return [text(look, f"“{said}”" if asking.item.form is QuestionForm.TRUE_FALSE else said, w, CAPTION, ink)]


def _recap(look: Look, asking: Asking, w: float) -> list[Block]:
    """Each answer that was right or was chosen, in a line."""
    theme, size = look.theme, look.size(BODY)
    rows = []
    for i, option in enumerate(options_of(asking.item)):
        mine = i in asking.asked.chosen
        if option.right or mine:
            said = look.say(_whose(asking, option, mine), words=look.say(answer_words(asking.item, i)))
            picture, ink = ("check", theme.safe_light) if option.right else ("cross", theme.danger_light)
            if asking.several and option.right and not mine:
                picture = "plus"
            if not option.right and option.id == FixedAnswer.VERIFY:
                picture, ink = "phone", theme.on_ground_soft
            words = text(look, said, w - size - 18, BODY, theme.on_ground, "strong")
            rows.append(beside([icon(picture, size, ink), words], 18, "top"))
    return [stack(rows, 8, w=w)]


def _whose(asking: Asking, option: QuizOption, mine: bool) -> str:
    if not option.right:
        return "选错了：{words}" if asking.several else "您选的：{words}"
    if mine:
        return "您选对了：{words}"
    return "您漏了：{words}" if asking.several else "答案：{words}"


def _belongs(look: Look, item: QuizItem, topic: tuple[str, str]) -> list[Block]:
    """The kind of scam, where it was one: what is genuine is filed under none."""
    if item.genuine is not False:
        return []
    size, ink = look.size(CAPTION), look.theme.on_ground_soft
    return [beside([icon(topic[0], size * 1.2, ink), label(look, topic[1], CAPTION, ink)], 12)]
