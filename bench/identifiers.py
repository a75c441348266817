"""How many live identifiers are missed, and how many harmless look-alikes alarm: made examples, seeded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from kiosk.core.identifiers import identifiers

EXAMPLES = 240
HEAD = "| kind | live | missed | look-alikes | false alarms |\n| --- | --- | --- | --- | --- |"
_WIDE = {ord(char): ord(char) + 0xFEE0 for char in "0123456789"}
_CHINESE = dict(zip(map(ord, "0123456789"), "零一二三四五六七八九", strict=True))
_CIRCLED = dict(zip(map(ord, "0123456789"), "⓪①②③④⑤⑥⑦⑧⑨", strict=True))
_SAYING = ("老人接到{}打来的消息。", "对方让她记下{}，说急用。", "先加{}再谈；", "纸条上写着{}，别信", "{}，是骗子留的")


def rates() -> dict[str, tuple[float, float]]:
    """Of each kind the share missed and the share of look-alikes that alarm, both 0 to 1."""
    found = {}
    for kind, (live, harmless) in _KINDS.items():
        random = Random(kind)
        missed = sum(not _told(kind, random.choice(_SAYING).format(live(random))) for _ in range(EXAMPLES))
        alarms = sum(bool(identifiers(random.choice(_SAYING).format(harmless(random)))) for _ in range(EXAMPLES))
        found[kind] = missed / EXAMPLES, alarms / EXAMPLES
    return found


def rows() -> Iterator[str]:
    """A row for each kind, in the columns of HEAD."""
    for kind, (missed, alarms) in rates().items():
        yield f"| {kind} | {EXAMPLES} | {missed:.1%} | {EXAMPLES} | {alarms:.1%} |"


def _told(kind: str, text: str) -> bool:
    """Whether the identifier is found, and as what it is: a bank card taken for a telephone number is missed."""
    return any(found.kind.name.lower() == kind for found in identifiers(text))


def _digits(random: Random, count: int) -> str:
    return "".join(random.choice("0123456789") for _ in range(count))


def _disguised(random: Random, digits: str) -> str:
    way = random.randrange(9)
    if way < 3:
        return digits.translate((_WIDE, _CHINESE, _CIRCLED)[way])
    if way < 8:
        return (" ", ".", "-", "\u200b", "·")[way - 3].join(digits)
    return digits


def _mobile(random: Random) -> str:
    return _disguised(random, "1" + random.choice("3456789") + _digits(random, 9))


def _landline(random: Random) -> str:
    area, rest = random.choice(("010", "021", "0533", "0755")), random.choice("2345678") + _digits(random, 7)
    return random.choice((f"{area}-{rest}", f"({area}){rest}", f"（{area}） {rest}", _disguised(random, area + rest)))


def _card(random: Random) -> str:
    body = random.choice(("62", "45", "52", "35")) + _digits(random, 13)
    total = sum(int(c) * (1 + (i + 1) % 2) - 9 * (int(c) * (1 + (i + 1) % 2) > 9) for i, c in enumerate(body[::-1]))
    digits = body + str(-total % 10)
    return random.choice((_disguised(random, digits), " ".join(digits[i : i + 4] for i in range(0, 16, 4))))


def _identity(random: Random) -> str:
    body = f"{random.choice((370303, 110105, 440305))}{random.randint(1930, 2012)}{random.randint(1, 12):02}"
    body += f"{random.randint(1, 28):02}{_digits(random, 3)}"
    return _disguised(random, body + "10X98765432"[sum(int(c) * 2 ** (17 - i) for i, c in enumerate(body)) % 11])


def _qq(random: Random) -> str:
    digits = random.choice("123456789") + _digits(random, random.randint(5, 9))
    return random.choice(("QQ", "QQ号：", "扣扣", "ＱＱ群 ", "QQ群号是", "q q")[:5]) + _disguised(random, digits)


def _wechat(random: Random) -> str:
    name = random.choice("abcxyz") + "".join(random.choice("abcdwxyz_019") for _ in range(7)) + _digits(random, 2)
    name = random.choice((name, " ".join(name), "\u200b".join(name), "".join(chr(ord(c) + 0xFEE0) for c in name)))
    return random.choice(("微信", "微信号：", "VX ", "薇信", "wx：")) + name


def _link(random: Random) -> str:
    name = "".join(random.choice("abcdefxyz") for _ in range(6)) + _digits(random, 2)
    dot = random.choice((".", "。", "．", "点", "[.]", " . ", " dot "))
    return (
        random.choice(("", "https://", "www.")) + name + dot + random.choice(("com", "cn", "top", "vip", "xyz", "cc"))
    )


def _masked(random: Random) -> str:
    return random.choice(
        (f"1{_digits(random, 2)}****{_digits(random, 4)}", f"尾号{_digits(random, 4)}", "96110", "138xxxx0000")
    )


def _sum(random: Random) -> str:
    return random.choice(
        (
            f"{_digits(random, 6)}元",
            f"2025-0{random.randint(1, 9)}-1{random.randint(0, 9)} 10:30",
            f"鲁0303刑初{_digits(random, 3)}号",
            f"GB/T {_digits(random, 5)}-2020",
            "１３８００万元",
            f"{_digits(random, 2)}.5%",
        )
    )


def _either(*more: str) -> Callable[[Random], str]:
    return lambda random: random.choice((_masked, _sum, lambda r: r.choice(more).format(_digits(r, 3))))(random)


_KINDS: dict[str, tuple[Callable[[Random], str], Callable[[Random], str]]] = {
    "mobile": (_mobile, _either("13{}000000元", "单号13{}", "100-{}")),
    "landline": (_landline, _either("0533-0000-{}", "电话95588", "拨打12381", "来电00 96110")),
    "card": (_card, _either("订单号4{}202406160001", "62{}00元", "尾号6222")),
    "identity": (_identity, _either("订单号202406{}991332001", "37{}人")),
    "qq": (_qq, _either("QQ群里有{}00人", "QQ上转了{}00元", "QQ 2024年")),
    "wechat": (_wechat, _either("微信 WeChat", "微信转账{}000元", "微信Android版", "微信里的iPhone")),
    "link": (
        _link,
        _either("case{}.yaml", "photo{}.jpg", "A.B 两项", "3.14", "https://bank.example/{}", "下午3点AI课"),
    ),
}
