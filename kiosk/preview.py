"""The very screens of one content file in a window, read again whenever it is saved, with its problems on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.app import Kiosk
from kiosk.content.catalogue import Found, find_files
from kiosk.content.check import Report, check
from kiosk.content.content_file import HALL, HALL_FILE
from kiosk.content.document import Document
from kiosk.content.models.trials import Trials
from kiosk.content.problems import Problem
from kiosk.content.shown import things
from kiosk.draw.block import boxed, place, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION
from kiosk.scene import Tap
from kiosk.screen.pointer import Key, Resized
from kiosk.screen.window import Window
from kiosk.session.frame import PREFIX
from kiosk.session.machine import Machine
from kiosk.session.preview_state import Screen, hall_screens, put_up, zone_screens
from kiosk.session.table import Place
from kiosk.wall_time import today
from kiosk.wiring import Places, conditions, make_machine
from kiosk.zones.register import CATALOGUE

KEYS = "← → 换画面 · L 大字 · C 高对比 · P 竖屏 · R 重读 · Esc 关闭"
_EDGE = 24.0
MOST_TOLD = 6
"""Problems that have room on the screen; the rest are counted."""


def found_file(places: Places, path: Path) -> Found | None:
    """The content file at that path; None when the hall does not read it."""
    try:
        wanted = path.resolve()
    except OSError:
        return None
    every = find_files(CATALOGUE, places.content, places.hall)
    return next((found for found in every if found.path.resolve() == wanted), None)


def read_all(places: Places) -> Report:
    """The whole content as check finds it, drafts included."""
    known = conditions(today().isoformat(), places.data, drafts=True)
    return check(CATALOGUE, places.content, places.hall, known)


def problems_of(report: Report, found: Found) -> tuple[Problem, ...]:
    """What is to be told about that file."""
    return tuple(problem for problem in report.problems if problem.path == found.shown)


def screens_of(report: Report, found: Found, machine: Machine) -> list[Screen]:
    """The screens of what stands in that file; of everything else in its zone where the file has no things of its own;
    none while nothing of the file can be shown."""
    document = _document(report, found)
    if document is None or document.value is None:
        return []
    if isinstance(document.value, Trials) and report.loaded.trials:
        return zone_screens(machine, Place.TRIAL)
    if found.kind.zone == HALL or found.kind.pattern == HALL_FILE:
        return hall_screens(machine)
    if found.kind.zone not in report.loaded.zones:
        return []
    ids = {thing.id for thing in things(document.kind, document.data)}
    return zone_screens(machine, found.kind.zone, ids)


def _document(report: Report, found: Found) -> Document | None:
    return next((document for document in report.documents if document.tree.path == found.shown), None)


class _Annotated:
    """A machine whose screens carry what is wrong with a file. All else is the machine's own."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self.problems: Sequence[Problem] = ()
        self.lost = False
        self._under: object = None
        self._whole: list[Item] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._machine, name)

    def tell(self, problems: Sequence[Problem], lost: bool) -> None:
        self.problems, self.lost, self._under = problems, lost, None

    def view(self) -> Sequence[Item]:
        items = self._machine.view()
        if not self.problems and not self.lost:
            return items
        if items is not self._under:
            self._under = items
            self._whole = [*items, *panel(self._machine.look, self.problems, self.lost)]
        return self._whole


def panel(look: Look, problems: Sequence[Problem], lost: bool) -> list[Item]:
    """What is wrong, in a sheet over the lower part of the screen; `lost` when it is an older state that is shown."""
    theme = look.theme
    w, h = look.canvas
    inside = w - 2 * _EDGE - 2 * 32
    wrong = any(not problem.warning for problem in problems)
    head = "这个文件有错，现在上不了屏" if lost else "有几处没有上屏" if wrong else "可以上屏；有几处提醒"
    rows = [text(look, head, inside, BODY, theme.on_card)]
    for problem in problems[:MOST_TOLD]:
        rows.append(text(look, f"第 {problem.line} 行：{problem.message}", inside, CAPTION, theme.on_card))
    if len(problems) > MOST_TOLD:
        rows.append(text(look, f"还有 {len(problems) - MOST_TOLD} 处没有列出", inside, CAPTION, theme.on_card_soft))
    sheet = boxed(stack(rows, 10), theme.card, pad=32, radius=24, w=w - 2 * _EDGE)
    return place(sheet, _EDGE, max(_EDGE, h - sheet.h - _EDGE))


