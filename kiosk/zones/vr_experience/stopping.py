"""When “喊停” is offered, and what can be pointed at: there has to be something to decide about, and time to."""

from __future__ import annotations

from functools import lru_cache

from kiosk.zones.vr_experience.bots import GOOD_ENDS
from kiosk.zones.vr_experience.models import Scenario, Voice
from kiosk.zones.vr_experience.story import Story, node_of
from kiosk.zones.vr_experience.transcript import Heard


def listed(story: Story, begun: int | None) -> list[tuple[int, Heard]]:
    """What can be pointed at, each with its place in the transcript: what others have said until now (`begun` lines of
    this moment, None all of them), and what the narrator showed that gives something away or is a page."""
    lines = ((i, e) for i, e in enumerate(story.entries) if isinstance(e, Heard))
    return [(i, e) for i, e in lines if pointable(e) and (begun is None or e.turn < story.seq or e.number <= begun)]


def pointable(line: Heard) -> bool:
    """Whether a sentence may be suspected at all; your own are not, nor is a mere remark of the narrator's."""
    say = line.say
    if say.who is Voice.NOTE:
        return bool(say.shows or say.fields or say.permissions or say.seen)
    return not line.mine


def offered(story: Story, begun: int | None = None) -> bool:
    """Whether one may call stop: somebody has said something, and the story can still go wrong."""
    return bool(listed(story, begun)) and not _turned(story.scenario, story.node)


@lru_cache(maxsize=256)
def _turned(scenario: Scenario, node: str) -> bool:
    """Whether it comes out well from there, whatever is chosen."""
    met, ahead = set(), [node]
    while ahead:
        name = ahead.pop()
        if name in met:
            continue
        met.add(name)
        now = node_of(scenario, name)
        if now.end is not None and now.end.kind not in GOOD_ENDS:
            return False
        ahead += [choice.goto for choice in now.choices]
        ahead += [now.timer.goto] if now.timer else []
    return True
