"""Hostile pictures, films and captions, made by code: what claims too much, never ends, or is something else."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import chain, islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import av
from PIL import Image

Made = tuple[str, bytes]
"""What it is, with its ending, and its bytes."""


def media(random: Random, count: int) -> Iterator[Made]:
    """`count` of them: each of those that were thought of, then damaged ones."""
    thought_of = list[Made]()
    for one in islice(chain(_scripts(), _renamed(), _captions(), _jpegs(), _films(), _pngs()), count):
        thought_of.append(one)
        yield one
    sound = [
        ("noise.png", _saved("PNG")),
        ("noise.jpg", _saved("JPEG")),
        ("scans.jpg", _saved("JPEG", progressive=True)),
    ]
    sound += [("film.mp4", film()), ("film.webm", film("webm", "libvpx")), ("call.srt", _srt(40))]
    for number in range(count - len(thought_of)):
        name, data = sound[number % len(sound)] if number % 3 else random.choice(thought_of)
        way = random.choice(_WAYS)
        kind, _, ending = name.rpartition(".")
        yield f"{kind}-{way.__name__[1:]}-{number}.{ending}", way(random, data)


# ------------------------------------------------------------ what happens to files
def _cut(random: Random, data: bytes) -> bytes:
    return data[: len(data) * random.randrange(1, 20) // 20]


def _flipped(random: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 4, 40))):
        if changed:
            changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _headed(random: Random, data: bytes) -> bytes:
    """Extreme numbers in the head, where sizes and counts stand."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 2, 6))):
        at = random.randrange(max(1, min(len(changed), 1500) - 8))
        changed[at : at + 4] = random.choice((b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"\0\0\0\1"))
    return bytes(changed)


def _tailed(random: Random, data: bytes) -> bytes:
    """The same in the tail, where an MP4 has its index."""
    return _headed(random, data[::-1])[::-1]


