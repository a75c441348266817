"""The page visitors open at home: one file of HTML with everything inside, which asks no network for anything.

It is read by the browsers of old telephones, so the style sheet and the script beside this file are written for those.
Whatever comes from content is text and stays text: it goes through `_said` and nowhere else.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from kiosk.draw.icon_files import FOLDER
from kiosk.takehome.calendar import reminder
from kiosk.takehome.faces import cut_face
from kiosk.takehome.gathering import ToTakeHome
from kiosk.takehome.picture import small_jpeg
from kiosk.zones.quiz.models import FixedAnswer, QuizItem
from kiosk.zones.six_eight_rules.models import Rule, RuleGroup

MOST_BYTES = 150_000
"""What a telephone with a weak signal still loads at once."""
_PHRASE = 12
"""Characters that stand on one line of the smallest telephone."""
_HERE = Path(__file__).resolve().parent
_ICONS = ("phone", "danger", "genuine", "search", "check", "cross", "calendar", "doubt", "again")
_ANSWERS = (
    (FixedAnswer.SCAM, "骗局", "是骗局", "danger"),
    (FixedAnswer.GENUINE, "真的", "是真的", "genuine"),
    (FixedAnswer.VERIFY, "先核实", "光看这些分不出，要先核实", "search"),
)
_POLICY = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
"""Browsers that know it hold the page to its word: nothing is fetched."""


def page(taken: ToTakeHome) -> str:
    """The whole page."""
    words = taken.words
    body = "".join(
        (
            _sprite(),
            _hero(taken),
            "<main>",
            _room("", f'<ol class="steps">{_steps(taken)}</ol>'),
            _family(taken),
            _replay(taken),
            _rules(taken),
            _again(taken),
            _gone(taken),
            "</main>",
            f"<footer><div class=inside><p>{_said(words.closing)}</p><p>{_said(taken.hall)}</p></div></footer>",
        )
    )
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN" class="no-js"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="format-detection" content="telephone=no"><meta name="referrer" content="no-referrer">'
        f'<link rel="icon" href="data:,"><title>{_said(words.title)} · {_said(taken.hall)}</title>'
        f"<style>{_style(taken)}</style></head><body>{body}<script>{_file('page.js')}</script></body></html>\n"
    )


def _said(words: str) -> str:
    """Words of content as text of the page, whatever signs they hold."""
    return escape(words, quote=True)


def _phrased(words: str) -> str:
    """Words of content in large type: a line breaks between phrases before it breaks inside one. A phrase too long
    for the smallest telephone flows on."""
    phrases = re.findall(r"[^，。：；？！、]+[，。：；？！、”]*|[，。：；？！、”]+", words)
    return "".join(
        f'<span class="p">{_said(phrase)}</span>' if len(phrase) <= _PHRASE else _said(phrase) for phrase in phrases
    )


def _file(name: str) -> str:
    return (_HERE / name).read_text("utf-8")


def _style(taken: ToTakeHome) -> str:
    picture = f"data:image/jpeg;base64,{b64encode(small_jpeg(taken.picture)).decode()}"
    face = f"data:font/woff;base64,{b64encode(cut_face('serif', ''.join(_in_serif(taken)), woff=True)).decode()}"
    plain = re.sub(r"/\*.*?\*/", "", _file("page.css"), flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", plain).replace("%PICTURE%", picture).replace("%FACE%", face)


def _in_serif(taken: ToTakeHome) -> Iterable[str]:
    """What is set in the hall's serif: all that is large."""
    words = taken.words
    yield from (words.title, taken.example, *(step.name for step in words.steps))
    yield from (part.heading for part in (words.family_word, words.replay, words.rules, words.again, words.money_gone))
    yield "“”0123456789月日星期一二三四五六"


def _icon(name: str) -> str:
    return f'<svg aria-hidden="true"><use xlink:href="#{name}"></use></svg>'


def _sprite() -> str:
    """The hall's own icons, once; they take the colour of the words beside them."""
    drawn = []
    for name in _ICONS:
        inside = re.sub(r"\s*</?svg[^>]*>\s*", "", (FOLDER / f"{name}.svg").read_text("utf-8"))
        drawn.append(f'<symbol id="{name}" viewBox="0 0 96 96">{inside.replace("#000000", "currentColor")}</symbol>')
    return f'<svg class="sprite" aria-hidden="true">{"".join(drawn)}</svg>'


def _room(kind: str, inside: str, heading: str = "", lead: str = "", name: str = "") -> str:
    """A section of the page."""
    head = f"<h2>{_phrased(heading)}</h2>" if heading else ""
    first = f'<p class="lead">{_phrased(lead)}</p>' if lead else ""
    named = f' id="{name}"' if name else ""
    return f'<section class="room {kind}"{named}><div class="inside">{head}{first}{inside}</div></section>'


