"""A picture is seen as its camera meant it, or not at all."""

from __future__ import annotations

import struct
import tracemalloc
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from kiosk.core.geometry import Rect
from kiosk.draw.items import Picture
from kiosk.screen import photo
from kiosk.screen.lean import pygame
from kiosk.screen.photo import PhotoFault, developed, open_photo
from tests.rubbish import in_place_of
from tests.screen.conftest import Make
from tests.screen.media import BLUE, CORNERS, GREEN, RED, WHITE, Colour, near


def corners(w: int = 320, h: int = 200, mode: str = "RGB") -> Image.Image:
    image = Image.new("RGB", (2, 2))
    image.putdata(CORNERS)
    image = image.resize((w, h), Image.Resampling.NEAREST)
    return image.quantize(16) if mode == "P" else image.convert(mode)


def seen(make: Make, file: Path, size: tuple[int, int] = (320, 200), fit: str = "contain") -> pygame.Surface:
    """The file on a screen, in a place of that many pixels."""
    painter = make((640, 360), root=file.parent)
    rect = Rect(0, 0, size[0] * 3, size[1] * 3)
    painter.paint([Picture(rect=rect, file=file.name, fit=fit)])  # type: ignore[arg-type]
    painter.settle()
    return painter.surface.subsurface((0, 0, *size)).copy()


