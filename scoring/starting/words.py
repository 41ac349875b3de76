"""The settings that ``scoring init`` writes: every section with every key, explained."""

from __future__ import annotations

from datetime import date

from scoring.criteria import Criteria
from scoring.results.drafts import SAMPLE
from scoring.samples.marks import PROVINCE


def _id(name: str) -> str:
    return name.lower().replace("_", "-")


def audit_settings(name: str, period: int) -> str:
    """The settings of an audit of reports."""
    return f"""# 只核对年度报告，不计分。units.csv 登记单位（unit_id 标识、name 全称、short_name 简称、grp 分组，其余各列可以不填），
# reports/ 放各单位的年度报告，文件名为单位的标识、全称或简称；用别的文件名的，在 reports.csv 中登记。
# corrections.csv 登记对报告所列数据的更正，可以不填。填好后运行：scoring check {name}
id: {_id(name)}
title: {period}年政府信息公开年度报告核对
period: {period}                     # 报告的年度
date: {date(period + 1, 4, 30).isoformat()}                 # 核对日期由人填写，不取系统时钟
"""


def assessment_settings(name: str, criteria: Criteria, reference: str, *, sample: bool) -> str:
    """The settings of an assessment; with invented data the section of the circular is filled in, else every section is a comment."""
    day = date(criteria.period + 1, 4, 30).isoformat()
    return f"""# 一次考核的设置。units.csv 登记被考核单位，reports/ 放各单位的年度报告，
# findings.csv 登记扣分加分事项，marks.csv 登记评审分，external.csv 登记第三方得分，
# updates.csv 登记栏目更新情况，exemptions.csv 登记合理缺项，
# corrections.csv 登记对报告所列数据的更正，appeals.csv 登记复核申请和裁量调整及其决定，
# data.csv 提供报告表式以外的统计指标{_cases(criteria)}；各列怎样填见 填写说明.md。填好后运行：scoring run {name}
id: {_id(name)}
title: {_subject(criteria.title)}
criteria: {reference}        # 随附指标体系的名称，或本目录中的文件
date: {day}                 # 运行日期由人填写，不取系统时钟

{_invented_circular(criteria) if sample else _circular(criteria)}
{_feedback(criteria.period, day)}
{_rectification(criteria.period, day)}
{_appeals(criteria.period)}
{_requests(criteria.period, day)}
{_STATES}"""


_STATES = """# 定稿（scoring finalise）以前要在标题后加注的，去掉下面各行行首的 # 号和它后面的一个空格；定稿不带标注。
# states:
#   circular: 征求意见稿           # 通报
#   feedback: 初评结果             # 情况反馈
"""


def _cases(criteria: Criteria) -> str:
    """The tables of cases, as the comment at the head of the settings names them."""
    tables = "、".join(f"{name}.csv" for name in criteria.records)
    return f"，\n# {tables} 逐件登记（每件一行，也可以是同名目录中的多个文件）" if tables else ""


def _subject(title: str) -> str:
    """What is assessed, from the title of the criteria: 考核, not 考核指标, is what documents speak of."""
    return title.removesuffix("体系").removesuffix("指标") or title


def _circular(criteria: Criteria) -> str:
    """The section of the circular with every key, commented out."""
    period, day = criteria.period, date(criteria.period + 1, 4, 30).isoformat()
    annexes = "\n".join(f"#     - {{group: {group.id}, title: {period}年{group.title}考核成绩表}}" for group in criteria.groups)
    return f"""# 填好下面各项（去掉行首的 # 号和它后面的一个空格）后，scoring run 会生成通报。
# circular:
#   issuer: ××省人民政府办公厅
#   head: ××省人民政府办公厅文件
#   number: ×政办发〔{period + 1}〕1号
#   title: ××省人民政府办公厅关于{period}年政务公开工作考核情况的通报
#   addressees: [各市人民政府, 省政府各部门]
#   date: {day}
#   rectify_by: {period + 1}-06-30      # 整改期限
#   copies_to: [省委办公厅]         # 抄送，可不写
#   print_office: ××省人民政府办公厅  # 印发机关，可不写
#   print_date: {day}
{_further("#   # ")}
#   annexes:
{annexes}
"""


