"""The way in: cards of the scenarios, and the page that says who you are.

A card says how it begins and where, never of what kind it is: whoever reads only the cards cannot tell which of them
are scams.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import assert_never

from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import Device
from kiosk.draw.block import (
    Block,
    beside,
    boxed,
    column_width,
    columns_for,
    grid,
    icon,
    label,
    over,
    padded,
    place,
    space,
    stack,
    text,
)
from kiosk.draw.items import Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, GAP, HEADING
from kiosk.draw.widgets import button, done_mark, flow, heading, next_button, sign, tag, title
from kiosk.parts import scroller
from kiosk.parts.lookaround import Gaze
from kiosk.parts.phone_lines import led
from kiosk.parts.scroller import Scroll
from kiosk.parts.still_life import pictured
from kiosk.zones.vr_experience.models import Scenario, ScenarioRoom, changes_at, room_at
from kiosk.zones.vr_experience.rooms import aimed, backdrop, window

_ZONE = "vr"
"""The icon that stands in for a scenario's picture: one for all, so that none is given away."""
_WIDE = 1100.0
_VEIL = 110
"""Veil over the room behind the page that says who one is: a white card has an edge in a white office too."""
_CARD_EDGE, _CARD_SHAPE = 10.0, 0.56
"""Of a card round its picture; the height of the picture, of the card's width, at least."""
_OPENING_LEAST, _OPENING_MOST = 0.3, 0.6
"""Height of the picture on the page that says who one is, of its width: so much it needs, so much it takes."""


@dataclass(frozen=True, slots=True)
class _Face:
    """What a card shows of a scenario."""

    id: str
    icon: str
    begins: str
    title: str
    picture: str
    done: bool


def where(room: ScenarioRoom) -> tuple[str, str]:
    """(icon, words) for the place one is in."""
    match room:
        case ScenarioRoom.LIVING_ROOM:
            return "sofa", "在家里"
        case ScenarioRoom.BANK:
            return "bank", "在银行"
        case ScenarioRoom.OFFICE:
            return "company", "在单位"
        case ScenarioRoom.POLICE_STATION:
            return "officer", "在派出所"
        case ScenarioRoom.BEDROOM:
            return "bed", "在卧室"
        case ScenarioRoom.RENTED_FLAT:
            return "key", "在出租屋"
        case ScenarioRoom.PARCEL_STATION:
            return "parcel", "在快递驿站"
        case ScenarioRoom.DORMITORY:
            return "bed", "在宿舍"
        case _:
            assert_never(room)


def begins(scenario: Scenario) -> tuple[str, str]:
    """(icon, words) for what a scenario begins with."""
    first = scenario.nodes[0].device
    if first is Device.NONE and any(node.device is Device.RING for node in scenario.nodes):
        first = Device.RING  # what it comes to after a step
    match first:
        case Device.RING | Device.CALL:
            return "phone", "一通来电"
        case Device.SMS:
            return "sms", "一条短信"
        case Device.CHAT:
            return "chat", "一条消息"
        case Device.GROUP:
            return "group", "一个群"
        case Device.VIDEO:
            return "video", "一次视频"
        case Device.NONE:
            return "people", "当面的事"
        case Device.BANK | Device.INSTALL | Device.SHARE | Device.BROWSER:
            return "search", "手机上的一页"
        case _:
            assert_never(first)


