"""A small scenario of our own: a call that urges, a message that is genuine, a timer, three endings."""

from __future__ import annotations

from kiosk.content.models.scenario import Choice, End, Flag, Node, Say, Scenario, Timer

TALE = Scenario(
    id="tale",
    order=1,
    title="门口的电话",
    type="refund",
    genuine=False,
    room="living_room",
    role="你是王阿姨，在家看电视。手机响了。",
    teaser="一个客气的声音。",
    max_yuan=5000,
    remember="先挂断，自己打官方电话。",
    flags=(
        Flag("knows", "知道订单，只说明信息泄露"),
        Flag("hurry", "催你，是不让你想", rule="six-1"),
        Flag("code", "验证码不能给", rule="eight-5"),
        Flag("plain", "官方应用里没有退款通知", "genuine"),
    ),
    nodes=(
        Node(
            "ring",
            "ring",
            "0000-0000-001",
            "电视开着。",
            says=(Say("陌生号码。", "note"),),
            choices=(
                Choice("接起来", "call"),
                Choice("不接", "look", safe=True),
            ),
        ),
        Node(
            "call",
            "call",
            "售后小陶",
            "他的声音很甜。",
            says=(
                Say("您买的棉袄要赔您钱。", shows=("knows",)),
                Say("真的吗？", "me"),
                Say("请马上办，过了今晚就没有了。", shows=("hurry", "knows")),
                Say("妈，谁的电话？", "other"),
            ),
            timer=Timer(10, "code"),
            choices=(
                Choice("好，马上办", "code"),
                Choice("催什么，挂断", "look", found=("hurry",), safe=True),
            ),
        ),
        Node(
            "code",
            "call",
            "售后小陶",
            "他不让你挂。",
            says=(Say("把验证码念给我。", shows=("code",)),),
            choices=(
                Choice("念给他", "lost", yuan=3000),
                Choice("不念", "look", found=("code", "code"), safe=True),
            ),
        ),
        Node(
            "look",
            "browser",
            "示例商城",
            says=(Say("消息：没有退款。", "note", ("plain",)),),
            choices=(
                Choice("放心了", "fine", found=("plain",), safe=True),
                Choice("还是打回去", "call"),
            ),
        ),
        Node("lost", place="屋里很静。", end=End("loss", "钱转走了", "现在就打110。")),
        Node("fine", place="电视还开着。", end=End("safe", "没有上当", "回到官方去看。")),
    ),
)
