"""What there is to read on the guided path, zone by zone: within the minutes, within the words, nothing below the fold."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest

from kiosk.core.vocabulary import Audience, Duty, Programme, VisitMode
from kiosk.hall.check_in import USUAL
from kiosk.timing import GROUPS, IDLE_MOST, Screenful, Stay, followed, report
from kiosk.zones.register import ZONES
from tests.real_hall import PLACES, content

VISIT_MINUTES = 40
EVERYWHERE = [*product((zone.id for zone in ZONES), Audience)]


@cache
def stays(audience: Audience) -> dict[str, Stay]:
    """The guided visit of a group of that audience, walked once for all that is asked of it."""
    return {stay.zone: stay for stay in followed(content(), PLACES, group=GROUPS[audience])}


@pytest.mark.parametrize(("zone", "audience"), EVERYWHERE)
def test_the_path_leads_out_of_the_zone_within_its_minutes_and_its_words(zone: str, audience: Audience) -> None:
    stay = stays(audience)[zone]
    assert stay.ended and len(stay.screens) >= 3
    assert stay.characters <= stay.budget
    assert stay.seconds <= stay.minutes * 60


@pytest.mark.parametrize("audience", Audience)
def test_the_whole_visit_is_read_and_heard_in_its_time(audience: Audience) -> None:
    assert sum(stay.seconds for stay in stays(audience).values()) <= VISIT_MINUTES * 60


@pytest.mark.parametrize(("zone", "audience"), EVERYWHERE)
def test_nothing_on_the_path_lies_below_the_fold_and_no_screen_is_mostly_empty(zone: str, audience: Audience) -> None:
    screens = stays(audience)[zone].screens
    assert not [screen.page for screen in screens if screen.folded]


@pytest.mark.parametrize("audience", Audience)
def test_what_the_hall_asks_on_the_way_is_walked_through_as_well(audience: Audience) -> None:
    stay = stays(audience)["trial"]
    assert stay.ended and len(stay.screens) == 4, "two requests, each asked and answered"
    assert stay.characters <= stay.budget and stay.seconds <= stay.minutes * 60
    assert not [screen.page for screen in stay.screens if screen.folded]


@pytest.mark.parametrize("audience", Audience)
def test_what_is_asked_first_is_walked_through_with_the_yellow_key_alone(audience: Audience) -> None:
    stay = stays(audience)["measuring"]
    assert stay.ended and len(stay.screens) == 7, "what it is, which goes on by itself, and six things"
    check_in = 4 if USUAL[GROUPS[audience][0]][1] is VisitMode.GUIDED else 5
    assert stay.touches <= check_in + 6 + 1, "an age that is ticked at check-in"
    assert stay.characters <= 400, "read aloud in ninety seconds"
    assert not [screen.page for screen in stay.screens if screen.folded]


@pytest.mark.parametrize("audience", Audience)
def test_what_is_asked_again_takes_a_touch_each_and_its_truth_goes_on_by_itself(audience: Audience) -> None:
    stay = stays(audience)["quiz"]
    pages = [screen.page.split(":")[1] for screen in stay.screens]
    assert pages == ["opening", *["live"] * 6, *["truths"] * 2]
    assert stay.touches == 1 + 6 + 1


@pytest.mark.parametrize(("zone", "audience"), EVERYWHERE)
def test_nobody_in_the_group_waits_longer_than_ninety_seconds_for_something_to_do(
    zone: str, audience: Audience
) -> None:
    stay = stays(audience)[zone]
    assert {duty: round(stay.idle(duty)) for duty in Duty if stay.idle(duty) > IDLE_MOST} == {}
    assert IDLE_MOST == 90 and all(any(duty in screen.busy for screen in stay.screens) for duty in Duty)


def test_who_waits_is_named_with_the_seconds_between_two_turns() -> None:
    """A minute is what 144 characters take; the officer has the second screen of four, the others have all but that."""
    rest = frozenset(Duty) - {Duty.OFFICER}
    screens = [Screenful("a", 144, busy=rest), Screenful("b", 144, busy=frozenset({Duty.OFFICER}))]
    stay = Stay("quiz", "考核", 4.0, [*screens, Screenful("c", 144, busy=rest), Screenful("d", 144, busy=rest)])
    assert {duty: stay.idle(duty) for duty in Duty} == {**dict.fromkeys(rest, 60.0), Duty.OFFICER: 120.0}
    line = report([stay]).splitlines()[-1]
    assert "考核" in line and "120" in line and "民警闲得太久" in line and "家人" not in line
    stay.screens.pop()
    assert "闲得太久" not in report([stay])


TOUCHES = 70
"""A visit of nine zones may ask so many of the officer."""


@pytest.mark.parametrize("audience", Audience)
def test_an_officer_comes_through_nine_zones_with_few_touches(audience: Audience) -> None:
    walked = stays(audience)
    assert sum(stay.touches for stay in walked.values()) <= TOUCHES
    assert all(stay.touches > 1 for stay in walked.values()), "every zone asks something"


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("programme", [Programme.SHORT, Programme.ROADSHOW])
def test_a_shorter_visit_goes_through_its_zones_in_its_minutes(programme: Programme, audience: Audience) -> None:
    hall = content().hall
    assert hall is not None
    planned = next(shorter for shorter in hall.programmes if shorter.programme is programme)
    walked = followed(content(), PLACES, group=GROUPS[audience], programme=programme)
    zones = [stay for stay in walked if stay.zone != "trial"]
    assert [stay.zone for stay in zones] == [share.id for share in planned.zones] and all(stay.ended for stay in zones)
    assert sum(stay.seconds for stay in walked) <= (planned.minutes + 1) * 60
    assert sum(stay.touches for stay in walked) < TOUCHES * 2 / 3
