"""What strangers made is opened in a process of its own, which may die of it; the hall goes on, and says why."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from kiosk.screen import apart
from kiosk.screen.apart import CPU_SECONDS, MEMORY_BYTES, Apart, opened
from tests.rubbish import THERE, in_place_of
from tests.screen.media import RED, plain, tone, write_film

ROOT = Path(__file__).parents[2]
CUES = "1\n00:00:00,200 --> 00:00:01,000\n喂？\n"


def other_program(folder: Path, does: str) -> str:
    """In place of Python."""
    file = folder / "program"
    file.write_text(f"#!/bin/sh\n{does}\n", "utf-8")
    file.chmod(0o755)
    return str(file)


def test_it_says_what_the_screen_would_find(tmp_path: Path) -> None:
    Image.effect_noise((640, 480), 90).save(tmp_path / "好.png")
    whole = (tmp_path / "好.png").read_bytes()
    (tmp_path / "half.png").write_bytes(whole[: len(whole) // 2])
    write_film(tmp_path / "a.mp4", lambda n: plain(320, 180, RED), sounds=[(0.0, tone(2.0, 440))])
    (tmp_path / "a.srt").write_text(CUES, "utf-8")
    (tmp_path / "late.srt").write_text(CUES.replace("00:00:0", "00:01:0"), "utf-8")
    asked = Apart()
    for name, kind, film in (
        ("好.png", "picture", None),
        ("half.png", "picture", None),
        ("a.mp4", "film", None),
        ("a.srt", "captions", "a.mp4"),
        ("late.srt", "captions", "a.mp4"),
        ("nothing.mp4", "film", None),
    ):
        belongs = tmp_path / film if film else None
        found = asked.ask(tmp_path / name, kind, belongs)  # type: ignore[arg-type]
        assert found.sure and found.fault == opened(tmp_path / name, kind, belongs)  # type: ignore[arg-type]
        assert bool(found.fault) == (name in ("half.png", "late.srt", "nothing.mp4"))


@pytest.mark.parametrize("there", THERE)
@pytest.mark.parametrize("name", ["a.png", "a.mp4", "a.srt"])
def test_what_is_no_file_holds_nobody_up(tmp_path: Path, there: str, name: str) -> None:
    in_place_of(tmp_path / name, there)
    kind = {"png": "picture", "mp4": "film", "srt": "captions"}[name[2:]]
    assert "打不开" in opened(tmp_path / name, kind, None)  # type: ignore[arg-type]


def test_a_file_it_dies_of_is_refused_and_the_next_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Image.new("RGB", (300, 300)).save(tmp_path / "a.png")
    asked = Apart()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "executable", other_program(tmp_path, "read line; kill -XCPU $$"))
        found = asked.ask(tmp_path / "a.png", "picture", None)
    assert found.sure and found.fault.startswith("“a.png”打开它要用太多内存和时间")
    assert asked.ask(tmp_path / "a.png", "picture", None) == ("", True)


def test_a_file_that_is_never_read_to_its_end_is_given_up_and_asked_again_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("RGB", (300, 300)).save(tmp_path / "a.png")
    monkeypatch.setattr(apart, "WAIT_SECONDS", 0.2)
    monkeypatch.setattr(sys, "executable", other_program(tmp_path, "exec sleep 600"))
    found = Apart().ask(tmp_path / "a.png", "picture", None)
    assert not found.sure and "读了两分钟" in found.fault


def test_where_no_process_is_to_be_had_the_file_is_opened_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Image.new("RGB", (300, 300)).save(tmp_path / "a.png")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    assert Apart().ask(tmp_path / "a.png", "picture", None) == ("", False)


def test_one_that_somebody_killed_is_started_anew(tmp_path: Path) -> None:
    Image.new("RGB", (300, 300)).save(tmp_path / "a.png")
    asked = Apart()
    assert asked.ask(tmp_path / "a.png", "picture", None).fault == ""
    asked._child.kill()
    asked._child.wait()
    assert asked.ask(tmp_path / "a.png", "picture", None) == ("", True)


def test_it_ends_with_whoever_asked(tmp_path: Path) -> None:
    Image.new("RGB", (300, 300)).save(tmp_path / "a.png")
    asked = Apart()
    asked.ask(tmp_path / "a.png", "picture", None)
    number = asked._child.pid
    os.kill(number, 0)
    del asked
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def _bound(program: str) -> subprocess.CompletedProcess[str]:
    before = "from kiosk.screen import apart; apart.CPU_SECONDS = 1; b = apart._Bounds(); b.next_file()\n"
    return subprocess.run(
        [sys.executable, "-c", before + program], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_it_has_so_much_memory_and_so_much_time() -> None:
    assert _bound(f"bytearray({MEMORY_BYTES // 2})").returncode == 0
    assert "MemoryError" in _bound(f"bytearray({MEMORY_BYTES * 2})").stderr
    assert _bound("while True: pass").returncode == -signal.SIGXCPU
    assert "File too large" in _bound("print('x' * 10, file=open('/tmp/kiosk-nothing', 'w'), flush=True)").stderr
    assert CPU_SECONDS >= 5, "a large picture on a slow machine"
