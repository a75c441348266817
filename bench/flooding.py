"""Frames of the hall while ten thousand requests pour in at the door for the officer's phone, beside frames while
nobody asks anything: python -m bench.flooding PORT sends a part of the requests."""

from __future__ import annotations

import http.client
import random
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from bench.figures import Row, compared, p95
from bench.looking import Turning
from kiosk.content.models.hall import RemoteSettings
from kiosk.remote.hub import Hub
from kiosk.scene import Tap
from kiosk.wiring import Places, make_machine, read_content

ROOT = Path(__file__).parents[1]
REQUESTS, THREADS, PARTS = 10_000, 32, 4
PATIENCE_SECONDS = 0.2
SIZE = (1280, 720)
STAFF = (
    "start",
    "people/12",
    "kind/school",
    "ages/minor",
    "next",
    "mode/guided",
    "next",
    "frame/guide",
    "frame/remote",
)


def rows() -> Iterator[Row]:
    loaded = read_content(Places(ROOT / "content", ROOT / "zones.yaml"))
    assert loaded.hall is not None
    remote = RemoteSettings(on=True, port=_free_port(), address="127.0.0.1")
    hall = replace(loaded.hall, hall=replace(loaded.hall.hall, remote=remote))
    places = Places(ROOT / "content", ROOT / "zones.yaml")
    machine = make_machine(replace(loaded, hall=hall), places, SIZE, random.Random(1), lambda: "flooded")
    with tempfile.TemporaryDirectory(prefix="kiosk-bench") as data:
        hub = Hub(machine, loaded.guide, Path(data), time.monotonic, lambda: None)
        for word in STAFF:
            machine.touch(Tap(word))
        while hub.door is None:
            hub.turn()
            time.sleep(0.05)
        turning = Turning(SIZE, 0.0)

        def frame() -> None:
            hub.turn()
            hub.tell()
            turning()

        flooded, quiet = list[float](), list[float]()
        for _ in range(PARTS):  # in turns, so that whatever else the machine does meets both alike
            sender = subprocess.Popen([sys.executable, "-m", "bench.flooding", str(remote.port)], cwd=ROOT)
            begun = time.monotonic()
            flooded += _frames(frame, lambda: sender.poll() is None)  # noqa: B023
            until = 2 * time.monotonic() - begun
            quiet += _frames(frame, lambda: time.monotonic() < until)  # noqa: B023
        hub.close()
    yield compared("frame while 10,000 requests come in", flooded, quiet)
    yield Row("the slowest twentieth of them", p95(flooded), p95(quiet), "ms")


def _frames(frame: Callable[[], None], go_on: Callable[[], bool]) -> list[float]:
    """Milliseconds of each frame, as long as it goes on."""
    took = []
    while go_on():
        begun = time.perf_counter()
        frame()
        took.append((time.perf_counter() - begun) * 1000)
        time.sleep(0.004)
    return took


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def send(port: int) -> None:
    """A part of the requests, as fast as they go: on one line as long as it holds, on another when it is cut."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE

    def some() -> None:
        line = None
        for _ in range(REQUESTS // THREADS // PARTS):
            try:
                line = line or http.client.HTTPSConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS, context=context)
                line.request("GET", "/")
                line.getresponse().read()
            except (OSError, http.client.HTTPException):
                if line is not None:
                    line.close()
                line = None

    threads = [threading.Thread(target=some) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    send(int(sys.argv[1]))
