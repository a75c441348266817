"""Nothing stands in the house that nobody uses: public names, fields of content models, fields of events."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

KIOSK = Path(__file__).parents[1] / "kiosk"

USED_FROM_OUTSIDE = {
    "main": "the console script",
    "samples": "the tests over every screen and the scenes' own tests",
    "baked_from": "the test that no room's picture is older than its YAML",
    "extents": "the tests of the shapes rooms are built of",
    "direction": "the test that a finger meets in the panorama what was painted there",
    "pending": "the tests that wait for a picture decoded beside the loop",
    "memory": "the tests that hold the painter's caches within their bytes",
    "acknowledged": "the tests that kill the program and hold the disk to what it said",
}
"""Public names that nothing in kiosk reads, and who does."""


class _File(ast.NodeVisitor):
    """The public definitions of one file, and every name it reads with the definition it stands in."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.defined: list[tuple[str, str]] = []
        self.read: list[tuple[str, str]] = []
        self._inside: list[str] = []
        self.visit(ast.parse(file.read_text("utf-8")))

    def _define(self, name: str, what: str) -> None:
        if not name.startswith("_"):
            self.defined.append((name, what))

    def _scope(self, node: ast.FunctionDef | ast.ClassDef) -> None:
        for decorator in node.decorator_list:
            self.visit(decorator)
        self._inside.append(node.name)
        for child in ast.iter_child_nodes(node):
            if child not in node.decorator_list:
                self.visit(child)
        self._inside.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        in_class = bool(self._inside) and self._inside[-1].lstrip("_")[:1].isupper()
        if not self._inside or in_class:
            self._define(node.name, "function")
        self._scope(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._define(node.name, "class")
        self._scope(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        if not self._inside:
            for target in node.targets:
                if isinstance(target, ast.Name):
                    self._define(target.id, "constant")
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if not self._inside and isinstance(node.target, ast.Name):
            self._define(node.target.id, "constant")
        self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self._note(node.id)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if isinstance(node.ctx, ast.Load):
            self._note(node.attr)
        self.generic_visit(node)

    def visit_MatchClass(self, node: ast.MatchClass) -> None:
        for name in node.kwd_attrs:
            self._note(name)
        self.generic_visit(node)

    def _note(self, name: str) -> None:
        self.read.append((name, ".".join(self._inside)))


def _files() -> Iterator[_File]:
    for file in sorted(KIOSK.rglob("*.py")):
        yield _File(file)


def test_every_public_name_is_used_by_something_else() -> None:
    files = list(_files())
    used: dict[str, set[tuple[Path, str]]] = {}
    for file in files:
        for name, inside in file.read:
            used.setdefault(name, set()).add((file.file, inside))
    dead = []
    for file in files:
        for name, what in file.defined:
            elsewhere = {
                place for place in used.get(name, ()) if not (place[0] == file.file and name in place[1].split("."))
            }
            if not elsewhere and name not in USED_FROM_OUTSIDE:
                dead.append(f"{file.file.relative_to(KIOSK)}: {what} {name}")
    assert dead == []


@pytest.mark.parametrize("name", USED_FROM_OUTSIDE)
def test_the_exceptions_are_still_needed(name: str) -> None:
    assert any(name == defined for file in _files() for defined, _ in file.defined)
