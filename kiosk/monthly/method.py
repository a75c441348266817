"""How every figure of the report is made, and what cannot be concluded from it: for whoever has to answer for it."""

from __future__ import annotations

from typing import NamedTuple

from kiosk.monthly.gathering import MONTHS_OF_EFFECT
from kiosk.monthly.question_tables import LEAST_ANSWERS
from kiosk.monthly.tables import HELD_BACK, Table
from kiosk.reports.effect import FEWEST_GROUPS
from kiosk.reports.item_statistics import FEWEST_FOR_SHARES
from kiosk.reports.shares import LEAST_CELL


class Method(NamedTuple):
    """One figure or several of a kind: what they are called, how they are counted, what they do not say."""

    name: str
    how: str
    not_said: str


METHODS = (
    Method(
        "批次、人次",
        "签到进馆一次是一批；人次是各批签到时报的人数加起来。一批算在它开始的那一天。",
        "同一个人来两次算两次，不知道有多少个不同的人；人数是报的，没有人数过。",
    ),
    Method(
        "年纪、团体",
        "签到时勾选的。年纪是“这一批里有哪些年纪的人”。",
        "不是按人头数的，说不了老人占多少。",
    ),
    Method(
        "走完全程、怎么结束、停在哪里",
        "走完全程的批次除以全部批次；没走完的，看最后进的是哪个展区。断电没有结尾的算“中断”。",
        "时间不够和不爱看，从记录里分不出来。",
    ),
    Method(
        "参观时长、展区停留",
        "从开始到结束，暂停的时间不算；展区停留是一批在那里几次停留加起来。给的是中位数：从短到长排队，正中间那一批。",
        "停得久不等于看得懂。",
    ),
    Method(
        "没走到、讲解员跳过、没做完就走",
        "没走到：完整参观里一次也没有进去的批次。跳过：讲解员点了“跳过”。没做完：进去了，离开时还没有做到那里该做的事。",
        "短程参观、流动展本来就不去那么多展区，没有算进“没走到”。",
    ),
    Method(
        "照办、没照办、喊停",
        "模拟情景里，每到一个要做选择的时刻，一批人算一次：照骗子说的做了、没照办、把真的推开了、时间到了没有选。"
        "喊停另外数：指的那一句是不是骗子的一招。走到后面的人少，各个时刻的底数不一样。",
        "一批人商量着选一次，不是每个人各选一次；在馆里照办，不等于在家里会被骗。",
    ),
    Method(
        "馆里试一试",
        "参观途中馆里自己提两次要求，一真一假。做错：假的照办了，真的推开了；先问一声不算错。",
        "大家知道自己在反诈馆里，会比平时小心。",
    ),
    Method(
        "答错最多的题",
        f"答错的批次除以回答的批次，“先核实”不算错。回答满 {LEAST_ANSWERS} 批、错了 {LEAST_CELL} 批以上才排；"
        "按“至少有这么多人错”的下限排，免得凑巧的排到前面。一道题改过字，就当作另一道题，从头数起。",
        "一边学一边答的题，错得多也许只是题难，或者写得不清楚。",
    ),
    Method(
        "真事认得率、识破率、参观有没有用",
        "参观前、参观后各做六道题（三真三假），揭晓以前举手。"
        f"最近 {MONTHS_OF_EFFECT} 个月里前后都做了的满 {FEWEST_GROUPS} 批才判断，两个人以上才算一批；"
        "一个人来的也算进比例里，不算批次。一件事一个人也没有数到的，不算。"
        "真事认得率：真的里说“是真的”的人；识破率：骗局里说“是骗局”的人；拿不准的都不算。"
        "两套题谁先谁后轮着来，题的难易由同一个统计模型扣掉（以题目为随机效应的 probit 回归，误差按批次算）。",
        "说的是这些题、来的这些人、刚参观完的时候；不知道能记多久，也不知道骗案会不会因此减少。没有不参观的人作对照。",
    ),
    Method(
        "范围（95%）",
        "同样的事再来许多次，一百次里大约九十五次落在这个范围里。比例用威尔逊区间。",
        "两个范围挨得近，就不要说谁高谁低。",
    ),
    Method(
        "下个月改什么",
        "由上面的数按固定的规矩挑出来，先后也固定：出错的页面，样本不足或看不出变化，最容易照办、有三成照办的那一刻，"
        "三成以上的批次做错、没走到，一半以上没做完，"
        f"回答满 {FEWEST_FOR_SHARES} 次而统计上站不住的题，过了复核日子的内容。",
        "只是提醒先看哪里，要不要改由人决定。",
    ),
    Method(
        f"“{HELD_BACK}”",
        f"1 到 {LEAST_CELL - 1} 的数不写；只有一个数不写、能由总数倒推的，旁边再少写一个。",
        "",
    ),
    Method(
        "没有的东西",
        "报告只从记录里取数目和编号。记录里没有姓名、电话、照片、声音；观众写的留言不进报告。",
        "",
    ),
)


def method_table() -> Table:
    """All of it."""
    return Table("怎么算的", "这些数字怎么来的", ("是什么", "怎么算", "说明不了什么"), METHODS)
