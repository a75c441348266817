"""The drawn phone: where most of a scam happens. Pure drawing of what it is given.

Nothing on it is real: no brand, no number that leads anywhere, and every page says 模拟演示. The phone's body blocks
touches of what lies beneath. A page longer than the glass opens at its first new line, older ones can be scrolled to;
the scroll buttons stand beside the phone, in a lane the phone leaves free.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import Device
from kiosk.draw.block import Block, beside, boxed, icon, label, place, space, stack
from kiosk.draw.items import Item, Panel, move
from kiosk.draw.look import Look
from kiosk.draw.theme import CAPTION
from kiosk.parts import scroller
from kiosk.parts.face import Pose
from kiosk.parts.phone_lines import PhoneLine, PhoneScreen, aside, bubble, note, sheet_of, tones_of, writing
from kiosk.parts.phone_pages import PICTURE_LEAST, banner, call_keys, intro
from kiosk.parts.scroller import FRESH, GUTTER_GAP, Scroll
from kiosk.scene import Gesture

__all__ = ["APPS", "FRESH", "PhoneLine", "PhoneScreen", "block", "lane", "touch", "view"]

FRAME, PAD = 14.0, 16.0
LEAST = 300.0
"""A page under its head is at least this high, in units; else the head scrolls too."""
_USUAL = 600.0
"""Of a glass, when it is reckoned how high it has to be."""
DARK = frozenset({Device.RING, Device.CALL, Device.VIDEO})
"""Pages of a call: light words on a dark ground."""
APPS = frozenset({Device.BANK, Device.INSTALL, Device.SHARE})
"""Pages of an app: whoever speaks meanwhile does so on the line, not on the page."""


def _gap(look: Look) -> float:
    """Between two lines."""
    return 6.0 if look.large else 10.0


def lane(look: Look) -> float:
    """The width beside the phone that is kept for its scroll buttons."""
    return look.target + GUTTER_GAP


def touch(scroll: Scroll, gesture: Gesture, name: str = "phone") -> Scroll | None:
    """The scroll after a gesture on the page of the phone called `name`; None when it is about something else."""
    return scroller.touch_opened(scroll, gesture, name)


def view(
    look: Look,
    rect: Rect,
    screen: PhoneScreen,
    scroll: Scroll = FRESH,
    name: str = "phone",
    whole: PhoneScreen | None = None,
) -> list[Item]:
    """The phone in `rect`, of which the right `lane` is left free; `whole` is the page when all of it stands there, by
    which what stays in its place is measured."""
    if height(look, whole or screen, rect.w) > rect.h:
        screen, whole = under_the_page(screen), under_the_page(whole or screen)
    body, glass = _body(look, screen, rect.w - lane(look), rect.h)
    items = move(body, rect.x, rect.y)
    if screen.onward:
        items.append(Panel(rect=Rect(rect.x, rect.y, rect.w - lane(look), rect.h), target=screen.onward))
    glass = glass.moved(rect.x, rect.y)
    said = _said_high(look, _without_motion(whole or screen), glass)
    head = banner(look, screen, glass.w, glass.h, glass.h - said - 28)
    fixed = glass.h - head.h >= min(LEAST, said + 18)  # a short page leaves its head in its place
    top = head.h + 8 if fixed else 16
    page = Rect(glass.x + PAD, glass.y + top, glass.w - 2 * PAD, glass.h - top - 10)
    if fixed:
        items += place(head, glass.x, glass.y)
    keys = call_keys(look, screen, page.w)
    if keys.h and page.h - keys.h - 20 >= LEAST:
        items += place(keys, page.x, page.bottom - keys.h)
        page = Rect(page.x, page.y, page.w, page.h - keys.h - 20)
    content, first = _content(look, _without_motion(screen), page.w, page.h, fixed)
    if screen.device is Device.RING and content.h < page.h:
        content = stack([space((page.h - content.h) * 0.4), content], 0)
    room = Rect(page.x, page.y, rect.right - page.x, page.h)
    return items + scroller.view_opened(look, room, content, first, scroll, name)


def _said_high(look: Look, screen: PhoneScreen, glass: Rect) -> float:
    """How high the lines are that have to be in sight below the head: all of them; where those leave no room for who is
    seen in a call, what decides and what follows, and each of them while it is said."""
    w = glass.w - 2 * PAD
    everything = _content(look, screen, w, glass.h, True)[0].h
    if screen.device is not Device.VIDEO or everything + 28 + PICTURE_LEAST <= glass.h:
        return everything
    shown = [screen.lines[screen.decides :], *((line,) for line in screen.lines)]
    return max(_content(look, replace(screen, lines=some, decides=0), w, glass.h, True)[0].h for some in shown)


def under_the_page(screen: PhoneScreen) -> PhoneScreen:
    """The page of an app that is too long: what decides on it, and the newest voice below that, like a caption; what
    came between stands above both."""
    lines, at = screen.lines, screen.decides
    if (screen.device not in APPS and screen.device is not Device.BROWSER) or at >= len(lines) - 1:
        return screen
    before = (*lines[:at], *lines[at + 1 : -1])
    return replace(screen, lines=(*before, lines[at], lines[-1]), decides=len(lines) - 2)


def height(look: Look, screen: PhoneScreen, w: float) -> float:
    """How high the phone has to be to show all of that page, its lane included in `w`."""
    body = w - lane(look)
    glass = _body(look, screen, body, 0.0)[1]
    head = banner(look, screen, glass.w, _USUAL, PICTURE_LEAST * 1.2)
    keys = call_keys(look, screen, glass.w - 2 * PAD)
    least = 0.0 if screen.device is Device.RING else _USUAL  # who calls may be seen in small
    page = _content(look, _without_motion(screen), glass.w - 2 * PAD, least, True)[0]
    lines = max(page.h, LEAST) + keys.h + 20 if keys.h else page.h
    return glass.y + head.h + 8 + lines + 10 + FRAME + 12


def block(look: Look, screen: PhoneScreen, w: float) -> tuple[Block, float]:
    """The phone as long as its lines, for a place too low for an inner scroller, and where its first new line begins.

    It can be cut between lines and goes into a list together with what stands below it.
    """
    content, first = _content(look, _without_motion(screen), w - 2 * FRAME - 2 * PAD, 0.0, False)
    edge = _body(look, screen, w, 0.0)[1].y + 16
    body, glass = _body(look, screen, w, edge + content.h + 16 + 2 * FRAME)
    seams = (edge, *(edge + seam for seam in content.seams), edge + content.h)
    if screen.onward:
        body.append(Panel(rect=Rect(0, 0, w, glass.bottom + FRAME + 12), target=screen.onward))
    items = (*body, *place(content, glass.x + PAD, edge))
    return Block(w, glass.bottom + FRAME + 12, items, seams), edge + first if any(i.old for i in screen.lines) else 0.0


def _body(look: Look, screen: PhoneScreen, w: float, h: float) -> tuple[list[Item], Rect]:
    """The frame with its status bar, and where its glass is."""
    theme = look.theme
    status = _status(look, w - 2 * FRAME - 2 * PAD)
    glass = Rect(FRAME, FRAME + status.h, w - 2 * FRAME, h - 2 * FRAME - status.h - 12)
    sharing = screen.device is Device.SHARE
    return [
        Panel(
            rect=Rect(0, 0, w, h),
            fill=theme.ground_dark,
            radius=44,
            border=theme.smoke,
            border_width=3,
            shadow=True,
            finger="block",
        ),
        *place(status, FRAME + PAD, FRAME),
        Panel(
            rect=glass,
            fill=tones_of(look, screen.device in DARK).ground,
            radius=28,
            border=theme.danger if sharing else None,
            border_width=8 if sharing else 0,
        ),
        Panel(rect=Rect(w / 2 - 70, h - FRAME - 5, 140, 8), fill=theme.smoke, radius=4),
    ], glass


def _without_motion(screen: PhoneScreen) -> PhoneScreen:
    """The screen but for what moves above its lines: those are laid out once, whatever a face does meanwhile."""
    return replace(screen, pose=Pose(), onward="")


@lru_cache(maxsize=96)
def _content(look: Look, screen: PhoneScreen, w: float, height: float, fixed: bool) -> tuple[Block, float]:
    """The page's lines for that room, and where it opens: as near its first new line as what decides and the newest
    line are seen whole, or at least what decides.

    On a very low glass the head is not `fixed` but scrolls with the lines.
    """
    old = sum(line.old for line in screen.lines)
    last = max(old, min(old + screen.decides, len(screen.lines) - 1))
    at = old
    while True:
        drawn = _drawn(look, screen, w, height, at)
        above = [b for b in (_head(look, screen, w, height, fixed, drawn), *drawn[:at]) if b.h]
        whole = stack([*above, *drawn[at:]], _gap(look), w=w)
        if screen.following:
            return whole, whole.h
        first = stack(above, _gap(look)).h + _gap(look) if above else 0.0
        end = whole.h if _ends(look, drawn, last, height) else stack([*above, *drawn[at : last + 1]], _gap(look)).h
        if at == 0 and end <= height:
            return whole, 0.0
        if at == last or end - first <= height:
            return whole, first
        at += 1


def _ends(look: Look, drawn: list[Block], last: int, height: float) -> bool:
    """Whether what decides and all that follows it are seen together."""
    return stack(drawn[last:], _gap(look)).h <= height


def _head(look: Look, screen: PhoneScreen, w: float, height: float, fixed: bool, drawn: list[Block]) -> Block:
    """What stands above the lines and scrolls with them: who calls, as large as there is room; else a head that is not
    `fixed`."""
    head = intro(look, screen, w, height - stack([space(0.1), *drawn], _gap(look)).h)
    return head if fixed or head.h else banner(look, screen, w, height)


def _drawn(look: Look, screen: PhoneScreen, w: float, height: float, at: int) -> list[Block]:
    """The lines, and who is writing another; the line `at`, where the page opens, says whose it is."""
    lines = (
        line if i == at else one for i, (line, one) in enumerate(zip(screen.lines, _named_once(screen), strict=True))
    )
    drawn = [_line(look, screen.device, line, w) for line in lines]
    if all(one.h + _gap(look) <= height for one in drawn):  # a page begins and ends with a whole line of the talk
        drawn = [replace(one, seams=()) for one in drawn]
    if screen.writing:
        drawn.append(writing(look, screen, w, tones_of(look, screen.device in DARK)))
    return drawn


def _named_once(screen: PhoneScreen) -> list[PhoneLine]:
    """The lines; of several in a row by the same person only the first says who that is."""
    lines: list[PhoneLine] = []
    for before, line in pairwise((None, *screen.lines)):
        again = before is not None and line is not None and before.speaker == line.speaker and before.old == line.old
        if line is not None:
            lines.append(replace(line, speaker="") if again and screen.device not in APPS else line)
    return lines


def _line(look: Look, device: Device, line: PhoneLine, w: float) -> Block:
    ink = tones_of(look, device in DARK)
    if line.sheet is not None:
        return sheet_of(look, line, line.sheet, w)
    if line.who == "note":
        return note(look, line, w, ink)
    if device in APPS:
        return aside(look, line, w)
    return bubble(look, line, w, ink)


def _status(look: Look, w: float) -> Block:
    """The bar at the top: 模拟演示 instead of an operator's name, signal and battery drawn."""
    theme = look.theme
    role = CAPTION * 0.8 if look.large else CAPTION
    mark = beside([icon("mask", look.size(role), theme.mark), label(look, "模拟演示", role, theme.mark)], 10)
    bars = Block(
        44,
        28,
        tuple(
            Panel(rect=Rect(i * 12, 21 - i * 7, 8, 7 + i * 7), fill=theme.on_ground_soft, radius=2) for i in range(4)
        ),
    )
    cell = Block(
        52,
        28,
        (
            Panel(rect=Rect(0, 0, 46, 28), radius=6, border=theme.on_ground_soft, border_width=3),
            Panel(rect=Rect(6, 6, 26, 16), fill=theme.on_ground_soft, radius=3),
            Panel(rect=Rect(48, 9, 4, 10), fill=theme.on_ground_soft, radius=2),
        ),
    )
    row = beside([mark, space(1, max(0.0, w - mark.w - 44 - 52 - 16)), bars, space(1, 16), cell], 0)
    return boxed(row, None, pad=0, pad_y=2)
