"""What the phone in your hand shows at a moment of the story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from kiosk.core.vocabulary import Device
from kiosk.parts.phone import APPS, PhoneLine, PhoneScreen, under_the_page
from kiosk.parts.phone_lines import FormRow, FormSheet, PermissionSheet, PhoneSheet, SeenSheet
from kiosk.zones.vr_experience import story as stories
from kiosk.zones.vr_experience.instant import WHOLE, Instant
from kiosk.zones.vr_experience.models import FlagKind, Permission, Say, Voice
from kiosk.zones.vr_experience.story import Story
from kiosk.zones.vr_experience.transcript import Heard, permissions_head, seen_head, value_of


def screen(story: Story, shown: Instant = WHOLE) -> PhoneScreen:
    """What the phone shows at this moment."""
    now, begun = story.now, shown.begun
    come = [
        line for line in stories.phone_lines(story) if begun is None or line.turn < story.seq or line.number <= begun
    ]
    lines = tuple(_phone_line(line, line.turn < story.seq) for line in come)
    keys = ((choice.key, f"choose/{story.seq}/{i}") for i, choice in enumerate(now.choices) if choice.key)
    return PhoneScreen(
        now.device,
        now.actor,
        lines,
        now.figure,
        following=begun is not None and not shown.over,
        keys=tuple(keys) if now.device is Device.RING else (),
        writing=shown.writing,
        writer=now.says[begun].speaker if shown.writing and begun is not None else "",
        absent=shown.absent,
        traits=now.traits,
        pose=shown.pose,
        onward=shown.onward,
        mine=story.scenario.you,
        decides=deciding(story, [line for line in come if line.turn == story.seq]),
    )


def fresh(story: Story) -> PhoneScreen:
    """The phone with what is new at this moment only, all of it: so much has to be in sight."""
    shown = screen(story)
    return replace(shown, lines=tuple(line for line in shown.lines if not line.old))


def least(story: Story) -> PhoneScreen:
    """The phone with what decides and all that follows it: so much has to be in sight even in large type."""
    shown = under_the_page(fresh(story))
    return replace(shown, lines=shown.lines[shown.decides :], decides=0)


def deciding(story: Story, new: Sequence[Heard]) -> int:
    """Which of a moment's new lines decides: the form with a sum in it, else what an app asks for or shows, else the
    last that gives something away; a mere remark of the narrator's only where nobody said anything that does, and where
    nothing does, the newest."""
    sums = [i for i, line in enumerate(new) if any(row.yuan is not None for row in line.say.fields)]
    telling = {flag.id for flag in story.scenario.flags if flag.kind is not FlagKind.HARMLESS}
    given = [i for i, line in enumerate(new) if not telling.isdisjoint(line.say.shows)]
    shown = [i for i in given if _sheet(new[i].say) is not None]
    said = [i for i in given if i in shown or new[i].say.who is not Voice.NOTE]
    on_page = shown if story.now.device in APPS else []
    return next((some[-1] for some in (sums[:1], on_page, said, given) if some), len(new) - 1)


def _phone_line(line: Heard, old: bool) -> PhoneLine:
    say = line.say
    sheet = _sheet(say)
    match say.who:
        case Voice.NOTE:
            return PhoneLine(_on_the_sheet(say), "note", say.red_packet, old, sheet=sheet)
        case Voice.ME | Voice.THOUGHT:
            return PhoneLine(_on_the_sheet(say), "me", say.red_packet, old, sheet=sheet)
        case Voice.THEM | Voice.BESIDE:
            return PhoneLine(_on_the_sheet(say), "them", say.red_packet, old, say.speaker, say.figure, sheet)
        case _:
            assert_never(say.who)


def _sheet(say: Say) -> PhoneSheet | None:
    """The form a sentence is, if it is one."""
    if say.seen:
        return SeenSheet(say.seen)
    if say.permissions:
        return PermissionSheet(tuple((_permission_icon(p), p.word) for p in say.permissions))
    if say.fields:
        return FormSheet(tuple(FormRow(row.label, value_of(row), row.yuan is not None) for row in say.fields))
    return None


def _on_the_sheet(say: Say) -> str:
    """The words of a sentence that stand beside what is a form in it."""
    return seen_head(say) if say.seen else permissions_head(say) if say.permissions else say.text


def _permission_icon(permission: Permission) -> str:
    match permission:
        case Permission.SCREEN:
            return "screen_share"
        case Permission.SMS:
            return "sms"
        case Permission.CONTACTS:
            return "people"
        case Permission.OVERLAY:
            return "swap"
        case Permission.ACCESSIBILITY:
            return "hand_raise"
        case Permission.LOCATION:
            return "location"
        case Permission.ALBUM:
            return "film"
        case Permission.CAMERA:
            return "video"
        case Permission.MICROPHONE:
            return "microphone"
        case Permission.CALLS:
            return "phone"
        case _:
            assert_never(permission)
