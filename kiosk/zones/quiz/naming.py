"""What an item is about, in a few words: in the list of those to be seen again, and behind “再看一点”."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import assert_never

from kiosk.core.vocabulary import QuestionForm
from kiosk.zones.quiz.models import QuizItem, QuizTopic

_CLAUSE = re.compile("^.{7,}?(?=[，。？！：；])")
"""The beginning of a question up to where it pauses, but no scrap of it."""


def topic(item: QuizItem, type_names: Mapping[str, str]) -> tuple[str, str]:
    """Icon and name of what the item is about."""
    found = next((t for t in QuizTopic if t == item.type), None)
    return (item.type, type_names.get(item.type, item.type)) if found is None else (_topic_icon(found), found.word)


def _topic_icon(about: QuizTopic) -> str:
    match about:
        case QuizTopic.GENERAL:
            return "first_aid"
        case QuizTopic.LAW:
            return "law"
        case QuizTopic.GENUINE:
            return "genuine"
    assert_never(about)


def known_by(item: QuizItem, type_names: Mapping[str, str], titles: Mapping[str, str]) -> str:
    """What visitors know the item by: a scam by its kind; what is genuine, or does not decide, by what happened in it,
    since it is filed under no kind of scam. `titles` are those of the calls, whose questions are all the same."""
    if item.genuine is False:
        return topic(item, type_names)[1]
    about = titles.get(item.id) or _begun(item.stem)
    if item.form is not QuestionForm.JUDGE:
        return about
    return f"真的：{about}" if item.genuine else f"要核实：{about}"


def _begun(stem: str) -> str:
    found = _CLAUSE.match(stem)
    return found.group() if found else stem.rstrip("。？！：")
