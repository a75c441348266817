"""Ids of options: given in content, or derived once from the place in the file, and kept in the compiled content."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from kiosk.core.findings import Finding

O = TypeVar("O", bound=Any)  # noqa: E741
ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
"""What an id may be made of: the records join ids with “+”, and a sheet filters by them."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def with_option_ids(options: Sequence[O]) -> tuple[O, ...]:
    """The options, each with an `id`: its own, or the letter of its place (a, b, c …).

    Whoever adds an option to a published item in the middle gives ids, so that the letters of the others stay.
    """
    return tuple(o if o.id else replace(o, id=_LETTERS[i % len(_LETTERS)]) for i, o in enumerate(options))


def option_id_lint(
    options: Sequence[Any], thing: str = "选项", reserved: Mapping[str, str] | None = None
) -> Iterator[Finding]:
    """Ids the records could not tell apart, at the option's place. `thing` is what an option is called here; `reserved`
    ids mean something else in the records, which is said."""
    ids = [option.id for option in with_option_ids(options)]
    for i, name in enumerate(ids):
        if not ID.fullmatch(name):
            yield (i, "id"), f"{thing}编号“{name[:30]}”里有不能用的字符：只用小写英文、数字、- 和 _"
        elif name in (reserved or {}):
            yield (i, "id"), f"编号 {name} 在记录里是“{(reserved or {})[name]}”的意思：换一个编号"
        elif name in ids[:i]:
            yield (i, "id"), f"有两个{thing}的编号是“{name}”，记录里分不开：换一个没用过的编号"
