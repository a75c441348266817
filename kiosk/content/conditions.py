"""What content is held against besides itself: the day, the faces of the screen, its decoders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.content.drawable import is_drawable
from kiosk.content.models.base import FileKind

Drawable = Callable[[str], bool]
"""Whether the screen's faces have a character."""

FilmOf = Path | None
"""The film that captions belong to, as far as it is known."""

Openable = Callable[[Path, FileKind, FilmOf], str]
"""What is wrong with a picture, film or caption file as the screen opens it, in Chinese; "" when nothing is."""


def takes_every_file(path: Path, kind: FileKind, film: FilmOf = None) -> str:
    """For who has no decoders at hand."""
    return ""


@dataclass(frozen=True, slots=True)
class Conditions:
    """`today` is YYYY-MM-DD; None leaves out what depends on the day. `drafts`: they are shown too, to whoever is at
    work on them."""

    today: str | None = None
    drawable: Drawable = is_drawable
    openable: Openable = takes_every_file
    drafts: bool = False
