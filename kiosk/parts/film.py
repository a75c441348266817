"""A film or recording of the hall's own: play, pause, jump; the scene's clock is the master."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.content.models.film import FilmInfo
from kiosk.core.geometry import Rect
from kiosk.draw.block import beside, place, text
from kiosk.draw.items import Item, Panel, Video
from kiosk.draw.look import Look
from kiosk.draw.theme import CAPTION
from kiosk.draw.widgets import button
from kiosk.scene import Gesture, Tap

_JUMP = 10.0


@dataclass(frozen=True, slots=True)
class Playing:
    """A film at `position` seconds."""

    film: FilmInfo
    position: float = 0.0
    running: bool = True

    @property
    def ended(self) -> bool:
        return 0 < self.film.seconds <= self.position


def touch(playing: Playing, gesture: Gesture) -> Playing | None:
    """After a tap on the film's buttons; None when the film is left."""
    if not isinstance(gesture, Tap):
        return playing
    if gesture.target in ("back", "film/close"):
        return None
    if gesture.target == "film/play":
        start = 0.0 if playing.ended else playing.position
        return replace(playing, running=not playing.running or playing.ended, position=start)
    if gesture.target in ("film/on", "film/off"):
        jump = _JUMP if gesture.target == "film/on" else -_JUMP
        most = playing.film.seconds or float("inf")
        return replace(playing, position=min(most, max(0.0, playing.position + jump)))
    return playing


def tick(playing: Playing, seconds: float) -> Playing:
    """Time runs while the film does."""
    if not playing.running:
        return playing
    on = replace(playing, position=playing.position + seconds)
    return replace(on, position=on.film.seconds, running=False) if on.ended else on


def due(playing: Playing) -> float | None:
    """Half a second while the film runs: the bar under it moves; the picture is the painter's."""
    return 0.5 if playing.running else None


def view(look: Look, area: Rect, playing: Playing) -> list[Item]:
    """The film with its buttons below."""
    theme = look.theme
    back = button(look, "后退10秒", "film/off", "quiet")
    play = button(
        look,
        "暂停" if playing.running else "播放",
        "film/play",
        "primary",
        icon_name="pause" if playing.running else "play",
    )
    on = button(look, "前进10秒", "film/on", "quiet")
    controls = beside([back, play, on], 20)
    caption = text(look, playing.film.title, area.w, CAPTION, theme.on_ground_soft, align="centre")
    free = area.h - controls.h - caption.h - 56
    h = min(free, area.w * 9 / 16)
    w = h * 16 / 9
    frame = Rect(area.x + (area.w - w) / 2, area.y, w, h)
    items: list[Item] = [
        Panel(rect=frame, fill=theme.ground_dark, radius=0),
        Video(
            rect=frame,
            file=playing.film.file,
            position=playing.position,
            playing=playing.running,
            poster=playing.film.poster,
            captions=playing.film.captions,
            caption_size=look.size(CAPTION) * 1.2,
        ),
    ]
    bar = Rect(frame.x, frame.bottom + 12, frame.w, 8)
    items.append(Panel(rect=bar, fill=theme.ground_light, radius=4))
    if playing.film.seconds:
        share = min(1.0, playing.position / playing.film.seconds)
        items.append(Panel(rect=Rect(bar.x, bar.y, max(8.0, bar.w * share), 8), fill=theme.accent, radius=4))
    items += place(caption, area.x, bar.bottom + 8)
    return items + place(controls, area.x + (area.w - controls.w) / 2, area.bottom - controls.h)
