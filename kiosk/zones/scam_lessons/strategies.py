"""The exercises of the modules as bots meet them, which know nothing of scams."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.content.models.call import Call
from kiosk.strategies import PlayedSet, Posed, play
from kiosk.zones.scam_lessons.models import Lesson
from kiosk.zones.scam_lessons.spot import Marked, judge, touchable

CLEAR_WORDS = "没有可疑之处"


def posed(lesson: Lesson) -> Posed:
    """The exercise: its lines to mark one of, and last that none is suspicious. Whoever takes everything for a scam
    marks every line. A conversation stays in its order."""
    exercise = lesson.exercise
    lines = touchable(exercise)
    right = {n for n, line in enumerate(lines) if judge(exercise, Marked((line,))).right}
    return Posed(
        lesson.id,
        (*(exercise.lines[line].text for line in lines), CLEAR_WORDS),
        frozenset(right | ({len(lines)} if exercise.genuine else set())),
        said="\n".join(exercise.lines[line].text for line in lines),
        shuffled=False,
        scam=float(judge(exercise, Marked(lines)).right),
        genuine=float(exercise.genuine),
    )


def lessons_played(lessons: Iterable[Lesson]) -> tuple[PlayedSet, ...]:
    """Every bot in the exercises of all modules."""
    advice = "可疑的句子别总在同一处，真的里也写期限和数字，真的和诈骗各占一半"
    return (PlayedSet("各课的“找一找”里", play([posed(lesson) for lesson in lessons]), advice),)


def calls_played(calls: Iterable[Call]) -> tuple[PlayedSet, ...]:
    """Every bot on the calls that are listened to: what it hears is the script, what it may say is one of two words."""
    asked = [
        Posed(
            call.id,
            ("是骗局", "是真的"),
            frozenset({int(call.genuine)}),
            said="\n".join(line.text for line in call.script),
            shuffled=False,
            scam=float(not call.genuine),
            genuine=float(call.genuine),
        )
        for call in calls
    ]
    advice = "真的电话里也说钱、数字和期限，骗局里也有不说的；真的和骗局各占一半"
    return (PlayedSet("听电话辨真假里", play(asked), advice),)
