"""The hall's own recording of a line: put in its place as loud as all others, and never thrown away or made anew."""

from __future__ import annotations

import json
import shutil
import wave
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from kiosk import cli
from kiosk.core.speech import Role, Utterance, Way
from kiosk.tones.loudness import lufs
from kiosk.tones.materials import RATE, Wave
from kiosk.voice.colour import LUFS
from kiosk.voice.own import alike, lines_saying, take
from kiosk.voice.rendering import missing, render
from tests.real_hall import PLACES, content

WORDS = "您好，请您先别转。"
ROOM, PHONE = Utterance(WORDS, Role.OFFICER), Utterance(WORDS, Role.OFFICER, Way.PHONE)


def spoken(seconds: float = 2.0, before: float = 1.5, loud: float = 0.05) -> Wave:
    """Something like a voice after a silence, and a silence after it."""
    t = np.arange(round(seconds * RATE)) / RATE
    voice = loud * np.sin(2 * np.pi * (180 + 40 * np.sin(5 * t)) * t) * (0.6 + 0.4 * np.sin(9 * t))
    quiet = np.zeros(round(before * RATE))
    return np.concatenate([quiet, voice, quiet])


def written(file: Path, sound: Wave, rate: int = RATE) -> Path:
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes((sound * 32767).astype("<i2").tobytes())
    return file


def heard(file: Path) -> Wave:
    with av.open(file) as source:
        return np.concatenate([frame.to_ndarray()[0] for frame in source.decode(audio=0)]).astype(np.float64)


def test_it_stands_as_loud_as_the_others_without_the_silence_round_it(tmp_path: Path) -> None:
    seconds = take(written(tmp_path / "a.wav", spoken()), [ROOM], tmp_path)
    sound = heard(tmp_path / f"{ROOM.key}.opus")
    assert 2.0 < seconds < 2.6 and len(sound) / RATE == pytest.approx(seconds, abs=0.08)
    assert lufs(sound) == pytest.approx(LUFS, abs=1.2)
    assert json.loads((tmp_path / "index.json").read_text("utf-8"))[ROOM.key] == {"seconds": seconds, "made": "own"}


def test_where_the_line_is_heard_on_the_telephone_it_is_on_the_telephone(tmp_path: Path) -> None:
    t = np.arange(2 * RATE) / RATE
    hiss = 0.2 * np.sin(2 * np.pi * 9000 * t) + 0.2 * np.sin(2 * np.pi * 800 * t)
    take(written(tmp_path / "a.wav", hiss), [ROOM, PHONE], tmp_path)

    def share_above(line: Utterance) -> float:
        power = np.abs(np.fft.rfft(heard(tmp_path / f"{line.key}.opus"))) ** 2
        hertz = np.linspace(0, RATE / 2, len(power))
        return float(np.sum(power[hertz > 5000]) / np.sum(power))

    assert share_above(ROOM) > 0.3 and share_above(PHONE) < 0.01


def test_it_is_neither_made_anew_nor_thrown_away(tmp_path: Path) -> None:
    take(written(tmp_path / "a.wav", spoken()), [ROOM], tmp_path)
    assert missing([ROOM, PHONE], tmp_path, {}) == [PHONE]
    assert list(render([], tmp_path, None, {})) == []  # type: ignore[arg-type]
    assert (tmp_path / f"{ROOM.key}.opus").exists() and ROOM.key in (tmp_path / "index.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda file: written(file, np.zeros(RATE)), "听不见人说话"),
        (lambda file: written(file, spoken(seconds=60.5, before=0)), "一句话最多 60 秒"),
        (lambda file: file.write_bytes(b"no sound at all") and file, "打不开"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_and_changes_nothing(
    tmp_path: Path, make: Callable[[Path], Path], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        take(make(tmp_path / "a.wav"), [ROOM], tmp_path)
    assert not (tmp_path / "index.json").exists() and not list(tmp_path.glob("*.opus"))


def test_every_line_of_the_same_words_is_meant_and_other_words_are_proposed() -> None:
    other = Utterance("您好，请您先别挂。", Role.WOMAN)
    assert lines_saying(f" {WORDS} ", [ROOM, PHONE, ROOM, other]) == [ROOM, PHONE]
    assert alike("您好，请先别转", [ROOM, other]) == [WORDS, other.words]
    assert alike("完全不相干", [ROOM]) == []


def test_the_command_takes_words_as_they_stand_and_proposes_what_may_be_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "content"
    shutil.copytree(PLACES.content, folder, ignore=shutil.ignore_patterns("voice"))
    (folder / "voice").mkdir()
    stage = content().zones["victim_memoirs"].memoirs[0].stages[0].text
    words = stage[: stage.index("。") + 1]
    file = written(tmp_path / "a.wav", spoken())
    order = ["record", str(file), "--content", str(folder), "--hall", str(PLACES.hall), "--words"]
    assert cli.command([*order, words[:-1]]) == 1
    assert words in capsys.readouterr().err
    assert cli.command([*order, words]) == 0
    assert len(list((folder / "voice").glob("*.opus"))) == 1
