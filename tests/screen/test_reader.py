"""The machine's own voice: where its package is there, and where it is not."""

from __future__ import annotations

import importlib.util
import io
import logging
import wave
from pathlib import Path

import numpy as np
import pytest

from kiosk.content.readings import VOICES
from kiosk.core.saying import in_words, seconds_for
from kiosk.screen.reader import PACKAGE, Reader
from tests.real_hall import PLACES

SENTENCES = (
    "拿不准，打96110。",
    "对方说自己是公安局的，让您把钱转到安全账户，这是骗局。",
    "2025年，全国拦下的诈骗电话有36亿次，占了88%。",
    "按钮，继续",
)


def test_without_the_package_it_says_nothing_and_tells_so_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("kiosk.screen.reader.PACKAGE", "no_such_voice")
    reader = Reader(tmp_path)
    with caplog.at_level(logging.WARNING):
        assert reader.wav("您好") is None and reader.wav("再见") is None
    assert len(caplog.records) == 1


@pytest.mark.skipif(importlib.util.find_spec(PACKAGE) is None, reason="the extra `aloud` is not installed")
@pytest.mark.parametrize("words", SENTENCES)
def test_it_speaks_slowly_enough_and_within_the_time_it_is_given(words: str) -> None:
    made = Reader(PLACES.content / VOICES).wav(words)
    assert made is not None
    with wave.open(io.BytesIO(made)) as file:
        seconds = file.getnframes() / file.getframerate()
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    syllables = sum("\u4e00" <= char <= "\u9fff" for char in in_words(words, {}))
    assert syllables / seconds <= 4.0 and seconds <= seconds_for(words) + 0.5
    assert 3000 < np.abs(samples.astype(int)).max() < 32767, "neither silent nor clipped"
