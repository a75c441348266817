"""“哪种骗局会找上我”: six questions, one a screen, and a result that reminds and does not grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, column_width, grid, icon, label, place, roomy, sized, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.draw.widgets import dots, flow, heading, next_button, tag, title
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.parts.still_life import pictured
from kiosk.zones.scam_types.leaning import Leaning
from kiosk.zones.scam_types.models import HabitQuestion, Questionnaire, ScamType

_SHOWN = 6
"""Kinds of scam whose pictures stand beside the opening words."""
_LOW = 600.0


def _fits_two_columns(look: Look, w: float) -> bool:
    return w > 1300 and not look.large


def view_intro(look: Look, questionnaire: Questionnaire, pictures: Sequence[str], scroll: Scroll) -> list[Item]:
    """What is asked and what is not: no score, no name; beside it what may come knocking, in `pictures`."""
    area = look.area
    grown = roomy(look, area.w, area.h, lambda larger, w: _intro(larger, questionnaire, pictures, w))
    items = scroller.view(look, area, lambda w: _intro(grown, questionnaire, pictures, w), scroll, "read")
    return items + next_button(look, "答第一问", "next")


def _intro(look: Look, questionnaire: Questionnaire, pictures: Sequence[str], w: float) -> Block:
    theme = look.theme
    two_columns = _fits_two_columns(look, w)
    left = w * 0.6 if two_columns else w
    promises = [
        tag(look, look.say("{n} 个问题", n=len(questionnaire.questions)), on_dark=True),
        tag(look, "没有对错", on_dark=True),
        tag(look, "不记名字", on_dark=True),
    ]
    words = stack(
        [
            title(look, "哪种骗局会找上我？", left),
            text(look, questionnaire.intro, left, BODY, theme.on_ground),
            flow(look, promises, left, 16),
        ],
        32,
    )
    if look.large:
        return words
    side = w - left - 96 if two_columns else w
    columns = 2 if two_columns else 3
    each = column_width(side, columns, 16)
    shown = [pictured(look, file, each, round(each * 3 / 4), "types") for file in pictures[:_SHOWN] if file]
    panel = grid(shown, columns, 16)
    if not two_columns:
        return stack([words, panel], 72)
    both = beside([words, panel], 96)
    return stack([Block(w, max(0.0, (look.area.h - both.h) * 0.4)), both], 0)


def view_question(
    look: Look, questions: Sequence[HabitQuestion], index: int, chosen: int | None, scroll: Scroll
) -> list[Item]:
    """One question with its answers as large cards; the next step comes once one is chosen."""
    area = look.area
    question, count = questions[index], len(questions)
    place_line = label(
        look, look.say("第 {n} 问 · 共 {all} 问", n=index + 1, all=count), CAPTION, look.theme.on_ground_soft
    )
    head = beside([dots(look, count, index), place_line], 28)
    rest = Rect(area.x, area.y + head.h + 24, area.w, area.h - head.h - 24)
    items = place(head, area.x, area.y)
    items += scroller.view(look, rest, lambda w: _question(look, question, chosen, w, rest.h), scroll, "read")
    if chosen is not None:
        items += next_button(look, "下一问" if index + 1 < count else "看结果", "next")
    return items


def _question(look: Look, question: HabitQuestion, chosen: int | None, w: float, room: float) -> Block:
    columns = 2 if w > 1300 else 1
    each = column_width(w, columns)
    asked = heading(look, question.text, w, role=HEADING if look.large or room < _LOW else TITLE)
    least = min(268.0, max(100.0, (room - asked.h - 40 - 24) / (len(question.answers) / columns) - 24))
    least = least if not look.large else 0.0
    rows = [_answer(look, a.text, i, i == chosen, each, least) for i, a in enumerate(question.answers)]
    height = max(r.h for r in rows)
    rows = [_answer(look, a.text, i, i == chosen, each, height) for i, a in enumerate(question.answers)]
    return stack([asked, grid(rows, columns)], 40, w=w)


def _answer(look: Look, words: str, index: int, on: bool, w: float, h: float) -> Block:
    theme = look.theme
    size = look.size(BODY) * 1.6
    ring = boxed(
        icon("check", size * 0.7, theme.on_accent) if on else Block(0, 0),
        theme.accent if on else theme.card,
        pad=0,
        w=size,
        h=size,
        radius=size / 2,
        valign=0.5,
        align="centre",
        border=theme.accent if on else theme.smoke,
        border_width=4,
    )
    role = BODY if look.large else HEADING
    row = beside([ring, text(look, words, w - 72 - ring.w - 28, role, theme.on_card)], 28)
    return boxed(
        row,
        theme.accent_tint if on else theme.card,
        pad=36,
        pad_y=16,
        w=w,
        h=max(h, look.target),
        valign=0.5,
        target=f"answer/{index}",
        on=on or None,
        border=theme.accent if on else None,
        border_width=5 if on else 0,
    )


def view_result(
    look: Look, found: Sequence[Leaning], types: Mapping[str, ScamType], closing: str, scroll: Scroll
) -> list[Item]:
    """Three kinds of scam with the reason and the sentence to take home; a tap opens the kind."""

    def build(larger: Look, w: float) -> Block:
        return _result(larger, found, types, closing, w)

    grown = roomy(look, look.area.w, look.area.h, build)
    items = scroller.view(look, look.area, lambda w: build(grown, w), scroll, "read", edge=24)
    return items + next_button(look, "再看看别的骗局", "next")


def _result(look: Look, found: Sequence[Leaning], types: Mapping[str, ScamType], closing: str, w: float) -> Block:
    theme = look.theme
    leaning = any(f.weight for f in found)
    said = "这三种，最可能来敲您的门" if leaning else "您的习惯挺稳当，再认得这三种"
    two_columns = _fits_two_columns(look, w)
    low = look.area.h < _LOW
    role = HEADING if look.large or low else TITLE
    head = stack(
        [
            heading(look, said, w, role=role),
            text(look, "不是打分，是提醒", w, BODY, theme.on_ground_soft),
        ],
        4,
    )
    columns = len(found) if two_columns and not low else 1
    each = column_width(w, max(1, columns))
    build = _found_lying if two_columns and low else _found
    height = max((build(look, f, types[f.type], each, 1.0).h for f in found), default=0.0) if columns > 1 else 0.0
    cards = [build(look, f, types[f.type], each, height) for f in found]
    words = text(look, closing, w, BODY, theme.on_ground)
    return stack([head, grid(cards, max(1, columns)), words], 24, w=w)


def _found(look: Look, leaning: Leaning, kind: ScamType, w: float, h: float) -> Block:
    """A kind with its reason and its tip: one below the other, or in two halves on an upright panel."""
    theme = look.theme
    inside = w - 56
    if look.portrait and not look.large:
        free = inside - 64 - 40
        left = stack([_name(look, kind, free * 0.56), _because(look, leaning, free * 0.56)], 14)
        row = beside([left, _tip(look, kind, free * 0.44), icon("right", 40, theme.accent_deep)], 32)
        return boxed(row, theme.card, pad=28, pad_y=22, target=f"type/{kind.id}", shadow=True, w=w, h=h)
    name = _name(look, kind, inside - 56)
    name = sized(name, 0, look.size(HEADING) * 2.6 if h else 0)
    row = beside([name, icon("right", 40, theme.accent_deep)], 16)
    top = stack([row, _because(look, leaning, inside)], 16, w=inside)
    tip = _tip(look, kind, inside)
    body = stack([top, tip], max(18.0, h - 52 - top.h - tip.h), w=inside)
    return boxed(body, theme.card, pad=28, pad_y=26, target=f"type/{kind.id}", shadow=True, w=w, h=h)


def _found_lying(look: Look, leaning: Leaning, kind: ScamType, w: float, h: float) -> Block:
    """The same in one row, for a low area."""
    each = (w - 56 - 48 - 56) / 3
    row = beside(
        [
            _name(look, kind, each),
            _because(look, leaning, each),
            _tip(look, kind, each),
            icon("right", 40, look.theme.accent_deep),
        ],
        24,
    )
    return boxed(row, look.theme.card, pad=28, pad_y=20, target=f"type/{kind.id}", shadow=True, w=w, h=h)


def _name(look: Look, kind: ScamType, w: float) -> Block:
    theme = look.theme
    badge = boxed(icon(kind.icon, 60, theme.on_ground), theme.ground, pad=12, radius=16)
    words = text(look, kind.name, w - badge.w - 20, HEADING, theme.on_card, "serif", balance=True)
    return beside([badge, words], 20)


def _because(look: Look, leaning: Leaning, w: float) -> Block:
    """The visitor's own answers, or that this kind may meet anybody."""
    theme = look.theme
    if not leaning.because:
        return text(look, "谁都可能遇到，先认得它", w, BODY, theme.on_card_soft)
    if look.large:
        return text(look, look.say("因为您说：{answer}", answer=leaning.because[0]), w, BODY, theme.on_card)
    said = [text(look, b, w, BODY, theme.on_card, balance=True) for b in leaning.because[:2]]
    return stack([text(look, "因为您说", w, CAPTION, theme.on_card_soft), *said], 2)


def _tip(look: Look, kind: ScamType, w: float) -> Block:
    theme = look.theme
    words = text(look, kind.tip, w - 48, BODY, theme.on_card, "serif", balance=True)
    return boxed(
        stack([text(look, "带回家的话", w - 48, CAPTION, theme.accent_deep), words], 4),
        theme.accent_tint,
        pad=24,
        pad_y=16,
        w=w,
    )
