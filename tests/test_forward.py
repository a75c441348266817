"""Forward is always yellow: from every page on a zone's guided path, and from every page a touch on it opens, the yellow
key alone leads out of the zone; where something is asked, every answer does, and then the yellow key. And a touch of 返回
too many costs nothing."""

from __future__ import annotations

import random
import re
from collections import deque
from functools import cache

import pytest

from kiosk.core.events import (
    AdviceChosen,
    AdviceEnded,
    ChoiceMade,
    HandsCounted,
    QuestionAnswered,
    QuizFinished,
    ScenarioEnded,
    SceneStopped,
)
from kiosk.draw.items import Text, targets
from kiosk.parts.entrance import ALONG
from kiosk.scene import Stroke, Tap
from kiosk.session.conducting import yellow_key
from kiosk.session.frame import PREFIX
from kiosk.session.machine import Machine
from kiosk.session.table import Place
from kiosk.zones.register import ZONES
from tests.real_hall import machine

OUT = ""
"""The page of who has left the zone."""
BACK = PREFIX + "back"
_TOLD_MOST = 90.0
_ASIDE = ("stop", "again", "round", "film", "back", "more", "pen", "group", "bell", "clear", "undo", "clue", "aside")
"""What leads aside, or takes something back: it may be touched, but is no answer."""


def told(m: Machine) -> None:
    """Until there is something to touch: what is being said has been heard."""
    waited = 0.0
    while waited < _TOLD_MOST and not forward(m):
        m.tick(0.5)
        waited += 0.5


def forward(m: Machine) -> list[str]:
    """What leads on from this page: the yellow key, else every answer."""
    yellow = yellow_key(m.view(), m.look)
    return [yellow] if yellow else answers(m)


def answers(m: Machine) -> list[str]:
    shown = [*targets(m.view()), *targets(m.view(), "ink")]
    return [w for w in shown if not w.startswith(PREFIX) and "/to/" not in w and w.partition("/")[0] not in _ASIDE]


def after(m: Machine, word: str) -> Machine:
    other = m.aside()
    if word in targets(other.view(), "ink"):
        other.touch(Stroke(word, (120, 200, 260, 90, 420, 260), True))
    else:
        other.touch(Tap(word))
    return other


def name(m: Machine, zone: str) -> str:
    """The page, with what may be touched on it, and what stands there: chosen or not is another page. A moment of a
    story is the same however one came to it, and of a count of hands only whether there is one."""
    if m.zone != zone:
        return OUT
    words = sorted({re.sub(r"^(choose|hands)/.*", r"\1", word) for word in answers(m)})
    told_of = ":play:" in m.page() or ":stop:" in m.page()
    said = "" if told_of else "".join(line for item in m.view() if isinstance(item, Text) for line in item.lines)
    return f"{m.page()} {words} {yellow_key(m.view(), m.look)} {said}"


def led(zone: str) -> Machine:
    """A group that an officer leads, at the door of a zone."""
    m = machine(random.Random(5))
    for word in ("start", "people/12", "kind/community", "mode/guided", "next"):
        m.touch(Tap(word))
    m.put(Place.ZONE, zone)
    return m


@cache
def graph(zone: str) -> tuple[dict[str, set[str]], dict[str, str]]:
    """Where each page leads to by what leads on, and which touch opened it first."""
    m = led(zone)
    m.touch(Tap(ALONG))
    told(m)
    edges: dict[str, set[str]] = {OUT: set()}
    opened = {name(m, zone): "the door"}
    waiting = deque([m])
    while waiting:
        here = waiting.popleft()
        at = name(here, zone)
        if at == OUT or at in edges:
            continue
        edges[at] = set()
        on = forward(here) or [BACK]
        aside = [w for w in targets(here.view()) if w.partition("/")[0] in _ASIDE]
        for word in (*on, *aside):
            there = after(here, word)
            if there.zone == zone:
                told(there)
            called = name(there, zone)
            opened.setdefault(called, f"{at} -> {word}")
            waiting.append(there)
            if word in on:
                edges[at].add(called)
    return edges, opened


@pytest.mark.parametrize("zone", [zone.id for zone in ZONES])
def test_from_every_page_the_yellow_key_leads_out_of_the_zone(zone: str) -> None:
    edges, opened = graph(zone)
    assert len(edges) > 3
    leading, grown = {OUT}, True
    while grown:
        grown = False
        for page, on in edges.items():
            if page not in leading and on & leading:
                leading.add(page)
                grown = True
    assert {page: opened[page] for page in edges if page not in leading} == {}


@pytest.mark.parametrize("zone", [zone.id for zone in ZONES])
def test_no_answer_is_a_dead_end(zone: str) -> None:
    """Not only some answer leads on: each page an answer leads to has something that leads on from it."""
    edges, opened = graph(zone)
    assert {page: opened[page] for page, on in edges.items() if page != OUT and not on - {page}} == {}


_SAID = (
    QuestionAnswered,
    HandsCounted,
    ChoiceMade,
    SceneStopped,
    ScenarioEnded,
    AdviceChosen,
    AdviceEnded,
    QuizFinished,
)


def shown(m: Machine) -> tuple[str, list[str], list[int]]:
    """The page, what may be touched on it, and the hands that are counted."""
    return m.page(), sorted(targets(m.view())), [one.count for one in m.hands()]


@pytest.mark.parametrize("zone", [zone.id for zone in ZONES])
def test_after_a_touch_of_back_the_yellow_key_leads_to_where_everybody_was(zone: str) -> None:
    """With every hand that was counted and every answer that was given, none of which is asked or written down again.
    (From the thanks for a message one goes back to leave another.)"""
    m, touched = led(zone), set[tuple[str, str]]()
    m.touch(Tap(ALONG))
    pages = set[str]()
    while m.zone == zone and not m.page().endswith(":thanks"):
        told(m)
        for one in m.hands():
            m.touch(Tap(f"remote/{one.name}/+"))
        other = m.aside()
        other.touch(Tap(BACK))
        for _ in range(3):
            if other.page() != m.page() and (yellow := yellow_key(other.view(), other.look)):
                other.touch(Tap(yellow))
        assert shown(other) == shown(m)
        assert not [logged.event for logged in other.take() if isinstance(logged.event, _SAID)]
        pages.add(m.page())
        yellow = yellow_key(m.view(), m.look)
        word = yellow or next(word for word in answers(m) if (m.page(), word) not in touched)
        touched.add((m.page(), word))
        m.touch(Tap(word))
    assert pages
