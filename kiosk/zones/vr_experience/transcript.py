"""The transcript of a story: who said what, where it was heard, and what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.core.vocabulary import Device
from kiosk.zones.vr_experience.models import Choice, Clue, FormField, Node, Say, Stopped, Voice

_KEPT = frozenset({Device.SMS, Device.CHAT, Device.GROUP})
_RUNNING = frozenset({Device.CALL, Device.VIDEO})
_ON_THE_PHONE = frozenset({Voice.THEM, Voice.ME, Voice.NOTE})


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence of the transcript, the `number`th (from 1) of its node; `turn` is the sequence number of the moment
    it belongs to."""

    turn: int
    node: str
    number: int
    device: Device
    actor: str
    say: Say

    @property
    def words(self) -> str:
        return words_of(self.say)

    @property
    def mine(self) -> bool:
        """Whether it is yours, aloud or in silence."""
        return self.say.who in (Voice.ME, Voice.THOUGHT)


@dataclass(frozen=True, slots=True)
class Taken:
    """What was done at a moment; `choice` None when the time ran out."""

    turn: int
    node: str
    device: Device
    actor: str
    choice: Choice | None


@dataclass(frozen=True, slots=True)
class CameIn:
    """What somebody who came in said when the group had rightly called stop."""

    turn: int
    node: str
    device: Device
    actor: str
    say: Say


@dataclass(frozen=True, slots=True)
class Known:
    """A clue that those who have its duty were shown."""

    turn: int
    node: str
    device: Device
    actor: str
    clue: Clue


Entry = Heard | Taken | CameIn | Known


def said_by(comes: Stopped) -> Say:
    """The sentence with which somebody comes in."""
    return Say(comes.text, Voice.BESIDE, comes.speaker, comes.figure)


def heard(node: Node, turn: int) -> tuple[Heard, ...]:
    """The sentences of a node as they are heard at that moment."""
    return tuple(Heard(turn, node.id, i, node.device, node.actor, say) for i, say in enumerate(node.says, 1))


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
        and e.say.who in _ON_THE_PHONE
        and (e.device, e.actor) == (node.device, node.actor)
    )


def words_of(say: Say) -> str:
    """A sentence as it is read; a form is read out row by row."""
    if say.seen:
        return f"{seen_head(say)}：{'、'.join(say.seen)}。"
    if say.permissions:
        return f"{permissions_head(say)}：{'、'.join(p.word for p in say.permissions)}。"
    return "".join(f"{row.label}：{value_of(row)}。" for row in say.fields) + say.text


def value_of(row: FormField) -> str:
    """What stands behind a row's label."""
    return row.value if row.yuan is None else f"{row.yuan}元"


def permissions_head(say: Say) -> str:
    """What stands above a list of permissions."""
    return say.text or "请求权限"


def seen_head(say: Say) -> str:
    """What stands above the list of what the other side sees."""
    return say.text or "他那边看到的"


def quoted(line: Heard, words: str = "") -> str:
    """A sentence (or those `words` of it) as it is quoted: what somebody said stands in quotation marks, those in it
    are single ones; what the narrator saw or a page showed is nobody's words."""
    words = words or line.words
    if line.say.who is Voice.NOTE:
        return words
    return f"“{words.replace('“', '‘').replace('”', '’')}”"


def full_stop(sentence: str) -> str:
    """The sentence with its end."""
    return sentence if sentence.endswith(("。", "？", "！", "……", "”")) else f"{sentence}。"
