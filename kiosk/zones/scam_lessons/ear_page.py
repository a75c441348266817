"""Ear training on the screen: the phone at one side, at the other what to do, the question, and what it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.content.models.call import Call
from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import Device
from kiosk.draw.block import Block, beside, boxed, column_width, icon, label, place, sized, stack, text
from kiosk.draw.items import Colour, Item, Panel, Text, move, targets
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, GAP, HEADING, TITLE
from kiosk.draw.widgets import again_button, answered, button, dots, heading, next_button, sign
from kiosk.parts import abacus, listening, phone, scroller
from kiosk.parts.listening import ONWARD, Listening
from kiosk.parts.more import more_button
from kiosk.parts.phone import PhoneScreen
from kiosk.parts.photograph import photograph
from kiosk.parts.scroller import FRESH
from kiosk.parts.shaking import shake
from kiosk.parts.speech import Speech
from kiosk.zones.scam_lessons.card import table
from kiosk.zones.scam_lessons.ear import ANSWERS, EarPage, EarResultPage, is_right

AGAIN_ROUND = "ear/again"
_ASKED = "这通电话，您看是真是假？"
_SIDES = abacus.truths(*ANSWERS)
_GAP = 40.0
_PHONE, _PHONE_LOW = 860.0, 720.0
"""Width of the phone; where there is little height."""
_PHONE_SHARE = 0.58
"""Of the width, what it has at most: on a narrow screen (4:3) the question needs the rest."""
_WHY = 40.0
_SIGN, _EDGE = 150.0, 28.0
"""Size of the sign on a slide; its edge."""
_GROWN = 1.2
"""How much larger what is said on the phone is set, where there is room."""
_PRINT = 1.16
"""Shape of the print, width to height."""
_LOW = 800.0
_SPEAKER = 260.0
"""Size of who speaks, beside the phone."""
_WAVE = (0.2, 0.45, 0.8, 0.5, 1.0, 0.6, 0.85, 0.4, 0.65, 0.3, 0.15)
"""How high the waves of a voice stand, of its speaker's disc."""


def view(look: Look, page: EarPage, tale: Speech, telephone: str, walked: bool, after: str) -> list[Item]:
    """The call that is heard. `tale` is what is being said, `telephone` the picture of one that rings; `walked`: the
    group walks to the sides of the room to say what it was; `after` says what comes after the last call."""
    area, heard = look.area, page.listening
    if not heard.answered:
        return [*table(look), *_ringing(look, page, telephone)]
    lines = len(heard.call.script) if look.still else listening.begun(heard, tale)
    screen = replace(listening.screen(heard, lines), device=Device.CALL)  # whatever it came on, it is heard
    decided = look.still or listening.decided(heard, tale)
    following = (
        next_button(look, after if len(page.said) == len(page.calls) else "下一通电话", "next") if heard.judged else []
    )
    if not decided:
        following = next_button(look, "听完这一句", ONWARD)
    if heard.judged and heard.call.why and not page.fuller:
        following += more_button(look, following)
    counting = decided and page.hands.asked and not heard.judged
    if counting:
        following = next_button(look, "看答案", "next", "check")
    again = again_button(look, following) if heard.answered and tale.heard_at_all else []
    if counting and (walked or look.large):
        return [*table(look), *_counted(look, page, walked), *following, *again]
    if heard.judged and look.large and not look.still:
        return [*table(look), *_told(look, page, area), *following, *again]
    if look.portrait and area.h < _LOW:

        def below(w: float) -> Block:
            return stack([_side(look, page, decided, w), phone.block(look, screen, w)[0]], _GAP)

        return [*table(look), *scroller.view(look, area, below, page.reading, "read"), *following, *again]
    where, side = _split(look, page, decided)
    grown = _grown(look)
    items = phone.view(grown, where, screen if look.still else _newest(grown, where, screen, heard), page.phone)
    if not decided and look.portrait:
        items += _speaking(look, page, where, items)

    def centred(w: float) -> Block:
        block = _side(look, page, decided, w)
        return sized(block, w, side.h) if block.h < side.h else block

    return [*table(look), *items, *scroller.view(look, side, centred, page.reading, "read"), *following, *again]


