"""The page to take home: light, alone, of the words of content and nothing else."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kiosk.content.leaflet_check import leaflet_lint
from kiosk.content.loaded import Loaded
from kiosk.core.vocabulary import Term
from kiosk.takehome.calendar import reminder
from kiosk.takehome.gathering import NothingToTake, ToTakeHome, gather
from kiosk.takehome.page import MOST_BYTES, page
from kiosk.takehome.picture import MOST_BYTES as PICTURE_BYTES
from kiosk.takehome.picture import SIZE, small_jpeg
from tests.real_hall import PLACES, content

VOID = {"meta", "link", "br", "img", "path", "circle"}
HOSTILE = "<script>alert('1')</script></style>\"&amp;"


class Node:
    """One element of the page."""

    def __init__(self, tag: str, given: dict[str, str]) -> None:
        self.tag, self.given, self.inside = tag, given, list[Any]()

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.inside)

    def all(self, tag: str = "", kind: str = "") -> list[Node]:
        found: list[Node] = []
        for part in self.inside:
            if isinstance(part, Node):
                if (not tag or part.tag == tag) and (not kind or kind in part.given.get("class", "").split()):
                    found.append(part)
                found += part.all(tag, kind)
        return found


class Tree(HTMLParser):
    """The page as elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.root = Node("", {})
        self._open = [self.root]
        self.feed(text)
        self.close()
        assert self._open == [self.root], [node.tag for node in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inside.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].inside.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)


@pytest.fixture(scope="module")
def taken() -> ToTakeHome:
    return gather(content(), PLACES.content)


@pytest.fixture(scope="module")
def text(taken: ToTakeHome) -> str:
    return page(taken)


@pytest.fixture(scope="module")
def tree(text: str) -> Node:
    return Tree(text).root


def test_it_is_light_and_the_same_content_gives_the_same_page(taken: ToTakeHome, text: str) -> None:
    assert len(text.encode("utf-8")) <= MOST_BYTES == 150_000
    assert page(taken) == text


def test_nothing_on_it_leaves_the_page_but_two_calls(text: str, tree: Node) -> None:
    assert (
        "http:" not in text and "https:" not in text and "//" not in text.replace("/*", "").split("<script>")[0][:400]
    )
    ways = [value for node in tree.all() for name, value in node.given.items() if name in ("src", "href", "xlink:href")]
    assert {way for way in ways if not way.startswith(("#", "data:"))} == {"tel:110", "tel:96110"}
    assert {address[:5] for address in re.findall(r"url\([\"']?([^\"')]*)", text)} == {"data:"}
    assert "@import" not in text and "cookie" not in text and "localStorage" not in text
    [policy] = [node.given["content"] for node in tree.all("meta") if "http-equiv" in node.given]
    assert "default-src 'none'" in policy
    anchors = {way[1:] for way in ways if way.startswith("#")}
    assert anchors <= {node.given.get("id") for node in tree.all()}


def test_old_browsers_understand_it(text: str) -> None:
    script = text.split("<script>")[1].split("</script>")[0]
    for word in ("=>", "`", "let ", "const ", "class ", "fetch", "import", "async", "Promise", "forEach", ".remove("):
        assert word not in script, word
    style = text.split("<style>")[1].split("</style>")[0]
    for word in ("grid", "var(", "gap:", "clamp(", "inset:", ":is(", "aspect-ratio", "user-scalable"):
        assert word not in style, word
    assert "user-scalable" not in text and "maximum-scale" not in text and "prefers-reduced-motion" in style


def test_half_of_the_items_are_genuine_and_each_is_of_another_kind(taken: ToTakeHome) -> None:
    assert [sorted(str(item.genuine) for item in taken.items)] == [["False", "False", "None", "True", "True", "True"]]
    assert len({item.type for item in taken.items}) == len(taken.items) == 6


def test_the_same_seed_draws_the_same_items_another_one_others() -> None:
    loaded = content()
    assert loaded.leaflet is not None

    def drawn(seed: int) -> list[str]:
        assert loaded.leaflet is not None
        replay = replace(loaded.leaflet.replay, seed=seed)
        given = replace(loaded, leaflet=replace(loaded.leaflet, replay=replay))
        return [item.id for item in gather(given, PLACES.content).items]

    assert drawn(3) == drawn(3) != drawn(4)


def test_the_items_say_what_the_bank_says(taken: ToTakeHome, tree: Node) -> None:
    shown = tree.all("li", "item")
    answers = {"诈骗": "scam", "真实": "genuine", "先核实": "verify"}
    for node, item in zip(shown, taken.items, strict=True):
        [stem], [quote], [why], [told] = (node.all("", kind) for kind in ("stem", "quote", "why", "told"))
        assert re.sub(r"^\d/6", "", stem.text) == item.stem
        assert (quote.text, why.text, told.text) == (item.quote, item.why, item.explanation)
        assert [mark.text for mark in quote.all("mark")] == [item.decides]
        assert node.given["data-truth"] == answers[item.answer]
        assert [b.given["data-answer"] for b in node.all("button")] == ["scam", "genuine", "verify"]


