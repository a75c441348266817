"""Where the two faces of the hall lie: in a font package, found without importing it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from kiosk.draw.items import Face

_PACKAGE = "pylopdf_fonts_zh_cn"
_FILES: dict[Face, str] = {"sans": "NotoSansSC-Regular.otf", "serif": "NotoSerifSC-Regular.otf"}


def font_file(face: Face) -> Path:
    """Where the face lies. Raises FileNotFoundError when the font package is not installed."""
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"font package {_PACKAGE} is not installed")
    return Path(spec.origin).parent / _FILES[face]
