"""A first-person memoir in stages, composed from published cases and said to be so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from annotated_types import MaxLen, MinLen

from kiosk.content.models.base import Line, Model, Para, Text, Yuan


@dataclass(frozen=True, slots=True)
class Stage(Model):
    """One stage of a memoir in the teller's own voice."""

    heading: Annotated[str, MinLen(2), MaxLen(14)]
    text: Annotated[str, MinLen(20), MaxLen(260)]
    mood: Literal["calm", "hope", "pressure", "loss", "after"]
    yuan: Yuan = field(default=0, metadata={"description": "到此为止失去的钱，元"})


@dataclass(frozen=True, slots=True)
class Said(Model):
    """Something the group can say to the person, and how the person answers."""

    text: Line
    reply: Para
    helps: bool


@dataclass(frozen=True, slots=True)
class Memoir(Model):
    """One memoir. `speak_after` is the 1-based stage after which the group may speak to the teller."""

    id: Text
    title: Annotated[str, MinLen(4), MaxLen(20)]
    who: Annotated[str, MinLen(2), MaxLen(20)]
    figure: Literal["woman", "man", "girl", "boy", "old_woman", "old_man"]
    type: Text
    teaser: Line
    based_on: Annotated[tuple[str, ...], MinLen(1)] = field(metadata={"description": "依据的案例编号"})
    stages: Annotated[tuple[Stage, ...], MinLen(4), MaxLen(8)]
    speak_after: int
    speak_prompt: Line
    sayings: Annotated[tuple[Said, ...], MinLen(3), MaxLen(4)]
    ending: Para
    take_away: Line
    film: str = field(default="", metadata={"description": "本馆自有的录音或影片文件，可不写"})
