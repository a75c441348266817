"""The one window: opens the display, shows what changed, and sleeps until a finger comes.

Sleeping is the delicate part. SDL's own waiting looks for events a thousand times a second; here the thread sleeps in
the kernel on the connection to the X server, and wakes twice a second at most while nobody touches the screen.
"""

from __future__ import annotations

import logging
import os
import select
import sys
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread

from kiosk.core.outside import read_file
from kiosk.core.refusals import refusal
from kiosk.screen.lean import pygame
from kiosk.screen.panel import DisplayPanel, connection, if_lost
from kiosk.screen.pointer import (
    FirstFinger,
    Input,
    Key,
    Kind,
    Quit,
    Resized,
    SoundDevice,
    Source,
    coalesce,
    showable,
)

_log = logging.getLogger("kiosk.screen")
STAFF_KEYS = ("ctrl+shift+q",)
END_KEYS = ("escape", "f10", *STAFF_KEYS)
CEILING_SECONDS = 0.5
"""No sleep is longer, so that nothing can be waited for in vain."""

_FINGER: dict[int, Kind] = {pygame.FINGERDOWN: "down", pygame.FINGERMOTION: "move", pygame.FINGERUP: "up"}
_MOUSE: dict[int, Kind] = {pygame.MOUSEBUTTONDOWN: "down", pygame.MOUSEMOTION: "move", pygame.MOUSEBUTTONUP: "up"}
_AUDIO = (pygame.AUDIODEVICEADDED, pygame.AUDIODEVICEREMOVED)
_HEARD = (*_FINGER, *_MOUSE, *_AUDIO, pygame.KEYDOWN, pygame.QUIT, pygame.WINDOWEXPOSED, pygame.WINDOWSIZECHANGED)


class NoDisplay(Exception):
    """There is no screen to show anything on; the text says what was looked for."""


