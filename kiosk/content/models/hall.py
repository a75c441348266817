"""zones.yaml and the hall's own words: what the owner sets without touching code."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from kiosk.content.models.base import FOR, Line, Model, Para, Source, Text, code
from kiosk.content.models.limits import Ge, Gt, Le, MaxLen, MinLen
from kiosk.core.vocabulary import Audience, Programme, Silhouette

LEAST_MM = 120
"""A side of the smallest tablet. Less was written in centimetres or inches, and buttons would fill the screen."""


@dataclass(frozen=True, slots=True)
class PanelSize(Model):
    """The touch panel, in millimetres; `bottom_mm` is the height of its lower edge above the floor (0 = unknown)."""

    width_mm: Annotated[int, Ge(LEAST_MM)] = field(default=941, metadata={"description": "屏幕显示区的宽，毫米"})
    height_mm: Annotated[int, Ge(LEAST_MM)] = field(default=529, metadata={"description": "屏幕显示区的高，毫米"})
    bottom_mm: Annotated[int, Ge(0)] = field(
        default=0, metadata={"description": "屏幕下沿离地面多高，毫米；不清楚写 0"}
    )
    reach_mm: Annotated[int, Gt(0)] = field(
        default=1170, metadata={"description": "观众的手最高够得到的位置，离地面多少毫米"}
    )


@dataclass(frozen=True, slots=True)
class TakeHome(Model):
    """What the farewell QR holds: a short text or the hall's own address; nothing personal."""

    text: Annotated[str, MinLen(1), MaxLen(200)] = field(metadata={"description": "告别页二维码里的话，200 个字以内"})


Percent = Annotated[int, Ge(0), Le(100)]


@dataclass(frozen=True, slots=True)
class SoundSettings(Model):
    """How loud the hall is, in percent of what its loudspeaker gives, and softer hours (from one hour to another, over
    midnight where the first is later; equal ones: none)."""

    voice: Percent = field(default=100, metadata={"description": "说话的声音，0–100，0 是不出声"})
    effects: Percent = field(default=70, metadata={"description": "铃声、提示音，0–100"})
    ambience: Percent = field(default=40, metadata={"description": "房间里的环境声，0–100"})
    ring_every_seconds: Annotated[int, Ge(0), Le(600)] = field(
        default=40, metadata={"description": "没人时，电话隔多少秒轻轻响一次；0 是不响"}
    )
    quiet_from_hour: Annotated[int, Ge(0), Le(24)] = field(
        default=0, metadata={"description": "安静时段从几点开始，0–24"}
    )
    quiet_to_hour: Annotated[int, Ge(0), Le(24)] = field(
        default=0, metadata={"description": "安静时段到几点结束；与开始相同，就是没有安静时段"}
    )
    quiet_most: Percent = field(default=30, metadata={"description": "安静时段里，声音最大到多少，0–100"})

    def most(self, hour: float) -> int:
        """The most that anything may sound at that time of day, in hours."""
        first, last = self.quiet_from_hour, self.quiet_to_hour
        quiet = first <= hour < last if first <= last else hour >= first or hour < last
        return self.quiet_most if quiet else 100


@dataclass(frozen=True, slots=True)
class ScreenSettings(Model):
    """How the panel hangs: degrees the picture is turned clockwise, and where touches lie on it (six numbers, as
    libinput has them; none: where the panel says)."""

    rotation: Literal[0, 90, 180, 270] = field(
        default=0, metadata={"description": "画面顺时针转多少度：0、90、180、270；屏幕竖着挂时用"}
    )
    touch: tuple[float, ...] = field(
        default=(), metadata=code("触摸校准的六个数，例如 [1.02, 0, -0.01, 0, 1.02, -0.01]；不写就照触摸屏自己说的")
    )


@dataclass(frozen=True, slots=True)
class RemoteSettings(Model):
    """Conducting a visit from a phone: whether staff may open it on the screen, and where it is then found."""

    on: bool = field(default=False, metadata={"description": "讲解员能不能用手机遥控：true 能，false 不能"})
    port: Annotated[int, Ge(1024), Le(65535)] = field(
        default=8443, metadata={"description": "手机遥控用哪个端口，1024–65535"}
    )
    address: Annotated[str, MaxLen(39)] = field(
        default="", metadata=code("这台电脑在馆里无线网中的地址，例如 192.168.1.20；不写就由程序自己找")
    )


Days = Annotated[int, Ge(1), Le(3650)]


