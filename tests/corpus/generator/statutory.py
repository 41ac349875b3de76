"""The three statutory forms as they are printed, written from the forms themselves and not from the program's own files.

A row is (labels of the groups above it, label, metric codes); the metric codes are the vocabulary of the project.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

PARTS = ("natural_person", "enterprise", "research_institute", "public_welfare_org", "legal_service_org", "other_org", "total")
ORGANISATIONS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
SUFFIXES = ("upheld", "corrected", "other", "pending", "total")
CORNER = "(本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和)"
DISPUTES = tuple(f"{group}_{suffix}" for group in ("review", "suit_direct", "suit_after_review") for suffix in SUFFIXES)

_THREE = "三、本年度办理结果"
_REFUSED = (_THREE, "（三）不予公开")
_UNABLE = (_THREE, "（四）无法提供")
_UNPROCESSED = (_THREE, "（五）不予处理")
_OTHER = (_THREE, "（六）其他处理")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of tables 3 or of the flat form: what is printed and which metric stands in it."""

    groups: tuple[str, ...]
    label: str
    metric: str
    unit: str = "件"


_HEAD = (
    Line((), "一、本年新收政府信息公开申请数量", "requests_new"),
    Line((), "二、上年结转政府信息公开申请数量", "requests_carried_in"),
    Line((_THREE,), "（一）予以公开", "granted"),
    Line((_THREE,), "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "partially_granted"),
    Line(_REFUSED, "1.属于国家秘密", "refused_state_secret"),
    Line(_REFUSED, "2.其他法律行政法规禁止公开", "refused_law_prohibits"),
    Line(_REFUSED, "3.危及“三安全一稳定”", "refused_three_securities_one_stability"),
    Line(_REFUSED, "4.保护第三方合法权益", "refused_third_party_rights"),
    Line(_REFUSED, "5.属于三类内部事务信息", "refused_internal_affairs"),
    Line(_REFUSED, "6.属于四类过程性信息", "refused_deliberative"),
    Line(_REFUSED, "7.属于行政执法案卷", "refused_enforcement_file"),
    Line(_REFUSED, "8.属于行政查询事项", "refused_administrative_inquiry"),
    Line(_UNABLE, "1.本机关不掌握相关政府信息", "unable_not_held"),
    Line(_UNABLE, "2.没有现成信息需要另行制作", "unable_not_existing_form"),
    Line(_UNABLE, "3.补正后申请内容仍不明确", "unable_still_unclear"),
    Line(_UNPROCESSED, "1.信访举报投诉类申请", "unprocessed_petition"),
    Line(_UNPROCESSED, "2.重复申请", "unprocessed_duplicate"),
    Line(_UNPROCESSED, "3.要求提供公开出版物", "unprocessed_publication"),
    Line(_UNPROCESSED, "4.无正当理由大量反复申请", "unprocessed_excessive"),
    Line(_UNPROCESSED, "5.要求行政机关确认或重新出具已获取信息", "unprocessed_reissue"),
)
_TAIL = (
    Line((_THREE,), "（七）总计", "results_total"),
    Line((), "四、结转下年度继续办理", "requests_carried_out"),
)
REQUESTS = {
    "2019": (*_HEAD, Line((_THREE,), "（六）其他处理", "other_disposal"), *_TAIL),
    "2021": (
        *_HEAD,
        Line(_OTHER, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "other_no_correction"),
        Line(_OTHER, "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "other_fee_unpaid"),
        Line(_OTHER, "3.其他", "other_rest"),
        *_TAIL,
    ),
}
"""Rows of table 3 by form; each has the seven columns of :data:`PARTS`."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of table 2: its heading, the headings of its columns and its rows (label, metrics)."""

    title: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[str, tuple[str, ...]]]


def _items(name: str) -> tuple[str, ...]:
    return (f"{name}_items_prev", f"{name}_items_change", f"{name}_decisions")


_MADE = ("本年新制作数量", "本年新公开数量", "对外公开总数量")
_ITEMS = ("上一年项目数量", "本年增/减", "处理决定数量")
_ISSUED = ("本年制发件数", "本年废止件数", "现行有效件数")
_DECIDED = ("本年处理决定数量",)
DISCLOSURE = {
    "2019": (
        Block(
            "第二十条第（一）项",
            _MADE,
            (
                ("规章", ("rules_made", "rules_disclosed", "rules_public_total")),
                ("规范性文件", ("normative_docs_made", "normative_docs_disclosed", "normative_docs_public_total")),
            ),
        ),
        Block("第二十条第（五）项", _ITEMS, (("行政许可", _items("permit")), ("其他对外管理服务事项", _items("service")))),
        Block("第二十条第（六）项", _ITEMS, (("行政处罚", _items("penalty")), ("行政强制", _items("coercion")))),
        Block("第二十条第（八）项", _ITEMS[:2], (("行政事业性收费", ("charge_items_prev", "charge_items_change")),)),
        Block("第二十条第（九）项", ("采购项目数量", "采购总金额"), (("政府集中采购", ("procurement_projects", "procurement_amount")),)),
    ),
    "2021": (
        Block(
            "第二十条第（一）项",
            _ISSUED,
            (
                ("规章", ("rules_issued", "rules_repealed", "rules_in_force")),
                ("行政规范性文件", ("normative_docs_issued", "normative_docs_repealed", "normative_docs_in_force")),
            ),
        ),
        Block("第二十条第（五）项", _DECIDED, (("行政许可", ("permit_decisions",)),)),
        Block("第二十条第（六）项", _DECIDED, (("行政处罚", ("penalty_decisions",)), ("行政强制", ("coercion_decisions",)))),
        Block("第二十条第（八）项", ("本年收费金额（单位：万元）",), (("行政事业性收费", ("charges_amount_wan_yuan",)),)),
    ),
}
"""Blocks of table 2 by form."""

_FLAT = """
一、主动公开情况
（一）主动公开政府信息数 条 proactive_disclosed_total
其中：主动公开规范性文件数 条 normative_docs_disclosed
制发规范性文件总数 件 normative_docs_issued
（二）通过不同渠道和方式公开政府信息的情况
1.政府公报公开政府信息数 条 disclosed_via_gazette
2.政府网站公开政府信息数 条 disclosed_via_website
3.政务微博公开政府信息数 条 disclosed_via_weibo
4.政务微信公开政府信息数 条 disclosed_via_wechat
5.其他方式公开政府信息数 条 disclosed_via_other
二、回应解读情况
（一）回应公众关注热点或重大舆情数 次 hot_topics_answered
（二）通过不同渠道和方式回应解读的情况
1.参加或举办新闻发布会总次数 次 press_conferences_held
其中：主要负责同志参加新闻发布会次数 次 press_conferences_by_principal
2.政府网站在线访谈次数 次 online_interviews
其中：主要负责同志参加政府网站在线访谈次数 次 online_interviews_by_principal
3.政策解读稿件发布数 篇 policy_interpretations_published
4.微博微信回应事件数 次 answered_via_weibo_wechat
5.其他方式回应事件数 次 answered_via_other
三、依申请公开情况
（一）收到申请数 件 requests_received
1.当面申请数 件 requests_in_person
2.传真申请数 件 requests_fax
3.网络申请数 件 requests_online
4.信函申请数 件 requests_letter
（二）申请办结数 件 requests_closed
1.按时办结数 件 requests_closed_on_time
2.延期办结数 件 requests_closed_extended
（三）申请答复数 件 replies_total
1.属于已主动公开范围数 件 replies_already_public
2.同意公开答复数 件 replies_granted
3.同意部分公开答复数 件 replies_partially_granted
4.不同意公开答复数 件 replies_refused
其中：涉及国家秘密 件 refused_state_secret
涉及商业秘密 件 refused_trade_secret
涉及个人隐私 件 refused_privacy
危及国家安全、公共安全、经济安全和社会稳定 件 refused_three_securities_one_stability
不是《条例》所指政府信息 件 refused_not_government_information
法律法规规定的其他情形 件 refused_other_statutory
5.不属于本行政机关公开数 件 replies_not_this_authority
6.申请信息不存在数 件 replies_nonexistent
7.告知作出更改补充数 件 replies_amend_requested
8.告知通过其他途径办理数 件 replies_other_channel
四、行政复议数量 件 reviews_total
（一）维持具体行政行为数 件 reviews_upheld
（二）被依法纠错数 件 reviews_corrected
（三）其他情形数 件 reviews_other
五、行政诉讼数量 件 litigation_total
（一）维持具体行政行为或者驳回原告诉讼请求数 件 litigation_upheld
（二）被依法纠错数 件 litigation_corrected
（三）其他情形数 件 litigation_other
六、举报投诉数量 件 complaints_total
七、依申请公开信息收取的费用 万元 fees_collected_wan_yuan
八、机构建设和保障经费情况
（一）政府信息公开工作专门机构数 个 agencies
（二）设置政府信息公开查阅点数 个 reading_points
（三）从事政府信息公开工作人员数 人 staff_total
1.专职人员数（不包括政府公报及政府网站工作人员数） 人 staff_full_time
2.兼职人员数 人 staff_part_time
（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费） 万元 special_funds_wan_yuan
九、政府信息公开会议和培训情况
（一）召开政府信息公开工作会议或专题会议数 次 meetings
（二）举办各类培训班数 次 training_sessions
（三）接受培训人员数 人次 training_attendees
"""
FLAT = tuple(
    Line((), words[0], words[2] if len(words) > 1 else "", words[1] if len(words) > 1 else "——")
    for words in (line.split() for line in _FLAT.strip().splitlines())
)
"""Rows of the flat form of 2014; a heading has no metric."""
