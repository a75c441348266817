"""Reads the YAML files of the table and checks each against its model: the slow way, taken when something changed.

Everything that is wrong becomes a problem with a place. What is readable is kept as plain data (for the cache) and as
objects (for the checks across files).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from kiosk.content.catalogue import MOST_FILES, MOST_TOGETHER, Catalogue, Found, files_of, find_files, shown
from kiosk.content.content_file import HALL_FILE, ContentFile
from kiosk.content.document import Document
from kiosk.content.giving_way import entries, give_way, what_is_left
from kiosk.content.likeness import likeness
from kiosk.content.problems import Problem
from kiosk.content.sentences import model_problems
from kiosk.content.yaml_bytes import LIMIT_BYTES, too_big
from kiosk.content.yaml_tree import Tree, parse
from kiosk.core.findings import Loc
from kiosk.core.outside import TooLargeError, read_file

DRAFT = "draft"
"""The key that keeps a file or an entry off the screen."""
MOST_PROBLEMS = 40
"""Problems listed for one file; the rest are counted."""


@cache
def _adapter(model: type) -> TypeAdapter[Any]:
    return TypeAdapter(model)


def read_document(found: Found, drafts: bool = False) -> Document:
    """Reads one file and checks it against its model. Never raises for what it holds or for a file that cannot be
    opened. `drafts`: what is marked as a draft is not kept off."""
    tree = _read_tree(found)
    document = Document(found.kind, found.path, tree)
    document.problems = list(tree.problems)
    if not tree.readable:
        fall_back_whole(document)
    else:
        _take_drafts(document, drafts)
        certain = [give_way(document, problem.loc or ()) for problem in tree.problems]
        make(document)  # what else is wrong is told in the same breath
        if not all(certain) and found.kind.fallback is None:
            document.value = None
    document.problems = _few(document.problems, tree.path)
    return document


def make(document: Document) -> None:
    """Makes the object of what is left of the file; what does not fit its model gives way, and is told."""
    while True:
        document.data = what_is_left(document)
        found = _validated(document)
        if document.value is not None:
            return
        going = [give_way(document, problem.loc or ()) for problem in found]
        enough = any if document.kind.fallback is not None else all
        if not going or not enough(going):
            return


def fall_back_whole(document: Document) -> None:
    """The fallback in place of a file of which nothing can be used; without one, nothing is shown of it."""
    if document.kind.fallback is not None:
        document.replaced = {(): document.kind.fallback()}
        make(document)


def read_documents(catalogue: Catalogue, content_dir: Path, hall_file: Path, drafts: bool = False) -> list[Document]:
    """Every file of the catalogue, in its order."""
    documents = [read_document(found, drafts) for found in find_files(catalogue, content_dir, hall_file)]
    for document in documents:
        _tell_of_another_kind(catalogue, content_dir, document)
    return documents


def missing_or_many(
    catalogue: Catalogue, content_dir: Path, hall_file: Path, documents: Iterable[Document]
) -> Iterator[Problem]:
    """The required files and folders that are missing, and the folders that hold more than is read."""
    seen = {document.model for document in documents}
    for kind in catalogue.files:
        if kind.required and kind.model not in seen:
            yield _nothing_there(content_dir, hall_file, kind)
        elif left := files_of(kind, content_dir, hall_file)[1]:
            limits = f"最多 {MOST_FILES} 个、一共 {MOST_TOGETHER // 1024} KB"
            message = f"这个文件夹里的文件太多（{limits}），按文件名排在最后的 {left} 个没有读：把不用的移到别处"
            yield Problem(shown(content_dir, kind, ""), 1, 1, message)


def _tell_of_another_kind(catalogue: Catalogue, content_dir: Path, document: Document) -> None:
    """A file that would be right in another folder: that is all there is to say about it."""
    data = document.tree.data
    if document.value is not None or not document.kind.many or not isinstance(data, dict):
        return
    kind = likeness(catalogue, map(str, data))
    if kind is not None and kind is not document.kind and kind.folder != document.kind.folder:
        place = f"{content_dir.name}/{kind.folder}/{document.path.name}"
        message = f"这像是{kind.item}，放错了文件夹：移到 {place}"
        document.problems = [Problem(document.tree.path, 1, 1, message)]


def _take_drafts(document: Document, shown: bool) -> None:
    """`draft: true` on a file, or on an entry that can be kept off by itself: it stays off the screen, and is told."""
    data = document.tree.data
    entries_of = [pair for pattern in document.kind.each for pair in entries(data, pattern)]
    whole = [((), data)] if document.kind.many and not document.kind.each else []
    for at, entry in (*whole, *entries_of):
        if not isinstance(entry, dict) or DRAFT not in entry:
            continue
        written = entry[DRAFT]
        if not isinstance(written, bool):
            message = f"“{DRAFT}”只能写 true（草稿，不上屏）或 false：改成其中一个，或删掉这一行"
            document.problems.append(document.tree.problem((*at, DRAFT), message))
        elif written:
            message = f"这是草稿（{DRAFT}: true），不上屏：写好了就删掉这一行"
            document.problems.append(document.tree.problem((*at, DRAFT), message, at_key=True, warning=True))
        document.gone.add((*at, DRAFT))
        if written is not False and not shown:
            document.draft = document.draft or not at
            document.gone |= {at} if at else set()


def _read_tree(found: Found) -> Tree:
    try:
        raw = read_file(found.path, LIMIT_BYTES)
    except TooLargeError:
        return Tree(found.shown, problems=[too_big(found.shown)])
    except OSError:
        message = "打不开这个文件：看看它是不是正被别的程序占用，或者没有读取的权限"
        return Tree(found.shown, problems=[Problem(found.shown, 1, 1, message)])
    return parse(found.shown, raw)


def _validated(document: Document) -> list[Problem]:
    """What does not fit the model; told unless something is told there already. Sets the document's value."""
    model, tree = document.model, document.tree
    document.value = None
    try:
        document.value = _adapter(model).validate_json(to_json(document.data))
        return []
    except ValidationError as error:
        errors: list[Any] = [
            {**one, "loc": document.written(tuple(one["loc"]))} for one in error.errors(include_url=False)
        ]
    known = {(problem.line, problem.column) for problem in document.problems}
    flagged = [problem.loc for problem in tree.problems if problem.loc]
    errors = [one for one in errors if one["type"] != "too_short" or not _held_by(one["loc"], flagged)]
    short = [one for one in errors if one["type"] == "too_short" and _was_longer(document, one["loc"])]
    found = model_problems(tree, model, [one for one in errors if one not in short])
    too_few = [_too_few_left(document, one) for one in short]
    # Where a fallback stands in, or each is told on its own account, the few that are left are no news.
    news = too_few if document.kind.fallback is None and any(one["input"] for one in short) else []
    document.problems += [problem for problem in found + news if (problem.line, problem.column) not in known]
    return found + too_few


def _held_by(listed: Loc, flagged: list[Loc]) -> bool:
    """Whether something is told already about an entry of that list."""
    return any(loc[: len(listed)] == listed and len(loc) > len(listed) for loc in flagged)


def _too_few_left(document: Document, error: Any) -> Problem:
    left, least = len(error["input"]), error["ctx"]["min_length"]
    message = f"“{error['loc'][-1]}”里能上屏的只剩 {left} 条，至少要 {least} 条：先改好不上屏的那几条，或再补几条"
    return document.tree.problem(error["loc"], message, at_key=True)


def _was_longer(document: Document, loc: Loc) -> bool:
    """Whether entries of that list were kept off."""
    return any(place[:-1] == loc and isinstance(place[-1], int) for place in document.gone if place)


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
