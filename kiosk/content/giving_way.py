"""How a file goes on without what is wrong in it: an entry is left out, or a value gives way to its fallback.

Nothing else of the file changes, and nothing is guessed: what is written and right is shown as it is written.
"""

from __future__ import annotations

from typing import Any

from kiosk.content.document import Document
from kiosk.core.findings import Loc


def give_way(document: Document, loc: Loc) -> bool:
    """Take what stands at `loc` of the written file off the screen; False when the whole file has to go.

    Asked for the same place again, it takes what encloses it.
    """
    if document.kind.fallback is not None:
        return _fall_back(document, loc, document.kind.fallback())
    for entry in _entries(document.kind.each, loc):
        if entry not in document.gone:
            document.gone.add(entry)
            return True
    return False


def what_is_left(document: Document) -> Any:
    """The data that can be shown, of what was written."""
    if not (document.gone or document.replaced or document.added):
        return document.tree.data
    return _left(document, document.tree.data, ())


def entries(data: Any, pattern: str, at: Loc = ()) -> list[tuple[Loc, Any]]:
    """Every entry of the lists that `pattern` names in plain data (`items`, `groups/*/phrases`), with its place."""
    key, _, rest = pattern.partition("/*/")
    inside = data.get(key) if isinstance(data, dict) else None
    found = [((*at, key, number), entry) for number, entry in enumerate(inside if isinstance(inside, list) else ())]
    return [one for place, entry in found for one in entries(entry, rest, place)] if rest else found


def _entries(each: tuple[str, ...], loc: Loc) -> list[Loc]:
    """The entries that `loc` lies in, the innermost first."""
    named = set(each)
    found = [
        loc[: n + 1]
        for n, step in enumerate(loc)
        if isinstance(step, int) and "/".join("*" if isinstance(s, int) else s for s in loc[:n]) in named
    ]
    return found[::-1]


def _left(document: Document, value: Any, at: Loc) -> Any:
    if at in document.replaced:
        return document.replaced[at]
    if isinstance(value, dict):
        left = {k: _left(document, v, (*at, k)) for k, v in value.items() if (*at, k) not in document.gone}
        new = {loc[-1]: v for loc, v in document.replaced.items() if loc and loc[:-1] == at and loc[-1] not in value}
        return left | new
    if isinstance(value, list):
        left_items = [_left(document, v, (*at, i)) for i, v in enumerate(value) if (*at, i) not in document.gone]
        return left_items + document.added.get(at, [])
    return value


def _fall_back(document: Document, loc: Loc, fallback: Any) -> bool:
    """The innermost place along `loc` that has not given way yet does: to its fallback where there is another value,
    else it is left out, with the entry it belongs to when the fallback has no such entry. In the end the whole file
    does."""
    data = document.tree.data
    strange = next((n for n in range(1, len(loc) + 1) if not _counterpart(fallback, data, loc[:n])[0]), len(loc))
    for length in range(strange, 0, -1):
        at = loc[:length]
        if at in document.replaced or at in document.gone or at in document.added:
            continue
        known, value = _counterpart(fallback, data, at)
        if not known or _repeats(data, at):
            document.gone.add(at)
        elif isinstance(value, list) and (absent := _absent(_at(data, at), value)):
            document.added[at] = absent
        elif value != _at(data, at):
            document.replaced[at] = value
        else:
            continue
        return True
    if () in document.replaced:
        return False
    document.replaced[()] = fallback
    return True


def _at(data: Any, loc: Loc) -> Any:
    """What was written at `loc`; None where nothing was."""
    for step in loc:
        if isinstance(step, int):
            data = data[step] if isinstance(data, list) and step < len(data) else None
        else:
            data = data.get(step) if isinstance(data, dict) else None
    return data


def _repeats(data: Any, loc: Loc) -> bool:
    """Whether an entry of a list has the id of one before it."""
    if not isinstance(loc[-1], int):
        return False
    before, entry = _at(data, loc[:-1])[: loc[-1]], _at(data, loc)
    return isinstance(entry, dict) and entry.get("id") in [e.get("id") for e in before if isinstance(e, dict)]


def _counterpart(fallback: Any, data: Any, at: Loc) -> tuple[bool, Any]:
    """Whether the fallback has a value for this place, and the value. Entries of lists belong together by their ids."""
    for step in at:
        if isinstance(step, int):
            entry = data[step] if isinstance(data, list) and step < len(data) else None
            name = entry.get("id") if isinstance(entry, dict) else None
            same = [one for one in fallback if isinstance(one, dict) and one.get("id") == name]
            if name is None or not same:
                return False, None
            data, fallback = entry, same[0]
        elif isinstance(fallback, dict) and step in fallback:
            data, fallback = (data.get(step) if isinstance(data, dict) else None), fallback[step]
        else:
            return False, None
    return True, fallback


def _absent(written: Any, fallback: list[Any]) -> list[Any]:
    """What a list of things with ids lacks of its fallback; nothing where no such list was written."""
    if not isinstance(written, list):
        return []
    there = [entry.get("id") for entry in written if isinstance(entry, dict)]
    return [entry for entry in fallback if isinstance(entry, dict) and "id" in entry and entry["id"] not in there]
