"""A branching scenario of the VR zone: nodes, choices, flags, endings.

The same story plays in the kiosk's window and, later, on a headset.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from kiosk.content.models.base import FOR, Line, Model, Para, Text, Yuan, code
from kiosk.content.models.limits import Ge, MaxLen, MinLen
from kiosk.core.vocabulary import Audience, CallKey, Device, Duty, Ending, FaceTrait, OptionKind, Silhouette, Term

ZONE = "vr_experience"
NOTHING_WRONG = "none"
"""What is logged instead of a sentence when somebody stopped and said that nothing was wrong."""


class ScenarioRoom(Term):
    """Where a scenario takes place; each has its panorama."""

    LIVING_ROOM = "living_room", "客厅"
    BANK = "bank", "银行"
    OFFICE = "office", "办公室"
    POLICE_STATION = "police_station", "派出所"
    BEDROOM = "bedroom", "卧室"
    RENTED_FLAT = "rented_flat", "出租屋"
    PARCEL_STATION = "parcel_station", "快递驿站"
    DORMITORY = "dormitory", "学生宿舍"


CHANGES = "vr_experience/rooms"
"""Where what may change in a room lies: in a folder called as the room is."""


class FlagKind(Term):
    """What a sign gives away; HARMLESS says of a sentence why it is nothing to stop at."""

    RED = "red", "可疑的信号"
    GENUINE = "genuine", "真实的信号"
    HARMLESS = "harmless", "平常的话"


class Voice(Term):
    """Whose sentence it is: the phone's other end, somebody beside you, you aloud, you in silence, the narrator."""

    THEM = "them", "手机那头"
    BESIDE = "beside", "身边的人"
    ME = "me", "自己说"
    THOUGHT = "thought", "自己心里想"
    NOTE = "note", "旁白"


class RefusalKind(Term):
    """How somebody refuses; a scammer who is ready for one way is not ready for the next."""

    BREAK_OFF = "break_off", "断开"
    CHECK = "check", "核实"
    TELL = "tell", "告诉人"
    DECLINE = "decline", "说不"


class PhoneTone(Term):
    """What is heard on a telephone besides voices; each is a sound of the hall's own set."""

    KEY = "key", "按号码键"
    RING_BACK = "ring_back", "等对方接听"
    VIDEO_CALL = "video_call", "等对方接视频"
    HANG_UP = "hang_up", "自己挂断"
    BUSY = "busy", "对方断线，忙音"


class Permission(Term):
    """What an app asks to be allowed."""

    SCREEN = "screen", "录制屏幕"
    SMS = "sms", "读取短信"
    CONTACTS = "contacts", "读取通讯录"
    OVERLAY = "overlay", "悬浮窗"
    ACCESSIBILITY = "accessibility", "无障碍（可代替您点按）"
    LOCATION = "location", "位置"
    ALBUM = "album", "相册"
    CAMERA = "camera", "相机"
    MICROPHONE = "microphone", "麦克风"
    CALLS = "calls", "电话"


@dataclass(frozen=True, slots=True)
class Flag(Model):
    """A sign shown in the story: it betrays a scam, shows something real, or is what anybody might say."""

    id: Text = field(metadata=code("编号，在本情景内不重复"))
    text: Line = field(metadata={"description": "复盘时怎样点破这一招"})
    kind: FlagKind = field(default=FlagKind.RED, metadata={"description": "可疑的信号，真实的信号，还是平常的话"})
    rule: str = field(default="", metadata=code("对应的“六个一律、八个凡是”编号", refers="rule"))


@dataclass(frozen=True, slots=True)
class FormField(Model):
    """One row of a form on the phone: a word or a sum behind a label."""

    label: Annotated[str, MinLen(1), MaxLen(12)] = field(metadata={"description": "栏目，例如 收款人"})
    value: Annotated[str, MaxLen(60)] = field(default="", metadata={"description": "填着的字；是金额就写 yuan"})
    yuan: Yuan | None = field(default=None, metadata={"description": "金额，元：只写数字，屏幕上用大字"})


@dataclass(frozen=True, slots=True)
class Say(Model):
    """One line heard or read at a node; `shows` are the flags it gives away.

    With `fields`, `permissions` or `seen` it is a page on the phone: `text` then stands below a form's rows, and above
    the other two, where it may be left out.
    """

    text: Annotated[str, MaxLen(90)] = field(
        default="", metadata={"description": "一句话，最多 90 个字；写了 fields、permissions 或 seen 可以不写"}
    )
    who: Voice = field(default=Voice.THEM, metadata={"description": "谁的话；手机那头的话可以不写"})
    speaker: Annotated[str, MaxLen(12)] = field(
        default="", metadata={"description": "说话人的名字，写在这句话上面，例如 冯厂长；不写就用来电显示或对话人"}
    )
    figure: Silhouette = field(default=Silhouette.OTHER, metadata={"description": "写了 speaker：用哪个剪影"})
    fields: tuple[FormField, ...] = field(default=(), metadata={"description": "手机上的表单，一栏一条"})
    permissions: tuple[Permission, ...] = field(default=(), metadata={"description": "软件要的权限"})
    seen: tuple[Line, ...] = field(default=(), metadata={"description": "共享屏幕时对方看到的东西"})
    shows: tuple[str, ...] = field(default=(), metadata=code("这句话露出的信号编号，可不写"))
    red_packet: Yuan = field(default=0, metadata={"description": "这一条是红包：多少元"})
    tones: tuple[PhoneTone, ...] = field(
        default=(), metadata=code("这句话之前电话里的声音，例如 busy 对方断线，可不写")
    )