class Preview(Kiosk):
    """A hall in which the keys go from screen to screen of one file. Nothing is recorded."""

    def __init__(self, window: Window, places: Places, found: Found) -> None:
        self._found, self._files = found, places
        self._saved = _stamp(found.path)
        report = read_all(places)
        super().__init__(window, replace(places, data=None), report.loaded, None, self._look_again)
        self._settings: list[str] = []
        self._lying = window.size
        self._at = 0
        self._screens: list[Screen] = []
        self._take_over(report)

    def _take_over(self, report: Report) -> None:
        """The file as it now is; while nothing of it can be shown, what was there before stays up."""
        problems = problems_of(report, self._found)
        machine = make_machine(report.loaded, self.places, self.window.size, self.chance, lambda: "look")
        for setting in self._settings:
            machine.touch(Tap(PREFIX + setting))
        screens = screens_of(report, self._found, machine)
        shown = self.machine if isinstance(self.machine, _Annotated) and not screens else _Annotated(machine)
        shown.tell(problems, lost=not screens)
        self.machine = shown  # type: ignore[assignment]
        if screens:
            page = self._screens[self._at].page if self._screens else ""
            self._screens = screens
            same = [n for n, screen in enumerate(screens) if screen.page == page]
            self._go(min(same, key=lambda n: abs(n - self._at)) if same else min(self._at, len(screens) - 1))
        else:
            self._say()

    def _go(self, number: int) -> None:
        self._at = number % len(self._screens)
        put_up(self.machine, self._screens[self._at])
        for setting in self._settings:
            if not getattr(self.machine.look, setting):
                self.machine.touch(Tap(PREFIX + setting))
        self._say()

    def _say(self) -> None:
        where = f"{self._at + 1}/{len(self._screens)}" if self._screens else "没有画面"
        self.window.retitle(f"{self._found.shown} · {where} · {KEYS}")

    def _take(self, come: object, now: float) -> None:
        if isinstance(come, Key) and (do := self._keys().get(come.name)):
            do()
        else:
            super()._take(come, now)

    def _tick(self, seconds: float) -> None:
        self.machine.touch(Tap(""))  # whoever looks at a file is not asked whether anybody is there
        super()._tick(seconds)

    def _keys(self) -> dict[str, Callable[[], None]]:
        keys: dict[str, Callable[[], None]] = {
            "l": partial(self._toggle, "large"),
            "c": partial(self._toggle, "contrast"),
            "p": self._turn,
            "r": self._read_again,
        }
        if self._screens:
            for names, step in ((("right", "page down", "space"), 1), (("left", "page up"), -1)):
                keys |= dict.fromkeys(names, partial(self._step, step))
        return keys

    def _step(self, by: int) -> None:
        self._go(self._at + by)

    def _toggle(self, setting: str) -> None:
        self.machine.touch(Tap(PREFIX + setting))
        self._settings = (
            [s for s in self._settings if s != setting] if setting in self._settings else [*self._settings, setting]
        )

    def _turn(self) -> None:
        """Upright, as tall as the window was, or lying again."""
        w, h = self.window.size
        if w > h:
            self._lying = w, h
        self.window.reshape((round(h * h / w), h) if w > h else self._lying)
        self._take(Resized(*self.window.size), 0.0)

    def _look_again(self) -> None:
        saved = _stamp(self._found.path)
        if saved != self._saved and saved is not None:
            self._read_again()

    def _read_again(self) -> None:
        self._saved = _stamp(self._found.path)
        self._take_over(read_all(self._files))
        self._awoken = True


def _stamp(path: Path) -> tuple[int, int] | None:
    """The file's time of change in nanoseconds and its size; None while an editor is replacing it."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size
