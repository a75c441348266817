"""Makes the whole set, each as loud as it is to be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kiosk.tones.hall_set import SET
from kiosk.tones.loudness import at_loudness, write_opus

KILOBITS = 48


def make(folder: Path) -> Iterator[Path]:
    """Write every sound of the set into the folder, and name each file. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, recipe in SET.items():
        file = folder / f"{name}.opus"
        write_opus(at_loudness(recipe.make(), recipe.lufs), file, KILOBITS)
        yield file
