"""Of which kind a file's keys are: how a file in the wrong folder is told from one that is wrong."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.content.catalogue import Catalogue
from kiosk.content.content_file import HALL_FILE, ContentFile
from kiosk.content.vocabulary import keys

LIKENESS = 0.6
"""Of the keys of a file and of a model, the share they have in common when the file is taken for one of the kind."""


def likeness(catalogue: Catalogue, written: Iterable[str]) -> ContentFile | None:
    """The kind of file, of those that lie in a folder of their own, whose keys these are; None when they are no
    kind's."""
    keys_there = set(written)
    best: tuple[float, ContentFile] | None = None
    for kind in catalogue.files:
        if kind.pattern == HALL_FILE or not kind.many:
            continue
        known = set(keys(kind.model))
        share = len(keys_there & known) / max(1, len(known | keys_there))
        if share >= LIKENESS and (best is None or share > best[0]):
            best = share, kind
    return best[1] if best else None
