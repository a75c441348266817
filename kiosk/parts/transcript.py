"""The transcript of a story: who said what, where it was heard, and what was done.

A scenario only says "them", "me", "other" or "note"; whether a sentence comes out of the phone or from somebody beside
you follows from the node it stands in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kiosk.content.models.scenario import Choice, Device, Node, Say, Scenario

Voice = Literal["actor", "beside", "me", "thought", "note"]
"""Whose sentence it is: the phone's other end, somebody beside you, you aloud, you in silence, the narrator."""

_SPOKEN: frozenset[Device] = frozenset({"none", "call", "video", "chat", "group"})
_KEPT: frozenset[Device] = frozenset({"sms", "chat", "group"})
_RUNNING: frozenset[Device] = frozenset({"call", "video"})


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence of the transcript; `turn` is the sequence number of the moment it belongs to."""

    turn: int
    node: str
    device: Device
    actor: str
    voice: Voice
    say: Say


@dataclass(frozen=True, slots=True)
class Taken:
    """What was done at a moment; `choice` None when the time ran out."""

    turn: int
    node: str
    device: Device
    actor: str
    choice: Choice | None


Entry = Heard | Taken


def heard(scenario: Scenario, node: Node, turn: int) -> tuple[Heard, ...]:
    """The sentences of a node as they are heard at that moment."""
    caller = _caller(scenario, node)
    return tuple(Heard(turn, node.id, node.device, node.actor, _voice(node, say, caller), say) for say in node.says)


def conversation(entries: Sequence[Entry], node: Node, turn: int) -> tuple[Heard, ...]:
    """The lines the phone shows at that node: a message list keeps what was written before, a call what was said since
    it was picked up, everything else only this moment. What is said beside the phone or only thought is not in it."""
    first = turn
    if node.device in _KEPT:
        first = 0
    elif node.device in _RUNNING:
        for entry in reversed(entries):
            if (entry.device, entry.actor) != (node.device, node.actor):
                break
            first = entry.turn
    return tuple(
        e
        for e in entries
        if isinstance(e, Heard)
        and e.turn >= first
        and e.voice in ("actor", "me", "note")
        and (e.device, e.actor) == (node.device, node.actor)
    )


def _caller(scenario: Scenario, node: Node) -> str:
    """Who speaks through the phone at this node: "them" or "other", "" without a phone.

    Wherever only one of the two speaks under this caller's name, it is the caller; else whoever speaks first.
    """
    if node.device == "none":
        return ""
    for same in (node, *scenario.nodes):
        kinds = {say.who for say in same.says} & {"them", "other"}
        if same.device != "none" and same.actor == node.actor and len(kinds) == 1:
            return kinds.pop()
    return next((say.who for say in node.says if say.who in ("them", "other")), "them")


def _voice(node: Node, say: Say, caller: str) -> Voice:
    if say.who == "note":
        return "note"
    if say.who == "me":
        silent = say.text.startswith("（") and say.text.endswith("）")
        return "thought" if silent or node.device not in _SPOKEN else "me"
    return "actor" if say.who == caller else "beside"