def _counted(look: Look, page: EarPage, walked: bool) -> list[Item]:
    """The two answers across the whole page: as halves of the room, and where type is large."""
    area, hands, chosen = look.area, page.hands, (page.hands.answer,)

    def build(w: float) -> Block:
        head = stack([_head(look, page, w), heading(look, _ASKED, w)], 20, w=w)
        below = abacus.rest(look, hands, w, walked)
        if walked:
            above = abacus.halves(look, hands, _SIDES, chosen, w, area.h - head.h - below.h - 48)
        else:
            above = abacus.rows(look, hands, _SIDES, chosen, w)
        whole = stack([head, above, below], 24, w=w)
        return sized(whole, w, area.h) if whole.h < area.h else whole

    return scroller.view(look, area, build, page.reading, "read")


def _grown(look: Look) -> Look:
    """What is said on the phone is set larger where there is room."""
    return look if look.large or look.area.h < _LOW else replace(look, zoom=_GROWN)


def _voice(look: Look, page: EarPage, size: float, fill: Colour) -> Block:
    """Who is speaking, with the waves of a voice."""
    theme, figure = look.theme, page.listening.call.figure
    disc = boxed(icon(figure, size * 0.6, theme.on_ground), fill, pad=size * 0.2, radius=size / 2)
    step, thick = size * 0.116, size * 0.053
    bars = tuple(
        Panel(rect=Rect(i * step, (size - size * share) / 2, thick, size * share), fill=theme.mark, radius=thick / 2)
        for i, share in enumerate(_WAVE)
    )
    waves = Block(step * len(_WAVE) - step + thick, size, bars)
    return beside([disc, waves], 32)


def _speaking(look: Look, page: EarPage, where: Rect, shown: Sequence[Item]) -> list[Item]:
    """Who is speaking, low on the phone of an upright screen while few words stand there."""
    block = _voice(look, page, min(190.0, where.h * 0.17), look.theme.ground)
    across = where.w - phone.lane(look)
    y = where.bottom - block.h - 48
    lowest = max((item.rect.bottom for item in shown if isinstance(item, Text)), default=where.y)
    return [] if block.w > across or lowest + 36 > y else place(block, where.x + (across - block.w) / 2, y)


def _told(look: Look, page: EarPage, area: Rect) -> list[Item]:
    """What it was without the phone: large type has room for one of them."""

    def spread(w: float) -> Block:
        block = _side(look, page, True, w)
        return sized(block, w, area.h) if block.h < area.h else block

    return scroller.view(look, area, spread, page.reading, "read")


def _newest(look: Look, where: Rect, screen: PhoneScreen, heard: Listening) -> PhoneScreen:
    """The phone with as many of the last lines as it has room for; once judged those up to the one that decided."""
    lines = screen.lines[: heard.call.decisive + 1] if heard.judged else screen.lines
    for first in range(len(lines)):
        shown = replace(screen, lines=lines[first:])
        if not any("/to/" in word for word in targets(phone.view(look, where, shown, FRESH))):
            return shown
    return replace(screen, lines=lines[-1:])


