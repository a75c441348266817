"""The one table of states and transitions: the flow of a visit is here and nowhere else.

`docs/states.md` draws it from this very table.
"""

from __future__ import annotations

from enum import StrEnum


class Place(StrEnum):
    """Where the hall is. ASKING is “还在看吗？” laid over a place that waits underneath."""

    ATTRACT = "attract"
    CHECK_IN = "check_in"
    MAP = "map"
    ZONE = "zone"
    FAREWELL = "farewell"
    SORRY = "sorry"
    ASKING = "asking"


RETURN = "return"
"""The target of a transition that goes back to where the visitors were."""

TABLE: dict[tuple[Place, str], Place | str] = {
    (Place.ATTRACT, "start"): Place.CHECK_IN,
    (Place.CHECK_IN, "admitted"): Place.MAP,
    (Place.CHECK_IN, "home"): Place.ATTRACT,
    (Place.MAP, "enter"): Place.ZONE,
    (Place.MAP, "finish"): Place.FAREWELL,
    (Place.MAP, "time_up"): Place.FAREWELL,
    (Place.ZONE, "home"): Place.MAP,
    (Place.ZONE, "time_up"): Place.FAREWELL,
    (Place.FAREWELL, "home"): Place.ATTRACT,
    (Place.SORRY, "go_on"): Place.MAP,
    (Place.SORRY, "no_visit"): Place.ATTRACT,
    (Place.SORRY, "time_up"): Place.FAREWELL,
    **{(p, "failed"): Place.SORRY for p in (Place.ATTRACT, Place.CHECK_IN, Place.MAP, Place.ZONE, Place.FAREWELL)},
    **{(p, "idle"): Place.ASKING for p in (Place.CHECK_IN, Place.MAP, Place.ZONE)},
    (Place.FAREWELL, "idle"): Place.ATTRACT,
    (Place.SORRY, "idle"): Place.ATTRACT,
    (Place.ASKING, "stay"): RETURN,
    (Place.ASKING, "abandoned"): Place.ATTRACT,
    (Place.ASKING, "time_up"): Place.FAREWELL,
}

_WORDS = {
    Place.ATTRACT: "待机",
    Place.CHECK_IN: "入馆登记",
    Place.MAP: "展区图",
    Place.ZONE: "九个展区",
    Place.FAREWELL: "道别",
    Place.SORRY: "抱歉页",
    Place.ASKING: "还在看吗",
}


def following(place: Place, outcome: str) -> Place | str:
    """Where `outcome` leads from `place`. Raises KeyError when the table has no such transition."""
    return TABLE[place, outcome]


def mermaid() -> str:
    """The table as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", "    [*] --> attract"]
    lines += [f"    {place.value} : {_WORDS[place]}" for place in Place]
    for (place, outcome), target in TABLE.items():
        if target == RETURN:
            for back in (Place.CHECK_IN, Place.MAP, Place.ZONE):
                lines.append(f"    {place.value} --> {back.value} : {outcome}")
        else:
            lines.append(f"    {place.value} --> {Place(target).value} : {outcome}")
    return "\n".join(lines) + "\n"
