"""A pair of scales: the two answers lie on its pans, what takes more to say is its foot; the truth weighs."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, place, stack
from kiosk.draw.items import Colour, Item, Lines, Moving, Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING, TARGET_GAP, mix
from kiosk.draw.widgets import answered
from kiosk.zones.quiz.asking import Asking
from kiosk.zones.quiz.models import FixedAnswer
from kiosk.zones.quiz.options import fixed_answers, options_of, sign_of

_TILT, _TILT_LOW = 30.0, 16.0
"""Units a pan sinks, and the other rises; on a low page or in large type."""
_BEAM, _STRING, _RIM = 16.0, 5.0, 14.0
"""Thickness of the beam, of what the pans hang on, of a pan's rim."""
_BOWL, _BOWL_LOW, _TOP = 48.0, 36.0, 24.0
"""Depth of a pan, and on a low page or in large type; room above the beam, for its pivot."""
_LOW, _AIR, _AIR_LOW = 620.0, 24.0, 10.0
"""Height of the area below which a page is low; between beam and weights at least."""
_STAND, _STAND_LOW = 16.0, 8.0
"""How much of the base is seen below the foot's weight, which stands upon it; on a low page or in large type."""
_FOOT = 0.45
"""How much of the foot stands below the pans."""
_WORD = 54.0
"""Size of an answer's word, where type is not large anyway."""
_HANG = 150.0
"""The longest way from the beam to a weight's top."""
_ARM, _PAN = 0.3, 0.27
"""Of the width: how far the pans hang from the middle, how wide they are; narrower pages have them wider."""
_NARROW = 1100.0
_SIDES = 12
"""Of the polygon that is a bowl's half ellipse."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the parts are: the middle, the beam's height, how far out the pans hang and how wide they are, the height
    of a pan's rim, of the weights, and of the foot."""

    middle: float
    beam: float
    arm: float
    pan: float
    rim: float
    weight: float
    foot: float


def height(look: Look, asking: Asking) -> float:
    """The least units the scales need."""
    air = _AIR_LOW if _low(look) else _AIR
    return _TOP + _tilt(look) + air + _weight(look) + _below(look, asking)


def scales(look: Look, asking: Asking, w: float, h: float) -> Block:
    """The scales in `w` x `h` units; level until the answer is given, then the truth's pan sinks."""
    plan = _planned(look, asking, w, h)
    sunk = _sunk(asking)
    items: list[Item] = [*_stand(look, plan, h, sunk, _has_foot(asking))]
    for side, index in ((-1, 0), (1, 1)):
        items += _pan(look, asking, plan, side, index, sunk * side * _tilt(look))
    if _has_foot(asking):
        foot = _answer(look, asking, 2, plan.pan, plan.foot)
        items += place(foot, plan.middle - foot.w / 2, h - foot.h - _stands(look))
    return Block(w, h, tuple(items))


def _planned(look: Look, asking: Asking, w: float, h: float) -> _Plan:
    weight, foot = _weight(look), _foot(look)
    widest = max(_answer(look, asking, i, 0, weight).w for i in (0, 1))
    pan = max(min(w * (_PAN if w > _NARROW else 0.36), 460.0), widest + 16)
    arm = min(w * _ARM, (w - pan) / 2 - 4)
    rim = min(h - _below(look, asking), _TOP + _tilt(look) + _HANG + weight)
    return _Plan(w / 2, _TOP, arm, pan, rim, weight, foot)


def _weight(look: Look) -> float:
    return round(_word(look) * 1.45 + look.size(CAPTION) * 1.45 + 24)


def _role(look: Look) -> float:
    """The size of an answer's word, as a role."""
    if look.large:
        return BODY if _low(look) else HEADING
    return _WORD


def _word(look: Look) -> float:
    return look.size(_role(look))


def _foot(look: Look) -> float:
    return max(look.target, round(_word(look) * 1.45 + look.size(CAPTION) * 1.45 + 16))


def _low(look: Look) -> bool:
    return look.area.h < _LOW


def _tilt(look: Look) -> float:
    return _TILT_LOW if _low(look) or look.large else _TILT


def _bowl_depth(look: Look) -> float:
    return _BOWL_LOW if _low(look) or look.large else _BOWL


def _below(look: Look, asking: Asking) -> float:
    """Units from a level pan's rim to the ground."""
    sinking = _bowl_depth(look) + _tilt(look)
    if not _has_foot(asking):
        return sinking + 20
    narrow = look.portrait or look.large or _low(look)
    return _stands(look) + max(sinking + _foot(look) * _FOOT, _foot(look) + TARGET_GAP + 2 if narrow else 0)


def _stands(look: Look) -> float:
    return _STAND_LOW if _low(look) or look.large else _STAND


def _has_foot(asking: Asking) -> bool:
    return len(options_of(asking.item)) > 2


def _sunk(asking: Asking) -> int:
    """Which pan the truth lies on: -1 the left one, 1 the right one; 0 neither, or nobody knows yet."""
    if not asking.asked.answered:
        return 0
    right = next(i for i, option in enumerate(options_of(asking.item)) if option.right)
    return (-1, 1, 0)[right]


