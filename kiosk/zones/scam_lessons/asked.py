"""The exercises of the lessons and the calls of the ear training in full words, for reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kiosk.content.asked import AskedOption, AskedText
from kiosk.content.models.call import Call
from kiosk.content.wording_hash import wording_of
from kiosk.core.vocabulary import Truth
from kiosk.zones.scam_lessons.models import Lesson
from kiosk.zones.scam_lessons.spot import CLEAR, shown, touchable
from kiosk.zones.scam_lessons.strategies import CLEAR_WORDS


def asked(lessons: Iterable[Lesson], calls: Iterable[Call]) -> Iterator[AskedText]:
    """Every exercise with the lines that can be marked, and every call."""
    for lesson in lessons:
        lines, marked = lesson.exercise.lines, touchable(lesson.exercise)
        options = tuple(AskedOption(lines[i].id, lines[i].short or lines[i].text, bool(lines[i].flag)) for i in marked)
        clear = AskedOption(CLEAR, CLEAR_WORDS, lesson.exercise.genuine)
        said = (lesson.exercise.prompt, *(lines[i].short or lines[i].text for i in shown(lesson.exercise)))
        yield AskedText(lesson.id, "", wording_of(lesson), said, (*options, clear))
    for call in calls:
        truths = ((Truth.SCAM, "是骗局"), (Truth.GENUINE, "是真的"))
        options = tuple(AskedOption(truth, words, truth is Truth.of(call.genuine)) for truth, words in truths)
        heard = ("听完这通电话：是骗局，还是真的？", *(line.text for line in call.script))
        yield AskedText(call.id, "", wording_of(call), heard, options)
