"""The recordings of lines that lie in the content folder: how long each lasts, and how loud it is as it goes on."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kiosk.core.outside import finite, read_json
from kiosk.core.speech import LOUDNESS_FILE

_log = logging.getLogger("kiosk")
_MOST_INDEX_BYTES = 8 * 1024 * 1024
"""Of the lists of recordings; the hall's own have 200 KB."""


@cache
def recordings(folder: Path) -> Mapping[str, float]:
    """How many seconds each recording of a line lasts, by the line's key; none where there is no index or it cannot be
    read: captions say the same."""
    try:
        index = read_json(folder / "index.json", _MOST_INDEX_BYTES)
        return {key: finite(entry["seconds"]) for key, entry in index.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        _log.warning("the recordings in %s cannot be looked up: %s", folder, error)
        return {}


@cache
def loudness(folder: Path) -> Mapping[str, str]:
    """How loud each recording is as it goes on, by its line's key; none where it cannot be read: mouths stay closed."""
    try:
        found = read_json(folder / LOUDNESS_FILE, _MOST_INDEX_BYTES)
        return {key: digits for key, digits in found.items() if isinstance(digits, str) and digits.isdecimal()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError) as error:
        _log.warning("the loudness of the recordings in %s cannot be looked up: %s", folder, error)
        return {}
