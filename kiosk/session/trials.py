"""When the hall asks something of a group itself, and what: said by the visit's seed and by what has happened so far.

Nothing is kept for it. The two requests come in the way of a zone, well apart, after some zones in which the group has
stayed; which comes first, the genuine one or the other, chance says.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from kiosk.content.models.trials import Trial
from kiosk.core.events import Event, ItemOpened, ZoneLeft
from kiosk.core.vocabulary import AgeBand, VisitMode
from kiosk.scene import Visit
from kiosk.session.table import Place

STAY_SECONDS = 30.0
"""Who was in a zone for so long, or reached what it is for, has been there; who only looked in has just checked in, as
it were."""
FIRST, APART = (1, 2, 3), (2, 3)
"""Zones before the first request, and from it to the second."""
LEAST_SECONDS = 180.0
"""With less left of the visit nobody is held up."""


def due(visit: Visit, trials: Sequence[Trial]) -> Trial | None:
    """What the hall asks now, before the next zone opens; None when it asks nothing."""
    asked = [place for place, event in enumerate(visit.events) if _is_trial(event)]
    planned = plan(visit, trials)
    if len(asked) >= len(planned) or visit.seconds_left < LEAST_SECONDS:
        return None
    least, trial = planned[len(asked)]
    before = been(visit.events[: asked[-1]]) if asked else 0
    enough = been(visit.events) - before >= (min(APART) if asked else min(FIRST))
    return trial if enough and been(visit.events) >= least else None


def plan(visit: Visit, trials: Sequence[Trial]) -> tuple[tuple[int, Trial], ...]:
    """What this group is asked, each with the number of zones that come before it. Pupils are asked nothing unless an
    officer is with them."""
    if AgeBand.MINOR in visit.ages and visit.mode is VisitMode.FREE:
        return ()
    chance = random.Random(f"trials {visit.seed}")
    first, apart = chance.choice(FIRST), chance.choice(APART)
    truths = chance.sample((True, False), 2)
    meant = [[t for t in trials if t.genuine is truth and not {*t.not_for} & {*visit.audiences}] for truth in truths]
    chosen = [chance.choice(some) for some in meant if some]
    return tuple(zip((first, first + apart), chosen, strict=False))


def been(events: Sequence[Event]) -> int:
    """In how many zones the group has stayed."""
    return len({e.zone for e in events if isinstance(e, ZoneLeft) and (e.done or e.seconds >= STAY_SECONDS)})


def _is_trial(event: Event) -> bool:
    return isinstance(event, ItemOpened) and event.zone == Place.TRIAL
