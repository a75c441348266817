"""危害数据分析区 as the hall knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.content.catalogue import ZoneContent
from kiosk.content.content_file import ContentFile
from kiosk.content.parts import Parts, first_of_each_id
from kiosk.draw.theme import Lighting
from kiosk.manifest import Ingredients, Manifest, Sign
from kiosk.scene import Scene
from kiosk.zones.harm_data.models import (
    LIVING,
    LOCAL,
    LOCAL_TITLE,
    ZONE,
    Chart,
    Charts,
    Living,
    LocalFigure,
    LocalFigures,
)


@dataclass(frozen=True, slots=True)
class HarmDataContent:
    """The charts in their order, the figure that grows, and the bureau's own figures, often none."""

    charts: tuple[Chart, ...]
    living: Living
    local: tuple[LocalFigure, ...]


def _assemble(parts: Parts) -> HarmDataContent | None:
    shown, local = parts.one(Charts), parts.one(LocalFigures)
    if shown is None:
        return None
    return HarmDataContent(first_of_each_id(shown.charts), shown.living, local.figures if local else ())


def _scene(given: Ingredients) -> Scene[Any]:
    from kiosk.zones.harm_data.scene import HarmDataScene

    content: HarmDataContent = given.content
    return HarmDataScene(content.charts, content.living, content.local, given.guided)


def _names(content: HarmDataContent) -> Mapping[str, str]:
    return {LIVING: content.living.title, LOCAL: LOCAL_TITLE, **{chart.id: chart.title for chart in content.charts}}


HARM_DATA = Manifest(
    id=ZONE,
    name="危害数据分析区",
    sign=Sign("chart", Lighting.BEAKER),
    content=ZoneContent(
        ZONE,
        (
            ContentFile("harm_data/charts.yaml", Charts, item="图表", each=("charts",)),
            ContentFile("harm_data/local.yaml", LocalFigures, item="本地数据", each=("figures",), required=False),
        ),
        _assemble,
    ),
    scene=_scene,
    names=_names,
    tells=("beads",),
    item_word="图表",
    goal="看懂三张图",
    minutes=4.0,
    min_minutes=2.0,
)
