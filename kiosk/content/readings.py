"""The hall's own list of how words are to be read where no rule tells: names, words of two readings."""

from __future__ import annotations

from pathlib import Path

VOICES, READINGS = "voice", "readings.yaml"
"""The folder of recordings below the content, and the list in it."""


def read_readings(folder: Path) -> dict[str, str]:
    """The hall's own list: words as written -> characters that are read as they are to be heard. Raises OSError, and
    ValueError for a list that is none."""
    import yaml

    found = yaml.safe_load((folder / READINGS).read_text("utf-8"))
    if not isinstance(found, dict):
        raise ValueError(f"{folder / READINGS}: 每行写一个“原文: 读法”")
    return {str(written): str(read) for written, read in found.items()}
