"""The one definition of what may be shown: everything the content must hold to, and what stays off the screen for it.

What the hall opens with and what `kiosk check` reports both come from here, so they cannot disagree. The rules are held
against what is left again and again until nothing is wrong with it: what is shown has no problem but advice.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kiosk.content.catalogue import Catalogue
from kiosk.content.collecting import without_collecting
from kiosk.content.compiled import Compiled
from kiosk.content.conditions import Conditions
from kiosk.content.dates import check_dates
from kiosk.content.document import Document
from kiosk.content.giving_way import give_way
from kiosk.content.hall_check import check_hall
from kiosk.content.library import Library
from kiosk.content.models.base import FILE
from kiosk.content.pictures import check_files
from kiosk.content.problems import Problem
from kiosk.content.reading import fall_back_whole, make, missing_or_many, read_documents
from kiosk.content.references import check_references
from kiosk.content.spots import marked
from kiosk.content.wording import check_wording

_MOST_ROUNDS = 30
"""Each round takes something off; files still at fault after so many go whole."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """Every content file as far as it may be shown, and every problem, in the order of files and lines.

    `dated`: something is kept off because of the day. `media` are the files that the content names, whether they are
    there or not.
    """

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    dated: bool
    media: tuple[Path, ...]


def inspect(catalogue: Catalogue, content_dir: Path, hall_file: Path, conditions: Conditions) -> Inspection:
    """Reads all content and holds it against every rule. Never raises for what the files hold."""
    with without_collecting():
        documents = read_documents(catalogue, content_dir, hall_file, conditions.drafts)
        problems = {*missing_or_many(catalogue, content_dir, hall_file, documents)}
        problems |= _drafts(catalogue, content_dir, documents, conditions)
        warnings: set[Problem] = set()
        dated, media = False, _media(documents, content_dir)
        for number in range(_MOST_ROUNDS):
            found = {*_rules(catalogue, content_dir, documents, conditions)}
            warnings = {problem for problem in found if problem.warning}
            wrong = found - warnings
            problems |= wrong
            if not wrong:
                break
            dated = dated or not wrong.isdisjoint(_wrong_today(documents, conditions.today))
            by_path: dict[str, list[Problem]] = {}
            for problem in wrong:
                by_path.setdefault(problem.path, []).append(problem)
            for document in documents:
                _take_off(document, by_path.get(document.tree.path, []), number == _MOST_ROUNDS - 1)
        for document in documents:
            problems |= {_as_advice(problem) if document.draft else problem for problem in document.problems}
        return Inspection(tuple(documents), tuple(sorted(problems | warnings)), dated, media)


def compile_content(catalogue: Catalogue, content_dir: Path, hall_file: Path, conditions: Conditions) -> Compiled:
    """What may be shown, as plain data, with every problem."""
    return compiled(catalogue, inspect(catalogue, content_dir, hall_file, conditions))


def compiled(catalogue: Catalogue, inspection: Inspection, objects: bool = False) -> Compiled:
    """What was found fit to be shown, as plain data; as the `objects` that were checked where nothing is to be kept."""
    files: dict[str, list[Any]] = {kind.pattern: [] for kind in catalogue.files}
    for document in inspection.documents:
        if document.value is not None:
            files[document.kind.pattern].append(document.value if objects else document.data)
    for kind in catalogue.files:
        if kind.fallback is not None and not files[kind.pattern]:
            files[kind.pattern].append(kind.fallback())
    return Compiled(files, inspection.problems, inspection.dated, tuple(map(os.fspath, inspection.media)))


def _drafts(catalogue: Catalogue, content_dir: Path, documents: list[Document], conditions: Conditions) -> set[Problem]:
    """What is still to be done about drafts, as advice; afterwards they are off the screen."""
    drafts = {document.tree.path: document for document in documents if document.draft}
    if not drafts:
        return set()
    found = [*_rules(catalogue, content_dir, documents, conditions)]
    for document in drafts.values():
        document.value = None
    return {_as_advice(problem) for problem in found if problem.path in drafts}


def _as_advice(problem: Problem) -> Problem:
    """The problem of something that is not meant to be shown yet."""
    return replace(problem, warning=True)


def _media(documents: list[Document], content_dir: Path) -> tuple[Path, ...]:
    named = {written for document in documents for _, _, written in marked(document.value, FILE) if "\0" not in written}
    return tuple(content_dir / written for written in sorted(named))


def _wrong_today(documents: list[Document], today: str | None) -> set[Problem]:
    library = Library(documents)
    return {*check_dates(library, today)} - {*check_dates(library, None)}


def _take_off(document: Document, wrong: list[Problem], whole: bool) -> None:
    if not wrong or document.value is None:
        return
    enough = any if document.kind.fallback is not None else all
    if whole or not enough([give_way(document, problem.loc or ()) for problem in wrong]):
        document.value = None
        fall_back_whole(document)
    else:
        make(document)


def _rules(
    catalogue: Catalogue, content_dir: Path, documents: list[Document], conditions: Conditions
) -> Iterator[Problem]:
    """Everything that is wrong with what would be shown, and all advice about it."""
    library = Library(documents)
    for document in documents:
        if document.value is not None:
            yield from _agrees_with_itself(document)
    yield from check_references(library)
    for zone in catalogue.zones:
        for check_zone in zone.checks():
            yield from check_zone(library)
    yield from check_dates(library, conditions.today)
    yield from check_hall(library, catalogue.zone_ids)
    yield from check_files(library, content_dir, conditions.openable)
    yield from check_wording(library, conditions.drawable)


def _agrees_with_itself(document: Document) -> Iterator[Problem]:
    rules, value = document.kind.rules(), document.value
    wrong = rules.faults(value) or rules.lint(value)
    yield from (document.problem(loc, message, at_key=True) for loc, message in wrong)
    if not wrong:
        yield from (document.problem(loc, message, at_key=True, warning=True) for loc, message in rules.advice(value))
