"""What is counted over records, in Chinese words for explanations and for the criteria as leaders approve them."""

from __future__ import annotations

from collections.abc import Mapping

from scoring import numbers
from scoring.criteria.formulas import Formula
from scoring.criteria.records.model import Aggregate, Deadline, RecordTable

_SIGNS = {"=": "为", "<>": "不为", ">": "大于", ">=": "不小于", "<": "小于", "<=": "不大于"}
_DATES = {"=": "为", "<>": "不为", ">": "晚于", ">=": "不早于", "<": "早于", "<=": "不晚于"}
_ARITHMETIC = {"+": "＋", "-": "－", "*": "×", "/": "÷"}
_STATES = {"on_time": "按期", "late": "逾期", "pending": "未到期", "unusable": "无法判断"}
_VALUES = {"taken": "用时", "days_late": "逾期天数"}
_SPANS = {"days": "自然日", "workdays": "工作日"}
_FUNCTIONS = {"sum": "合计", "lowest": "最小值", "highest": "最大值"}
_PERCENT = 100
CASES = "件"  # how rows are counted in sentences


def aggregate_words(aggregate: Aggregate, table: RecordTable, deadlines: Mapping[str, Deadline]) -> str:
    """What an aggregate is, such as 依申请公开台账中依申请公开答复逾期的件数."""
    return f"{place_words(aggregate, table)}中{term_words(aggregate, None, table, deadlines)}"


def place_words(aggregate: Aggregate, table: RecordTable) -> str:
    """The table, and whether the cases of units below count too."""
    return f"{table.title}（含下级单位）" if aggregate.rolls_up else table.title


def term_words(aggregate: Aggregate, where: Formula | None, table: RecordTable, deadlines: Mapping[str, Deadline]) -> str:
    """What an aggregate is without its table: 依申请公开答复逾期的件数, 依申请公开答复用时的中位数.

    Args:
        aggregate: The aggregate.
        where: The condition of its measure, which is not repeated.
        table: Its table.
        deadlines: All deadlines.
    """
    say = _Words(table, deadlines)
    condition = own_condition(aggregate, where)
    rows = f"{say.formula(condition)}的" if condition is not None else ""
    if aggregate.of is None:
        return f"{rows}件数" if rows else "件数"
    value = say.formula(aggregate.of)
    if aggregate.function == "percentile":
        share = numbers.plain(aggregate.rank * _PERCENT)
        return f"{rows}{value}的中位数" if aggregate.rank * 2 == 1 else f"{rows}{value}的第{share}百分位数"
    return f"{rows}{value}的{_FUNCTIONS[aggregate.function]}"


def condition_words(condition: Formula, table: RecordTable, deadlines: Mapping[str, Deadline]) -> str:
    """A condition over one row in words."""
    return _Words(table, deadlines).formula(condition)


def own_condition(aggregate: Aggregate, where: Formula | None) -> Formula | None:
    """The condition of an aggregate besides that of its measure."""
    if aggregate.where == where:
        return None
    joined = aggregate.where
    return joined.args[1] if joined is not None and joined.op == "and" and joined.args[0] == where else joined


def label_words(aggregate: Aggregate, where: Formula | None) -> tuple[str, str]:
    """What stands before and after the number of an aggregate in a sentence: 按期 and 件; both empty where no short word says it."""
    if aggregate.of is not None:
        return "", ""
    condition = own_condition(aggregate, where)
    if condition is None:
        return "全部", CASES
    if condition.op in _STATES:
        return _STATES[condition.op], CASES
    if condition.op == "given" and condition.args[0].op in _STATES:
        return "可判断", CASES
    return "", ""


class _Words:
    def __init__(self, table: RecordTable, deadlines: Mapping[str, Deadline]) -> None:
        self.table = table
        self.deadlines = deadlines

    def formula(self, formula: Formula) -> str:
        """A formula over one row in words."""
        match formula.op:
            case "name":
                column = self.table.column(formula.name)
                return column.title + ("为是" if column.kind == "flag" else "") if column else "单位"
            case "text":
                return f"“{formula.name}”"
            case "number":
                return numbers.plain(formula.value)
            case "on_time" | "late" | "pending" | "unusable" | "taken" | "days_late":
                return self.deadlines[formula.args[0].name].title + (_STATES | _VALUES)[formula.op]
            case "given":
                return self._given(formula.args[0])
            case _:
                return self._joined(formula, [self.formula(arg) for arg in formula.args])

    def _kind(self, formula: Formula) -> str:
        """The kind of a column, empty for anything else."""
        column = self.table.column(formula.name) if formula.op == "name" else None
        return column.kind if column else ""

    def _given(self, formula: Formula) -> str:
        """That something is known: a cell that is filled, a case that can be judged."""
        if formula.op == "name":
            return f"{self.formula(formula).removesuffix('为是')}已填"
        if formula.op in _STATES:
            return f"能判断是否{self.formula(formula)}"
        return f"能确定{self.formula(formula)}"

    def _joined(self, formula: Formula, args: list[str]) -> str:
        op = formula.op
        if op in {"and", "or"}:
            return ("且" if op == "and" else "或").join(args)
        if op in _SPANS:
            return f"{args[0]}至{args[1]}的{_SPANS[op]}数"
        if op in _SIGNS:
            signs = _DATES if any(self._kind(arg) == "date" for arg in formula.args) else _SIGNS
            return f"{args[0]}{signs[op]}{args[1]}"
        if op in _ARITHMETIC:
            return f"（{args[0]}{_ARITHMETIC[op]}{args[1]}）"
        return _CALLS[op](args) if op in _CALLS else f"{op}（{'，'.join(args)}）"


_CALLS = {
    "not": lambda args: f"非（{args[0]}）",
    "in": lambda args: f"{args[0]}为{'、'.join(args[1:])}之一",
    "neg": lambda args: f"－{args[0]}",
    "if_": lambda args: f"{args[0]}时取{args[1]}、否则取{args[2]}",
    "min": lambda args: f"{'、'.join(args)}中最小者",
    "max": lambda args: f"{'、'.join(args)}中最大者",
    "abs": lambda args: f"{args[0]}的绝对值",
}
