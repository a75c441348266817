"""What is told of a moment beside the phone: where one is, who says something there, what has gone."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import assert_never

from kiosk.core.vocabulary import Device, Silhouette
from kiosk.draw.block import Block, beside, boxed, icon, label, stack, text
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION
from kiosk.draw.widgets import money
from kiosk.parts import phone
from kiosk.parts.phone_lines import led
from kiosk.zones.vr_experience.models import Scenario, Voice, addressed
from kiosk.zones.vr_experience.story import Snapshot, Story
from kiosk.zones.vr_experience.transcript import Heard

_STEPS, _STEPS_LARGE = (1.25, 1.15, 1.08, 1.0), (1.0, 0.92, 0.82)
"""How large the type of a moment may be; large type is made a little smaller before a sentence is hidden."""


def grown(look: Look) -> list[Look]:
    """The look in the sizes of type that a moment may be set in, the largest first."""
    return [replace(look, zoom=zoom) for zoom in (_STEPS_LARGE if look.large else _STEPS)]


_SIGNS = {Device.SMS: "sms", Device.CHAT: "chat", Device.GROUP: "group", Device.VIDEO: "video", Device.BROWSER: "globe"}


def speaker(line: Heard, scenario: Scenario) -> tuple[str, str]:
    """(icon, name) of whoever says a line; the name is empty for the narrator.

    Whoever speaks while an app is on the screen is not the app, so its name does not stand for theirs.
    """
    say, you = line.say, addressed(scenario)
    mine = "visitor" if scenario.you is Silhouette.OTHER else scenario.you.value
    match say.who:
        case Voice.NOTE:
            return "dot", ""
        case Voice.ME:
            return mine, you
        case Voice.THOUGHT:
            return mine, f"{you}心里想"
        case Voice.THEM | Voice.BESIDE if say.speaker:
            return say.figure.value, say.speaker
        case Voice.BESIDE:
            return "people", "身旁的人"
        case Voice.THEM:
            known = line.actor if line.actor and line.device not in phone.APPS else "对方"
            return _SIGNS.get(line.device, "phone"), known
        case _:
            assert_never(say.who)


def voice(look: Look, line: Heard, w: float, story: Story) -> Block:
    """A sentence that does not come out of the phone, as a card."""
    theme = look.theme
    name, who = speaker(line, story.scenario)
    inside = w - 56
    if line.say.who is Voice.NOTE:
        return boxed(
            text(look, line.words, inside, BODY, theme.on_ground), theme.ground, pad=28, pad_y=16, w=w, radius=20
        )
    size = look.size(CAPTION)
    head = beside([icon(name, size, theme.on_card_soft), label(look, who, CAPTION, theme.on_card_soft)], 10)
    words = text(look, line.words, inside, BODY, theme.on_card, "serif" if line.say.who is Voice.THOUGHT else "sans")
    fill = theme.card_tint if line.mine else theme.card
    return boxed(stack([head, words], 4), fill, pad=28, pad_y=16, w=w, radius=20)


def above(look: Look, story: Story, now: Snapshot, w: float, room: float = inf) -> Block:
    """What is told, in its fullest form for which there is `room`."""
    unsaid = replace(now, lines=tuple(line for line in now.lines if line.say.who is not Voice.THOUGHT))
    forms = (tale_of(look, story, one, w, room) for one in (*shorter(now), unsaid))
    return next((block for block in forms if block.h <= room), tale_of(look, story, now, w, room))


def shorter(now: Snapshot) -> tuple[Snapshot, ...]:
    """The moment in its forms, the fullest first: what somebody says comes before where one is, and the latest thought
    takes the turn of those before."""
    thoughts = [line for line in now.lines if line.say.who is Voice.THOUGHT]
    others = tuple(line for line in now.lines if line.say.who is not Voice.THOUGHT)
    there = replace(now, place="")
    if not thoughts:
        return now, there
    return now, there, replace(there, lines=(*others, thoughts[-1]))


def orders(look: Look, forms: int) -> list[tuple[Look, int]]:
    """Type, and which of so many forms of what is told, in the order they are tried: large type stays large rather than
    tell all, and the usual one is larger than usual with all that is told, or without a part of it."""
    sizes = grown(look)
    if look.large:
        return [(larger, form) for larger in sizes for form in range(forms)]
    larger_ones = [(larger, form) for form in range(forms) for larger in sizes[:-1]]
    return larger_ones + [(sizes[-1], form) for form in range(forms)]


def tale_of(look: Look, story: Story, now: Snapshot, w: float, room: float = inf) -> Block:
    """What is told of the moment; where its cards are no higher than the `room`, none of them is ever cut."""
    theme = look.theme
    size = look.size(BODY)
    parts: list[Block] = []
    if now.place:
        role = CAPTION if look.large else BODY
        words = text(look, now.place, w - 56 - size - 16, role, theme.on_ground, "serif")
        parts.append(
            boxed(led(icon("location", size, theme.mark), words), theme.ground_dark, pad=28, pad_y=16, w=w, radius=20)
        )
    if now.device is not Device.NONE:
        parts += [voice(look, line, w, story) for line in now.lines if line.say.who in (Voice.BESIDE, Voice.THOUGHT)]
    if now.yuan:
        gone = look.say("已经转出 {sum}（模拟）", sum=money(now.yuan))
        words = text(look, gone, min(w - 56 - size, text_width(gone, look.size(CAPTION)) + 2), CAPTION, theme.on_danger)
        parts.append(
            boxed(
                led(icon("money", look.size(CAPTION) * 1.3, theme.on_danger), words, 12),
                theme.danger,
                pad=20,
                pad_y=8,
                radius=14,
            )
        )
    if all(part.h + 14 <= room for part in parts):  # a page of it begins and ends with a whole card
        parts = [replace(part, seams=()) for part in parts]
    return stack(parts, 14, w=w)