class Window:
    """A window on the hall's panel. `now` is the caller's clock in seconds."""

    def __init__(self, surface: pygame.Surface, full_screen: bool, now: Callable[[], float]) -> None:
        self.surface = surface
        self.full_screen = full_screen
        self._now = now
        self._first = FirstFinger(self.surface.get_size())
        self._bell: tuple[int, int] | None = None
        self._poll: select.poll | None = None
        self._panel: DisplayPanel | None = None
        self._woken = pygame.event.custom_type()
        pygame.event.set_blocked(None)
        pygame.event.set_allowed([*_HEARD, self._woken])
        self._listen()

    @classmethod
    def open(
        cls, size: tuple[int, int] | None = None, *, now: Callable[[], float], title: str = "反诈科普体验馆"
    ) -> Window:
        """A window of `size` pixels, or the whole panel when None. Raises NoDisplay when there is no screen."""
        _start_display()
        full_screen = size is None
        # Before there is a window: pygame would look for its own, 0.9 MB of modules. No taskbar shows that of a panel.
        pygame.display.set_icon(pygame.Surface((1, 1)) if full_screen else _emblem())
        try:
            if size is None:
                os.environ["SDL_VIDEO_WINDOW_POS"] = "0,0"
                # Without a window manager a bare window at 0,0 is there at once; other systems need to be asked.
                style = pygame.NOFRAME if pygame.display.get_driver() == "x11" else pygame.FULLSCREEN
                surface = pygame.display.set_mode(pygame.display.get_desktop_sizes()[0], style)
            else:
                surface = pygame.display.set_mode(size, pygame.RESIZABLE)
        except pygame.error as problem:
            raise NoDisplay(f"the display refused a window: {problem}") from problem
        pygame.display.set_caption(title)
        if full_screen:
            # A hidden cursor has stopped touch on other machines; a transparent one is as good.
            pygame.mouse.set_cursor(pygame.Cursor((0, 0), pygame.Surface((8, 8), pygame.SRCALPHA, 32)))
        return cls(surface, full_screen, now)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.surface.get_size()

    def retitle(self, title: str) -> None:
        """What stands in the window's title bar."""
        pygame.display.set_caption(title)

    def reshape(self, size: tuple[int, int]) -> None:
        """Give the window another size in pixels."""
        self.surface = pygame.display.set_mode(size, pygame.RESIZABLE)

    def wait(self, seconds: float) -> list[Input]:
        """What came in, at once if there is something, else after a sleep of at most `seconds` (and never more than
        half a second). An empty list means: look at the clock, and paint if `ring` was called."""
        inputs = self._drain()
        sleep = max(0.0, min(seconds, CEILING_SECONDS))
        if inputs or sleep <= 0:
            return inputs
        if self._poll is not None and self._bell is not None:
            # Rounded down, so that a frame is not late; what is left of a millisecond is slept as a whole one.
            for descriptor, _ in self._poll.poll(max(1, int(sleep * 1000))):
                if descriptor == self._bell[0]:
                    os.read(descriptor, 4096)
            return self._drain()
        event = pygame.event.wait(max(1, int(sleep * 1000)))
        return coalesce([*self._read(event), *self._drain()])

    def tapped(self) -> bool:
        """Whether a finger has come and gone that `wait` has not told of yet."""
        return bool(pygame.event.peek((pygame.FINGERUP, pygame.MOUSEBUTTONUP)))

    def ring(self) -> None:
        """End the sleep now. May be called from any thread."""
        if self._bell is None:
            if pygame.display.get_init():
                pygame.event.post(pygame.Event(self._woken))
            return
        with suppress(OSError):  # full: it rings already; closed: nobody sleeps any more
            os.write(self._bell[1], b"!")

    def ends(self, come: object) -> bool:
        """A full screen ends with staff's keys alone: visitors lean on keyboards, and Alt+F4 is a close button too."""
        if isinstance(come, Quit):
            return not self.full_screen
        return isinstance(come, Key) and come.name in (STAFF_KEYS if self.full_screen else END_KEYS)

    def present(self, rects: Sequence[pygame.Rect]) -> None:
        """Show what was painted in these rectangles."""
        if rects:
            pygame.display.update(list(rects))

    def remember(self, file: Path) -> Thread:
        """Copy the screen as it is; the thread that is given back writes it, to be shown by `recall` at the next start.
        Trouble with that is logged: nobody waits for it."""
        writing = Thread(target=_write, args=(file, self.surface.get_buffer().raw), name="screen")
        writing.start()
        return writing

    def recall(self, file: Path) -> bool:
        """Show the remembered screen at once, before anything is loaded; False when none of this size is there."""
        buffer = self.surface.get_buffer()
        try:
            if file.stat().st_size != buffer.length:
                return False
            buffer.write(read_file(file, buffer.length))
        except OSError:
            return False
        del buffer
        pygame.display.flip()
        return True

    def if_lost(self, last: Callable[[], object]) -> None:
        """Have `last` done before the program ends because its display went away."""
        if self._poll is not None:
            if_lost(last)

    def close(self) -> None:
        """Close the window and the display."""
        bell, self._bell, self._poll = self._bell, None, None
        if self._panel is not None:
            self._panel.close()
        pygame.display.quit()
        for end in bell or ():
            os.close(end)

    def _listen(self) -> None:
        """Find the connections to sleep on; other systems than X fall back to SDL's own waiting."""
        if pygame.display.get_driver() != "x11":
            return
        try:
            server = connection()
        except (OSError, KeyError, AttributeError, ValueError) as problem:
            _log.warning("no X connection to sleep on, waiting costs more: %s", problem)
            return
        self._bell = os.pipe()
        for end in self._bell:
            os.set_blocking(end, False)
        self._poll = select.poll()
        self._poll.register(server, select.POLLIN)
        self._poll.register(self._bell[0], select.POLLIN)
        if self.full_screen:
            self._watch_panel(self._poll)

    def _watch_panel(self, poll: select.poll) -> None:
        try:
            self._panel = DisplayPanel()
        except (OSError, AttributeError) as problem:
            _log.warning("a change of the panel's resolution will not be noticed: %s", problem)
            return
        poll.register(self._panel.descriptor, select.POLLIN)
        self._fit_panel()

    def _fit_panel(self) -> None:
        """Without a window manager nobody tells a window that its panel has come, was turned, or has another size."""
        place = self._panel.place() if self._panel is not None else None
        if place is None or not showable(place[2:]):
            return
        if place[2:] != self.surface.get_size():
            _log.warning("the panel has %d x %d pixels now", *place[2:])
            self.surface = pygame.display.set_mode(place[2:], pygame.NOFRAME)
        if pygame.display.get_window_position() != place[:2]:
            pygame.display.set_window_position(place[:2])

    def _resized(self) -> list[Input]:
        """The window's size if it is another; while nothing can be seen on it, all goes on as it was on a sheet that
        nobody sees."""
        surface = pygame.display.get_surface()
        if surface is None:
            return []
        if showable(surface.get_size()):
            if self.surface is surface and surface.get_size() == self._first.size:
                return []
            self.surface = surface
        elif self.surface is surface:
            self.surface = pygame.Surface(self._first.size)
        else:
            return []
        self._first.size = self.size
        return [Resized(*self.size)]

    def _drain(self) -> list[Input]:
        found: list[Input] = []
        if self._panel is not None and self._panel.changed():
            self._fit_panel()
        for event in pygame.event.get():
            found.extend(self._read(event))
        return coalesce([*self._resized(), *found])

    def _read(self, event: pygame.Event) -> list[Input]:
        kind = event.type
        if kind in _FINGER:
            w, h = self.size
            return self._sift(_FINGER[kind], "finger", (event.touch_id, event.finger_id), event.x * w, event.y * h)
        if kind in _MOUSE:
            return self._mouse(event, _MOUSE[kind])
        if kind == pygame.KEYDOWN:
            name = pygame.key.name(event.key)
            return [Key(_held(event.mod) + name)] if name else []
        if kind == pygame.QUIT:
            return [Quit()]
        if kind == pygame.WINDOWSIZECHANGED:
            return self._resized()
        if kind in _AUDIO and not getattr(event, "iscapture", 0):
            return [SoundDevice(kind == pygame.AUDIODEVICEADDED)]
        if kind == pygame.WINDOWEXPOSED:
            pygame.display.flip()
        return []

    def _mouse(self, event: pygame.Event, kind: Kind) -> list[Input]:
        if getattr(event, "touch", False):
            return []
        if kind == "move" and not event.buttons[0]:
            return []
        if kind != "move" and event.button != 1:
            return []
        return self._sift(kind, "mouse", 0, *event.pos)

    def _sift(self, kind: Kind, source: Source, contact: Hashable, x: float, y: float) -> list[Input]:
        return [*self._first.sift(kind, source, contact, x, y, self._now())]


