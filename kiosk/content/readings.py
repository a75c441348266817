"""The hall's own lists of what is read how: names and words of two readings, for which no rule tells; and the fixed
words of the screens that a recorded voice reads to who cannot see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.core.outside import read_file

VOICES, READINGS = "voice", "readings.yaml"
"""The folder of recordings below the content, and the list in it."""
FIXED = "read_aloud.yaml"
"""Beside it: the fixed words."""
_HEADING = "# 朗读屏幕时，由旁白念的固定文字（read）；念了听不清、留给机器的（left）。kiosk voice 写的，不用手改。\n"


def read_readings(folder: Path) -> dict[str, str]:
    """The hall's own list: words as written -> characters that are read as they are to be heard. Raises OSError, and
    ValueError for a list that is none."""
    found = _list_in(folder / READINGS)
    if not isinstance(found, dict):
        raise ValueError(f"{folder / READINGS}: 每行写一个“原文: 读法”")
    return {str(written): str(read) for written, read in found.items()}


@dataclass(frozen=True, slots=True)
class FixedWords:
    """Words that stand on the screens as they are: `read` by the narrator, or `left` to the machine's voice, since they
    were not understood when the narrator read them."""

    read: Sequence[str] = ()
    left: Sequence[str] = ()


def read_fixed(folder: Path) -> FixedWords:
    """The list in the folder; an empty one where there is none. Raises OSError, and ValueError for one that is none."""
    try:
        found = _list_in(folder / FIXED)
    except FileNotFoundError:
        return FixedWords()
    lists = [found.get(key) or () if isinstance(found, dict) else None for key in ("read", "left")]
    if not all(isinstance(one, list | tuple) for one in lists):
        raise ValueError(f"{folder / FIXED}: 要有 read 和 left 两项")
    read, left = ([str(words) for words in one or ()] for one in lists)
    return FixedWords(read, left)


def _list_in(file: Path) -> Any:
    """What the file holds, to the letter. Raises OSError, and ValueError for what no content file may hold either."""
    import yaml

    from kiosk.content.yaml_bytes import LIMIT_BYTES
    from kiosk.content.yaml_tree import parse

    written = read_file(file, LIMIT_BYTES)
    for problem in parse(file.name, written).problems:
        raise ValueError(str(problem))
    return yaml.safe_load(written)


def write_fixed(folder: Path, words: FixedWords) -> None:
    """Keep the list."""
    import yaml

    lists = {"read": list(words.read), "left": list(words.left)}
    text = yaml.safe_dump(lists, allow_unicode=True, sort_keys=False, width=10_000)
    (folder / FIXED).write_text(_HEADING + text, "utf-8")
