"""The frame round every screen: where you are, how long is left, how to get home, 96110, and the visitors' tools.

No zone draws it, so no zone can forget or move it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf

from kiosk.content.models.hall import PanelSize
from kiosk.core.geometry import Rect, canvas_size
from kiosk.core.vocabulary import Setting
from kiosk.draw.block import Block, beside, boxed, icon, label, place, stack, text
from kiosk.draw.items import Arc, Ground, Icon, Item, Panel
from kiosk.draw.look import CHINESE, Look, Words
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION, HEADING, MARGIN, TARGET_GAP, Lighting
from kiosk.draw.widgets import icon_button
from kiosk.parts.duties import Turn, strip
from kiosk.parts.glass import glass

PREFIX = "frame/"
"""Targets that belong to the frame and not to the scene inside it."""

VOLUME = "volume"
"""The target of the speaker."""
NEXT, CHOOSE = PREFIX + "next", PREFIX + "choose"
"""The two keys of who cannot see the screen: to what can be chosen next, and to choose it. A box with two switches, or
a keyboard, says the same words."""
KEYS = (NEXT, CHOOSE)
TWO_SWITCHES = {"tab": NEXT, "right": NEXT, "return": CHOOSE, "enter": CHOOSE, "space": CHOOSE}
"""What such a box sends, as it is plugged in like a keyboard: the names on the keys."""
_VOLUMES: dict[Setting | None, tuple[str, str, bool]] = {
    None: ("speaker", "声音", False),
    Setting.SOFT: ("speaker_soft", Setting.SOFT.word, True),
    Setting.MUTE: ("mute", Setting.MUTE.word, True),
}
_FOR_THE_EYE = (
    (Setting.LARGE, "text_size"),
    (Setting.CONTRAST, "contrast"),
    (Setting.REACH, "reach"),
)
_TOOLS = 9
"""As many as there can be on one line, on an upright screen one less."""
_PIECE = 1.3
"""Width of the piece of glass at the head of a zone, of the icon's that stands there without it."""
_TITLE_LEAST = 100.0
_NEXT_LEAST = 8.6
"""What the next step needs beside the tools, of the size of type: six characters and an arrow. On a screen that is too
narrow for both (4:3) they have a row each."""
_EDGE = 28.0
"""Units between the frame and the canvas's upper and lower edge."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What visitors may change; reset after every visit."""

    large: bool = False
    contrast: bool = False
    reach: bool = False
    still: bool = False
    soft: bool = False
    mute: bool = False
    aloud: bool = False

    @property
    def volume(self) -> Setting | None:
        """How loud it is: SOFT, MUTE, or None as loud as the hall has it."""
        return Setting.MUTE if self.mute else Setting.SOFT if self.soft else None

    @property
    def next_volume(self) -> Setting:
        """What a touch of the speaker changes: loud, soft, silent, loud."""
        return Setting.MUTE if self.soft or self.mute else Setting.SOFT

    def toggled(self, setting: Setting) -> tuple[Settings, bool]:
        """With one of them changed, and whether it is on now."""
        on = not getattr(self, setting)
        if setting is Setting.MUTE and on:
            return replace(self, mute=True, soft=False), on
        if setting is Setting.ALOUD and on:  # whoever wants it read wants to hear it
            return replace(self, aloud=True, mute=False), on
        return replace(self, **{setting: on}), on


@dataclass(frozen=True, slots=True)
class Shown:
    """What the frame says: the scene's name and place (0 = not a zone), and the time.

    `left` is the share of the visit that is left (None: no visit yet), in steps so that nothing ticks; `notice` is
    shown only in the last minutes. `bare` leaves the whole canvas to the scene. `lighting` is the light it stands in,
    `piece` the picture of the zone's piece of glass. `volume` is SOFT, MUTE, or None as loud as the hall has it.
    `aloud`: the screen is being read, by two keys in the place of what is for the eye.
    """

    title: str = ""
    icon: str = ""
    number: int = 0
    count: int = 9
    left: float | None = None
    notice: str = ""
    home: bool = True
    back: bool = True
    guide: bool = False
    bare: bool = False
    lighting: Lighting = Lighting.NIGHT
    piece: str = ""
    volume: Setting | None = None
    aloud: bool = False


def look_for(pixels: tuple[int, int], settings: Settings, panel: PanelSize, words: Words = CHINESE) -> Look:
    """The look for a canvas of that many pixels on that panel, before a frame has set its area."""
    canvas = canvas_size(*pixels)
    return Look(
        canvas=canvas,
        large=settings.large,
        contrast=settings.contrast,
        reach=settings.reach,
        still=settings.still,
        units_per_mm=max(canvas) / max(panel.width_mm, panel.height_mm),
        words=words,
    )


@lru_cache(maxsize=8)
def look_inside(pixels: tuple[int, int], settings: Settings, panel: PanelSize, words: Words, shown: Shown) -> Look:
    """The look a scene gets inside that frame; kept, because the frame's header is measured for it."""
    return fitted(look_for(pixels, settings, panel, words), shown, panel)


