"""Ids of options: given in content, or derived once from the place in the file, and kept in the compiled content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

O = TypeVar("O", bound=Any)  # noqa: E741
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def with_option_ids(options: Sequence[O]) -> tuple[O, ...]:
    """The options, each with an `id`: its own, or the letter of its place (a, b, c …).

    Whoever adds an option to a published item in the middle gives ids, so that the letters of the others stay.
    """
    return tuple(o if o.id else replace(o, id=_LETTERS[i % len(_LETTERS)]) for i, o in enumerate(options))
