"""A film or recording of the hall's own: play, pause, jump; the scene's clock is the master.

Its file may not say how long it is, or break off; then the window says where it ended, as it says where a finger was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.content.models.film import FilmInfo
from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, place, text
from kiosk.draw.items import Icon, Item, Panel, Picture, Video
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION
from kiosk.draw.widgets import button
from kiosk.scene import FilmOver, Gesture, Tap

_JUMP = 10.0
_LONGEST_SECONDS = 1800.0
"""A film of which nobody knows the length stops here at the latest, so that the screen is not kept from the next."""

_SORRY = "这段内容暂时放不了，不是您操作的问题，请先看看别的。"
_SHORT_SECONDS = 2.0
"""A film that ends so much earlier than its file says was not copied whole."""


@dataclass(frozen=True, slots=True)
class Playing:
    """A film at `position` seconds."""

    film: FilmInfo
    position: float = 0.0
    running: bool = True
    end: float = 0.0
    """Where it was found to end, in seconds; 0 while only its file's word is known."""
    broken: bool = False
    """It cannot be played, or not to its end."""

    @property
    def seconds(self) -> float:
        """How long it is; 0 when nobody knows yet."""
        return self.end or self.film.seconds

    @property
    def ended(self) -> bool:
        return 0 < (self.seconds or _LONGEST_SECONDS) <= self.position


def touch(playing: Playing, gesture: Gesture) -> Playing | None:
    """After a tap on the film's buttons, or its end; None when the film is left."""
    if isinstance(gesture, FilmOver):
        return _over(playing, gesture)
    if not isinstance(gesture, Tap):
        return playing
    if gesture.target in ("back", "film/close"):
        return None
    if gesture.target == "film/play":
        start = 0.0 if playing.ended else playing.position
        return replace(playing, running=not playing.running or playing.ended, position=start)
    if gesture.target in ("film/on", "film/off"):
        jump = _JUMP if gesture.target == "film/on" else -_JUMP
        most = playing.seconds or _LONGEST_SECONDS
        return replace(playing, position=min(most, max(0.0, playing.position + jump)))
    return playing


def _over(playing: Playing, over: FilmOver) -> Playing:
    """It has ended, where its file said or elsewhere; one that ends long before that is as broken as one that fails."""
    if over.target != playing.film.file:
        return playing
    broken = over.broken or over.seconds < playing.film.seconds - _SHORT_SECONDS
    return replace(playing, end=over.seconds, position=over.seconds, running=False, broken=broken)


def tick(playing: Playing, seconds: float) -> Playing:
    """Time runs while the film does."""
    if not playing.running:
        return playing
    on = replace(playing, position=playing.position + seconds)
    return replace(on, position=on.seconds or _LONGEST_SECONDS, running=False) if on.ended else on


def due(playing: Playing) -> float | None:
    """Half a second while the film runs: the bar under it moves; the picture is the painter's."""
    return 0.5 if playing.running else None


def view(look: Look, area: Rect, playing: Playing) -> list[Item]:
    """The film with its buttons below; of one that cannot be played its poster and a word to the visitors."""
    theme, film = look.theme, playing.film
    if playing.broken:
        controls = button(look, "看别的内容", "film/close", "primary")
        caption = text(look, _SORRY, area.w, BODY, theme.on_ground, align="centre")
    else:
        controls = _controls(look, playing)
        caption = text(look, film.title, area.w, CAPTION, theme.on_ground_soft, align="centre")
    free = area.h - controls.h - caption.h - 56
    h = min(free, area.w * 9 / 16)
    w = h * 16 / 9
    frame = Rect(area.x + (area.w - w) / 2, area.y, w, h)
    items: list[Item] = [Panel(rect=frame, fill=theme.ground_dark, radius=0)]
    bar = Rect(frame.x, frame.bottom + 12, frame.w, 8)
    if playing.broken:
        items += _instead(look, frame, film)
    else:
        items.append(
            Video(
                rect=frame,
                file=film.file,
                position=playing.position,
                playing=playing.running,
                poster=film.poster,
                captions=film.captions,
                caption_size=look.size(CAPTION) * 1.2,
            )
        )
        items.append(Panel(rect=bar, fill=theme.ground_light, radius=4))
        if playing.seconds:
            share = min(1.0, playing.position / playing.seconds)
            items.append(Panel(rect=Rect(bar.x, bar.y, max(8.0, bar.w * share), 8), fill=theme.mark, radius=4))
    items += place(caption, area.x, bar.bottom + 8)
    return items + place(controls, area.x + (area.w - controls.w) / 2, area.bottom - controls.h)


def _controls(look: Look, playing: Playing) -> Block:
    words, icon_name = ("暂停", "pause") if playing.running else ("播放", "play")
    play = button(look, words, "film/play", "primary", icon_name=icon_name)
    return beside(
        [button(look, "后退10秒", "film/off", "quiet"), play, button(look, "前进10秒", "film/on", "quiet")], 20
    )


def _instead(look: Look, frame: Rect, film: FilmInfo) -> list[Item]:
    """What stands in the place of a film that cannot be played."""
    if film.poster:
        return [Picture(rect=frame, file=film.poster, fit="contain")]
    side = frame.h / 5
    mark = Rect(frame.x + (frame.w - side) / 2, frame.y + (frame.h - side) / 2, side, side)
    return [Icon(rect=mark, name="film", colour=look.theme.on_ground_soft)]
