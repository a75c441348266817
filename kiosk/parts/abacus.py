"""Counting hands on the screen: a row of glass beads for each answer, one touch a count; the room split in two halves.

A bead bears its number, so nobody counts beads: seven hands are a touch of the seven. What the other answers have taken
is not there to be touched.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, over, sized, stack, text
from kiosk.draw.items import Colour, Counted, Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING, TARGET_GAP, TITLE, mix
from kiosk.draw.widgets import chip
from kiosk.parts.bead import bead
from kiosk.parts.hands import HANDS, Hands

ASIDE = "aside"
"""The key that sends a group to the two sides of the room, and back to counting hands."""
WALKING_LEAST = 4
"""People from which a group is asked to walk to a side."""
NOT_SURE = "拿不准"
_BEAD_MOST, _BEAD_LOW = 104.0, 82.0
"""The largest beads; where they stand in several lines, or words are large."""
_LOW_PAGE = 620.0
_KEY_GAP, _ROW_GAP, _BETWEEN, _PAD = 36.0, 20.0, 24.0, 28.0
_WHITE, _MILK = (255, 255, 255), (228, 233, 230)
_GLASS: dict[str, Colour] = {"one": (52, 96, 176), "other": (122, 76, 158), "third": (160, 84, 30)}
_STRING = 38.0
"""Size of a bead that only shows how the room was split."""


Tint = Literal["scam", "genuine", "one", "other", "third"]


@dataclass(frozen=True, slots=True)
class Side:
    """An answer as it is called out: its words, the sign before them, what a touch of it names, and its glass: the inks
    of a scam and of what is genuine, or one that says nothing. A sentence has a `letter` as its sign."""

    words: str
    sign: str
    target: str
    tint: Tint = "one"
    letter: str = ""

    @property
    def name(self) -> str:
        """What it is called on the phone of who leads."""
        return f"{self.letter} {self.words}".strip()

    def glass(self, look: Look) -> Colour:
        """The colour of its beads."""
        return {"scam": look.theme.danger, "genuine": look.theme.safe, **_GLASS}[self.tint]


def truths(scam: str, genuine: str) -> tuple[Side, Side]:
    """是骗局 and 是真的, and what a touch of each names."""
    return Side("是骗局", "danger", scam, "scam"), Side("是真的", "genuine", genuine, "genuine")


def letter(index: int) -> str:
    """What a sentence in a list is called."""
    return chr(ord("A") + index)


def listed(sentences: Sequence[str]) -> tuple[Side, ...]:
    """Sentences as answers, called by their letters, with glass in turn."""
    tints: tuple[Tint, ...] = ("one", "other", "third")
    return tuple(Side(words, "", f"ask/{i}", tints[i % len(tints)], letter(i)) for i, words in enumerate(sentences))


def rows(look: Look, hands: Hands, sides: Sequence[Side], chosen: Collection[int | None], w: float) -> Block:
    """A row for each answer: what it is called, how many, and its beads; below it where they do not fit beside."""
    size = look.size(HEADING)
    keys = [key_width(look, side) for side in sides]
    least = hands.people * (look.target + TARGET_GAP) - TARGET_GAP
    apart = max(keys) + _KEY_GAP + least <= w
    made = []
    for index, side in enumerate(sides):
        room = w - max(keys) - _KEY_GAP if apart else w
        string = beads(look, hands, index, side, room)
        height = max(look.target, string.h if apart else 0.0, round(size * 1.4))
        key = answer_key(look, hands, side, index, index in chosen, max(keys) if apart else w, height)
        made.append(beside([key, string], _KEY_GAP) if apart else stack([key, string], TARGET_GAP, w=w))
    return _heard(stack(made, TARGET_GAP if _low(look) else _ROW_GAP, w=w), for_the_phone(hands, sides))


def _low(look: Look) -> bool:
    """Whether the page is low: everything is as small as a finger allows."""
    return look.area.h < _LOW_PAGE and not look.portrait


def key_width(look: Look, side: Side) -> float:
    """Units that an answer needs as a key."""
    words = label(look, side.words, HEADING, look.theme.on_card, "serif")
    return words.w + look.size(HEADING) * 2.5 + 68


def answer_key(look: Look, hands: Hands, side: Side, index: int, mine: bool, w: float, h: float) -> Block:
    """An answer as a key, with the figure of those who raised their hand for it."""
    theme, size = look.theme, look.size(HEADING)
    sign = _sign(look, side, mine)
    free = w - 48 - sign.w - 16 - size * 1.5
    role, face = (BODY, "sans") if side.letter else (HEADING, "serif")
    words = text(look, side.words, free, role, theme.on_card, face)
    count = hands.counts[index] if index < len(hands.counts) else hands.rest if hands.counted else 0
    figure = label(look, str(count), HEADING, theme.on_card, "serif") if count else Block(0, 0)
    inner = beside([sign, words], 16)
    line = beside([inner, Block(max(0.0, w - 48 - inner.w - figure.w), 0), figure], 0)
    return boxed(
        line,
        theme.accent_tint if mine else theme.card,
        pad=24,
        pad_y=4,
        w=w,
        h=h,
        valign=0.5,
        radius=18,
        border=theme.accent_deep if mine else theme.on_ground_soft,
        border_width=5 if mine else 2,
        target=side.target,
        on=mine or None,
    )


def _sign(look: Look, side: Side, mine: bool) -> Block:
    theme, size = look.theme, look.size(HEADING)
    if mine or not side.letter:
        return icon("check" if mine else side.sign, size, theme.accent_deep if mine else side.glass(look))
    return sized(label(look, side.letter, BODY, theme.on_card, "strong"), size, size, "centre")


def strip(look: Look, hands: Hands, sides: Sequence[Side], w: float) -> Block:
    """The beads of one sentence of a list, that which was touched last; before that what to do."""
    theme, shown = look.theme, hands.said
    name = label(
        look,
        "请大家举手。" if shown is None else sides[shown].letter or sides[shown].words,
        BODY,
        theme.on_ground,
        "strong",
    )
    head = beside([icon("hand_raise", look.size(BODY) * 1.3, theme.mark), name], 16)
    least = hands.people * (look.target + TARGET_GAP) - TARGET_GAP
    apart = look.size(BODY) * 2.6 + _ROW_GAP + least <= w
    string = beads(look, hands, shown or 0, sides[shown or 0], w - look.size(BODY) * 2.6 - _ROW_GAP if apart else w)
    if shown is None:
        string = Block(0, string.h)
    both = beside([head, string], _ROW_GAP) if apart else stack([head, string], 12)
    return _heard(Block(w, both.h, both.items, both.seams), for_the_phone(hands, sides))


def sentences(look: Look, hands: Hands, sides: Sequence[Side], w: float, each: bool) -> Block:
    """Answers that are sentences: `each` with its beads, or with those of the one that was touched."""
    chosen = (hands.answer,)
    if each:
        return rows(look, hands, sides, chosen, w)
    keys = [answer_key(look, hands, side, i, i in chosen, w, look.target) for i, side in enumerate(sides)]
    return stack([*keys, strip(look, hands, sides, w)], TARGET_GAP, w=w)


def beads(look: Look, hands: Hands, index: int, side: Side, w: float, lit: bool = False) -> Block:
    """The beads of an answer on their rods, in as many even lines as `w` units need; `lit` on their own colour."""
    most, gap = hands.people, TARGET_GAP
    lines = ceil(most / max(1, int((w + gap) // (look.target + gap))))
    across = ceil(most / lines)
    most_size = _BEAD_LOW if look.large or (lines > 1 and not look.portrait) else _BEAD_MOST
    if _low(look):
        most_size = look.target
    size = max(look.target, min(most_size, (w - gap * (across - 1)) / across))
    glass = _Glass.lit(look, side) if lit else _Glass.on_ground(look, side)
    drawn = [_bead(look, hands, (index, n), side.letter or side.words, glass, size) for n in range(1, most + 1)]
    return stack([_rod(glass, beside(drawn[i : i + across], gap)) for i in range(0, most, across)], gap)


def for_the_phone(hands: Hands, sides: Sequence[Side]) -> Iterator[Counted]:
    """What the phone of who leads is told of the answers."""
    for i, (side, count) in enumerate(zip(sides, hands.counts, strict=True)):
        yield Counted(rect=Rect(0, 0, 0, 0), name=f"{HANDS}/{i}", words=side.name, count=count, most=hands.most(i))


def _heard(block: Block, counted: Iterable[Counted]) -> Block:
    return Block(block.w, block.h, (*block.items, *counted), block.seams)


@dataclass(frozen=True, slots=True)
class _Glass:
    """The colours of beads: one that is counted and its number, one that is not, its number and edge."""

    shade: Colour
    ink: Colour
    hollow: Colour
    ink_hollow: Colour
    edge: Colour

    @staticmethod
    def on_ground(look: Look, side: Side) -> _Glass:
        theme = look.theme
        return _Glass(side.glass(look), _WHITE, theme.ground_light, theme.on_ground, theme.on_ground_soft)

    @staticmethod
    def lit(look: Look, side: Side) -> _Glass:
        ground = side.glass(look)
        return _Glass(_MILK, look.theme.on_card, ground, _WHITE, mix(ground, _WHITE, 0.7))


def _rod(glass: _Glass, string: Block) -> Block:
    """The string with the rod on which it slides."""
    rod = Panel(rect=Rect(0, string.h / 2 - 3, string.w, 6), fill=glass.edge, radius=3)
    return Block(string.w, string.h, (rod, *string.items))


def _bead(look: Look, hands: Hands, at: tuple[int, int], words: str, glass: _Glass, size: float) -> Block:
    """A bead with its number: glass where it is counted, a ring where it may be, a knot where it is another's. `at`
    is the place of its answer, which is called so, and its number."""
    index, number = at
    on = number <= hands.counts[index]
    if number > hands.most(index):
        knot = size * 0.24
        dot = Panel(rect=Rect(0, 0, knot, knot), fill=glass.edge, radius=knot / 2)
        return sized(Block(knot, knot, (dot,)), size, size, "centre")
    ring = boxed(
        Block(0, 0),
        glass.hollow,
        pad=0,
        w=size,
        h=size,
        radius=size / 2,
        border=glass.edge,
        border_width=3,
        target=f"{HANDS}/{index}/{number}",
        alt=look.say("{side}，{n} 位", side=look.say(words), n=number),
        on=on,
    )
    role = CAPTION if look.large else BODY
    figure = sized(
        label(look, str(number), role, glass.ink if on else glass.ink_hollow, "strong"), size, size, "centre"
    )
    return over(over(ring, bead(glass.shade, size)) if on else ring, figure)


def halves(
    look: Look, hands: Hands, sides: Sequence[Side], chosen: Collection[int | None], w: float, h: float
) -> Block:
    """The two sides of the room: who thinks so walks there, and the larger half is touched, or its hands counted."""
    each = (w - _BETWEEN) / 2
    both = beside([_half(look, hands, side, i, i in chosen, each, h) for i, side in enumerate(sides)], _BETWEEN)
    return _heard(both, for_the_phone(hands, sides))


def _half(look: Look, hands: Hands, side: Side, index: int, mine: bool, w: float, h: float) -> Block:
    for role in (TITLE, HEADING, BODY):
        head = _called(look, hands, side, index, role)
        if head.w <= w - 2 * _PAD:
            break
    room = not _low(look) and (look.portrait or not look.large)  # else the larger half is touched
    string = beads(look, hands, index, side, w - 2 * _PAD, lit=True) if room else Block(0, 0)
    return boxed(
        stack([head, string], 20, "centre"),
        side.glass(look),
        pad=_PAD,
        pad_y=20,
        w=w,
        h=h,
        valign=0.5,
        align="centre",
        border=_WHITE if mine else None,
        border_width=10 if mine else 0,
        target=side.target,
        on=mine or None,
    )


def _called(look: Look, hands: Hands, side: Side, index: int, role: float) -> Block:
    """What is called out in a half: the answer, the arrow to its side, and how many stand there."""
    count = hands.counts[index]
    name = label(look, side.words, role, _WHITE, "serif")
    arrow = icon("next" if index else "back", look.size(role) * 1.2, _WHITE)
    figure = label(look, str(count) if count else "", role, _WHITE, "serif")
    return beside([figure, name, arrow] if index else [arrow, name, figure], 32)


def rest(look: Look, hands: Hands, w: float, walked: bool, words: str = NOT_SURE, last: Block | None = None) -> Block:
    """Below the counters: who raised no hand (or `last`, where that is an answer of its own), and the quiet key that
    sends the group to the two sides of the room, or back from there."""
    keys = []
    if hands.people >= WALKING_LEAST:
        keys = [chip(look, "举手数一数" if walked else "走到一边", ASIDE, None, "hand_raise" if walked else "people")]
    room = w - sum(key.w for key in keys)
    said = look.say("{n} 位", n=hands.rest)
    shown = last
    if shown is None and hands.counted and hands.rest:
        shown = label(look, f"{look.say(words)} {said}", BODY, look.theme.on_ground)
    shown = shown or Block(0, 0)
    if not keys and not shown.items:
        return Block(w, 0)
    return beside([shown, Block(max(0.0, room - shown.w), 0), *keys], 0)


def split(look: Look, hands: Hands, sides: Sequence[Side], w: float, words: str = NOT_SURE) -> Block:
    """How the room was split: everybody as a bead, and the figures in a line; those of sentences stand beside them."""
    theme = look.theme
    ink = theme.on_ground_soft
    shades = [side.glass(look) for side, count in zip(sides, hands.counts, strict=True) for _ in range(count)]
    size = min(_STRING, w / hands.people - 4)
    ring = Panel(rect=Rect(0, 0, size, size), radius=size / 2, border=ink, border_width=3)
    drawn = [*(bead(shade, size) for shade in shades), *(Block(size, size, (ring,)) for _ in range(hands.rest))]
    said = [
        look.say("{n} 位说{side}", n=count, side=look.say(side.words))
        for side, count in zip(sides, hands.counts, strict=True)
        if count and not side.letter
    ]
    said += [look.say("{n} 位{side}", n=hands.rest, side=look.say(words))] if hands.rest else []
    string, line = beside(drawn, 4), " · ".join(said)
    figures = label(look, line, BODY, theme.on_ground) if line else Block(0, 0)
    if string.w + 28 + figures.w <= w:
        return beside([string, figures], 28)
    return stack([string, figures if figures.w <= w else text(look, line, w, CAPTION, theme.on_ground)], 8)
