"""Where the project's own icons lie, and which there are: a drawing an icon, named after it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "icons"


@cache
def icon_names() -> frozenset[str]:
    """The names of all icons there are."""
    return frozenset(file.stem for file in FOLDER.glob("*.svg"))


def icon_fault(name: str) -> str:
    """What is to be said to staff about an icon's name; "" for one there is. Without it a mere dot would be drawn."""
    names = icon_names()
    if name in names:
        return ""
    from difflib import get_close_matches  # only where something is wrong

    near = get_close_matches(name, sorted(names), 1)
    return f"没有叫“{name[:20]}”的图标：写成 {near[0] if near else 'danger'}，或者照同类文件里用过的写"