_FURTHER = (
    "form: letter                   # 信函格式，可不写；不写为文件格式",
    'copy_number: "000001"          # 份号；密级（secrecy: 秘密★1年）须同时写份号；紧急程度写 urgency: 特急 或 加急',
    "signing: none                  # 不盖章；不写为盖章（seal），签名章写 stamp 并填 signers: [{title: 主任, stamp: 签名章.png}]",
    "seal: 印章.png                  # 印章图片，放在本目录的 templates 中，底色透明；直径写 seal_size: 42（毫米）；不写则留出盖章位置",
    "note: 此件公开发布               # 附注，可不写",
    "联合行文：issuer: [××省财政厅, ××省民政厅]，主办机关在前；head 不写时并列各机关，右侧不印“文件”写 head_word: false",
)
"""What else the section of the circular may say, a line each."""


def _further(before: str) -> str:
    return "\n".join(before + line for line in _FURTHER)


def _invented_circular(criteria: Criteria) -> str:
    """The section of the circular, filled in with what is invented and says so."""
    period, day = criteria.period, date(criteria.period + 1, 4, 30).isoformat()
    office, subject = f"{PROVINCE}人民政府办公厅", _subject(criteria.title)
    annexes = "\n".join(f"    - {{group: {group.id}, title: {_yaml(f'{group.title}考核成绩表')}}}" for group in criteria.groups)
    return f"""# 通报的版头、文号、主送等。“{PROVINCE}”是虚构的，各项换成本单位的；换完以前，各文件的标题后都标注“{SAMPLE}”。
circular:
  issuer: {office}  # 发文机关
  head: {office}文件  # 红色版头
  number: 样政办发〔{period + 1}〕1号  # 发文字号
  title: {_yaml(f"{office}关于{subject}情况的通报")}
  addressees: [{PROVINCE}各有关单位]  # 主送机关
  date: {day}  # 成文日期
  rectify_by: {period + 1}-06-30  # 整改期限
  print_office: {office}  # 印发机关，可不写
  print_date: {day}
  annexes:  # 附件，每组一张成绩表
{annexes}
{_further("  # ")}
"""


def _yaml(text: str) -> str:
    """A text as YAML takes it in one line."""
    return f'"{text}"' if any(sign in text for sign in ":#{}[],&*'") else text


def _rectification(period: int, day: str) -> str:
    """The section of notices and ledger, commented out."""
    return f"""# 需要印发整改通知单、建立整改台账的，填好下面各项（去掉行首的 # 号和它后面的一个空格）。
# rectification:
#   issuer: ××省人民政府办公厅
#   number: ×政公开整〔{period + 1}〕{{n}}号   # {{n}} 为流水号
#   date: {day}
#   due: {period + 1}-09-30             # 整改期限
#   who:                           # 符合任何一项的单位发通知单
#     - {{total_below: 60}}          # 总分低于60分
#     - {{checks: [error]}}          # 年度报告数字前后矛盾
#   reply_slip: true               # 附回执
"""


def _appeals(period: int) -> str:
    """The section of the time in which units may appeal, commented out."""
    return f"""# 需要规定复核申请期限的，填好下面各项（去掉行首的 # 号和它后面的一个空格）；申请和决定登记在 appeals.csv。
# appeals:
#   opened: {period + 1}-04-20          # 情况反馈发出的日期
#   workdays: 5                  # 反馈次日起几个工作日内可以提出
#   decide_within: 10            # 收到次日起几个工作日内作出决定
"""


def _requests(period: int, day: str) -> str:
    """The section of letters that ask for evidence, commented out."""
    return f"""# 数据筛查列出的疑问需要发函核实的，填好下面各项（去掉行首的 # 号和它后面的一个空格）；数据筛查本身不影响得分。
# requests:
#   issuer: ××省人民政府办公厅
#   number: ×政公开核〔{period + 1}〕{{n}}号   # {{n}} 为流水号
#   date: {day}
#   due: {period + 1}-05-15             # 答复期限
#   reply_slip: true               # 附回执
"""


def _feedback(period: int, day: str) -> str:
    """The section of the sheets that units get, commented out."""
    return f"""# 需要给每个单位印发情况反馈的，填好下面各项（去掉行首的 # 号和它后面的一个空格）。
# feedback:
#   issuer: ××省人民政府办公厅
#   date: {day}
#   title: {period}年政务公开工作考核情况反馈  # 不写则为考核名称加“情况反馈”
#   appeal_by: {period + 1}-05-31      # 提出复核申请的截止日期，可不写
#   contact: ××省人民政府办公厅政务公开办公室  # 联系人和电话，可不写
#   mark: 内部资料　注意保管       # 首页左上角的标注，可不写
"""
