"""What the words to take home must agree with themselves about."""

from __future__ import annotations

import re

from kiosk.content.models.take_home import Leaflet
from kiosk.core.findings import Finding


def leaflet_lint(leaflet: Leaflet) -> list[Finding]:
    """The heading names the days that the page counts; 110 is told of before 96110."""
    found: list[Finding] = []
    again = leaflet.again
    if str(again.days) not in re.findall(r"\d+", again.heading):
        found.append((("again", "heading"), f"小标题里的天数和 days 不一样：写上 {again.days} 天，或改 days"))
    first = re.search(r"(?<!\d)(?:96)?110(?!\d)", " ".join(leaflet.money_gone.steps))
    if first is None or first[0] != "110":
        found.append((("money_gone", "steps"), "钱转出去了，头一个电话是110：把打110写在打96110前面"))
    return found
