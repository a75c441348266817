"""Content files changed as nobody who means well would: flipped, spliced, nested, doubled, filled with extremes."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

PIECES = (
    b"[", b"]", b"{", b"}", b"- ", b": ", b"#", b" #", b"'", b'"', b"|\n", b">\n", b"&a ", b"*a", b"<<: *a", b"!!python/object:os.system ",
    b"!!binary ", b"%YAML 9.9\n", b"\t", b"\0", b"\xff", b"\r", b"\n", b"---\n", b"...\n", b"? ", b"\\", "：".encode(), "\u3000".encode(),
    "\u200b".encode(), "\u202e".encode(), "\u2066".encode(), "\ufeff".encode(), b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xfe\xff",
    "😂".encode(), b"13812345678", b"<script>alert(1)</script>", b"http://127.0.0.1:9/", b"../../../etc/passwd", b"C:\\con\\aux.jpg",
    b"[" * 300, b"{a: " * 300, b"- " * 300, b"9" * 5000, b"'" * 999, b'\\"' * 999, b": " * 999, b" " * 3000, b"draft: true\n",
    b"\n" * 3000, b"&a [*a, *a]", b"id: x\n", b"- id: x\n", b"{id: x, id: x}", b"`", b"@", b"%s%n", b"{0.__class__}", b"${HOME}",
)  # fmt: skip
"""What is put in."""
EXTREMES = (
    b"0", b"-1", b"1e999", b"-1e999", b".nan", b".inf", b"-.inf", b"nan", b"'NaN'", b"1.0e+308", b"99999999999999", b"999999999999999", b"-999999999999999",
    b"9" * 400, b"0.0000000001", b"1e9", b"0x7fffffff", b"0o777", b"1_000_000", b"12:30:45", b"2025-02-30", b"9999-12-31", b"0001-01-01",
    b"true", b"null", b"~", b"[]", b"{}", b"''", b"'   '", b"'\\u0000'", b'"\\ud800"', b'"\\u202e"', b"5000000.5", b"1.", b".5", b"-0.0",
)  # fmt: skip
"""What is put in the place of a number or a word."""
_NUMBER = re.compile(rb"(?<=[ \[,])-?\d+(?:\.\d+)?(?=[\s,\]}]|$)")


def changed(random: Random, data: bytes, other: bytes) -> tuple[bytes, str]:
    """The file changed in one to three ways, and in which; `other` is another file."""
    ways = random.choices(_WAYS, k=random.choice((1, 1, 1, 2, 3)))
    for way in ways:
        data = way(random, data, other)[: 400 * 1024]
    return data, "-".join(way.__name__[1:] for way in ways)


def _flipped(random: Random, data: bytes, other: bytes) -> bytes:
    made = bytearray(data or b"\0")
    for _ in range(random.choice((1, 3, 30))):
        made[random.randrange(len(made))] = random.randrange(256)
    return bytes(made)


def _bits(random: Random, data: bytes, other: bytes) -> bytes:
    made = bytearray(data or b"\0")
    for _ in range(random.choice((1, 3))):
        made[random.randrange(len(made))] ^= 1 << random.randrange(8)
    return bytes(made)


def _swapped(random: Random, data: bytes, other: bytes) -> bytes:
    lines = data.split(b"\n")
    for _ in range(random.choice((1, 1, 5))):
        one, two = random.randrange(len(lines)), random.randrange(len(lines))
        lines[one], lines[two] = lines[two], lines[one]
    return b"\n".join(lines)


def _block_again(random: Random, data: bytes, other: bytes) -> bytes:
    lines = data.split(b"\n")
    at = random.randrange(len(lines))
    block = lines[at : at + random.randrange(1, 30)]
    return b"\n".join(lines[:at] + block * random.choice((2, 2, 3, 40, 400)) + lines[at:])


def _spliced(random: Random, data: bytes, other: bytes) -> bytes:
    ours, theirs = data.split(b"\n"), other.split(b"\n")
    at, there = random.randrange(len(ours)), random.randrange(len(theirs))
    return b"\n".join(ours[:at] + theirs[there : there + random.randrange(1, 60)] + ours[at:])


def _cut(random: Random, data: bytes, other: bytes) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _nested(random: Random, data: bytes, other: bytes) -> bytes:
    """A line goes on deeper and deeper, or a block stands further and further right."""
    lines = data.split(b"\n")
    at = random.randrange(len(lines))
    deep = random.choice((3, 19, 60, 900))
    opened, closed = random.choice(((b"[", b"]"), (b"{a: ", b"}"), (b"- ", b"")))
    key, colon, value = lines[at].partition(b": ")
    match random.randrange(3):
        case 0:
            lines[at] = key + colon + opened * deep + value + closed * deep
        case 1:
            lines[at : at + 1] = [b" " * (2 * n) + b"k:" for n in range(min(deep, 200))] + [b" " * 400 + lines[at]]
        case _:
            lines = lines[:at] + [b"  " * deep + line for line in lines[at:]]
    return b"\n".join(lines)


def _extreme(random: Random, data: bytes, other: bytes) -> bytes:
    """A number is another."""
    places = [*_NUMBER.finditer(data)]
    if not places:
        return _valued(random, data, other)
    for match in sorted(random.sample(places, min(len(places), random.choice((1, 1, 4)))), key=lambda m: -m.start()):
        data = data[: match.start()] + random.choice(EXTREMES) + data[match.end() :]
    return data


def _valued(random: Random, data: bytes, other: bytes) -> bytes:
    """What stands behind a key is something else."""
    lines = data.split(b"\n")
    keyed = [number for number, line in enumerate(lines) if b": " in line]
    if keyed:
        at = random.choice(keyed)
        lines[at] = lines[at].partition(b": ")[0] + b": " + random.choice((*EXTREMES, *PIECES))
    return b"\n".join(lines)


def _long(random: Random, data: bytes, other: bytes) -> bytes:
    """A text is longer than a screen, a line, a file."""
    lines = data.split(b"\n")
    at = random.randrange(len(lines))
    lines[at] += random.choice((b"a", "好".encode(), b" ", b"'", b"\\", b"9", "。".encode())) * random.choice(
        (30, 70, 500, 1500, 300_000)
    )
    return b"\n".join(lines)


def _put(random: Random, data: bytes, other: bytes) -> bytes:
    for _ in range(random.choice((1, 1, 3))):
        at = random.randrange(len(data) + 1)
        data = data[:at] + random.choice(PIECES) * random.choice((1, 1, 1, 50)) + data[at:]
    return data


def _coded(random: Random, data: bytes, other: bytes) -> bytes:
    """As another program saves it."""
    text = data.decode("utf-8", "replace")
    code = random.choice(("utf-16", "utf-16-le", "utf-32", "utf-8-sig", "gb18030", "utf-7"))
    return text.encode(code, "replace")


def _emptied(random: Random, data: bytes, other: bytes) -> bytes:
    """Blocks or lines are missing."""
    lines = data.split(b"\n")
    at = random.randrange(len(lines))
    del lines[at : at + random.choice((1, 1, 3, 30))]
    return b"\n".join(lines)


_WAYS: tuple[Callable[[Random, bytes, bytes], bytes], ...] = (
    _flipped, _bits, _swapped, _block_again, _spliced, _cut, _nested, _extreme, _extreme, _valued, _valued, _long, _put,
    _put, _coded, _emptied,
)  # fmt: skip
