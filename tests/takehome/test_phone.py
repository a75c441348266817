"""The page in a real browser, on the smallest telephone: what is touched answers, nothing is asked of the network."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest

from kiosk.takehome.gathering import gather
from kiosk.takehome.page import page
from tests.browser import Page, browsing, found
from tests.real_hall import PLACES, content

pytestmark = pytest.mark.skipif(not found(), reason="not installed: chromium")

TRUTHS = (
    "Array.prototype.map.call(document.querySelectorAll('.item'), function (i) { return i.getAttribute('data-truth') })"
)
FAINT = """
(function () {
  function parts(colour) { return colour.match(/[\\d.]+/g).map(Number); }
  function light(c) {
    var v = c.slice(0, 3).map(function (x) { x /= 255; return x <= 0.04045 ? x / 12.92 : Math.pow((x + 0.055) / 1.055, 2.4) });
    return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2];
  }
  function ground(node) {
    for (; node; node = node.parentElement) {
      var c = parts(getComputedStyle(node).backgroundColor);
      if (c.length < 4 || c[3] === 1) { return c; }
    }
    return [255, 255, 255];
  }
  var walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), faint = [];
  while (walker.nextNode()) {
    var node = walker.currentNode, at = node.parentElement, words = node.textContent.trim();
    if (!words || !at.getClientRects().length || /SCRIPT|STYLE/.test(at.tagName)) { continue; }
    var a = light(parts(getComputedStyle(at).color)), b = light(ground(at));
    var ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) { faint.push([words, ratio]); }
    if (parseFloat(getComputedStyle(at).fontSize) < 14) { faint.push([words, getComputedStyle(at).fontSize]); }
  }
  return faint;
})()
"""
"""Words that stand out too little from what they stand on, or are too small."""


@pytest.fixture(scope="module")
def phone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("phone")
    (folder / "index.html").write_text(page(gather(content(), PLACES.content)), "utf-8")
    with browsing(folder / "profile") as opened:
        opened.sized(320, 568)
        opened.open((folder / "index.html").as_uri())
        yield opened


def _button(item: int, answer: str) -> str:
    return f"document.querySelectorAll('.item')[{item}].querySelector('[data-answer={answer}]')"


def _shown(phone: Page, of: str) -> bool:
    return bool(phone.ask(f"{of}.getClientRects().length > 0"))


def _width(phone: Page) -> int:
    return int(phone.ask("document.documentElement.scrollWidth"))


def test_all_six_are_judged_by_touching(phone: Page) -> None:
    truths = phone.ask(TRUTHS)
    assert len(truths) == 6 and not _shown(phone, "document.getElementById('end')")
    for number, truth in enumerate(truths):
        verdict = f"document.querySelectorAll('.item')[{number}].querySelector('.verdict')"
        assert not _shown(phone, verdict)
        given = truth if number else next(answer for answer in ("scam", "genuine") if answer != truth)
        phone.click(_button(number, given))
        phone.click(_button(number, "verify"))  # what is answered stays
        assert _shown(phone, verdict)
        right = "ok" if given == truth else "no"
        heads = phone.ask(f"Array.prototype.map.call({verdict}.querySelectorAll('.head'), function (h) {{ return [h.className, h.getClientRects().length > 0] }})")  # fmt: skip
        assert dict(heads) == {"head ok": right == "ok", "head no": right == "no"}
        marked = phone.ask(f"getComputedStyle(document.querySelectorAll('.quote mark')[{number}]).borderBottomWidth")
        assert marked == "4px"
        assert _width(phone) <= 320
    assert _shown(phone, "document.getElementById('end')")
    assert phone.ask("document.getElementById('count').textContent") == "5"
    phone.ask("Array.prototype.forEach.call(document.querySelectorAll('details'), function (d) { d.open = true })")
    phone.ask("new Promise(function (done) { setTimeout(done, 300) })")
    assert phone.ask(FAINT) == []
    assert _width(phone) <= 320
    small = phone.ask("Array.prototype.filter.call(document.querySelectorAll('a, button, summary'), function (e) { var r = e.getBoundingClientRect(); return r.height < 60 || r.width < 60 }).map(function (e) { return e.textContent })")  # fmt: skip
    assert small == []
    phone.click("document.getElementById('over')")
    assert phone.ask("document.querySelectorAll('.done').length") == 0
    assert not _shown(phone, "document.getElementById('end')")


def test_the_day_is_three_weeks_from_now(phone: Page) -> None:
    day = date.today() + timedelta(days=21)
    shown = f"{day.month}月{day.day}日 星期{'一二三四五六日'[day.weekday()]}"
    assert phone.ask("document.getElementById('day').textContent") == shown
    assert _shown(phone, "document.getElementById('save')")
    kind, _, text = phone.ask("document.getElementById('save').href").partition(",")
    assert kind == "data:text/calendar;charset=utf-8"
    lines = unquote(text).split("\r\n")
    assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}" in lines
    assert f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}" in lines and "@" not in "".join(lines).replace(
        "@antifraud-hall", ""
    )


@pytest.mark.parametrize(("width", "zoom"), [(320, 1.0), (320, 1.5), (390, 1.0), (390, 2.0), (768, 2.0)])
def test_nothing_sticks_out_however_large_the_words(phone: Page, width: int, zoom: float) -> None:
    phone.sized(width, 568)
    phone.ask(f"document.documentElement.style.fontSize = '{112.5 * zoom}%'")
    try:
        assert _width(phone) <= width
    finally:
        phone.ask("document.documentElement.style.fontSize = ''")
        phone.sized(320, 568)


def test_where_nothing_can_be_saved_nothing_is_offered(phone: Page) -> None:
    file = Path(phone.ask("location.pathname"))
    phone.order("Network.setUserAgentOverride", userAgent="Mozilla/5.0 (Linux; Android 6.0) MicroMessenger/6.7")
    phone.open(file.as_uri())
    assert _shown(phone, "document.getElementById('day')") and not _shown(phone, "document.getElementById('save')")


def test_without_scripts_everything_can_be_read(phone: Page) -> None:
    file = Path(phone.ask("location.pathname"))
    phone.order("Emulation.setScriptExecutionDisabled", value=True)
    try:
        phone.open(file.as_uri())
        assert _shown(phone, "document.querySelector('.verdict .told')") and _width(phone) <= 320
        assert not _shown(phone, "document.getElementById('when')") and not _shown(
            phone, "document.getElementById('count')"
        )
    finally:
        phone.order("Emulation.setScriptExecutionDisabled", value=False)


def test_nothing_went_wrong_and_nothing_was_asked_for(phone: Page) -> None:
    phone.ask("1")
    assert phone.told("Runtime.exceptionThrown") == [] and phone.told("Log.entryAdded") == []
    assert phone.told("Runtime.consoleAPICalled") == []
    asked = [told["request"]["url"] for told in phone.told("Network.requestWillBeSent")]
    assert [url for url in asked if not url.startswith("data:")] == [
        url for url in asked if url.endswith("/index.html")
    ]
    assert asked, "the page itself was"
