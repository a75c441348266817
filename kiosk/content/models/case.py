"""A case of the wall: told step by step, with the places where the visitor is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from annotated_types import MaxLen, MinLen

from kiosk.content.models.base import AgeBand, Line, Model, Para, Region, Source, Text, Yuan


@dataclass(frozen=True, slots=True)
class Option(Model):
    """One answer to “换作你，会怎么做？” with the reply shown at once."""

    text: Line
    reply: Para
    good: bool = field(metadata={"description": "true=这样做能止损"})


@dataclass(frozen=True, slots=True)
class Ask(Model):
    """A stop in the story where the visitor decides."""

    question: Line
    options: Annotated[tuple[Option, ...], MinLen(2), MaxLen(4)]


@dataclass(frozen=True, slots=True)
class CaseStep(Model):
    """One step: the scammer's move, what the victim did, and the money so far."""

    move: Para = field(metadata={"description": "骗子做了什么"})
    victim: Para = field(metadata={"description": "当事人做了什么"})
    yuan: Yuan = field(metadata={"description": "到这一步为止累计转出的钱，单位元"})
    phrase: str = field(default="", metadata={"description": "这类骗子常说的话（话术），可不写"})
    ask: Ask | None = None


@dataclass(frozen=True, slots=True)
class RedFlag(Model):
    """A warning sign named in the scammer's own words."""

    words: Line
    why: Para


@dataclass(frozen=True, slots=True)
class Case(Model):
    """One published case. `yuan_saved` is what was stopped or returned, in yuan."""

    id: Text
    title: Annotated[str, MinLen(4), MaxLen(24)]
    type: Text = field(metadata={"description": "骗局种类编号，见 scam_types/types"})
    teaser: Line
    who: Annotated[str, MinLen(1), MaxLen(16)] = field(metadata={"description": "当事人称呼，不写真名"})
    band: AgeBand
    place: Annotated[str, MinLen(1), MaxLen(16)]
    region: Region
    when: Annotated[str, MinLen(4), MaxLen(16)]
    outcome: Literal["stopped", "partly", "lost", "sentenced"] = field(
        metadata={"description": "stopped=拦住了 partly=追回一部分 lost=没追回或未公布 sentenced=骗子被判刑"}
    )
    yuan_lost: Yuan = field(metadata={"description": "被骗或险些被骗的总额，元；未公布写 0"})
    steps: Annotated[tuple[CaseStep, ...], MinLen(3), MaxLen(7)]
    red_flags: Annotated[tuple[RedFlag, ...], MinLen(2), MaxLen(5)]
    ending: Para = field(metadata={"description": "结局：怎样被拦住，或本可以怎样拦住"})
    lesson: Line = field(metadata={"description": "一句话记住"})
    source: Source
    also: tuple[str, ...] = ()
    yuan_saved: Yuan = 0
    rules: tuple[str, ...] = field(default=(), metadata={"description": "对应的“六个一律、八个凡是”编号"})
    picture: str = ""
    review_by: str = field(default="", metadata={"description": "到这一天请复核，例如 2027-06-30"})


@dataclass(frozen=True, slots=True)
class Film(Model):
    """A film or recording of the hall's own; a missing file is a line in the log, never an error on screen."""

    title: Line
    file: Text
    poster: str = ""
    captions: str = field(default="", metadata={"description": "字幕文件（.srt），可不写"})


@dataclass(frozen=True, slots=True)
class Films(Model):
    """The promotional films of a zone; may be empty."""

    films: tuple[Film, ...] = ()
