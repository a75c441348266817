"""All documents side by side, for checks that look across files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TypeVar

from kiosk.content.document import Document
from kiosk.content.models.base import DEFINES
from kiosk.content.spots import marked
from kiosk.core.findings import Loc

T = TypeVar("T")


class Library:
    """The documents of one check. Ids of files that cannot be read count as known: their fault is told once only."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = list(documents)

    def of(self, model: type[T]) -> Iterator[tuple[Document, T]]:
        """Readable documents of a model, with their objects."""
        for document in self.documents:
            if isinstance(document.value, model):
                yield document, document.value

    def first(self, model: type[T]) -> tuple[Document, T] | None:
        return next(self.of(model), None)

    @cached_property
    def defined(self) -> dict[str, list[tuple[Document, Loc, str]]]:
        """For each kind of thing the ids that are given to one, with their places: “case”, “scam_type”, “rule” …"""
        found: dict[str, list[tuple[Document, Loc, str]]] = {}
        for document in self.documents:
            for loc, kind, name in marked(document.value, DEFINES):
                found.setdefault(kind, []).append((document, loc, name))
        return found

    def claimed(self, kind: str, name: str) -> Document | None:
        """The file that nothing is shown of but that is named after this id: a copy does not stand in for it."""
        for document in self.documents:
            if document.value is None and document.path.stem == name and _own_id(document.model, kind):
                return document
        return None

    def ids(self, kind: str) -> set[str] | None:
        """The ids of that kind; None when nothing can be said, because no file that gives them is there or readable."""
        known = {name for _, _, name in self.defined.get(kind, ())}
        for document in self.documents:
            if document.value is None and (key := _own_id(document.model, kind)):
                data = document.tree.data
                given = data.get(key) if isinstance(data, dict) else None
                known.add(given if isinstance(given, str) else document.path.stem)
        return known or None


def _own_id(model: type, kind: str) -> str:
    """The key of a model's own id of that kind; "" when its files hold several such things or none."""
    from dataclasses import fields

    return next((f.name for f in fields(model) if f.metadata.get(DEFINES) == kind), "")
