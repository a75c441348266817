"""Whether each audience that can check in finds enough that is for it by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kiosk.content.spots import every
from kiosk.core.audience import ForSome, names
from kiosk.core.vocabulary import Audience

if TYPE_CHECKING:  # opening the hall needs no YAML
    from kiosk.content.library import Library
    from kiosk.content.problems import Problem


def enough_for_each(file: type, thing: type[ForSome], word: str, least: int) -> Callable[[Library], Iterator[Problem]]:
    """A check that at least so many of the things in files of that kind name each audience; `word` is what staff call
    one of them. A hall that writes no `for` at all leaves it to chance, and nothing is told while something is kept
    off: its own fault is, and the rest may follow from it."""

    def check(library: Library) -> Iterator[Problem]:
        written = [document for document in library.documents if document.model is file and not document.draft]
        if any(document.value is None or document.gone for document in written):
            return
        found = [(document, loc, one) for document in written for loc, one in every(document.value, thing)]
        if not any(one.audiences for _, _, one in found):
            return
        # Told where the key is still to be written, else at the first of all.
        document, loc, _ = min(found, key=lambda place: bool(place[2].audiences))
        folder = document.tree.path.rpartition("/")[0]
        for audience in Audience:
            count = sum(names((audience,), one) for _, _, one in found)
            if count < least:
                yield document.problem(
                    loc,
                    f"写明给{audience.word}看的{word}只有 {count} 个，至少要 {least} 个："
                    f"在 {folder} 里再挑 {least - count} 个合适的，各加一行 for: [{audience}]，或者新写",
                    warning=True,
                )

    return check
