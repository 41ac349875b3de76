"""The preface, which announces the parts and says where to ask, and the overview section."""

from __future__ import annotations

from collections.abc import Sequence

from generator.planted import LEAKED
from generator.prose.words import Words

NUMERALS = ("零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
BASIS = (
    "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）第三十一条、第三十二条的规定，现公布{short}{year}年政府信息公开工作年度报告。",
    "按照《中华人民共和国政府信息公开条例》和上级关于编制年度报告的要求，{name}编制了{year}年政府信息公开工作年度报告。",
    "依据《中华人民共和国政府信息公开条例》，现将{short}{year}年政府信息公开工作情况向社会公布。",
)
PARTS = (
    "本报告由{listed}等{count}部分组成。",
    "全文共{count}部分，包括{listed}。",
    "报告包括{listed}，共{count}部分。",
)
PERIOD = (
    "报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
    "报告中使用数据的统计期限为{year}年1月1日至{year}年12月31日。",
)
CONTACT = (
    "如对本报告有疑问，请与{office}联系（地址：{street}，邮编：{postcode}，电话：{phone}）。",
    "本报告电子版可在门户网站（http://www.{site}）下载。欢迎来电咨询，电话：{phone}，电子邮箱：xxgk{mailbox}@mail.{site}。",
)
STREETS = ("人民路{}号", "解放大街{}号", "行政中心{}号楼", "文昌路{}号", "滨江东路{}号")
OVERVIEW = (
    "{year}年，{we}围绕中心工作推进决策、执行、管理、服务、结果公开，把公开透明的要求落到公文办理和会议组织的具体环节，工作有序开展。",
    "{year}年，{we}坚持公开为常态、不公开为例外，以群众关心的事项为重点，完善制度，补齐短板，公开工作水平有了新的提高。",
    "过去的一年，{we}对照国务院办公厅和省政府办公厅印发的要点，分解任务，压实责任，推动政务公开与业务工作同部署、同检查。",
)
DUTIES = (
    "健全领导机制。调整充实政务公开领导小组，由负责日常工作的领导同志牵头，办公室具体承办，各单位明确联络员，形成一级抓一级的格局。",
    "细化年度任务。印发年度工作方案，把要点规定的事项逐条分解到责任单位，注明完成时限和成果形式，按季度对账。",
    "完善制度规范。修订主动公开、依申请公开、保密审查和虚假信息澄清等制度，汇编成册，供工作人员随时查用。",
    "加强平台建设。优化门户网站栏目设置，整合重复栏目，完善站内检索，移动端与网站内容同步更新。",
    "注重监督检查。采取网上巡查、电话抽查和实地查看等方式了解工作进展，发现问题现场指出，一并跟踪到底。",
    "严格保密审查。坚持先审查、后公开，一事一审，审查意见随发布单留存备查。{secrecy}",
)
NO_LEAK = "全年未发生失泄密事件。"


def preface(words: Words, headings: Sequence[str]) -> list[str]:
    """The preface: basis, the parts that really follow (with the table), period and contact."""
    listed = "、".join([*headings, "附表"])
    rng = words.rng
    contact = words.say(
        CONTACT,
        street=STREETS[rng.randrange(len(STREETS))].format(rng.randint(2, 199)),
        postcode=f"97{rng.randint(0, 99):02}00",
        phone=f"0900-{rng.randint(2_000_000, 8_999_999)}",
        site=f"{words.unit.unit_id}.gov.example",
        mailbox=rng.choice(("", "163", "2016")),
    )
    parts = words.say(PARTS, listed=listed, count=NUMERALS[len(headings) + 1])
    return [words.say(BASIS) + parts + words.say(PERIOD) + contact]


def overview(words: Words) -> list[str]:
    """The overview and three duties as run-in items."""
    items = words.some(DUTIES, 3, secrecy="" if words.unit.unit_id == LEAKED else NO_LEAK)
    return [words.say(OVERVIEW), *(f"（{numeral}）{item}" for numeral, item in zip("一二三", items, strict=True))]
