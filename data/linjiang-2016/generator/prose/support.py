"""Sections on organisation, staff, money and training, and on problems and plans."""

from __future__ import annotations

from generator.planted import STAFF
from generator.prose.words import Words

AGENCIES = (
    "{whole}设有政府信息公开工作专门机构{agencies}个。",
    "目前，{whole}共有政府信息公开工作专门机构{agencies}个。",
)
NO_AGENCY = ("政府信息公开工作由办公室承担，尚未设立专门机构。",)
POINTS_SPLIT = (
    "{whole}共设置政府信息公开查阅点{reading_points}个，其中{own}政府设置{reading_points_city_gov}个，{own}直各部门设置{reading_points_bureaus}个，"
    "县级政府及部门设置{reading_points_county}个，乡（镇）政府、街道办事处设置{reading_points_township}个。"
)
POINTS = "设置政府信息公开查阅点{reading_points}个，与档案馆、图书馆查阅窗口互为补充。"
STAFF_SPLIT = "从事政府信息公开工作人员{staff_total}人，其中专职{staff_full_time}人，兼职{staff_part_time}人。"
STAFF_PART_TIME = "从事政府信息公开工作人员{staff_total}人，均为兼职。"
STAFF_PLAIN = "据统计，从事政府信息公开工作人员共{staff_total}人，队伍总体稳定。"
FUNDS = ("全年安排政府信息公开专项经费{special_funds_wan_yuan}万元，用于查阅点设备、培训和资料印制。",)
NO_FUNDS = ("工作经费在部门预算中统筹安排，未单列专项经费。",)
FEES = "依申请提供信息收取检索、复制、邮寄等成本费用{fees_collected_wan_yuan}万元，按规定全部上缴国库。"
NO_FEES = "全年向申请人提供政府信息未收取费用。"
TRAINING = (
    "全年召开政府信息公开工作会议或专题会议{meetings}次，举办各类培训班{training_sessions}次，接受培训{training_attendees}人次。",
    "召开专题会议{meetings}次研究公开工作，举办培训班{training_sessions}次，培训工作人员{training_attendees}人次，并组织了业务测试。",
)
NO_TRAINING = ("全年召开政府信息公开工作会议或专题会议{meetings}次，本年度未单独举办培训班。",)
REVIEW = (
    "主要负责同志定期听取汇报，分管负责同志牵头督办，办公室汇总情况、逐月提示。",
    "政务公开列入年度绩效考核，日常检查结果作为年终评分的依据。",
    "聘请社会监督员参加评议，评议意见整理后分送有关单位办理。",
)
PROBLEMS = (
    "公开内容与群众期盼还有距离，过程性、结果性信息偏少。",
    "部分单位发布信息不够及时，个别栏目更新间隔较长。",
    "解读形式较为单一，以文字为主，图解、视频等通俗形式运用不多。",
    "工作人员多为兼职，岗位变动较快，业务衔接不够顺畅。",
    "依申请公开答复的说理性不强，文书质量参差不齐。",
    "信息公开与网上办事、数据开放的衔接还需加强。",
)
PLANS = (
    "严格落实年度要点，细化公开清单，把公开要求嵌入办文办会程序。",
    "完善解读制度，重要文件与解读材料同步起草、同步审签、同步发布。",
    "加强业务培训，分期分批组织轮训，选派骨干跟班学习。",
    "规范依申请公开办理，健全会商机制，定期评查答复文书。",
    "加大监督检查力度，每季度通报一次读网情况，督促限期整改。",
    "用好政务新媒体，提高信息的可读性和到达率。",
)


def organisation(words: Words) -> list[str]:
    """The paragraphs on agencies, reading points, staff, money, meetings and training."""
    points = POINTS_SPLIT if _splits_points(words) else POINTS
    fees = FEES if words.figures.values["fees_collected_wan_yuan"] else NO_FEES
    funds = FUNDS if words.figures.values["special_funds_wan_yuan"] else NO_FUNDS
    training = TRAINING if words.number("training_sessions") else NO_TRAINING
    return [
        words.say(AGENCIES if words.number("agencies") else NO_AGENCY) + words.fill(points),
        _staff(words) + words.say(funds) + words.fill(fees),
        words.say(training),
        *words.some(REVIEW, 2),
    ]


def outlook(words: Words) -> list[str]:
    """Problems and what is planned against them."""
    ordinals = ("一是", "二是", "三是")
    problems = "".join(f"{n}{text}" for n, text in zip(ordinals, words.some(PROBLEMS, 3), strict=True))
    plans = "".join(f"{n}{text}" for n, text in zip(ordinals, words.some(PLANS, 3), strict=True))
    return [words.fill("对照要求，{we}的工作还存在一些不足：") + problems, words.fill("{next}年，{we}将重点做好以下工作：") + plans]


def _splits_points(words: Words) -> bool:
    return words.unit.is_city and not words.unit.new_area


def _staff(words: Words) -> str:
    """Staff by kind; the unit whose table does not add up gives the total only."""
    if words.unit.unit_id == STAFF.unit_id:
        return words.fill(STAFF_PLAIN)
    return words.fill(STAFF_SPLIT if words.number("staff_full_time") else STAFF_PART_TIME)
