"""The nine zones: an explicit register. A zone is a file or a folder of its own name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kiosk.content.load import Loaded
from kiosk.parts.film import FilmInfo
from kiosk.scene import Scene
from kiosk.zones.case_warnings import CaseWarnings
from kiosk.zones.harm_data import HarmData
from kiosk.zones.message_board import MessageBoard, WallMessage
from kiosk.zones.quiz import Quiz
from kiosk.zones.scam_lessons import ScamLessons
from kiosk.zones.scam_types import ScamTypes
from kiosk.zones.six_eight_rules import SixEightRules
from kiosk.zones.victim_memoirs import VictimMemoirs
from kiosk.zones.vr_experience import VrExperience
