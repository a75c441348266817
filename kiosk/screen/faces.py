"""Where the hall's faces lie: two whole ones in a font package, found without importing it, and two that are cut.

Titles, headings and victims' voices are set in a semibold serif, buttons and key figures in a semibold sans: thin
strokes on a dark ground cannot be read at two metres. Those two hold the characters of the content and the frequent
ones (`kiosk faces` cuts them); a rarer character is drawn from the whole face of the same family.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from kiosk.draw.items import Face

CUT_FOLDER = Path(__file__).resolve().parent / "typefaces"
CUT: dict[Face, str] = {"serif": "NotoSerifSC-SemiBold.otf", "strong": "NotoSansSC-SemiBold.otf"}
"""The faces that lack rare characters; both hold the same ones."""

_PACKAGE = "pylopdf_fonts_zh_cn"
_WHOLE: dict[Face, str] = {
    "sans": "NotoSansSC-Regular.otf",
    "strong": "NotoSansSC-Regular.otf",
    "serif": "NotoSerifSC-Regular.otf",
}


def font_file(face: Face) -> Path:
    """Where the face lies. Raises FileNotFoundError when the font package is not installed."""
    return CUT_FOLDER / CUT[face] if face in CUT else whole_file(face)


def whole_file(face: Face) -> Path:
    """Where every character of the face's family lies, in its regular weight. Raises FileNotFoundError."""
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"font package {_PACKAGE} is not installed")
    return Path(spec.origin).parent / _WHOLE[face]