@dataclass(frozen=True, slots=True)
class Timer(Model):
    """Pressure: after `seconds` without a choice the story goes to `goto`."""

    seconds: Annotated[int, Ge(5)] = field(metadata=code("几秒不选就走下一步，最少 5"))
    goto: Text = field(metadata=code("走到哪个节点"))


@dataclass(frozen=True, slots=True)
class Choice(Model):
    """What the visitor may do; `found` are the flags this choice shows they saw."""

    text: Annotated[str, MinLen(1), MaxLen(28)] = field(metadata={"description": "选项，最多 28 个字"})
    goto: Text = field(metadata=code("走到哪个节点"))
    found: tuple[str, ...] = field(default=(), metadata=code("选它说明看出了哪些信号，可不写"))
    yuan: Yuan = field(default=0, metadata={"description": "这一选择转出的钱，元（模拟）"})
    kind: OptionKind = field(
        default=OptionKind.RISKY,
        metadata={"description": "安全的出路（挂断、核实、求助）写 safe；把真的推开写 turns_away，只用在真的情景里"},
    )
    refusal: RefusalKind | None = field(
        default=None,
        metadata=code(
            "safe 的选择是怎样拒绝的：break_off 断开、check 核实、tell 告诉人、decline 说不；骗局里连着两种才平安"
        ),
    )
    id: str = field(default="", metadata=code("选项编号，不写就按先后用 a、b、c"))
    key: CallKey | None = field(
        default=None,
        metadata=code("来电响铃时，手机上哪个键就是这个选择：answer 接听（绿）、decline 挂断（红），可不写"),
    )
    tones: tuple[PhoneTone, ...] = field(
        default=(), metadata=code("这样选以后听到的声音，依次写：hang_up 挂断、key 按键、ring_back 等接听，可不写")
    )


@dataclass(frozen=True, slots=True)
class Clue(Model):
    """A fact that at this moment only those with one duty know: it helps to decide and does not decide."""

    duty: Duty = field(metadata={"description": "谁知道：当事人、家人、柜员、民警、观察员"})
    text: Annotated[str, MinLen(4), MaxLen(30)] = field(
        metadata={"description": "一件事实，最多 30 个字；帮大家判断，但不说破是真是假"}
    )
    points: FlagKind = field(
        default=FlagKind.RED, metadata=code("这件事实指向哪边：red 可疑，genuine 真的；真的情景里至少一半写 genuine")
    )


@dataclass(frozen=True, slots=True)
class Stopped(Model):
    """Who comes in when somebody rightly calls stop, what they say, and how the story goes on from there."""

    text: Annotated[str, MinLen(2), MaxLen(40)] = field(metadata={"description": "插进来的一句话，最多 40 个字"})
    speaker: Annotated[str, MinLen(1), MaxLen(12)] = field(metadata={"description": "谁说的，例如 老伴、柜员、民警"})
    figure: Silhouette = field(default=Silhouette.OTHER, metadata={"description": "用哪个剪影"})
    goto: str = field(
        default="",
        metadata=code("接着从哪个节点走（钱没转出去时）；不写就留在原处，不再倒计时"),
    )


SOMEBODY_NEAR = Stopped("先别动，让我也听一听。", "家里人")
"""Who comes in where the story names nobody."""


@dataclass(frozen=True, slots=True)
class End(Model):
    """An ending; `paid` where the money is already gone and the words speak of it."""

    kind: Ending = field(metadata={"description": "怎样收场；found_genuine、missed_genuine 只用在真的情景里"})
    title: Annotated[str, MinLen(2), MaxLen(16)] = field(metadata={"description": "结局标题"})
    text: Para = field(metadata={"description": "结局的话"})
    paid: bool = field(default=False, metadata=code("true=走到这里时钱已经转出去了，结局的话里要写马上打110"))


