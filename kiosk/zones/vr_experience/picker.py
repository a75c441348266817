"""The way in: cards of the scenarios, and the page that says who you are.

A card says how it begins and where, never of what kind it is: whoever reads only the cards cannot tell which of them
are scams.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING
from kiosk.draw.widgets import button, flow, heading, next_button, sign, tag, title
from kiosk.parts import scroller
from kiosk.parts.lookaround import Gaze
from kiosk.parts.phone_lines import led
from kiosk.parts.scroller import Scroll
from kiosk.parts.still_life import StoryPicture, pictured, plate_fits, story_card
from kiosk.zones.vr_experience.models import Scenario, ScenarioRoom
from kiosk.zones.vr_experience.rooms import backdrop

_ZONE = "vr"
"""The icon that stands in for a scenario's picture: one for all, so that none is given away."""
_WIDE = 1100.0
_OPENING_LEAST, _OPENING_MOST = 0.3, 0.6
"""Height of the picture on the page that says who one is, of its width: so much it needs, so much it takes."""


@dataclass(frozen=True, slots=True)
class _Face:
    """What a card shows of a scenario."""

    id: str
    icon: str
    begins: str
    place: str
    title: str
    teaser: str
    who: str
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
        case _:
            assert_never(room)


def begins(scenario: Scenario) -> tuple[str, str]:
    """(icon, words) for what a scenario begins with."""
    match scenario.nodes[0].device:
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
            assert_never(scenario.nodes[0].device)


def view(look: Look, scenarios: Sequence[Scenario], scroll: Scroll, finished: Sequence[str]) -> list[Item]:
    """All scenarios as cards."""
    area, theme = look.area, look.theme
    says = ("走进一个场面，看您怎么选", "有真有假，全是模拟演示。一人上手，大家帮忙。")
    name, below = label(look, says[0], HEADING, theme.on_ground, "serif"), label(look, says[1], CAPTION)
    if name.w + below.w + 40 < area.w:
        head = beside([name, label(look, says[1], CAPTION, theme.on_ground_soft)], 40)
    else:
        head = stack([heading(look, says[0], area.w), text(look, says[1], area.w, CAPTION, theme.on_ground_soft)], 4)
    faces = [
        _Face(
            s.id,
            *begins(s),
            where(s.room)[1],
            s.title,
            s.teaser,
            who_in_short(s.role),
            s.picture,
            s.id in finished,
        )
        for s in scenarios
    ]
    rest = Rect(area.x, area.y + head.h + 24, area.w, area.h - head.h - 24)

    def build(w: float) -> Block:
        columns = columns_for(w, 460 if not look.large else 720, 3)
        each = column_width(w, columns)
        cards: list[Block] = []
        for i in range(0, len(faces), columns):
            row = faces[i : i + columns]
            height = max(_card(look, face, each).h for face in row)
            cards += [_card(look, face, each, height) for face in row]
        return grid(cards, columns)

    return place(head, area.x, area.y) + scroller.view(look, rest, build, scroll, "pick", whole=False, edge=24)


@lru_cache(maxsize=256)
def _card(look: Look, face: _Face, w: float, h: float = 0.0) -> Block:
    shown = StoryPicture(face.picture, _ZONE, face.icon, face.begins)
    named = [face.place] if plate_fits(look, shown, w) else [face.begins, face.place]
    return story_card(
        look, shown, lambda inside, room: _words(look, face, named, inside, room), f"card/{face.id}", w, h
    )


def _words(look: Look, face: _Face, named: Sequence[str], w: float, room: float) -> Block:
    """What a card says, `room` units high if that is more than it needs."""
    theme = look.theme
    top = stack(
        [
            stack([text(look, line, w, CAPTION, theme.on_card_soft) for line in named], 0),
            text(look, face.title, w, HEADING, theme.on_card, "serif"),
            text(look, face.teaser, w, BODY, theme.on_card),
        ],
        8,
    )
    size = look.size(CAPTION)
    who = led(
        icon("visitor", size, theme.accent_deep), text(look, face.who, w - size - 12, CAPTION, theme.on_card_soft), 12
    )
    foot = stack([who, *([tag(look, "走过了")] if face.done else [])], 12)
    return stack([top, foot], max(14.0, room - top.h - foot.h), w=w)


