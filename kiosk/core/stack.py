"""Where a program stood, as file, line and function: what a report may say of a failure, for it holds nothing anybody
wrote."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from types import FunctionType
from typing import Any

SCENE = "scene:"
"""Before a scene's name, where it stands in a stack."""
MOST_FRAMES = 60


def frames_of(error: BaseException) -> str:
    """The frames an exception came through, the innermost first, a line each, as faulthandler writes them; without its
    words, and without any value."""
    lines, traceback = [], error.__traceback__
    while traceback is not None:
        code = traceback.tb_frame.f_code
        lines.append(f'  File "{code.co_filename}", line {traceback.tb_lineno} in {code.co_name}\n')
        traceback = traceback.tb_next
    lines.reverse()
    return "".join(lines if len(lines) <= MOST_FRAMES else [*lines[: MOST_FRAMES // 2], *lines[-MOST_FRAMES // 2 :]])


def let_go(error: BaseException) -> None:
    """What the frames of a caught exception still hold is free again; it may be all the memory there is."""
    traceback = error.__traceback__
    while traceback is not None:
        with suppress(RuntimeError):  # one that goes on
            traceback.tb_frame.clear()
        traceback = traceback.tb_next


def _call(act: Callable[[Any], Any], given: Any) -> Any:
    return act(given)


@cache
def called_for(scene: str) -> Callable[[Callable[[Any], Any], Any], Any]:
    """What calls a function with one argument, and stands in the stack under that scene's name: a stack that is dumped
    while the program hangs holds names and no values, and so says in whose scene it hangs."""
    name = SCENE + scene
    return FunctionType(_call.__code__.replace(co_name=name, co_qualname=name), globals())