def _ringing(look: Look, page: EarPage, telephone: str) -> list[Item]:
    """A print of a telephone that rings, who calls, and the key that answers it."""
    area, call = look.area, page.listening.call
    upright = look.portrait and area.h > _LOW
    height = area.h * 0.55 if upright else area.h - 16
    width = min(height * _PRINT, area.w if upright else area.w * 0.56)
    height = width / _PRINT
    shown = photograph(look, telephone, width, height, "phone")
    if call.device.value == Device.CHAT.value:  # a friend calls on a mobile phone, with his own picture
        ring = replace(listening.screen(page.listening, 0), keys=())
        here = Rect(0, 0, width + phone.lane(look), height)
        body = Block(here.w - phone.lane(look), height, tuple(phone.view(_grown(look), here, ring)))
        shown = sized(body, width, height, "centre")
    w = area.w if upright else area.w - width - 56
    key = button(look, "接听", listening.ANSWER, "safe", icon_name="phone", w=min(w, 480.0), h=132, role=HEADING)
    words = stack(
        [
            _head(look, page, w),
            heading(look, "电话响了", w, role=TITLE),
            text(look, call.caller, w, BODY, look.theme.on_ground_soft),
            key,
        ],
        28,
        w=w,
    )
    aside = 0.0 if look.still else shake(Device.RING, page.listening.heard)
    if upright:
        items = move(place(shown, area.x + (area.w - width) / 2, area.y + 16), aside, 0.0)
        return [*items, *place(words, area.x, area.bottom - words.h - 24)]
    items = move(place(shown, area.right - width, area.y + (area.h - height) / 2), aside, 0.0)
    return [*items, *place(words, area.x, area.y + (area.h - words.h) / 2)]


def _head(look: Look, page: EarPage, w: float) -> Block:
    where = look.say("第 {n} 通，共 {all} 通", n=page.index + 1, all=len(page.calls))
    row = dots(look, len(page.calls), page.index)
    name = label(look, where, CAPTION, look.theme.on_ground_soft)
    return beside([name, row], 24) if name.w + row.w + 24 <= w else stack([name, row], 12)


def _split(look: Look, page: EarPage, decided: bool) -> tuple[Rect, Rect]:
    """Where the phone lies, and where the words are: beside it, below it in portrait."""
    area = look.area
    if look.portrait:
        height = min(_side(look, page, decided, area.w).h, area.h * 0.66)
        width = area.w if look.large else min(area.w, _PHONE + phone.lane(look))
        top = Rect(area.x + (area.w - width) / 2, area.y, width, area.h - height - _GAP)
        return top, Rect(area.x, area.bottom - height, area.w, height)
    width = (_PHONE if area.h > _LOW else _PHONE_LOW) + phone.lane(look)
    where = Rect(area.x, area.y, min(width, area.w * _PHONE_SHARE), area.h)
    return where, Rect(where.right + _GAP, area.y, area.right - where.right - _GAP, area.h)


def _side(look: Look, page: EarPage, decided: bool, w: float) -> Block:
    """What to do beside the phone: listen, say what it was; then what it was and how one could tell."""
    heard = page.listening
    head = _head(look, page, w)
    if heard.judged:
        return stack([*([] if look.large else [head]), *_truth(look, page, w)], 28, w=w)
    if not decided:
        words = [heading(look, "先听一听", w, role=TITLE), _soft(look, "听到要紧的一句，再判断。", w)]
        size = min(_SPEAKER, w * 0.4, look.area.h * 0.3)
        speaking = [] if look.portrait else [_voice(look, page, size, look.theme.ground_light)]
        return stack([head, *speaking, *words], 28, w=w)
    asked = [head, heading(look, _ASKED, w)]
    if page.hands.asked:
        chosen = (page.hands.answer,)
        counters = abacus.rows(look, page.hands, _SIDES, chosen, w)
        return stack([*asked, counters, abacus.rest(look, page.hands, w, False)], 18, w=w)
    rows = [
        button(look, side.words, side.target, "plain", icon_name=side.sign, w=w, h=150.0, role=HEADING)
        for side in _SIDES
    ]
    return stack([*asked, *rows], 28, w=w)


def _soft(look: Look, words: str, w: float) -> Block:
    return text(look, words, w, BODY, look.theme.on_ground_soft)


