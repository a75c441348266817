"""The panel of an X display: how large it is now and where it stands, as SDL knows only what it was at the start; and
what is done when the whole display goes away.

A connection of its own is told of every change, so nobody has to ask: the window sleeps on it beside SDL's.
"""

from __future__ import annotations

import ctypes
import logging
from collections.abc import Callable
from typing import Any, NamedTuple

from kiosk.screen.lean import pygame

_log = logging.getLogger("kiosk.screen")
_SCREEN, _CRTC, _OUTPUT = 1, 2, 4
"""What of RandR is to be told: another size of the whole, another mode or turn of a panel, a panel plugged in."""
_EVENT_BYTES = 192


class _Monitor(ctypes.Structure):
    """XRRMonitorInfo."""

    _fields_ = [
        ("name", ctypes.c_ulong),
        ("primary", ctypes.c_int),
        ("automatic", ctypes.c_int),
        ("outputs", ctypes.c_int),
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("w", ctypes.c_int),
        ("h", ctypes.c_int),
        ("mm_w", ctypes.c_int),
        ("mm_h", ctypes.c_int),
        ("output", ctypes.c_void_p),
    ]


class PanelPlace(NamedTuple):
    """Where a panel stands on its display, in pixels."""

    x: int
    y: int
    w: int
    h: int


def connection() -> int:
    """The file descriptor of SDL's connection to the X server. Raises OSError, KeyError, AttributeError, ValueError."""
    pointer = ctypes.pythonapi.PyCapsule_GetPointer
    pointer.restype, pointer.argtypes = ctypes.c_void_p, (ctypes.py_object, ctypes.c_char_p)
    number = ctypes.CDLL("libX11.so.6").XConnectionNumber
    number.restype, number.argtypes = ctypes.c_int, (ctypes.c_void_p,)
    return int(number(pointer(pygame.display.get_wm_info()["display"], b"display")))


def if_lost(last: Callable[[], object]) -> None:
    """Have `last` done when the X server goes away: Xlib then ends the program, with status 1, wherever it is."""

    def lost(_: int) -> int:
        _log.error("the X server went away")
        last()
        return 0

    _kept[:] = [_LOST(lost)]
    try:
        ctypes.CDLL("libX11.so.6").XSetIOErrorHandler(_kept[0])
    except OSError as problem:
        _log.warning("what waits to be written may be lost with the display: %s", problem)


_LOST = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)
_kept: list[Any] = []
"""What Xlib calls must not be collected."""


class DisplayPanel:
    """The first panel of the display, or the one that is called the primary. Raises OSError where nobody can say."""

    def __init__(self) -> None:
        self._x11, self._randr = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXrandr.so.2")
        for call in (self._x11.XOpenDisplay, self._randr.XRRGetMonitors, self._randr.XRRGetScreenResources):
            call.restype = ctypes.c_void_p
        self._x11.XDefaultRootWindow.restype = ctypes.c_ulong
        address = self._x11.XOpenDisplay(None)
        if not address:
            raise OSError("no second connection to the display")
        self._display = ctypes.c_void_p(address)
        self._root = ctypes.c_ulong(self._x11.XDefaultRootWindow(self._display))
        major, minor = ctypes.c_int(), ctypes.c_int()
        known = self._randr.XRRQueryVersion(self._display, ctypes.byref(major), ctypes.byref(minor))
        if not known or (major.value, minor.value) < (1, 5):  # what it does not know would end the program
            self.close()
            raise OSError("the display knows nothing of panels")
        self._randr.XRRSelectInput(self._display, self._root, _SCREEN | _CRTC | _OUTPUT)
        self._x11.XSync(self._display, 0)
        self.descriptor = int(self._x11.XConnectionNumber(self._display))
        self._whole = 0, 0
        self._last = self._first()

    def changed(self) -> bool:
        """Whether something about the panel has changed since the last call."""
        event, found = ctypes.create_string_buffer(_EVENT_BYTES), False
        while self._x11.XPending(self._display) > 0:
            self._x11.XNextEvent(self._display, event)
            self._randr.XRRUpdateConfiguration(event)
            found = True
        return found

    def place(self) -> PanelPlace | None:
        """Where it stands now; None while none is switched on."""
        whole = self._x11.XDisplayWidth(self._display, 0), self._x11.XDisplayHeight(self._display, 0)
        place = self._first()
        if place is not None and place == self._last and self._whole != whole != place[2:]:
            # the server has not looked at its panels since
            resources = self._randr.XRRGetScreenResources(self._display, self._root)
            self._randr.XRRFreeScreenResources(ctypes.c_void_p(resources))
            place = self._first()
        self._whole, self._last = whole, place
        return place

    def _first(self) -> PanelPlace | None:
        count = ctypes.c_int()
        found = self._randr.XRRGetMonitors(self._display, self._root, 1, ctypes.byref(count))
        if not found:
            return None
        monitors: Any = ctypes.cast(found, ctypes.POINTER(_Monitor))
        known = sorted((monitors[i] for i in range(count.value)), key=lambda one: not one.primary)
        place = PanelPlace(known[0].x, known[0].y, known[0].w, known[0].h) if known else None
        self._randr.XRRFreeMonitors(ctypes.c_void_p(found))
        return place

    def close(self) -> None:
        """Hang up."""
        self._x11.XCloseDisplay(self._display)