@dataclass(frozen=True, slots=True)
class KeepingSettings(Model):
    """For how many days what visitors leave is kept: messages from the last decision on them, or from their leaving;
    recordings of touches from the visit."""

    rejected_days: Days = field(default=7, metadata={"description": "没通过的留言留多少天，1–3650"})
    waiting_days: Days = field(default=90, metadata={"description": "一直没人审的留言留多少天，1–3650"})
    approved_days: Days = field(default=365, metadata={"description": "上了墙的留言留多少天，1–3650"})
    recordings_days: Days = field(default=30, metadata={"description": "触摸记录留多少天，1–3650"})


@dataclass(frozen=True, slots=True)
class HallSettings(Model):
    """Limits of a visit. Times carry their unit in the name."""

    name: Annotated[str, MinLen(2), MaxLen(20)] = field(metadata={"description": "馆名"})
    hall_id: Text = field(default="hall", metadata=code("本馆编号：小写英文和数字，几个馆的记录合在一起时靠它分开"))
    screen_id: Text = field(default="screen-1", metadata=code("这块屏的编号，一个馆有几块屏时靠它分开"))
    group_max: Annotated[int, Ge(1), Le(15)] = field(default=15, metadata={"description": "一批最多多少人，1–15"})
    visit_minutes: Annotated[int, Ge(5), Le(120)] = field(
        default=40, metadata={"description": "一批参观多少分钟，5–120"}
    )
    overrun_seconds: Annotated[int, Ge(0), Le(600)] = field(
        default=120, metadata={"description": "到点后还可以拖多少秒，0–600"}
    )
    idle_seconds: Annotated[int, Ge(20)] = field(
        default=60, metadata={"description": "多少秒没人碰屏幕就询问，最少 20"}
    )
    still_there_seconds: Annotated[int, Ge(20)] = field(
        default=30, metadata={"description": "询问后再等多少秒，最少 20"}
    )
    programme: Programme = field(
        default=Programme.FULL,
        metadata={
            "description": "签到时先选着哪一种：full 完整参观，short 短程参观，roadshow 流动展，dissuasion 当场劝阻"
        },
    )
    pause_minutes: Annotated[int, Ge(1), Le(30)] = field(default=10, metadata={"description": "最多暂停多少分钟，1–30"})
    goes_on: bool = field(
        default=True, metadata={"description": "讲解模式里，只讲不问的页念完、看完自己往下走：true 走，false 等人点"}
    )
    calm: bool = field(default=False, metadata={"description": "画面不动：写 true，翻页、数字都直接到位，没有动画"})
    trials: bool = field(
        default=True, metadata={"description": "参观途中，馆里自己出两道题试一试大家，道别时说明：true 出，false 不出"}
    )
    measuring: bool = field(
        default=True, metadata={"description": "参观前、参观后各看六件事，比比这一趟有没有用：true 看，false 不看"}
    )
    sound: SoundSettings = field(default=SoundSettings(), metadata={"description": "声音的大小"})
    panel: PanelSize = field(default=PanelSize(), metadata={"description": "触摸屏的尺寸"})
    screen: ScreenSettings = field(default=ScreenSettings(), metadata={"description": "屏幕怎么挂、触摸怎么校准"})
    remote: RemoteSettings = field(default=RemoteSettings(), metadata={"description": "讲解员用手机遥控"})
    keep: KeepingSettings = field(
        default=KeepingSettings(), metadata={"description": "观众留下的东西留多少天，到期由程序自己删"}
    )
    backup_to: Annotated[str, MaxLen(300)] = field(
        default="", metadata=code("备份再存一份到哪个文件夹，例如优盘上的 /media/kiosk/U盘/备份；不写就只存在本机")
    )
    take_home: TakeHome = field(
        default=TakeHome(text="不轻信、不转账、多核实。拿不准就打 96110。"), metadata={"description": "告别页二维码"}
    )


@dataclass(frozen=True, slots=True)
class ZonePlan(Model):
    """One zone: its minutes in a full visit and the least the conductor may give it; what it opens with, and what the
    next step leads to one after the other."""

    id: Text = field(metadata=code("展区编号，不要改"))
    name: Annotated[str, MinLen(2), MaxLen(14)] = field(metadata={"description": "展区名"})
    minutes: Annotated[float, Gt(0)] = field(metadata={"description": "走完全程时给多少分钟"})
    min_minutes: Annotated[float, Gt(0)] = field(metadata={"description": "最少给多少分钟"})
    invitation: Annotated[str, MaxLen(20)] = field(
        default="", metadata={"description": "展区开头的大字：在这里做什么，20 个字以内；不写就用展区名"}
    )
    guided: tuple[Text, ...] = field(
        default=(), metadata={"description": "跟着黄色按钮走，依次看哪几样：写编号；不写就由程序挑"}
    )


