"""What each zone is handed: one frozen value a zone, and `Loaded`, which holds them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.content.models.case import Case, Film
from kiosk.content.models.chart import Chart, Living, LocalFigure
from kiosk.content.models.hall import Hall, HallWords
from kiosk.content.models.lesson import Lesson
from kiosk.content.models.memoir import Memoir
from kiosk.content.models.message import Phrases
from kiosk.content.models.quiz import Blueprint, QuizItem
from kiosk.content.models.rule import Rules
from kiosk.content.models.scam_type import Questionnaire, ScamType
from kiosk.content.models.scenario import Scenario
from kiosk.content.problems import Problem


@dataclass(frozen=True, slots=True)
class CaseWarnings:
    """案例警示区."""

    cases: tuple[Case, ...]
    films: tuple[Film, ...] = ()


@dataclass(frozen=True, slots=True)
class HarmData:
    """危害数据分析区. `local` are the bureau's own figures, often none."""

    charts: tuple[Chart, ...]
    living: Living
    local: tuple[LocalFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class ScamLessons:
    """诈骗知识学习区, in the order of the rail."""

    modules: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class VictimMemoirs:
    """受害回忆录区."""

    memoirs: tuple[Memoir, ...]


@dataclass(frozen=True, slots=True)
class VrExperience:
    """VR互动体验区, by `order`."""

    scenarios: tuple[Scenario, ...]


@dataclass(frozen=True, slots=True)
class ScamTypes:
    """常见诈骗种类区, by `order`."""

    types: tuple[ScamType, ...]
    questionnaire: Questionnaire


@dataclass(frozen=True, slots=True)
class SixEightRules:
    """“六个一律、八个凡是”区."""

    rules: Rules


@dataclass(frozen=True, slots=True)
class Quiz:
    """知识考核区."""

    items: tuple[QuizItem, ...]
    blueprint: Blueprint


@dataclass(frozen=True, slots=True)
class MessageBoard:
    """电子留言区."""

    phrases: Phrases


@dataclass(frozen=True, slots=True)
class Loaded:
    """All content. A zone that cannot open is None; `problems` says why.

    `type_names` (scam type id -> Chinese name) and `rule_texts` (rule id -> its text) are for every zone, and are there
    even when the zone they come from is closed.
    """

    hall: Hall | None = None
    words: HallWords | None = None
    case_warnings: CaseWarnings | None = None
    harm_data: HarmData | None = None
    scam_lessons: ScamLessons | None = None
    victim_memoirs: VictimMemoirs | None = None
    vr_experience: VrExperience | None = None
    scam_types: ScamTypes | None = None
    six_eight_rules: SixEightRules | None = None
    quiz: Quiz | None = None
    message_board: MessageBoard | None = None
    type_names: Mapping[str, str] = field(default_factory=dict)
    rule_texts: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
