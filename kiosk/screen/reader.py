"""The machine's own voice, for words that nobody has recorded: eSpeak NG, where its package is installed.

The library (GPL-3) is no part of this program: it comes with the extra `aloud`, is found at run time and loaded only
when the first such words are due. Without it the hall is silent there and says so on the screen.
"""

from __future__ import annotations

import ctypes
import importlib
import io
import logging
import wave
from pathlib import Path
from typing import Any

from kiosk.content.readings import read_readings
from kiosk.core.saying import in_words

_log = logging.getLogger("kiosk.screen")
PACKAGE = "espeakng_loader"
LANGUAGE = b"cmn+f3"
"""Mandarin, in the variant of its voices that a recogniser understood best."""
WORDS_A_MINUTE = 150
"""At which eSpeak's Mandarin says 3.5 syllables a second between two pauses (measured); elders follow four."""
_SYNCHRONOUS, _NO_EXIT = 2, 0x8000
_RATE, _UTF8, _CHARACTERS = 1, 1, 1
_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class Reader:
    """Says words. `folder`: where the hall's list of readings lies. Used by one thread at a time; keeps what it said
    last, as people like to hear a page again."""

    KEPT_BYTES = 8_000_000

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._readings: dict[str, str] = {}
        self._library: Any = None
        self._hertz = 0
        self._broken = False
        self._callback: Any = None
        self._kept: dict[str, bytes] = {}

    def wav(self, words: str) -> bytes | None:
        """The words as a WAV file, mono, 16 bits; None where there is no voice. May take a tenth of a second."""
        if words not in self._kept:
            samples = self._samples(words)
            if not samples:
                return None
            self._kept[words] = _wav(samples, self._hertz)
            while sum(map(len, self._kept.values())) > self.KEPT_BYTES and len(self._kept) > 1:
                self._kept.pop(next(iter(self._kept)))
        return self._kept[words]

    def _samples(self, words: str) -> bytes:
        if not self._ready():
            return b""
        parts: list[bytes] = []

        def come(samples: Any, count: int, events: Any) -> int:
            if samples and count > 0:
                parts.append(ctypes.string_at(samples, 2 * count))
            return 0

        self._callback = _Callback(come)  # kept: the library calls it until it is given another
        self._library.espeak_SetSynthCallback(self._callback)
        spelt = in_words(words, self._readings).encode()
        self._library.espeak_Synth(spelt, len(spelt) + 1, 0, _CHARACTERS, 0, _UTF8, None, None)
        self._library.espeak_Synchronize()
        return b"".join(parts)

    def _ready(self) -> bool:
        if self._library is None and not self._broken:
            try:
                self._open()
            except (ImportError, OSError, AttributeError, ValueError) as problem:
                _log.warning("no voice to read with: %s", problem)
                self._broken = True
        return self._library is not None

    def _open(self) -> None:
        package = importlib.import_module(PACKAGE)
        library = ctypes.CDLL(package.get_library_path())
        hertz = library.espeak_Initialize(_SYNCHRONOUS, 0, package.get_data_path().encode(), _NO_EXIT)
        if hertz <= 0 or library.espeak_SetVoiceByName(LANGUAGE) != 0:
            raise OSError("eSpeak NG has no Mandarin")
        library.espeak_SetParameter(_RATE, WORDS_A_MINUTE, 0)
        try:
            self._readings = read_readings(self._folder)
        except (OSError, ValueError) as problem:
            _log.warning("read without the hall's list of readings: %s", problem)
        self._library, self._hertz = library, hertz


def _wav(samples: bytes, hertz: int) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(hertz)
        file.writeframes(samples)
    return out.getvalue()
