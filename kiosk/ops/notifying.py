"""Telling whoever watches over the hall that it is alive: systemd's protocol, over the socket it names, or over a pipe
where a system has no such sockets."""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any

READY, ALIVE, STOPPING = "READY=1", "WATCHDOG=1", "STOPPING=1"
SOCKET, PIPE, LIMIT, WATCHED = "NOTIFY_SOCKET", "KIOSK_NOTIFY_PIPE", "WATCHDOG_USEC", "WATCHDOG_PID"


class Notifier:
    """Speaks to the watcher named in `environ`, and takes its address out of there: what this process starts is not the
    hall. Without one it says nothing. Nothing it does waits or raises."""

    def __init__(self, environ: MutableMapping[str, str]) -> None:
        self.address, pipe = environ.pop(SOCKET, ""), environ.pop(PIPE, "")
        limit, whose = environ.pop(LIMIT, ""), environ.pop(WATCHED, "")
        self._pipe = int(pipe) if pipe.isdecimal() else None
        self._socket: Any = None
        self._to: str | bytes = b"\0" + self.address[1:].encode() if self.address.startswith("@") else self.address
        if self.address.startswith(("/", "@")):
            self._open()
        mine = whose in ("", str(os.getpid()))
        heard = self._socket is not None or self._pipe is not None
        self.limit_seconds = int(limit) / 1e6 if heard and mine and limit.isdecimal() and int(limit) else None
        """So long the hall may be silent; None when nobody listens for it."""

    def say(self, words: str) -> None:
        """One message; it is lost where nobody takes it."""
        with suppress(OSError):
            if self._socket is not None:
                self._socket.sendto(words.encode(), self._to)
            elif self._pipe is not None:
                os.write(self._pipe, words.encode() + b"\n")

    def close(self) -> None:
        """Nothing more is said."""
        if self._socket is not None:
            self._socket.close()
        self._socket = self._pipe = None

    def _open(self) -> None:
        import socket  # 3 ms that a hall nobody watches does not pay

        with suppress(OSError, AttributeError):
            self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
            self._socket.setblocking(False)  # a watcher that hangs must not take the hall along
