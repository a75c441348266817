"""A picture file as it is meant to be seen: whole, upright, in the colours of a screen, and bounded before decoding.

Pillow does the work and is imported by whoever opens the first picture, beside the loop: a start needs none of it.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.content.media import PICTURE_BYTES
from kiosk.core.outside import TooLargeError, read_file

if TYPE_CHECKING:
    from PIL.Image import Image as Photo

MOST_PIXELS, MOST_WHOLE_PIXELS = 64_000_000, 40_000_000
"""A telephone's 48 megapixels are let in. A JPEG is decoded smaller; a PNG, or a JPEG that comes in several passes, is
held whole (4 to 6 bytes a pixel)."""

_MOST_SCANS, _MOST_PASSED = 100, 600_000_000
"""Passes of a progressive JPEG, and pixels of all of them: cameras and programs make about ten, a trap thousands."""

_MOST_PARTS = 5000
"""Of a JPEG: notes, tables, passes, bytes of padding; more say nothing."""

_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
"""Ends a stretch of coded JPEG pixels: all but a stuffed byte, a restart mark or padding."""

_ORIENTATION = 0x0112
_SCAN, _END = 0xDA, 0xD9
_ZEROS = bytes(64)


class PhotoFault(ValueError):
    """Why a picture cannot be shown: the cause and what to do, in Chinese."""


_CUT = "没有复制完整，后面一截缺了：从原来的地方重新复制一份"
_BROKEN = "里面的数据坏了，打不开：重新复制一份，或用画图打开，另存为 PNG 或 JPEG"
_UNKNOWN = "认不出是图片：用画图打开，另存为 PNG 或 JPEG"


def open_photo(file: Path) -> Photo:
    """The picture, its head read and its limits held, not yet decoded. Raises PhotoFault, or OSError."""
    try:
        data = read_file(file, PICTURE_BYTES)
    except TooLargeError as problem:
        raise PhotoFault(f"超过 {PICTURE_BYTES // 1024 // 1024} MB，太大了：用画图改小，再存一次") from problem
    scans = _look_through(data) if data.startswith(b"\xff\xd8\xff") else 0
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # the limits below are stricter, and say what to do
    try:
        image: Photo = Image.open(BytesIO(data), formats=("JPEG", "PNG"))
    except Exception as problem:  # what a file holds may be anything; every library under Pillow has errors of its own
        known = data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))
        raise PhotoFault(_CUT if known else _UNKNOWN) from problem
    whole = image.format == "PNG" or bool(image.info.get("progressive"))
    most = MOST_WHOLE_PIXELS if whole else MOST_PIXELS
    if image.format == "PNG" and ";16" in str(getattr(image, "tile", "")):  # two bytes a channel are unpacked
        most //= 2
    if image.width * image.height > most:
        size = f"{image.width}×{image.height}"
        raise PhotoFault(f"有 {size} 点，太大了（最多 {most // 10_000} 万点）：用画图改小，长边 4000 点就够")
    if scans * image.width * image.height > _MOST_PASSED:
        raise PhotoFault(_BROKEN)
    return image


def developed(image: Photo, size: tuple[int, int], cover: bool, focus: tuple[float, float] = (0.5, 0.5)) -> Photo:
    """The picture decoded, upright, in sRGB and fitted to `size` pixels: covering it (what lies at `focus`, shares of
    its upright width and height, is kept as near the middle as can be) or whole inside it. Its mode is RGB, or RGBA
    when parts can be seen through. Raises PhotoFault."""
    try:
        turned = _orientation(image)
        across = size[::-1] if turned >= 5 else size
        fit = max if cover else min
        share = fit(across[0] / image.width, across[1] / image.height)
        # A JPEG is decoded at a half, a quarter or an eighth where that is still enough.
        image.draft(None, (max(1, round(image.width * share)), max(1, round(image.height * share))))
        image.load()
        return _upright(_in_screen_colours(_fitted(_plain(image), across, cover, _as_held(focus, turned))), turned)
    except Exception as problem:
        cut = isinstance(problem, OSError) and "truncated" in str(problem)
        raise PhotoFault(_CUT if cut else _BROKEN) from problem


def see_through(image: Photo) -> bool:
    """Whether parts of the picture may be clear."""
    return image.mode in ("RGBA", "LA")


def _look_through(data: bytes) -> int:
    """In how many passes a JPEG comes, before Pillow goes through it byte by byte. Its pixels must come to their end,
    in a bearable number of passes; Pillow is content with zeros, which is what is left where a disk promised the room
    and the copy broke off. Raises PhotoFault."""
    at, scans, parts = 2, 0, 0
    while at + 4 <= len(data) and data[at] == 0xFF:
        kind = data[at + 1]
        if kind == _END:
            return scans
        parts += 1
        if parts > _MOST_PARTS:
            raise PhotoFault(_BROKEN)
        if kind == 0xFF:  # padding
            at += 1
            continue
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if kind == _SCAN:
            scans += 1
            if scans > _MOST_SCANS:
                raise PhotoFault(_BROKEN)
            end = _MARKER.search(data, at)
            if end is None:
                break
            at = end.start()
    if data.endswith(_ZEROS):
        raise PhotoFault(_CUT)
    return scans


def _orientation(image: Photo) -> int:
    """How the camera was held (EXIF, 1-8); 5-8 lie on their side. 1 when it does not say."""
    try:
        turned = int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # a notebook in the margin that cannot be read: the picture still can
        return 1
    return turned if 1 <= turned <= 8 else 1


def _plain(image: Photo) -> Photo:
    """Eight bits a channel, in a mode that can be scaled: L, LA, RGB, RGBA or CMYK."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith(("I", "F")):
        plain = image.point(lambda value: value * (1 / 257) + 0.5).convert("L")
    elif "transparency" in image.info or image.mode in ("PA", "La", "RGBa"):
        plain = image.convert("RGBA")
    elif image.mode in ("L", "LA", "RGB", "RGBA", "CMYK"):
        return image
    else:
        plain = image.convert("RGB")
    plain.info["icc_profile"] = profile
    return plain