def view(look: Look, scenarios: Sequence[Scenario], scroll: Scroll, finished: Sequence[str]) -> list[Item]:
    """All scenarios as pictures: what each begins with, and its title."""
    area = look.area
    head = heading(look, "选一个场面走进去，有真有假", area.w)
    faces = [_Face(s.id, *begins(s), s.title, s.picture, s.id in finished) for s in scenarios]
    rest = Rect(area.x, area.y + head.h + 20, area.w, area.h - head.h - 20)

    def build(w: float) -> Block:
        columns = columns_for(w, 560.0 if look.large else 440.0 if look.portrait else 300.0, 5)
        each = column_width(w, columns)
        rows = -(-len(faces) // columns)
        natural = max(_card(look, face, each).h for face in faces)
        share = max(natural, min(natural * 1.3, (rest.h - GAP * (rows - 1)) / rows))
        return grid([_card(look, face, each, share) for face in faces], columns)

    return place(head, area.x, area.y) + scroller.view(look, rest, build, scroll, "pick", edge=24)


@lru_cache(maxsize=256)
def _card(look: Look, face: _Face, w: float, h: float = 0.0) -> Block:
    """The story's picture, on it what it begins with, under it its title."""
    theme = look.theme
    named = text(look, face.title, w - 2 * _CARD_EDGE - 16, BODY, theme.on_card, "serif", align="centre", balance=True)
    most = h - named.h - 2 * _CARD_EDGE - 20 if h else 0.0
    picture = pictured(look, face.picture, w - 2 * _CARD_EDGE, max(round(w * _CARD_SHAPE), most), _ZONE)
    sign_of = boxed(
        beside(
            [
                icon(face.icon, look.size(CAPTION) * 1.2, theme.on_ground),
                label(look, face.begins, CAPTION, theme.on_ground),
            ],
            10,
        ),
        theme.ground_dark,
        pad=12,
        pad_y=4,
        radius=12,
    )
    seen = over(picture, sign_of, 8, 8)
    if face.done:
        mark = done_mark(look, "走过了")
        seen = over(seen, mark, picture.w - mark.w - 8, picture.h - mark.h - 8)
    inner = stack([seen, named], 10, "centre")
    return boxed(inner, theme.card, pad=_CARD_EDGE, target=f"card/{face.id}", shadow=True, w=w, h=h)


def view_role(look: Look, scenario: Scenario, kept: bool, scroll: Scroll, rooms: Mapping[str, str]) -> list[Item]:
    """Who you are and how to play, in front of the room; `kept` when a story under way can be gone on with."""
    area = look.sight.inset(28 if look.portrait else 48, 28)
    share = 1.0 if look.headroom else 0.5  # its keys low, on a lowered screen

    def build(w: float) -> Block:
        both = columns(w, True) if w > 1300 and not look.large else None
        if both is None or both.h > area.h:
            both = columns(w, False)
        return stack([space(max(0.0, (area.h - both.h) * share)), both], 0) if both.h < area.h else both

    def columns(w: float, two_columns: bool) -> Block:
        left = w * 0.56 if two_columns else w
        rules = _rules(look, w - left - 32 if two_columns else w, kept)
        least, most = round(left * _OPENING_LEAST), round(left * _OPENING_MOST)
        taken = _you(look, scenario, left, least).h + (0 if two_columns else 24 + rules.h)
        you = _you(look, scenario, left, min(most, max(least, least + area.h - taken)))
        return beside([you, rules], 32, "bottom") if two_columns else stack([you, rules], 24)

    first = scenario.nodes[0]
    gaze = aimed(look, Gaze(first.yaw, first.pitch))
    items = backdrop(look, rooms, room_at(scenario, first), gaze, changes_at(scenario, first))
    items.append(Panel(rect=window(look), fill=look.theme.ground_dark, alpha=_VEIL))
    items += scroller.view(look, area, build, scroll, "read")
    return items + next_button(look, "接着走" if kept else "开始", "next", "play")


def _you(look: Look, scenario: Scenario, w: float, picture_h: float) -> Block:
    """Who one is and where, with the story's picture: above, or in large type on a wide page beside the title."""
    theme = look.theme
    inside = w - 88
    begun_in = room_at(scenario, scenario.nodes[0])
    marks = [sign(look, "note", "模拟演示"), tag(look, where(begun_in)[1], on_dark=True)]
    words = text(look, scenario.role, inside, BODY if look.large else HEADING * 0.9, theme.on_ground, "serif")
    if look.large and w > _WIDE:
        across = round(w * 0.3)
        free = w - across - 24 - 64
        words = text(look, scenario.role, free, BODY, theme.on_ground, "serif")
        named = [flow(look, marks, free), title(look, scenario.title, free), words]
        head = padded(stack(named, 16), 32, 16)
        picture = pictured(look, scenario.picture, across, round(max(across * 0.66, head.h)), _ZONE)
        row = beside([head, Block(free + 64 - head.w, 0), picture], 0, "top")
        return boxed(replace(row, seams=head.seams), theme.ground_dark, pad=12, w=w)  # cut between lines, if at all
    picture = pictured(look, scenario.picture, w - 24, picture_h, _ZONE)
    named = [title(look, scenario.title, inside), words]
    if look.large:
        named = [flow(look, marks, inside), *named]
    else:
        picture = over(picture, beside(marks, 12), 12, 12)
    return boxed(stack([picture, padded(stack(named, 20), 32, 24)], 0), theme.ground_dark, pad=12, w=w)


def _rules(look: Look, w: float, kept: bool) -> Block:
    """The one thing to know, and that nothing of it is real."""
    theme = look.theme
    inside = w - 80
    size = look.size(HEADING)
    rows = [
        led(
            icon("hand_stop", size, theme.danger),
            text(look, "谁觉得不对，就按“喊停”", inside - size - 24, HEADING, theme.on_card, "serif"),
            24,
        ),
        text(look, "点什么都不会真的转账。", inside, BODY, theme.on_card),
    ]
    if look.large:  # in few lines, so that it stands above the key that begins
        said = "谁觉得不对，就按“喊停”。点什么都不会真的转账。"
        size = look.size(BODY)
        rows = [
            led(icon("hand_stop", size, theme.danger), text(look, said, inside - size - 20, BODY, theme.on_card), 20)
        ]
    pad_y = 20.0 if look.large else 40.0
    card = boxed(stack(rows, 24), theme.card, pad=40, pad_y=pad_y, w=w, shadow=True)
    if not kept:
        return card
    again = button(look, "从头再来", "again", "quiet", icon_name="undo", w=w)
    return stack([card, again], 24)
