"""Every story of the hall has its picture, made by the hall, and no picture stands for many of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from tests.real_hall import ROOT, content

OPTIONAL = ("Situation",)
"""What may have a picture and need not: the questions of the matching game, of which most are words alone."""


def stories(found: object) -> Iterator[tuple[str, str]]:
    """(name, picture) of everything in the content that can have a picture."""
    if isinstance(found, Mapping):
        for inner in found.values():
            yield from stories(inner)
    elif isinstance(found, tuple | list):
        for inner in found:
            yield from stories(inner)
    elif is_dataclass(found):
        names = {field.name for field in fields(found)}
        if {"picture", "id"} <= names and type(found).__name__ not in OPTIONAL:
            yield f"{type(found).__name__} {found.id}", found.picture
        for name in names:
            yield from stories(getattr(found, name))


def test_every_case_memoir_and_scenario_has_a_picture_that_is_there() -> None:
    shown = dict(stories(content().zones))
    kinds = Counter(name.split()[0] for name in shown)
    assert kinds["Case"] >= 23 and kinds["Memoir"] >= 7 and kinds["Scenario"] >= 10
    assert [name for name, picture in shown.items() if not (picture and (ROOT / "content" / picture).is_file())] == []


def test_no_picture_stands_for_more_than_two_stories() -> None:
    used = Counter(picture for _, picture in dict(stories(content().zones)).items() if picture)
    assert {picture: count for picture, count in used.items() if count > 2} == {}


def test_a_scenarios_picture_is_not_a_forged_paper() -> None:
    """A card of the picker does not tell a scam from the real thing."""
    telling = {"stills/false_warrant.jpg", "stills/false_notice.jpg", "stills/two_masks.jpg"}
    shown = {picture for name, picture in stories(content().zones) if name.startswith("Scenario ")}
    assert shown and not shown & telling
