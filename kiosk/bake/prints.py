"""Draws prints with words and shapes: calendars, posters, screens, labels, rugs. Needs Pillow."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_zh_cn import sans_path, serif_path

from kiosk.bake.mesh import Floats
from kiosk.bake.model import Mark, Print
from kiosk.bake.views import view

_OVER = 2
"""Drawn this many times larger, then made smaller, so that edges are smooth."""


@lru_cache(maxsize=8)
def drawn(picture: Print) -> Floats:
    """The print as (height, width, 3) sRGB values from 0 to 1."""
    scale = picture.dots * _OVER
    size = (round(picture.size[0] * scale), round(picture.size[1] * scale))
    image = Image.new("RGB", size, picture.ground)
    for mark in picture.marks:
        _draw(image, mark, scale)
    small = image.resize((max(1, size[0] // _OVER), max(1, size[1] // _OVER)), Image.Resampling.LANCZOS)
    result: Floats = np.asarray(small, float) / 255
    return result


def _draw(image: Any, mark: Mark, scale: float) -> None:
    pen = ImageDraw.Draw(image)
    if mark.text:
        _text(image, mark, scale)
    elif mark.fill:
        x, y, w, h = (n * scale for n in mark.fill)
        pen.rounded_rectangle((x, y, x + w - 1, y + h - 1), mark.radius * scale, fill=mark.colour)
    elif mark.line:
        pen.line(
            [n * scale for n in mark.line], fill=mark.colour, width=max(1, round(mark.width * scale)), joint="curve"
        )
    elif mark.shape:
        pen.polygon([n * scale for n in mark.shape], fill=mark.colour)
    elif mark.disc:
        x, y, r = (n * scale for n in mark.disc)
        pen.ellipse((x - r, y - r, x + r, y + r), fill=mark.colour)
    elif mark.month:
        _month(image, mark, scale)
    elif mark.hands:
        _hands(pen, mark, scale)
    else:
        _painted(image, mark, scale)


def _hands(pen: ImageDraw.ImageDraw, mark: Mark, scale: float) -> None:
    """Hour and minute hand over the axle, as a clock shows the time: the hour hand stands between two hours."""
    x, y, length = (n * scale for n in mark.hands)
    hours, minutes = (int(part) for part in mark.time.split(":"))
    width = max(1, round(mark.width * scale))
    for turn, reach, thick in (((hours % 12 + minutes / 60) / 12, 0.62, 1.5), (minutes / 60, 1.0, 1.0)):
        way = (math.sin(turn * 2 * math.pi), -math.cos(turn * 2 * math.pi))
        tail, tip = -0.14 * length, reach * length
        ends = [(x + way[0] * at, y + way[1] * at) for at in (tail, tip)]
        pen.line(ends, fill=mark.colour, width=max(1, round(width * thick)))
    pen.ellipse((x - 1.6 * width, y - 1.6 * width, x + 1.6 * width, y + 1.6 * width), fill=mark.colour)


def _font(mark: Mark, size: float) -> Any:
    return ImageFont.truetype(str(serif_path() if mark.font == "serif" else sans_path()), max(1, round(size)))


def _text(image: Any, mark: Mark, scale: float) -> None:
    words = "\n".join(mark.text.replace("\n", "")) if mark.upright else mark.text
    font = _font(mark, mark.size * scale)
    stroke = round(mark.bold * scale)
    place = (mark.at[0] * scale, mark.at[1] * scale)
    anchor = {"left": "l", "middle": "m", "right": "r"}[mark.anchor] + "m"
    align = {"left": "left", "middle": "center", "right": "right"}[mark.anchor]
    gap = mark.size * scale * (0.02 if mark.upright else 0.3)
    options = {"font": font, "anchor": anchor, "align": align, "spacing": gap, "stroke_width": stroke}
    if not mark.lean:
        ImageDraw.Draw(image).multiline_text(place, words, fill=mark.colour, **options)
        return
    mask = Image.new("L", image.size, 0)
    ImageDraw.Draw(mask).multiline_text(place, words, fill=255, **options)
    mask = mask.rotate(mark.lean, center=place, resample=Image.Resampling.BICUBIC)
    image.paste(Image.new("RGB", image.size, mark.colour), (0, 0), mask)


def _month(image: Any, mark: Mark, scale: float) -> None:
    """The days of a month in seven columns from Monday; the weekend in red, today in a ring."""
    left, top, width, height, first, days, today = mark.month
    rows = (int(first) - 1 + int(days) + 6) // 7
    step_x, step_y = width / 7, height / (rows + 1)
    pen = ImageDraw.Draw(image)
    font = _font(mark, min(step_x, step_y) * 0.58 * scale)
    for i, name in enumerate("一二三四五六日"):
        place = ((left + (i + 0.5) * step_x) * scale, (top + 0.5 * step_y) * scale)
        pen.text(place, name, font=font, anchor="mm", fill="#b3261e" if i > 4 else mark.colour)
    for day in range(1, int(days) + 1):
        cell = int(first) - 2 + day
        x, y = (left + (cell % 7 + 0.5) * step_x) * scale, (top + (cell // 7 + 1.5) * step_y) * scale
        if day == int(today):
            r = min(step_x, step_y) * 0.46 * scale
            pen.ellipse((x - r, y - r, x + r, y + r), outline="#b3261e", width=max(1, round(r * 0.14)))
        pen.text((x, y), str(day), font=font, anchor="mm", fill="#b3261e" if cell % 7 > 4 else mark.colour)


def _painted(image: Any, mark: Mark, scale: float) -> None:
    x, y, w, h = (round(n * scale) for n in mark.painted[:4])
    made = view(mark.scene, max(1, w), max(1, h), int(mark.painted[4]))
    if mark.scene == "weave":
        made = made * (np.asarray(image.crop((x, y, x + w, y + h)), float) / 255)
    image.paste(Image.fromarray((made * 255).astype(np.uint8)), (x, y))
