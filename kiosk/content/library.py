"""All documents side by side, for checks that look across files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from kiosk.content.models.case import Case
from kiosk.content.models.rule import Rules
from kiosk.content.models.scam_type import ScamType
from kiosk.content.reading import Document

T = TypeVar("T")


class Library:
    """The documents of one check. Ids of files that cannot be read count as known: their fault is told once only."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = list(documents)
        self.type_ids = self._ids(ScamType)
        self.case_ids = self._ids(Case)
        rules = [value for _, value in self.of(Rules)]
        self.rule_ids: set[str] | None = None
        """None when the rules cannot be read, so nothing can be said about references to them."""
        if rules:
            self.rule_ids = {rule.id for file in rules for rule in (*file.six, *file.eight, *file.updated)}

    def of(self, model: type[T]) -> Iterator[tuple[Document, T]]:
        """Readable documents of a model, with their objects."""
        for document in self.documents:
            if isinstance(document.value, model):
                yield document, document.value

    def first(self, model: type[T]) -> tuple[Document, T] | None:
        return next(self.of(model), None)

    def _ids(self, model: type) -> set[str]:
        ids = set()
        for document in self.documents:
            if document.kind.model is model:
                data = document.tree.data
                given = data.get("id") if isinstance(data, dict) else None
                ids.add(given if isinstance(given, str) else document.path.stem)
        return ids
