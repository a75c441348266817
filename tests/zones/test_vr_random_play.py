"""Random play over the hall's own scenarios: what is recorded is exact, and leaving leaves nothing behind."""

from __future__ import annotations

import threading
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.events import ChoiceMade, ClueShown, ScenarioEnded, SceneStopped, VisitEnded, VisitStarted, ZoneLeft
from kiosk.core.vocabulary import GroupKind, VisitMode
from kiosk.draw.items import Panorama, targets
from kiosk.scene import Drag, Tap
from kiosk.screen.painter import Painter
from kiosk.session.machine import Machine
from kiosk.session.preview_state import open_zone
from kiosk.session.table import Place
from kiosk.zones.vr_experience.models import FlagKind
from kiosk.zones.vr_experience.pages import VrAnswerPage, VrCluePage, VrDebriefPage, VrPlayPage, VrStopPage
from kiosk.zones.vr_experience.story import Story
from tests.real_hall import PLACES, content, machine

ZONE = "vr_experience"
SCENARIOS = content().zones[ZONE].scenarios
ACTIONS = ("choose", "choose", "choose", "wait", "long wait", "stop", "point", "next", "look", "back", "clue")


def act(m: Machine, action: str, number: int) -> None:
    """One thing a group may do; does nothing where it is not offered."""
    shown = list(targets(m.view()))
    offered: dict[str, list[str]] = {
        "choose": [w for w in shown if w.startswith("choose/")],
        "point": [w for w in shown if w.startswith("point/")],
        "stop": [w for w in shown if w == "stop"],
        "clue": [w for w in shown if w.startswith("clue/")],
        "next": [w for w in shown if w in ("next", "more", "again")],
        "back": ["frame/back"] if under_way(m) is not None else [],
    }
    if action == "wait":
        m.tick(1.5)
    elif action == "long wait":
        m.touch(Tap("somebody"))
        m.tick(50.0)
    elif action == "look" and "room" in targets(m.view(), "drag"):
        extent = targets(m.view(), "drag")["room"].extent
        m.touch(Drag("room", "move", float(number * 13 % 400 - 200), 20.0, extent=extent))
        m.touch(Drag("room", "end", 0.0, 0.0, vx=300.0, extent=extent))
    elif words := offered.get(action):
        m.touch(Tap(words[number % len(words)]))


def under_way(m: Machine) -> Story | None:
    """The story that is being played or was stopped."""
    match m.state.inside.page if m.zone == ZONE and m.state.inside else None:
        case VrPlayPage(story) | VrStopPage(VrPlayPage(story)) | VrAnswerPage(VrPlayPage(story)):
            return story
        case VrCluePage(VrPlayPage(story)):
            return story
    return None


def begin(number: int, led: bool = False) -> Machine:
    m = machine()
    if led:
        m.visit_session.admit(VisitStarted(12, GroupKind.OTHER, (), VisitMode.GUIDED))
    open_zone(m, ZONE)
    m.touch(Tap("round"))
    m.touch(Tap(f"card/{SCENARIOS[number % len(SCENARIOS)].id}"))
    m.touch(Tap("next"))
    m.take()
    return m


@settings(max_examples=60, deadline=None)
@given(
    number=st.integers(0, 9),
    led=st.booleans(),
    steps=st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 9)), max_size=60),
)
def test_what_is_recorded_at_the_end_is_what_happened(number: int, led: bool, steps: list[tuple[str, int]]) -> None:
    m = begin(number, led)
    shown: list[str] = []
    found: list[str] = []
    yuan = 0
    for action, chosen in steps:
        before = under_way(m)
        if before is None:
            break
        act(m, action, chosen)
        red = {f.id for f in before.scenario.flags if f.kind is FlagKind.RED}
        for logged in m.take():
            event = logged.event
            node = {n.id: n for n in before.scenario.nodes}[before.node]
            if isinstance(event, ChoiceMade):
                made = next(c for c in node.choices if c.id == event.option)
                found += made.found
                yuan += made.yuan
                assert event.kind is made.kind and event.node == before.node
            elif isinstance(event, SceneStopped):
                name, _, at = event.option.partition(".")
                said = next(n for n in before.scenario.nodes if n.id == name).says[int(at) - 1]
                assert any(line.say == said for line in before.lines)
                hits = [flag for flag in said.shows if flag in red]
                assert event.right is bool(hits) and event.node == before.node
                found += hits
            elif isinstance(event, ClueShown):
                assert event.node == before.node and event.duty in {clue.duty for clue in node.clues}
            elif isinstance(event, ScenarioEnded):
                shown = [flag for line in m.state.inside.page.story.lines for flag in line.say.shows if flag in red]
                assert event.yuan == yuan
                assert set(event.seen) == set(found) & red
                assert set(event.missed) == set(shown) - set(found)


@settings(max_examples=40, deadline=None)
@given(
    number=st.integers(0, 9),
    steps=st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 9)), max_size=25),
    how=st.sampled_from(["home", "idle", "time up"]),
)
def test_leaving_at_any_moment_records_no_half_outcome(number: int, steps: list[tuple[str, int]], how: str) -> None:
    m = begin(number)
    for action, chosen in steps:
        if under_way(m) is not None:
            act(m, action, chosen)
    ended = sum(isinstance(e.event, ScenarioEnded) for e in m.take())
    over = isinstance(m.state.inside.page, VrDebriefPage)
    assert ended == (1 if over else 0)
    if how == "home":
        m.touch(Tap("frame/home"))
    for _ in range(60 if how == "idle" else 0):
        m.tick(30.0)
    for _ in range(600 if how == "time up" else 0):
        m.tick(6.0)
        m.touch(Tap("somebody"))
    after = [e.event for e in m.take()]
    assert m.zone == "" and any(isinstance(e, ZoneLeft) for e in after)
    late = sum(isinstance(e, ScenarioEnded) for e in after)
    assert late == 0 or how != "home", "a timer may still end a story nobody leaves, but leaving itself ends nothing"
    if how == "idle":
        assert m.place is Place.ATTRACT and any(isinstance(e, VisitEnded) for e in after)


def test_the_room_is_let_go_when_the_zone_is_left() -> None:
    threads = threading.active_count()
    m, painter = begin(0), Painter((960, 540), root=PLACES.content)

    def shows() -> list[Any]:
        painter.paint(m.view())
        painter.settle()
        return [item for item in m.view() if isinstance(item, Panorama)]

    assert shows(), "the committed rooms are used"
    held = sum(painter.memory().values())
    m.touch(Tap("frame/home"))
    assert not shows()
    assert sum(painter.memory().values()) < held / 2
    painter.close()
    assert threading.active_count() == threads
