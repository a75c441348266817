"""The first page on paper: whatever a month was like, a sheet of A4 holds all of it."""

from __future__ import annotations

import base64
import unicodedata
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from kiosk.content.asked import AskedText
from kiosk.core.events import (
    ChoiceMade,
    Event,
    QuestionAnswered,
    ScenarioEnded,
    SceneFailed,
    TrialAnswered,
    VisitEnded,
    VisitStarted,
    ZoneEntered,
)
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import (
    EffectVerdict,
    Ending,
    GroupKind,
    OptionKind,
    QuestionForm,
    VisitExit,
    VisitMode,
)
from kiosk.monthly.first_page import headlines, sentences
from kiosk.monthly.gathering import Gathered, gather
from kiosk.monthly.naming import QUOTED, Naming
from kiosk.monthly.page import page
from kiosk.reports.effect import BeforeAfter, Effect, Measured
from kiosk.reports.intervals import Estimate
from kiosk.reports.months import Month
from tests.browser import browsing

LONG = "这" * 30
STORY, QUESTION = ("vr", "call", "police", False, "0a"), ("quiz", "q", "police", False, "0a")
NAMING = Naming(
    {"vr": LONG[:10], "quiz": LONG[:10], "call": LONG[:24]},
    [("vr", AskedText("call", "ring", "0a", (LONG * 5,), ())), ("quiz", AskedText("q", "", "0a", (LONG * 5,), ()))],
)
"""Everything as long as content has it, and longer."""


def worst(story: bool) -> Gathered:
    """A month in which everything went wrong; before it one with other figures."""
    half = BeforeAfter(Estimate(0.6, 0.5, 0.7), Estimate(0.61, 0.5, 0.7), Estimate(0.01, -0.1, 0.12))
    note = "同时也比参观前更容易说“是诈骗”，请一并看真事认得率"
    measured = Measured(Estimate(0.5, 0.2, 0.8), Estimate(0, -1, 1), half, half, 0.4)
    found = Effect(EffectVerdict.BETTER, note, 1234, 0, 0, 0, 1000, measured)
    visit: list[Event] = [VisitStarted(15, GroupKind.VISITOR, (), VisitMode.GUIDED), ZoneEntered("quiz")]
    fell = ChoiceMade(*STORY, "ring", "a", OptionKind.RISKY) if story else None
    wrong = QuestionAnswered(*QUESTION, QuestionForm.SINGLE, "a", False, None)
    away = TrialAnswered("quiz", "code", "", True, "0a", "decline", OptionKind.TURNS_AWAY)
    end = ScenarioEnded(*STORY, "end", Ending.LOSS, 0, (), ())
    visit += [*([fell] * 12 if fell else []), *[wrong] * 12, *[away] * 12, end, SceneFailed("vr", "ValueError")]
    rows = []
    for day, times in (("2026-10-03", 9), ("2026-11-03", 14)):
        for number in range(times):
            events = [*visit, VisitEnded(VisitExit.ABANDONED, 2400.0, ())]
            rows += [Logged(f"{day}-{number}", e, f"{day}T10:00:00+08:00", len(rows), hall="模拟") for e in events]
    of = gather(rows, Month(2026, 11), "博山区反诈科普体验馆", date(2026, 11, 29), NAMING, ("vr", "quiz"))
    return replace(of, effect=found, effect_before=found)


def bare(words: str) -> str:
    """Without spaces; a file may have another sign of the same look."""
    return "".join(unicodedata.normalize("NFKC", words).split())


def test_everything_of_the_first_page_stands_on_the_first_sheet(tmp_path: Path) -> None:
    with browsing(tmp_path / "profile") as browser:
        for story in (True, False):
            of = worst(story)
            (tmp_path / "page.html").write_text(page(of), "utf-8")
            browser.open((tmp_path / "page.html").as_uri())
            printed = browser.order("Page.printToPDF", printBackground=True, preferCSSPageSize=True)["data"]
            sheets = [sheet.extract_text() for sheet in PdfReader(BytesIO(base64.b64decode(printed))).pages]
            first, second = map(bare, sheets[:2])
            expected = [s.asks for s in sentences(of)] + [s.says[:12] for s in sentences(of)]
            expected += [h.name for h in headlines(of)] + ["模拟数据", "2026年11月月报", "三个月合计"]
            assert [words for words in expected if bare(words) not in first] == []
            assert first.count("上月") >= 6 and "真事认得率" in second, "and the second begins what stands behind it"
            assert max(len(s.says) for s in sentences(of)) > 2 * QUOTED
