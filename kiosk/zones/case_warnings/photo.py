"""A case's own picture, cropped to the place it is given."""

from __future__ import annotations

from kiosk.core.geometry import Rect
from kiosk.draw.block import Block
from kiosk.draw.items import Picture
from kiosk.zones.case_warnings.models import Case


def photo(case: Case, w: float, h: float) -> Block:
    """The picture filling `w` x `h` units: its edges are cut off where it has another shape, it is never stretched."""
    return Block(w, h, (Picture(rect=Rect(0, 0, w, h), file=case.picture, fit="cover", radius=16.0),))
