"""A beep meets its flash, however the file counts its time."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from pathlib import Path
from threading import Event

import av
import pytest

from kiosk.screen.film import FilmReader, FilmSound
from kiosk.screen.sound import RATE
from tests.screen.media import BLACK, WHITE, plain, tone, write_film

PATIENCE = 400
BEEP = tone(0.4, 880)


def wait(true: Callable[[], bool]) -> bool:
    waiting = Event()
    for _ in range(PATIENCE):
        if true():
            return True
        waiting.wait(0.02)
    return False


def beeps(film: Path) -> tuple[list[float], float]:
    """When it begins to be loud, in seconds, and how long the sound is."""
    sound = FilmSound(film)
    try:
        assert wait(lambda: sound.end is not None)
        if sound.file is None:
            return [], 0.0
        heard = array("h", sound.file.read_bytes()[44:])[::2]
    finally:
        sound.close()
    step = RATE // 100
    loud = [max(heard[at : at + step], default=0) > 4000 for at in range(0, len(heard), step)]
    begins = [n / 100 for n in range(len(loud)) if loud[n] and not any(loud[max(0, n - 5) : n])]
    return begins, len(heard) / RATE


def flash(film: Path) -> float:
    """When the picture turns white, in seconds of the scene's clock."""
    woken = Event()
    reader = FilmReader(film, (64, 36), 0.0, woken.set)
    try:
        for hundredth in range(0, 400, 2):
            for _ in range(PATIENCE):
                picture = reader.at(hundredth / 100)
                if picture is not None and (len(reader._shots) > 1 or reader.end is not None):
                    break
                woken.wait(0.02)
                woken.clear()
            if picture is not None and picture.get_at((20, 20)).g > 128:
                return hundredth / 100
    finally:
        reader.close()
    raise AssertionError("no flash")


def made(
    file: Path, sounds: list[tuple[float, bytes]], begin: float = 0.0, codec: str = "libx264", sound_codec: str = "aac"
) -> Path:
    """Black, with a white picture from second 2 on."""
    return write_film(
        file,
        lambda n: plain(64, 36, WHITE if n >= 20 else BLACK),
        seconds=4.0,
        begin=begin,
        codec=codec,
        sounds=[(start + begin, samples) for start, samples in sounds],
        sound_codec=sound_codec,
    )


@pytest.mark.parametrize(
    ("sounds", "wanted"),
    [
        ([(0.0, tone(2.0, 0) + BEEP)], [2.0]),
        ([(0.978, tone(1.022, 0) + BEEP)], [2.0]),
        ([(2.0, BEEP)], [2.0]),
        ([(0.0, BEEP), (2.0, BEEP)], [0.0, 2.0]),
        ([(0.5, BEEP), (1.3, BEEP), (3.0, BEEP)], [0.5, 1.3, 3.0]),
    ],
    ids=["whole", "late", "only the beep", "a gap", "two gaps and late"],
)
@pytest.mark.parametrize(
    ("name", "codec", "sound_codec"), [("a.mp4", "libx264", "aac"), ("a.mkv", "libx264", "pcm_s16le")]
)
def test_late_and_gapped_sound_keeps_its_time(
    tmp_path: Path, sounds: list[tuple[float, bytes]], wanted: list[float], name: str, codec: str, sound_codec: str
) -> None:
    film = made(tmp_path / name, sounds, codec=codec, sound_codec=sound_codec)
    found, _ = beeps(film)
    assert len(found) == len(wanted)
    assert all(abs(a - b) <= 0.05 for a, b in zip(found, wanted, strict=True)), found


@pytest.mark.parametrize("begin", [0.0, 1.4, 10.0])
def test_a_file_whose_clock_does_not_begin_at_nought(tmp_path: Path, begin: float) -> None:
    """As in what was cut out of a broadcast: picture and sound go by the film's own beginning."""
    film = made(tmp_path / "a.mkv", [(0.0, tone(2.0, 0) + BEEP)], begin=begin, sound_codec="pcm_s16le")
    with av.open(str(film)) as container:
        assert abs((container.start_time or 0) / 1e6 - begin) < 0.1
    (beep,), _ = beeps(film)
    assert abs(beep - 2.0) <= 0.05
    assert abs(flash(film) - 2.0) <= 0.05


def test_sound_that_was_stamped_twice_is_not_drawn_out(tmp_path: Path) -> None:
    film = made(tmp_path / "a.mkv", [(0.0, tone(1.0, 0)), (0.5, tone(1.5, 0) + BEEP)], sound_codec="pcm_s16le")
    (beep,), seconds = beeps(film)
    assert abs(beep - 2.0) <= 0.06 and seconds < 2.6


def test_stamps_that_tremble_leave_the_sound_whole(tmp_path: Path) -> None:
    pieces = [(n * 1024 / RATE + (0.01 if n % 2 else 0.0), tone(1024 / RATE, 440)) for n in range(60)]
    film = made(tmp_path / "a.mkv", pieces, sound_codec="pcm_s16le")
    found, seconds = beeps(film)
    assert found == [0.0] and abs(seconds - 60 * 1024 / RATE) < 0.03


def test_a_film_without_sound_has_none_and_says_so(tmp_path: Path) -> None:
    film = write_film(tmp_path / "a.mp4", lambda n: plain(64, 36, BLACK))
    assert beeps(film) == ([], 0.0)
