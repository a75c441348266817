"""The matching game on screen: a situation, the rules to choose from, the answer at once, and how it went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kiosk.core.geometry import Rect
from kiosk.draw.block import (
    Block,
    beside,
    boxed,
    column_width,
    columns_for,
    grid,
    icon,
    label,
    moving,
    place,
    roomy,
    stack,
    text,
)
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.draw.widgets import answered, button, callout, dots, flow, heading, next_button, stat
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.zones.six_eight_rules.match import MatchGame, MatchTally, tally
from kiosk.zones.six_eight_rules.models import NO_RULE, Rule, Situation
from kiosk.zones.six_eight_rules.wall import icon_of

_LOW = 600.0


def choices(situation: Situation, rules: Mapping[str, Rule]) -> tuple[str, ...]:
    """The rule ids to choose from, and “none” last."""
    return (*(c for c in situation.choices if c in rules), NO_RULE)


def view_round(
    look: Look, situation: Situation, game: MatchGame, rules: Mapping[str, Rule], scroll: Scroll
) -> list[Item]:
    """One situation with its choices; once answered, why, and the way on."""
    area = look.area
    count = len(game.drawn)
    said = look.say("第 {n} 件事 · 共 {all} 件", n=game.at + 1, all=count)
    ask = "该想起哪一条口诀？" if not game.answered else "为什么，看这里"
    head = flow(
        look,
        [
            dots(look, count, game.at),
            label(look, said, CAPTION, look.theme.on_ground_soft),
            label(look, ask, BODY, look.theme.mark),
        ],
        area.w,
        28,
    )
    rest = Rect(area.x, area.y + head.h + 20, area.w, area.h - head.h - 20)
    given = game.answers[game.at] if game.answered else ""

    def fullest(larger: Look, w: float) -> Block:
        # The type leaves room for any answer from the beginning, so that nothing changes its size with it.
        built = _side_by_side if _fits_two_columns(larger, w) else _round
        each = [built(larger, situation, c, rules, w, rest.h) for c in ("", *choices(situation, rules))]
        return max((b or Block(w, rest.h + 1) for b in each), key=lambda b: b.h)

    grown = roomy(look, rest.w, rest.h, fullest)
    items = place(head, area.x, area.y) + scroller.view(
        look, rest, lambda w: _round(grown, situation, given, rules, w, rest.h), scroll, "read"
    )
    if given:
        items += next_button(look, "下一件" if game.at + 1 < count else "看看这一局", "next")
    return items


def _fits_two_columns(look: Look, w: float) -> bool:
    return w > 1300 and not look.large


def _round(look: Look, situation: Situation, given: str, rules: Mapping[str, Rule], w: float, room: float) -> Block:
    both = _side_by_side(look, situation, given, rules, w, room) if _fits_two_columns(look, w) else None
    if both:
        return both
    parts = [_situation(look, situation, w)] + ([_reply(look, situation, given, w)] if given else [])
    return stack([*parts, _choices(look, situation, given, rules, w, 2 if w > 1300 else 1, 0)], 20, w=w)


def _side_by_side(
    look: Look, situation: Situation, given: str, rules: Mapping[str, Rule], w: float, room: float
) -> Block | None:
    """What happens at the left, the choices at the right; None where that is higher than `room`."""
    left, right = (w - 40) * 0.46, (w - 40) * 0.54
    happens = [_situation(look, situation, left)] + ([_reply(look, situation, given, left)] if given else [])
    offered = _choices(look, situation, given, rules, right, 2 if room < _LOW else 1, room)
    both = beside([stack(happens, 20), offered], 40, "top")
    return both if both.h <= room else None


def _situation(look: Look, situation: Situation, w: float) -> Block:
    """What happens, to be read aloud."""
    theme = look.theme
    size = look.size(HEADING) * 1.3
    room = w - 72 - (0 if look.large else size + 24)
    words = text(look, situation.text, room, BODY if look.large else HEADING, theme.on_ground, "serif", balance=True)
    if not look.large:
        words = beside([icon("question", size, theme.mark), words], 24, "top")
    return boxed(words, theme.ground_light, pad=36, pad_y=28, w=w)


def _reply(look: Look, situation: Situation, given: str, w: float) -> Block:
    """What the answer means, without shame, and why."""
    if given == situation.rule:
        head = "对，这是真的" if given == NO_RULE else "对，就是这一条"
    elif situation.rule == NO_RULE:
        head = "这件是真的，不用挡"
    else:
        head = "这件是骗局，口诀用得上" if given == NO_RULE else "看出是骗局了，口诀是另一条"
    said = callout(look, "safe" if given == situation.rule else "doubt", head, situation.why, w)
    return moving(said, "turn", situation.id)


def _choices(
    look: Look,
    situation: Situation,
    given: str,
    rules: Mapping[str, Rule],
    w: float,
    columns: int,
    room: float,
) -> Block:
    """The cards to choose from, in `columns`; they grow a little where `room` (units high) allows."""
    each = column_width(w, columns, 16)
    offered = choices(situation, rules)
    height = min(164.0, room * columns / len(offered) - 16)
    height = max(height, *(_choice(look, c, situation.rule, given, rules, each).h for c in offered))
    cards = [_choice(look, c, situation.rule, given, rules, each, height) for c in offered]
    return grid(cards, columns, 16)


def _choice(
    look: Look, choice: str, truth: str, given: str, rules: Mapping[str, Rule], w: float, h: float = 0.0
) -> Block:
    """A rule to choose, or “it is genuine”; once answered the right one is ticked, another choice is named."""
    theme = look.theme
    rule = rules.get(choice)
    name, words, mark = ("genuine", "都不符合，是真的", "") if rule is None else (icon_of(rule), rule.short, rule.text)
    fill, border, said, sign = theme.card, None, "", name
    if given and choice == truth:
        fill, border, said, sign = theme.safe_tint, theme.safe, "对得上的是它", "check"
    elif given and choice == given:
        fill, border, said, sign = theme.accent_tint, theme.accent, "您选了这个", "doubt"
    size = look.size(HEADING) * 1.1
    inside = w - 64 - size - 24
    ink = theme.safe if sign in ("check", "genuine") else theme.on_card
    parts = [text(look, words, inside, BODY if look.large or w < 500 else HEADING, theme.on_card, "serif")]
    if said or (mark and (look.portrait or not look.large)):
        colour = theme.safe if sign == "check" else theme.on_card_soft
        parts.append(text(look, said or mark, inside, CAPTION, colour))
    row = beside([icon(sign, size, ink), stack(parts, 0)], 24)
    block = boxed(
        row,
        fill,
        pad=32,
        pad_y=14,
        w=w,
        h=max(h, look.target, 96),
        valign=0.5,
        target="" if given else f"choice/{choice}",
        border=border,
        border_width=5 if border else 0,
    )
    return answered(block, choice == truth, choice) if choice == given else block


def view_result(
    look: Look, situations: Sequence[Situation], game: MatchGame, rules: Mapping[str, Rule], scroll: Scroll
) -> list[Item]:
    """How it went in words: scams seen, genuine ones let through, and the rules to turn over again."""

    def build(larger: Look, w: float) -> Block:
        return _result(larger, situations, game, rules, w)

    area = look.area
    grown = roomy(look, area.w, area.h, build)
    items = scroller.view(look, area, lambda w: build(grown, w), scroll, "read", edge=24)
    return items + next_button(look, "回到口诀墙", "next")


def _result(look: Look, situations: Sequence[Situation], game: MatchGame, rules: Mapping[str, Rule], w: float) -> Block:
    went = tally(situations, game)
    low = look.large or look.area.h < _LOW
    verdict, advice = _verdict(went)
    head = stack(
        [
            heading(look, verdict, w, role=HEADING if low or look.portrait else TITLE),
            text(look, advice, w, BODY, look.theme.on_ground_soft),
        ],
        4,
    )
    two_columns = w > 1300 and not look.large
    each = column_width(w, 2) if two_columns else w
    caught = "一个也没漏掉" if went.hits == went.scams else "没认出来的，下面可以再翻一翻"
    calm = (
        "一件也没冤枉" if not went.false_alarms else look.say("有 {n} 件当成了骗局，问一句就清楚", n=went.false_alarms)
    )
    panels = [
        _panel(
            look,
            "danger",
            look.say("认出 {n} 个", n=went.hits),
            look.say("一共 {n} 个骗局", n=went.scams),
            caught,
            each,
        ),
        _panel(
            look,
            "genuine",
            look.say("信了 {n} 件", n=went.genuine - went.false_alarms),
            look.say("一共 {n} 件真事", n=went.genuine),
            calm,
            each,
        ),
    ]
    parts = [head, _strip(look, situations, game, w), grid(panels, 2 if two_columns else 1)]
    again = [rules[i] for i in _missed(situations, game) if i in rules]
    if again:
        columns = columns_for(w, 700 if look.large else 380, 4, 16)
        cards = [_again(look, r, column_width(w, columns, 16)) for r in again]
        words = text(look, "这几条，可以再翻开看看", w, CAPTION, look.theme.on_ground_soft)
        parts.append(stack([words, grid(cards, columns, 16)], 12))
    parts.append(button(look, "再来一局", "again", "quiet", icon_name="undo"))
    return stack(parts, 24, w=w)


def _strip(look: Look, situations: Sequence[Situation], game: MatchGame, w: float) -> Block:
    """The rounds in a row: what each was, and whether it was matched."""
    theme = look.theme
    size = look.size(CAPTION)
    columns = 8 if w > 1300 and not look.large else 4 if not look.portrait or not look.large else 2
    each = column_width(w, columns, 12)
    cells = []
    for index, given in zip(game.drawn, game.answers, strict=False):
        truth = situations[index].rule
        right = given == truth
        what = beside(
            [
                icon("genuine" if truth == NO_RULE else "danger", size * 1.2, theme.on_card_soft),
                label(look, "真事" if truth == NO_RULE else "骗局", CAPTION, theme.on_card_soft),
            ],
            10,
        )
        ink = theme.safe if right else theme.accent_deep
        near = NO_RULE not in (truth, given)
        how = beside(
            [
                icon("check" if right else "doubt", size, ink),
                label(look, "对上了" if right else "换一条" if near else "再想想", CAPTION, ink),
            ],
            8,
        )
        cells.append(
            boxed(
                stack([what, how], 4, "centre"),
                theme.safe_tint if right else theme.accent_tint,
                pad=12,
                pad_y=14,
                w=each,
                align="centre",
                radius=16,
            )
        )
    return grid(cells, columns, 12)


def _verdict(went: MatchTally) -> tuple[str, str]:
    """How it went in a sentence, and what helps next time."""
    caught, calm = went.hits == went.scams, not went.false_alarms
    if caught and calm:
        return "骗局挡得住，真事不误会", "记得住口诀，也接得起真电话，两样您都做到了。"
    if caught:
        return "警惕心很足，再练练认真的", "真的不要密码和验证码，也不怕您挂断，再打回官方号码。"
    if calm:
        return "真事看得准，再练练识破的", "听到转账、验证码、安全账户，先停一停，再想想口诀。"
    return "有看准的，也有看走眼的，谁都一样", "拿不准的时候，打 96110 问一问，问一句不丢人。"


def _missed(situations: Sequence[Situation], game: MatchGame) -> list[str]:
    """The rules of the scams that were not matched, once each, in the order they came."""
    pairs = zip(game.drawn, game.answers, strict=False)
    return list(dict.fromkeys(situations[i].rule for i, given in pairs if situations[i].rule not in (NO_RULE, given)))


def _panel(look: Look, icon_name: str, figure: str, caption: str, words: str, w: float) -> Block:
    theme = look.theme
    inside = w - 72
    size = look.size(TITLE) * 1.2
    free = inside - size - 32
    body = stack([stat(look, figure, caption, free), text(look, words, free, BODY, theme.on_ground)], 10)
    colour = theme.danger_light if icon_name == "danger" else theme.safe_light
    return boxed(beside([icon(icon_name, size, colour), body], 32), theme.ground_light, pad=36, pad_y=26, w=w)


def _again(look: Look, rule: Rule, w: float) -> Block:
    return button(look, rule.short, f"rule/{rule.id}", "plain", icon_name=icon_of(rule), w=w)