def fitted(look: Look, shown: Shown, panel: PanelSize) -> Look:
    """The look with the area and the next-step slot that this frame leaves to its scene, in that scene's light."""
    look = replace(look, lighting=shown.lighting)
    w, h = look.canvas
    side = _side(look)
    if shown.bare:
        return replace(look, area=Rect(0, 0, w, h))
    bar = _bar(look)
    below = _header(look, shown).h + 2 * _EDGE - 8
    bottom = bar.y - 20
    least = 400.0
    top = min(max(below, _reach_top(look, panel)) if look.reach else below, bottom - least)
    tool = _tool(look)[0]
    x = side + 24 + (tool if _two_rows(look) else _TOOLS * (tool + TARGET_GAP))
    slot = Rect(x, bar.y, w - side - x, _tool(look)[1])
    area = Rect(side, top, w - 2 * side, bottom - top)
    return replace(look, area=area, headroom=max(0.0, top - below), next_slot=slot)


def view(look: Look, shown: Shown, words_end: float = inf, turn: Turn | None = None) -> list[Item]:
    """The frame's items: ground first, tools and header; the scene's items come after. What the header says ends before
    `words_end`, from where a picture of the scene may fill the screen. Whose turn it is stands in it, and moves
    nothing."""
    theme = look.theme
    w, h = look.canvas
    items: list[Item] = [Ground(rect=Rect(0, 0, w, h), top=theme.ground, bottom=theme.ground_dark)]
    if shown.bare:
        return items
    side, edge = _side(look), _EDGE
    header = _with_turn(look, shown, words_end, turn) if turn else _header(look, shown, words_end)
    items += place(header, side, edge)
    if look.reach and look.area.y - (edge + header.h) > 160 and shown.icon:
        free = look.area.y - (edge + header.h)
        size = min(220.0, free - 60)
        y = edge + header.h + (free - size) / 2
        items.append(
            Icon(rect=Rect((min(w, words_end) - size) / 2, y, size, size), name=shown.icon, colour=theme.ground_light)
        )
    items += _bar_items(look, shown)
    return items


def _side(look: Look) -> float:
    return 48.0 if look.portrait else MARGIN


def _tool(look: Look) -> tuple[float, float]:
    """Width and height of one tool of the bar."""
    size = look.size(CAPTION)
    wanted = round(2 * size + (9 if look.large else 48))  # large: nine of them leave the next step its place
    if look.portrait and look.large:
        wanted = int((look.canvas.w - 2 * _side(look) + TARGET_GAP) / (_TOOLS - 1) - TARGET_GAP)
    return max(look.target, wanted), max(look.target, round(48 + size * 1.45 + 14))


def _bar(look: Look) -> Rect:
    w, h = look.canvas
    side = _side(look)
    tall = _tool(look)[1]
    height = 2 * tall + TARGET_GAP if _two_rows(look) else tall
    return Rect(side, h - _EDGE - height, w - 2 * side, height)


def _two_rows(look: Look) -> bool:
    """Whether the tools stand below back and the next step and not beside them."""
    tools = _TOOLS * (_tool(look)[0] + TARGET_GAP) + 24
    return look.portrait or look.canvas.w - 2 * _side(look) - tools < look.size(BODY) * _NEXT_LEAST


def _reach_top(look: Look, panel: PanelSize) -> float:
    """The height on the canvas that somebody seated can reach: 1,170 mm above the floor when the panel's is known."""
    if panel.bottom_mm:
        above = panel.bottom_mm + panel.height_mm - panel.reach_mm
        return max(0.0, above * look.units_per_mm)
    return look.canvas.h * (0.5 if look.portrait else 0.36)


@lru_cache(maxsize=16)
def _with_turn(look: Look, shown: Shown, words_end: float, turn: Turn) -> Block:
    """The header with whose turn it is in it, as high as it is without; in the last minutes there may be no room."""
    plain = _header(look, shown, words_end)
    for named in (True, False):
        said = strip(look, turn, named)
        for spare in (False, True):
            header = _header(look, shown, words_end, said, spare)
            if header.h <= plain.h + 0.5 and header.w <= plain.w + 0.5:
                return header
    return plain


