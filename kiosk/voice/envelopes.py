"""How loud a recording is from one twelfth of a second to the next, as plain digits: a mouth that follows them needs no
decoder while the hall is open.

Worked out from the recordings themselves, whoever made them; `kiosk voice` does it again after every change, `kiosk
record` for what it takes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

import av
import numpy as np

from kiosk.core.speech import LOUDNESS_FILE, STEPS_A_SECOND
from kiosk.tones.materials import RATE, Wave

_RANGE_DECIBELS = 30.0
"""Below the loudest parts of a line: what is softer than this is silence to the eye."""
_LOUD_QUANTILE = 0.95


def envelope(wave: Wave, rate: int = RATE) -> str:
    """A digit for each twelfth of a second of a mono wave: 0 is silence, 9 as loud as its loudest parts."""
    edges = np.arange(0, len(wave) + rate / STEPS_A_SECOND, rate / STEPS_A_SECOND).astype(int)
    steps = [wave[a:b] for a, b in pairwise(edges) if len(wave[a:b])]
    levels = np.array([float(np.sqrt(np.mean(np.square(step)))) for step in steps])
    if not len(levels) or not np.max(levels):
        return "0" * len(levels)
    loud = float(np.quantile(levels[levels > 0], _LOUD_QUANTILE))
    decibels = 20 * np.log10(np.maximum(levels, 1e-9) / loud)
    return "".join(str(round(9 * share)) for share in np.clip(decibels / _RANGE_DECIBELS + 1, 0.0, 1.0))


def decoded(file: Path) -> Wave:
    """The samples of a recording, -1 to 1, at `RATE`. Raises OSError when it cannot be read."""
    with av.open(file) as source:
        return np.concatenate([frame.to_ndarray()[0] for frame in source.decode(audio=0)]).astype(np.float64)


def write_envelopes(folder: Path, keys: Iterable[str]) -> int:
    """Write those of these recordings of that folder, and of no others; how many. Raises OSError when one cannot be
    read or written."""
    found = {key: envelope(decoded(folder / f"{key}.opus")) for key in sorted(keys)}
    _write(folder, found)
    return len(found)


def renew_envelopes(folder: Path, keys: Iterable[str]) -> None:
    """Measure these recordings once more and leave the others. Raises OSError."""
    try:
        known: dict[str, str] = json.loads((folder / LOUDNESS_FILE).read_text("utf-8"))
    except FileNotFoundError:
        known = {}
    _write(folder, known | {key: envelope(decoded(folder / f"{key}.opus")) for key in keys})


def _write(folder: Path, found: Mapping[str, str]) -> None:
    (folder / LOUDNESS_FILE).write_text(json.dumps(dict(sorted(found.items())), indent=0) + "\n", "utf-8")