@dataclass(frozen=True, slots=True)
class Node(Model):
    """One moment of the story. A node has choices (or a timer) or an end.

    Choices stand in another order in every visit, unless they are `ordered` because their order says something.
    """

    id: Text = field(metadata=code("节点编号，在本情景内不重复"))
    device: Device = field(default=Device.NONE, metadata={"description": "手里的画面"})
    actor: Annotated[str, MaxLen(20)] = field(default="", metadata={"description": "来电显示或对话人（虚构）"})
    place: Annotated[str, MaxLen(60)] = field(default="", metadata={"description": "身边的情景，一句话"})
    figure: Silhouette = field(default=Silhouette.OTHER, metadata={"description": "对话人用哪个剪影；只有号码写 phone"})
    traits: tuple[FaceTrait, ...] = field(default=(), metadata=code("视频里这张脸的样子，可不写"))
    room: ScenarioRoom | None = field(default=None, metadata={"description": "这一刻换到哪个房间；不写就在原来的房间"})
    changes: tuple[str, ...] = field(
        default=(),
        metadata=code(
            "这一刻房间里多了谁、变了什么，例如 vr_experience/rooms/bank/manager.jpg，可不写", file="overlay"
        ),
    )
    yaw: float = field(default=0.0, metadata=code("朝向：度，向右为正"))
    pitch: float = field(default=0.0, metadata=code("俯仰：度，向上为正"))
    says: tuple[Say, ...] = field(default=(), metadata={"description": "这一刻听到、看到的话"})
    choices: Annotated[tuple[Choice, ...], MaxLen(4)] = field(default=(), metadata={"description": "最多 4 个选择"})
    ordered: bool = field(default=False, metadata=code("true=选项的先后有意思（例如从少到多），不打乱"))
    timer: Timer | None = field(default=None, metadata={"description": "倒计时，可不写"})
    clues: Annotated[tuple[Clue, ...], MaxLen(3)] = field(
        default=(), metadata={"description": "只给某一种角色看的线索，一种角色一条；没分角色的人看不到"}
    )
    stopped: Stopped | None = field(
        default=None, metadata={"description": "在这一刻喊停喊对了，谁进来说什么；不写就用情景的"}
    )
    end: End | None = field(default=None, metadata={"description": "结局；写了结局就不写选择"})


@dataclass(frozen=True, slots=True)
class Purse(Model):
    """The money the play is about: whose it is, and how much of it there is when the story begins."""

    whose: Annotated[str, MinLen(2), MaxLen(10)] = field(
        metadata={"description": "是谁的什么钱，后面接“的4.5万元还在”，例如 您卡里"}
    )
    yuan: Yuan = field(metadata={"description": "一开始有多少元，和剧情里说的一样"})


@dataclass(frozen=True, slots=True)
class Scenario(Model):
    """One scenario; the first node is where it begins. `max_yuan` is what it could have cost, in yuan."""

    id: Text = field(metadata=code("编号：小写英文", defines="scenario"))
    order: int = field(metadata=code("排第几"))
    title: Annotated[str, MinLen(2), MaxLen(16)] = field(metadata={"description": "标题，2–16 个字"})
    type: Text = field(metadata=code("骗局种类编号，见 scam_types/types", refers="scam_type"))
    genuine: bool = field(metadata={"description": "true=这一回是真的"})
    room: ScenarioRoom = field(metadata={"description": "哪个房间"})
    role: Para = field(metadata={"description": "您是谁、在哪里"})
    max_yuan: Yuan = field(metadata={"description": "最多可能损失多少，元"})
    remember: Line = field(metadata={"description": "一句话记住"})
    flags: Annotated[tuple[Flag, ...], MinLen(1)] = field(metadata={"description": "信号"})
    nodes: Annotated[tuple[Node, ...], MinLen(3)] = field(metadata={"description": "节点，第一个是开头"})
    changes: tuple[str, ...] = field(
        default=(),
        metadata=code("从头到尾房间里多了谁、变了什么：写法同节点里的 changes，可不写", file="overlay"),
    )
    audiences: tuple[Audience, ...] = field(default=(), metadata=FOR)
    based_on: Annotated[str, MaxLen(120)] = field(default="", metadata={"description": "依据的公开通报：机关与日期"})
    picture: str = field(
        default="",
        metadata=code(
            "卡片的图片，从 content 文件夹写起，例如 vr_experience/pictures/a.jpg，可不写；不要说破是真是假",
            file="picture",
        ),
    )
    holds: Purse | None = field(
        default=None, metadata={"description": "结局里说还在的是哪一笔钱；不写就只说没有转出去的数目"}
    )
    you: Silhouette = field(default=Silhouette.OTHER, metadata={"description": "观众扮的人用哪个剪影，可不写"})
    stopped: Stopped = field(
        default=SOMEBODY_NEAR, metadata={"description": "喊停喊对了，谁进来说什么、接着从哪里走，可不写"}
    )


def addressed(scenario: Scenario) -> str:
    """How the story speaks to whoever plays it: a child is “你” from the first word on, everybody else “您”."""
    return "你" if scenario.role.startswith("你") else "您"


def room_at(scenario: Scenario, node: Node) -> ScenarioRoom:
    """Where one is at that moment."""
    return node.room or scenario.room


def changes_at(scenario: Scenario, node: Node) -> tuple[str, ...]:
    """What is otherwise in the room at that moment: what the story brings, then what the moment does."""
    return (*(scenario.changes if room_at(scenario, node) is scenario.room else ()), *node.changes)
