"""Screens on which something is still being said or written: as sound as any other, on every panel and in every mode."""

from __future__ import annotations

import random

import pytest

from kiosk.draw.items import Text, targets, touchable
from kiosk.session import frame
from kiosk.session.machine import Machine
from kiosk.wiring import make_machine
from kiosk.zones.vr_experience.course import course_of
from kiosk.zones.vr_experience.pages import VrExperienceState
from kiosk.zones.vr_experience.stopping import offered
from tests.geometry import problems
from tests.real_hall import PLACES, content
from tests.test_every_screen import MODES, PANELS, looks
from tests.zones.test_course import MOMENTS, RECORDED, ZONE, at

BUSY = (
    "face_swap-hello",
    "face_swap-video",
    "boss_group-press",
    "refund_share-ring",
    "game_skin-kitchen",
    "refund_share-sms",
)


@pytest.fixture(scope="module")
def hall() -> Machine:
    return make_machine(content(), PLACES, (1920, 1080), random.Random(1), lambda: "test")


def while_said(name: str) -> list[VrExperienceState]:
    """The moment as it begins, as its first line comes, in the middle, and as its decision opens."""
    story = MOMENTS[name]
    course = course_of(story, RECORDED)
    times = (0.1, course.comes[0] - 0.3, course.comes[0] + 0.3, course.opens / 2, course.opens + 0.2)
    return [at(story, max(0.0, seconds)) for seconds in times]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", BUSY)
def test_nothing_is_cut_off_overlapping_or_faint_while_somebody_speaks(hall: Machine, name: str, mode: str) -> None:
    found = set()
    for panel in PANELS:
        look, shown = looks(hall, "vr_experience", panel, mode)
        around = frame.view(look, shown)
        for state in while_said(name):
            found |= {f"{panel}: {problem}" for problem in problems(look, around + list(ZONE.view(state, look)))}
    assert not found, "\n".join(sorted(found))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("panel", PANELS)
def test_while_one_listens_the_way_on_and_the_stop_are_in_reach(hall: Machine, panel: str, mode: str) -> None:
    look, _ = looks(hall, "vr_experience", panel, mode)
    for name in BUSY:
        story, moments = MOMENTS[name], while_said(name)
        may = offered(story)
        assert ("stop" in targets(ZONE.view(moments[-1], look))) == may, name
        assert may or name.endswith(("-ring", "-sms", "-hello")), "where hardly anybody has spoken"
        items = ZONE.view(while_said(name)[1], look)
        assert any(word.startswith("on/") for word in targets(items)), name
        words = ["".join(item.lines) for item in items if isinstance(item, Text) and not touchable(item).empty]
        if (panel, mode) != ("portrait", "reach-large"):  # there it stands further down the one list
            assert any("再决定" in line for line in words) != name.endswith("-ring"), name
