"""Cuts a whole Chinese font to the characters the hall needs in it: two megabytes for two faces instead of thirty.

Quadratic outlines (Google's files) become cubic ones: FreeType draws those three times as fast, and they take less.
What a cut face lacks is drawn from the whole face of the same family (`screen/faces.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from kiosk.typecase.words import texts_in

COPYRIGHT, LICENCE, LICENCE_URL = 0, 13, 14
"""Entries of a font's name table that have to go with it."""
NAMES = {COPYRIGHT: "copyright", LICENCE: "licenseDescription", LICENCE_URL: "licenseInfoURL"}
LEVEL_1 = range(0xB0, 0xD8)
"""Rows of GB 2312 that hold its 3755 most frequent characters; the rows before hold signs."""
SIGNS = range(0xA1, 0xA4)
DENSITY = 1000
"""Units an em, in which the outlines are kept exactly."""


def frequent() -> set[str]:
    """The signs and the most frequent characters of GB 2312, and Latin letters with their accents."""
    found = {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2040))}
    for row in (*SIGNS, *LEVEL_1):
        for cell in range(0xA1, 0xFF):
            found.update(bytes((row, cell)).decode("gb2312", "ignore"))
    return found


def written_in(folders: Iterable[Path]) -> set[str]:
    """Every character that stands in the content or among the interface's phrases."""
    return set().union(*texts_in(folders))


def cut(sources: dict[Path, Path], wanted: Iterable[str]) -> None:
    """From each whole font to its cut one, all with the same characters. Raises OSError."""
    fonts = {target: TTFont(source) for source, target in sources.items()}
    codes = {ord(char) for char in wanted}
    for font in fonts.values():
        codes &= font.getBestCmap().keys()
    for target, font in fonts.items():
        _subset(font, codes)
        _cubic(font).save(target)


def _subset(font: TTFont, codes: Iterable[int]) -> None:
    options = Options()
    options.layout_features = ["kern"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)


def _cubic(font: TTFont) -> TTFont:
    """The same font with cubic outlines, and nothing in it but what a line of text is set from."""
    names = font["name"]
    family, style = names.getBestFamilyName(), names.getBestSubFamilyName()
    postscript = f"{family}-{style}".replace(" ", "")
    made = FontBuilder(DENSITY, isTTF=False)
    made.setupGlyphOrder(font.getGlyphOrder())
    made.setupCharacterMap(font.getBestCmap())
    made.font["cmap"].tables.append(_full_map(font.getBestCmap()))
    made.setupCFF(postscript, {"FullName": f"{family} {style}"}, _outlines(font), {})
    made.setupHorizontalMetrics(dict(font["hmtx"].metrics))
    made.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
    kept = {word: str(entry) for number, word in NAMES.items() if (entry := names.getName(number, 3, 1, 0x409))}
    made.setupNameTable({"familyName": family, "styleName": style, "psName": postscript, **kept})
    made.setupOS2(usWeightClass=font["OS/2"].usWeightClass)
    made.setupPost(keepGlyphNames=False)
    made.updateHead(created=font["head"].created, modified=font["head"].modified)
    made.font.recalcTimestamp = False  # the same fonts give the same files
    if "GPOS" in font:
        made.font["GPOS"] = font["GPOS"]
    return made.font


def _outlines(font: TTFont) -> dict[str, Any]:
    glyphs = font.getGlyphSet()
    drawn = {}
    for name in font.getGlyphOrder():
        pen = T2CharStringPen(font["hmtx"][name][0], glyphs)
        glyphs[name].draw(Qu2CuPen(pen, font["head"].unitsPerEm / DENSITY, all_cubic=True))
        drawn[name] = pen.getCharString()
    return drawn


def _full_map(characters: dict[int, str]) -> CmapSubtable:
    """A map of format 12, the one `screen/coverage.py` reads."""
    table = CmapSubtable.newSubtable(12)
    table.platformID, table.platEncID, table.language, table.cmap = 3, 10, 0, dict(characters)
    return table
