"""Every line that is said has its recording, made of these very words, as loud as all others."""

from __future__ import annotations

import json
from statistics import median

import av
import numpy as np
import pytest

from kiosk.content.readings import VOICES, read_readings
from kiosk.core.saying import to_be_read
from kiosk.core.speech import ROLE_OF, Role, Way
from kiosk.core.vocabulary import Silhouette
from kiosk.tones.loudness import lufs
from kiosk.tones.materials import RATE, Wave, tone
from kiosk.voice.cast import CAST, settings_of
from kiosk.voice.colour import LUFS, coloured, slowed
from kiosk.voice.listening import MOST_WRONG, errors, errors_between, syllables
from kiosk.voice.rendering import OWN
from kiosk.wiring import recorded_lines, spoken_lines
from kiosk.zones.vr_experience import speaking as scenario_speaking
from tests.real_hall import PLACES, content

FOLDER = PLACES.content / VOICES
INDEX = json.loads((FOLDER / "index.json").read_text("utf-8"))
READINGS = read_readings(FOLDER)
LINES = {line.key: line for line in recorded_lines(content(), PLACES.content)}


def wave(key: str) -> Wave:
    with av.open(FOLDER / f"{key}.opus") as source:
        return np.concatenate([frame.to_ndarray()[0] for frame in source.decode(audio=0)]).astype(np.float64)


def test_words_and_recordings_have_not_parted() -> None:
    assert len(LINES) > 500
    assert [line.words for key, line in LINES.items() if key not in INDEX] == []
    assert [key for key in INDEX if key not in LINES] == []
    made_otherwise = [
        line.words
        for key, line in LINES.items()
        if INDEX[key]["made"] != settings_of(line, to_be_read(line.words, READINGS))
    ]
    assert made_otherwise == []
    assert sorted(file.stem for file in FOLDER.glob("*.opus")) == sorted(INDEX)


@pytest.mark.parametrize("key", sorted(LINES)[::9])
def test_a_recording_lasts_as_long_as_the_index_says_and_is_as_loud_as_the_others(key: str) -> None:
    heard = wave(key)
    assert len(heard) / RATE == pytest.approx(INDEX[key]["seconds"], abs=0.08)
    assert lufs(heard) == pytest.approx(LUFS, abs=1.2)
    assert np.max(np.abs(heard)) < 1.0


def test_nobody_is_hurried() -> None:
    """Elders understand four syllables a second; a line's own pauses count as speech."""
    paces = []
    for key, line in LINES.items():
        count = len(syllables(to_be_read(line.words, READINGS)))
        if count >= 12:
            paces.append(count / INDEX[key]["seconds"])
    assert np.median(paces) <= 4.2 and np.quantile(paces, 0.95) <= 5.0


@pytest.mark.parametrize("tempo", [0.75, 1.0])
def test_a_voice_that_is_slowed_down_stays_the_same_voice(tempo: float) -> None:
    sung = 0.2 * np.sin(2 * np.pi * 440 * np.arange(3 * RATE) / RATE)
    heard = slowed(sung, RATE, tempo)
    assert len(heard) / len(sung) == pytest.approx(1 / tempo, abs=0.03)
    assert np.argmax(np.abs(np.fft.rfft(heard))) * RATE / len(heard) == pytest.approx(440, abs=4)


def test_the_whole_hall_is_spoken_in_less_than_its_share() -> None:
    assert sum(file.stat().st_size for file in FOLDER.glob("*.opus")) < 30_000_000


def test_no_voice_is_only_ever_a_scam_or_only_ever_genuine() -> None:
    scenarios = content().zones["vr_experience"].scenarios
    truths: dict[str, set[bool]] = {}
    for scenario in scenarios:
        for line in scenario_speaking.lines_of([scenario]):
            if line.way is Way.PHONE:
                truths.setdefault(CAST[line.role].voice, set()).add(scenario.genuine)
    assert {voice for voice, met in truths.items() if met == {True}} == set()