@dataclass(frozen=True, slots=True)
class ZoneShare(Model):
    """A zone of a shorter visit, and the minutes it has there."""

    id: Text = field(metadata=code("展区编号"))
    minutes: Annotated[float, Gt(0)] = field(metadata={"description": "这个展区给多少分钟"})


@dataclass(frozen=True, slots=True)
class ShorterVisit(Model):
    """A visit of some of the zones, in this order, in so many minutes."""

    programme: Programme = field(metadata={"description": "哪一种：short 短程参观，roadshow 流动展"})
    minutes: Annotated[int, Ge(3), Le(120)] = field(metadata={"description": "一共多少分钟，3–120"})
    zones: Annotated[tuple[ZoneShare, ...], MinLen(1)] = field(metadata={"description": "去哪几个展区，按先后排列"})


@dataclass(frozen=True, slots=True)
class Hall(Model):
    """zones.yaml."""

    hall: HallSettings = field(metadata={"description": "本馆设置"})
    zones: Annotated[tuple[ZonePlan, ...], MinLen(1)] = field(metadata={"description": "各展区，按参观的先后排列"})
    programmes: tuple[ShorterVisit, ...] = field(
        default=(), metadata={"description": "短一些的参观；不写，就只有完整参观"}
    )


@dataclass(frozen=True, slots=True)
class Striking(Model):
    """One striking figure of the attract loop."""

    figure: Annotated[str, MinLen(1), MaxLen(12)] = field(metadata={"description": "数字，例如 36亿次"})
    text: Line = field(metadata={"description": "这个数字说的是什么"})
    source: Source = field(metadata={"description": "来源"})


@dataclass(frozen=True, slots=True)
class Ring(Model):
    """A call that rings while the hall waits: what the caller says, and what the hall says of it to those who answered
    and to those who did not."""

    id: Text = field(metadata=code("编号：小写英文，不重复"))
    caller: Annotated[str, MinLen(1), MaxLen(12)] = field(metadata={"description": "来电显示（虚构）"})
    figure: Silhouette = field(metadata={"description": "来电人用哪个剪影，也就是谁的声音"})
    genuine: bool = field(metadata={"description": "true=这通电话是真的"})
    words: Annotated[str, MinLen(8), MaxLen(40)] = field(metadata={"description": "来电人说的一句话，8–40 个字"})
    answered: Annotated[str, MinLen(8), MaxLen(48)] = field(
        metadata={"description": "接了以后，馆里说的真相，8–48 个字"}
    )
    declined: Annotated[str, MinLen(8), MaxLen(48)] = field(metadata={"description": "没接，馆里说的真相，8–48 个字"})


@dataclass(frozen=True, slots=True)
class HallTip(Model):
    """A sentence to take home."""

    text: Line = field(metadata={"description": "一句提醒"})
    audiences: tuple[Audience, ...] = field(default=(), metadata=FOR)


@dataclass(frozen=True, slots=True)
class Greeting(Model):
    """How the hall speaks to certain people: at the door of the zone they begin with, and when it thanks them."""

    audiences: Annotated[tuple[Audience, ...], MinLen(1)] = field(metadata=FOR)
    hello: Annotated[str, MinLen(4), MaxLen(20)] = field(
        metadata={"description": "第一个展区门口的招呼，4–20 个字，例如 同学们好"}
    )
    thanks: Annotated[str, MinLen(4), MaxLen(30)] = field(metadata={"description": "告别时的大字，4–30 个字"})


@dataclass(frozen=True, slots=True)
class HallWords(Model):
    """content/hall/hall.yaml: what the attract loop, check-in and farewell say."""

    what: Para = field(metadata={"description": "待机时的开场白"})
    figures: Annotated[tuple[Striking, ...], MinLen(1)] = field(metadata={"description": "待机时轮流出现的数字"})
    privacy: Annotated[tuple[Line, ...], MinLen(3), MaxLen(3)] = field(metadata={"description": "签到页的三行告知"})
    thanks: Para = field(metadata={"description": "告别的话"})
    tips: Annotated[tuple[HallTip, ...], MinLen(2)] = field(metadata={"description": "没有错题时给的通用提醒"})
    code_words: Annotated[tuple[Annotated[str, MinLen(2), MaxLen(4)], ...], MinLen(4)] = field(
        default=("琉璃", "石榴", "酥锅", "灯笼"),
        metadata={"description": "告别页的全家暗号：两个两个地配，2–4 个字的家常词，至少 4 个"},
    )
    greetings: tuple[Greeting, ...] = field(
        default=(), metadata={"description": "对学生、老人等怎么打招呼、怎么道谢；不写就对谁都一样"}
    )
    rings: tuple[Ring, ...] = field(
        default=(), metadata={"description": "待机时轮流响起的电话，真的和骗局各一半；不写就没有"}
    )
