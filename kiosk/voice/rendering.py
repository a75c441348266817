"""Speaks every line that has no recording yet, or one made otherwise; throws away those nobody says any more, but none
of the hall's own."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path

from kiosk.core.saying import to_be_read
from kiosk.core.speech import Utterance
from kiosk.tones.loudness import write_opus
from kiosk.tones.materials import RATE
from kiosk.voice import kokoro
from kiosk.voice.cast import CAST, settings_of
from kiosk.voice.colour import coloured, slowed

INDEX = "index.json"
KILOBITS, FIXED_KILOBITS = 24, 16
OWN = "own"
"""What is said of a recording of the hall's own, which is never made anew."""


def missing(lines: Iterable[Utterance], folder: Path, readings: Mapping[str, str]) -> list[Utterance]:
    """The lines without a recording made with today's cast and readings, each once."""
    index = read_index(folder)
    wanted = {line.key: line for line in lines}
    return [
        line
        for key, line in wanted.items()
        if index.get(key, {}).get("made") not in (OWN, settings_of(line, _read(line, readings)))
    ]


def render(
    lines: Iterable[Utterance],
    folder: Path,
    engine: kokoro.Kokoro,
    readings: Mapping[str, str],
    fixed: Container[str] = (),
) -> Iterator[Utterance]:
    """Speak what is missing, one line at a time; each stands in the index as soon as it is written. `fixed` are words
    of the screens, which take less room than a voice one is to feel something for."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {line.key: line for line in lines}
    known = read_index(folder)
    index = {key: entry for key, entry in known.items() if key in wanted or entry.get("made") == OWN}
    for file in folder.glob("*.opus"):
        if file.stem not in index and file.stem not in wanted:
            file.unlink()
    for line in missing(wanted.values(), folder, readings):
        part = CAST[line.role]
        wave = slowed(engine.say(_read(line, readings), part.voice, part.rate), kokoro.RATE, part.tempo)
        heard = coloured(wave, kokoro.RATE, part.pitch, line.way)
        write_opus(heard, folder / f"{line.key}.opus", FIXED_KILOBITS if line.words in fixed else KILOBITS)
        index[line.key] = {"seconds": round(len(heard) / RATE, 2), "made": settings_of(line, _read(line, readings))}
        write_index(folder, index)
        yield line
    write_index(folder, index)


def forget(lines: Iterable[Utterance], folder: Path) -> None:
    """Throw the recordings of these lines away."""
    index = read_index(folder)
    for line in lines:
        index.pop(line.key, None)
        (folder / f"{line.key}.opus").unlink(missing_ok=True)
    write_index(folder, index)


def _read(line: Utterance, readings: Mapping[str, str]) -> str:
    return to_be_read(line.words, readings)


def read_index(folder: Path) -> dict[str, dict[str, object]]:
    """What is known of every recording, by the key of its line; nothing where there is no index."""
    try:
        found: dict[str, dict[str, object]] = json.loads((folder / INDEX).read_text("utf-8"))
    except FileNotFoundError:
        return {}
    return found


def write_index(folder: Path, index: Mapping[str, Mapping[str, object]]) -> None:
    """Keep what is known of every recording."""
    text = json.dumps(dict(sorted(index.items())), ensure_ascii=False, indent=0)
    (folder / INDEX).write_text(text + "\n", "utf-8")
