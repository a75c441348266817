"""What things are called: ids of the content and of check-in as the words staff know, for exports."""

from __future__ import annotations

from kiosk.content.zone_content import Loaded

GROUPS = {
    "school": "学校",
    "community": "社区",
    "company": "企业",
    "family": "家庭",
    "visitor": "散客",
    "other": "其他",
}
AGES = {"minor": "18岁以下", "young": "18—35岁", "middle": "36—59岁", "senior": "60岁以上"}


def content_names(loaded: Loaded) -> dict[str, str]:
    """Chinese names by id: zones, kinds of scam, cases, charts, lessons, memoirs, scenarios, groups, ages."""
    names = {**GROUPS, **AGES, **loaded.type_names}
    if loaded.hall:
        names |= {zone.id: zone.name for zone in loaded.hall.zones}
    if loaded.case_warnings:
        names |= {case.id: case.title for case in loaded.case_warnings.cases}
    if loaded.harm_data:
        names |= {chart.id: chart.title for chart in loaded.harm_data.charts}
    if loaded.scam_lessons:
        names |= {module.id: module.title for module in loaded.scam_lessons.modules}
    if loaded.victim_memoirs:
        names |= {memoir.id: memoir.title for memoir in loaded.victim_memoirs.memoirs}
    if loaded.vr_experience:
        names |= {scenario.id: scenario.title for scenario in loaded.vr_experience.scenarios}
    return names