def who_in_short(role: str) -> str:
    """Who you are, in a line: as much of the first sentence as about fits one."""
    first, *more = role.split("。")[0].split("，")
    for part in more:
        if len(first) + len(part) > 13:
            break
        first = f"{first}，{part}"
    return first


def view_role(look: Look, scenario: Scenario, kept: bool, scroll: Scroll, file: str = "") -> list[Item]:
    """Who you are and how to play; `kept` when a story under way can be gone on with."""
    area = look.area.inset(28 if look.portrait else 48, 28)

    def build(w: float) -> Block:
        both = columns(w, True) if w > 1300 and not look.large else None
        if both is None or both.h > area.h:
            both = columns(w, False)
        return stack([space(max(0.0, (area.h - both.h) / 2)), both], 0) if both.h < area.h else both

    def columns(w: float, two_columns: bool) -> Block:
        left = w * 0.56 if two_columns else w
        rules = _rules(look, w - left - 32 if two_columns else w, kept)
        least, most = round(left * _OPENING_LEAST), round(left * _OPENING_MOST)
        taken = _you(look, scenario, left, least).h + (0 if two_columns else 24 + rules.h)
        you = _you(look, scenario, left, min(most, max(least, least + area.h - taken)))
        return beside([you, rules], 32, "bottom") if two_columns else stack([you, rules], 24)

    items = backdrop(look, scenario.room, Gaze(scenario.nodes[0].yaw, scenario.nodes[0].pitch), file)
    items += scroller.view(look, area, build, scroll, "read")
    return items + next_button(look, "接着走" if kept else "开始", "next", "play")


def _you(look: Look, scenario: Scenario, w: float, picture_h: float) -> Block:
    """Who one is and where, with the story's picture: above, or in large type on a wide page beside the title."""
    theme = look.theme
    inside = w - 88
    marks = [sign(look, "note", "模拟演示"), tag(look, where(scenario.room)[1], on_dark=True)]
    words = text(look, scenario.role, inside, BODY if look.large else HEADING * 0.9, theme.on_ground, "serif")
    if look.large and w > _WIDE:
        picture = pictured(look, scenario.picture, round(w * 0.34), round(w * 0.22), _ZONE)
        free = w - picture.w - 24 - 64
        head = padded(stack([flow(look, marks, free), title(look, scenario.title, free)], 20), 32, 20)
        return boxed(
            stack([beside([head, Block(free + 64 - head.w, 0), picture], 0), padded(words, 32, 24)], 0),
            theme.ground_dark,
            pad=12,
            w=w,
        )
    picture = pictured(look, scenario.picture, w - 24, picture_h, _ZONE)
    named = [title(look, scenario.title, inside), words]
    if look.large:
        named = [flow(look, marks, inside), *named]
    else:
        picture = over(picture, beside(marks, 12), 12, 12)
    return boxed(stack([picture, padded(stack(named, 20), 32, 24)], 0), theme.ground_dark, pad=12, w=w)


def _rules(look: Look, w: float, kept: bool) -> Block:
    theme = look.theme
    inside = w - 80
    size = look.size(HEADING)
    rows = []
    for name, head, words in (
        ("people", "一人上手，大家帮忙", "一位上前点选，身后的人都可以出主意。"),
        ("hand_stop", "觉得不对，就按“喊停”", "场面会停住，大家一起指出可疑的那句话。"),
        ("timer", "有时候会催您", "先看完再计时，不用慌。"),
    ):
        lines = stack(
            [
                text(look, head, inside - size - 24, BODY, theme.on_card),
                text(look, words, inside - size - 24, CAPTION, theme.on_card_soft),
            ],
            2,
        )
        rows.append(led(icon(name, size, theme.accent_deep), lines, 24))
    rows.append(text(look, "号码、账户和钱都是假的，点什么都不会真的转账。", inside, CAPTION, theme.on_card_soft))
    card = boxed(stack(rows, 26), theme.card, pad=40, pad_y=40, w=w)
    if not kept:
        return card
    again = button(look, "从头再来", "again", "quiet", icon_name="undo", w=w)
    return stack([card, again], 24)