def _header(look: Look, shown: Shown, words_end: float = inf, turn: Block | None = None, spare: bool = False) -> Block:
    """What the frame says above; `spare`: without what the turn can take the place of."""
    theme = look.theme
    room = look.canvas.w - 2 * _side(look)
    mark = boxed(icon(shown.icon or "shield", 52, theme.on_accent), theme.accent, pad=10, radius=16)
    if shown.piece and not look.contrast:
        mark = glass(look, shown.piece, mark.w * _PIECE, mark.h, theme.accent)
    help_line = _pill(look, "phone", look.say("96110" if look.large or spare else "拿不准，打 96110"))
    right: list[Block] = [] if turn is None or look.portrait else [turn]
    if shown.notice:
        right.append(_pill(look, "clock", shown.notice, strong=True))
    right.append(help_line)
    if shown.left is not None:
        right.append(_ring(look, shown.left))
    side = beside(right, 16)
    upright = turn if look.portrait and not spare else None
    taken = (0 if upright is None else upright.w + 32) if look.portrait else side.w + 32
    free = max(_TITLE_LEAST, room - mark.w - 20 - taken)
    words = text(look, shown.title, free, HEADING, theme.on_ground, "serif")
    below = look.say("第 {n} 区 · 共 {all} 区", n=shown.number, all=shown.count) if shown.number else ""
    if below and not (look.portrait or spare) and text_width(below, look.size(CAPTION)) < free:
        natural = text_width(look.say(shown.title), look.size(HEADING), "serif") + 1
        place_line = label(look, below, CAPTION, theme.on_ground_soft)
        if natural + 28 + place_line.w > free:
            words = stack([words, place_line], 0)
        elif _side(look) + mark.w + 20 + natural + 28 + place_line.w <= words_end:
            words = beside([text(look, shown.title, natural, HEADING, theme.on_ground, "serif"), place_line], 28)
    name = beside([mark, words], 20)
    if look.portrait:
        under = turn if spare else label(look, below, CAPTION, theme.on_ground_soft) if below else None
        gap = room - side.w - (under.w if under is not None else 0)
        row = side if under is None or (gap <= 16 and not spare) else beside([under, Block(max(16, gap), 0), side], 0)
        return stack([name if upright is None else beside([name, upright], 32), row], 12, w=max(room, row.w))
    return beside([name, Block(max(32.0, room - name.w - side.w), 0), side], 0)


def _pill(look: Look, name: str, words: str, strong: bool = False) -> Block:
    theme = look.theme
    fill, ink = (theme.accent, theme.on_accent) if strong else (theme.ground_light, theme.on_ground)
    size = look.size(CAPTION)
    height = size * 1.45 + 16
    return boxed(
        beside([icon(name, size * 1.1, ink), label(look, words, CAPTION, ink)], 12),
        fill,
        pad=22,
        pad_y=8,
        radius=height / 2,
        h=height,
    )


def _ring(look: Look, left: float) -> Block:
    """A quiet ring: yellow for what is left."""
    theme = look.theme
    size = max(60.0, look.size(CAPTION) * 1.45 + 16)
    rect = Rect(0, 0, size, size)
    inner = icon("clock", size * 0.5, theme.on_ground)
    return Block(
        size,
        size,
        (
            Panel(rect=rect, fill=theme.ground, radius=size / 2),  # it may stand over a picture
            Arc(rect=rect, start=0, sweep=360, width=8, colour=theme.ground_light),
            Arc(rect=rect, start=0, sweep=max(1.0, 360 * left), width=8, colour=theme.mark),
            *place(inner, size * 0.25, size * 0.25),
        ),
    )


def _bar_items(look: Look, shown: Shown) -> list[Item]:
    bar = _bar(look)
    w, h = _tool(look)
    items: list[Item] = []
    x, y, step = bar.x, bar.y, w + TARGET_GAP
    if shown.back:
        items += place(icon_button(look, "back", "返回", PREFIX + "back", w, h), x, y)
    if _two_rows(look):
        y += h + TARGET_GAP
    elif shown.back:
        x += step
    if shown.home:
        items += place(icon_button(look, "home", "主页", PREFIX + "home", w, h), x, y)
        x += step
    for setting, name in () if shown.aloud else _FOR_THE_EYE:
        is_on = bool(getattr(look, setting.value))
        items += place(icon_button(look, name, setting.word, PREFIX + setting, w, h, is_on), x, y)
        x += step
    if shown.aloud:
        keys = two_keys(look, 3 * w + 2 * TARGET_GAP, h)
        items += place(keys, x, y)
        x += keys.w + TARGET_GAP
    picture, word, on = _VOLUMES[shown.volume]
    alt = look.say("声音大小：{now}", now=look.say(word if on else "大声"))
    items += place(icon_button(look, picture, word, PREFIX + VOLUME, w, h, on or None, alt), x, y)
    reads = "停读" if shown.aloud else Setting.ALOUD.word
    items += place(icon_button(look, "read", reads, PREFIX + Setting.ALOUD, w, h, shown.aloud or None), x + step, y)
    items += place(icon_button(look, "help", "帮助", PREFIX + "help", w, h), x + 2 * step, y)
    if shown.guide:
        items += place(icon_button(look, "guide", "讲解", PREFIX + "guide", w, h), x + 3 * step, y)
    return items


def two_keys(look: Look, w: float, h: float) -> Block:
    """下一个 and 就选它, `w` units wide together: as white as nothing else beside them."""
    theme, each = look.theme, (w - TARGET_GAP) / 2
    return beside(
        [
            boxed(
                stack([icon(name, min(48.0, h - look.size(CAPTION) * 1.3 - 16), theme.on_card), words], 0, "centre"),
                theme.card,
                pad=4,
                pad_y=4,
                target=target,
                w=each,
                h=h,
                valign=0.5,
                align="centre",
            )
            for name, words, target in (
                ("skip", label(look, "下一个", CAPTION, theme.on_card), NEXT),
                ("check", label(look, "就选它", CAPTION, theme.on_card), CHOOSE),
            )
        ],
        TARGET_GAP,
    )
