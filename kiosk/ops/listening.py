"""The other end of the notify protocol: what a supervisor hears of a hall, over a socket of its own or over a pipe."""

from __future__ import annotations

import logging
import os
import socket
import struct
import subprocess
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from kiosk.ops.notifying import LIMIT, PIPE, SOCKET

FILE = "notify"
_CREDENTIALS = struct.Struct("3i")

_log = logging.getLogger("kiosk.ops")

Heard = Callable[[int, str], None]
"""Is told the number of the process (0 where the system does not say) and one message of its."""


class Ear(Protocol):
    """Where a hall speaks to."""

    address: str
    """As it stands in the hall's environment; "" for a pipe, which nobody can find again."""

    def start(self, command: list[str], limit_seconds: float) -> subprocess.Popen[bytes]:
        """Start a hall that speaks to this ear, and is told how long it may be silent. Raises OSError."""

    def close(self) -> None:
        """Nothing more is heard."""


def open_ear(folder: Path, heard: Heard) -> Ear:
    """A socket in that folder, so that a hall that outlives its supervisor finds the next one there; a pipe where there
    are no such sockets, or no room for one's name. `heard` is called in a thread."""
    try:
        return _SocketEar(folder / FILE, heard)
    except (OSError, AttributeError) as error:
        _log.info("listening through a pipe: %s", error)
        return PipeEar(heard)


class _SocketEar:
    def __init__(self, file: Path, heard: Heard) -> None:
        self._file, self._heard = file.resolve(), heard
        self.address = str(self._file)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        try:
            self._file.unlink(missing_ok=True)
            self._socket.bind(self.address)
            self._file.chmod(0o600)
            if hasattr(socket, "SO_PASSCRED"):
                self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        except OSError:
            self._socket.close()
            raise
        threading.Thread(target=self._listen, name="ear", daemon=True).start()

    def start(self, command: list[str], limit_seconds: float) -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, env=_environment({SOCKET: self.address}, limit_seconds))

    def close(self) -> None:
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as last:
            last.sendto(b"", self.address)
        self._file.unlink(missing_ok=True)

    def _listen(self) -> None:
        with self._socket:
            while True:
                words, notes, _, _ = self._socket.recvmsg(4096, socket.CMSG_SPACE(_CREDENTIALS.size))
                if not words:
                    return
                whose = [_CREDENTIALS.unpack(said)[0] for _, _, said in notes if len(said) == _CREDENTIALS.size]
                for line in words.decode("utf-8", "replace").splitlines():
                    self._heard(whose[0] if whose else 0, line)


class PipeEar:
    """The hall's standard output, which it has no other use for."""

    address = ""

    def __init__(self, heard: Heard) -> None:
        self._heard = heard

    def start(self, command: list[str], limit_seconds: float) -> subprocess.Popen[bytes]:
        new_group: int = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
        hall = subprocess.Popen(
            command,
            env=_environment({PIPE: "1"}, limit_seconds),
            stdout=subprocess.PIPE,
            creationflags=new_group,  # else Windows would end the supervisor with it
        )
        threading.Thread(target=self._listen, args=(hall,), name="ear", daemon=True).start()
        return hall

    def close(self) -> None:
        return None

    def _listen(self, hall: subprocess.Popen[bytes]) -> None:
        with suppress(ValueError):  # closed
            for line in hall.stdout or ():
                self._heard(hall.pid, line.decode("utf-8", "replace").strip())


def _environment(address: Mapping[str, str], limit_seconds: float) -> dict[str, str]:
    return {**os.environ, **address, LIMIT: str(int(limit_seconds * 1e6))}
