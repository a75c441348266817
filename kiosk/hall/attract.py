"""待机画面: what people see from across the hall. A phone that rings and one question; a name, one figure at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kiosk.content.models.base import source_line
from kiosk.content.models.hall import HallWords, Ring, Striking
from kiosk.core.geometry import Rect
from kiosk.core.speech import Spoken, Utterance
from kiosk.core.vocabulary import CallKey, Device
from kiosk.draw.block import Block, beside, boxed, icon, label, place, stack, text
from kiosk.draw.items import Colour, Ground, Icon, Item, Panel, Sound, Text, move
from kiosk.draw.look import Look
from kiosk.draw.text import text_width, wrap
from kiosk.draw.theme import BODY, CAPTION, MARGIN, mix
from kiosk.draw.widgets import dots, sign
from kiosk.hall import ringing
from kiosk.parts import motion, phone
from kiosk.parts.shaking import shake, shake_due
from kiosk.parts.speech import Speech
from kiosk.scene import Gesture, Step, StillScene, Tap, Visit

FIGURE_SECONDS = 8.0
"""How long one figure stands still."""
RING_SECONDS, RING_GAIN = 3.0, 0.5
"""One phrase of the phone's, half as loud as a call that is for somebody."""
RING_PERIOD = 40.0
"""How long a call stands in a hall whose phone is silent."""

GLIDE_UNITS = 36.0
_GLASS, _CORD = 640 / 1200, 628 / 640
"""The drawing of glass threads: its height for its width, and where on its left edge they begin."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A call that somebody `answered` or declined, and for how many seconds that has been told of."""

    ring: Ring
    answered: bool
    heard: float = 0.0


@dataclass(frozen=True, slots=True)
class AttractState:
    """Which figure stands, and for how many seconds; `waited` seconds since the hall is waiting for visitors; the call
    that was `taken`."""

    figure: int = 0
    seconds: float = motion.SECONDS
    waited: float = 0.0
    taken: Taken | None = None


