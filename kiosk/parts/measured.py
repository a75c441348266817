"""One live form as it is asked: what came, page by page, and what is said of it. Nothing is revealed, and nobody is
right or wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kiosk.core.events import Event, JudgementCounted, JudgementUncounted, MeasuringBegun, MeasuringSkipped
from kiosk.core.live_forms import LiveForm
from kiosk.core.subject import Subject
from kiosk.core.vocabulary import Phase
from kiosk.draw.block import Block, beside, icon, label, place, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING, TARGET_GAP
from kiosk.draw.widgets import dots, icon_button, next_button
from kiosk.parts import abacus, paper, scroller
from kiosk.parts.abacus import NOT_SURE, Side
from kiosk.parts.hands import HANDS, Hands, nobody_yet
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture, Tap, Visit

_SAY = "say"
"""Before the place of an answer in what is touched: `say/0` is 是骗局, `say/1` 是真的, `say/2` 拿不准."""
_SCAM, _GENUINE = 0, 1
SKIP, SKIP_WORDS = "skip", "跳过"
_LIST = "read"
_TOP = Scroll()
_SIZES = (84.0, 72.0)
"""Units: larger than other slips, for there is nothing beside it to read."""
_KEY = 132.0
"""Units: height of an answer that one person touches."""
_LOW = 620.0
"""Height of the area below which there is no room for more than is needed."""


@dataclass(frozen=True, slots=True)
class MeasuredItem:
    """What is judged: what it is to the log, how it came, its words; and for afterwards the sentence that decides, and
    why."""

    about: Subject
    stem: str
    words: str
    decides: str
    why: str


Bank = Mapping[str, MeasuredItem]
"""All that can stand in a live form, by id."""


@dataclass(frozen=True, slots=True)
class Judging:
    """How far a form is: the item at `index` is asked, with the `hands` that went up for it, or what one person `said`
    of it. `begun`: the log knows that it was begun."""

    phase: Phase
    form: LiveForm
    people: int
    index: int = 0
    hands: Hands = Hands()
    said: int | None = None
    begun: bool = False
    scroll: Scroll = _TOP

    @property
    def item(self) -> str:
        """The id of the item that is asked; "" once all were."""
        return self.form.items[self.index] if self.index < len(self.form.items) else ""

    @property
    def counting(self) -> bool:
        return self.people > 1


def judging(visit: Visit, phase: Phase, bank: Bank) -> Judging | None:
    """The form for that moment of the visit, without what the bank no longer has; None where nothing is measured."""
    if visit.measured is None:
        return None
    form = visit.measured.of(phase)
    form = replace(form, items=tuple(item for item in form.items if item in bank))
    return _asking(Judging(phase, form, visit.people), 0) if form.items else None


def begun(state: Judging) -> tuple[Judging, tuple[Event, ...]]:
    """The form is begun, for the log too."""
    if state.begun:
        return state, ()
    return replace(state, begun=True), (MeasuringBegun(state.phase, state.form.id, state.form.items),)


def skipped(state: Judging) -> MeasuringSkipped:
    """The event of one touch that leaves it out."""
    return MeasuringSkipped(state.phase, state.form.id)


def touched(state: Judging, gesture: Gesture, bank: Bank) -> tuple[Judging, tuple[Event, ...]]:
    """After a touch: something counted or said, or on to the next item, which writes down what was said of this one."""
    moved = scroller.touch(state.scroll, gesture, _LIST)
    if moved is not None:
        return replace(state, scroll=moved), ()
    if not isinstance(gesture, Tap) or not state.item:
        return state, ()
    if gesture.target == "next":
        after, events = begun(state)
        return _asking(after, state.index + 1), (*events, _counted(state, bank[state.item]))
    word, _, answer = gesture.target.partition("/")
    if word == _SAY and answer.isdecimal():
        return _saying(state, int(answer)), ()
    counted = state.hands.after(gesture.target)
    return (state if counted is None else replace(state, hands=counted)), ()


def tick(state: Judging, seconds: float) -> Judging:
    """A list that was pushed comes to rest."""
    return replace(state, scroll=scroller.tick(state.scroll, seconds))


def _asking(state: Judging, index: int) -> Judging:
    hands = nobody_yet(state.people, 2) if state.counting else Hands()
    return replace(state, index=index, hands=hands, said=None, scroll=_TOP)


def _saying(state: Judging, answer: int) -> Judging:
    """A touch of an answer itself: what one person says, or one hand more."""
    if not state.counting:
        return replace(state, said=answer) if answer <= 2 else state
    if answer > _GENUINE or state.hands.counts[answer] >= state.hands.most(answer):
        return state
    more = state.hands.after(f"{HANDS}/{answer}/{state.hands.counts[answer] + 1}")
    return state if more is None else replace(state, hands=more)


def _counted(state: Judging, item: MeasuredItem) -> Event:
    """What was said of the item in view, or that nobody was counted for it."""
    if state.counting:
        scam, genuine = state.hands.counts
        counted = state.hands.counted
    else:
        scam, genuine = int(state.said == _SCAM), int(state.said == _GENUINE)
        counted = state.said is not None
    if not counted:
        return JudgementUncounted(*item.about, state.phase, state.form.id, state.people)
    return JudgementCounted(*item.about, state.phase, state.form.id, scam, genuine, state.people)


def view(look: Look, state: Judging, bank: Bank, onward: str) -> list[Item]:
    """What came, as large as there is room for, and below it what can be said; the yellow key goes on, after the last
    one with the words `onward`."""
    area, item = look.area, bank[state.item]
    top, answers = _top(look, state, area.w), _answers(look, state, area.w)
    gap = 16.0 if _small(look) else 28.0
    room = area.h - top.h - answers.h - 2 * gap
    slip = _slip(look, item, area.w, room)
    last = state.index + 1 == len(state.form.items)
    key = next_button(look, onward if last else "下一件", "next")
    if slip.h > room:

        def whole(w: float) -> Block:
            return stack([_top(look, state, w), _slip(look, item, w, 0), _answers(look, state, w)], gap, w=w)

        return [*scroller.view(look, area, whole, state.scroll, _LIST, edge=16), *key]
    air = min((room - slip.h) / 2, 60.0)
    items = place(top, area.x, area.y) + place(slip, area.x, area.y + top.h + gap + air)
    return [*items, *place(answers, area.x, area.bottom - answers.h), *key]


def skip_key(look: Look, beside_them: Sequence[Item]) -> list[Item]:
    """The quiet key that leaves the form out, at the left of the next step, if that leaves it room."""
    slot = look.next_slot
    width = max(look.target, round(2 * look.size(CAPTION) + 48))
    left = min((item.rect.x for item in beside_them if item.rect.y >= slot.y), default=slot.right)
    x = max(slot.x, left - 2 * TARGET_GAP - width)
    if x + width + TARGET_GAP > left:
        return []
    return place(icon_button(look, "skip", SKIP_WORDS, SKIP, width, slot.h), x, slot.y)


def _small(look: Look) -> bool:
    return look.large or look.area.h < _LOW


def _top(look: Look, state: Judging, w: float) -> Block:
    """Where one is in the form."""
    count = len(state.form.items)
    where = label(
        look, look.say("第 {n} 件 · 共 {all} 件", n=state.index + 1, all=count), CAPTION, look.theme.on_ground_soft
    )
    row = dots(look, count, state.index)
    return beside([where, Block(max(24.0, w - where.w - row.w), 0), row], 0)


def _slip(look: Look, item: MeasuredItem, w: float, h: float) -> Block:
    """What came, in the largest type in which it is no higher than `h`."""
    inside = w - 2 * paper.pad(look)
    head = paper.head(look, item.stem, inside)
    for role in (*_SIZES, *paper.SIZES, BODY):
        words = text(look, f"“{item.words.strip('“”')}”", inside, role, look.theme.on_card)
        made = paper.paper(look, stack([head, words], paper.GAP, w=inside), w)
        if made.h <= h:
            break
    return made


def _answers(look: Look, state: Judging, w: float) -> Block:
    """The beads of a group, or the keys of one person; below them who has said nothing yet."""
    sides = abacus.truths(f"{_SAY}/{_SCAM}", f"{_SAY}/{_GENUINE}")
    if not state.counting:
        return _keys(look, state, (*sides, Side(NOT_SURE, "doubt", f"{_SAY}/2")), w)
    rows = abacus.rows(look, state.hands, sides, (), w)
    return rows if _small(look) else stack([rows, _below(look, state)], 16, w=w)


def _below(look: Look, state: Judging) -> Block:
    """What to do; once hands were counted, how many raised none."""
    theme, size = look.theme, look.size(BODY)
    rest = state.hands.rest
    if state.hands.counted and rest:
        return label(look, f"{look.say(NOT_SURE)} {look.say('{n} 位', n=rest)}", BODY, theme.on_ground)
    words = "大家都举了手。" if state.hands.counted else "请大家举手，两边都数一数。"
    return beside([icon("hand_raise", size * 1.3, theme.mark), label(look, words, BODY, theme.on_ground)], 16)


def _keys(look: Look, state: Judging, sides: tuple[Side, ...], w: float) -> Block:
    """Three keys, side by side where the page is broad."""
    upright = look.portrait or look.large
    each = w if upright else (w - 2 * 24) / 3
    height = look.size(HEADING) * 1.6 if _small(look) else _KEY
    made = [
        abacus.answer_key(look, Hands(), side, i, state.said == i, each, max(look.target, height))
        for i, side in enumerate(sides)
    ]
    return stack(made, 16) if upright else beside(made, 24)
