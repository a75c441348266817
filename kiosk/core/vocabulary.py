"""Every fixed word of the hall, its Chinese beside it: screens, messages of check, exports and schemas read it here.

A code never changes once it was logged; its Chinese word may. A vocabulary that only one zone uses stands in that
zone's `models.py`, as a `Term` too.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A code (what is logged and written in content) and its Chinese `word` (what people read)."""

    word: str

    def __new__(cls, code: str, word: str = "") -> Self:
        made = str.__new__(cls, code)
        made._value_ = code
        made.word = word
        return made


class GroupKind(Term):
    """Where a group comes from."""

    SCHOOL = "school", "学校"
    COMMUNITY = "community", "社区"
    COMPANY = "company", "企业"
    FAMILY = "family", "家庭"
    VISITOR = "visitor", "自己来的"
    OTHER = "other", "其他"


class AgeBand(Term):
    """An age, as far as anybody is asked: under 18, 18 to 35, 36 to 59, 60 and over."""

    MINOR = "minor", "18岁以下"
    YOUNG = "young", "18—35岁"
    MIDDLE = "middle", "36—59岁"
    SENIOR = "senior", "60岁以上"
    UNKNOWN = "unknown", "没有公布"


class Phase(Term):
    """Whether the group was asked before anything was taught, or after."""

    BEFORE = "before", "参观前"
    AFTER = "after", "参观后"


class Audience(Term):
    """For whom something is: what a piece of content names under `for`, and what a group is once it has checked in."""

    SCHOOL = "school", "学校"
    COMMUNITY = "community", "社区"
    COMPANY = "company", "企业"
    FAMILY = "family", "家庭"
    SENIOR = "senior", "老人"


class Duty(Term):
    """What somebody in a group is to do: feel it, speak up beside it, ask as the clerk does, stop it, or watch for what
    gives it away. Dealt by colour, never by name."""

    PERSON = "person", "当事人"
    RELATIVE = "relative", "家人"
    CLERK = "clerk", "银行柜员"
    OFFICER = "officer", "民警"
    OBSERVER = "observer", "观察员"


class Programme(Term):
    """What a visit goes through: all nine zones, a short round, three zones away from the hall, or three minutes for
    somebody who is being defrauded at this moment."""

    FULL = "full", "完整参观"
    SHORT = "short", "短程参观"
    ROADSHOW = "roadshow", "流动展"
    DISSUASION = "dissuasion", "当场劝阻"


class VisitMode(Term):
    """Whether an officer leads the group along the plan, or it goes where it likes."""

    GUIDED = "guided", "讲解模式"
    FREE = "free", "自由模式"


class VisitExit(Term):
    """How a visit ended. INTERRUPTED: by a power cut; often the log just has no end then."""

    FINISHED = "finished", "走完"
    TIME_UP = "time_up", "时间到"
    ABANDONED = "abandoned", "中途离开"
    INTERRUPTED = "interrupted", "中断"


class ZoneExit(Term):
    """How a group left a zone. INTERRUPTED: by a power cut; often the log just has no leaving."""

    HOME = "home", "回展区图"
    TIME_UP = "time_up", "时间到"
    ABANDONED = "abandoned", "无人操作"
    FAILED = "failed", "页面出错"
    INTERRUPTED = "interrupted", "中断"


class ResumeCause(Term):
    """What ended a pause."""

    TOUCH = "touch", "有人点了继续"
    LIMIT = "limit", "停够了时间"


class Setting(Term):
    """What a visitor may change about the screen."""

    LARGE = "large", "大字"
    CONTRAST = "contrast", "醒目"
    REACH = "reach", "放低"
    STILL = "still", "不动"
    SOFT = "soft", "小声"
    MUTE = "mute", "静音"
    ALOUD = "aloud", "朗读"


class Truth(Term):
    """Whether what was shown was a scam or the real thing; OPEN where it is neither (a chart, a rule)."""

    SCAM = "scam", "骗局"
    GENUINE = "genuine", "真的"
    OPEN = "open", "不分真假"

    @classmethod
    def of(cls, genuine: bool | None) -> Truth:
        """The word for an event's `genuine`."""
        return cls.OPEN if genuine is None else cls.GENUINE if genuine else cls.SCAM


class Verdict(Term):
    """What a judgement of scam or genuine counts as; a scam is the signal (Macmillan, Creelman: Detection Theory).

    WITHHELD is no judgement: somebody would check first where what was shown decides. It is neither hit nor false alarm
    and told apart, so that nobody takes a sheet without it for one in which everything was judged.
    """

    HIT = "hit", "识破"
    MISS = "miss", "漏过"
    FALSE_ALARM = "false_alarm", "误把真的当骗局"
    CORRECT_REJECTION = "correct_rejection", "认出是真的"
    WITHHELD = "withheld", "先核实，没有下判断"


class OptionKind(Term):
    """What an option *is*, said by whoever wrote it and logged with the choice.

    SAFE: hang up, check, get help, go on with something genuine. RISKY: does as the scammer wants. TURNS_AWAY: takes
    something genuine for a scam. HELPS and DOES_NOT_HELP: something said to a person who was defrauded.
    """

    SAFE = "safe", "稳妥"
    RISKY = "risky", "有风险"
    TURNS_AWAY = "turns_away", "把真的拒之门外"
    HELPS = "helps", "帮得上"
    DOES_NOT_HELP = "does_not_help", "帮不上"


class Ending(Term):
    """How a simulation ended: money gone; stopped in the middle of it; nothing lost; something genuine turned away, or
    recognised."""

    LOSS = "loss", "钱被骗走"
    NEAR = "near", "及时止损"
    SAFE = "safe", "平安"
    MISSED_GENUINE = "missed_genuine", "把真的当成了假的"
    FOUND_GENUINE = "found_genuine", "认出了真的"


