"""Nobody's number or account stands on the wall, however it is disguised; what is harmless is left alone."""

import pytest

from bench import identifiers as measured
from kiosk.core.identifiers import IdentifierKind, identifiers


@pytest.mark.parametrize("kind", measured.rates())
def test_few_are_missed_and_few_imagined(kind: str) -> None:
    missed, alarms = measured.rates()[kind]
    table = "\n".join([measured.HEAD, *measured.rows()])
    assert measured.EXAMPLES >= 200
    assert missed <= 0.02, table
    assert alarms <= 0.02, table


LIVE = (
    "请联系１３９０５３３８８２１办理", "他的手机是一三九零五三三八八二一", "打0533 4182231找我", "座机(0533)4182231",
    "加我扣扣 3 8 8 2 9 1 0 4 4", "QQ群：879 554 213", "微信同号18653321177", "vx：boshan_laoli88", "加V: lao_li_8866",
    "企鹅号2938475610", "点进 bank-abc。com 领取", "登录www。icbc-safe.top", "taobaokf点com", "卡号6222 0216 0300 4567 891",
    "转到6217000010001234567", "农行卡 622848-0402-5641-2345-678", "证件号 370304 19650812 3215", "邮箱 lisi@163.com",
    "lisi＠qq．com", "t.me/abcdef", "wxid_8f7d6s5a4", "微信搜索：fanzha2026kf", "手机１３８-０５３３-８８２１", "136.6533.8821",
    "+86 136 6533 8821", "客服热线4006668888", "拨打400-666-8888", "Q：1029384756", "群号 1029384756", "抖音号 dy29384756",
    "①③⑨⓪⑤③③⑧⑧②①", "壹叁玖零伍叁叁捌捌贰壹", "138\u200b0533\u200b8821", "1" * 200,
    "❶❸❻⑥⑤③③⑧⑧②①", "幺三六六五三三八八二幺", "1_3_6_6_5_3_3_8_8_2_1", "1 - 3 - 6 - 6 - 5 - 3 - 3 - 8 - 8 - 2 - 1",
    "0533 - 418 2231", "2938475610这个QQ", "加Q2938475610", "+V：boshan_laoli88", "bank-abc(dot)top", "bank-abc（点）xyz",
    "b a n k a b . c o m", "加微信 xiaomeimei", "加她微信wanglili", "加我薇 xiaohong", "搜索微信 woaini", "（021） - 58886666",
    "(⓿❷❶) - 5888 6666", "微信号：woaini",
)  # fmt: skip
HARMLESS = (
    "2025年6月16日", "20250616", "被骗5000元，追回3000元", "96110", "12381", "95588", "10086", "案号（2025）鲁0304刑初123号",
    "鲁ICP备12345678号", "尾号0533", "138****0000", "0000-0000-001", "6222****1234", "36亿次", "1,234,567元", "第1、2、3、4、5、6、7、8、9条",
    "G2346次列车", "MU5678航班", "订单号202506161234567890", "网上点com这个词", "微信里聊", "加微信好友", "QQ上认识", "12306.cn",
    "二〇二五年六月十六日", "一百二十三万四千五百六十七元", "110、119、120、122", "验证码482913", "限额50000", "一二三四五六七八九十",
    "3.1415926535897", "编号0026", "从2019到2025", "六个一律八个凡是",
    "16366533882.50元", "编号0533-20250616", "QQ，2025-06-16", "微信 iPhone15 上", "ASP.NET", "企鹅21100只",
    "增加微信Welcome提示", "加微信Android版", "用微信iPhone版", "参加微信Party活动", "搜索微信wechat",
)  # fmt: skip


@pytest.mark.parametrize("text", LIVE)
def test_what_may_be_somebody_s_is_found_in_every_disguise(text: str) -> None:
    assert identifiers(f"他说{text}，别告诉别人。"), text


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_nobody_s_may_stand(text: str) -> None:
    assert identifiers(f"他说{text}，别告诉别人。") == []


@pytest.mark.parametrize("text", ["[" * 240_000, "a." * 120_000, "( " * 120_000, "点" * 240_000])
def test_long_lines_are_gone_through(text: str) -> None:
    assert identifiers(text) == []


def test_a_long_row_of_digits_is_told_as_one() -> None:
    [found] = identifiers("1 " * 120_000)
    assert found.kind is IdentifierKind.LONG and len(found.written) == 40
