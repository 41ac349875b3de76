"""Sections on interpretation and answers, on requests, and on reviews, suits and complaints."""

from __future__ import annotations

from generator.form import REFUSALS
from generator.planted import FAX, REVIEWS
from generator.prose.words import Words

INTERPRETATION = (
    "全年发布政策解读稿件{policy_interpretations_published}篇，解读稿与政策文件相互链接，重要政策配有图表。",
    "围绕民生政策和产业政策，全年共发布政策解读稿件{policy_interpretations_published}篇，由起草单位撰写、办公室审核。",
)
CONFERENCES = (
    "参加或举办新闻发布会{press_conferences_held}场，主要负责同志参加{press_conferences_by_principal}场。",
    "全年举办新闻发布会{press_conferences_held}场，主要负责同志出席{press_conferences_by_principal}场，现场回答记者提问。",
)
CONFERENCES_ALONE = ("全年参加或举办新闻发布会{press_conferences_held}场，由分管负责同志介绍情况。",)
INTERVIEWS = ("开展政府网站在线访谈{online_interviews}次，网友提问当场答复，一时难以答复的会后补充公布。",)
TOPICS = (
    "密切关注网络舆情，回应公众关注热点或重大舆情{hot_topics_answered}次，回应口径由责任单位拟定并对外发布。",
    "建立监测、研判、回应、评估的工作链条，全年回应公众关注热点或重大舆情{hot_topics_answered}次。",
)
CALM = ("本年度本系统没有出现需要专门回应的热点舆情，日常咨询由窗口和热线解答。",)
COLUMN = (
    "政策解读栏目按文件、图解、访谈三类编排，解读材料与文件在同一页面呈现，方便对照阅读。",
    "对专业性较强的政策，邀请参与起草的专家撰文说明背景和要点，并通过新媒体转发扩大知晓面。",
    "涉及群众切身利益的措施出台前先行测算社会反应，备好问答口径，出台后跟踪留意网上意见。",
)
RECEIVED = (
    "{year}年，{whole}共收到政府信息公开申请{requests_received}件。",
    "全年收到政府信息公开申请{requests_received}件，申请内容以{topic}为主。",
)
TOPICS_ASKED = ("土地征收和房屋拆迁", "规划审批和项目建设", "财政资金使用", "社会保障待遇", "历史档案和政策依据")
CHANNELS = "按渠道分，当面申请{requests_in_person}件，传真申请{requests_fax}件，网络申请{requests_online}件，信函申请{requests_letter}件。"
CHANNELS_NO_FAX = "按渠道分，当面申请{requests_in_person}件，网络申请{requests_online}件，信函申请{requests_letter}件。"
CLOSED = (
    "全年办结{requests_closed}件，按时办结{requests_closed_on_time}件，延期办结{requests_closed_extended}件，延期的均事先书面告知申请人。"
)
ALL_ON_TIME = "申请全部按时办结，答复率100%。"
OUTCOMES = (
    ("replies_already_public", "属于已主动公开范围的{}件"),
    ("replies_granted", "同意公开的{}件"),
    ("replies_partially_granted", "同意部分公开的{}件"),
    ("replies_refused", "不同意公开的{}件"),
    ("replies_not_this_authority", "不属于本行政机关公开的{}件"),
    ("replies_nonexistent", "申请信息不存在的{}件"),
    ("replies_amend_requested", "告知作出更改补充的{}件"),
    ("replies_other_channel", "告知通过其他途径办理的{}件"),
)
NONE_RECEIVED = (
    "{year}年未收到政府信息公开申请。当面、信函、传真、网络等受理渠道保持畅通，值班电话有专人接听。",
    "本年度未收到政府信息公开申请，申请指南和申请表可在网站下载。",
)
HANDLING = (
    "受理、登记、审核、答复、归档各环节均有记录，答复文书统一格式，写明理由和救济途径。",
    "对内容相近、申请集中的事项进行会商，凡可以向社会公开的，答复后转为主动公开。",
    "涉及多个单位的申请，由牵头单位召集会商，统一答复口径，避免相互推诿。",
)
DISPUTES = (
    "因政府信息公开申请行政复议{reviews_total}件，其中维持{reviews_upheld}件，被依法纠错{reviews_corrected}件，其他情形{reviews_other}件。"
)
NO_REVIEWS = "因政府信息公开引起的行政复议0件。"
SUITS = (
    "提起行政诉讼{litigation_total}件，其中维持具体行政行为或者驳回原告诉讼请求{litigation_upheld}件，被依法纠错{litigation_corrected}件，"
    "其他情形{litigation_other}件。"
)
NO_SUITS = "因政府信息公开引起的行政诉讼0件。"
COMPLAINTS = "收到举报投诉{complaints_total}件，均已核实答复。"
NO_COMPLAINTS = "未收到有关政府信息公开的举报投诉。"
LESSON = "对被纠正的案件逐件复盘，查找程序和说理上的欠缺，修订了答复文书范本。"
SEE_TABLE = "行政复议办理结果见附表，相关案卷已整理归档。"


def interpretation(words: Words) -> list[str]:
    """The paragraphs on interpretation and answers to public concern."""
    interviews = [words.say(INTERVIEWS)] if words.number("online_interviews") else []
    topics = words.say(TOPICS if words.number("hot_topics_answered") else CALM)
    conferences = words.say(CONFERENCES if words.number("press_conferences_by_principal") else CONFERENCES_ALONE)
    return ["".join([words.say(INTERPRETATION), conferences, *interviews]), topics, *words.some(COLUMN, 1)]


def requests(words: Words) -> list[str]:
    """The paragraphs on requests; figures as in the table."""
    if not words.number("requests_received"):
        return [words.say(NONE_RECEIVED), *words.some(HANDLING, 1)]
    topic = TOPICS_ASKED[words.rng.randrange(len(TOPICS_ASKED))]
    channels = CHANNELS_NO_FAX if words.unit.unit_id == FAX.unit_id else CHANNELS
    closed = CLOSED if words.number("requests_closed_extended") else ALL_ON_TIME
    return [
        words.say(RECEIVED, topic=topic) + words.fill(channels),
        words.fill(closed) + _outcomes(words),
        *words.some(HANDLING, 2),
    ]


def disputes(words: Words) -> list[str]:
    """The paragraphs on reviews, suits and complaints."""
    if words.unit.unit_id == REVIEWS.unit_id:
        return [SEE_TABLE + words.fill(SUITS), words.fill(COMPLAINTS if words.number("complaints_total") else NO_COMPLAINTS)]
    reviews = words.fill(DISPUTES if words.number("reviews_total") else NO_REVIEWS)
    suits = words.fill(SUITS if words.number("litigation_total") else NO_SUITS)
    complaints = words.fill(COMPLAINTS if words.number("complaints_total") else NO_COMPLAINTS)
    lesson = [LESSON] if words.number("reviews_corrected") + words.number("litigation_corrected") else []
    return [reviews + suits, complaints, *lesson]


def _outcomes(words: Words) -> str:
    """The outcomes that occurred; reasons are left to the table."""
    said = [text.format(words.number(metric)) for metric, text in OUTCOMES if words.number(metric)]
    reasons = "不同意公开的均说明了法定理由。" if any(words.number(metric) for metric in REFUSALS) else ""
    return f"已答复的申请中，{'，'.join(said)}。{reasons}"