def _truth(look: Look, page: EarPage, w: float) -> list[Block]:
    """Right or not, what it was, the sentence that decided, and why; nobody is blamed."""
    theme, call = look.theme, page.listening.call
    top = _heard(look, page, w)
    if page.fuller:
        said = [call.closing, *([call.verify] if call.verify else [])]
        return [*top, *(text(look, words, w, BODY, theme.on_ground) for words in said)]
    sentence = call.script[call.decisive].text
    colour = theme.safe if call.genuine else theme.danger
    said_there = text(look, f"“{sentence}”", w - 64, HEADING, colour, "serif")
    return [
        *top,
        boxed(said_there, theme.card, pad=32, pad_y=22, w=w, border=theme.line, border_width=2),
        sign(look, "genuine", "这是真的") if call.genuine else sign(look, "danger", "这是骗局"),
        text(look, call.why or call.closing, w, BODY if look.large else _WHY, theme.on_ground),
    ]


def _heard(look: Look, page: EarPage, w: float) -> list[Block]:
    """How the group was split, and whether that was right; nothing where nobody judged."""
    theme, call, hands = look.theme, page.listening.call, page.hands
    right, size = is_right(page.said[-1], call), look.size(HEADING) * 1.5
    shown = [abacus.split(look, hands, _SIDES, w)] if hands.counted else []
    if right is None:
        return shown
    ink, words = (theme.safe_light, "听出来了") if right else (theme.mark, "这次没听出来")
    mark = icon("check" if right else "doubt", size, ink)
    top = beside([mark, text(look, words, w - size - 20, HEADING, ink, "serif")], 20)
    return [*shown, answered(top, right, call.id)]


def result(look: Look, page: EarResultPage, onward: str) -> list[Item]:
    """The calls of the round in a row, and what they were; `onward` is what the next step is called."""
    area = look.area
    judged = [is_right(said, call) for said, call in zip(page.said, page.calls, strict=True) if said is not None]

    def build(w: float) -> Block:
        each = column_width(w, len(page.calls))
        pairs = list(zip(page.said, page.calls, strict=True))
        height = max(
            0.0 if area.h < _LOW or look.large else area.h * 0.5,
            *(_slide(look, call, said, each).h for said, call in pairs),
        )
        rows = [beside([_slide(look, call, said, each, height) for said, call in pairs], GAP, "top")]
        head = look.say("{all} 通电话，听对了 {n} 通", all=len(judged), n=sum(map(bool, judged)))
        if not judged:
            head = look.say("{all} 通电话，都听完了", all=len(page.calls))
        again = button(look, "再听几通", AGAIN_ROUND, "quiet", icon_name="phone")
        whole = stack([heading(look, head, w, role=TITLE), *rows, again], 28, w=w)
        return sized(whole, w, area.h) if whole.h < area.h else whole

    return [
        *table(look),
        *scroller.view(look, area, build, page.reading, "read"),
        *next_button(look, onward, "next"),
    ]


def _slide(look: Look, call: Call, said_scam: bool | None, w: float, h: float = 0.0) -> Block:
    """A call as a slide on the table: what it was, what it was about, whether that was heard."""
    theme, inside = look.theme, w - 2 * _EDGE
    right = is_right(said_scam, call)
    ink = theme.safe if call.genuine else theme.danger
    words = "" if right is None else "听对了" if right else "当成了骗局" if call.genuine else "当成了真的"
    truth = ("genuine", "真的") if call.genuine else ("danger", "骗局")
    said = label(look, truth[1], TITLE, ink, "serif")
    low = look.large or look.area.h < _LOW
    parts = [
        beside([icon(truth[0], said.h * 0.7, ink), said], 16)
        if low
        else stack([icon(truth[0], _SIGN, ink), said], 14, "centre"),
        text(look, call.title, inside, HEADING, theme.on_card, "serif", "centre", True),
        *([text(look, words, inside, BODY, theme.on_card_soft, align="centre")] if words else []),
    ]
    return boxed(
        stack(parts, 14, "centre", inside),
        theme.card,
        pad=_EDGE,
        w=w,
        h=h,
        valign=0.5,
        radius=6,
        shadow=True,
        border=theme.line,
        border_width=2,
    )