def test_every_word_of_the_content_is_on_it(taken: ToTakeHome, tree: Node) -> None:
    whole = tree.text
    for words in _strings(replace(taken.words, picture="", scan="")):
        if words not in (taken.words.family_word.write_here, taken.words.family_word.keep, taken.words.again.remember):
            assert words in whole, words
    for rule in (*taken.rules.six, *taken.rules.eight):
        assert rule.text in whole and rule.why in whole
    assert taken.rules.caution in whole and taken.example in whole and taken.hall in whole
    numbers = [node.given["href"] for node in tree.all("a", "call")]
    assert numbers == ["tel:110", "tel:96110"], "110 first"


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, tuple):
        return [words for one in value for words in _strings(one)]
    return [words for f in fields(value) for words in _strings(getattr(value, f.name))] if is_dataclass(value) else []


def _hostile(value: Any, kept: tuple[str, ...]) -> Any:
    """Every text of a value followed by what would break a page that took it for more than text."""
    if isinstance(value, str) and not isinstance(value, Term):
        return value + HOSTILE
    if isinstance(value, tuple):
        return tuple(_hostile(one, kept) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: _hostile(getattr(value, f.name), kept) for f in fields(value) if f.name not in kept}
        return replace(value, **changed)
    return value


def test_what_content_says_stays_text(taken: ToTakeHome, tree: Node) -> None:
    kept = ("type", "form", "answer", "options", "quote", "decides", "picture", "situations")
    items = tuple(_hostile(replace(item, quote=item.decides), kept) for item in taken.items)
    items = tuple(replace(item, quote=f"{HOSTILE}{item.decides}{HOSTILE}") for item in items)
    hostile = replace(
        taken,
        hall=taken.hall + HOSTILE,
        example=HOSTILE,
        words=_hostile(taken.words, kept),
        rules=_hostile(taken.rules, kept),
        items=items,
    )
    made = Tree(page(hostile)).root

    def skeleton(node: Node) -> list[tuple[str, tuple[str, ...]]]:
        # Phrases may be more; nothing else may come in, neither an element nor an attribute.
        return [(one.tag, tuple(one.given)) for one in node.all() if one.given.get("class") != "p"]

    assert skeleton(made) == skeleton(tree)
    assert made.all("button")[0].text == tree.all("button")[0].text
    assert made.text.count(HOSTILE) > 60
    assert [script.text for script in made.all("script")] == [script.text for script in tree.all("script")]


def test_a_reminder_is_a_calendar_file(taken: ToTakeHome) -> None:
    again = replace(taken.words.again, remember="a,b;c\\d", ask=("甲" * 60, "乙"))
    lines = reminder(again).split("\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    assert max(len(line.encode()) for line in lines) <= 75
    whole = reminder(again).replace("\n ", "")
    assert "SUMMARY:a\\,b\\;c\\\\d" in whole and "DESCRIPTION:" + "甲" * 60 + "\\n乙" in whole


def test_any_picture_becomes_small(tmp_path: Path) -> None:
    from random import Random

    from PIL import Image

    noise = Image.frombytes("RGB", (900, 1400), Random(1).randbytes(900 * 1400 * 3))
    noise.save(tmp_path / "noise.png")
    made = small_jpeg(tmp_path / "noise.png")
    (tmp_path / "made.jpg").write_bytes(made)
    with Image.open(tmp_path / "made.jpg") as opened:
        assert opened.size == SIZE
    assert len(small_jpeg(PLACES.content / "stills" / "quiz.jpg")) <= PICTURE_BYTES


@pytest.mark.parametrize(
    ("lacking", "words"), [("leaflet", "take_home.yaml"), ("quiz", "题库"), ("six_eight_rules", "口诀")]
)
def test_what_is_lacking_is_told(lacking: str, words: str) -> None:
    loaded = content()
    there = {zone: made for zone, made in loaded.zones.items() if zone != lacking}
    given: Loaded = replace(loaded, zones=there, **({"leaflet": None} if lacking == "leaflet" else {}))
    with pytest.raises(NothingToTake, match=words):
        gather(given, PLACES.content)


def test_a_bank_that_is_too_small_is_told() -> None:
    loaded = content()
    quiz = loaded.zones["quiz"]
    few = replace(quiz, items=tuple(item for item in quiz.items if item.genuine is not None))
    with pytest.raises(NothingToTake, match="凑不出"):
        gather(replace(loaded, zones={**loaded.zones, "quiz": few}), PLACES.content)


def test_the_days_and_the_order_of_calls_are_held(taken: ToTakeHome) -> None:
    words = taken.words
    assert leaflet_lint(words) == []
    late = replace(words, again=replace(words.again, days=30))
    assert [loc for loc, _ in leaflet_lint(late)] == [("again", "heading")]
    turned = replace(words, money_gone=replace(words.money_gone, steps=("打96110", "打110")))
    assert [loc for loc, _ in leaflet_lint(turned)] == [("money_gone", "steps")]
