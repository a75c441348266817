"""What a cut left half written, or nobody came back to take away: cleared after the next start."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kiosk.core.refusals import because
from kiosk.core.scratch import owner_of
from kiosk.ops.backup import FOLDER

_HALF = (".part", ".new", ".tmp", ".wav")
_HALF_LOG = "kiosk.mending.db"
_ROOMS = ("", "cache", FOLDER)
"""Folders of the data folder in which something is written beside its place first."""

_log = logging.getLogger(__name__)


def clear_leftovers(data_dir: Path, scratch: Path, opened: float) -> int:
    """Removes what is older than this start of the hall (`opened`, seconds of the machine's clock) and belongs to no
    process that runs, from the data folder and from the system's `scratch` folder. How much that was."""
    gone = 0
    for path in (*_half_written(data_dir), *_scratch(scratch)):
        try:
            if path.lstat().st_mtime >= opened or _owned(path.name):
                continue
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
            gone += 1
        except OSError as error:
            _log.warning("上次断电留下的 %s 删不掉：%s", path, because(error) or error)
    return gone


def _half_written(data_dir: Path) -> Iterator[Path]:
    for room in _ROOMS:
        with suppress(OSError):
            for path in (data_dir / room).iterdir():
                if path.name.endswith(_HALF) or path.name.startswith(_HALF_LOG):
                    yield path


def _scratch(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name.startswith("kiosk-") and owner_of(path.name) is not None and _ours(path):
                yield path


def _ours(path: Path) -> bool:
    return not hasattr(os, "getuid") or path.lstat().st_uid == os.getuid()


def _owned(name: str) -> bool:
    """Whether a process that runs is still at work on it. This process has only begun, whatever number it has."""
    owner = owner_of(name)
    if owner in (None, os.getpid()) or os.name != "posix":
        return False
    try:
        os.kill(owner or 0, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True
