"""How loud a recording is, in digits that fit the recording: a mouth that moves while nobody speaks would be seen."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from kiosk.content.readings import VOICES
from kiosk.content.recordings import loudness, recordings
from kiosk.core.speech import LOUDNESS_FILE, STEPS_A_SECOND
from kiosk.tones.loudness import write_opus
from kiosk.tones.materials import RATE, tone
from kiosk.voice.envelopes import decoded, envelope, renew_envelopes, write_envelopes
from kiosk.wiring import spoken_lines
from tests.real_hall import PLACES, content

FOLDER = PLACES.content / VOICES
KNOWN = loudness(FOLDER)


def test_a_digit_for_every_twelfth_of_a_second() -> None:
    loud, hush = tone([300.0], 0.5), np.zeros(RATE // 2)
    digits = envelope(np.concatenate([hush, loud, loud * 0.1, hush]))
    assert len(digits) == 2 * STEPS_A_SECOND
    assert set(digits[:5]) == {"0"} and set(digits[-5:]) == {"0"}
    assert set(digits[7:11]) == {"9"} and {int(d) for d in digits[13:17]} == {3}


def test_a_softer_recording_opens_the_mouth_as_far_and_silence_never() -> None:
    words = np.concatenate([tone([300.0], 0.5), tone([300.0], 0.5) * 0.3])
    assert envelope(words * 0.05) == envelope(words)
    assert envelope(np.zeros(RATE)) == "0" * STEPS_A_SECOND and envelope(np.zeros(0)) == ""


def test_every_line_that_somebody_says_has_its_loudness_and_nothing_else_has() -> None:
    """Fixed words of the screens are read by nobody one sees."""
    assert set(KNOWN) == {line.key for line in spoken_lines(content())}


@pytest.mark.parametrize("key", sorted(KNOWN)[::40])
def test_loudness_and_recording_have_not_parted(key: str) -> None:
    """After new recordings, `kiosk voice` measures them."""
    again = envelope(decoded(FOLDER / f"{key}.opus"))
    assert len(again) == len(KNOWN[key])
    assert max(abs(int(a) - int(b)) for a, b in zip(again, KNOWN[key], strict=True)) <= 1
    assert len(again) == pytest.approx(recordings(FOLDER)[key] * STEPS_A_SECOND, abs=2)


def test_what_is_measured_is_what_the_hall_reads(tmp_path: Path) -> None:
    write_opus(tone([300.0], 1.0), tmp_path / "one.opus", 24)
    assert write_envelopes(tmp_path, ["one"]) == 1
    assert len(loudness(tmp_path)["one"]) == pytest.approx(STEPS_A_SECOND, abs=1)


def test_a_line_recorded_anew_is_measured_anew_and_the_others_stay(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_opus(tone([300.0], 1.0), tmp_path / f"{name}.opus", 24)
    write_envelopes(tmp_path, ["one", "two"])
    before = dict(loudness(tmp_path))
    loudness.cache_clear()
    write_opus(tone([300.0], 2.0), tmp_path / "one.opus", 24)
    renew_envelopes(tmp_path, ["one"])
    after = loudness(tmp_path)
    assert after["two"] == before["two"] and len(after["one"]) > len(before["one"]) + 8


@pytest.mark.parametrize(
    "text", ["", "[]", "{broken", json.dumps({"one": 3, "two": "12x"})], ids=["empty", "list", "broken", "odd"]
)
def test_a_file_that_cannot_be_read_only_leaves_mouths_closed(tmp_path: Path, text: str) -> None:
    (tmp_path / LOUDNESS_FILE).write_text(text, "utf-8")
    assert loudness(tmp_path) == {} and loudness(tmp_path / "nowhere") == {}