class Attract(StillScene[AttractState]):
    """The scene. `words` gives the opening, the figures and the calls. A phone rings softly every `ring_seconds` (0:
    it does not sound), so that people in the street hear that somebody calls; whoever answers or declines hears what
    it was. A touch anywhere else starts. `recording` gives that of a line."""

    def __init__(
        self,
        words: HallWords,
        hall_name: str,
        ring_seconds: float = 0.0,
        recording: Callable[[Utterance], Spoken | None] = lambda line: None,
    ) -> None:
        self.words, self.hall_name, self.ring_seconds = words, hall_name, ring_seconds
        self._recording = recording

    def start(self, visit: Visit) -> AttractState:
        return AttractState()

    def touch(self, state: AttractState, gesture: Gesture) -> Step[AttractState]:
        if not isinstance(gesture, Tap):
            return Step(state)
        ring = self.ring(state)
        if ring is not None and state.taken is None and gesture.target in ringing.KEYS.values():
            answered = gesture.target == ringing.KEYS[CallKey.ANSWER]
            return Step(replace(state, taken=Taken(ring, answered)))
        return Step(state, leave="start" if gesture.target == "start" else "")

    def tick(self, state: AttractState, seconds: float) -> Step[AttractState]:
        if state.taken is not None:
            taken = replace(state.taken, heard=state.taken.heard + seconds)
            return Step(replace(state, taken=taken) if taken.heard < ringing.TOLD_SECONDS else self._put_down(state))
        stood = state.seconds + seconds
        passed = int(stood // FIGURE_SECONDS)
        figure = (state.figure + passed) % len(self.words.figures)
        return Step(AttractState(figure, stood - passed * FIGURE_SECONDS, state.waited + seconds))

    def _put_down(self, state: AttractState) -> AttractState:
        """Nobody went on: the next call is another one, and rings when its time has come."""
        return replace(state, taken=None, waited=(state.waited // self._period + 1) * self._period + RING_SECONDS)

    def due(self, state: AttractState) -> float | None:
        if state.taken is not None:
            heard = state.taken.heard
            return self._tale(state.taken).due(heard) or ringing.TOLD_SECONDS - heard
        waits = [self._ring_due(state)]
        if self.words.rings:
            waits.append(self._period - state.waited % self._period)
            if self._ringing(state):
                waits.append(shake_due(Device.RING, state.waited % self._period))
        if len(self.words.figures) > 1:
            waits.append(0.0 if state.seconds < motion.SECONDS else FIGURE_SECONDS - state.seconds)
        return min((wait for wait in waits if wait is not None), default=None)

    @property
    def _period(self) -> float:
        """Seconds for which one call stands, whether it sounds or not."""
        return self.ring_seconds or RING_PERIOD

    def ring(self, state: AttractState) -> Ring | None:
        """The call that stands there; None in a hall without calls."""
        rings = self.words.rings
        return rings[int(state.waited // self._period) % len(rings)] if rings else None

    def _tale(self, taken: Taken) -> Speech:
        return ringing.said(taken.ring, taken.answered, self._recording)

    def _ring_due(self, state: AttractState) -> float | None:
        """Seconds until the phone begins to ring or ends."""
        if not self.ring_seconds:
            return None
        since = state.waited % self.ring_seconds
        return (RING_SECONDS if self._ringing(state) else self.ring_seconds) - since

    def _ringing(self, state: AttractState) -> bool:
        return bool(self.ring_seconds) and state.waited % self.ring_seconds < RING_SECONDS <= state.waited

    def view(self, state: AttractState, look: Look) -> list[Item]:
        call = str(int(state.waited // self._period))
        if state.taken is not None:
            tale, heard = self._tale(state.taken), state.taken.heard
            hung_up = [] if state.taken.answered else [Sound(name="hang_up", key=call)]
            return [*self._told(state.taken, tale, look), *tale.sounds(heard, call), *hung_up]
        if not self._ringing(state):
            return self._seen(state, look)
        return [*self._seen(state, look), Sound(name="ring", key=call, gain=RING_GAIN)]

    def _told(self, taken: Taken, tale: Speech, look: Look) -> list[Item]:
        """What the caller wanted, on the phone, and beside it the truth once it was said."""
        canvas = Rect(0, 0, *look.canvas)
        ground = Ground(rect=canvas, top=look.theme.ground, bottom=look.theme.ground_dark)
        begun = 2 if look.still else tale.begun(taken.heard)
        return [ground, Panel(rect=canvas, target="start"), *_truth(look, self, taken, begun)]

    def _seen(self, state: AttractState, look: Look) -> list[Item]:
        canvas = Rect(0, 0, *look.canvas)
        theme = look.theme
        ground = Ground(rect=canvas, top=theme.ground, bottom=theme.ground_dark)
        share = 1.0 if look.still else motion.ease_out(state.seconds / motion.SECONDS)
        ring = self.ring(state)
        if ring is not None:
            since = state.waited % self._period
            aside = shake(Device.RING, since) if self._ringing(state) and not look.still else 0.0
            shown = _calling(look, self, ring, state.figure, share, aside)
            return [ground, Panel(rect=canvas, target="start"), *shown]
        draw = _portrait if look.portrait else _landscape
        shown = draw(look, self, state.figure, share)
        if not shown:  # a poster is large in itself; what it says besides grows with it only as far as there is room
            shown = draw(replace(look, large=False), self, state.figure, share)
        return [ground, Panel(rect=canvas, target="start"), *shown]

    def page(self, state: AttractState) -> str:
        return "attract"

    def samples(self) -> Iterator[AttractState]:
        """Each figure at rest, and one on its way in; each call, answered and declined, told of in part and in full."""
        rest = [AttractState(i) for i in range(len(self.words.figures))]
        yield from rest
        yield replace(rest[-1], seconds=motion.SECONDS / 2)
        for number, _ in enumerate(self.words.rings):
            calling = AttractState(waited=number * self._period)
            yield calling
            for target in ringing.KEYS.values():
                taken = self.touch(calling, Tap(target)).state
                yield taken
                yield self.tick(taken, ringing.TOLD_SECONDS - 1).state


def _calling(look: Look, scene: Attract, ring: Ring, figure: int, share: float, aside: float) -> list[Item]:
    """The phone `aside` from its place, the question, a figure that passes, and that any other touch starts."""
    places = _places(look)
    items = place(_top(look, scene.hall_name, places.head.w), places.head.x, places.head.y)
    items += _glass(look, places.cord, look.canvas.w * (0.1 if look.portrait else 0.42))
    items += move(phone.view(look, places.phone, ringing.screen(ring, False, 0)), aside, 0.0)
    where, room = places.asked, places.below
    size = min(150.0, 0.98 * where.w / text_width(look.say(ringing.QUESTION), 1.0, "serif"))
    asked = _display(look, ringing.QUESTION, size, where.w, look.theme.accent)
    items += place(asked, where.x, where.y + (where.h - asked.h) / 2)
    items += _standing(replace(look, large=False), scene, room, room.w, figure, share, passing=True)
    hint = text(look, "绿键是接，红键是不接；点别处，直接开始参观。", places.foot.w, BODY, look.theme.on_ground_soft)
    return [*items, *place(hint, places.foot.x, places.foot.bottom - hint.h)]


def _truth(look: Look, scene: Attract, taken: Taken, begun: int) -> list[Item]:
    """The phone with what the caller said; once `begun` is 2 the truth beside it; and the way in."""
    places, ring = _places(look), taken.ring
    poster = replace(look, large=False)
    items = place(_top(look, scene.hall_name, places.head.w), places.head.x, places.head.y)
    items += phone.view(look, places.phone, ringing.screen(ring, True, begun))
    words, below = places.asked, places.below
    if not look.portrait:
        words = Rect(words.x, words.y, words.w, below.bottom - words.y)
    did = "您接了。" if taken.answered else "您没接。"
    head = text(poster, did, words.w, 64, look.theme.on_ground_soft, "serif")
    rows: list[Block] = []
    room = below.h if look.portrait else words.h - head.h
    if begun > 1:
        rows.append(sign(poster, "genuine", "这是真的") if ring.genuine else sign(poster, "danger", "这是骗局"))
        said = look.say(ring.answered if taken.answered else ring.declined)
        for size in (76.0, 64.0, 54.0, 46.0):
            block = _display(look, said, size, words.w)
            if rows[0].h + 28 + block.h <= room - 28:
                break
        rows.append(block)
    if look.portrait:
        items += place(head, words.x, words.y + (words.h - head.h) / 2) + place(stack(rows, 28), below.x, below.y)
    else:
        items += place(stack([head, *rows], 28), words.x, words.y)
    go = _go(look, min(places.foot.w, 560.0), min(148.0, places.foot.h))
    what = text(look, scene.words.what, places.foot.w - go.w - 64, BODY, look.theme.on_ground_soft)
    if look.portrait or what.h > places.foot.h:
        return [*items, *place(go, places.foot.right - go.w, places.foot.bottom - go.h)]
    items += place(what, places.foot.x, places.foot.bottom - what.h)
    return [*items, *place(go, places.foot.right - go.w, places.foot.bottom - go.h)]


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the name, the phone, the question, what stands `below` it, and the last line are; the glass thread's
    height."""

    head: Rect
    phone: Rect
    asked: Rect
    below: Rect
    foot: Rect
    cord: float


def _places(look: Look) -> _Places:
    w, h = look.canvas
    lane = phone.lane(look)
    if look.portrait:
        side, top = 48.0, 330.0
        room = w - 2 * side
        body = min(room, 600.0)
        shown = Rect((w - body) / 2, top + 230, body + lane, min(810.0, h * 0.43))
        foot = Rect(side, h - 64 - 148, room, 148.0)
        asked = Rect(side, top, room, shown.y - top - 20)
        below = Rect(side, shown.bottom + 32, room, foot.y - shown.bottom - 64)
        return _Places(Rect(side, 56, room, top - 80), shown, asked, below, foot, shown.bottom - 24)
    body = min(540.0, h * 0.5)
    shown = Rect(w - MARGIN - body - 40, 196, body + lane, h - 40 - 196)
    left = shown.x - 72 - MARGIN
    foot = Rect(MARGIN, h - 72 - 148, left, 148.0)
    asked = Rect(MARGIN, 232, left, 220.0)
    below = Rect(MARGIN, asked.bottom, left, foot.y - asked.bottom - 48)
    return _Places(Rect(MARGIN, 40, w - 2 * MARGIN, 150), shown, asked, below, foot, foot.y - 16)


def _top(look: Look, name: str, w: float) -> Block:
    """Emblem and name, and whom to ask: in one row where there is room, else in two."""
    if not look.portrait:
        return _head(look, name, w)
    mark, line = icon("emblem", 120, look.theme.accent), _help_line(look)
    row = beside([mark, Block(w - mark.w - line.w, 0), line], 0)
    return stack([row, _display(look, name, min(84.0, 0.98 * w / len(name)), w)], 20)


def _landscape(look: Look, scene: Attract, figure: int, share: float) -> list[Item]:
    w, h = look.canvas
    head = _head(look, scene.hall_name, w - 2 * MARGIN)
    go = _go(look, min(560.0, w * 0.34), 148)
    what = text(look, scene.words.what, w - 2 * MARGIN - go.w - 80, BODY, look.theme.on_ground_soft)
    foot = max(go.h, what.h)
    floor = h - 72 - foot
    top = 56 + head.h
    cord, glass_x = floor - 48, w * 0.42
    room = Rect(MARGIN, top + 24, w * 0.62, cord - 24 - top - 24)
    standing = _standing(look, scene, room, w * 0.5, figure, share)
    return standing and [
        *_glass(look, cord, glass_x),
        *place(head, MARGIN, 56),
        *standing,
        *place(what, MARGIN, floor + (foot - what.h) / 2),
        *place(go, w - MARGIN - go.w, floor + foot - go.h),
    ]


def _portrait(look: Look, scene: Attract, figure: int, share: float) -> list[Item]:
    w, h = look.canvas
    side = 48.0
    room = w - 2 * side
    mark, line = icon("emblem", 168, look.theme.accent), _help_line(look)
    row = beside([mark, Block(room - mark.w - line.w, 0), line], 0)
    head = stack([row, _display(look, scene.hall_name, min(150.0, 1.9 * room / len(scene.hall_name)), room)], 28)
    go = _go(look, room, 176)
    what = text(look, scene.words.what, room, 36, look.theme.on_ground_soft)
    floor = h - 64 - go.h - 40 - what.h
    top = 64 + head.h
    cord = floor - 56
    standing = _standing(look, scene, Rect(side, top + 40, room, cord - 200 - top), room, figure, share)
    return standing and [
        *_glass(look, cord, w * 0.34),
        *place(head, side, 64),
        *standing,
        *place(what, side, floor),
        *place(go, side, h - 64 - go.h),
    ]


def _glass(look: Look, cord: float, x: float) -> list[Item]:
    """A thread of glaze-yellow glass, level at height `cord`, from `x` on drawn out into a turning ribbon."""
    w = look.canvas.w
    colour = look.theme.accent
    line = Panel(rect=Rect(0, cord - 2, x + 8, 4), fill=colour)
    if look.contrast:
        return [replace(line, rect=Rect(0, cord - 2, w, 4))]
    width = w - x
    height = width * _GLASS
    rect = Rect(x, cord - height * _CORD, width, height)
    return [line, Icon(rect=rect, name="threads", colour=colour)]


def _head(look: Look, name: str, w: float) -> Block:
    """Emblem and name, and whom to ask at the right."""
    mark, line = icon("emblem", 144, look.theme.accent), _help_line(look)
    room = w - mark.w - 28 - 56 - line.w
    block = _display(look, name, min(100.0, 0.98 * room / len(name)), room)
    return beside([mark, Block(28, 0), block, Block(56, 0), line], 0)


def _help_line(look: Look) -> Block:
    theme = look.theme
    size = max(40.0, look.size(CAPTION))
    words = label(replace(look, large=False), "拿不准，打 96110", size, theme.on_ground)
    row = beside([icon("phone", size * 1.1, theme.on_ground), words], 16)
    return boxed(row, theme.ground_light, pad=32, pad_y=16, radius=(row.h + 32) / 2)


def _go(look: Look, w: float, h: float) -> Block:
    """The yellow button; a touch beside it does the same."""
    ink = look.theme.on_accent
    size = min(68.0, (w - 150) / 5.2)
    row = beside([label(replace(look, large=False), "点一下开始", size, ink), icon("right", size, ink)], 24)
    return boxed(row, look.theme.accent, pad=24, target="start", w=w, h=h, valign=0.5, align="centre")


def _standing(
    look: Look, scene: Attract, room: Rect, words_w: float, figure: int, share: float, passing: bool = False
) -> list[Item]:
    """The figure that stands now, in a size at which the longest of all fits: nothing jumps when it changes.

    Nothing when not even the smallest fits `room`. One that is only `passing` beside something else is smaller.
    """
    most, ink = (112.0, look.theme.on_ground) if passing else (232.0, look.theme.accent)
    figures = scene.words.figures
    widest = max(text_width(look.say(f.figure), 1.0, "serif") for f in figures)
    for shrink in (1.0, 0.92, 0.84, 0.76, 0.68, 0.6, 0.5):
        sizes = min(most * shrink, room.w / widest), max(50.0 * shrink, look.size(BODY))
        tall = max(_figure(look, f, words_w, sizes, 1.0, ink).h for f in figures)
        if tall <= room.h:
            break
    else:
        return []
    block = _figure(look, figures[figure], words_w, sizes, share, ink)
    row = dots(look, len(figures), figure)
    height = tall + (28 + row.h if len(figures) > 1 else 0)
    y = room.y + max(0.0, (room.h - height) / 2)
    items = place(block, room.x + GLIDE_UNITS * (1.0 - share), y)
    if len(figures) > 1 and height <= room.h:
        items += place(row, room.x, y + tall + 28)
    return items


def _figure(look: Look, striking: Striking, w: float, sizes: tuple[float, float], share: float, ink: Colour) -> Block:
    theme = look.theme
    width = text_width(look.say(striking.figure), sizes[0], "serif") + 2
    share = round(share * 5) / 5  # a few shades are enough, and each is drawn once
    figure = _display(look, striking.figure, sizes[0], width, mix(theme.ground, ink, share))
    poster = replace(look, large=False)
    sentences = _by_sentence(look.say(striking.text), sizes[1], w)
    words = text(poster, sentences, w, sizes[1], mix(theme.ground, theme.on_ground, share), balance=True)
    source = text(look, source_line(striking.source), w, CAPTION, theme.on_ground_soft)
    return stack([figure, words, source], 14)


def _by_sentence(words: str, size: float, w: float) -> str:
    """`words` with a line for each sentence, or broken between clauses; as they are when some clause is too long."""
    sentences = re.findall("[^。]+。?", words)
    if all(text_width(sentence, size) <= w for sentence in sentences):
        return "\n".join(sentences)
    lines: list[str] = []
    for clause in re.findall("[^。，]+[。，]?", words):
        if lines and text_width(lines[-1] + clause, size) <= w:
            lines[-1] += clause
        else:
            lines.append(clause)
    return "\n".join(lines) if all(text_width(line, size) <= w for line in lines) else words


def _display(look: Look, words: str, size: float, w: float, colour: Colour | None = None) -> Block:
    """Words in the largest serif, set closer than reading text."""
    lines = wrap(look.say(words), size, w, "serif", True)
    leading = round(size * 1.3, 1)
    rect = Rect(0, 0, w, leading * len(lines))
    shade = colour or look.theme.on_ground
    return Block(w, rect.h, (Text(rect=rect, lines=lines, colour=shade, size=size, leading=leading, face="serif"),))
