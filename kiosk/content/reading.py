"""Reads the YAML files of the table and checks each against its model: the slow way, taken when something changed.

Everything that is wrong becomes a problem with a place. What is readable is kept as plain data (for the cache) and as
objects (for the checks across files).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from kiosk.content.catalogue import HALL_FILE, Catalogue, ContentFile, Found, find_files, shown
from kiosk.content.compiled import Compiled
from kiosk.content.document import Document
from kiosk.content.problems import Problem
from kiosk.content.sentences import model_problems
from kiosk.content.yaml_bytes import LIMIT_BYTES, too_big
from kiosk.content.yaml_tree import Tree, parse

MOST_PROBLEMS = 40
"""Problems listed for one file; the rest are counted."""


@cache
def _adapter(model: type) -> TypeAdapter[Any]:
    return TypeAdapter(model)


def read_document(found: Found) -> Document:
    """Reads and checks one file. Never raises for what it holds or for a file that cannot be opened."""
    document = Document(found.kind.model, found.kind.zone, found.path, _read_tree(found))
    tree = document.tree
    document.problems = list(tree.problems)
    if tree.readable:
        document.problems += _validate(document, found.kind)
    if document.problems:
        document.value = None
    document.problems = _few(document.problems, tree.path)
    return document


def read_documents(catalogue: Catalogue, content_dir: Path, hall_file: Path) -> list[Document]:
    """Every file of the catalogue, in its order."""
    return [read_document(found) for found in find_files(catalogue, content_dir, hall_file)]


def compile_content(catalogue: Catalogue, content_dir: Path, hall_file: Path) -> Compiled:
    """All content as checked plain data with every problem."""
    return compiled(catalogue, content_dir, hall_file, read_documents(catalogue, content_dir, hall_file))


def compiled(catalogue: Catalogue, content_dir: Path, hall_file: Path, documents: Iterable[Document]) -> Compiled:
    """Documents already read, as plain data; missing files are added to the problems."""
    pattern_of = {kind.model: kind.pattern for kind in catalogue.files}
    files: dict[str, list[Any]] = {kind.pattern: [] for kind in catalogue.files}
    seen, problems = set(), []
    for document in documents:
        seen.add(document.model)
        problems += document.problems
        if document.value is not None:
            files[pattern_of[document.model]].append(document.tree.data)
    for kind in catalogue.files:
        if kind.required and kind.model not in seen:
            problems.append(_nothing_there(content_dir, hall_file, kind))
    return Compiled(files, tuple(problems))


def _read_tree(found: Found) -> Tree:
    if found.size > LIMIT_BYTES:
        return Tree(found.shown, problems=[too_big(found.shown)])
    try:
        with found.path.open("rb") as stream:
            raw = stream.read(LIMIT_BYTES + 1)
    except OSError:
        message = "打不开这个文件：看看它是不是正被别的程序占用，或者没有读取的权限"
        return Tree(found.shown, problems=[Problem(found.shown, 1, 1, message)])
    return parse(found.shown, raw)


def _validate(document: Document, kind: ContentFile) -> list[Problem]:
    model, tree = kind.model, document.tree
    try:
        document.value = _adapter(model).validate_json(json.dumps(tree.data))
    except ValidationError as error:
        spots = {(problem.line, problem.column) for problem in tree.problems}
        found = model_problems(tree, model, error.errors(include_url=False))
        return [problem for problem in found if (problem.line, problem.column) not in spots]
    return [tree.problem(loc, message, at_key=True) for loc, message in kind.faults(document.value)]


def _few(problems: list[Problem], path: str) -> list[Problem]:
    problems = sorted(problems)
    if len(problems) <= MOST_PROBLEMS:
        return problems
    rest = len(problems) - MOST_PROBLEMS
    last = problems[MOST_PROBLEMS]
    more = Problem(path, last.line, last.column, f"从这里往后还有 {rest} 处问题没有列出：先改好前面的，再检查一遍")
    return [*problems[:MOST_PROBLEMS], more]


def _nothing_there(content_dir: Path, hall_file: Path, kind: ContentFile) -> Problem:
    is_hall = kind.pattern == HALL_FILE
    name = hall_file.name if is_hall else kind.pattern.rpartition("/")[2]
    path = shown(content_dir, kind, name)
    if _barred(hall_file if is_hall else content_dir / (kind.folder if kind.many else kind.pattern)):
        return Problem(path, 1, 1, "没有权限打开这里的文件夹：请管理员把文件夹的权限改成可读，再检查一遍")
    if kind.many:
        return Problem(path, 1, 1, "这个文件夹里一个内容文件也没有：放进至少一个 .yaml 文件，展区才能开放")
    return Problem(path, 1, 1, "没有找到这个文件：从备份里找回来，或检查文件名有没有改动（要以 .yaml 结尾）")


def _barred(place: Path) -> bool:
    """Whether it is the rights that keep this file or folder from being looked into."""
    try:
        os.listdir(place)
    except OSError as error:
        return isinstance(error, PermissionError)
    return False
