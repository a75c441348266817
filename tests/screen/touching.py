"""A real X server with a panel that can change, and real fingers on it: Xorg's own `dummy` video and `inputtest` input."""

from __future__ import annotations

import os
import socket
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_TOUCH, _BEGIN, _UPDATE, _END = 6, 18, 19, 20
_AXIS_MOST = 0xFFFF
_CONFIGURATION = """
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "DontVTSwitch" "true"
EndSection
{devices}
Section "Device"
  Identifier "dummy"
  Driver "dummy"
  VideoRam 64000
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5.0-1000.0
  VertRefresh 5.0-200.0
EndSection
Section "Screen"
  Identifier "screen"
  Device "dummy"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "1920x1080" "1280x1024" "1024x768"
    Virtual 1920 1080
  EndSubSection
EndSection
Section "ServerLayout"
  Identifier "layout"
  Screen "screen"
{used}
EndSection
"""
_DEVICE = """
Section "InputDevice"
  Identifier "touch{n}"
  Driver "inputtest"
  Option "SocketPath" "{socket}"
  Option "DeviceType" "Touch"
  Option "TouchCount" "10"
EndSection
"""


class TouchScreen:
    """One panel of ten fingers on a display of `size` pixels."""

    def __init__(self, file: Path, size: tuple[int, int] = (1920, 1080)) -> None:
        self._size = size
        for _ in range(200):
            self._socket = socket.socket(socket.AF_UNIX)
            try:
                self._socket.connect(str(file))
                break
            except OSError:
                self._socket.close()
                time.sleep(0.05)
        self._socket.sendall(struct.pack("=IIHH", 12, 0, 1, 1))  # we speak version 1.1
        self._socket.recv(12)

    def down(self, finger: int, x: float, y: float) -> None:
        self._send(_BEGIN, finger, x, y)

    def move(self, finger: int, x: float, y: float) -> None:
        self._send(_UPDATE, finger, x, y)

    def up(self, finger: int, x: float, y: float) -> None:
        self._send(_END, finger, x, y)

    def tap(self, finger: int, x: float, y: float) -> None:
        self.down(finger, x, y)
        time.sleep(0.06)
        self.up(finger, x, y)
        time.sleep(0.06)

    def close(self) -> None:
        self._socket.close()

    def _send(self, kind: int, finger: int, x: float, y: float) -> None:
        axes = [x / self._size[0] * _AXIS_MOST, y / self._size[1] * _AXIS_MOST] + [0.0] * 62
        said = struct.pack("=III8s4x64d64d", finger, kind, 0, bytes([0b11]) + bytes(7), *axes, *([0.0] * 64))
        self._socket.sendall(struct.pack("=II", 8 + len(said), _TOUCH) + said)


@contextmanager
def xorg(folder: Path, panels: int = 0) -> Iterator[tuple[str, list[TouchScreen]]]:
    """An X server with so many touch panels; yields its display and the panels."""
    sockets = [folder / f"touch{n}" for n in range(panels)]
    devices = "".join(_DEVICE.format(n=n, socket=file) for n, file in enumerate(sockets))
    used = "\n".join(f'  InputDevice "touch{n}" "SendCoreEvents"' for n in range(panels))
    file = folder / "xorg.conf"
    file.write_text(_CONFIGURATION.format(devices=devices, used=used))
    for number in range(1000 + os.getpid() % 50000, 60000, 7):
        with subprocess.Popen(
            ["Xorg", f":{number}", "-config", str(file), "-logfile", str(folder / "xorg.log"), "-displayfd", "1",
             "-noreset", "-nolisten", "tcp"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        ) as server:  # fmt: skip
            assert server.stdout is not None
            if server.stdout.readline().strip():
                touched = [TouchScreen(one) for one in sockets]
                yield f":{number}", touched
                for panel in touched:
                    panel.close()
                server.terminate()
                return
    raise AssertionError("no display is free")