def _as_held(focus: tuple[float, float], turned: int) -> tuple[float, float]:
    """Where a place of the upright picture lies in it as the camera was held (EXIF, 1-8)."""
    x, y = focus
    across, down = 1 - x, 1 - y
    held = {2: (across, y), 3: (across, down), 4: (x, down), 5: (y, x), 6: (y, across), 7: (down, across), 8: (down, x)}
    return held.get(turned, focus)


def _fitted(image: Photo, size: tuple[int, int], cover: bool, focus: tuple[float, float]) -> Photo:
    from PIL import Image

    w, h = image.size
    if cover:
        share = max(size[0] / w, size[1] / h)
        part_w, part_h = min(w, size[0] / share), min(h, size[1] / share)
        left = min(max(0.0, w * focus[0] - part_w / 2), w - part_w)
        top = min(max(0.0, h * focus[1] - part_h / 2), h - part_h)
        box = (left, top, left + part_w, top + part_h)
    else:
        share = min(size[0] / w, size[1] / h)
        size = max(1, min(size[0], round(w * share))), max(1, min(size[1], round(h * share)))
        box = (0.0, 0.0, float(w), float(h))
    if size == image.size and box == (0.0, 0.0, float(w), float(h)):
        return image
    scaled = image.resize(size, Image.Resampling.BILINEAR, box)
    scaled.info["icc_profile"] = image.info.get("icc_profile")
    return scaled


def _in_screen_colours(image: Photo) -> Photo:
    """sRGB, which screens show: a profile of another kind (Display P3, a press's CMYK) is carried over."""
    mode = "RGBA" if see_through(image) else "RGB"
    profile = image.info.get("icc_profile")
    if profile:
        from PIL import ImageCms

        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            if image.mode == "LA" or "srgb" in ImageCms.getProfileDescription(source).lower():
                return image.convert(mode)
            managed = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
            if managed is not None:
                return managed
        except (ImageCms.PyCMSError, OSError, ValueError):  # a profile that is broken or of another kind of picture
            pass
    return image.convert(mode)


def _upright(image: Photo, turned: int) -> Photo:
    from PIL.Image import Transpose

    ways = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return image.transpose(ways[turned]) if turned in ways else image