def four(picture: pygame.Surface, w: int = 320, h: int = 200) -> list[Colour]:
    left, top = (picture.get_width() - w) // 2, (picture.get_height() - h) // 2
    found = [picture.get_at((left + x * w // 4, top + y * h // 4)) for y in (1, 3) for x in (1, 3)]
    return [(c.r, c.g, c.b) for c in found]


def alike(found: list[Colour], wanted: tuple[Colour, ...] = CORNERS, most: int = 16) -> bool:
    return all(near(a, b, most) for a, b in zip(found, wanted, strict=True))


ORIENTATIONS = {
    1: (RED, GREEN, BLUE, WHITE),
    2: (GREEN, RED, WHITE, BLUE),
    3: (WHITE, BLUE, GREEN, RED),
    4: (BLUE, WHITE, RED, GREEN),
    5: (RED, BLUE, GREEN, WHITE),
    6: (BLUE, RED, WHITE, GREEN),
    7: (WHITE, GREEN, BLUE, RED),
    8: (GREEN, WHITE, RED, BLUE),
}


@pytest.mark.parametrize("ending", ["jpg", "png"])
@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_a_photograph_is_upright_however_the_camera_was_held(
    make: Make, tmp_path: Path, orientation: int, ending: str
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = tmp_path / f"a.{ending}"
    corners(640, 400).save(file, exif=exif)
    lying = orientation >= 5
    size = (200, 320) if lying else (320, 200)
    picture = seen(make, file, size)
    assert alike(four(picture, *size), ORIENTATIONS[orientation]), four(picture, *size)


@pytest.mark.parametrize("orientation", [0, 9, 255])
def test_an_orientation_there_is_not_is_none(make: Make, tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    corners().save(tmp_path / "a.jpg", exif=exif)
    assert alike(four(seen(make, tmp_path / "a.jpg")))


def test_a_lying_photograph_covers_an_upright_place_with_its_middle(make: Make, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    corners(640, 400).save(tmp_path / "a.jpg", exif=exif)
    picture = seen(make, tmp_path / "a.jpg", (200, 200), fit="cover")
    assert alike(four(picture, 200, 200), ORIENTATIONS[6])


def ycck(image: Image.Image) -> bytes:
    """A CMYK picture as Photoshop stores it: the inks turned into brightness and colour, and marked so."""
    cyan, magenta, yellow, black = image.split()
    channels = (*Image.merge("RGB", (cyan, magenta, yellow)).convert("YCbCr").split(), black)
    turned = [channel.point(lambda v: 255 - v) for channel in channels[:3]]
    data = BytesIO()
    Image.merge("CMYK", (*turned, black)).save(data, "JPEG", quality=95, subsampling=0)
    whole = bytearray(data.getvalue())
    mark = whole.index(b"Adobe")
    whole[mark + 11] = 2
    return bytes(whole)


@pytest.mark.parametrize("mode", ["CMYK", "YCCK", "L", "P", "RGB", "1"])
def test_colours_of_every_kind_of_jpeg_and_png(make: Make, tmp_path: Path, mode: str) -> None:
    file = tmp_path / ("a.png" if mode in ("P", "1") else "a.jpg")
    if mode == "YCCK":
        file.write_bytes(ycck(corners(mode="CMYK")))
    else:
        corners(mode=mode).save(file)
    wanted = CORNERS if mode not in ("L", "1") else None
    found = four(seen(make, file))
    if wanted:
        assert alike(found, wanted, 24), found
    else:
        assert all(max(c) - min(c) <= 2 for c in found) and found[3][0] > 200 > found[2][0]


@pytest.mark.parametrize("depth", [16])
def test_sixteen_bits_a_channel(make: Make, tmp_path: Path, depth: int) -> None:
    image = Image.new("I;16", (320, 200))
    for x in range(320):
        for y in range(200):
            image.putpixel((x, y), 0 if x < 160 else 40_000)
    image.save(tmp_path / "a.png")
    found = four(seen(make, tmp_path / "a.png"))
    assert near(found[0], (0, 0, 0), 2) and near(found[1], (156, 156, 156), 3), found


def test_clear_parts_let_what_is_below_shine_through(make: Make, tmp_path: Path) -> None:
    image = corners(mode="RGBA")
    image.putalpha(Image.new("L", (320, 200), 0).point(lambda _: 0))
    image.save(tmp_path / "clear.png")
    assert alike(four(seen(make, tmp_path / "clear.png")), ((0, 0, 0),) * 4)
    half = corners(mode="RGBA")
    half.putalpha(128)
    half.save(tmp_path / "half.png")
    assert near(four(seen(make, tmp_path / "half.png"))[3], (118, 118, 118), 6)
    named = corners(mode="P")
    named.info["transparency"] = named.getpixel((10, 10))
    named.save(tmp_path / "named.png", transparency=named.getpixel((10, 10)))
    found = four(seen(make, tmp_path / "named.png"))
    assert near(found[0], (0, 0, 0)) and near(found[1], GREEN)


def test_the_edge_of_a_clear_part_is_not_dark(make: Make, tmp_path: Path) -> None:
    """White paper with a clear hole whose hidden colour is black: scaled down, no grey ring."""
    image = Image.new("RGBA", (900, 600), (0, 0, 0, 0))
    image.paste((255, 255, 255, 255), (450, 0, 900, 600))
    image.save(tmp_path / "a.png")
    small = developed(open_photo(tmp_path / "a.png"), (301, 200), cover=True)
    assert all(small.getpixel((x, 100))[0] >= 250 for x in range(301) if small.getpixel((x, 100))[3] > 8)  # type: ignore[index]


def display_p3() -> bytes:
    """A profile with the primaries of Display P3 and a gamma of 2.2, made here."""
    srgb = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    primaries = {
        b"rXYZ": (0.51512, 0.24120, -0.00105),
        b"gXYZ": (0.29198, 0.69225, 0.04189),
        b"bXYZ": (0.15710, 0.06657, 0.78407),
    }
    for n in range(struct.unpack(">I", srgb[128:132])[0]):
        name, at, length = struct.unpack(">4sII", srgb[132 + n * 12 : 144 + n * 12])
        if name in primaries:
            srgb[at + 8 : at + 20] = struct.pack(">3i", *(round(v * 65536) for v in primaries[name]))
        if name == b"desc":
            text = "Display P3".encode("utf-16-be")
            start = at + 28
            srgb[start : at + length] = text.ljust(length - 28, b"\0")
            srgb[at + 20 : at + 24] = struct.pack(">I", len(text))
    return bytes(srgb)


def test_a_photograph_in_wide_colours_is_not_dull(make: Make, tmp_path: Path) -> None:
    Image.new("RGB", (320, 200), (220, 40, 40)).save(tmp_path / "a.jpg", quality=95, icc_profile=display_p3())
    assert near(four(seen(make, tmp_path / "a.jpg"))[0], (240, 0, 15), 10)
    Image.new("RGBA", (320, 200), (220, 40, 40, 255)).save(tmp_path / "a.png", icc_profile=display_p3())
    assert near(four(seen(make, tmp_path / "a.png"))[0], (240, 0, 15), 10)


@pytest.mark.parametrize(
    "profile",
    [ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), b"no profile at all", display_p3()[:200]],
    ids=["the screen's own", "rubbish", "cut off"],
)
def test_a_profile_that_says_nothing_new_changes_nothing(make: Make, tmp_path: Path, profile: bytes) -> None:
    corners().save(tmp_path / "a.jpg", quality=95, icc_profile=profile)
    assert alike(four(seen(make, tmp_path / "a.jpg")))


def big_jpeg() -> bytes:
    data = BytesIO()
    Image.effect_noise((640, 400), 60).convert("RGB").save(data, "JPEG", quality=90)
    return data.getvalue()


def fault(data: bytes, tmp_path: Path) -> str:
    (tmp_path / "a").write_bytes(data)
    try:
        developed(open_photo(tmp_path / "a"), (800, 800), cover=False)
    except PhotoFault as found:
        return str(found)
    return ""


def cut_copies() -> dict[str, bytes]:
    jpeg, png = big_jpeg(), BytesIO()
    Image.effect_noise((640, 400), 60).save(png, "PNG")
    whole = png.getvalue()
    progressive = BytesIO()
    Image.effect_noise((640, 400), 60).convert("RGB").save(progressive, "JPEG", progressive=True)
    half = len(jpeg) // 2
    return {
        "half a JPEG": jpeg[:half],
        "nearly all of a JPEG": jpeg[: len(jpeg) * 9 // 10],
        "half a progressive JPEG": progressive.getvalue()[: len(progressive.getvalue()) // 2],
        "the head of a JPEG": jpeg[:300],
        "a JPEG filled up with zeros": jpeg[:half] + bytes(half),
        "half a PNG": whole[: len(whole) // 2],
        "the head of a PNG": whole[:60],
        "a PNG filled up with zeros": whole[: len(whole) // 2] + bytes(len(whole) // 2),
    }


@pytest.mark.parametrize("name", cut_copies())
def test_what_was_not_copied_whole_is_a_fault_and_not_half_grey(make: Make, tmp_path: Path, name: str) -> None:
    data = cut_copies()[name]
    assert "重新复制一份" in fault(data, tmp_path)
    (tmp_path / "a.jpg").write_bytes(data)
    tint = four(seen(make, tmp_path / "a.jpg"))
    assert len(set(tint)) == 1, "the calm tile of a picture that is not there"


def test_what_follows_a_whole_jpeg_does_no_harm(tmp_path: Path) -> None:
    """As in the moving photographs of telephones."""
    assert fault(big_jpeg(), tmp_path) == ""
    assert fault(big_jpeg() + bytes(4000), tmp_path) == ""
    assert fault(big_jpeg() + b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 20, tmp_path) == ""


def lying_png(w: int, h: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 10)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(20_000, 20_000), (60_000, 60_000), (2**31 - 1, 2**31 - 1), (12_000, 9_000)])
def test_a_picture_that_would_fill_the_memory_is_not_unpacked(tmp_path: Path, size: tuple[int, int]) -> None:
    tracemalloc.start()
    found = fault(lying_png(*size), tmp_path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert f"{size[0]}×{size[1]}" in found and "改小" in found
    assert most < 8_000_000


def test_a_lying_head_within_the_limit_is_a_broken_copy(tmp_path: Path) -> None:
    assert fault(lying_png(3000, 2000), tmp_path) != ""


def test_the_limits_let_through_what_telephones_take(tmp_path: Path) -> None:
    def jpeg_head(w: int, h: int) -> bytes:
        data = BytesIO()
        Image.new("L", (16, 16)).save(data, "JPEG")
        whole = data.getvalue()
        at = whole.index(b"\xff\xc0")
        return whole[: at + 5] + struct.pack(">HH", h, w) + whole[at + 9 :]

    for w, h, passes in ((8064, 6048, True), (8000, 8000, True), (8001, 8000, False)):
        (tmp_path / "a.jpg").write_bytes(jpeg_head(w, h))
        if passes:
            assert open_photo(tmp_path / "a.jpg").size == (w, h)
        else:
            with pytest.raises(PhotoFault, match="8001×8000"):
                open_photo(tmp_path / "a.jpg")


def test_a_jpeg_with_thousands_of_passes_is_refused(tmp_path: Path) -> None:
    data = BytesIO()
    Image.new("L", (64, 64)).save(data, "JPEG", progressive=True)
    whole = data.getvalue()
    at = whole.rindex(b"\xff\xda")
    scan = whole[at:-2]
    assert fault(whole, tmp_path) == ""
    assert fault(whole[:-2] + scan * 2000 + whole[-2:], tmp_path) != ""


def test_a_large_jpeg_in_passes_is_held_whole_and_may_be_no_larger_than_a_png(tmp_path: Path) -> None:
    for side, passes in ((6300, True), (6400, False)):
        corners(side, side).resize((side, side)).save(tmp_path / "a.jpg", progressive=True, quality=20)
        if passes:
            assert open_photo(tmp_path / "a.jpg").size == (side, side)
        else:
            with pytest.raises(PhotoFault, match="最多 4000 万点"):
                open_photo(tmp_path / "a.jpg")


def test_padding_and_notes_without_end_are_not_looked_through_byte_by_byte(tmp_path: Path) -> None:
    data = BytesIO()
    corners(64, 64).save(data, "JPEG")
    whole = data.getvalue()
    assert fault(whole[:2] + b"\xff" * 3000 + whole[2:], tmp_path) == ""
    assert "坏了" in fault(whole[:2] + b"\xff" * 3_000_000 + whole[2:], tmp_path)
    assert fault(whole[:2] + b"\xff\xfe\0\x02" * 4000 + whole[2:], tmp_path) == ""
    assert "坏了" in fault(whole[:2] + b"\xff\xfe\0\x02" * 6000 + whole[2:], tmp_path)


def test_a_pipe_by_the_name_of_a_picture_holds_nobody_up(tmp_path: Path) -> None:
    in_place_of(tmp_path / "a.png", "pipe")
    with pytest.raises(OSError, match=r"a\.png"):
        open_photo(tmp_path / "a.png")


def test_a_big_jpeg_is_decoded_no_larger_than_it_is_shown(tmp_path: Path) -> None:
    corners(4000, 3000).save(tmp_path / "a.jpg")
    image = open_photo(tmp_path / "a.jpg")
    small = developed(image, (400, 300), cover=True)
    assert small.size == (400, 300) and image.size == (500, 375)


def test_more_than_may_be_read_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo, "PICTURE_BYTES", 1024 * 1024)
    (tmp_path / "a.png").write_bytes(lying_png(300, 300) + bytes(1024 * 1024))
    with pytest.raises(PhotoFault, match="太大"):
        open_photo(tmp_path / "a.png")


@pytest.mark.parametrize("data", [b"", b"GIF89a" + bytes(100), b"text " * 100])
def test_what_is_no_picture(tmp_path: Path, data: bytes) -> None:
    assert "认不出" in fault(data, tmp_path)


@pytest.mark.parametrize("turned", range(1, 9))
def test_what_is_in_focus_stays_in_sight_however_the_camera_was_held(tmp_path: Path, turned: int) -> None:
    upright = Image.new("RGB", (400, 300), (20, 30, 60))
    upright.paste((230, 40, 30), (20, 10, 80, 70))  # a thing near the left top
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    held = upright.transpose(Image.Transpose(back[turned])) if turned in back else upright
    exif = Image.Exif()
    exif[0x0112] = turned
    held.save(tmp_path / "a.png", exif=exif)
    for size in ((100, 300), (400, 60)):
        seen = developed(open_photo(tmp_path / "a.png"), size, True, (0.125, 0.13))
        assert seen.size == size
        middle = developed(open_photo(tmp_path / "a.png"), size, True)
        reds, fewer = ((np.asarray(one.convert("RGB"))[..., 0] > 180).sum() for one in (seen, middle))
        assert reds > 1500 and fewer < reds / 2, (turned, size)
