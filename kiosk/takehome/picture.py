"""A photograph made small enough to stand inside the page."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from kiosk.screen.photo import open_photo

SIZE = (720, 405)
MOST_BYTES = 40_000
_QUALITIES = (78, 70, 62, 54, 46, 38, 30, 20)


def small_jpeg(file: Path) -> bytes:
    """The picture as a JPEG of at most `MOST_BYTES`, cut to the page's shape. Raises OSError,
    or ValueError for what is no such picture."""
    picture = open_photo(file).convert("RGB")
    w, h = picture.size
    across = min(w, h * SIZE[0] / SIZE[1])
    down = across * SIZE[1] / SIZE[0]
    box = ((w - across) / 2, (h - down) / 2, (w + across) / 2, (h + down) / 2)
    picture = picture.resize(SIZE, Image.Resampling.LANCZOS, box)
    made = b""
    for quality in _QUALITIES:
        stream = BytesIO()
        picture.save(stream, "JPEG", quality=quality, optimize=True, progressive=True)
        made = stream.getvalue()
        if len(made) <= MOST_BYTES:
            break
    return made
