"""Content compiled to JSON, so that the usual start reads no YAML and imports neither yaml nor pydantic.

The cache holds the plain data that may be shown. It is valid while the listed files (content, what it names, and the
code that reads it) have the sizes and times they had; after a change it is still valid when their bytes are the same.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

from kiosk.content.catalogue import Catalogue, Found, find_files
from kiosk.content.collecting import without_collecting
from kiosk.content.compiled import Compiled
from kiosk.content.conditions import Conditions
from kiosk.content.load import ANY_DAY, assemble
from kiosk.content.loaded import Loaded
from kiosk.content.problems import Problem
from kiosk.core.outside import parse_json, read_file

FORMAT = 4
CACHE_FILE = "content.json"
_MOST_BYTES = 64 * 1024 * 1024
_SUM = b'{"sum":"%08x",'
"""How the file begins; the sum is that of all bytes behind it, so that no bit of what is shown has fallen over."""

_LARGE_BYTES = 16 * 1024 * 1024

Stamps = list[list[Any]]
"""For each file its path, size in bytes and time of change in nanoseconds."""


def load_cached(
    catalogue: Catalogue, content_dir: Path, hall_file: Path, cache_dir: Path, conditions: Conditions = ANY_DAY
) -> Loaded:
    """What `load` gives, from the cache when that is valid; else read anew, and the cache written for next time.

    A damaged cache is ignored, and one that cannot be written is done without.
    """
    with without_collecting():
        return _load_cached(catalogue, content_dir, hall_file, cache_dir / CACHE_FILE, conditions)


def last_shown(cache_dir: Path) -> Mapping[str, Any] | None:
    """The plain data of every pattern as the hall last opened with it; None when it never did."""
    held = _read(cache_dir / CACHE_FILE)
    files = held.get("files") if held is not None else None
    return files if isinstance(files, dict) else None


def _load_cached(
    catalogue: Catalogue, content_dir: Path, hall_file: Path, path: Path, conditions: Conditions
) -> Loaded:
    held = _read(path)
    if held is not None and not _holds_on(held, conditions.today):
        held = None
    found = find_files(catalogue, content_dir, hall_file)
    stamps = _stamps(catalogue, found, held["media"] if held else ())
    if held is not None and held.get("stamps") == stamps:
        loaded = _assembled(catalogue, held)
        if loaded is not None:
            return loaded
    if held is not None and (digest := _digest(stamps)) and held.get("digest") == digest:
        loaded = _assembled(catalogue, held)
        if loaded is not None:
            _write(path, {**held, "stamps": stamps})
            return loaded
    from kiosk.content.inspection import compile_content  # yaml and pydantic stay out of the usual start-up

    compiled = compile_content(catalogue, content_dir, hall_file, conditions)
    stamps = _stamps(catalogue, found, compiled.media)
    if digest := _digest(stamps):
        problems = [[p.path, p.line, p.column, p.message, p.warning] for p in compiled.problems]
        held = {"format": FORMAT, "stamps": stamps, "digest": digest, "files": compiled.files, "problems": problems}
        _write(path, {**held, "day": conditions.today, "dated": compiled.dated, "media": compiled.media})
    return assemble(catalogue, compiled)


def _holds_on(held: Mapping[str, Any], today: str | None) -> bool:
    """Whether what was found out on the day of the cache is so today: what was in the future then may not be now, and
    what was not may be when a clock went back."""
    day = held.get("day")
    if day is None or today is None:
        return day == today and isinstance(held.get("media"), list)
    return isinstance(held.get("media"), list) and (day == today if held.get("dated") else day <= today)


def _stamps(catalogue: Catalogue, found: Iterable[Found], media: Iterable[str]) -> Stamps:
    stamps = [[os.fspath(file.path), file.size, file.mtime_ns] for file in found]
    for source in (*catalogue.sources(), *media):
        try:
            stat = os.stat(source)
        except (OSError, ValueError):
            stamps.append([source, -1, 0])  # not there: when it comes, the verdict changes
        else:
            stamps.append([source, stat.st_size, stat.st_mtime_ns])
    return stamps


def _digest(stamps: Stamps) -> str:
    """One hash of all names and bytes; "" when a file cannot be read: it may be readable next time. Of films it is the
    size and the time of change, as reading a gigabyte would take longer than opening it."""
    from hashlib import sha256  # only after a change: opening OpenSSL takes 2 ms

    total = sha256()
    for path, size, changed in stamps:
        if size < 0 or size > _LARGE_BYTES:
            total.update(f"{path}\0{size}\0{changed}\0".encode("utf-8", "surrogateescape"))
            continue
        try:
            data = read_file(path, _LARGE_BYTES)
        except OSError:
            return ""
        total.update(f"{path}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        total.update(data)
    return total.hexdigest()


def _read(path: Path) -> dict[str, Any] | None:
    try:
        written = read_file(path, _MOST_BYTES)
        body = written[len(_SUM % 0) :]
        if not written.startswith(_SUM % crc32(body)):
            return None
        held = parse_json(written)
    except (OSError, ValueError):
        return None
    return held if isinstance(held, dict) and held.get("format") == FORMAT else None


def _assembled(catalogue: Catalogue, held: dict[str, Any]) -> Loaded | None:
    """None when the cache does not hold what it should."""
    try:
        return assemble(catalogue, Compiled(held["files"], tuple(Problem(*problem) for problem in held["problems"])))
    except (TypeError, KeyError, ValueError, AttributeError):
        return None


def _sealed(held: dict[str, Any]) -> bytes:
    body = json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")[1:]
    return _SUM % crc32(body) + body


def _write(path: Path, held: dict[str, Any]) -> None:
    """Replaces the cache in one step, so that a power cut leaves the old or the new one."""
    part = path.with_suffix(f".{os.getpid()}.part")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            stream.write(_sealed(held))
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, path)
        return
    with suppress(OSError):
        part.unlink()  # half of it on a full disk
