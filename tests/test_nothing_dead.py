"""Nothing stands in the house that nobody uses: public names, fields of content models, fields of events."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path
from random import Random

import pytest

from kiosk.content.check import check
from kiosk.content.conditions import Conditions
from kiosk.content.models.base import REVIEW, Source
from kiosk.content.models.film import Film
from kiosk.content.spots import _models
from kiosk.core.events import MessageLeft
from kiosk.core.logged import Logged
from kiosk.core.messages import message_text
from kiosk.core.subject import AboutItem
from kiosk.core.vocabulary import MessageForm
from kiosk.draw.items import Sound
from kiosk.draw.look import Look
from kiosk.ops.backup import backup_folders
from kiosk.ops.erasing import let_go
from kiosk.ops.machine import machine_files
from kiosk.remote.hub import Hub
from kiosk.remote.snapshot import taken
from kiosk.reports.cells import cells
from kiosk.reports.summary import visit_summary
from kiosk.reports.tables import table_rows
from kiosk.scene import Tap, Visit
from kiosk.screen.speaker import Speaker
from kiosk.store.database import append_once
from kiosk.takehome.card import card
from kiosk.takehome.gathering import gather
from kiosk.takehome.page import page
from kiosk.wiring import make_machine, read_content, screen_of
from kiosk.zones.harm_data.models import LocalFigure
from kiosk.zones.message_board.scene import MessageBoardScene
from kiosk.zones.register import CATALOGUE
from tests.real_hall import PLACES
from tests.reports.made import ONE_OF_EACH

KIOSK = Path(__file__).parents[1] / "kiosk"

USED_FROM_OUTSIDE = {
    "main": "the console script",
    "samples": "the tests over every screen and the scenes' own tests",
    "baked_from": "the test that no room's picture is older than its YAML",
    "extents": "the tests of the shapes rooms are built of",
    "direction": "the test that a finger meets in the panorama what was painted there",
    "set_default_headers": "Tornado, before every answer",
    "pending": "the tests that wait for a picture decoded beside the loop",
    "memory": "the tests that hold the painter's caches within their bytes",
    "rows_between": "the tests of the store, which read the log in the order of logging",
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


# ------------------------------------------------------------ fields: what is written is read
@contextmanager
def noting(models: Iterable[type]) -> Iterator[set[tuple[str, str]]]:
    """Notes which fields of objects of these classes are read, and by whom it counts: not by what copies, compares,
    builds, hashes the wording or walks every field alike."""
    read: set[tuple[str, str]] = set()
    alike = ("dataclasses.py", "<string>", "wording_hash.py", "spots.py", "build.py", "copy.py", "option_ids.py")

    def noted(self: object, name: str) -> object:
        if not name.startswith("__") and not sys._getframe(1).f_code.co_filename.endswith(alike):
            read.add((type(self).__name__, name))
        return object.__getattribute__(self, name)

    changed = list(models)
    for model in changed:
        model.__getattribute__ = noted  # type: ignore[method-assign,assignment]
    try:
        yield read
    finally:
        for model in changed:
            del model.__getattribute__  # type: ignore[misc]


def test_every_field_of_a_content_model_is_read_by_something(tmp_path: Path) -> None:
    models = {model for kind in CATALOGUE.files for model, _ in _models(kind.model)}
    fields_of = {(model.__name__, f.name): f for model in models for f in fields(model)}
    look = Look()
    # A film of their own stands in no shipped case or memoir: staff's have.
    with noting(models) as read:
        loaded = read_content(PLACES)
        assert loaded.hall is not None
        hung = replace(loaded.hall.hall, panel=replace(loaded.hall.hall.panel, bottom_mm=900))
        hall = replace(loaded, hall=replace(loaded.hall, hall=hung))
        for mode in ("guided", "free"):
            machine = make_machine(hall, PLACES, (1920, 1080), Random(1), lambda: "v")
            for word in (
                "start", "people/4", "kind/family", f"mode/{mode}", "next", "next", "frame/home", "next", "frame/reach",
            ):  # fmt: skip
                machine.touch(Tap(word))
            for word in ("frame/guide", "frame/pause"):
                machine.touch(Tap(word))
            taken(machine, loaded.guide, 0, 0)
            for _ in range(120):
                machine.tick(30.0)
        screen_of(loaded)
        machine_files(hall.hall.hall)
        Hub(machine, loaded.guide, None, lambda: 0.0, lambda: None)
        machine.visit_session.settings.remote.port  # read when staff open the door  # noqa: B018
        for channel in ("voice", "effect", "ambience"):
            Speaker(PLACES.content, replace(hung.sound, quiet_to_hour=24), lambda: 0.0, lambda: 12.0).level(
                Sound(name="a", channel=channel)
            )
        check(CATALOGUE, PLACES.content, PLACES.hall, Conditions("2026-11-26"))
        carried = gather(loaded, PLACES.content)
        page(carried), card(carried)
        for day in range(1, 4):
            left = MessageLeft(MessageForm.PHRASE, "一")
            append_once(tmp_path, Logged("v", left, f"2026-07-0{day}T09:30:00+08:00"))
        let_go(tmp_path, hung.keep, "2026-07-04T09:30:00+08:00")
        backup_folders(tmp_path, hung.backup_to)
    cases, memoirs = loaded.zones["case_warnings"], loaded.zones["victim_memoirs"]
    film = Film("片", "case_warnings/films/a.mp4", "a.jpg", "a.srt")
    told = replace(memoirs.memoirs[0], film="victim_memoirs/films/b.mp4")
    zones = {
        **loaded.zones,
        "case_warnings": replace(cases, films=(film,)),
        "victim_memoirs": replace(memoirs, memoirs=(told, *memoirs.memoirs[1:])),
        "harm_data": replace(
            loaded.zones["harm_data"], local=(LocalFigure("数", 1.0, "次", "意", Source("局", "2026")),)
        ),
    }
    with noting(models) as shown:
        machine = make_machine(replace(loaded, zones=zones), PLACES, (1920, 1080), Random(1), lambda: "v")
        for name in ("attract", "check_in", "map", "farewell", "dissuasion", *CATALOGUE.zone_ids):
            scene = machine.scene(name)
            assert scene is not None
            for state in scene.samples():
                scene.view(state, look)
    reviewed = {key for key, f in fields_of.items() if f.metadata.get(REVIEW)}
    assert sorted(set(fields_of) - read - shown - reviewed) == []


def test_every_field_of_an_event_is_read_by_a_report() -> None:
    events = {type(event) for event in ONE_OF_EACH}
    phrases = read_content(PLACES).zones["message_board"].phrases
    with noting([*events, AboutItem]) as read:
        rows = [Logged("v", event, "2026-07-01T10:00:00+08:00", n) for n, event in enumerate(ONE_OF_EACH, 1)]
        for row in table_rows(rows):
            cells(row)
        visit_summary(ONE_OF_EACH)
        message_text(MessageLeft(MessageForm.INK, "", ((1, 2),), 800, 400))
        wall = MessageBoardScene(phrases, lambda: [MessageLeft(MessageForm.INK, "", ((1, 2),), 800, 400)])
        wall.view(wall.start(Visit()), Look())
    unread = {(kind.__name__, f.name) for kind in events for f in fields(kind)} - read
    assert unread == set()
