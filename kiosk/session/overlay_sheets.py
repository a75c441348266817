"""What may lie over a screen: help, “还在看吗？”, the guide's plan, the pause. Beneath them nothing can be touched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import assert_never

from kiosk.core.events import EXTEND_MINUTES
from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import Setting
from kiosk.draw.block import Block, beside, column_width, grid, icon, label, place, roomy, sized, stack, text
from kiosk.draw.items import Code, Item, Panel
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION, HEADING, LEADING_TEXT, TITLE
from kiosk.draw.widgets import button, flow, numbered, point
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.session.frame import PREFIX
from kiosk.session.handset import Access
from kiosk.session.table import OverlayKind, Place

SHEET = PREFIX + "sheet"
_CLOSED = {
    "locked": "密码输错了五次，遥控锁上了。要接着用，点“重新打开”，会有新的密码。",
    "taken": "已经有一部手机在遥控。换手机：在那部手机上点“退出”，或者点“重新打开”。",
}
"""Why there is no PIN to be seen, by the state of the access."""
_LEAST_LINES = 3
"""Lines of a sheet's body that are always shown at once."""


@dataclass(frozen=True, slots=True)
class HelpSheet:
    """How to use the screen, in a few sentences, and whom to ask."""


@dataclass(frozen=True, slots=True)
class AskingSheet:
    """“还在看吗？”: one touch anywhere resumes exactly where it was."""


@dataclass(frozen=True, slots=True)
class PausedSheet:
    """The clock stands; it goes on by itself in `minutes`."""

    minutes: int


@dataclass(frozen=True, slots=True)
class GuideSheet:
    """What is still to come (number on the map, name, minutes) in the `minutes` left; more time for the zone or, in
    another `place` and while there is some to give, for the whole visit; a pause, the map; the hall's own request put
    away. `remote`: the visit may be conducted from a phone."""

    ahead: tuple[tuple[int, str, float], ...]
    minutes: int
    place: Place
    extendable: bool
    remote: bool = False


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """An officer talks and the screen waits: dimmed, because eyes are on the officer, and one touch from going on."""


@dataclass(frozen=True, slots=True)
class RemoteSheet:
    """How the officer's phone gets in; None: it is being opened."""

    access: Access | None


@dataclass(frozen=True, slots=True)
class BlankPage:
    """All eyes are on the officer: dark and quiet, and one touch from what was there."""


Sheet = HelpSheet | AskingSheet | PausedSheet | GuideSheet | WaitingLine | RemoteSheet | BlankPage
"""What an overlay says: all that its picture depends on."""


def view(look: Look, shown: Sheet, scroll: Scroll) -> list[Item]:
    """The overlay's items, above those of the screen beneath."""
    match shown:
        case HelpSheet():
            return _helping(look, scroll)
        case AskingSheet():
            return _asking(look, scroll)
        case PausedSheet(minutes):
            return _paused(look, scroll, minutes)
        case GuideSheet():
            return _guiding(look, scroll, shown)
        case WaitingLine():
            return _waiting(look)
        case RemoteSheet(access):
            return _remote(look, scroll, access)
        case BlankPage():
            return _blank(look)
        case never:
            assert_never(never)


def _sheet(
    look: Look,
    kind: OverlayKind,
    icon_name: str,
    build: Callable[[Look, float], Block],
    onward: Block,
    scroll: Scroll,
    others: Sequence[Block] = (),
) -> list[Item]:
    """A sheet in the middle of a dimmed screen: its word, a body built for its width (scrolls when long), buttons.

    `onward` is the yellow way on and stands at the lower right, as it does on every screen; `others` before it.
    """
    theme = look.theme
    canvas = Rect(0, 0, *look.canvas)
    width = look.area.w if look.large or look.reach else min(look.area.w, 1400.0)
    inside = width - 112
    mark = icon(icon_name, look.size(HEADING) * 1.1, theme.on_card)
    head_block = beside([mark, text(look, kind.word, inside - mark.w - 20, HEADING, theme.on_card, "serif")], 20)
    foot = _foot(look, others, onward, inside)
    least = _LEAST_LINES * LEADING_TEXT * look.size(BODY)  # where the area is low, the sheet grows upwards
    most = max(least, look.area.h - 96 - head_block.h - foot.h - 56)
    grown = look if look.portrait else roomy(look, inside, most, build)
    body_h = min(build(grown, inside).h, most)
    height = 96 + head_block.h + 28 + body_h + 28 + foot.h
    spare = max(0.0, look.area.h - height)
    box = Rect((canvas.w - width) / 2, look.area.bottom - spare / 2 - height, width, height)
    rest = Rect(box.x + 56, box.y + 48 + head_block.h + 28, inside, body_h)
    return [
        Panel(rect=canvas, fill=theme.ground_dark, alpha=205, finger="block"),
        Panel(rect=box, fill=theme.card, radius=24, shadow=True, finger="block"),
        *place(head_block, box.x + 56, box.y + 48),
        *scroller.view(look, rest, lambda w: build(grown, w), scroll, SHEET, on_dark=False),
        *place(foot, box.x + 56, box.bottom - 48 - foot.h),
    ]


