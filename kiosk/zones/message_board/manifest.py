"""电子留言区 as the hall knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from kiosk.content.catalogue import ZoneContent
from kiosk.content.content_file import ContentFile
from kiosk.content.parts import Parts
from kiosk.core.events import MessageLeft
from kiosk.draw.theme import Lighting
from kiosk.manifest import Ingredients, Manifest, Sign
from kiosk.scene import Scene
from kiosk.zones.message_board.models import ZONE, Phrases

SHOWN_MOST = 40
"""Older messages than this many stay in the log but not on the wall."""


@dataclass(frozen=True, slots=True)
class MessageBoardContent:
    """The phrases that are ready to be chosen."""

    phrases: Phrases


def _assemble(parts: Parts) -> MessageBoardContent | None:
    phrases = parts.one(Phrases)
    return MessageBoardContent(phrases) if phrases else None


def _left(given: Ingredients) -> list[MessageLeft]:
    """The approved messages, newest first; one whose words were erased since has nothing left to hang up."""
    messages = (message.left for message in given.resources.approved_messages())
    return [message for message in messages if message.phrase or message.strokes][:SHOWN_MOST]


def _scene(given: Ingredients) -> Scene[Any]:
    from kiosk.zones.message_board.scene import MessageBoardScene

    content: MessageBoardContent = given.content
    return MessageBoardScene(content.phrases, partial(_left, given))


def _around(given: Ingredients) -> str:
    """An empty wall is nothing to look at."""
    return "看看留言墙" if _left(given) else ""


def _names(content: MessageBoardContent) -> Mapping[str, str]:
    return {}


MESSAGE_BOARD = Manifest(
    id=ZONE,
    name="电子留言区",
    sign=Sign("message", Lighting.VIOLET),
    content=ZoneContent(
        ZONE,
        (ContentFile("message_board/phrases.yaml", Phrases, item="短句", each=("groups/*/phrases", "groups")),),
        _assemble,
    ),
    scene=_scene,
    names=_names,
    item_word="留言",
    goal="留一句话",
    minutes=2.0,
    min_minutes=1.0,
    renewed=True,
    around=_around,
)
