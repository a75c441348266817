"""The hall's faces cut to a few characters, so that they can be embedded in a page and in a card.

Their outlines become quadratic: a TrueType face in a PDF is understood by every viewer and printer there is, and by
every browser.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from kiosk.draw.items import Face
from kiosk.screen.faces import font_file, whole_file

_FINE = 0.6
"""How far, in thousandths of an em, a quadratic outline may lie from the cubic one."""
_NONE = ".notdef"
_LICENCE = {13: "licenseDescription", 14: "licenseInfoURL", 0: "copyright"}


def cut_face(face: Face, chars: Iterable[str], woff: bool = False) -> bytes:
    """The face with those of the characters it has, as TrueType or wrapped for the web. Where a cut face lacks one,
    the whole face of its family is taken. Raises FileNotFoundError when the font package is not installed."""
    wanted = sorted({*chars, " "})
    source = TTFont(font_file(face))
    if not all(ord(char) in source.getBestCmap() for char in wanted):
        source = TTFont(whole_file(face))
    made = _quadratic(source, {ord(char): f"c{ord(char):x}" for char in wanted if ord(char) in source.getBestCmap()})
    made.flavor = "woff" if woff else None
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def _quadratic(source: TTFont, names: dict[int, str]) -> TTFont:
    glyphs, cmap = source.getGlyphSet(), source.getBestCmap()
    old = {_NONE: _NONE, **{name: cmap[code] for code, name in names.items()}}
    outlines, metrics = {}, {}
    for name, before in old.items():
        pen = TTGlyphPen(None)
        glyphs[before].draw(Cu2QuPen(pen, _FINE, reverse_direction=True))
        outlines[name] = pen.glyph()
        metrics[name] = source["hmtx"][before]
    written = source["name"]
    family, style = written.getBestFamilyName(), written.getBestSubFamilyName()
    kept = {word: str(entry) for number, word in _LICENCE.items() if (entry := written.getName(number, 3, 1, 0x409))}
    made = FontBuilder(source["head"].unitsPerEm, isTTF=True)
    made.setupGlyphOrder(list(old))
    made.setupCharacterMap(names)
    made.setupGlyf(outlines)
    made.setupHorizontalMetrics(metrics)
    made.setupHorizontalHeader(ascent=source["hhea"].ascent, descent=source["hhea"].descent)
    made.setupNameTable(
        {"familyName": family, "styleName": style, "psName": f"{family}-{style}".replace(" ", ""), **kept}
    )
    made.setupOS2(
        usWeightClass=source["OS/2"].usWeightClass,
        sTypoAscender=source["hhea"].ascent,
        sTypoDescender=source["hhea"].descent,
        sCapHeight=733,
        usWinAscent=max(0, source["hhea"].ascent),
        usWinDescent=max(0, -source["hhea"].descent),
    )
    made.setupPost(keepGlyphNames=False)
    made.updateHead(created=source["head"].created, modified=source["head"].modified)
    made.font.recalcTimestamp = False  # the same words give the same files
    return made.font