def _foot(look: Look, others: Sequence[Block], onward: Block, w: float) -> Block:
    """The buttons on one line, or the way on below the others."""
    row = beside(others, 20)
    if row.w + 20 + onward.w <= w:
        return beside([row, Block(w - row.w - onward.w, 0), onward], 0)
    return stack([flow(look, list(others), w, 20), sized(onward, w, 0, "right")], 20, w=w)


def _asking(look: Look, scroll: Scroll) -> list[Item]:
    def build(grown: Look, w: float) -> Block:
        soft = look.theme.on_card_soft
        return stack(
            [
                text(grown, "点一下屏幕，就从刚才的地方接着看。", w, BODY, balance=True),
                text(grown, "没有人的话，稍后会回到开始的画面。", w, BODY, soft, balance=True),
            ],
            8,
        )

    onward = button(look, "还在看", PREFIX + "stay", "primary")
    items = _sheet(look, OverlayKind.ASKING, "clock", build, onward, scroll)
    everywhere = Panel(rect=Rect(0, 0, *look.canvas), target=PREFIX + "stay")
    return [*items, everywhere]


def _waiting(look: Look) -> list[Item]:
    """Dimmed so that what the officer talks about can still be seen; the line stands in the place of the tools, which
    nobody needs just now, as large as it fits: it is read from the last row."""
    theme = look.theme
    canvas = Rect(0, 0, *look.canvas)
    top = look.area.bottom + 8
    foot = Rect(0, top, canvas.w, canvas.bottom - top)
    for role in (TITLE, HEADING, BODY):
        words = label(look, "讲解中 · 点一下继续", role, theme.on_ground, "serif")
        row = beside([icon("guide", look.size(role) * 1.2, theme.mark), words], 24)
        if row.w <= look.area.w and row.h <= foot.h:
            break
    return [
        Panel(rect=canvas, fill=theme.ground_dark, alpha=120, finger="block"),
        Panel(rect=foot, fill=theme.ground_dark),
        *place(row, (canvas.w - row.w) / 2, foot.y + (foot.h - row.h) / 2),
        Panel(rect=canvas, target=PREFIX + "stay"),
    ]


def _blank(look: Look) -> list[Item]:
    """Nothing to look at, so that everybody looks up; a small sign says that the screen is not broken."""
    theme = look.theme
    canvas = Rect(0, 0, *look.canvas)
    row = label(look, "点一下，画面就回来", CAPTION, theme.on_ground_soft)
    return [
        Panel(rect=canvas, fill=theme.ground_dark, finger="block"),
        *place(row, (canvas.w - row.w) / 2, canvas.bottom - row.h - 48),
        Panel(rect=canvas, target=PREFIX + "stay"),
    ]


def _remote(look: Look, scroll: Scroll, access: Access | None) -> list[Item]:
    theme = look.theme
    open_now = access is not None and access.state == "open"

    def build(grown: Look, w: float) -> Block:
        if access is None:
            return text(grown, "正在打开，请稍等。", w, BODY)
        if access.state != "open":
            return text(grown, _CLOSED.get(access.state, access.why), w, BODY, balance=True)
        below = look.portrait or look.large or look.reach
        side = 240.0 if below else min(340.0, w * 0.32)
        square = Rect(0, 0, side, side)
        code = Block(side, side, (Code(rect=square, data=access.address, dark=theme.on_card, light=theme.card),))
        room = w if below else w - side - 32
        steps = (
            "手机连上馆里的无线网，扫这个码。",
            look.say("扫不了，就输入：") + access.address,
            "提示不安全：指纹一样，就继续。",
            look.say("输入密码 {pin}", pin=" ".join((access.pin[:3], access.pin[3:]))),
        )
        rows = [numbered(grown, number, line, room) for number, line in enumerate(steps, 1)]
        mark = text(grown, access.fingerprint, room, CAPTION, theme.on_card_soft)
        said = stack([*rows, mark], 12)
        return stack([said, code], 20) if below else beside([said, Block(w - side - said.w, 0), code], 0)

    others = []
    if access is not None:
        others.append(button(look, "关掉遥控", PREFIX + "remote_off", icon_name="cross"))
    if access is not None and not open_now:
        others.append(button(look, "重新打开", PREFIX + "remote", icon_name="again"))
    onward = button(look, "接着看", PREFIX + "close", "primary")
    return _sheet(look, OverlayKind.REMOTE, "guide", build, onward, scroll, others)


