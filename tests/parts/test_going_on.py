"""On a guided path what only tells goes on by itself, and what asks something waits for somebody."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from kiosk.core.vocabulary import AgeBand
from kiosk.draw.items import Panel, targets
from kiosk.parts.going_on import REST_SECONDS, RING_SECONDS, Standing
from kiosk.scene import Drag, Tap
from kiosk.session.machine import Machine
from kiosk.session.table import OverlayKind, Place
from kiosk.wiring import make_machine
from kiosk.zones.register import ZONES
from tests.real_hall import PLACES, content, machine


def led(zone: str, way: str = "next", m: Machine | None = None) -> Machine:
    """A group of elders that an officer leads, behind the door of a zone."""
    m = m or machine(random.Random(2))
    for word in ("start", "people/12", "kind/community", "next"):
        m.touch(Tap(word))
    m.put(Place.ZONE, zone)
    m.touch(Tap(way))
    return m


def left_alone(m: Machine, seconds: float) -> list[str]:
    """The pages that come while nobody touches anything."""
    pages = [m.page()]
    for _ in range(round(seconds * 4)):
        if m.overlay is not None:
            break
        m.tick(0.25)
        pages += [m.page()] if m.page() != pages[-1] and m.overlay is None else []
    return pages


def test_a_story_is_told_page_by_page_and_waits_where_it_asks() -> None:
    m = led("victim_memoirs")
    pages = left_alone(m, 240)
    assert len(pages) > 3 and all(":stage" in page for page in pages[:-1]) and pages[-1].endswith(":speak")
    m = led("victim_memoirs")
    while not m.page().endswith(":speak"):
        m.tick(0.25)
    m.touch(Tap("say/0"))
    pages = left_alone(m, 240)
    assert pages[-1].endswith(":end"), "answered, it is told to its end, and there it stays"


def test_nothing_lies_over_a_story_while_it_is_told() -> None:
    m = led("victim_memoirs")
    told = 0.0
    while not m.page().endswith(":speak"):
        assert m.overlay is None
        m.tick(0.25)
        told += 0.25
    assert told > 60, "longer than any screen may stand"
    for _ in range(4 * 200):
        m.tick(0.25)
    assert m.overlay is OverlayKind.WAITING, "an officer who talks is waited for, as ever"


@pytest.mark.parametrize("zone", [zone.id for zone in ZONES])
def test_nobody_is_led_out_of_a_zone_and_a_question_stands_until_somebody_answers(zone: str) -> None:
    m = led(zone)
    for _ in range(4 * 400):
        m.tick(0.25)
        if m.overlay is OverlayKind.WAITING:
            break
    assert m.zone == zone and m.overlay is OverlayKind.WAITING
    m.touch(Tap("nowhere"))
    assert len(targets(m.view())) > 0 and m.zone == zone


def test_who_looks_round_turns_every_page() -> None:
    m = led("victim_memoirs", "round")
    memoir = next(word for word in targets(m.view()) if word.startswith("memoir/"))
    m.touch(Tap(memoir))
    assert len(left_alone(m, 60)) == 1


def test_a_hall_may_leave_every_page_to_the_officer() -> None:
    loaded = content()
    assert loaded.hall is not None
    still = replace(loaded, hall=replace(loaded.hall, hall=replace(loaded.hall.hall, goes_on=False)))
    m = led("victim_memoirs", m=make_machine(still, PLACES, (1920, 1080), random.Random(2), lambda: "v"))
    assert len(left_alone(m, 60)) == 1


def test_a_touch_holds_the_page() -> None:
    m = led("harm_data")
    m.touch(Tap("next"))
    m.touch(Tap("next"))
    assert ":beads:" in m.page()
    before = m.page()
    m.tick(1.0)
    m.touch(Drag("anything", "move", 0.0, 3.0))
    assert len(left_alone(m, 60)) > 1, "what is not on the screen is no touch of it"
    m = led("harm_data")
    m.touch(Tap("next"))
    m.touch(Tap("next"))
    m.touch(Tap("more"))
    m.touch(Tap("frame/back"))
    assert m.page() == before
    m.tick(0.25)
    m.touch(Tap("next"))
    m.touch(Tap("frame/back"))
    assert m.page() == before


@pytest.mark.parametrize("order", ["next", "remote/next"], ids=["finger", "phone"])
@pytest.mark.parametrize(("late", "turned"), [(0.0, False), (0.75, False), (1.25, True)])
def test_who_turns_a_page_just_as_it_turns_itself_misses_none(order: str, late: float, turned: bool) -> None:
    """The yellow key stands at the same place on the next page, which nobody has seen yet."""
    m = led("victim_memoirs")
    first = m.page()
    while m.page() == first:
        m.tick(0.25)
    second = m.page()
    if late:
        m.tick(late)
    m.touch(Tap(order))
    assert (m.page() != second) is turned
    m.tick(1.25)
    page = m.page()
    m.touch(Tap(order))
    assert m.page() != page, "the next touch counts"


def test_the_yellow_key_shows_how_far_it_is() -> None:
    m = led("case_warnings")

    def line() -> float:
        key = next(i for i in reversed(m.view()) if isinstance(i, Panel) and i.target == "next")
        drawn = [
            i
            for i in m.view()
            if isinstance(i, Panel)
            and not i.target
            and i.fill == m.look.theme.on_accent
            and key.rect.holds(*i.rect.centre)
        ]
        return drawn[-1].rect.w if drawn else 0.0

    assert line() == 0.0
    m.tick(4.0)
    first = line()
    m.tick(4.0)
    assert line() > first > 0


def test_a_telephone_that_is_only_listened_to_is_put_through() -> None:
    m = led("quiz")
    for _ in range(40):
        if m.page().endswith(":ring"):
            break
        m.touch(Tap("next"))
        m.tick(0.25)
    assert m.page().endswith(":ring")
    m.tick(RING_SECONDS - 0.5)
    assert m.page().endswith(":ring"), "somebody may pick it up"
    m.tick(0.75)
    assert not m.page().endswith(":ring")


def test_what_was_said_need_not_be_read_again_and_the_slowest_reader_sets_the_pace() -> None:
    items = led("case_warnings").view()
    silent, spoken = Standing("case:a:step1"), Standing("case:a:step1", spoken=True)
    assert spoken.looked_at(items, 0.0, ()).stands == REST_SECONDS
    old, young = (silent.looked_at(items, 0.0, (band,)).stands for band in (AgeBand.SENIOR, AgeBand.YOUNG))
    assert old > young > REST_SECONDS


def test_what_asks_is_not_looked_at_again_and_again() -> None:
    m = led("quiz")
    m.tick(0.25)
    assert not m.page().endswith(":ring") and (m.state.standing.due is None), "it costs nothing while they think"
