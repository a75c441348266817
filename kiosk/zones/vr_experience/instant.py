"""What of a moment is to be seen just now: the lines that have come, who is writing, the face in a video call, and
whether one may decide yet."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from kiosk.core.speech import STEPS_A_SECOND
from kiosk.core.vocabulary import Device
from kiosk.parts.face import CLEARS_SECONDS, Pose, pose_at
from kiosk.parts.phone_lines import Absent
from kiosk.zones.vr_experience.course import Course
from kiosk.zones.vr_experience.models import Voice
from kiosk.zones.vr_experience.pages import VrPlayPage

_WRITING_STEPS, _WRITING_A_SECOND = 6, 5


@dataclass(frozen=True, slots=True)
class Instant:
    """`begun`: of what is said in this moment, so many lines stand there (None: all); the line after them is being
    written in that step of `writing` (0: it is not). One may decide when it is `open`; `onward` is the word by which
    somebody in a hurry goes on ("" when there is nothing to wait for). The other side has that `pose`, unless it is not
    there for the reason `absent`. `over`: all has been said."""

    begun: int | None = None
    writing: int = 0
    open: bool = True
    onward: str = ""
    absent: Absent | None = None
    pose: Pose = Pose()
    over: bool = True


WHOLE = Instant()
"""Everything stands there, and nothing moves."""


def instant_of(page: VrPlayPage, course: Course, still: bool) -> Instant:
    """What is to be seen; where everything is to stand `still`, all of it stands there from the beginning."""
    if still or not course.said.heard_at_all:
        return WHOLE
    heard = page.heard
    return Instant(
        begun=course.begun(heard),
        writing=0 if course.writing(heard) is None else 1 + int(heard * _WRITING_A_SECOND) % _WRITING_STEPS,
        open=page.open or course.decided(heard),
        onward=onward(page, course),
        absent=Absent.CALLED if heard < course.connects else Absent.CUT if heard >= course.cut else None,
        pose=_pose(page, course),
        over=course.said.over(heard),
    )


def onward(page: VrPlayPage, course: Course) -> str:
    """The word by which somebody in a hurry goes on; "" when there is nothing to wait for. Another line, another word:
    a second quick tap does not skip what it was not meant for."""
    if page.heard >= max(course.said.seconds, course.opens):
        return ""
    return f"on/{page.story.seq}/{course.begun(page.heard)}"


def next_frame(page: VrPlayPage, course: Course) -> float | None:
    """Seconds until something in it moves; None when nothing does."""
    heard = page.heard
    if page.story.now.device is Device.VIDEO and not course.said.over(heard):
        if course.connects <= heard < course.connects + CLEARS_SECONDS:
            return 0.0
        rate = STEPS_A_SECOND
    elif course.writing(heard) is not None:
        rate = _WRITING_A_SECOND
    else:
        return None
    return max(0.01, (floor(heard * rate + 1e-6) + 1) / rate - heard)


def _pose(page: VrPlayPage, course: Course) -> Pose:
    """A caller who is seen moves as long as anybody speaks, and the mouth only with the caller's own words."""
    story = page.story
    if story.now.device is not Device.VIDEO or course.said.over(page.heard):
        return Pose()
    saying = course.said.saying(page.heard)
    loudness, into = "", 0.0
    if saying is not None:
        index, spoken, into = saying
        say = story.now.says[index]
        loudness = spoken.loudness if say.who is Voice.THEM and not say.speaker else ""
    return pose_at(max(0.0, page.heard - course.connects), loudness, into, story.seq)