def _helping(look: Look, scroll: Scroll) -> list[Item]:
    ink = look.theme.on_card

    def build(grown: Look, w: float) -> Block:
        return stack(
            [
                point(grown, "黄色的按钮，是下一步，在右下角。", w, "right", ink),
                point(grown, "看长的内容：用手指上下拖，或点右边的箭头。", w, "down", ink),
                point(grown, "看不清点“大字”“醒目”，够不着点“放低”，再点一下还原。", w, "text_size", ink),
                point(grown, "看不见、不识字：点“朗读”，一句一句念给您听。", w, "read", ink),
                point(grown, "点“主页”回到展区图，看过的都记着。", w, "home", ink),
                point(grown, "遇到真事：被骗打 110，拿不准打 96110。", w, "phone", ink),
            ],
            18,
        )

    onward = button(look, "知道了", PREFIX + "close", "primary")
    words = "画面会动" if look.still else "画面不动"
    still = button(look, words, PREFIX + Setting.STILL, icon_name="play" if look.still else "pause")
    return _sheet(look, OverlayKind.HELP, "help", build, onward, scroll, [still])


def _paused(look: Look, scroll: Scroll, minutes: int) -> list[Item]:
    def build(grown: Look, w: float) -> Block:
        words = look.say("时间停住了，最多还能停 {n} 分钟。", n=max(1, minutes))
        return text(grown, words, w, BODY, balance=True)

    onward = button(look, "接着参观", PREFIX + "resume", "primary", icon_name="play")
    return _sheet(look, OverlayKind.PAUSED, "pause", build, onward, scroll)


def _guiding(look: Look, scroll: Scroll, shown: GuideSheet) -> list[Item]:
    ahead = shown.ahead

    def build(grown: Look, w: float) -> Block:
        words = look.say("还剩 {n} 分钟，这样安排：", n=shown.minutes)
        head = text(grown, words, w, CAPTION, look.theme.on_card_soft)
        if not ahead:
            return stack([head, text(grown, "展区都看过了，可以结束参观。", w, BODY)], 14)
        size = grown.size(BODY)
        said = [look.say("{zone}　{n} 分钟", zone=name, n=f"{minutes:g}") for _, name, minutes in ahead]
        half = column_width(w, 2, 14)
        apart = len(ahead) > 4 and all(text_width(line, size) + size * 1.5 + 20 <= half for line in said)
        columns = 2 if apart else 1
        each = column_width(w, columns, 14)
        rows = [numbered(grown, number, line, each) for (number, _, _), line in zip(ahead, said, strict=True)]
        return stack([head, grid(_down(rows, columns), columns, 14)], 14)

    others = []
    minutes = f"{EXTEND_MINUTES:g}"
    if shown.place is Place.ZONE:
        others.append(button(look, look.say("本区加 {n} 分钟", n=minutes), PREFIX + "extend", icon_name="plus"))
        others.append(button(look, "回展区图", PREFIX + "home", icon_name="map"))
    elif shown.extendable:
        others.append(button(look, look.say("全程加 {n} 分钟", n=minutes), PREFIX + "extend", icon_name="plus"))
    if shown.place is Place.TRIAL:
        others.append(button(look, "收起这一页", PREFIX + "back", icon_name="cross"))
    others.append(button(look, "休息一下", PREFIX + "pause", icon_name="pause"))
    if shown.remote:
        others.append(button(look, OverlayKind.REMOTE.word, PREFIX + "remote", icon_name="guide"))
    onward = button(look, "接着看", PREFIX + "close", "primary")
    return _sheet(look, OverlayKind.GUIDE, "guide", build, onward, scroll, others)


def _down(blocks: Sequence[Block], columns: int) -> list[Block]:
    """The blocks in the order in which a grid draws them, so that they are read down the columns."""
    height = -(-len(blocks) // columns)
    at = [column * height + row for row in range(height) for column in range(columns)]
    return [blocks[i] if i < len(blocks) else Block(blocks[0].w, blocks[0].h) for i in at]