def test_every_figure_has_a_voice() -> None:
    assert set(ROLE_OF) == set(Silhouette) and set(CAST) == set(Role)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("打96110核实", "打九六幺幺零核实"),
        ("12381短信", "幺二三八幺短信"),
        ("卡里12000元", "卡里12000元"),
        ("尾号0533的卡", "尾号零五三三的卡"),
        ("“您好”——在吗……", "您好，在吗"),
        ("〔陌生链接〕点开", "陌生链接，点开"),
        ("138****0000", "幺三八星号零零零零"),
        ("加我QQ", "加我扣扣"),
        ("110个人", "110个人"),
    ],
)
def test_how_words_are_to_be_read(written: str, read: str) -> None:
    assert to_be_read(written, {"QQ": "扣扣"}) == read


@pytest.mark.parametrize(
    ("wanted", "heard", "share"),
    [
        ("您好", "您好。", 0.0),
        ("买东西", "卖东西", 0.0),  # tones aside
        ("转账核实", "转账何时", 0.0),
        ("转账核实", "转账", 0.5),
        ("一万二千八百元", "12800元", 0.0),
        ("一百零五块", "105块", 0.0),
        ("十五个人", "15个人", 0.0),
        ("零五三三", "0533", 0.0),
    ],
)
def test_how_much_was_heard_wrongly(wanted: str, heard: str, share: float) -> None:
    assert errors(wanted, heard) == pytest.approx(share)


def test_a_telephone_lets_through_what_telephones_do() -> None:
    def level(hertz: float) -> float:
        """Of a tone beside one of 1 kHz, in decibels, behind the line."""
        heard = coloured(tone([hertz], 1.0) + tone([1000.0], 1.0), RATE, 1.0, Way.PHONE)
        spectrum = np.abs(np.fft.rfft(heard))
        at = spectrum[round(hertz) - 3 : round(hertz) + 3].max() / spectrum[997:1003].max()
        return float(20 * np.log10(at))

    assert level(100) < -20 and level(5000) < -20
    assert abs(level(600)) < 3 and abs(level(3000)) < 3


def test_every_recording_was_listened_to_and_understood() -> None:
    """After `kiosk voice` has spoken anew: `kiosk voice --work … --listen`, and other words where it says so. Of the
    screens' fixed words, those that were listened to."""
    made = {key: entry for key, entry in INDEX.items() if entry["made"] != OWN}
    lines = {line.key for line in spoken_lines(content())}
    assert [LINES[key].words for key, entry in made.items() if key in lines and "wrong" not in entry] == []
    heard = {key: entry["wrong"] for key, entry in made.items() if "wrong" in entry}
    assert [LINES[key].words for key, wrong in heard.items() if wrong > MOST_WRONG] == []
    assert median(heard.values()) <= 0.05 and len(heard) > len(lines)


@pytest.mark.parametrize(
    ("heard", "share"),
    [
        ("屏幕上有两个键。好的。我马上去办", 0.0),
        ("屏幕上有两个键。号的。我马上去办", 0.0),
        ("屏幕上有两个键。好吧。我马上去办", 0.5),
        ("屏幕上有两个键。我马上去办", 1.0),
        ("屏幕上有两个键", 1.0),
        ("屏幕上有两个键。不行。我马上去办", 1.0),
        ("屏幕上有两个键。嗯嗯好的。我马上去办", 1.0),
        ("屏幕有键。好的。我马上去办", 0.0),
        ("", 1.0),
    ],
)
def test_a_line_among_its_neighbours_is_blamed_for_its_own_errors_only(heard: str, share: float) -> None:
    assert errors_between("屏幕上有两个键。", "好的。", "我马上去办。", heard) == pytest.approx(share)


def test_a_line_without_neighbours_is_judged_as_alone() -> None:
    assert errors_between("", "先报警", "", "先帽警") == pytest.approx(errors("先报警", "先帽警"))
