"""A step of a case: the scammer's move, the person's answer, the money so far; the first one opens the story."""

from __future__ import annotations

from kiosk.draw.block import Block, beside, boxed, icon, stack, text
from kiosk.draw.items import Colour
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING
from kiosk.draw.widgets import quote
from kiosk.parts.still_life import pictured
from kiosk.zones.case_warnings.models import Case, focus_of
from kiosk.zones.case_warnings.purse import purse

_CARD_GROWTH = 72.0
"""By how much more than its words a card may be high."""
_PHOTO_LEAST, _PHOTO_MOST = 0.3, 0.75
"""Height of the picture on the first page, of its width: so much it needs, so much it takes where there is room."""
_OPENING_GAP = 12.0
_CASE = "case"


def block(look: Look, case: Case, index: int, w: float, two_columns: bool, room: float) -> Block:
    """The step with that index, `w` units wide. Beside the money its cards grow a little towards `room` units, so that
    few words fill a page."""
    opening = _opening(look, case, w, two_columns, room) if index == 0 else None
    matter_room = room - (opening.h + _OPENING_GAP if opening else 0.0)
    shown = bool(case.picture) and index == 0
    if two_columns:
        matter = _beside_the_money(look, case, index, w, matter_room, shown)
    else:
        matter = _above_the_money(look, case, index, w, matter_room, shown and not _photo_beside(w))
    return stack([opening, matter], _OPENING_GAP) if opening else matter


def _photo_beside(w: float) -> bool:
    """Whether a page in one column is so wide that its picture stands beside the opening line."""
    return w > 1300


def _opening(look: Look, case: Case, w: float, two_columns: bool, room: float) -> Block:
    """The line the story opens with; on a wide page in one column the picture stands beside it."""
    theme = look.theme
    if two_columns or not case.picture or not _photo_beside(w):
        return text(look, case.teaser, w, BODY, theme.on_ground_soft, "serif", balance=True)
    height = round(min(w * 0.16, room * 0.4))  # the story begins beneath it, on the same screen
    picture = pictured(look, case.picture, round(height * 1.75), height, _CASE, focus=focus_of(case))
    words = text(look, case.teaser, w - picture.w - 40, HEADING, theme.on_ground_soft, "serif", balance=True)
    return beside([words, picture], 40)


def _above_the_money(look: Look, case: Case, index: int, w: float, room: float, shown: bool) -> Block:
    """One column: the picture takes what the words leave of the page."""
    fills = _fills(look, case, index, w)
    rest = stack([*_cards(fills, w, 0.0), purse(look, case, index, w)], 20)
    if not shown:
        return rest
    least, most = round(w * _PHOTO_LEAST), round(w * _PHOTO_MOST)
    return stack(
        [pictured(look, case.picture, w, min(most, max(least, room - 20 - rest.h)), _CASE, focus=focus_of(case)), rest],
        20,
    )


def _beside_the_money(look: Look, case: Case, index: int, w: float, room: float, shown: bool) -> Block:
    """Two columns: the story at the left, at the right the money and above it the picture."""
    left, right = w * 0.64, w * 0.36 - 32
    fills = _fills(look, case, index, left)
    natural = stack(_cards(fills, left, 0.0), 20).h
    wanted = natural + min(_CARD_GROWTH * len(fills), max(0.0, room - natural))
    beside_it = purse(look, case, index, right)
    if shown:  # both columns end at the same height
        wanted = max(wanted, min(room, beside_it.h + 20 + right * _PHOTO_MOST), beside_it.h + 20 + right * _PHOTO_LEAST)
    story = stack(_cards(fills, left, (wanted - natural) / len(fills)), 20)
    if not shown:
        return beside([story, purse(look, case, index, right, story.h)], 32, "top")
    side = stack(
        [pictured(look, case.picture, right, story.h - beside_it.h - 20, _CASE, focus=focus_of(case)), beside_it], 20
    )
    return beside([story, side], 32, "top")


def _fills(look: Look, case: Case, index: int, w: float) -> list[tuple[Block, Colour]]:
    """The insides of the step's cards `w` units wide, with the colour each stands on."""
    step = case.steps[index]
    theme = look.theme
    if step.after:
        later = _voice(look, "clock", "后来", step.move, w, theme.ground_light)
        fills = [(later, theme.card_tint)]
    else:
        fills = [(_voice(look, "scammer", "骗子这样做", step.move, w, theme.danger), theme.danger_tint)]
    if step.phrase:
        inside = w - 64
        words = [text(look, "这类骗子常说", inside, CAPTION, theme.on_card_soft), quote(look, step.phrase, inside)]
        fills.append((stack(words, 8), theme.card))
    victim = "结果" if step.after else look.say("{who}这样应对", who=case.who)
    fills.append((_voice(look, "visitor", victim, step.victim, w, theme.ground_light), theme.card))
    return fills


def _cards(fills: list[tuple[Block, Colour]], w: float, more: float) -> list[Block]:
    """The cards, each `more` units higher than its words need."""
    return [boxed(b, fill, pad=32, pad_y=24, w=w, h=b.h + 48 + more, valign=0.5) for b, fill in fills]


def _voice(look: Look, icon_name: str, head: str, words: str, w: float, colour: Colour) -> Block:
    """Who acts and what they do: the inside of a card `w` units wide."""
    theme = look.theme
    disc = boxed(icon(icon_name, 44, theme.on_ground), colour, pad=12, radius=34)
    inside = w - 64 - disc.w - 24
    words_block = stack(
        [text(look, head, inside, CAPTION, theme.on_card_soft), text(look, words, inside, BODY, theme.on_card)], 6
    )
    return beside([disc, words_block], 24, "top")
