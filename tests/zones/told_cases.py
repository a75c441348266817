"""Cases made for the tests of 案例警示区, and what a screen of theirs says."""

from __future__ import annotations

from kiosk.content.models.base import Region, Source
from kiosk.core.vocabulary import AgeBand
from kiosk.draw.items import Text
from kiosk.draw.look import Look
from kiosk.scene import Tap
from kiosk.zones.case_warnings.models import Case, CaseAsk, CaseOption, CaseOutcome, CaseStep, RedFlag
from kiosk.zones.case_warnings.scene import CaseWarningsScene, CaseWarningsState

LOOK = Look()
NAMES = {"brushing": "刷单返利", "police": "冒充公检法"}
RULES = {"new-1": "要垫钱的刷单都是诈骗", "six-6": "一提到安全账户，一律是诈骗"}


def case(
    name: str,
    kind: str = "brushing",
    band: AgeBand = AgeBand.SENIOR,
    region: Region = Region.NATIONAL,
    when: str = "2025",
) -> Case:
    options = (
        CaseOption("先挂断", "对，挂断再问。", True, "hang_up"),
        CaseOption("照着做", "这一步钱就出去了。", False, "obey"),
    )
    ask = CaseAsk("换作你，会怎么做？", options)
    steps = (
        CaseStep("对方发来任务。", "他做了。", 0, "充值越多返利越多", ask),
        CaseStep("对方要垫钱。", "他垫了。", 5000, ask=ask),
        CaseStep("对方说卡单了。", "他又垫了。", 30000),
    )
    flags = (RedFlag("充值越多返利越多", "返利是饵。"), RedFlag("卡单了", "要你再垫。"))
    return Case(
        id=name,
        title=f"案例{name}",
        type=kind,
        teaser=f"引子{name}",
        who="李先生",
        band=band,
        place="山东",
        region=region,
        when=when,
        outcome=CaseOutcome.STOPPED,
        yuan_lost=30000,
        steps=steps,
        red_flags=flags,
        ending="半路上拦了下来。",
        lesson="垫资即停",
        source=Source("公安机关", "2025-08"),
        yuan_saved=30000,
        rules=("new-1",),
    )


CASES = (
    case("a", when="2023"),
    case("b", "police", AgeBand.MINOR),
    case("c", region=Region.LOCAL),
    case("d", region=Region.SHANDONG),
)


def words(zone: CaseWarningsScene, state: CaseWarningsState, look: Look = LOOK) -> str:
    """All that the screen says, in one line, with what is behind 再看一点."""
    shown = zone.view(state, look)
    if any(item.target == "more" for item in shown):
        shown = [*shown, *zone.view(zone.touch(state, Tap("more")).state, look)]
    return "".join("".join(i.lines) for i in shown if isinstance(i, Text))
