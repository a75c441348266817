"""The nine zones: an explicit register. A zone is a file or a folder of its own name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kiosk.content.models.base import source_line
from kiosk.content.models.case import Film
from kiosk.content.models.chart import Charts, LocalFigures
from kiosk.content.zone_content import Loaded
from kiosk.parts.film import FilmInfo
from kiosk.scene import Scene
from kiosk.zones.case_warnings import CaseWarnings
from kiosk.zones.harm_data import HarmData
from kiosk.zones.message_board import MessageBoard, WallMessage
from kiosk.zones.quiz import Quiz, can_draw
from kiosk.zones.scam_lessons import ScamLessons
from kiosk.zones.scam_types import ScamTypes
from kiosk.zones.six_eight_rules import SixEightRules
from kiosk.zones.victim_memoirs import VictimMemoirs
from kiosk.zones.vr_experience import VrExperience

FilmOf = Callable[[Film], FilmInfo]
"""What is known of a film the content names: whether it has captions beside it, how long it is."""


def zone_scenes(
    loaded: Loaded, wall: Sequence[WallMessage], film_of: FilmOf, rooms: Mapping[str, str]
) -> dict[str, Scene[Any]]:
    """The scenes of every zone whose content could be read, by zone id. `rooms` are the panoramas that are there."""
    made: dict[str, Scene[Any]] = {}
    names, rules = loaded.type_names, loaded.rule_texts
    cases = loaded.case_warnings.cases if loaded.case_warnings else ()
    if loaded.case_warnings:
        films = [film_of(film) for film in loaded.case_warnings.films]
        made["case_warnings"] = CaseWarnings(cases, names, films)
    if loaded.harm_data:
        harm = loaded.harm_data
        made["harm_data"] = HarmData(Charts(harm.charts, harm.living), LocalFigures(harm.local))
    if loaded.scam_lessons:
        made["scam_lessons"] = ScamLessons(loaded.scam_lessons.modules)
    if loaded.victim_memoirs:
        sources = {case.id: f"{case.title}。{source_line(case.source)}" for case in cases}
        memoirs = loaded.victim_memoirs.memoirs
        made["victim_memoirs"] = VictimMemoirs(
            memoirs, sources, {m.id: film_of(Film(m.title, m.film)) for m in memoirs if m.film}
        )
    if loaded.vr_experience:
        made["vr_experience"] = VrExperience(loaded.vr_experience.scenarios, names, rules, rooms)
    if loaded.scam_types:
        told: Mapping[str, tuple[tuple[str, str], ...]] = {
            kind: tuple((c.title, c.lesson) for c in cases if kind in (c.type, *c.also)) for kind in names
        }
        made["scam_types"] = ScamTypes(loaded.scam_types.types, loaded.scam_types.questionnaire, told, rules)
    if loaded.six_eight_rules:
        made["six_eight_rules"] = SixEightRules(loaded.six_eight_rules.rules)
    if loaded.quiz and loaded.hall and can_draw(loaded.quiz.items, loaded.quiz.blueprint):
        made["quiz"] = Quiz(
            loaded.quiz.items, loaded.quiz.blueprint, names, loaded.hall.hall.take_home.text, loaded.hall.hall.name
        )
    if loaded.message_board:
        made["message_board"] = MessageBoard(loaded.message_board.phrases, tuple(wall))
    return made
