"""What will be on the screen, zone by zone, and what has changed since the hall last opened: how `kiosk check` ends."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.content.catalogue import Catalogue
from kiosk.content.check import Report
from kiosk.content.content_file import HALL, ContentFile
from kiosk.content.document import Document
from kiosk.content.giving_way import entries, what_is_left
from kiosk.core.findings import Loc

_TITLES = ("title", "name", "short", "stem", "heading", "figure", "label", "text", "file")
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One thing that is shown, or kept off: its kind, its id (what tells it from the others), what it is called."""

    kind: ContentFile
    id: str
    title: str
    data: str
    """Its plain data, to see whether it has changed."""


def on_screen(catalogue: Catalogue, files: Mapping[str, Iterable[Any]]) -> list[Exhibit]:
    """The things in the plain data that may be shown."""
    return [one for kind in catalogue.files for data in files.get(kind.pattern, ()) for one in things(kind, data)]


def kept_off(documents: Iterable[Document]) -> list[Exhibit]:
    """The things that were written and are not shown."""
    found: list[Exhibit] = []
    for document in documents:
        gone = document.gone if document.value is not None else None
        found_here = [*_placed(document.kind, document.tree.data)]
        if document.kind.item and not any(one.title for one, _ in found_here):
            found_here = [(Exhibit(document.kind, document.path.stem, document.path.name, ""), ())]
        found += [
            one for one, loc in found_here if gone is None or (loc and any(loc[: len(g)] == g for g in gone if g))
        ]
    return found


def table(catalogue: Catalogue, report: Report, before: Mapping[str, Any] | None) -> Iterator[str]:
    """Lines of text: each zone with what is shown of it and what is kept off, then what is new, changed and gone since
    `before` (plain data by pattern), which is None when the hall never opened."""
    documents, loaded = report.documents, report.loaded
    names = {zone.id: zone.name for zone in loaded.hall.zones} if loaded.hall else {}
    files: dict[str, list[Any]] = {}
    for document in documents:
        if document.value is not None and document.zone in {HALL, *loaded.zones}:
            files.setdefault(document.kind.pattern, []).append(what_is_left(document))
    shown, off = on_screen(catalogue, files), kept_off(documents)
    yield f"{_wide('展区', 30)}上屏{' ' * 24}不上屏"
    for zone in catalogue.zone_ids:
        here = _counts(shown, zone) if zone in loaded.zones else "不开放"
        yield f"{_wide(names.get(zone, zone), 30)}{_wide(here, 28)}{_counts(off, zone) or '—'}"
    for one in off:
        yield f"  不上屏：{one.kind.item} {one.title}（{one.id}）"
    yield from _changes(shown, None if before is None else on_screen(catalogue, before))


def things(kind: ContentFile, data: Any) -> list[Exhibit]:
    """What one file holds that visitors see as a thing of its own."""
    return [thing for thing, _ in _placed(kind, data)]


def _placed(kind: ContentFile, data: Any) -> Iterator[tuple[Exhibit, Loc]]:
    """The things of a file, each with its place."""
    if kind.each:
        yield from ((_thing(kind, entry, loc), loc) for loc, entry in entries(data, kind.each[0]))
    elif kind.many:
        yield _thing(kind, data, ()), ()


def _thing(kind: ContentFile, data: Any, loc: Loc) -> Exhibit:
    written = data if isinstance(data, dict) else {"text": data}
    title = next((str(written[key]) for key in _TITLES if written.get(key)), "")
    title = title if len(title) <= _LONGEST else f"{title[:_LONGEST]}…"
    name = str(written.get("id") or title or "/".join(map(str, loc)))
    return Exhibit(kind, name, title, json.dumps(data, ensure_ascii=False, sort_keys=True, default=str))


def _counts(things: Iterable[Exhibit], zone: str) -> str:
    counted: dict[str, int] = {}
    for one in things:
        if one.kind.zone == zone:
            counted[one.kind.item] = counted.get(one.kind.item, 0) + 1
    return "、".join(f"{item} {count}" for item, count in counted.items())


def _changes(now: list[Exhibit], before: list[Exhibit] | None) -> Iterator[str]:
    if before is None:
        yield "还没有用这份内容开过馆，所以比不出新增和改动。"
        return
    old = {(one.kind.pattern, one.id): one for one in before}
    new = {(one.kind.pattern, one.id): one for one in now}
    rows = (
        ("新增", [one for key, one in new.items() if key not in old]),
        ("改过", [one for key, one in new.items() if key in old and old[key].data != one.data]),
        ("没有了", [one for key, one in old.items() if key not in new]),
    )
    if not any(things for _, things in rows):
        yield "和上次开馆时一样。"
    for word, things in rows:
        if things:
            yield f"比上次开馆{word}：{'、'.join(f'{one.kind.item}“{one.title}”' for one in things)}"


def _wide(text: str, columns: int) -> str:
    """The text filled up with blanks, a Chinese character counting as two columns of a terminal."""
    width = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
    return text + " " * max(1, columns - width)
