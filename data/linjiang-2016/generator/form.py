"""The rows of the 2014 form 《政府信息公开情况统计表》: number, label, unit and metric code."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One row of the form; a heading has no metric and prints —— in both other columns.

    Args:
        number: Numbering as in the form: ``一、``, ``(一)``, ``1.``, ``其中:`` or empty.
        label: Statutory label without its number.
        note: The remark in brackets below the label, may be empty.
        uom: Unit of measure as printed.
        metric: Metric code, empty for a heading.
    """

    number: str
    label: str
    uom: str = "——"
    metric: str = ""
    note: str = ""


ROWS = (
    Row("一、", "主动公开情况"),
    Row("(一)", "主动公开政府信息数", "条", "proactive_disclosed_total", "(不同渠道和方式公开相同信息计1条)"),
    Row("其中:", "主动公开规范性文件数", "条", "normative_docs_disclosed"),
    Row("", "制发规范性文件总数", "件", "normative_docs_issued"),
    Row("(二)", "通过不同渠道和方式公开政府信息的情况"),
    Row("1.", "政府公报公开政府信息数", "条", "disclosed_via_gazette"),
    Row("2.", "政府网站公开政府信息数", "条", "disclosed_via_website"),
    Row("3.", "政务微博公开政府信息数", "条", "disclosed_via_weibo"),
    Row("4.", "政务微信公开政府信息数", "条", "disclosed_via_wechat"),
    Row("5.", "其他方式公开政府信息数", "条", "disclosed_via_other"),
    Row("二、", "回应解读情况"),
    Row("(一)", "回应公众关注热点或重大舆情数", "次", "hot_topics_answered", "(不同方式回应同一热点或舆情计1次)"),
    Row("(二)", "通过不同渠道和方式回应解读的情况"),
    Row("1.", "参加或举办新闻发布会总次数", "次", "press_conferences_held"),
    Row("其中:", "主要负责同志参加新闻发布会次数", "次", "press_conferences_by_principal"),
    Row("2.", "政府网站在线访谈次数", "次", "online_interviews"),
    Row("其中:", "主要负责同志参加政府网站在线访谈次数", "次", "online_interviews_by_principal"),
    Row("3.", "政策解读稿件发布数", "篇", "policy_interpretations_published"),
    Row("4.", "微博微信回应事件数", "次", "answered_via_weibo_wechat"),
    Row("5.", "其他方式回应事件数", "次", "answered_via_other"),
    Row("三、", "依申请公开情况"),
    Row("(一)", "收到申请数", "件", "requests_received"),
    Row("1.", "当面申请数", "件", "requests_in_person"),
    Row("2.", "传真申请数", "件", "requests_fax"),
    Row("3.", "网络申请数", "件", "requests_online"),
    Row("4.", "信函申请数", "件", "requests_letter"),
    Row("(二)", "申请办结数", "件", "requests_closed"),
    Row("1.", "按时办结数", "件", "requests_closed_on_time"),
    Row("2.", "延期办结数", "件", "requests_closed_extended"),
    Row("(三)", "申请答复数", "件", "replies_total"),
    Row("1.", "属于已主动公开范围数", "件", "replies_already_public"),
    Row("2.", "同意公开答复数", "件", "replies_granted"),
    Row("3.", "同意部分公开答复数", "件", "replies_partially_granted"),
    Row("4.", "不同意公开答复数", "件", "replies_refused"),
    Row("其中:", "涉及国家秘密", "件", "refused_state_secret"),
    Row("", "涉及商业秘密", "件", "refused_trade_secret"),
    Row("", "涉及个人隐私", "件", "refused_privacy"),
    Row("", "危及国家安全、公共安全、经济安全和社会稳定", "件", "refused_three_securities_one_stability"),
    Row("", "不是《条例》所指政府信息", "件", "refused_not_government_information"),
    Row("", "法律法规规定的其他情形", "件", "refused_other_statutory"),
    Row("5.", "不属于本行政机关公开数", "件", "replies_not_this_authority"),
    Row("6.", "申请信息不存在数", "件", "replies_nonexistent"),
    Row("7.", "告知作出更改补充数", "件", "replies_amend_requested"),
    Row("8.", "告知通过其他途径办理数", "件", "replies_other_channel"),
    Row("四、", "行政复议数量", "件", "reviews_total"),
    Row("(一)", "维持具体行政行为数", "件", "reviews_upheld"),
    Row("(二)", "被依法纠错数", "件", "reviews_corrected"),
    Row("(三)", "其他情形数", "件", "reviews_other"),
    Row("五、", "行政诉讼数量", "件", "litigation_total"),
    Row("(一)", "维持具体行政行为或者驳回原告诉讼请求数", "件", "litigation_upheld"),
    Row("(二)", "被依法纠错数", "件", "litigation_corrected"),
    Row("(三)", "其他情形数", "件", "litigation_other"),
    Row("六、", "举报投诉数量", "件", "complaints_total"),
    Row("七、", "依申请公开信息收取的费用", "万元", "fees_collected_wan_yuan"),
    Row("八、", "机构建设和保障经费情况"),
    Row("(一)", "政府信息公开工作专门机构数", "个", "agencies"),
    Row("(二)", "设置政府信息公开查阅点数", "个", "reading_points"),
    Row("(三)", "从事政府信息公开工作人员数", "人", "staff_total"),
    Row("1.", "专职人员数", "人", "staff_full_time", "(不包括政府公报及政府网站工作人员数)"),
    Row("2.", "兼职人员数", "人", "staff_part_time"),
    Row("(四)", "政府信息公开专项经费", "万元", "special_funds_wan_yuan", "(不包括用于政府公报编辑管理及政府网站建设维护等方面的经费)"),
    Row("九、", "政府信息公开会议和培训情况"),
    Row("(一)", "召开政府信息公开工作会议或专题会议数", "次", "meetings"),
    Row("(二)", "举办各类培训班数", "次", "training_sessions"),
    Row("(三)", "接受培训人员数", "人次", "training_attendees"),
)
METRICS = tuple(row.metric for row in ROWS if row.metric)
REFUSALS = tuple(metric for metric in METRICS if metric.startswith("refused_"))
