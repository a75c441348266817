"""Everything that can be said about the content before visitors see it: what `kiosk check` runs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kiosk.content.catalogue import Catalogue
from kiosk.content.collecting import without_collecting
from kiosk.content.dates import check_dates
from kiosk.content.document import Document
from kiosk.content.drawable import is_drawable
from kiosk.content.hall_check import check_hall
from kiosk.content.library import Library
from kiosk.content.pictures import check_files
from kiosk.content.problems import Problem
from kiosk.content.reading import compiled, read_documents
from kiosk.content.references import check_references
from kiosk.content.wording import Drawable, check_wording
from kiosk.content.words import read_words

_YAML = (".yaml", ".yml")
_NOT_CONTENT = ("vr_experience/rooms/", "words.yaml")
"""YAML of another kind: the rooms of which the VR zone's panoramas are made, the phrases of a translated hall."""


def check(
    catalogue: Catalogue,
    content_dir: Path,
    hall_file: Path,
    today: str | date | None = None,
    drawable: Drawable = is_drawable,
) -> tuple[Problem, ...]:
    """Every problem of the content, by file and line. Never raises for what the files hold.

    `today` (a date or YYYY-MM-DD) is what dates are held against; None leaves that out. `drawable` says whether the
    screen's faces have a character.
    """
    with without_collecting():
        return _check(catalogue, content_dir, hall_file, None if today is None else str(today), drawable)


def _check(
    catalogue: Catalogue, content_dir: Path, hall_file: Path, today: str | None, drawable: Drawable
) -> tuple[Problem, ...]:
    documents = read_documents(catalogue, content_dir, hall_file)
    library = Library(documents)
    problems = {
        *compiled(catalogue, content_dir, hall_file, documents).problems,
        *check_references(library),
        *_lint(catalogue, documents),
        *(problem for zone in catalogue.zones for check_zone in zone.checks for problem in check_zone(library)),
        *check_dates(library, today),
        *check_hall(library, catalogue.zone_ids),
        *check_files(library, content_dir),
        *check_wording(library, drawable),
        *_unread(content_dir, documents),
        *read_words(content_dir)[1],
    }
    return tuple(sorted(problems))


def _lint(catalogue: Catalogue, documents: list[Document]) -> Iterator[Problem]:
    """What each kind of file must agree with itself about."""
    lint_of = {kind.model: kind.lint for kind in catalogue.files}
    for document in documents:
        for loc, message in lint_of[document.model](document.value) if document.value is not None else ():
            yield document.tree.problem(loc, message, at_key=True)


def _unread(content_dir: Path, documents: list[Document]) -> Iterator[Problem]:
    """YAML files that nobody reads: in the wrong folder, or with another ending."""
    read = {document.path for document in documents}
    for path in sorted(content_dir.rglob("*")):
        if path.suffix.lower() not in _YAML or path in read or path.name.startswith((".", "~")):
            continue
        inside = path.relative_to(content_dir).as_posix()
        if inside.startswith(_NOT_CONTENT):
            continue
        if not os.path.isfile(path):
            message = "名字像内容文件，却是文件夹或坏了的链接：把里面的文件拿出来，再删掉它"
            yield Problem(f"{content_dir.name}/{inside}", 1, 1, message)
            continue
        misnamed = path.suffix != ".yaml"
        ending = "文件名改成以小写 .yaml 结尾" if misnamed else "放到对的文件夹里（照着同类文件），或删掉它"
        yield Problem(f"{content_dir.name}/{inside}", 1, 1, f"这个文件没有被读到：{ending}")