def _stand(look: Look, plan: _Plan, h: float, sunk: int, laden: bool) -> list[Item]:
    """Column, base and beam, and the pivot on top; a base that is `laden` is as broad as what stands on it."""
    ink = _ink(look)
    broad = plan.pan + 80 if laden else 340.0
    foot = Rect(plan.middle - broad / 2, h - 22, broad, 22)
    over = plan.arm + 26
    dip = sunk * _tilt(look) * over / plan.arm
    beam = Rect(plan.middle - over, plan.beam - _TILT * 1.2, 2 * over, _TILT * 2.4)
    mid = beam.h / 2
    return [
        Panel(rect=Rect(plan.middle - 11, plan.beam, 22, h - plan.beam - 10), fill=ink, radius=8),
        Panel(rect=foot, fill=ink, radius=10),
        Lines(rect=beam, points=(0, mid - dip, over, mid, 2 * over, mid + dip), colour=ink, width=_BEAM),
        Panel(rect=Rect(plan.middle - 24, plan.beam - 24, 48, 48), fill=ink, radius=24),
    ]


def _ink(look: Look) -> Colour:
    """Brass."""
    return look.theme.on_ground if look.contrast else look.theme.mark


def _pan(look: Look, asking: Asking, plan: _Plan, side: int, index: int, sinks: float) -> list[Item]:
    """A pan on its strings, and the answer that lies on it."""
    ink = _ink(look)
    x, rim, top = plan.middle + side * plan.arm, plan.rim + sinks, plan.beam + sinks
    left = x - plan.pan / 2
    strings = Rect(left, top, plan.pan, rim - top)
    bowl = Rect(left + 14, rim + _RIM - 2, plan.pan - 28, _bowl_depth(look))
    weight = _answer(look, asking, index, plan.pan - 40, plan.weight)
    hung = Rect(left, top, plan.pan, bowl.bottom - top)
    sinking = [Moving(rect=hung, manner="settle", key=asking.item.id)] if sinks > 0 else []
    return [
        *sinking,
        Lines(rect=strings, points=(0, strings.h, plan.pan / 2, 0, plan.pan, strings.h), colour=ink, width=_STRING),
        Lines(rect=bowl, points=_half_round(bowl.w, bowl.h), colour=_bowl(look, asking, index), filled=True),
        Panel(rect=Rect(left, rim, plan.pan, _RIM), fill=ink, radius=_RIM / 2),
        *place(weight, x - weight.w / 2, rim - weight.h),
    ]


def _bowl(look: Look, asking: Asking, index: int) -> Colour:
    """The colour of a pan: green under what is right, once that is known."""
    if asking.asked.answered and options_of(asking.item)[index].right:
        return look.theme.safe
    return mix(look.theme.ground_light, _ink(look), 0.35)


def _half_round(w: float, h: float) -> tuple[float, ...]:
    """The lower half of an ellipse: its points from left to right."""
    points: list[float] = []
    for i in range(_SIDES + 1):
        turn = pi * i / _SIDES
        points += [w / 2 - w / 2 * cos(turn), h * sin(turn)]
    return tuple(points)


def _answer(look: Look, asking: Asking, index: int, w: float, h: float) -> Block:
    """One answer as a weight; once answered it says whether it was right and whether it was chosen. Right is green
    with a tick, whatever the thing was; who would check first made no mistake, and gets no cross."""
    theme, asked = look.theme, asking.asked
    option = options_of(asking.item)[index]
    name, words = sign_of(fixed_answers(asking.item.form)[index])
    mine = index in asked.chosen
    fill, ink, border, said = theme.card, theme.on_card, theme.on_ground_soft, ""
    if asked.answered and option.right:
        fill, ink, border, name = theme.safe, theme.on_safe, theme.safe, "check"
        said = "您选对了" if mine else "答案是它"
    elif asked.answered and mine:
        said = "您选的"
        if fixed_answers(asking.item.form)[index] is not FixedAnswer.VERIFY:
            border, name = theme.danger, "cross"
    elif mine:
        fill, border, said = theme.accent_tint, theme.accent_deep, "选它"
    elif asked.answered:
        ink = theme.on_card_soft
    if asked.answered and look.large and asking.hands.counted:
        counts = (*asking.hands.counts, asking.hands.rest)
        said = look.say("{n} 位", n=counts[index])
    size = _word(look)
    inner = beside([icon(name, size * 1.1, ink), label(look, words, _role(look), ink, "serif")], 16)
    inner = stack([inner, label(look, said, CAPTION, ink)], 0, "centre") if said else inner
    block = boxed(
        inner,
        fill,
        pad=16,
        pad_y=8,
        w=max(w, look.target),
        h=h,
        valign=0.5,
        align="centre",
        border=border,
        border_width=5 if said else 2,
        radius=18,
        shadow=not asked.answered,
        target="" if asked.answered else f"ask/{index}",
        on=mine or None,
    )
    sinks = option.right and index < 2
    return answered(block, name != "cross", f"ask/{index}") if asked.answered and mine and not sinks else block
