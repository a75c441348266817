"""Colours and type sizes: two colours of Boshan glass on a deep blue ground.

鸡油黄 says where to touch next and doubt, 鸡肝石 red danger and loss, bamboo green safety and what is done. Colour
never speaks alone: an icon and a word stand beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from kiosk.draw.items import Colour


def _hex(code: str) -> Colour:
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one appearance. `on_x` is the colour of text upon `x`; `mark`, `danger_light` and `safe_light`
    are those of words and lines upon the ground that are to be noticed."""

    ground: Colour
    ground_dark: Colour
    ground_light: Colour
    on_ground: Colour
    on_ground_soft: Colour
    card: Colour
    card_tint: Colour
    on_card: Colour
    on_card_soft: Colour
    line: Colour
    mark: Colour
    accent: Colour
    on_accent: Colour
    accent_deep: Colour
    accent_tint: Colour
    danger: Colour
    on_danger: Colour
    danger_tint: Colour
    danger_light: Colour
    safe: Colour
    on_safe: Colour
    safe_tint: Colour
    safe_light: Colour
    smoke: Colour


NORMAL = Theme(
    ground=_hex("12264A"),
    ground_dark=_hex("0B1830"),
    ground_light=_hex("1D3A6B"),
    on_ground=_hex("F4F6F2"),
    on_ground_soft=_hex("C3CCDA"),
    card=_hex("F4F6F2"),
    card_tint=_hex("E6EAE6"),
    on_card=_hex("1B1F27"),
    on_card_soft=_hex("4C5665"),
    line=_hex("C9D0D2"),
    mark=_hex("F2B632"),
    accent=_hex("F2B632"),
    on_accent=_hex("1B1F27"),
    accent_deep=_hex("7A5600"),
    accent_tint=_hex("FBEDC8"),
    danger=_hex("A6332B"),
    on_danger=_hex("FFFFFF"),
    danger_tint=_hex("F6E0DC"),
    danger_light=_hex("FFB4A8"),
    safe=_hex("1F7A5C"),
    on_safe=_hex("FFFFFF"),
    safe_tint=_hex("E6F4ED"),
    safe_light=_hex("8FDDBD"),
    smoke=_hex("7A8496"),
)

CONTRAST = Theme(
    ground=_hex("000000"),
    ground_dark=_hex("000000"),
    ground_light=_hex("303030"),
    on_ground=_hex("FFFFFF"),
    on_ground_soft=_hex("FFFFFF"),
    card=_hex("FFFFFF"),
    card_tint=_hex("EDEDED"),
    on_card=_hex("000000"),
    on_card_soft=_hex("1E1E1E"),
    line=_hex("000000"),
    mark=_hex("FFD23F"),
    accent=_hex("FFD23F"),
    on_accent=_hex("000000"),
    accent_deep=_hex("4A3300"),
    accent_tint=_hex("FFF1C4"),
    danger=_hex("8A1009"),
    on_danger=_hex("FFFFFF"),
    danger_tint=_hex("FFE3DE"),
    danger_light=_hex("FFC2B8"),
    safe=_hex("00543A"),
    on_safe=_hex("FFFFFF"),
    safe_tint=_hex("D8F3E6"),
    safe_light=_hex("A6F0D0"),
    smoke=_hex("5A5A5A"),
)


class Lighting(Enum):
    """The light in which a zone stands: one family of grounds, told apart from across the hall."""

    NIGHT = "night"
    WINE = "wine"
    BEAKER = "beaker"
    LIGHT_TABLE = "light table"
    DUSK = "dusk"
    SLATE = "slate"
    CABINET = "cabinet"
    KILN = "kiln"
    PAPER = "paper"
    VIOLET = "violet"


def _dark(ground: str, deep: str, light: str, soft: str) -> Theme:
    """The hall's colours upon another dark ground."""
    return replace(
        NORMAL, ground=_hex(ground), ground_dark=_hex(deep), ground_light=_hex(light), on_ground_soft=_hex(soft)
    )


def _bright(ground: str, deep: str, light: str, soft: str) -> Theme:
    """The hall's colours upon a ground that shines: what is to be noticed is dark."""
    upon = replace(_dark(ground, deep, light, soft), on_ground=NORMAL.on_card, mark=_hex("6B4B00"))
    return replace(upon, danger_light=_hex("8E2A23"), safe_light=_hex("155540"), card=_hex("FFFFFF"))


LIGHTINGS: dict[Lighting, Theme] = {
    Lighting.NIGHT: NORMAL,
    Lighting.WINE: _dark("4A1826", "22090F", "6B2737", "E3CBCD"),
    Lighting.BEAKER: _dark("0D4177", "07213F", "124F8A", "D3E1EF"),
    Lighting.LIGHT_TABLE: _bright("EDF2F5", "D2DEE6", "C2D2DD", "3F4B5A"),
    Lighting.DUSK: _dark("2A1D16", "0C0807", "47342A", "DCCDBF"),
    Lighting.SLATE: _dark("2B3444", "131924", "414D64", "CDD4DF"),
    Lighting.CABINET: _dark("0A4244", "052426", "0F5453", "C6DEDA"),
    Lighting.KILN: _dark("652A0D", "2C0F05", "7A3A14", "F0D9C6"),
    Lighting.PAPER: _bright("F4EAD6", "E7D7B8", "DAC7A2", "4F4433"),
    Lighting.VIOLET: _dark("33246B", "150D36", "4A3A8C", "D6CFEA"),
}
"""Grounds taken from the zones' pieces of glass; high contrast knows none of them."""

TITLE, HEADING, BODY, CAPTION = 68.0, 44.0, 34.0, 28.0
"""Sizes in units on the 1080-unit canvas; nothing is set smaller than a caption."""

LARGE = {TITLE: 88.0, HEADING: 66.0, BODY: 58.0, CAPTION: 48.0}
"""Big-text mode: reading text grows by 1.7, titles less, so that a title still fits a line."""

LEADING_TEXT, LEADING_TITLE = 1.45, 1.3
GAP, MARGIN, RADIUS = 24.0, 96.0, 24.0
"""An 8-unit grid: the usual gap, the outer margin, the one card radius."""

TARGET_UNITS, TARGET_MM, TARGET_GAP = 72.0, 16.0, 12.0
"""No target is smaller than this many units or millimetres, nor nearer to the next."""


def luminance(colour: Colour) -> float:
    """Relative luminance 0-1 (WCAG 2.2, “relative luminance”)."""
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in colour))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: Colour, b: Colour) -> float:
    """Contrast ratio 1-21 (WCAG 2.2, “contrast ratio”)."""
    hi, lo = sorted((luminance(a), luminance(b)), reverse=True)
    return (hi + 0.05) / (lo + 0.05)


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """`share` (0-1) of `b` in `a`."""
    return tuple(round(x + (y - x) * share) for x, y in zip(a, b, strict=True))  # type: ignore[return-value]
