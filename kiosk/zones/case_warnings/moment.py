"""A moment of a case, as it is told: what such a scammer says, large, and in a line what the person did.

All that was published stands on the fuller page behind 再看一点.
"""

from __future__ import annotations

from kiosk.content.models.base import source_line
from kiosk.draw.block import Block, label, moving, stack, text
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.draw.widgets import note
from kiosk.parts.more import gist
from kiosk.zones.case_warnings.models import Case, CaseStep
from kiosk.zones.case_warnings.purse import said_sum, saved_label, standing, sum_label, whole_sum

_GAP = 28.0


def step(look: Look, case: Case, index: int, w: float) -> Block:
    """The step with that index, `w` units wide."""
    theme = look.theme
    now = case.steps[index]
    parts = [text(look, case.title, w, HEADING, theme.on_ground_soft, "serif", balance=True)] if index == 0 else []
    if now.phrase and not now.after:
        said = text(look, f"“{now.phrase}”", w, TITLE, theme.mark, "serif", balance=True)
        parts += [stack([label(look, "这类骗子常说", CAPTION, theme.on_ground_soft), said], 10)]
        parts.append(text(look, now.short or gist(now.victim), w, BODY, theme.on_ground))
    else:
        parts.append(text(look, now.short or gist(now.move), w, HEADING, theme.on_ground, "serif"))
        parts += [] if now.short else [text(look, gist(now.victim), w, BODY, theme.on_ground)]
    if not index or not now.yuan or now.yuan != case.steps[index - 1].yuan:  # what has not changed is not told again
        parts.append(_money(look, case, now, index, w))
    return stack(parts, _GAP, w=w)


def _money(look: Look, case: Case, now: CaseStep, index: int, w: float) -> Block:
    """How the money stands at this step; what has gone drains."""
    head, figure = standing(case, index)
    theme = look.theme
    if not figure:
        return text(look, head, w, HEADING, theme.safe_light, "serif")
    before = case.steps[index - 1].yuan if index else 0
    sum_of = text(look, figure, w, TITLE, theme.danger_light, "serif")
    if before < now.yuan:
        sum_of = moving(sum_of, "count", key=f"{case.id} {index}")
    return stack([label(look, head, CAPTION, theme.on_ground_soft), sum_of], 2)


def end(look: Look, case: Case, w: float) -> Block:
    """What it was about and how it came out, the one line to remember, the source."""
    theme = look.theme
    parts = []
    if case.yuan_saved:
        parts.append(_figure(look, saved_label(case), said_sum(case, case.yuan_saved), w, saved=True))
    elif whole_sum(case):
        parts.append(_figure(look, sum_label(case), whole_sum(case), w, saved=False))
    parts += [
        text(look, case.lesson, w, TITLE, theme.on_ground, "serif", balance=True),
        note(look, source_line(case.source), w, on_dark=True),
    ]
    return stack(parts, _GAP + 8, w=w)


def _figure(look: Look, head: str, figure: str, w: float, saved: bool) -> Block:
    theme = look.theme
    ink = theme.safe_light if saved else theme.danger_light
    large = text(look, figure, w, TITLE, ink, "serif")
    return stack([text(look, head, w, HEADING, ink, "serif"), moving(large, "fill") if saved else large], 4)