def _doubled(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    length = random.randrange(1, 4000)
    return data[:at] + data[at : at + length] * random.choice((2, 50)) + data[at + length :]


def _filled(random: Random, data: bytes) -> bytes:
    return data[: len(data) // random.choice((2, 3, 20))].ljust(len(data), random.choice((b"\0", b"\xff", b"\x55")))


_WAYS: tuple[Callable[[Random, bytes], bytes], ...] = (_cut, _flipped, _flipped, _headed, _tailed, _doubled, _filled)


# ------------------------------------------------------------ PNG
def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(w: int, h: int, depth: int, colour: int, *between: bytes, rows: int = -1, interlaced: int = 0) -> bytes:
    """A PNG that says so; `rows` of zeros are really there (all of them by default)."""
    samples = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    row = 1 + (w * depth * samples + 7) // 8
    squeeze = zlib.compressobj(9)
    body = bytearray()
    for _ in range(h if rows < 0 else rows):
        body += squeeze.compress(bytes(row))
    body += squeeze.flush()
    head = struct.pack(">IIBBBBB", w, h, depth, colour, 0, 0, interlaced)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", head), *between, chunk(b"IDAT", bytes(body)), chunk(b"IEND", b""))
    )


def _pngs() -> Iterator[Made]:
    for w, h in (
        (65_500, 65_500),
        (2**31 - 1, 2**31 - 1),
        (1, 2_000_000_000),
        (40_000_000, 1),
        (0, 500),
        (20_000, 20_000),
    ):
        yield f"claims {w}x{h}.png", png(w, h, 8, 2, rows=0)
    yield "forty million points, grey.png", png(6300, 6300, 8, 0)
    yield "forty million points, one bit.png", png(6300, 6300, 1, 0)
    yield "forty million points, one bit, interlaced.png", png(6300, 6300, 1, 0, interlaced=1)
    yield "forty million points, colours.png", png(6300, 6300, 8, 2)
    yield "forty million points, clear.png", png(6300, 6300, 8, 6)
    yield "forty million points, deep.png", png(6300, 6300, 16, 0)
    yield "forty million points, deep and clear.png", png(6300, 6300, 16, 6)
    palette = chunk(b"PLTE", bytes(3))
    yield "forty million points, short palette.png", png(6300, 6300, 8, 3, palette, chunk(b"tRNS", b"\0"))
    yield "a ribbon.png", png(200_000, 200, 8, 6)
    yield "a tall ribbon.png", png(200, 200_000, 8, 6)
    yield "short palette.png", png(500, 500, 8, 3, palette)
    yield "no palette.png", png(500, 500, 8, 3)
    yield "two heads.png", png(500, 500, 8, 2, chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)))
    yield (
        "a small second head.png",
        png(6000, 6000, 8, 2, chunk(b"IHDR", struct.pack(">IIBBBBB", 300, 300, 8, 2, 0, 0, 0))),
    )
    bomb = zlib.compress(bytes(300_000_000), 9)
    yield "profile bomb.png", png(500, 500, 8, 2, chunk(b"iCCP", b"a\0\0" + bomb))
    yield "text bomb.png", png(500, 500, 8, 2, chunk(b"zTXt", b"a\0\0" + bomb))
    yield "text bombs.png", png(500, 500, 8, 2, *[chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(1_000_000)))] * 500)
    yield "many texts.png", png(500, 500, 8, 2, *(chunk(b"tEXt", b"k%d\0v" % n) for n in range(60_000)))
    yield "international bomb.png", png(500, 500, 8, 2, chunk(b"iTXt", b"a\0\1\0\0\0" + bomb))
    frames = [chunk(b"fcTL", struct.pack(">IIIIIHHBB", n, 500, 500, 0, 0, 1, 1, 0, 0)) for n in range(20_000)]
    yield "frames.png", png(500, 500, 8, 2, chunk(b"acTL", struct.pack(">II", 20_000, 0)), *frames)
    yield "frames that are many.png", png(500, 500, 8, 2, chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0)))
    yield "wrong sums.png", png(500, 500, 8, 2).replace(b"IDAT", b"IDAS", 1)
    yield "exif loop.png", png(500, 500, 8, 2, chunk(b"eXIf", _exif()))
    yield "pieces.png", _in_pieces(png(500, 500, 8, 2))


def _in_pieces(data: bytes) -> bytes:
    """Every byte of the pixels in a chunk of its own, and a hundred thousand empty ones."""
    at = data.index(b"IDAT")
    (length,) = struct.unpack(">I", data[at - 4 : at])
    body = data[at + 4 : at + 4 + length]
    pieces = b"".join(chunk(b"IDAT", body[n : n + 1]) for n in range(length))
    return data[: at - 4] + chunk(b"IDAT", b"") * 100_000 + pieces + data[at + 8 + length :]


