"""A recording of the hall's own in place of a made one: a person who says the line, on a phone or a microphone."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import chain
from pathlib import Path

import av
import numpy as np

from kiosk.core.speech import Utterance
from kiosk.screen.film import open_film
from kiosk.screen.opening import LEAST_HERTZ, MOST_HERTZ
from kiosk.tones.loudness import write_opus
from kiosk.tones.materials import RATE, Wave
from kiosk.voice.colour import coloured
from kiosk.voice.envelopes import renew_envelopes
from kiosk.voice.rendering import KILOBITS, OWN, read_index, write_index

MOST_SECONDS = 60.0
_LEAST_ALIKE, _NAMED = 0.5, 3
_SILENCE, _BREATH = 10 ** (-45 / 20), 0.15
"""Softer than this beside the loudest sample is nobody's voice; seconds that are left before and after one."""


def lines_saying(words: str, lines: Iterable[Utterance]) -> list[Utterance]:
    """Every line of these words, whoever says it and wherever it is heard."""
    return list({line.key: line for line in lines if line.words == words.strip()}.values())


def alike(words: str, lines: Iterable[Utterance]) -> list[str]:
    """Sentences that may be meant, the likeliest first."""
    known = dict.fromkeys(line.words for line in lines)
    likeness = {one: SequenceMatcher(None, words, one).ratio() for one in known}
    return sorted((one for one in known if likeness[one] > _LEAST_ALIKE), key=lambda one: -likeness[one])[:_NAMED]


def take(file: Path, lines: Iterable[Utterance], folder: Path) -> float:
    """Put what the file says in the place of these lines: silence cut off at both ends, on the telephone where they are
    heard there, as loud as all others. Returns its seconds. Raises ValueError, in Chinese, for a file without sound,
    and OSError."""
    wave = _trimmed(_heard(file))
    index = read_index(folder)
    seconds = 0.0
    lines = list(lines)
    for line in lines:
        heard = coloured(wave, RATE, 1.0, line.way)
        write_opus(heard, folder / f"{line.key}.opus", KILOBITS)
        seconds = round(len(heard) / RATE, 2)
        index[line.key] = {"seconds": seconds, "made": OWN}
    write_index(folder, index)
    renew_envelopes(folder, [line.key for line in lines])
    return seconds


def _heard(file: Path) -> Wave:
    """The file's first sound track, mono, at `RATE`."""
    parts: list[Wave] = []
    samples = 0
    try:
        with open_film(file) as source:
            if not source.streams.audio:
                raise ValueError(f"{file.name} 里没有声音：换成录音文件（m4a、mp3、wav、opus 都行）")
            if not LEAST_HERTZ <= source.streams.audio[0].rate <= MOST_HERTZ:
                raise ValueError(f"{file.name} 里的声音放不出来：换成录音文件（m4a、mp3、wav、opus 都行）")
            resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
            for decoded in chain(source.decode(audio=0), (None,)):
                parts += (fresh := [frame.to_ndarray()[0] for frame in resampler.resample(decoded)])
                samples += sum(map(len, fresh))
                if samples > 2 * MOST_SECONDS * RATE:  # no matter how much longer
                    break
    except av.FFmpegError as error:
        if isinstance(error, OSError) and not isinstance(error, ValueError):
            raise
        raise ValueError(f"{file.name} 打不开：换成录音文件（m4a、mp3、wav、opus 都行）") from error
    wave = np.concatenate(parts).astype(np.float64) if parts else np.zeros(0)
    if len(wave) > MOST_SECONDS * RATE:
        raise ValueError(
            f"{file.name} 有 {len(wave) / RATE:.0f} 秒或更长，一句话最多 {MOST_SECONDS:.0f} 秒：一句一句地录"
        )
    return wave


def _trimmed(wave: Wave) -> Wave:
    loud = np.flatnonzero(np.abs(wave) > _SILENCE * max(1e-4, float(np.max(np.abs(wave), initial=0.0))))
    if not len(loud) or float(np.max(np.abs(wave))) < 1e-3:
        raise ValueError("录音里听不见人说话：靠近话筒再录一遍")
    breath = round(_BREATH * RATE)
    return wave[max(0, int(loud[0]) - breath) : int(loud[-1]) + breath]
