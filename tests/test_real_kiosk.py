"""The whole program in a real window, touched from outside, and killed without warning."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.draw.items import targets, touchable
from kiosk.scene import Tap
from kiosk.session.machine import Machine
from kiosk.wiring import Places, make_machine
from tests.real_hall import PLACES, ROOT, content, live
from tests.screen.test_window import SERVERS, environment, server

SIZE = (1366, 768)
CHECK_IN = ("start", "people/12", "kind/school", "mode/free", "next", "skip")


class Kiosk:
    """The running program, and a machine beside it that knows where everything stands."""

    def __init__(self, display: str, data: Path, *more: str) -> None:
        self.display, self.data = display, data
        how = [] if "--fullscreen" in more else ["--window", f"{SIZE[0]}x{SIZE[1]}"]
        command = [sys.executable, "-m", "kiosk.cli", "run", *how, "--data", str(data)]
        self.process = subprocess.Popen(
            [*command, *more], env=environment(DISPLAY=display), cwd=ROOT, stderr=subprocess.PIPE, text=True
        )
        self.shadow: Machine = make_machine(
            content(), Places(PLACES.content, PLACES.hall), SIZE, random.Random(1), lambda: "shadow", live()
        )

    def wait_for_window(self) -> None:
        """Wait until the window is there."""
        for _ in range(800):
            found = subprocess.run(
                ["xdotool", "search", "--onlyvisible", "--class", "."],
                env=environment(DISPLAY=self.display),
                capture_output=True,
                check=False,
            )
            if found.returncode == 0:
                return
            assert self.process.poll() is None, self.process.stderr.read() if self.process.stderr else ""
            time.sleep(0.05)
        raise AssertionError("no window")

    def tap(self, *words: str) -> None:
        scale = min(SIZE) / 1080
        for word in words:
            x, y = touchable(targets(self.shadow.view())[word]).centre
            place = ["mousemove", str(int(x * scale)), str(int(y * scale))]
            subprocess.run(
                ["xdotool", *place, "mousedown", "1", "sleep", "0.06", "mouseup", "1", "sleep", "0.7"],
                env=environment(DISPLAY=self.display),
                check=True,
            )
            self.shadow.touch(Tap(word))

    def events(self) -> list[str]:
        with closing(sqlite3.connect(f"file:{self.data / 'kiosk.db'}?mode=ro", uri=True)) as database:
            return [kind for (kind,) in database.execute("SELECT kind FROM events ORDER BY id")]

    def events_once(self, kind: str) -> list[str]:
        """The events as soon as one of that kind is on disk."""
        for _ in range(100):
            if (self.data / "kiosk.db").exists() and kind in self.events():
                return self.events()
            time.sleep(0.05)
        raise AssertionError(f"no {kind}: {self.events()}")

    def end(self, how: int) -> None:
        if self.process.poll() is None:
            os.kill(self.process.pid, how)
        self.process.wait(20)
        if self.process.stderr:
            self.process.stderr.close()


Open = Callable[..., Kiosk]


@pytest.fixture
def display(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "x"
    folder.mkdir()
    with server(folder) as name:
        yield name


@pytest.fixture
def opened(display: str) -> Iterator[Open]:
    """Opens kiosks on the display; none is left behind."""
    running: list[Kiosk] = []

    def one(*arguments: object) -> Kiosk:
        running.append(Kiosk(display, *arguments))  # type: ignore[arg-type]
        running[-1].wait_for_window()
        time.sleep(1.0)  # the window is there before the loop listens
        return running[-1]

    yield one
    for kiosk in running:
        kiosk.end(signal.SIGKILL)


def test_a_killed_kiosk_has_lost_nothing_and_opens_again(opened: Open, tmp_path: Path) -> None:
    data = tmp_path / "data"
    kiosk = opened(data)
    kiosk.tap(*CHECK_IN)
    assert kiosk.events_once("MeasuringSkipped") == ["VisitStarted", "MeasuringSkipped"]
    kiosk.tap("zone/case_warnings", "round")
    card = next(w for w in targets(kiosk.shadow.view()) if w.startswith("case/"))
    kiosk.tap(card)
    seen = kiosk.events_once("ItemOpened")
    kiosk.end(signal.SIGKILL)
    assert kiosk.events() == seen == ["VisitStarted", "MeasuringSkipped", "ZoneEntered", "ItemOpened"]
    again = opened(data)
    again.tap(*CHECK_IN)
    assert again.events_once("VisitStarted")[:4] == seen
    for _ in range(100):
        if again.events().count("VisitStarted") == 2:
            break
        time.sleep(0.05)
    assert again.events().count("VisitStarted") == 2
    again.end(signal.SIGTERM)
    assert again.process.returncode == 0
    out = tmp_path / "out.csv"
    done = subprocess.run(
        [sys.executable, "-m", "kiosk.cli", "export", "--out", str(out), "--data", str(data)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "中断" in (tmp_path / "out-visits.csv").read_text("utf-8-sig")


def test_a_display_that_goes_away_ends_the_hall_at_once_and_nothing_is_lost(opened: Open, tmp_path: Path) -> None:
    data = tmp_path / "data"
    kiosk = opened(data, "--fullscreen")
    SERVERS[kiosk.display].kill()
    assert kiosk.process.wait(20) == 1, "whoever looks after it starts it again"
    assert not (data / "kiosk.db-wal").exists(), "the log was closed, not left lying"
    assert kiosk.process.stderr is not None and "Traceback" not in kiosk.process.stderr.read()


def test_keys_do_not_end_a_full_screen_but_staffs_do(opened: Open, tmp_path: Path) -> None:
    kiosk = opened(tmp_path, "--fullscreen")
    for _ in range(200):  # the screen is remembered once everything is ready
        if (tmp_path / "screen.raw").exists():
            break
        time.sleep(0.05)
    third = [f"ctrl+shift+{key}+q" for key in ("alt", "super")]
    keys = ["Escape", "F4", "F10", "alt+F4", "ctrl+c", "ctrl+q", "shift+q", *third, "ctrl+shift+q"]
    for key in keys:
        assert kiosk.process.poll() is None
        subprocess.run(["xdotool", "key", key, "sleep", "0.2"], env=environment(DISPLAY=kiosk.display), check=True)
    assert kiosk.process.wait(20) == 0


def test_a_second_kiosk_on_the_same_data_is_refused_in_one_sentence(opened: Open, display: str, tmp_path: Path) -> None:
    first = opened(tmp_path)
    second = subprocess.run(
        [sys.executable, "-m", "kiosk.cli", "run", "--window", "800x600", "--data", str(tmp_path)],
        cwd=ROOT,
        env=environment(DISPLAY=display),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    first.end(signal.SIGTERM)
    assert second.returncode == 1 and "开不了馆" in second.stderr and "Traceback" not in second.stderr


def test_a_zone_opened_for_a_look_leaves_no_record(opened: Open, tmp_path: Path) -> None:
    kiosk = opened(tmp_path, "--zone", "quiz")
    kiosk.end(signal.SIGTERM)
    assert not (tmp_path / "kiosk.db").exists()


def test_a_file_is_looked_at_and_closed_with_escape(display: str) -> None:
    file = PLACES.content / "vr_experience" / "scenarios" / "real_bank.yaml"
    command = [sys.executable, "-m", "kiosk.cli", "look", str(file), "--window", "800x600"]
    playing = subprocess.Popen(command, env=environment(DISPLAY=display), cwd=ROOT, stderr=subprocess.PIPE, text=True)
    keyboard = environment(DISPLAY=display)
    try:
        find = ["xdotool", "search", "--sync", "--onlyvisible", "--class", "."]
        subprocess.run(find, env=keyboard, check=True, capture_output=True, timeout=60)
        subprocess.run(["xdotool", "key", "Right", "l", "p", "Escape"], env=keyboard, check=True)
        said = playing.communicate(timeout=60)[1]
    finally:
        playing.kill()
    assert playing.returncode == 0 and "Traceback" not in said


def test_a_full_screen_follows_a_panel_that_comes_back_with_another_resolution(display: str, tmp_path: Path) -> None:
    outside = environment(DISPLAY=display)
    panel = subprocess.Popen(
        ["Xephyr", "-displayfd", "1", "-noreset", "-resizeable", "-screen", "1280x720"], env=outside,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert panel.stdout is not None
    name = f":{panel.stdout.readline().strip()}"
    _wait_until_it_answers(name)
    hall = Kiosk(name, tmp_path / "data", "--fullscreen")
    try:
        hall.wait_for_window()
        find = ["xdotool", "search", "--onlyvisible", "--name", "Xephyr"]
        frame = subprocess.run(find, env=outside, check=True, capture_output=True, text=True).stdout.split()[0]
        for size in (("1024", "768"), ("1280", "720")):
            subprocess.run(["xdotool", "windowsize", frame, *size], env=outside, check=True)
            assert _window_becomes(name, size), size
        assert hall.process.poll() is None
    finally:
        hall.end(signal.SIGTERM)
        panel.terminate()
        panel.communicate(timeout=20)


def _wait_until_it_answers(display: str) -> None:
    """An X server names its display before it takes in whoever knocks."""
    for _ in range(120):
        asked = subprocess.run(["xdotool", "getdisplaygeometry"], env=environment(DISPLAY=display), capture_output=True)
        if asked.returncode == 0:
            return
        time.sleep(0.25)
    raise AssertionError(f"nobody answers on {display}")


def _window_becomes(display: str, size: tuple[str, str]) -> bool:
    """Whether the one window on that display gets that size within half a minute."""
    find = ["xdotool", "search", "--onlyvisible", "--class", ".", "getwindowgeometry", "--shell"]
    for _ in range(120):
        said = subprocess.run(
            find, env=environment(DISPLAY=display), capture_output=True, text=True, check=False
        ).stdout
        if f"WIDTH={size[0]}" in said and f"HEIGHT={size[1]}" in said:
            return True
        time.sleep(0.25)
    return False


def test_without_a_display_it_says_so_and_leaves_pictures(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "kiosk.cli",
            "run",
            "--content",
            str(PLACES.content),
            "--hall",
            str(PLACES.hall),
            "--data",
            str(tmp_path / "data"),
            "--out",
            str(tmp_path / "tour"),
        ],
        cwd=tmp_path,
        env=environment(PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "没有显示屏" in done.stderr and "Traceback" not in done.stderr
    assert "9 个展区" in done.stdout
    assert len(list((tmp_path / "tour").glob("*.png"))) >= 60
    assert (tmp_path / "tour" / "index.html").read_text("utf-8").count("<img") >= 60


def test_nobody_else_can_read_what_a_visit_leaves_and_a_second_kiosk_is_refused_without_its_lock_file(
    opened: Open, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    before = os.umask(0o022)
    try:
        kiosk = opened(data)
        kiosk.tap(*CHECK_IN)
        kiosk.events_once("MeasuringSkipped")
    finally:
        os.umask(before)
    found = {path: path.lstat().st_mode & 0o077 for path in (data, *data.rglob("*"))}
    assert {"kiosk.db", "kiosk.db-wal", "kiosk.db-shm", "kiosk.lock", "recordings"} <= {path.name for path in found}
    assert [str(path.relative_to(tmp_path)) for path, others in found.items() if others] == []
    (data / "kiosk.lock").unlink()
    command = [sys.executable, "-m", "kiosk.cli", "run", "--window", "800x600", "--data", str(data)]
    second = subprocess.run(
        command,
        env=environment(DISPLAY=kiosk.display),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert second.returncode == 1 and "正由另一个展馆程序使用" in second.stderr
    for how in ("backup", "restore"):
        backups = sorted((data / "backups").glob("kiosk-*"))
        done = subprocess.run(
            [sys.executable, "-m", "kiosk.cli", how, *map(str, backups[-1:]), "--data", str(data)],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == (0 if how == "backup" else 1), done.stderr
    assert "正由另一个展馆程序使用" in done.stderr
    kiosk.end(signal.SIGTERM)
    assert kiosk.process.returncode == 0