class Counsel(Term):
    """What a sentence does that is said to somebody who is half in a scam, or afraid of something genuine.

    ASKS asks and listens, STEP gives one thing that can be checked: both open the door. PUSHES orders or lectures,
    SHAMES lets the person feel small, TURNS_AWAY sends something genuine away.
    """

    ASKS = "asks", "先问、先听"
    STEP = "step", "给一个查得到的办法"
    PUSHES = "pushes", "催促、说教"
    SHAMES = "shames", "让人难堪"
    TURNS_AWAY = "turns_away", "叫人别理真的"


class Openness(Term):
    """How ready somebody is to listen."""

    OPEN = "open", "听得进"
    GUARDED = "guarded", "还防着"
    CLOSED = "closed", "不想说"


class AdviceOutcome(Term):
    """How talking to somebody ended: taken in, not yet, the door shut; something genuine taken up, or refused."""

    HEARD = "heard", "听进去了"
    THINKING = "thinking", "还没全信"
    SHUT = "shut", "把门关上了"
    TAKEN_UP = "taken_up", "接住了真的"
    REFUSED = "refused", "把真的推开了"


class Device(Term):
    """What is in the visitor's hand at a moment of a story."""

    NONE = "none", "没有"
    RING = "ring", "来电响铃"
    CALL = "call", "通话"
    SMS = "sms", "短信"
    CHAT = "chat", "聊天"
    GROUP = "group", "群聊"
    VIDEO = "video", "视频通话"
    BANK = "bank", "手机银行"
    INSTALL = "install", "安装软件"
    SHARE = "share", "共享屏幕"
    BROWSER = "browser", "网页"


class CallKey(Term):
    """One of the two keys of a phone that rings."""

    ANSWER = "answer", "接听"
    DECLINE = "decline", "挂断"


class FaceTrait(Term):
    """What somebody in a video call is known by."""

    GLASSES = "glasses", "眼镜"
    STUBBLE = "stubble", "胡茬"
    MOLE = "mole", "痣"
    FRINGE = "fringe", "刘海"
    HALF = "half", "半张脸在暗处"


class QuestionForm(Term):
    """How a question is asked."""

    SINGLE = "single", "单选"
    MULTIPLE = "multiple", "多选"
    TRUE_FALSE = "true_false", "对错"
    JUDGE = "judge", "诈骗还是真实"
    WHICH_REAL = "which_real", "挑出真的"
    SPOT = "spot", "找破绽"
    MATCH = "match", "情景配口诀"


class QuizWay(Term):
    """Who answers a form of the quiz."""

    SOLO = "solo", "一个人答"
    GROUP = "group", "一起答"


class MessageForm(Term):
    """What a visitor's message is made of."""

    PHRASE = "phrase", "选的话"
    INK = "ink", "手写"


class MessageStatus(Term):
    """What staff decided about a visitor's message."""

    PENDING = "pending", "待审"
    APPROVED = "approved", "已上墙"
    REJECTED = "rejected", "未通过"


class StaffRole(Term):
    """Who of the staff did something: never a name. What an older program let staff write freely is read as `OTHER`."""

    DUTY = "duty", "值班民警"
    GUIDE = "guide", "讲解员"
    ADMIN = "admin", "管理员"
    PROGRAM = "program", "程序（到期）"
    OTHER = "other", "其他"

    @classmethod
    def _missing_(cls, value: object) -> StaffRole:
        return cls.OTHER


class Silhouette(Term):
    """The figure that stands for a person: never a face."""

    WOMAN = "woman", "女士"
    MAN = "man", "先生"
    GIRL = "girl", "女孩"
    BOY = "boy", "男孩"
    YOUNG_WOMAN = "young_woman", "姑娘"
    YOUNG_MAN = "young_man", "小伙子"
    OLD_WOMAN = "old_woman", "老奶奶"
    OLD_MAN = "old_man", "老爷爷"
    OFFICER = "officer", "民警"
    BANK = "bank", "银行职员"
    OTHER = "other", "别的人"
    PHONE = "phone", "只有号码"


class EffectVerdict(Term):
    """What the visits did to telling scam from genuine, as far as their numbers say."""

    BETTER = "better", "辨别力提高"
    NO_CHANGE = "no_change", "没有看出变化"
    MORE_SUSPICIOUS = "more_suspicious", "只是更怀疑了"
    TOO_FEW = "too_few", "样本不足，暂不能判断"


class ItemTrouble(Term):
    """What is wrong with an item, as its answers say it."""

    EVERYBODY_KNOWS = "everybody_knows", "几乎人人都答对，这道题量不出差别，请换一道"
    OPPOSITE = "opposite", "多数人的回答跟标的答案相反，请先核对答案有没有标反；没标反就是难题，可以留着"
    WORSE_THAN_GUESSING = "worse_than_guessing", "答对的人比瞎猜还少，请核对答案，再看题目写得清不清楚"
    AGAINST_THE_OTHERS = "against_the_others", "别的题答得好的人，这道题反而答错，题目多半有歧义，请改写或换掉"
    SAYS_NOTHING = "says_nothing", "会认的人和不会认的人答得一样，这道题分不出来，请换一道"
    HARDER_FOR_SENIORS = "harder_for_seniors", "本领差不多的人里，60岁以上的更容易答错，请改掉他们不熟悉的说法"
    EASIER_FOR_SENIORS = "easier_for_seniors", "本领差不多的人里，60岁以上的更容易答对，请看题目是不是只有他们遇得到"
    GREW_EASIER = "grew_easier", "比上一期明显容易了，答案可能已经传开，请换一道"
    GREW_HARDER = "grew_harder", "比上一期明显难了，请看里面的说法或骗法是不是过时了"
