"""The faces a hall keeps are cut from whole fonts: the same characters in each, drawn the same, with their licence."""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from kiosk.screen.coverage import covered
from kiosk.typecase.cutting import cut, frequent, written_in


def whole(file: Path, chars: str) -> Path:
    """A font whose every character is the same bowl, a tenth of an em wider each."""
    made = FontBuilder(1000)
    names = [".notdef", *(f"g{i}" for i, _ in enumerate(chars))]
    made.setupGlyphOrder(names)
    made.setupCharacterMap({ord(char): f"g{i}" for i, char in enumerate(chars)})
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    pen.qCurveTo((500, 900), (900, 0))
    pen.closePath()
    glyph = pen.glyph()
    made.setupGlyf(dict.fromkeys(names, glyph))
    made.setupHorizontalMetrics({name: (500 + 100 * i, 100) for i, name in enumerate(names)})
    made.setupHorizontalHeader(ascent=880, descent=-120)
    made.setupNameTable({"familyName": "Hall", "styleName": "SemiBold", "licenseDescription": "OFL"})
    made.setupOS2(usWeightClass=600)
    made.setupPost()
    made.save(file)
    return file


def test_two_fonts_are_cut_to_what_both_have_and_is_wanted(tmp_path: Path) -> None:
    sources = {
        whole(tmp_path / "a.ttf", "骗真防线"): tmp_path / "a.otf",
        whole(tmp_path / "b.ttf", "真骗线"): tmp_path / "b.otf",
    }
    cut(sources, "骗防线话")
    for target in sources.values():
        assert set(map(chr, covered(target))) == {"骗", "线"}
    font = TTFont(tmp_path / "a.otf")
    glyph = font.getBestCmap()[ord("线")]
    assert "CFF " in font and font["hmtx"][glyph][0] == 900, "as wide as before"
    bounds = BoundsPen(font.getGlyphSet())
    font.getGlyphSet()[glyph].draw(bounds)
    assert bounds.bounds == (100, 0, 900, 450), "the same outline in cubic curves"
    assert font["name"].getDebugName(13) == "OFL" and font["OS/2"].usWeightClass == 600


def test_the_same_fonts_give_the_same_files(tmp_path: Path) -> None:
    source = whole(tmp_path / "a.ttf", "骗真")
    for target in ("one.otf", "two.otf"):
        cut({source: tmp_path / target}, "骗")
    assert (tmp_path / "one.otf").read_bytes() == (tmp_path / "two.otf").read_bytes()


def test_what_is_wanted_is_what_is_written_and_what_is_frequent(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("title: 㛃", "utf-8")
    assert "㛃" in written_in((tmp_path,)) and "㛃" not in frequent()
    assert set("的龄9A，。“”①") <= frequent()