def _listed(kind: str, lines: Sequence[str], tag: str = "ul") -> str:
    return f'<{tag} class="{kind}">{"".join(f"<li>{_phrased(line)}</li>" for line in lines)}</{tag}>'


def _hero(taken: ToTakeHome) -> str:
    words = taken.words
    return (
        f'<header class="hero"><div class="glass"></div><div class="over"><p class="hall">{_said(taken.hall)}</p>'
        f'<h1>{_phrased(words.title)}</h1><p class="lead">{_phrased(words.lead)}</p>'
        f'<a class="urgent" href="#gone">{_icon("phone")}{_said(words.money_gone.heading)}</a></div></header>'
    )


def _steps(taken: ToTakeHome) -> str:
    return "".join(
        f'<li><div><strong class="serif">{_phrased(step.name)}</strong><span>{_phrased(step.how)}</span></div></li>'
        for step in taken.words.steps
    )


def _family(taken: ToTakeHome) -> str:
    words = taken.words.family_word
    inside = (
        f'<p class="word"><b class="serif">“{_said(taken.example)}”</b><span>{_phrased(words.example)}</span></p>'
        f"<h3>怎么挑</h3>{_listed('lines', words.choose)}<h3>什么时候对</h3>{_listed('lines', words.ask)}"
    )
    return _room("tint", inside, words.heading, words.lead)


def _replay(taken: ToTakeHome) -> str:
    words, among = taken.words.replay, len(taken.items)
    items = "".join(_item(item, number, among) for number, item in enumerate(taken.items, 1))
    end = (
        '<div class="end" id="end" aria-live="polite">'
        f'<p class="score">{among} 个里认对了<b class="serif" id="count">0</b>个</p><p>{_phrased(words.end)}</p>'
        f'<button type="button" class="button" id="over">{_icon("again")}再认一遍</button></div>'
    )
    return _room("", f"<ol>{items}</ol>{end}", words.heading, words.lead, "six")


def _item(item: QuizItem, number: int, among: int) -> str:
    truth = next(answer for answer in _ANSWERS if answer[0].word == item.answer)
    buttons = "".join(
        f'<button type="button" data-answer="{answer}">{_icon(icon)}{word}<small>您选的</small></button>'
        for answer, word, _, icon in _ANSWERS
    )
    before, decides, after = item.quote.partition(item.decides)
    return (
        f'<li class="item" data-item="{_said(item.id)}" data-truth="{truth[0]}">'
        f'<p class="stem"><b>{number}/{among}</b>{_said(item.stem)}</p>'
        f'<blockquote class="quote">{_said(before)}<mark>{_said(decides)}</mark>{_said(after)}</blockquote>'
        f'<div class="answers">{buttons}</div><div aria-live="polite"><div class="verdict">'
        f'<p class="head ok">{_icon("check")}认对了，{truth[2]}</p>'
        f'<p class="head no">{_icon("cross")}没认对，{truth[2]}</p>'
        '<p class="key">关键在<i>画线的这一句</i></p>'
        f'<p class="why">{_phrased(item.why)}</p><p class="told">{_said(item.explanation)}</p></div></div></li>'
    )


def _rules(taken: ToTakeHome) -> str:
    words, rules = taken.words.rules, taken.rules
    folded = _folded(RuleGroup.SIX, rules.six) + _folded(RuleGroup.EIGHT, rules.eight)
    return _room("", f'{folded}<p class="caution">{_said(rules.caution)}</p>', words.heading, words.lead)


def _folded(group: RuleGroup, rules: Sequence[Rule]) -> str:
    lines = "".join(f"<li><b>{_phrased(rule.text)}</b>{_said(rule.why)}</li>" for rule in rules)
    return f'<details><summary>{group.word}</summary><ol class="rhymes">{lines}</ol></details>'


def _again(taken: ToTakeHome) -> str:
    words = taken.words.again
    inside = (
        f'<div class="when" id="when" data-days="{words.days}">从今天算起，是<b class="serif" id="day"></b>'
        f'<a class="button" id="save" download="take-home.ics" data-ics="{_said(reminder(words))}">'
        f"{_icon('calendar')}存进手机日历</a></div>"
        f'{_listed("lines", words.ask)}<p class="soft">{_said(words.by_hand)}</p>'
    )
    return _room("deep", inside, words.heading, words.lead)


def _gone(taken: ToTakeHome) -> str:
    words = taken.words.money_gone
    calls = "".join(
        f'<a class="call {kind}" href="tel:{number}"><b>{_icon("phone")}{number}</b><span>{_phrased(what)}</span></a>'
        for number, kind, what in (("110", "police", words.police), ("96110", "", words.advice))
    )
    inside = f'<div class="calls">{calls}</div>{_listed("numbered", words.steps, "ol")}'
    return _room("", inside, words.heading, words.lead, "gone")
