"""Gestures as lines of text and back: a visit replayed from its recording gives the same events, without its ink."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, fields, replace
from typing import Any

from kiosk.core.outside import parse_json
from kiosk.scene import Drag, FilmOver, Gesture, Stroke, Tap

Entry = Gesture | Mapping[str, Any]
"""A line of a recording: a gesture, or a record of another `kind` (start, tick) that belongs to who replays it."""

_KINDS: dict[str, type[Tap] | type[Drag] | type[Stroke] | type[FilmOver]] = {
    "tap": Tap,
    "drag": Drag,
    "stroke": Stroke,
    "film_over": FilmOver,
}
_NAMES = {gesture: name for name, gesture in _KINDS.items()}
_TYPES = {"str": (str,), "float": (float, int), "bool": (bool,), "tuple[float, ...]": (list, tuple)}
_PHASES = ("start", "move", "end")


def gesture_to_record(gesture: Gesture) -> dict[str, Any]:
    """The gesture as JSON-ready values: its fields, and its name under `kind`."""
    return {"kind": _NAMES[type(gesture)], **asdict(gesture)}


def gesture_from_record(record: Mapping[str, Any]) -> Gesture:
    """The gesture a record stands for. Raises ValueError for anything that is not exactly one."""
    gesture = _KINDS.get(str(record.get("kind")))
    values = {key: value for key, value in record.items() if key != "kind"}
    if gesture is None or set(values) != {f.name for f in fields(gesture)}:
        raise ValueError(f"not a gesture: {record!r}")
    for f in fields(gesture):
        allowed = _TYPES.get(str(f.type), (str,))
        if not isinstance(values[f.name], allowed) or (bool not in allowed and isinstance(values[f.name], bool)):
            raise ValueError(f"{f.name} does not fit: {record!r}")
    if gesture is Drag and values["phase"] not in _PHASES:
        raise ValueError(f"unknown phase: {record!r}")
    if gesture is Stroke:
        values["points"] = _points(values["points"])
    return gesture(**values)


def _points(values: Iterable[Any]) -> tuple[float, ...]:
    points = tuple(values)
    if any(isinstance(p, bool) or not isinstance(p, int | float) for p in points):
        raise ValueError(f"points must be numbers: {points[:8]!r}")
    return points


def to_line(entry: Entry) -> str:
    """One line of JSON without its end. Raises TypeError or ValueError for what JSON cannot hold."""
    record = gesture_to_record(entry) if isinstance(entry, Gesture) else dict(entry)
    return json.dumps(record, ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def from_line(line: str) -> Entry:
    """What `to_line` was given. Raises ValueError."""
    record = parse_json(line)
    if not isinstance(record, dict) or not isinstance(record.get("kind"), str):
        raise ValueError(f"not a line of a recording: {line[:80]!r}")
    return gesture_from_record(record) if record["kind"] in _KINDS else record


def without_ink(entry: Entry) -> Entry:
    """The entry as it may be kept: of a stroke only that it was drawn. It still counts as one when replayed."""
    return replace(entry, points=(0.0, 0.0) if entry.points else ()) if isinstance(entry, Stroke) else entry


def entries(lines: Iterable[str]) -> Iterator[Entry]:
    """The entries of a recording. A last line torn by a power cut is left out.

    Raises ValueError, with the line's number, for any other line that is not one of a recording.
    """
    for number, line in enumerate(lines, 1):
        if not line.endswith("\n"):
            return
        try:
            yield from_line(line)
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"line {number}: {error}") from error
