"""劝一劝 as it is seen: the person large at the left with what they say, what one may say as three keys at the right,
and how far the door stands open."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import assert_never

from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import AdviceOutcome, Counsel, Openness
from kiosk.draw.block import (
    Block,
    beside,
    boxed,
    column_width,
    columns_for,
    grid,
    icon,
    label,
    place,
    roomy,
    space,
    stack,
    text,
)
from kiosk.draw.items import Item, Lines
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.draw.widgets import Meaning, again_button, callout, done_mark, dots, next_button, sign
from kiosk.parts import question, scroller
from kiosk.parts.question import Asked, AskOption
from kiosk.parts.scroller import GUTTER_GAP
from kiosk.zones.scam_types import talk as talks_of
from kiosk.zones.scam_types.advising import (
    ONWARD_WORD,
    AdvicePage,
    Advising,
    HelpWallPage,
    MeetPage,
    MomentsPage,
    PartingPage,
    TalkPage,
)
from kiosk.zones.scam_types.dialogue import Advice, AdviceChoice

_GAP, _WIDE_GAP = 20.0, 64.0
_LEFT = 0.46
"""Share of the width in which the person stands."""
_TAIL = (44.0, 30.0)
"""Width and height of what leads from a bubble to who says it."""
_FIGURE_LEAST, _FIGURE_MOST = 96.0, 430.0
_KEY_MOST = 176.0
"""Height of a key with something to say, where there is room."""
_SEEN = 190.0
"""What the figure on an upright screen takes besides the least, before words grow."""
_DOOR_ICONS = {Openness.OPEN: "door_open", Openness.GUARDED: "door_ajar", Openness.CLOSED: "door_closed"}
_OUTCOME_MEANINGS: dict[AdviceOutcome, Meaning] = {
    AdviceOutcome.HEARD: "safe",
    AdviceOutcome.THINKING: "note",
    AdviceOutcome.SHUT: "doubt",
    AdviceOutcome.TAKEN_UP: "genuine",
    AdviceOutcome.REFUSED: "doubt",
}


def view(look: Look, advising: Advising, page: AdvicePage, helped: Collection[str], onward: str) -> list[Item]:
    """The page; `helped` are the ids of talks gone through, `onward` what the step after a talk is called."""
    match page:
        case HelpWallPage(reading):
            return scroller.view(look, look.area, lambda w: _people(look, advising.talks, helped, w), reading, "read")
        case MeetPage(advice):
            return _meeting(look, page, advice)
        case TalkPage():
            return [*_talking(look, advising, page), *advising.sounds(page)]
        case PartingPage():
            return [*_parting(look, advising, page), *advising.sounds(page)]
        case MomentsPage(talk):
            return [*_looked_back(look, page, talks_of.moments(talk)), *next_button(look, onward, "next")]
        case never:
            assert_never(never)


def people_door(look: Look, people: int, w: float) -> Block:
    """The card on the wall of kinds that leads to the people: low enough to stand beside a heading, but in large type
    `w` units wide."""
    theme = look.theme
    size = look.size(HEADING)
    names = ("old_woman",) if look.large else ("old_woman", "young_man", "woman")
    faces = beside([icon(name, size, theme.on_card) for name in names], 4)
    parts = [faces, label(look, "劝一劝", HEADING, theme.on_card, "serif")]
    if not look.portrait:
        parts.append(label(look, look.say("{n} 个人等您拿主意", n=people), BODY, theme.on_card))
    row = beside([*parts, icon("right", 36, theme.accent_deep)], 20)
    return boxed(
        row,
        theme.accent_tint,
        pad=28,
        pad_y=6,
        w=w if look.large else 0,
        h=look.target,
        valign=0.5,
        target="advice",
        shadow=True,
    )


def _people(look: Look, talks: Sequence[Advice], helped: Collection[str], w: float) -> Block:
    theme = look.theme
    head = stack(
        [
            text(look, "劝一劝", w, HEADING if look.large else TITLE, theme.on_ground, "serif"),
            text(look, "有的遇上骗子，有的遇上真的。挑一位，大家帮着说", w, BODY, theme.on_ground_soft, balance=True),
        ],
        4,
    )
    columns = columns_for(w, 560 if not look.large else 760, 3)
    each = column_width(w, columns)
    least = max(_person_card(look, advice, True, each, 0.0).h for advice in talks)
    rows = -(-len(talks) // columns)
    room = (look.area.h - head.h - 32 - 24 * (rows - 1)) / rows
    height = max(least, min(room, 330.0)) if not look.large else least
    cards = [_person_card(look, advice, advice.id in helped, each, height) for advice in talks]
    return stack([head, grid(cards, columns)], 32, w=w)


def _person_card(look: Look, advice: Advice, helped: bool, w: float, h: float) -> Block:
    theme = look.theme
    size = min(180.0, max(100.0, h - 80)) if not look.large else 120.0
    inside = w - 64 - size - 28
    who = label(look, advice.who, BODY, theme.on_card_soft)
    words = [
        text(look, advice.title, inside, HEADING, theme.on_card, "serif", balance=True),
        beside([who, done_mark(look, "劝过了")], 20) if helped else who,
    ]
    row = beside([icon(advice.figure.value, size, theme.ground), stack(words, 8)], 28)
    return boxed(row, theme.card, pad=32, pad_y=24, w=w, h=h, valign=0.5, target=f"help/{advice.id}", shadow=True)


def _meeting(look: Look, page: MeetPage, advice: Advice) -> list[Item]:
    """The person, and what they are about to do."""

    def words(larger: Look, w: float) -> Block:
        theme = larger.theme
        return stack(
            [
                text(larger, advice.title, w, TITLE, theme.mark, "serif", balance=True),
                text(larger, advice.scene, w, HEADING, theme.on_ground, "serif"),
            ],
            28,
            w=w,
        )

    step = next_button(look, "说说话", "next", icon_name="chat")
    area = look.area
    if look.portrait:
        look = roomy(look, area.w, area.h - 2 * _SEEN, words)
        figure = min(area.w * 0.7, area.h - words(look, area.w).h - 48)
        shown = [icon(advice.figure.value, figure, look.theme.on_ground)] if figure >= _FIGURE_LEAST else []
        whole = stack([*shown, words(look, area.w)], 48, w=area.w)
        lowered = Rect(area.x, area.y + max(0.0, area.h - whole.h) * 0.4, area.w, area.h)
        return [
            *scroller.view(
                look, _rest(area, lowered), lambda w: words(look, w) if not shown else whole, page.reading, "read"
            ),
            *step,
        ]
    size = min(area.h * 0.9, area.w * 0.36, 640.0)
    x = area.x + size + _WIDE_GAP
    right = Rect(x, area.y, area.right - x, area.h)
    grown = roomy(look, right.w, right.h, words)
    spare = max(0.0, right.h - words(grown, right.w).h) * 0.45
    right = Rect(right.x, right.y + spare, right.w, right.h - spare)
    items = place(icon(advice.figure.value, size, look.theme.on_ground), area.x, area.y + (area.h - size) / 2)
    return [*items, *scroller.view(look, right, lambda w: words(grown, w), page.reading, "read"), *step]


def _rest(area: Rect, lowered: Rect) -> Rect:
    return Rect(lowered.x, lowered.y, lowered.w, area.bottom - lowered.y)


def _talking(look: Look, advising: Advising, page: TalkPage) -> list[Item]:
    """What the person says, and what one may say."""
    talk, said = page.talk, advising.said(page)
    begun = look.still or said.begun(page.heard) > 0
    mine = talks_of.chosen(talk)[-1].text if talk.said else ""
    ready = look.still or advising.may_choose(page)

    def choices(larger: Look, w: float) -> Block:
        return _choices(larger, page, w) if ready else _not_yet(look, page, w)

    again = again_button(look, []) if said.heard_at_all else []
    person = _Person(talk.advice, talk.openness, mine, talk.words, begun)
    return [*_side_by_side(look, person, choices, page, 0.0 if ready else 0.5), *again]


def _parting(look: Look, advising: Advising, page: PartingPage) -> list[Item]:
    """What the person says last, how it came out and what happened then."""
    talk, said = page.talk, advising.said(page)
    end = talks_of.end_of(talk)
    genuine = talk.advice.genuine

    def came_out(larger: Look, w: float) -> Block:
        truth = sign(larger, "genuine", "这一回是真的") if genuine else sign(larger, "danger", "这一回是骗局")
        parts = [truth, callout(larger, _OUTCOME_MEANINGS[end.outcome], end.outcome.word, end.text, w)]
        return stack(parts, 20, w=w)

    step = next_button(look, "回头看三句话", "next")
    again = again_button(look, step) if said.heard_at_all else []
    mine = talks_of.chosen(talk)[-1].text
    person = _Person(talk.advice, talk.openness, mine, talk.words)
    return [*_side_by_side(look, person, came_out, page, 0.5), *step, *again]


@dataclass(frozen=True, slots=True)
class _Person:
    """Who is talked to, how ready they are to listen, what was said to them and what they answer (`begun`: it is heard
    by now)."""

    advice: Advice
    openness: Openness
    mine: str
    words: str
    begun: bool = True


def _side_by_side(
    look: Look,
    person: _Person,
    build: Callable[[Look, float], Block],
    page: TalkPage | PartingPage,
    valign: float = 0.0,
) -> list[Item]:
    """The person, and at their right (below them on an upright screen) what `build` makes; one list where there is no
    room for both."""
    area = look.area
    if look.portrait:
        look = roomy(look, area.w, area.h, lambda larger, w: _upright(larger, person, build, w))
        height = build(look, area.w).h
        left = Rect(area.x, area.y, area.w, area.h - height - 32)
        right = Rect(area.x, area.bottom - height, area.w, height)
    else:
        left = Rect(area.x, area.y, area.w * _LEFT, area.h)
        right = Rect(left.right + _WIDE_GAP, area.y, area.w - left.w - _WIDE_GAP, area.h)
    if _person(look, person, left.w).h > left.h:
        lane = look.target + GUTTER_GAP  # in large type, or low on the glass
        whole = stack([_person(look, person, area.w - lane), build(look, area.w - lane)], 32)
        return scroller.view(look, area, lambda w: whole, page.reading, "read")
    grown = look if look.portrait else roomy(look, right.w, right.h, build)
    lower = max(0.0, right.h - build(grown, right.w).h) * valign
    rest = Rect(right.x, right.y + lower, right.w, right.h - lower)
    return [
        *place(_person(look, person, left.w, left.h), left.x, left.y),
        *scroller.view(look, rest, lambda w: build(grown, w), page.reading, "read"),
    ]


def _upright(look: Look, person: _Person, build: Callable[[Look, float], Block], w: float) -> Block:
    """Both, one below the other, with room for the person to be seen from afar."""
    return stack([_person(look, person, w), space(_SEEN), build(look, w)], 32, w=w)


def _person(look: Look, person: _Person, w: float, h: float = 0.0) -> Block:
    """The person below what they say, filling `h` units, or as low as may be."""
    theme = look.theme
    said = _said_to_them(look, person.mine, w)
    inner = min(w - 72, text_width(person.words, look.size(HEADING), "serif") + 2)
    body = boxed(
        text(look, person.words, inner, HEADING, theme.on_card, "serif", balance=True), theme.card, pad=36, pad_y=24
    )
    bubble = Block(body.w, body.h + _TAIL[1], body.items)
    name = stack(
        [label(look, person.advice.who, HEADING, theme.on_ground, "serif"), _door_sign(look, person.openness)],
        14,
    )
    taken = said.h + (_GAP if said.h else 0.0) + bubble.h + 10
    size = min(_FIGURE_MOST, max(_FIGURE_LEAST, name.h, h - taken), w - name.w - 28)
    x = size * 0.5 - _TAIL[0] / 2
    tail = Lines(
        rect=Rect(x, body.h - 1, *_TAIL), points=(0, 0, _TAIL[0], 0, 8, _TAIL[1]), colour=theme.card, filled=True
    )
    shown = Block(bubble.w, bubble.h, (*body.items, tail) if person.begun else ())
    foot = beside([icon(person.advice.figure.value, size, theme.on_ground), name], 28)
    whole = stack([said, stack([shown, foot], 10)], _GAP, w=w)
    return stack([space(max(0.0, h - whole.h) / 2), whole], 0, w=w)


def _said_to_them(look: Look, mine: str, w: float) -> Block:
    """What the group said just now; nothing at the beginning."""
    if not mine:
        return Block(0, 0)
    theme = look.theme
    you = label(look, "您说", CAPTION, theme.mark)
    return beside([you, text(look, mine, w - you.w - 18, BODY, theme.on_ground_soft)], 18, "top")


def _door_sign(look: Look, openness: Openness) -> Block:
    """How ready somebody is to listen: a door and a word."""
    theme = look.theme
    size = look.size(BODY) * 1.2
    row = beside(
        [icon(_DOOR_ICONS[openness], size, theme.on_ground), label(look, openness.word, BODY, theme.on_ground)], 14
    )
    return boxed(row, theme.ground_light, pad=20, pad_y=8, radius=18)


def _choices(look: Look, page: TalkPage, w: float) -> Block:
    """Three things to say, to be talked over first."""
    talk = page.talk
    number = len(talk.said)
    head = stack(
        [
            dots(look, len(talk.advice.turns), number),
            text(look, "大家商量一下，选一句", w, HEADING, look.theme.on_ground, "serif"),
        ],
        12,
    )
    options = [AskOption(choice.text, None) for choice in talk.advice.turns[number].choices]
    least = 96.0 if look.large else 140.0 if look.portrait else min(_KEY_MOST, (look.area.h - head.h - 60) / 3 - 16)
    return stack([head, question.options_block(look, options, Asked(), f"say/{number}", w, least=least)], 28, w=w)


def _not_yet(look: Look, page: TalkPage, w: float) -> Block:
    """In the place of what one may say: first listen. Whoever is in a hurry goes on."""
    theme = look.theme
    size = look.size(BODY)
    words = text(look, "先听完，再商量。赶时间就点一下", w - 56 - size - 20, BODY, theme.on_ground)
    row = beside([icon("speaker", size, theme.mark), words], 20)
    return boxed(
        row, theme.ground_dark, pad=28, pad_y=18, w=w, radius=20, target=f"{ONWARD_WORD}/{len(page.talk.said)}"
    )


def _looked_back(look: Look, page: MomentsPage, chosen: Sequence[AdviceChoice]) -> list[Item]:
    area = look.area
    grown = roomy(look, area.w, area.h, lambda larger, w: _moments(larger, chosen, w))
    spare = max(0.0, area.h - _moments(grown, chosen, area.w).h) * 0.4
    rest = Rect(area.x, area.y + spare, area.w, area.h - spare)
    return scroller.view(look, rest, lambda w: _moments(grown, chosen, w), page.reading, "read", edge=24)


def _moments(look: Look, chosen: Sequence[AdviceChoice], w: float) -> Block:
    """The sentences, each with what it did."""
    if look.large:  # three of them without scrolling
        return stack([_moment_in_short(look, choice, w) for choice in chosen], 16, w=w)
    head = text(look, "同一个人，三句话", w, TITLE, look.theme.on_ground, "serif")
    columns = 1 if look.portrait else len(chosen)
    each = column_width(w, columns)
    height = max(_moment(look, choice, each).h for choice in chosen)
    cards = [_moment(look, choice, each, height) for choice in chosen]
    return stack([head, grid(cards, columns)], 36, w=w)


def _moment_in_short(look: Look, choice: AdviceChoice, w: float) -> Block:
    theme = look.theme
    opens = choice.counsel in talks_of.OPENERS
    size = look.size(BODY) * 1.4
    sort = label(look, choice.counsel.word, CAPTION, theme.safe if opens else theme.on_card_soft, "strong")
    inside = w - 56 - size - 24 - (0.0 if look.portrait else sort.w + 24)
    words = [
        text(look, f"“{choice.text}”", inside, BODY * 1.15, theme.on_card, "serif", balance=True),
        text(look, choice.why, inside, BODY * 0.9, theme.on_card, balance=True),
    ]
    row = beside(
        [
            icon(_MOMENT_ICONS[choice.counsel], size, theme.safe if opens else theme.on_card),
            stack([*([sort] if look.portrait else []), *words], 2, w=inside),
            *([] if look.portrait else [sort]),
        ],
        24,
    )
    return boxed(row, theme.safe_tint if opens else theme.card, pad=28, pad_y=14, w=w)


def _moment(look: Look, choice: AdviceChoice, w: float, h: float = 0.0) -> Block:
    theme = look.theme
    size = look.size(BODY) * 1.5
    inside = w - 72
    opens = choice.counsel in talks_of.OPENERS
    ink = theme.safe if opens else theme.on_card_soft
    head = beside(
        [icon(_MOMENT_ICONS[choice.counsel], size, ink), label(look, choice.counsel.word, CAPTION, ink, "strong")], 16
    )
    parts = [
        head,
        text(look, f"“{choice.text}”", inside, HEADING, theme.on_card, "serif", balance=True),
        text(look, choice.why, inside, BODY, theme.on_card, balance=True),
    ]
    fill = theme.safe_tint if opens else theme.card
    return boxed(stack(parts, 20, w=inside), fill, pad=36, pad_y=30, w=w, h=h, shadow=True)


_MOMENT_ICONS = {
    Counsel.ASKS: "door_open",
    Counsel.STEP: "door_open",
    Counsel.PUSHES: "door_ajar",
    Counsel.SHAMES: "door_closed",
    Counsel.TURNS_AWAY: "door_closed",
}
