"""How the tables of an assessment folder are filled in: a page made from its criteria."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from scoring import numbers
from scoring.rules import Bound, Plan
from scoring.rules.marks import MarkLimits
from scoring.rules.updates import cycle_rules
from scoring.samples.marks import PREFIX
from scoring.starting.filling_records import record_lines

if TYPE_CHECKING:
    from scoring.samples.remaining import Left

GUIDE = "填写说明.md"
_UNUSED = "（本指标体系没有这类内容，表中只留表头。）"


def filling_guide(plan: Plan, left: Sequence[Left] = ()) -> str:
    """The page: columns of every table, and the groups, events, marks and keys that these criteria know.

    Args:
        plan: The bound criteria.
        left: What of the folder is invented, in the order in which it is replaced; it stands at the head of the page.
    """
    head, *rest = _lines(plan)
    return "\n".join([head, *_replacing(left), *rest]) + "\n"


def _replacing(left: Sequence[Left]) -> Iterator[str]:
    """The check-list of an office that puts its own data in the place of invented ones."""
    if not left:
        return
    yield "\n## 先把样例数据换成本单位的数据\n"
    yield f"目录中的单位和数据都是虚构的（单位标识以 `{PREFIX}` 开头，名称以“样例”开头），供试运行。依次替换：\n"
    for number, item in enumerate(left, 1):
        file, words = item.told("zh")
        yield f"{number}. [ ] `{file.replace('、', '`、`')}`：{words}"
    yield "\n每换一部分都可以运行 `scoring check` 或 `scoring run`，还有样例数据的会逐项列出。"
    yield "换完以前，各文件的标题后都标注“样例数据”，也不能定稿。"


def _lines(plan: Plan) -> Iterator[str]:
    criteria = plan.criteria
    yield f"# 填写说明：{criteria.title}"
    yield "\n各表可以是 CSV（UTF-8 或 GB18030）或同名的 xlsx、Parquet；没有可登记的内容时只留表头。日期写作 2017-03-31。"
    yield "\n## units 被考核单位\n"
    yield "unit_id 标识（自定，各表通用）、name 全称、short_name 简称、grp 分组、ord 组内顺序、parent_id 上级、region_code 区划代码、"
    yield "status（assessed 考核、exempt 免予考核、not_ranked 不参加排名；空为 assessed）、status_reason 原因。分组："
    yield from (f"- `{group.id}` {group.title}" for group in criteria.groups)
    yield "\n## reports 年度报告\n"
    yield "unit_id、file（reports 目录中的文件名）、published_on 发布日期、blank_as_zero 表中空格按0计（是、否；空为否）。"
    yield "文件名为单位标识或名称的，可以不登记。"
    yield from _earlier_reports(plan)
    yield "\n## findings 扣分、加分和否决事项\n"
    yield "unit_id、indicator_id、event、quantity 数量、happened_on 日期、evidence 佐证、found_by 发现人。可登记的事项："
    yield from list(_events(plan)) or [_UNUSED]
    yield "\n## marks 评审分\n"
    yield "unit_id、indicator_id、marker 评分人、mark 分值、remark 说明。每个单位每项一行："
    yield from list(_marks(plan)) or [_UNUSED]
    yield "\n## external 外部评分\n"
    yield "unit_id、key、score 得分、full_score 满分、issued_by 出具单位、issued_on 日期。"
    yield from list(_outside(plan)) or [_UNUSED]
    yield from _data(plan)
    yield from record_lines(plan)
    yield from _updates(plan)
    yield "\n## exemptions 合理缺项\n"
    yield "unit_id、indicator_id（指标或整个方面的标识）、reason 理由。"
    yield from (f"- `{node.id}` {node.title}" for node in criteria.nodes())
    yield from _corrections(plan)
    yield from _appeals()


def _earlier_reports(plan: Plan) -> Iterator[str]:
    """That reports of earlier years belong into the folder too, where the criteria look back."""
    from scoring.samples.filling import report_years

    years = "、".join(f"{year}年" for year in report_years(plan) if year < plan.criteria.period)
    if years:
        yield f"有的指标要与{years}比较：各单位{years}的报告也放入并登记（年度由程序从报告读出）；本年报告写明上年数的，可以不放。"


def _marks(plan: Plan) -> Iterator[str]:
    for bound in plan.bound:
        titles = bound.kind.input_titles(bound.node, bound.parameters)
        limits = bound.kind.mark_limits(bound.parameters)
        yield from (
            f"- `{found.key}` {titles.get(found.column, bound.node.title)}：{_range(limits)}"
            for found in bound.inputs
            if found.kind == "mark"
        )


def _outside(plan: Plan) -> Iterator[str]:
    for bound in plan.bound:
        titles = bound.kind.input_titles(bound.node, bound.parameters)
        yield from (f"- `{found.key}` {_external(bound, titles[found.column])}" for found in bound.inputs if found.kind == "external")


def _corrections(plan: Plan) -> Iterator[str]:
    """How a figure of a report is put right."""
    yield "\n## corrections 对报告所列数据的更正\n"
    yield "unit_id、period 年度、metric 统计指标、part 分项（如 natural_person，空为合计）、old 从报告读出的原值、new 更正后的值、"
    yield "corrected_on 更正日期、corrected_by 更正人、reason 理由、evidence 佐证。"
    yield f"\n年度留空为考核年度（{plan.criteria.period}年）。原值必须与程序从报告读出的一致，没有读出的留空；"
    yield "更正后的值写数字、不适用或空白。报告中的原值不改动，评分用更正后的值，两个值都写进评分说明。"
    yield "统计指标代码用 `scoring docs metrics` 查。"


def _appeals() -> Iterator[str]:
    """How appeals and what was decided are listed."""
    yield "\n## appeals 复核申请和裁量调整\n"
    yield "appeal_id 编号、unit_id、indicator_id（总分留空）、"
    yield "kind（appeal 复核申请、adjustment 裁量调整；空为复核申请）、claim 主张、evidence 佐证、"
    yield "received_on 收到日期、late_admitted 逾期的是否同意受理（是、否）、"
    yield "decision 决定（upheld 采纳、partly 部分采纳、dismissed 不予采纳、pending 或空为尚未决定）、"
    yield "decided_by 决定人、decided_on 决定日期、reason 理由。采纳的写明怎样改变评分："
    yield "\n- effect `correction` 更正报告中的数：metric、part、period、old、new，同 corrections。"
    yield "- effect `mark` 改评：marker（几人评分的）、old、new。"
    yield "- effect `finding` 改变检查发现：event、old、new（0 为撤销；原值留空为新增）；"
    yield "  有几条的，用 happened_on、entry（登记的佐证）指明。"
    yield "- effect `exemption` 列为合理缺项。"
    yield "- effect `points` 调整分数：new 写增减的分数，如 2、-1.5；裁量调整只用这一种。"
    yield "\n只有采纳和部分采纳的计入评分；登记的检查发现、评审分和报告不作改动。"


def _updates(plan: Plan) -> Iterator[str]:
    """How columns of websites are listed with the day of their last update."""
    rules = cycle_rules(plan)
    yield "\n## updates 栏目更新\n"
    if not rules:
        yield _UNUSED
        return
    yield "unit_id、indicator_id、column_name 栏目、cycle 更新周期类别、updated_on 最近更新日期（页面没有日期的留空，视同未更新）、"
    yield "items 信息条数（可以不写；0 为空白栏目）。每个单位每个栏目一行，按期更新的也要登记。指标和周期："
    for name, rule in rules.items():
        yield f"- `{name}`：" + "、".join(f"`{cycle}` {rule.titles[cycle]}{days}天" for cycle, days in rule.cycles.items())


def _data(plan: Plan) -> Iterator[str]:
    """How the figures are delivered that no statutory form has."""
    metrics = plan.criteria.metrics.values()
    if not metrics:
        return
    yield "\n## data 统计数据\n"
    yield "CSV、xlsx 或 Parquet，两种写法任选一种："
    yield "\n- 每个数一行：unit_id、metric 统计指标、value 数值、period 年度、part 分项、"
    yield "  qualifier（exact 准确、about 约数、at_least 不低于、at_most 不超过）、source 出处。后四列可以不写或留空。"
    yield "- 每个单位一行：unit_id、period（可以不写），其后每个统计指标一列，列名为统计指标代码。"
    yield f"\n年度留空为考核年度（{plan.criteria.period}年）。数值只写数字；没有数据留空，不适用填 `/`。"
    yield "也可以提供报告表式中的统计指标，与年度报告不一致的不予采用。统计指标："
    for metric in metrics:
        uom = f"（{metric.uom}）" if metric.uom else ""
        yield f"- `{metric.code}` {metric.title}{uom}" + ("，0 或正整数" if metric.number == "count" else "")


def _external(bound: Bound, title: str) -> str:
    return title if title == bound.node.title else f"{bound.node.title}：{title}"


def _events(plan: Plan) -> Iterator[str]:
    events = plan.criteria.events
    for bound in plan.bound:
        inputs = [*bound.inputs, *(found for name in bound.judged for found in plan.names.inputs(plan.measures[name]))]
        for found in inputs:
            if found.kind in {"event", "unit_event"}:
                yield f"- `{bound.node.id}` {bound.node.title}：`{found.key}` {events[found.key].title}"
    for gate in plan.criteria.gates:
        for found in plan.names.inputs(plan.gates[gate.id]):
            if found.kind == "unit_event":
                yield f"- `{gate.id}` {gate.title}：`{found.key}` {events[found.key].title}"


def _range(limits: MarkLimits) -> str:
    if limits.listed:
        return "、".join(f"{numbers.plain(mark)} {meaning}" for mark, meaning in limits.listed.items())
    upper = numbers.plain_or_blank(limits.upper)
    step = "" if limits.step is None else f"，间隔 {numbers.plain(limits.step)}"
    return f"{numbers.plain(limits.lower)} 至 {upper}{step}" if upper else f"不小于 {numbers.plain(limits.lower)}{step}"