def _write(file: Path, pixels: bytes) -> None:
    new = file.with_suffix(".new")
    try:
        new.write_bytes(pixels)
        new.replace(file)
    except OSError as error:
        _log.warning("开馆的画面存不下来，下次开馆会晚一点看到：%s", refusal(error))
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)  # half of it would take a full disk's last room from the event log


def _emblem() -> pygame.Surface:
    """The hall's emblem, as taskbars show it. What draws it is imported here, as a window that fills the panel waits
    for nothing."""
    from kiosk.core.geometry import Rect
    from kiosk.draw.items import Icon
    from kiosk.draw.theme import NORMAL
    from kiosk.screen.cache import surface_bytes
    from kiosk.screen.icons import Icons

    whole = pygame.Rect(0, 0, 64, 64)
    surface = pygame.Surface(whole.size)
    surface.fill(NORMAL.ground)
    emblem = Icon(rect=Rect(0, 0, *whole.size), name="emblem", colour=NORMAL.accent)
    Icons(surface, surface_bytes(surface)).icon(emblem, whole.inflate(-12, -12))
    return surface


def _held(modifiers: int) -> str:
    """Ctrl and Shift held together, as they stand before a key's name; any third one makes it another combination."""
    if not (modifiers & pygame.KMOD_CTRL and modifiers & pygame.KMOD_SHIFT):
        return ""
    third = modifiers & (pygame.KMOD_ALT | pygame.KMOD_GUI | pygame.KMOD_MODE)
    return "ctrl+shift+alt+" if third else "ctrl+shift+"


def _start_display() -> None:
    """Only the display: no sound, no joysticks. Raises NoDisplay."""
    chosen = os.environ.get("SDL_VIDEODRIVER", "")
    try:
        pygame.display.init()
    except pygame.error as problem:
        raise NoDisplay(f"no display: {problem}") from problem
    # SDL would rather draw into nothing than fail.
    if pygame.display.get_driver() in ("offscreen", "dummy") and not chosen:
        pygame.display.quit()
        seen = {name: os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")}
        raise NoDisplay(f"no display: {seen}" if sys.platform.startswith("linux") else "no display")
