"""Every screen of every loaded item, on every panel and in every mode: nothing cut off, overlapping, small or faint."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.core.events import ChoiceMade, QuestionAnswered, SceneStopped
from kiosk.draw.icon_files import icon_names
from kiosk.draw.items import Icon, Item, Text, targets
from kiosk.draw.look import CHINESE, Look
from kiosk.scene import Tap
from kiosk.session import frame, frame_model
from kiosk.session.frame import Settings
from kiosk.session.table import Place
from kiosk.wiring import Places, make_machine, read_content
from kiosk.zones.register import SIGNS, ZONES
from tests.geometry import problems

ROOT = Path(__file__).parents[1]
PANELS = {"full-hd": (1920, 1080), "portrait": (1080, 1920), "4k": (3840, 2160), "small": (1366, 768)}
MODES = {
    "normal": Settings(),
    "large": Settings(large=True),
    "contrast": Settings(contrast=True),
    "reach": Settings(reach=True),
    "reach-large": Settings(reach=True, large=True),
}
SCENES = (
    "attract",
    "check_in",
    "measuring",
    "map",
    "trial",
    "farewell",
    "dissuasion",
    "sorry",
    *(zone.id for zone in ZONES),
)


@pytest.fixture(scope="session")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Any:
    places = Places(ROOT / "content", ROOT / "zones.yaml", tmp_path_factory.mktemp("data"))
    return make_machine(read_content(places), places, (1920, 1080), random.Random(1), lambda: "test")


def looks(machine: Any, name: str, panel: str, mode: str) -> tuple[Look, Any]:
    """The look a scene gets inside its frame, in the last minutes of a guided visit, when the frame says most."""
    machine.resize(PANELS[panel])
    place = Place(name) if name in tuple(Place) else Place.ZONE
    shown = frame_model.shown(place, name if place is Place.ZONE else "", machine.visit_session, CHINESE, SIGNS)
    if not shown.bare:
        shown = frame.Shown(
            **{**{f: getattr(shown, f) for f in shown.__slots__}, "left": 0.1, "guide": True, "notice": "还剩 5 分钟"}
        )
    base = frame.look_for(PANELS[panel], MODES[mode], machine.limits.panel)
    return frame.fitted(base, shown, machine.limits.panel), shown


def pages(scene: Any, state: Any, look: Look) -> Iterator[tuple[str, list[Any]]]:
    """Name and draw list of the screen, and of every further page reached with its list's button that goes on."""
    reached = 0.0
    while True:
        items = list(scene.view(state, look))
        yield scene.page(state), items
        further = [w for w in targets(items) if "/to/" in w and _offset(w) > reached]
        if not further:
            return
        reached = _offset(further[-1])
        state = scene.touch(state, Tap(further[-1])).state


def _offset(word: str) -> float:
    """How far down a button of a list leads; -1 for the room's arrows, which lead elsewhere."""
    ends = word.split("/to/")[1]
    return float(ends) if ends.replace(".", "").isdecimal() else -1.0


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", SCENES)
def test_every_screen(machine: Any, name: str, mode: str) -> None:
    scene = machine.scene(name)
    found: dict[str, str] = {}
    samples, seen = list(scene.samples()), set()
    for panel in PANELS if mode in ("normal", "large") else ("full-hd", "portrait"):
        look, shown = looks(machine, name, panel, mode)
        if look in seen:  # the canvas is virtual: a 4K panel of that size has the very same draw lists
            continue
        seen.add(look)
        around = frame.view(look, shown)
        for sample in samples:
            for page, inside in pages(scene, sample, look):
                for problem in problems(look, around + inside):
                    found.setdefault(problem, f"{panel}, {page}")
    assert not found, "\n".join(f"{where}: {what}" for what, where in list(found.items())[:30])


@pytest.mark.parametrize("name", SCENES)
def test_drawing_changes_nothing(machine: Any, name: str) -> None:
    scene = machine.scene(name)
    look, _ = looks(machine, name, "full-hd", "normal")
    for state in scene.samples():
        assert scene.view(state, look) == scene.view(state, look)


BACK_ROW_MM = 16.0
"""An em that is read from the back row of fifteen people, on a panel of 43 inches."""


def _for_the_back_row(scene: Any, state: Any, items: list[Item]) -> Iterator[tuple[str, float]]:
    """What everybody has to read, with its size: titles and voices (serif), questions, quotes, and what is answered."""
    texts = [item for item in items if isinstance(item, Text)]
    for text in texts:
        words = "".join(text.lines)
        quoted = words.startswith("“") and words.endswith("”")
        if text.face == "serif" or quoted or words.endswith("？"):
            yield words, text.size
    for word, target in targets(items).items():
        events = scene.touch(state, Tap(word)).events
        if any(isinstance(event, QuestionAnswered | ChoiceMade | SceneStopped) for event in events):
            inside = [text for text in texts if target.rect.covers(text.rect, 2)]
            if inside:
                largest = max(inside, key=lambda text: text.size)
                yield "".join(largest.lines), largest.size


@pytest.mark.parametrize("name", SCENES)
def test_what_all_must_read_is_read_from_the_back_row(machine: Any, name: str) -> None:
    scene = machine.scene(name)
    look, _ = looks(machine, name, "full-hd", "normal")
    least = BACK_ROW_MM * look.units_per_mm
    assert least > 30, "the hall says how large its panel is"
    small = {
        f"{scene.page(state)}: {words} ({size:g})"
        for state in scene.samples()
        for words, size in _for_the_back_row(scene, state, list(scene.view(state, look)))
        if size < least
    }
    assert small == set()


@pytest.mark.parametrize("name", SCENES)
def test_an_icon_is_drawn_and_means_one_thing(machine: Any, name: str) -> None:
    scene = machine.scene(name)
    look, _ = looks(machine, name, "full-hd", "normal")
    shown = {item.name for state in scene.samples() for item in scene.view(state, look) if isinstance(item, Icon)}
    assert shown <= icon_names()
    assert not shown & {"home", "help"}, "the house leads home and the question mark helps: both stand in the frame"
