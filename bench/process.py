"""Start-up, idling and memory of the whole program in a real window on a virtual screen (needs Xvfb)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Row, compared

ROOT = Path(__file__).parents[1]
OURS = [sys.executable, "-m", "bench.ours"]
NAIVE = [sys.executable, "-m", "bench.naive"]
TICKS = os.sysconf("SC_CLK_TCK")


def rows() -> Iterator[Row]:
    if not shutil.which("Xvfb") or not sys.platform.startswith("linux"):
        print("(no Xvfb: start-up, idling and memory are left out)", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory(prefix="kiosk-bench") as data:
        ours = [*OURS, data]
        server, display = _server()
        try:
            _start(ours, display, 2)  # fills the caches of content and of Python, and keeps its first screen
            _start(NAIVE, display)
            remembered, shown = zip(*[_start(ours, display, 2) for _ in range(5)], strict=True)
            naive = [_start(NAIVE, display)[0] for _ in range(5)]
            yield compared("start to the screen of last time", list(remembered), naive)
            yield compared("start to the hall's first picture", list(shown), naive)
            cpu, memory = zip(*[_rest(c, display) for c in (ours, NAIVE)], strict=True)
            yield Row("idle, share of a core", cpu[0], cpu[1], "%")
            yield Row("memory at start (PSS)", memory[0], memory[1], "MB")
        finally:
            server.terminate()
            server.wait()


def _server() -> tuple[subprocess.Popen[bytes], str]:
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-screen", "0", "1920x1080x24", "-noreset", "-nolisten", "tcp", "-displayfd", str(write)],
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        return server, ":" + told.readline().strip()


def _run(command: list[str], display: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "DISPLAY": display, "PYGAME_HIDE_SUPPORT_PROMPT": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _start(command: list[str], display: str, pictures: int = 1) -> list[float]:
    """Milliseconds from the start of the process until it says that its first pictures are shown, one after another."""
    begun, took = time.perf_counter(), list[float]()
    process = _run(command, display)
    assert process.stdout is not None
    for _ in range(pictures):
        process.stdout.readline()
        took.append((time.perf_counter() - begun) * 1000)
    process.kill()
    process.wait()
    return took


def _rest(command: list[str], display: str) -> tuple[float, float]:
    """(CPU in percent of a core, PSS in MB) of ten quiet seconds."""
    process = _run(command, display)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(10)
    before = _cpu(process.pid)
    time.sleep(10)
    used = (_cpu(process.pid) - before) / TICKS / 10 * 100
    pss = _pss(process.pid)
    process.kill()
    process.wait()
    return used, pss


def _cpu(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def _pss(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0
