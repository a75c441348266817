"""When records were last taken out of the hall: noted beside the log, whose only writer is the kiosk."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from kiosk.core.outside import read_file

FILE = "exported.txt"
"""In the data folder."""
_LENGTH = 16
"""Of a local ISO time, to the minute."""
_MOST_BYTES = 200


def note_exported(data_dir: Path, at: str) -> None:
    """Notes that everything was taken out `at` (local ISO time); on a stick that cannot be written nothing is noted."""
    part = data_dir / f"{FILE}.part"
    with suppress(OSError):
        part.write_text(at[:_LENGTH] + "\n", "utf-8")
        part.replace(data_dir / FILE)


def last_exported(data_dir: Path) -> str:
    """When it was last noted; "" for never, or where it cannot be read."""
    try:
        at = read_file(data_dir / FILE, _MOST_BYTES).decode("utf-8").strip()
    except (OSError, ValueError):
        return ""
    try:
        datetime.fromisoformat(at)
    except ValueError:
        return ""
    return at
