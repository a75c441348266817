"""What stands round the walk on the map: what remains of the visit, the next stop, and the question before leaving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, place, roomy, sized, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.draw.widgets import button, flow, heading, next_button
from kiosk.hall import walk
from kiosk.hall.walk import Stop, StopMark
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll

TILE_MOST = 200.0
"""Height beyond which a tile only looks empty."""
ONE_MOST = 1100.0
"""Width of a tile that stands alone."""


def status(look: Look, minutes: int, tally: str, tools: Sequence[tuple[str, str, str]], w: float) -> Block:
    """What remains of the visit in words; `tools` are (words, target, icon) of the ways to rest or to end it."""
    theme = look.theme
    line = look.say("还剩约 {n} 分钟", n=minutes) if minutes else look.say("时间到了")
    buttons = [button(look, words, target, "quiet", icon_name=name, role=CAPTION) for words, target, name in tools]
    beside_it = beside(buttons, 16)
    narrow = w - beside_it.w - 32 < 420
    room = w if narrow else w - beside_it.w - 32
    said = [
        text(look, line, room, HEADING, theme.on_ground, "serif"),
        *([text(look, tally, room, CAPTION, theme.on_ground_soft)] if tally else []),
    ]
    if narrow:
        return stack([*said, flow(look, buttons, w, 16)], 8, w=w)
    return beside([stack(said, 2), beside_it], 32)


def proposal(look: Look, stop: Stop, w: float) -> Block:
    """The next stop, and what the guide can do about it."""
    theme = look.theme
    apart = w < 1300 or look.large
    mark = walk.bead(look, replace(stop, mark=StopMark.NEXT), 96)
    buttons = [
        button(look, "跳过这一区", "skip", "quiet", icon_name="skip", role=CAPTION),
        button(look, "多留 5 分钟", "extend", "quiet", icon_name="plus", role=CAPTION),
    ]
    inside = w - 64
    tools = flow(look, buttons, inside, 16) if apart else beside(buttons, 16)
    free = inside - mark.w - 24 - (0 if apart else tools.w + 24)
    words = stack(
        [
            text(look, look.say("下一站：{zone}", zone=look.say(stop.name)), free, HEADING, theme.on_card, "serif"),
            text(look, stop.note, free, CAPTION, theme.on_card_soft),
        ],
        0,
    )
    row = beside([mark, words], 24)
    body = stack([row, tools], 16) if apart else beside([row, tools], 24)
    return boxed(body, theme.card, pad=32, pad_y=16, w=w)


def leaving(look: Look, unseen: Sequence[Stop], scroll: Scroll, name: str) -> list[Item]:
    """Before a visit ends early: what has not been seen, each a touch away, and below both ways on."""
    area = look.area
    stay = next_button(look, "接着参观", "stay")
    leave = button(look, "现在结束", "finish", "quiet", icon_name="leave", h=look.next_slot.h)
    at = min(item.rect.x for item in stay) - leave.w - walk.BOARD_GAP
    below = at >= look.next_slot.x
    room = area.w if below or look.portrait else area.w - leave.w - 32
    said = [heading(look, look.say("还有 {n} 个展区没看", n=len(unseen)), room, role=HEADING if look.large else TITLE)]
    if not look.large:  # there the zones themselves come first
        soft = look.theme.on_ground_soft
        said.append(text(look, "想看的，点一下就去。也可以现在结束，下次再来。", room, BODY, soft, balance=True))
    head = stack(said, 4)
    if not below:
        head = stack([head, leave], 16) if look.portrait else beside([head, leave], 32)
    rest = Rect(area.x, area.y + head.h + 28, area.w, area.h - head.h - 28)

    def build(grown: Look, w: float) -> Block:
        most = walk.columns(look, w)
        rows = -(-len(unseen) // most)
        in_row = max(-(-len(unseen) // rows), min(2, most)) if rows else 1
        share = (rest.h - walk.BOARD_GAP * (rows - 1)) / max(1, rows)
        if len(unseen) == 1:
            board = walk.board(grown, min(w, ONE_MOST), unseen, 1, min(2 * TILE_MOST, share))
            return sized(board, w, rest.h, "centre")
        return walk.board(grown, w, unseen, in_row, min(TILE_MOST, share))

    grown = look if look.portrait else roomy(look, rest.w, rest.h, build)
    items = place(head, area.x, area.y) + scroller.view(look, rest, lambda w: build(grown, w), scroll, name)
    return items + stay + (place(leave, at, look.next_slot.y) if below else [])
