"""What was found out about pictures, films and captions by opening them, kept so that each is opened once.

A verdict holds while the file has the size and time it had, or else the same bytes. A damaged or missing file of
verdicts is no loss: everything is opened again.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from kiosk.content.conditions import FilmOf
from kiosk.content.models.base import FileKind
from kiosk.core.outside import open_file, read_json
from kiosk.screen.apart import Apart

FORMAT = 3
VERDICTS_FILE = "media.json"

_MOST_BYTES = 16 * 1024 * 1024
"""Of the verdicts themselves."""
_WHOLE_BYTES = 16 * 1024 * 1024
_ENDS_BYTES = 1024 * 1024
"""Of a longer file its beginning, its end and its length stand for the whole: reading a gigabyte takes longer than
opening it."""


class Verdicts:
    """Opens what content names; `folder` keeps what was found out (None: only in memory)."""

    def __init__(self, folder: Path | None) -> None:
        self._file = folder / VERDICTS_FILE if folder is not None else None
        self._known: dict[str, list[Any]] | None = None
        self._apart = Apart()
        self._fresh: dict[str, str] = {}
        """What was looked at in this run: the file is asked for its size once, not for every rule."""

    def __call__(self, path: Path, kind: FileKind, film: FilmOf = None) -> str:
        """What is wrong with the file as the screen opens it, in Chinese; "" when nothing is."""
        name = f"{kind}:{os.fspath(path)}" + (f"|{os.fspath(film)}" if film is not None else "")
        if name not in self._fresh:
            self._fresh[name] = self._verdict(name, path, kind, film)
        return self._fresh[name]

    def _verdict(self, name: str, path: Path, kind: FileKind, film: FilmOf) -> str:
        files = [path] if film is None else [path, film]
        stamps = [_stamp(file) for file in files]
        known = self._read()
        held = known.get(name)
        if held is not None and held[0] == stamps:
            return str(held[2])
        digests = [_digest(file) for file in files]
        if held is not None and held[1] == digests and all(digests):
            verdict = str(held[2])
        else:
            verdict, sure = self._apart.ask(path, kind, film)
            if not sure:
                return verdict
        known[name] = [stamps, digests, verdict]
        self._write(known)
        return verdict

    def _read(self) -> dict[str, list[Any]]:
        if self._known is None:
            self._known = {}
            with suppress(OSError, ValueError, TypeError, AttributeError, KeyError):
                held = read_json(self._file, _MOST_BYTES) if self._file is not None else {}
                if held["format"] == [FORMAT, *_decoders()]:
                    known = held["known"].items()
                    self._known = {name: one for name, one in known if len(one) == 3 and isinstance(one[2], str)}
        return self._known

    def _write(self, known: dict[str, list[Any]]) -> None:
        if self._file is None:
            return
        there = {name: one for name, one in known.items() if os.path.exists(name.partition(":")[2].partition("|")[0])}
        part = self._file.with_suffix(f".{os.getpid()}.part")
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(
                json.dumps({"format": [FORMAT, *_decoders()], "known": there}, ensure_ascii=False), "utf-8", "replace"
            )
            os.replace(part, self._file)


def _decoders() -> list[str]:
    """The versions of what opens the files: another one may open what this one cannot."""
    from importlib.metadata import PackageNotFoundError, version

    found = []
    for name in ("av", "pillow"):
        try:
            found.append(version(name))
        except PackageNotFoundError:
            found.append("")
    return found


def _stamp(path: Path) -> list[int]:
    try:
        stat = path.stat()
    except (OSError, ValueError):
        return [-1, 0]
    return [stat.st_size, stat.st_mtime_ns]


def _digest(path: Path) -> str:
    """A hash of the bytes; "" when the file cannot be read."""
    try:
        with open_file(path) as stream:
            size = os.fstat(stream.fileno()).st_size
            total = sha256(str(size).encode())
            if size <= _WHOLE_BYTES:
                total.update(stream.read(_WHOLE_BYTES))
            else:
                total.update(stream.read(_ENDS_BYTES))
                stream.seek(-_ENDS_BYTES, os.SEEK_END)
                total.update(stream.read(_ENDS_BYTES))
    except OSError:
        return ""
    return total.hexdigest()
