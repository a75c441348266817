"""The zones there are: an explicit, clickable register. A new zone is its folder and one line here."""

from __future__ import annotations

from kiosk.content.catalogue import Catalogue
from kiosk.content.loaded import Loaded
from kiosk.content.models.hall import ZonePlan
from kiosk.manifest import Manifest
from kiosk.reports.glossary import WordsKey
from kiosk.zones.case_warnings.manifest import CASE_WARNINGS
from kiosk.zones.harm_data.manifest import HARM_DATA
from kiosk.zones.message_board.manifest import MESSAGE_BOARD
from kiosk.zones.quiz.manifest import QUIZ
from kiosk.zones.scam_lessons.manifest import SCAM_LESSONS
from kiosk.zones.scam_types.manifest import SCAM_TYPES
from kiosk.zones.six_eight_rules.manifest import SIX_EIGHT_RULES
from kiosk.zones.victim_memoirs.manifest import VICTIM_MEMOIRS
from kiosk.zones.vr_experience.manifest import VR_EXPERIENCE

ZONES: tuple[Manifest, ...] = (
    CASE_WARNINGS,
    HARM_DATA,
    SCAM_LESSONS,
    VICTIM_MEMOIRS,
    VR_EXPERIENCE,
    SCAM_TYPES,
    SIX_EIGHT_RULES,
    QUIZ,
    MESSAGE_BOARD,
)

PLANS = tuple(ZonePlan(zone.id, zone.name, zone.minutes, zone.min_minutes) for zone in ZONES)
"""The zones as they stand where zones.yaml does not say."""
CATALOGUE = Catalogue([zone.content for zone in ZONES], PLANS)
SIGNS = {zone.id: zone.sign for zone in ZONES}
ICONS = {zone: sign.icon for zone, sign in SIGNS.items()}


def item_names(loaded: Loaded) -> dict[str, str]:
    """The Chinese names of all there is, by id: zones, kinds of scam, and every item of every zone."""
    names = dict(loaded.shared.type_names)
    names |= {zone.id: zone.name for zone in (loaded.hall.zones if loaded.hall else PLANS)}
    for zone in ZONES:
        content = loaded.zones.get(zone.id)
        if content is not None:
            names |= zone.names(content)
    return names


def item_words(loaded: Loaded) -> dict[WordsKey, str]:
    """The full words of what is asked in the zones and of what can be answered."""
    words: dict[WordsKey, str] = {}
    for zone in ZONES:
        content = loaded.zones.get(zone.id)
        if content is not None:
            words |= zone.words(content)
    return words
