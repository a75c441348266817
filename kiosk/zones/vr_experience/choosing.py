"""What may be done at a moment, at its foot."""

from __future__ import annotations

from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import Device
from kiosk.draw.block import Block, boxed, icon, space, stack, text
from kiosk.draw.items import Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION
from kiosk.parts import question
from kiosk.parts.phone_lines import led
from kiosk.parts.question import Asked, AskOption
from kiosk.zones.vr_experience.clues import beads
from kiosk.zones.vr_experience.instant import WHOLE, Instant
from kiosk.zones.vr_experience.story import Story

SCRIM_EDGE = 14.0
"""How far the veil behind the choices sticks out."""
_SCRIM = 120


def keyed_of(story: Story) -> frozenset[int]:
    """The choices that are keys of a ringing phone: who has a green and a red one needs no cards for them."""
    if story.now.device is not Device.RING:
        return frozenset()
    return frozenset(i for i, choice in enumerate(story.now.choices) if choice.key)


def choices(
    look: Look, story: Story, w: float, keyed: frozenset[int], shown: Instant, columns: int = 1, low: bool = False
) -> Block:
    """What may be done, but for what the keys of a ringing phone do, above it who knows more; until one may, what to
    wait for, as high (unless `low`)."""
    offered_now = story.now.choices
    options = [AskOption(choice.text, None) for choice in offered_now]
    name, known = f"choose/{story.seq}", beads(look, story, w)
    if keyed:
        block = stack([_card(look, c.text, f"{name}/{i}", w) for i, c in enumerate(offered_now) if i not in keyed], 16)
    else:
        block = question.options_block(look, options, Asked(), name, w, columns=columns)
    if known.h:
        block = stack([known, block], 16, w=w)
    return block if shown.open else _not_yet(look, shown.onward, w, 0.0 if low else block.h)


def foot_of(look: Look, story: Story, w: float, keyed: frozenset[int] = frozenset(), columns: int = 1) -> float:
    """How high the foot of the screen is, for what may be done and for what stands there before."""
    return max(choices(look, story, w, keyed, WHOLE, columns).h, _not_yet(look, "", w, 0.0).h)


def _card(look: Look, words: str, target: str, w: float) -> Block:
    """Something else to do while the phone rings."""
    theme = look.theme
    size = look.size(BODY)
    row = led(icon("right", size, theme.on_card_soft), text(look, words, w - 76 - size, BODY, theme.on_card), 20)
    return boxed(row, theme.card, pad=28, pad_y=16, w=w, h=look.target + 8, valign=0.5, target=target)


def _not_yet(look: Look, onward: str, w: float, h: float) -> Block:
    """In the place of the choices, as high as they are: first listen. Whoever is in a hurry goes on."""
    theme = look.theme
    size = look.size(BODY)
    words = stack(
        [
            text(look, "先听完、看完，再决定", w - 56 - size - 20, BODY, theme.on_ground),
            text(look, "赶时间就点一下，接着往下", w - 56 - size - 20, CAPTION, theme.on_ground_soft),
        ],
        2,
    )
    row = led(icon("speaker", size, theme.mark), words, 20)
    quiet = boxed(row, theme.ground_dark, pad=28, pad_y=18, w=w, radius=20, target=onward)
    return stack([space(max(0.0, h - quiet.h)), quiet], 0, w=w)


def scrim(look: Look, foot: Rect) -> Panel:
    """A veil behind the choices, so that a white card has an edge on a white wall too."""
    return Panel(rect=foot.inset(-SCRIM_EDGE, -SCRIM_EDGE), fill=look.theme.ground_dark, alpha=_SCRIM, radius=28)
