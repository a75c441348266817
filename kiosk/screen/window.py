"""The one window: opens the display, shows what changed, and sleeps until a finger comes.

Sleeping is the delicate part. SDL's own waiting looks for events a thousand times a second; here the thread sleeps in
the kernel on the connection to the X server, and wakes twice a second at most while nobody touches the screen.
"""

from __future__ import annotations

import ctypes
import logging
import os
import select
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

from kiosk.core.outside import read_file
from kiosk.screen.lean import pygame
from kiosk.screen.pointer import FirstFinger, Input, Key, Kind, Pointer, Quit, Resized, SoundDevice, Source, coalesce

_log = logging.getLogger("kiosk.screen")
STAFF_KEYS = ("ctrl+shift+q",)
END_KEYS = ("escape", "f10", *STAFF_KEYS)
CEILING_SECONDS = 0.5
"""No sleep is longer, so that nothing can be waited for in vain."""
PANEL_SECONDS = 2.0
"""So often the panel is asked for its resolution: a question and an answer of a tenth of a millisecond."""

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
        self._first = FirstFinger()
        self._bell: tuple[int, int] | None = None
        self._poll: select.poll | None = None
        self._panel = _Panel() if full_screen and pygame.display.get_driver() == "x11" else None
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
        inputs = [*self._panel_changed(), *self._drain()]  # asking the panel may bring events along
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

    def close(self) -> None:
        """Close the window and the display."""
        bell, self._bell, self._poll = self._bell, None, None
        pygame.display.quit()
        for end in bell or ():
            os.close(end)

    def _listen(self) -> None:
        """Find the connection to sleep on; other systems than X fall back to SDL's own waiting."""
        if pygame.display.get_driver() != "x11":
            return
        try:
            connection = _connection(pygame.display.get_wm_info()["display"])
        except (OSError, KeyError, AttributeError, ValueError) as problem:
            _log.warning("no X connection to sleep on, waiting costs more: %s", problem)
            return
        self._bell = os.pipe()
        for end in self._bell:
            os.set_blocking(end, False)
        self._poll = select.poll()
        self._poll.register(connection, select.POLLIN)
        self._poll.register(self._bell[0], select.POLLIN)

    def _panel_changed(self) -> list[Input]:
        """The panel was switched off and came back with another resolution: the window follows it, as no event says."""
        size = self._panel.size(self._now()) if self._panel is not None else None
        if size is None or size == self.size:
            return []
        _log.warning("the panel has %d x %d pixels now", *size)
        self.surface = pygame.display.set_mode(size, pygame.NOFRAME)
        return [Resized(*self.size)]

    def _drain(self) -> list[Input]:
        found: list[Input] = []
        for event in pygame.event.get():
            found.extend(self._read(event))
        return coalesce(found)

    def _read(self, event: pygame.Event) -> list[Input]:
        kind = event.type
        if kind in _FINGER:
            w, h = self.size
            return self._sift(_FINGER[kind], "finger", event.finger_id, event.x * w, event.y * h)
        if kind in _MOUSE:
            return self._mouse(event, _MOUSE[kind])
        if kind == pygame.KEYDOWN:
            name = pygame.key.name(event.key)
            held = "ctrl+shift+" if event.mod & pygame.KMOD_CTRL and event.mod & pygame.KMOD_SHIFT else ""
            return [Key(held + name)] if name else []
        if kind == pygame.QUIT:
            return [Quit()]
        if kind == pygame.WINDOWSIZECHANGED:
            surface = pygame.display.get_surface()
            if surface is not None:
                self.surface = surface
            return [Resized(*self.size)]
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

    def _sift(self, kind: Kind, source: Source, finger: int, x: float, y: float) -> list[Input]:
        reports: list[Pointer] = self._first.sift(kind, source, finger, x, y, self._now())
        return [*reports]


class _Panel:
    """The size of the one panel of an X display, asked of the server: SDL knows only what it was at the start."""

    def __init__(self) -> None:
        self._asked = -1e9
        self._display: Any = None
        try:
            pointer = ctypes.pythonapi.PyCapsule_GetPointer
            pointer.restype, pointer.argtypes = ctypes.c_void_p, (ctypes.py_object, ctypes.c_char_p)
            self._x11 = ctypes.CDLL("libX11.so.6")
            self._x11.XDefaultRootWindow.restype = ctypes.c_ulong
            display = ctypes.c_void_p(pointer(pygame.display.get_wm_info()["display"], b"display"))
            self._root = ctypes.c_ulong(self._x11.XDefaultRootWindow(display))
            self._display = display
        except (OSError, KeyError, AttributeError, ValueError) as problem:
            _log.warning("a change of the panel's resolution will not be noticed: %s", problem)
        if self._now_of_server() != pygame.display.get_desktop_sizes()[0]:
            self._display = None  # several panels side by side: the whole is none of them

    def size(self, seconds: float) -> tuple[int, int] | None:
        """Width and height in pixels, at most every other second by the caller's clock; None in between."""
        if self._display is None or seconds - self._asked < PANEL_SECONDS:
            return None
        self._asked = seconds
        return self._now_of_server()

    def _now_of_server(self) -> tuple[int, int] | None:
        if self._display is None:
            return None
        root, x, y = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_int()
        w, h, border, depth = (ctypes.c_uint() for _ in range(4))
        places = [ctypes.byref(one) for one in (root, x, y, w, h, border, depth)]
        if not self._x11.XGetGeometry(self._display, self._root, *places):
            return None
        return w.value, h.value


def _write(file: Path, pixels: bytes) -> None:
    new = file.with_suffix(".new")
    try:
        new.write_bytes(pixels)
        new.replace(file)
    except OSError as error:
        _log.warning("the first screen cannot be remembered: %s", error)
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


def _connection(display: object) -> int:
    """The file descriptor of an X display given as the capsule pygame hands out. Raises OSError, ValueError."""
    pointer = ctypes.pythonapi.PyCapsule_GetPointer
    pointer.restype, pointer.argtypes = ctypes.c_void_p, (ctypes.py_object, ctypes.c_char_p)
    number = ctypes.CDLL("libX11.so.6").XConnectionNumber
    number.restype, number.argtypes = ctypes.c_int, (ctypes.c_void_p,)
    return int(number(pointer(display, b"display")))
