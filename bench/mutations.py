"""The shipped content changed at will, thousands of times: check and hall must agree, and nobody may wait a second.

`python -m bench mutations [how many]` prints how many were tried, how many kept something off, the slowest, and every
one at which something was not so. Seeded: the same numbers give the same changes.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from kiosk.content.check import check
from kiosk.content.conditions import Conditions
from kiosk.content.load import load
from kiosk.zones.register import CATALOGUE

MOST_SECONDS = 1.0
"""Of the processor, over what the untouched content takes."""
_PIECES = (
    b"[", b"]", b"{", b"}", b"- ", b": ", b"#", b" #", b"'", b'"', b"|", b">", b"&a", b"*a", b"!b", b"\t", b"\0",
    b"\xff", "：".encode(), "\u3000".encode(), "“".encode(), "😂".encode(), b"13812345678", b"null", b"yes", b"0o7",
    b"---\n", b"\r", "\u200b".encode(), b"<b>", b"http://a.top", b"9" * 400, b"[" * 4000, b"draft: true\n",
    b"- id: x\n",
)  # fmt: skip


def rows(count: int) -> Iterator[str]:
    """Lines of text."""
    random = Random(20261126)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree("content", root / "content", ignore=shutil.ignore_patterns("*.jpg", "schemas"))
        shutil.copy("zones.yaml", root)
        files = sorted([*(root / "content").rglob("*.yaml"), root / "zones.yaml"])
        files = [file for file in files if "rooms" not in file.parts]
        usual = _tried(root)[0]
        slowest, told, bad = (0.0, ""), 0, 0
        for number in range(count):
            file = random.choice(files)
            before = file.read_bytes()
            way = random.choice(_WAYS)
            file.write_bytes(way(random, before))
            try:
                seconds, problems, fault = _tried(root)
            except Exception as error:
                seconds, problems, fault = 0.0, 0, f"{type(error).__name__}: {error}"
            file.write_bytes(before)
            told += problems > 0
            slowest = max(slowest, (seconds - usual, f"{way.__name__} {file.relative_to(root)}"))
            if fault or seconds - usual > MOST_SECONDS:
                bad += 1
                yield f"{number}: {way.__name__} {file.relative_to(root)}: {fault or f'{seconds:.1f} s'}"
        yield f"{count} changes, {told} told, {bad} not so; the slowest took {slowest[0]:.2f} s more ({slowest[1]})"


def _tried(root: Path) -> tuple[float, int, str]:
    """(seconds of the check, problems, what does not agree)."""
    conditions = Conditions("2026-11-26")
    begun = time.process_time()  # of this process alone: an hour of it meets other work on the machine
    report = check(CATALOGUE, root / "content", root / "zones.yaml", conditions)
    seconds = time.process_time() - begun
    loaded = load(CATALOGUE, root / "content", root / "zones.yaml", conditions)
    if loaded != report.loaded:
        return seconds, len(report.problems), "the hall shows something else"
    if not set(loaded.problems) <= set(report.problems):
        return seconds, len(report.problems), "the hall knows of other problems"
    return seconds, len(report.problems), "" if loaded.hall is not None else "no doors"


def _cut(random: Random, data: bytes) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _put(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(_PIECES) + data[at:]


def _flipped(random: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 3, 20))):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _lines(random: Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(5):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[other])
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at] = b" " * random.randrange(1, 4) + lines[at]
        case _:
            lines[at] = lines[at].removeprefix(b"  ")
    return b"\n".join(lines)


def _value(random: Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at = random.randrange(len(lines))
    key, colon, _ = lines[at].partition(b": ")
    if colon:
        lines[at] = (
            key + colon + random.choice((b"", b"''", b"'   '", b"0", b"-1", b"1e9", b"[]", b"{}", b"true", *_PIECES))
        )
    return b"\n".join(lines)


_WAYS: tuple[Callable[[Random, bytes], bytes], ...] = (_cut, _put, _flipped, _lines, _lines, _value, _value)
