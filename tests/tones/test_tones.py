"""The hall's own sounds: all there, as loud as they are to be, never startling, and made again from numbers."""

from __future__ import annotations

import ast
from pathlib import Path

import av
import numpy as np
import pytest

from kiosk.screen.speaker import SOUNDS
from kiosk.tones.hall_set import SET
from kiosk.tones.loudness import at_loudness, lufs
from kiosk.tones.making import make
from kiosk.tones.materials import RATE, Wave, tone

KIOSK = Path(__file__).parents[2] / "kiosk"


def heard(name: str) -> Wave:
    """The samples of a committed sound."""
    with av.open(SOUNDS / f"{name}.opus") as source:
        return np.concatenate([frame.to_ndarray()[0] for frame in source.decode(audio=0)]).astype(np.float64)


def test_the_meter_agrees_with_the_standard() -> None:
    """EBU Tech 3341, case 1, for one channel: a sine of 1 kHz at -23 dBFS is 3 LU softer than on two."""
    wave = tone([1000.0], 20.0) * 10 ** (-23 / 20)
    assert lufs(wave) == pytest.approx(-26.0, abs=0.2)


@pytest.mark.parametrize("name", SET)
def test_every_sound_is_as_loud_as_it_is_to_be(name: str) -> None:
    wave = heard(name)
    assert lufs(wave) == pytest.approx(SET[name].lufs, abs=2.0 if len(wave) < RATE / 3 else 1.0)
    assert np.max(np.abs(wave)) < 0.7


@pytest.mark.parametrize("name", [name for name in SET if not name.startswith("room_")])
def test_nothing_startles(name: str) -> None:
    """No sound jumps to its full strength within a millisecond, and none is louder than a quiet speaker."""
    wave = np.abs(heard(name))
    assert np.max(wave[: RATE // 1000]) < 0.5 * np.max(wave)
    assert SET[name].lufs <= -23


def test_the_files_are_the_ones_the_numbers_make(tmp_path: Path) -> None:
    assert sorted(file.name for file in make(tmp_path)) == sorted(file.name for file in SOUNDS.glob("*.opus"))
    for name, recipe in SET.items():
        wanted, wave = at_loudness(recipe.make(), recipe.lufs), heard(name)
        assert len(wave) == pytest.approx(len(wanted), abs=960), name
        assert np.std(wave) == pytest.approx(np.std(wanted), rel=0.25), name


def test_whatever_the_code_names_outright_is_there() -> None:
    named = [
        keyword.value.value
        for file in KIOSK.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Sound"
        for keyword in node.keywords
        if keyword.arg == "name" and isinstance(keyword.value, ast.Constant)
    ]
    read_by_the_machine = {"aloud"}  # words, not a sound of the set
    assert len(named) > 5 and set(named) - read_by_the_machine <= set(SET)
