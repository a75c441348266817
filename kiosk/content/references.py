"""What one file says about another: everything that is named exists, and no id is used twice.

The models say it: a field marked `defines` gives an id to one thing of a kind, one marked `refers` names one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kiosk.content.document import Document
from kiosk.content.library import Library
from kiosk.content.models.base import ALSO, REFERS
from kiosk.content.option_ids import ID
from kiosk.content.problems import Problem, meant, nearest
from kiosk.content.spots import marked_fields
from kiosk.core.findings import Loc

KIND_WORDS = {"scam_type": "骗局种类", "case": "案例", "rule": "口诀编号"}
"""What a kind of thing is called in a message; another kind is called by its id."""
_NAMES = ("name", "title", "short")
_WORDS = {"六": "six", "八": "eight", "新": "new", "－": "-", "—": "-"}


def check_references(library: Library) -> Iterator[Problem]:
    """Dangling references, and ids that are used twice or are not words of the program."""
    known = {kind: library.ids(kind) for kind in (*library.defined, *KIND_WORDS)}
    for document in library.documents:
        for loc, name, metadata in marked_fields(document.value, REFERS):
            kind = metadata[REFERS]
            ids = known.get(kind)
            if ids is not None:  # a whole folder that is gone is told once, not at everything that names it
                allowed = ids | set(metadata.get(ALSO, ()))
                if name not in allowed:
                    meant_id = _called(library, kind, name) or _spelt(name, allowed)
                    yield document.problem(loc, _unknown(name, meant_id, allowed, KIND_WORDS.get(kind, kind)))
    for kind, named in library.defined.items():
        yield from _doubles(library, kind, named)


def _unknown(name: str, meant_id: str, known: set[str], what: str) -> str:
    if "，" in name or "、" in name:
        parts = ", ".join(part.strip() for part in name.replace("、", "，").split("，"))
        return f"“{name}”连成了一个词：方括号里各项之间用英文逗号加空格隔开，写成 [{parts}]"
    if meant_id:
        return f"这里要写{what.removesuffix('编号')}的编号，不写“{name}”：写成 {meant_id}"
    return f"没有编号是“{name}”的{what}：{meant(name, known)}"


def _called(library: Library, kind: str, name: str) -> str:
    """The id of the thing that is called so in Chinese; "" when none or several are."""
    named: dict[str, str] = {}
    for document, loc, word in library.defined.get(kind, ()):
        thing: Any = document.data
        for step in loc[:-1]:
            thing = thing[step]
        named |= {thing[key]: word for key in _NAMES if isinstance(thing.get(key), str)}
    near = nearest(name, named)
    return named.get(name) or (named[near] if near else "")


def _spelt(name: str, known: set[str]) -> str:
    """The id in which a Chinese word stands instead of the English one: 六-1."""
    word = name
    for chinese, english in _WORDS.items():
        word = word.replace(chinese, english)
    return word if word != name and word in known else ""


def _doubles(library: Library, kind: str, named: Iterable[tuple[Document, Loc, str]]) -> Iterator[Problem]:
    """Ids given twice. The file named after its id has it, whatever copies of it lie about; else the first has."""
    first: dict[str, tuple[Document, Loc]] = {}
    for document, loc, name in sorted(named, key=lambda one: one[0].path.stem != one[2]):
        if not ID.fullmatch(name):
            message = f"编号“{name[:30]}”里有不能用的字符：只用小写英文、数字、- 和 _，例如 refund-call-2"
            yield document.problem(loc, message)
        if name not in first and document.path.stem != name and (owner := library.claimed(kind, name)):
            first[name] = owner, ()
        if name in first:
            other, where = first[name]
            line = other.tree.place(other.written(where)).line
            message = f"编号“{name}”已经用在 {other.tree.path} 第 {line} 行：换一个没用过的编号，或删掉重复的一份"
            yield document.problem(loc, message)
        else:
            first[name] = document, loc
