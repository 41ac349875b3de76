"""Section on proactive disclosure: the year's items, last year's, growth, channels, documents."""

from __future__ import annotations

from generator.prose.words import Words, growth

GREW = (
    "{year}年，{whole}主动公开政府信息{proactive_disclosed_total}条（上年{before}条），较上年增长{growth}%。",
    "{whole}全年共主动公开政府信息{proactive_disclosed_total}条（去年{before}条），较去年增加{growth}%。",
    "据统计，{year}年{whole}主动公开政府信息{proactive_disclosed_total}（上年{before}）条，较上年增长{growth}%。",
    "一年来，{whole}主动公开政府信息{proactive_disclosed_total}条（2015年{before}条），较2015年增长{growth}%。",
)
SHRANK = (
    "{year}年，{whole}主动公开政府信息{proactive_disclosed_total}条（上年{before}条），较上年下降{growth}%，主要是清理合并了重复栏目。",
    "{whole}全年共主动公开政府信息{proactive_disclosed_total}条（去年{before}条），较去年减少{growth}%，主要原因是部分动态类信息不再重复统计。",
)
CHANNELS_CITY = (
    (
        "其中，通过政府公报公开{disclosed_via_gazette}条，通过政府网站公开{disclosed_via_website}条，通过政务微博公开{disclosed_via_weibo}条，"
        "通过政务微信公开{disclosed_via_wechat}条，通过其他方式公开{disclosed_via_other}条。"
    ),
    (
        "从公开渠道看，政府公报公开{disclosed_via_gazette}条，政府网站公开{disclosed_via_website}条，政务微博公开{disclosed_via_weibo}条，"
        "政务微信公开{disclosed_via_wechat}条，报刊、广播、电视、查阅点等其他方式公开{disclosed_via_other}条。"
    ),
)
CHANNELS_DEPARTMENT = (
    (
        "其中，通过政府网站公开{disclosed_via_website}条，通过政务微博公开{disclosed_via_weibo}条，通过政务微信公开{disclosed_via_wechat}条，"
        "通过其他方式公开{disclosed_via_other}条。"
    ),
    (
        "门户网站是公开的第一平台，全年通过政府网站公开{disclosed_via_website}条；通过政务微博公开{disclosed_via_weibo}条，"
        "通过政务微信公开{disclosed_via_wechat}条，通过公告栏、宣传册等其他方式公开{disclosed_via_other}条。"
    ),
)
DOCUMENTS = (
    "全年制发规范性文件{normative_docs_issued}件，主动公开规范性文件{normative_docs_disclosed}条，文件正式印发后由起草单位同步报送公开。",
    "全年共制发规范性文件{normative_docs_issued}件，主动公开规范性文件{normative_docs_disclosed}条，公开属性在拟稿时即予确定。",
)
NO_DOCUMENTS = ("本年度未制发规范性文件，转发的上级文件均已在网站登载。",)
CATALOGUE = (
    "年内对公开指南和公开目录作了一次全面修订，调整一级类目的名称和次序，补充了公开机构的联系方式，群众按类查找更为方便。",
    "公开目录改由责任处室直接维护，信息产生后随文流转、随审随发，减少了二次报送的环节。",
    "对照上级印发的要点逐项列出公开清单，明确事项、依据、时限和责任人，每季度末在内部通报一次进度。",
    "针对读网检查中发现的空白栏目和失效链接，逐条登记，限期修复，未按期修复的由分管负责同志说明原因。",
)
KEY_AREAS = (
    "重点领域方面，集中公开财政预决算、“三公”经费、行政审批事项、重大建设项目和公共资源交易等信息，公众关注度较高的内容单独设置专题。",
    "围绕权责清单、财政资金、保障性住房、环境保护、食品药品安全和社会救助等方面，按月更新数据，按季归集专题，方便公众比较查阅。",
    "行政许可和行政处罚信息作出决定后及时上网公示，“双随机、一公开”抽查事项清单和抽查结果一并公开。",
    "预算、决算及“三公”经费报表连同文字说明在规定时间内公布，并对专业名词作了通俗解释。",
)


def paragraphs(words: Words) -> list[str]:
    """The paragraphs of the section."""
    grew = growth(words.unit, words.figures, words.digits) >= 0
    channels = CHANNELS_CITY if words.unit.is_city else CHANNELS_DEPARTMENT
    return [
        words.say(GREW if grew else SHRANK) + words.say(channels),
        words.say(DOCUMENTS if words.number("normative_docs_issued") else NO_DOCUMENTS),
        *words.some(CATALOGUE, 2),
        *words.some(KEY_AREAS, 2),
    ]
