"""The exercise of a module: which lines of this message, chat or call are suspicious, if any at all?"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.zones.scam_lessons.models import Exercise, LineSide

CLEAR = "clear"
"""The answer that nothing is suspicious: the button's target, and the option in the records."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The lines (indices) marked as suspicious; `clear` when somebody said that none is; answered or not yet."""

    lines: tuple[int, ...] = ()
    clear: bool = False
    answered: bool = False

    @property
    def ready(self) -> bool:
        """Whether there is a judgement to give."""
        return bool(self.lines) or self.clear


@dataclass(frozen=True, slots=True)
class Judged:
    """What the marks were worth: indices of lines, and whether the judgement as a whole was right."""

    found: tuple[int, ...]
    missed: tuple[int, ...]
    wrong: tuple[int, ...]
    right: bool


def shown(exercise: Exercise) -> tuple[int, ...]:
    """The lines that stand there to be judged: those with a short form, where there are any; else all."""
    return tuple(i for i, line in enumerate(exercise.lines) if line.short) or tuple(range(len(exercise.lines)))


def touchable(exercise: Exercise) -> tuple[int, ...]:
    """The lines that can be marked: the other side's, and whatever the author has something to say about."""
    lines = ((i, exercise.lines[i]) for i in shown(exercise))
    return tuple(i for i, line in lines if line.side is LineSide.THEM or line.flag or line.fine)


def touch(marked: Marked, target: str, exercise: Exercise) -> Marked:
    """After a tap on `mark/<line>` or `clear`; unchanged for anything else or once answered."""
    if marked.answered:
        return marked
    if target == CLEAR:
        return Marked(clear=not marked.clear)
    word, _, rest = target.partition("/")
    if word != "mark" or not rest.isdecimal() or int(rest) not in touchable(exercise):
        return marked
    line = int(rest)
    lines = tuple(i for i in marked.lines if i != line) if line in marked.lines else (*marked.lines, line)
    return replace(marked, lines=tuple(sorted(lines)), clear=False)


def judge(exercise: Exercise, marked: Marked) -> Judged:
    """A scam is recognised with one true sign found and at most one line accused wrongly; a genuine message with
    no line accused."""
    flagged = tuple(i for i in shown(exercise) if exercise.lines[i].flag)
    found = tuple(i for i in marked.lines if i in flagged)
    wrong = tuple(i for i in marked.lines if i not in flagged)
    missed = tuple(i for i in flagged if i not in marked.lines)
    right = not marked.lines if exercise.genuine else bool(found) and len(wrong) <= 1
    return Judged(found, missed, wrong, right)


def option(exercise: Exercise, marked: Marked) -> str:
    """The answer as the records keep it: the ids of the marked lines in their order, or that there is none."""
    return "+".join(exercise.lines[i].id for i in marked.lines) or CLEAR