# ------------------------------------------------------------ JPEG
def _saved(kind: str, size: tuple[int, int] = (640, 480), mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    image = Image.effect_noise(size, 90).convert(mode)
    image.save(out, kind, **options)
    return out.getvalue()


def _exif() -> bytes:
    """A notebook whose pages point at themselves, with sixty thousand entries of four gigabytes."""
    entry = struct.pack("<HHII", 0x8769, 4, 1, 8)
    long = struct.pack("<HHII", 0x9286, 7, 0xFFFFFFFF, 8)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", 0xFFFF) + entry + long * 500


def _sized(data: bytes, w: int, h: int) -> bytes:
    at = next(place for mark in (b"\xff\xc0", b"\xff\xc2") if (place := data.find(mark)) > 0)
    return data[: at + 5] + struct.pack(">HH", h, w) + data[at + 9 :]


def _jpegs() -> Iterator[Made]:
    plain, scans = _saved("JPEG"), _saved("JPEG", progressive=True)
    for w, h in ((65_500, 65_500), (65_535, 900), (8000, 8000), (0, 480), (640, 0)):
        yield f"claims {w}x{h}.jpg", _sized(plain, w, h)
        yield f"claims {w}x{h} in scans.jpg", _sized(scans, w, h)
    grey = io.BytesIO()
    Image.new("RGB", (8000, 8000), (90, 90, 90)).save(grey, "JPEG", progressive=True, subsampling=0, quality=30)
    yield "sixty-four million points in scans.jpg", grey.getvalue()
    last = grey.getvalue().rindex(b"\xff\xda")
    yield (
        "sixty-four million points in sixty scans.jpg",
        (grey.getvalue()[:-2] + (grey.getvalue()[last:-2]) * 60 + b"\xff\xd9"),
    )
    yield (
        "the same scan a thousand times.jpg",
        (scans[: scans.rindex(b"\xff\xda")] + scans[scans.rindex(b"\xff\xda") : -2] * 1000 + b"\xff\xd9"),
    )
    body = b"Exif\0\0" + _exif()
    marker = b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
    yield "exif loop.jpg", plain[:2] + marker + plain[2:]
    yield "many notes.jpg", plain[:2] + (b"\xff\xfe\0\x04hi") * 300_000 + plain[2:]
    yield "many profiles.jpg", plain[:2] + (b"\xff\xe2\0\x12ICC_PROFILE\0\x01\xff!!") * 100_000 + plain[2:]
    yield "paddings.jpg", plain[:2] + b"\xff" * 3_000_000 + plain[2:]
    yield "press colours.jpg", _saved("JPEG", (3000, 3000), "CMYK")
    yield "several pictures.jpg", _mpo()
    yield "no end.jpg", plain[:-2] + bytes(5_000_000)


def _mpo() -> bytes:
    out = io.BytesIO()
    images = [Image.new("RGB", (400, 300), (n, 90, 90)) for n in range(50)]
    images[0].save(out, "MPO", save_all=True, append_images=images[1:])
    return out.getvalue()


def _renamed() -> Iterator[Made]:
    """What Pillow could open, by a name it must not have."""
    for kind, many in (("GIF", True), ("WEBP", True), ("TIFF", True), ("ICO", False), ("BMP", False), ("PPM", False)):
        out = io.BytesIO()
        images = [Image.new("RGB", (256, 256), (n, 0, 0)) for n in range(60)]
        images[0].save(out, kind, **({"save_all": True, "append_images": images[1:]} if many else {}))
        yield f"a {kind}.jpg", out.getvalue()
        yield f"another {kind}.png", out.getvalue()
    yield "a PSD.png", b"8BPS\0\1" + bytes(6) + struct.pack(">HIIHH", 56, 300_000, 300_000, 32, 3) + bytes(100)
    yield "an EPS.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n{ } loop\n"
    yield "an SVG.png", b"<svg xmlns='http://www.w3.org/2000/svg'><image href='http://127.0.0.1:9/x'/></svg>"
    yield "a PDF.jpg", b"%PDF-1.7\n1 0 obj\n<< /Length 9999999999 >>\n"
    yield "a page.jpg", b"<!DOCTYPE html><script>for(;;);</script>"
    yield "nothing.png", b""


# ------------------------------------------------------------ films
def film(
    kind: str = "mp4", codec: str = "libx264", rate: int = 10, seconds: float = 2.0, size: tuple[int, int] = (320, 240)
) -> bytes:
    """A film with sound, as programs make them."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"a.{kind}"
        with av.open(str(file), "w") as out:
            video: Any = out.add_stream(codec, rate=rate)
            video.width, video.height, video.pix_fmt = *size, "yuv420p"
            video.codec_context.time_base = Fraction(1, rate)
            audio: Any = out.add_stream("aac" if kind == "mp4" else "libopus", rate=48_000, layout="mono")
            for n in range(max(1, round(seconds * rate))):
                frame = av.VideoFrame(*size, "yuv420p")
                for plane in frame.planes:
                    plane.update(bytes([n * 9 % 200]) * plane.buffer_size)
                frame.pts, frame.time_base = n, Fraction(1, rate)
                out.mux(video.encode(frame))
            for n in range(round(seconds * 48_000 / 960)):
                sound = av.AudioFrame("s16", "mono", 960)
                sound.sample_rate = 48_000
                sound.planes[0].update(bytes(1920))
                sound.pts, sound.time_base = n * 960, Fraction(1, 48_000)
                out.mux(audio.encode(sound))
            for stream in (video, audio):
                out.mux(stream.encode())
        return file.read_bytes()


def wav(channels: int, hertz: int, seconds: float = 1.0, bits: int = 16) -> bytes:
    """Sound of so many channels; renamed, FFmpeg finds out what it is."""
    block = channels * bits // 8
    body = bytes(min(2_000_000, max(block, round(seconds * hertz) * block)))
    form = struct.pack("<HHIIHH", 1, channels, hertz, hertz * block & 0xFFFFFFFF, block & 0xFFFF, bits)
    return (
        b"RIFF"
        + struct.pack("<I", len(body) + 36)
        + b"WAVEfmt "
        + struct.pack("<I", 16)
        + form
        + b"data"
        + struct.pack("<I", len(body))
        + body
    )


def _put(data: bytes, box: bytes, at: int, number: bytes) -> bytes:
    """The MP4 with other bytes so far behind the name of the first box of that name."""
    place = data.index(box) + 4 + at
    return data[:place] + number + data[place + len(number) :]


def _films() -> Iterator[Made]:
    plain = film()
    yield "sound.mp4", plain
    for box, at, words in (
        (b"mvhd", 12, "length of the film"), (b"mdhd", 16, "length of a stream"), (b"mdhd", 12, "scale of a stream"),
        (b"mvhd", 8, "scale"), (b"stts", 8, "steps of time"), (b"stsz", 8, "sizes"), (b"stco", 4, "places"),
        (b"stsd", 4, "kinds of stream"), (b"tkhd", 76, "width"), (b"avc1", 24, "pixels"), (b"elst", 4, "edits"),
        (b"stsc", 4, "pieces"), (b"moov", -8, "size of the index"), (b"trak", -8, "size of a stream"),
    ):  # fmt: skip
        for number in (b"\xff\xff\xff\xff", bytes(4), b"\0\0\0\1", b"\x7f\xff\xff\xff"):
            if box in plain:
                yield f"{words} {number.hex()}.mp4", _put(plain, box, at, number)
    moov = plain[plain.index(b"moov") - 4 :]
    nested = b""
    for _ in range(3000):
        nested = struct.pack(">I", len(nested) + 8) + b"moov" + nested
    yield "boxes in boxes.mp4", plain[:32] + nested + plain[32:]
    trak = moov[moov.index(b"trak") - 4 :]
    (length,) = struct.unpack(">I", trak[:4])
    many = trak[:length] * 5000
    yield (
        "five thousand streams.mp4",
        (plain[: plain.index(b"moov") - 4] + struct.pack(">I", len(moov) + len(many)) + moov[4:] + many),
    )
    yield "a million pictures a second.mp4", film(rate=1_000_000, seconds=0.00002)
    yield "a day long.mp4", _put(_put(plain, b"mvhd", 16, struct.pack(">I", 86_400_000)), b"mdhd", 16, b"\x7f\0\0\0")
    yield "eight thousand points wide.mp4", film(codec="mpeg4", size=(8000, 4000), seconds=0.2)
    for channels, hertz in ((255, 48_000), (1, 1), (2, 10_000_000), (65_535, 8000), (0, 48_000), (1, 4_294_967_295)):
        yield f"sound of {channels} channels and {hertz} hertz.mp4", wav(channels, hertz)
    yield "picture as a film.mp4", _saved("PNG")
    yield "large picture as a film.mp4", png(16_000, 16_000, 1, 0)
    yield "cover.m4a", _with_cover()


def _with_cover() -> bytes:
    """A recording with a cover of 60,000 by 60,000 points glued to it."""
    cover = png(60_000, 60_000, 1, 0, rows=0)
    data = chunk_box(b"data", struct.pack(">II", 14, 0) + cover)
    ilst = chunk_box(b"ilst", chunk_box(b"covr", data))
    hdlr = chunk_box(b"hdlr", bytes(8) + b"mdirappl" + bytes(9))
    udta = chunk_box(b"udta", chunk_box(b"meta", bytes(4) + hdlr + ilst))
    plain = film()
    at = plain.index(b"moov") - 4
    (length,) = struct.unpack(">I", plain[at : at + 4])
    return (
        plain[:at] + struct.pack(">I", length + len(udta)) + plain[at + 4 : at + length] + udta + plain[at + length :]
    )


def chunk_box(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data) + 8) + name + data


def _scripts() -> Iterator[Made]:
    """Lists and scripts that FFmpeg follows to other files, or into the network."""
    there = "http://127.0.0.1:9/secret"
    yield "a playlist.mp4", f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{there}.ts\n#EXT-X-ENDLIST\n".encode()
    yield (
        "a playlist of files.mp4",
        b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
    )
    yield "a list to join.mp4", b"ffconcat version 1.0\nfile /etc/passwd\nfile http://127.0.0.1:9/x\n"
    yield (
        "a session.mp4",
        b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5000 RTP/AVP 96\na=rtpmap:96 H264/90000\n",
    )
    yield (
        "a manifest.mp4",
        f'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" profiles="x"><Period><AdaptationSet><Representation id="1" bandwidth="1"><BaseURL>{there}</BaseURL></Representation></AdaptationSet></Period></MPD>'.encode(),
    )
    yield "an image list.mp4", b"RTSPtext\nrtsp://127.0.0.1:9/x\n"
    yield (
        "a reference.mov",
        chunk_box(b"ftyp", b"qt  \0\0\0\0qt  ")
        + chunk_box(
            b"moov",
            chunk_box(
                b"rmra",
                chunk_box(
                    b"rmda", chunk_box(b"rdrf", bytes(4) + b"url " + struct.pack(">I", 26) + there.encode() + b"\0")
                ),
            ),
        ),
    )
    yield "endless text.mp4", b"[Script Info]\n" * 200_000
    yield "a shell.mp4", b"#!/bin/sh\nrm -rf /\n"


# ------------------------------------------------------------ captions
def _srt(count: int) -> bytes:
    return "".join(
        f"{n}\n00:00:{n % 60:02},000 --> 00:00:{n % 60:02},900\n第 {n} 句。\n\n" for n in range(count)
    ).encode()


def _captions() -> Iterator[Made]:
    line = "1\n00:00:01,000 --> 00:00:02,000\n"
    yield "sound.srt", (line + "喂？\n").encode()
    yield "one long line.srt", (line + "喂" * 300_000).encode()
    yield "numbers.srt", (line + "1" * 900_000).encode()
    yield "numbers set apart.srt", (line + "1 " * 450_000).encode()
    yield "tags.srt", (line + "<font " * 150_000).encode()
    yield "braces.srt", (line + "{\\" * 450_000).encode()
    yield "arrows.srt", ("-->" * 300_000).encode()
    yield "colons.srt", ("00:" * 300_000 + "-->").encode()
    yield (
        "all at once.srt",
        "".join(f"{n}\n00:00:00,000 --> 99:00:00,{n % 1000:03}\n喂\n\n" for n in range(20_000)).encode(),
    )
    yield "wide.srt", (line + "喂？\n").encode("utf-16")
    yield "half a pair.srt", b"\xff\xfe" + line.encode("utf-16-le") + b"\0\xd8\n\0"
    yield "no text.srt", bytes(range(256)) * 4000
    yield "only ends.srt", b"\r" * 1_000_000
    yield "long addresses.srt", (line + "a." * 400_000 + "com").encode()
    yield "long mail.srt", (line + "a@" * 400_000 + ".com").encode()
    yield "days.srt", "1\n9999:00:00,000 --> 9999:00:01,000\n喂\n".encode()
    yield "lines.srt", (line + "喂\n" * 200_000).encode()
    yield "fifty megabytes.srt", _srt(1_000_000)[: 50 * 1024 * 1024]
